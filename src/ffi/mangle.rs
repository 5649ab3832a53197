//! The names of a routine: one jump instruction for each, since a mangling that only jumps needs no signature.
//!
//! The LP64 and ILP64 variants of a routine differ in the integer type alone, and each distribution decorates the
//! names in its own way (docs/abi). A new convention is one line in one of the macros below.

/// The Fortran names of `prefix ++ stem`.
macro_rules! fortran_names {
    ($prefix:ident, $stem:ident, $shim:ident) => {
        jump!(stringify!($prefix), stringify!($stem), "_" => fortran::$shim::<element!($prefix), i32>);
        jump!(stringify!($prefix), stringify!($stem), "_64_" => fortran::$shim::<element!($prefix), i64>);
        jump!("scipy_", stringify!($prefix), stringify!($stem), "_" => fortran::$shim::<element!($prefix), i32>);
        jump!("scipy_", stringify!($prefix), stringify!($stem), "_64_" => fortran::$shim::<element!($prefix), i64>);
    };
}

/// The CBLAS names of `prefix ++ stem`.
macro_rules! cblas_names {
    ($prefix:ident, $stem:ident, $shim:ident) => {
        c_names!("cblas_", $prefix, $stem, cblas::$shim);
    };
}

/// The LAPACKE names of `prefix ++ stem`.
macro_rules! lapacke_names {
    ($prefix:ident, $stem:ident, $shim:ident) => {
        c_names!("LAPACKE_", $prefix, $stem, lapacke::$shim);
    };
}

/// What CBLAS and LAPACKE names have in common: plain, reference and MKL ILP64 (`_64`), OpenBLAS ILP64 (`64_`), and
/// the wheels of SciPy (LP64) and NumPy (ILP64).
macro_rules! c_names {
    ($abi:literal, $prefix:ident, $stem:ident, $module:ident::$shim:ident) => {
        jump!($abi, stringify!($prefix), stringify!($stem) => $module::$shim::<element!($prefix), i32>);
        jump!($abi, stringify!($prefix), stringify!($stem), "_64" => $module::$shim::<element!($prefix), i64>);
        jump!($abi, stringify!($prefix), stringify!($stem), "64_" => $module::$shim::<element!($prefix), i64>);
        jump!("scipy_", $abi, stringify!($prefix), stringify!($stem) => $module::$shim::<element!($prefix), i32>);
        jump!("scipy_", $abi, stringify!($prefix), stringify!($stem), "64_" => $module::$shim::<element!($prefix), i64>);
    };
}

/// The Fortran and CBLAS names of routines whose letters don't tell the types: a shim of some type that has no integers, or
/// one `of integers`.
macro_rules! level1_names {
    ($($name:ident => $shim:ident of $of:ident;)*) => {
        $(level1_names!(@ $name $shim $of);)*
    };
    (@ $name:ident $shim:ident integers) => {
        level1_names!(@ $name $shim i32, i64);
    };
    (@ $name:ident $shim:ident $t:ident) => {
        level1_names!(@ $name $shim $t, $t);
    };
    (@ $name:ident $shim:ident $lp64:ident, $ilp64:ident) => {
        jump!(stringify!($name), "_" => fortran::$shim::<$lp64>);
        jump!(stringify!($name), "_64_" => fortran::$shim::<$ilp64>);
        jump!("scipy_", stringify!($name), "_" => fortran::$shim::<$lp64>);
        jump!("scipy_", stringify!($name), "_64_" => fortran::$shim::<$ilp64>);
        jump!("cblas_", stringify!($name) => cblas::$shim::<$lp64>);
        jump!("cblas_", stringify!($name), "_64" => cblas::$shim::<$ilp64>);
        jump!("cblas_", stringify!($name), "64_" => cblas::$shim::<$ilp64>);
        jump!("scipy_cblas_", stringify!($name) => cblas::$shim::<$lp64>);
        jump!("scipy_cblas_", stringify!($name), "64_" => cblas::$shim::<$ilp64>);
    };
}

