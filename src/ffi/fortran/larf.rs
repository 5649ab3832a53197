//! `?larf`: C := H·C or C·H with H = I − τ·v·vᴴ. The reference judges no argument here.

use std::ffi::c_char;

use crate::enums::Side;
use crate::ffi::args::{int, letter, mat_mut, scratch, size, vec};
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?larf`.
pub(in crate::ffi) unsafe extern "C" fn larf<T: Scalar, I: FortranInt>(
    side: *const c_char,
    m: *const I,
    n: *const I,
    v: *const T,
    incv: *const I,
    tau: *const T,
    c: *mut T,
    ldc: *const I,
    work: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (side, m, n, incv, ldc) = (letter(side), int(m), int(n), int(incv), int(ldc));
        watched!(T, "larf", (side, m, n, v, incv, tau, c, ldc, work), move || {
            let side = side.unwrap_or(Side::Right);
            let (order, free) = if side == Side::Left { (m, n) } else { (n, m) };
            if m <= 0 || n <= 0 || *tau == T::ZERO {
                return;
            }
            qr::larf(side, vec(v, order, incv), *tau, mat_mut(c, m, n, ldc), scratch(work, size(free)));
        });
    }
}
