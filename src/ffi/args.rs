//! What callers pass, turned into what the algorithms take: option letters, integers, views.

use std::ffi::{c_char, c_int};

use crate::enums::{Diag, Direct, Layout, Op, Side, StoreV, Uplo};
use crate::int::FortranInt;
use crate::mat::{MatMut, MatRef, VecMut, VecRef};
use crate::scalar::{Real, Scalar, c32, c64};

/// An option that callers pass as a letter (Fortran) or a number (CBLAS).
pub(super) trait Choice: Sized {
    /// From a letter of either case.
    fn from_letter(letter: u8) -> Option<Self>;
    /// From the number that CBLAS gives it.
    fn from_number(number: c_int) -> Option<Self>;
    /// Its letter; that of OpenBLAS's extension where the standard has none.
    fn letter(self) -> u8;
}

macro_rules! choice {
    ($($t:ident { $($variant:ident: [$($letter:literal)?] [$($number:literal)?];)+ })+) => { $(
        impl Choice for $t {
            fn from_letter(letter: u8) -> Option<Self> {
                match letter.to_ascii_uppercase() {
                    $($($letter => Some($t::$variant),)?)+
                    _ => None,
                }
            }
            fn from_number(number: c_int) -> Option<Self> {
                match number {
                    $($($number => Some($t::$variant),)?)+
                    _ => None,
                }
            }
            fn letter(self) -> u8 {
                match self {
                    $($t::$variant => [$($letter,)? b'R'][0],)+
                }
            }
        }
    )+ };
}

choice! {
    // The conjugate alone has no letter; its number is an extension that OpenBLAS has too.
    Op { NoTrans: [b'N'] [111]; Trans: [b'T'] [112]; ConjTrans: [b'C'] [113]; Conj: [] [114]; }
    Uplo { Upper: [b'U'] [121]; Lower: [b'L'] [122]; }
    Diag { NonUnit: [b'N'] [131]; Unit: [b'U'] [132]; }
    Side { Left: [b'L'] [141]; Right: [b'R'] [142]; }
    // The letters are those of OpenBLAS's extensions.
    Layout { RowMajor: [b'R'] [101]; ColMajor: [b'C'] [102]; }
    Direct { Forward: [b'F'] []; Backward: [b'B'] []; }
    StoreV { Columnwise: [b'C'] []; Rowwise: [b'R'] []; }
}

impl Op {
    /// (Xᵀ)ᵒᵖ as an operation on X: how a row-major matrix is read where it lies.
    pub(super) fn t(self) -> Self {
        match self {
            Op::NoTrans => Op::Trans,
            Op::Trans => Op::NoTrans,
            Op::ConjTrans => Op::Conj,
            Op::Conj => Op::ConjTrans,
        }
    }
    /// (Xᴴ)ᵒᵖ as an operation on X.
    pub(super) fn h(self) -> Self {
        match self {
            Op::NoTrans => Op::ConjTrans,
            Op::ConjTrans => Op::NoTrans,
            Op::Trans => Op::Conj,
            Op::Conj => Op::Trans,
        }
    }
    /// Whether rows and columns change places.
    pub(super) fn transposes(self) -> bool {
        matches!(self, Op::Trans | Op::ConjTrans)
    }
    /// Whether elements are conjugated.
    pub(super) fn conjugates(self) -> bool {
        matches!(self, Op::ConjTrans | Op::Conj)
    }
}

impl Side {
    /// The side on which the transpose stands.
    pub(super) fn t(self) -> Self {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// A Fortran option: the first character; lengths are ignored, as some callers do not pass them.
///
/// # Safety
/// The pointer is that of a readable character.
pub(super) unsafe fn letter<C: Choice>(text: *const c_char) -> Option<C> {
    // SAFETY: the caller's promise.
    C::from_letter(unsafe { *text } as u8)
}

/// A Fortran integer.
///
/// # Safety
/// The pointer is that of a readable integer of this width.
pub(super) unsafe fn int<I: FortranInt>(value: *const I) -> isize {
    // SAFETY: the caller's promise.
    unsafe { *value }.get()
}

/// How CBLAS passes scalars: real ones by value, complex ones by address.
pub(super) trait ByCblas: Scalar {
    /// The parameter's type.
    type Arg: Copy;
    /// The scalar.
    ///
    /// # Safety
    /// If it is an address, a scalar can be read there.
    unsafe fn read(arg: Self::Arg) -> Self;
}

macro_rules! by_cblas {
    ($($t:ty, $arg:ty, |$x:ident| $read:expr;)+) => { $(
        impl ByCblas for $t {
            type Arg = $arg;
            #[inline(always)]
            unsafe fn read($x: $arg) -> $t {
                $read
            }
        }
    )+ };
}

by_cblas! {
    f32, f32, |x| x;
    f64, f64, |x| x;
    // SAFETY: the caller's promise.
    c32, *const c32, |x| unsafe { *x };
    // SAFETY: the caller's promise.
    c64, *const c64, |x| unsafe { *x };
}

/// A size that has been checked not to be negative.
#[inline(always)]
pub(super) fn size(n: isize) -> usize {
    n.max(0) as usize
}

/// A column-major matrix to read.
///
/// # Safety
/// As [`MatRef::from_raw`].
#[inline(always)]
pub(super) unsafe fn mat<'a, T: Scalar>(p: *const T, rows: isize, cols: isize, ld: isize) -> MatRef<'a, T> {
    // SAFETY: the caller's promise.
    unsafe { MatRef::from_raw(p, size(rows), size(cols), 1, ld) }
}

/// op(A), which is m×n, of a column-major matrix to read. (To swap sizes here and back in `op` would be seen in the time of the
/// smallest products.)
///
/// # Safety
/// As [`MatRef::from_raw`].
#[inline(always)]
pub(super) unsafe fn mat_op<'a, T: Scalar>(
    op: Op,
    p: *const T,
    m: isize,
    n: isize,
    ld: isize,
) -> MatRef<'a, T> {
    let (row, col) = if op.transposes() { (ld, 1) } else { (1, ld) };
    // SAFETY: the caller's promise.
    let view = unsafe { MatRef::from_raw(p, size(m), size(n), row, col) };
    if matches!(op, Op::ConjTrans | Op::Conj) { view.conj() } else { view }
}

