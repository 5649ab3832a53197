//! Where the routines are: ours by link name, the reference's by `dlopen`, out of everybody's sight.

use std::collections::HashMap;
use std::ffi::CString;
use std::sync::OnceLock;

/// The address of a routine.
pub(crate) type Address = usize;

macro_rules! add {
    ($map:ident: $($abi:literal [$($prefix:literal)+] $stems:tt $ends:tt;)+) => {
        $($(add!(@stems $map $abi $prefix $stems $ends);)+)+
    };
    (@stems $map:ident $abi:literal $prefix:literal [$($stem:literal)+] $ends:tt) => {
        $(add!(@ends $map $abi $prefix $stem $ends);)+
    };
    (@ends $map:ident $abi:literal $prefix:literal $stem:literal [$($end:literal)+]) => {
        $({
            unsafe extern "C" {
                #[link_name = concat!($abi, $prefix, $stem, $end)]
                fn routine();
            }
            $map.insert(concat!($abi, $prefix, $stem, $end), routine as *const () as Address);
        })+
    };
}

/// Every routine of the library, under its plain LP64 name.
pub(crate) fn ours() -> &'static HashMap<&'static str, Address> {
    static MAP: OnceLock<HashMap<&'static str, Address>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map = HashMap::new();
        add! { map:
            "" ["s" "d" "c" "z"] ["axpy" "copy" "swap" "scal" "gemv" "trmv" "trsv" "gemm" "trmm" "trsm" "syrk"] ["_"];
            "" ["s" "d"] ["dot" "nrm2" "asum" "ger"] ["_"];
            "" ["c" "z"] ["dotu" "dotc" "geru" "gerc" "herk"] ["_"];
            "" ["sc" "dz"] ["nrm2" "asum"] ["_"];
            "" ["is" "id" "ic" "iz"] ["amax"] ["_"];
            "" ["cs" "zd"] ["rot" "scal"] ["_"];
            "" ["s" "d"] ["rot" "rotg" "rotm" "rotmg"] ["_"];
            "" ["c" "z"] ["rot" "rotg"] ["_"];
            "" ["ds" "sds"] ["dot"] ["_"];
            "" ["s" "d" "c" "z"] ["geqrf" "geqr2" "larfg" "larf" "larft" "larfb"] ["_"];
            "" ["s" "d"] ["orgqr" "org2r" "ormqr" "orm2r"] ["_"];
            "" ["c" "z"] ["ungqr" "ung2r" "unmqr" "unm2r"] ["_"];
            "cblas_" ["s" "d" "c" "z"]
                ["axpy" "copy" "swap" "scal" "gemv" "trmv" "trsv" "gemm" "trmm" "trsm" "syrk"] [""];
            "cblas_" ["s" "d"] ["dot" "nrm2" "asum" "ger"] [""];
            "cblas_" ["c" "z"] ["dotu_sub" "dotc_sub" "geru" "gerc" "herk"] [""];
            "cblas_" ["sc" "dz"] ["nrm2" "asum"] [""];
            "cblas_" ["is" "id" "ic" "iz"] ["amax"] [""];
            "cblas_" ["cs" "zd"] ["rot" "scal"] [""];
            "cblas_" ["s" "d"] ["rot" "rotg" "rotm" "rotmg"] [""];
            "cblas_" ["c" "z"] ["rotg"] [""];
            "cblas_" ["ds" "sds"] ["dot"] [""];
            "LAPACKE_" ["s" "d" "c" "z"] ["geqrf" "geqr2" "larfg" "larft" "larfb"] ["" "_work"];
            "LAPACKE_" ["s" "d"] ["orgqr" "ormqr"] ["" "_work"];
            "LAPACKE_" ["c" "z"] ["ungqr" "unmqr"] ["" "_work"];
            "LAPACKE_" ["set_"] ["nancheck"] [""];
        }
        map
    })
}

/// Debian's reference BLAS (with CBLAS), LAPACK and LAPACKE.
const LIBRARIES: [&str; 3] = ["blas/libblas.so.3", "lapack/liblapack.so.3", "liblapacke.so.3"];

/// The reference's routine of a name. `None` if the libraries are not installed, which only a developer's own machine
/// may lack.
pub(crate) fn reference(name: &str) -> Option<Address> {
    static HANDLES: OnceLock<Option<[usize; 3]>> = OnceLock::new();
    let handles = (*HANDLES.get_or_init(|| {
        let handles = LIBRARIES.map(|file| {
            let path = CString::new(format!("/usr/lib/x86_64-linux-gnu/{file}")).unwrap();
            // SAFETY: loading these libraries has no effect but their symbols, which stay local.
            unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) as usize }
        });
        if handles.contains(&0) {
            assert!(std::env::var_os("CI").is_none(), "no reference libraries");
            eprintln!("SKIPPED: please install libblas3 liblapack3 liblapacke, the reference");
            return None;
        }
        Some(handles)
    }))?;
    let symbol = CString::new(name).unwrap();
    // SAFETY: the handles are open for ever, the name ends in NUL.
    let found =
        handles.iter().map(|&handle| unsafe { libc::dlsym(handle as *mut _, symbol.as_ptr()) } as usize);
    let address = found.into_iter().find(|&address| address != 0);
    Some(address.unwrap_or_else(|| panic!("the reference has no {name}")))
}
