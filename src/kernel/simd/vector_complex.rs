//! Vector kernels for complex elements, as pairs of lanes: which there are. See `kernel::vector` for
//! the contract, and `vector_real` for where the loops are.

pub(crate) use crate::kernel::simd::alone::{gemv_n_single, ger_ahead, ger_single};
pub(crate) use crate::kernel::simd::axpy::{axpy, axpy_ahead, ger, scal, scal_ahead};
pub(crate) use crate::kernel::simd::combine_complex::{
    gemv_n, gemv_n as gemv_n_wide, gemv_n as gemv_n_ahead,
};
pub(crate) use crate::kernel::simd::complex_parts::{
    amax, asum, asum_ahead, extreme, rotate, scal_real, sum, sum_squares, swap,
};
pub(crate) use crate::kernel::simd::copy_far::copy_far;
pub(crate) use crate::kernel::simd::dot_complex::{
    dot, dot_ahead, gemv_t, gemv_t_single, gemv_t_wide, gemv_t_wide as gemv_t_ahead,
};
pub(crate) use crate::kernel::simd::panels_complex::{trmv, trsv};
pub(crate) use crate::kernel::simd::sheared::{sheared, sheared_both, sheared_t};
pub(crate) use crate::kernel::simd::symmetric_complex::symv;
pub(crate) use crate::kernel::simd::triangular::tbsv;
pub(crate) use crate::kernel::simd::update::{syr, syr2};
