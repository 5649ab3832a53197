//! Corners as wide as the matrix-product tiles.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::corner::corner_kernels;
use crate::scalar::{c32, c64};

corner_kernels! { "avx2,fma";
    f64: F64x4, n [1 2 3 4];
    f32: F32x8, n [1 2 3 4];
    c64: F64x4, n [1 2];
    c32: F32x8, n [1 2];
}
