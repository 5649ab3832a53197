//! The look for NaNs in the arguments of the high-level routines, and the switch for it.

use std::ffi::c_int;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::enums::{Direct, Layout, StoreV};
use crate::env;
use crate::ffi::args::{mat, vec};
use crate::scalar::Scalar;

/// On (1), off (0), or not asked for yet.
static FLAG: AtomicI32 = AtomicI32::new(UNKNOWN);
const UNKNOWN: i32 = -1;

/// `LAPACKE_set_nancheck`.
pub(in crate::ffi) extern "C" fn set_nancheck(flag: c_int) {
    FLAG.store(i32::from(flag != 0), Ordering::Relaxed);
}

/// `LAPACKE_get_nancheck`: on, unless it has been switched off here or in the environment.
pub(in crate::ffi) extern "C" fn get_nancheck() -> c_int {
    let flag = FLAG.load(Ordering::Relaxed);
    if flag != UNKNOWN {
        return flag;
    }
    let on = env::lapacke_nancheck().is_none_or(|text| text.trim().parse().is_ok_and(|flag: i64| flag != 0));
    // A switch that another thread sets meanwhile is stronger.
    match FLAG.compare_exchange(UNKNOWN, i32::from(on), Ordering::Relaxed, Ordering::Relaxed) {
        Ok(_) => c_int::from(on),
        Err(flag) => flag,
    }
}

/// Whether a matrix has a NaN, if that is to be looked for. Sizes have not been judged yet; nothing is read beyond
/// what the leading dimension leaves room for.
///
/// # Safety
/// The elements within these bounds are readable.
pub(super) unsafe fn in_matrix<T: Scalar>(
    layout: Layout,
    rows: isize,
    cols: isize,
    a: *const T,
    ld: isize,
) -> bool {
    let (lines, length) = if layout == Layout::ColMajor { (cols, rows) } else { (rows, cols) };
    // SAFETY: the caller's promise.
    get_nancheck() != 0 && !a.is_null() && unsafe { mat(a, length.min(ld), lines, ld) }.has_nan()
}

/// Whether a vector has a NaN, if that is to be looked for.
///
/// # Safety
/// Its elements are readable.
pub(super) unsafe fn in_vector<T: Scalar>(n: isize, x: *const T, inc: isize) -> bool {
    // SAFETY: the caller's promise.
    get_nancheck() != 0 && !x.is_null() && unsafe { vec(x, n, inc) }.has_nan()
}

/// Whether the vectors of a block reflector have a NaN, if that is to be looked for, their unit triangle left out.
///
/// # Safety
/// The elements within the bounds are readable.
pub(super) unsafe fn in_reflectors<T: Scalar>(
    layout: Layout,
    direct: Direct,
    storev: StoreV,
    (rows, cols): (isize, isize),
    v: *const T,
    ldv: isize,
) -> bool {
    let room = if layout == Layout::ColMajor { rows } else { cols };
    if get_nancheck() == 0 || v.is_null() || ldv < room {
        return false;
    }
    // SAFETY: the caller's promise.
    let v = unsafe { layout.mat(v, rows, cols, ldv) };
    let v = if storev == StoreV::Columnwise { v } else { v.t() };
    let (n, k) = (v.rows(), v.cols());
    n >= k
        && (0..k).any(|j| match direct {
            Direct::Forward => v.col(j).sub(j + 1..n).has_nan(),
            Direct::Backward => v.col(j).sub(0..n - k + j).has_nan(),
        })
}
