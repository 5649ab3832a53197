//! Vector kernels for complex elements, as pairs of lanes: which there are, and the shortest of them. See `kernel::vector` for
//! the contract, and `vector_real` for where the loops are.

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::complex_lanes::first;

pub(crate) use crate::kernel::simd::axpy_complex::{axpy, ger};
pub(crate) use crate::kernel::simd::combine_complex::gemv_n;
pub(crate) use crate::kernel::simd::complex_parts::{
    amax, asum, extreme, rotate, scal_real, sum, sum_squares, swap,
};
pub(crate) use crate::kernel::simd::dot_complex::{dot, gemv_t};
pub(crate) use crate::kernel::simd::panels_complex::{sheared, sheared_t, trmv, trsv};
pub(crate) use crate::kernel::simd::symmetric_complex::symv;
pub(crate) use crate::kernel::simd::update_complex::{syr, syr2};

/// x := α·x.
///
/// # Safety
/// As `VectorKernels::scal`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal<S: Simd>(n: usize, alpha: Complex<S::Elem>, x: *mut Complex<S::Elem>) {
    // SAFETY: the caller's promise; i stays below n; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let (re, im) = (S::splat(alpha.re), S::splat(alpha.im));
        let mut i = 0;
        while n - i >= lanes {
            let p = x.add(i).cast();
            let old = S::load(p);
            S::store(p, S::fmaddsub(old, re, S::mul(S::swap_pairs(old), im)));
            i += lanes;
        }
        if n > i {
            let (p, n) = (x.add(i).cast(), 2 * (n - i));
            let old = first::<S>(p, n);
            S::store_first(p, n, S::fmaddsub(old, re, S::mul(S::swap_pairs(old), im)));
        }
    }
}
