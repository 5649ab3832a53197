//! Vector kernels.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::vector_table::vector_kernels;
use crate::kernel::simd::{vector_complex, vector_real};
use crate::scalar::{c32, c64};

vector_kernels! { "avx2,fma";
    f64: vector_real, F64x4;
    f32: vector_real, F32x8;
    c64: vector_complex, F64x4;
    c32: vector_complex, F32x8;
}
