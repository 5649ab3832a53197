//! `cblas_?ger`, `cblas_?geru`, `cblas_?gerc`. Row-major: Aᵀ += α·y·xᵀ, with the conjugation where it was.

use std::ffi::c_int;

use crate::enums::Layout;
use crate::ffi::args::{ByCblas, Choice};
use crate::ffi::check::{Caller, refuse_enums};
use crate::ffi::fortran::checked;
use crate::int::FortranInt;

macro_rules! shim {
    ($(#[$doc:meta])* $shim:ident, $conj:literal) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// CBLAS's contract.
        pub(in crate::ffi) unsafe extern "C" fn $shim<T: ByCblas, I: FortranInt>(
            layout: c_int,
            m: I,
            n: I,
            alpha: T::Arg,
            x: *const T,
            incx: I,
            y: *const T,
            incy: I,
            a: *mut T,
            lda: I,
        ) {
            let Some(layout) = Layout::from_number(layout) else {
                return refuse_enums::<T, I>(stringify!($shim), &[false]);
            };
            let caller = Caller::cblas::<I>(layout);
            let (m, n, lda) = (m.get(), n.get(), lda.get());
            let (x, y) = ((x, incx.get(), false), (y, incy.get(), $conj));
            let (m, n, x, y) = if layout == Layout::ColMajor { (m, n, x, y) } else { (n, m, y, x) };
            // SAFETY: the caller's promise.
            unsafe { checked::ger(stringify!($shim), caller, m, n, T::read(alpha), x, y, a, lda) }
        }
    };
}

shim!(
    /// `cblas_?ger`.
    ger, false
);
shim!(
    /// `cblas_?geru`.
    geru, false
);
shim!(
    /// `cblas_?gerc`.
    gerc, true
);
