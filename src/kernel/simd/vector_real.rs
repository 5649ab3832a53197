//! Vector kernels for real elements: which there are, and the shortest of them. See `kernel::vector` for the contract.
//!
//! Three loops do most of the work: `dot_real`'s (inner products of some columns with a vector), `combine_real`'s (a sum of
//! some columns) and `multiples`' (multiples of vectors added to some columns). What reads one vector only is in `reduce`
//! and `extreme`; what writes two is in `pairs`.

use crate::kernel::simd::Simd;
use crate::kernel::simd::multiples::Multiples;

pub(crate) use crate::kernel::simd::alone::{gemv_n_single, ger_ahead, ger_single};
pub(crate) use crate::kernel::simd::axpy::{axpy, axpy_ahead, ger, scal, scal_ahead};
pub(crate) use crate::kernel::simd::combine_real::{gemv_n, gemv_n_ahead, gemv_n_wide};
pub(crate) use crate::kernel::simd::copy_far::copy_far;
pub(crate) use crate::kernel::simd::dot_real::{
    dot, dot_ahead, gemv_t, gemv_t_ahead, gemv_t_single, gemv_t_wide,
};
pub(crate) use crate::kernel::simd::extreme::{amax, extreme};
pub(crate) use crate::kernel::simd::pairs::{rotate, swap};
pub(crate) use crate::kernel::simd::panels_real::{trmv, trsv};
pub(crate) use crate::kernel::simd::reduce::{asum, asum_ahead, sum, sum_squares};
pub(crate) use crate::kernel::simd::sheared::{sheared, sheared_both, sheared_t};
pub(crate) use crate::kernel::simd::symmetric_real::symv;
pub(crate) use crate::kernel::simd::triangular::tbsv;
pub(crate) use crate::kernel::simd::update::{syr, syr2};

/// x := α·x.
///
/// # Safety
/// As `VectorKernels::scal_real`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal_real<S: Simd>(n: usize, alpha: S::Elem, x: *mut S::Elem)
where
    S::Elem: Multiples<S>,
{
    // SAFETY: the caller's promise.
    unsafe { scal::<S, S::Elem>(n, alpha, x) }
}

/// The first `n` lanes from memory, the others as the first of them: they compute what it computes.
///
/// # Safety
/// `n` ≥ 1 elements are readable; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn first<S: Simd>(p: *const S::Elem, n: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::load_first(p, n, S::splat(*p)) }
}