/// A column-major matrix to write.
///
/// # Safety
/// As [`MatMut::from_raw`].
#[inline(always)]
pub(super) unsafe fn mat_mut<'a, T: Scalar>(p: *mut T, rows: isize, cols: isize, ld: isize) -> MatMut<'a, T> {
    // SAFETY: the caller's promise.
    unsafe { MatMut::from_raw(p, size(rows), size(cols), 1, ld) }
}

/// A vector to read, after BLAS's convention: with a negative increment, the address is that of the last element.
///
/// # Safety
/// As [`VecRef::from_raw`], for n elements |inc| apart from the address on.
#[inline(always)]
pub(super) unsafe fn vec<'a, T: Scalar>(p: *const T, n: isize, inc: isize) -> VecRef<'a, T> {
    // SAFETY: the caller's promise.
    unsafe { VecRef::from_raw(p.wrapping_offset(first(n, inc)), size(n), inc) }
}

/// A vector to write, after the same convention.
///
/// # Safety
/// As [`VecMut::from_raw`], for n elements |inc| apart from the address on.
#[inline(always)]
pub(super) unsafe fn vec_mut<'a, T: Scalar>(p: *mut T, n: isize, inc: isize) -> VecMut<'a, T> {
    // SAFETY: the caller's promise.
    unsafe { VecMut::from_raw(p.wrapping_offset(first(n, inc)), size(n), inc) }
}

/// Where element 0 lies, counted from the lowest address.
#[inline(always)]
fn first(n: isize, inc: isize) -> isize {
    if inc < 0 && n > 0 { (1 - n) * inc } else { 0 }
}

impl Layout {
    /// Whether a leading dimension is large enough, as far as the Fortran interface judges it: LAPACKE has judged
    /// those of row-major matrices itself, and passes good ones on.
    pub(super) fn fits(self, ld: isize, rows: isize) -> bool {
        self == Layout::RowMajor || ld >= rows.max(1)
    }

    /// A matrix of this layout to read.
    ///
    /// # Safety
    /// As [`MatRef::from_raw`].
    pub(super) unsafe fn mat<'a, T: Scalar>(
        self,
        p: *const T,
        rows: isize,
        cols: isize,
        ld: isize,
    ) -> MatRef<'a, T> {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                Layout::ColMajor => mat(p, rows, cols, ld),
                Layout::RowMajor => mat(p, cols, rows, ld).t(),
            }
        }
    }

    /// A matrix of this layout to write.
    ///
    /// # Safety
    /// As [`MatMut::from_raw`].
    pub(super) unsafe fn mat_mut<'a, T: Scalar>(
        self,
        p: *mut T,
        rows: isize,
        cols: isize,
        ld: isize,
    ) -> MatMut<'a, T> {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                Layout::ColMajor => mat_mut(p, rows, cols, ld),
                Layout::RowMajor => mat_mut(p, cols, rows, ld).t(),
            }
        }
    }
}

/// The caller's scratch.
///
/// # Safety
/// `len` elements are the routine's to write, for its life.
pub(super) unsafe fn scratch<'a, T: Scalar>(p: *mut T, len: usize) -> &'a mut [T] {
    if len == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts_mut(p, len) }
}

/// A scratch length as `work(1)` returns it: a number of the routine's type, not below the length.
pub(super) fn work_len<T: Scalar>(len: usize) -> T {
    let x = T::Real::from_f64(len as f64);
    let up = if x.to_f64() < len as f64 { x + x * (T::Real::EPS + T::Real::EPS) } else { x };
    T::from_real(up)
}