/// OpenBLAS's service functions: plain and as the wheels of SciPy and NumPy have them, with each of the suffixes for
/// 64-bit integers, which change nothing.
macro_rules! openblas_names {
    ($($name:ident => $shim:ident;)*) => { $(
        jump!(stringify!($name) => openblas::$shim);
        jump!(stringify!($name), "64_" => openblas::$shim);
        jump!(stringify!($name), "_64" => openblas::$shim);
        jump!("scipy_", stringify!($name) => openblas::$shim);
        jump!("scipy_", stringify!($name), "64_" => openblas::$shim);
        jump!("scipy_", stringify!($name), "_64" => openblas::$shim);
    )* };
}

/// The same functions for Fortran.
macro_rules! openblas_fortran_names {
    ($($name:ident => $shim:ident;)*) => { $(
        jump!(stringify!($name), "_" => openblas::$shim);
        jump!(stringify!($name), "_64_" => openblas::$shim);
        jump!("scipy_", stringify!($name), "_" => openblas::$shim);
        jump!("scipy_", stringify!($name), "_64_" => openblas::$shim);
    )* };
}

/// MKL's service functions, which have three names each: one for C, and two in small letters for Fortran. Those of
/// functions `of integers` take them by address.
macro_rules! mkl_names {
    ($($name:ident $small:ident => $module:ident::$shim:ident $(, $fortran:ident)? $(of $integers:ident)?;)*) => { $(
        mkl_names!(@ $name $small $module $shim [$($fortran)?] [$($integers)?]);
    )* };
    (@ $name:ident $small:ident $module:ident $shim:ident [] []) => {
        jump!(stringify!($name) => $module::$shim);
        jump!(stringify!($small) => $module::$shim);
        jump!(stringify!($small), "_" => $module::$shim);
    };
    (@ $name:ident $small:ident $module:ident $shim:ident [$fortran:ident] []) => {
        jump!(stringify!($name) => $module::$shim);
        jump!(stringify!($small) => $module::$shim);
        jump!(stringify!($small), "_" => $module::$fortran);
    };
    (@ $name:ident $small:ident $module:ident $shim:ident [] [integers]) => {
        jump!(stringify!($name) => $module::$shim::<c_int>);
        jump!(stringify!($small) => $module::$shim::<mkl::Either>);
        jump!(stringify!($small), "_" => $module::$shim::<mkl::Either>);
    };
}

/// One line a routine, `stem: prefixes;`, or `stem => shim: prefixes;` where the shim has another name.
macro_rules! table {
    ($names:ident { $($stem:ident $(=> $shim:ident)?: $($prefix:ident)+;)* }) => {
        $(table!(@ $names $stem [$($shim)? $stem] $($prefix)+);)*
    };
    (@ $names:ident $stem:ident [$shim:ident $($same:ident)?] $($prefix:ident)+) => {
        $($names!($prefix, $stem, $shim);)+
    };
}

/// The element type that a prefix stands for; where it names two types, the second is that of the vector.
macro_rules! element {
    (s) => {
        f32
    };
    (d) => {
        f64
    };
    (c) => {
        c32
    };
    (z) => {
        c64
    };
    (is) => {
        f32
    };
    (id) => {
        f64
    };
    (ic) => {
        c32
    };
    (iz) => {
        c64
    };
    (sc) => {
        c32
    };
    (dz) => {
        c64
    };
    (cs) => {
        c32
    };
    (zd) => {
        c64
    };
}

/// An exported symbol, the concatenation of the literals, that is a jump to a function.
macro_rules! jump {
    ($($name:expr),+ => $($to:tt)+) => {
        const _: () = {
            #[unsafe(naked)]
            // SAFETY: nothing else in the crate has the name, and other libraries' definitions of it are the ones
            // that this library is there to replace.
            #[unsafe(export_name = concat!($($name),+))]
            extern "C" fn thunk() {
                core::arch::naked_asm!("jmp {}", sym $($to)+);
            }
        };
    };
}

pub(super) use {
    c_names, cblas_names, element, fortran_names, jump, lapacke_names, level1_names, mkl_names,
    openblas_fortran_names, openblas_names, table,
};
