//! Vector kernels.

use crate::kernel::avx512::{F32x16, F64x8};
use crate::kernel::simd::vector_table::vector_kernels;
use crate::kernel::simd::{vector_complex, vector_real};
use crate::scalar::{c32, c64};

vector_kernels! { "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl";
    f64: vector_real, F64x8;
    f32: vector_real, F32x16;
    c64: vector_complex, F64x8;
    c32: vector_complex, F32x16;
}
