//! Corners as wide as the matrix-product tiles.

use crate::kernel::avx512::{F32x16, F64x8};
use crate::kernel::simd::corner::corner_kernels;
use crate::scalar::{c32, c64};

corner_kernels! { "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl";
    f64: F64x8, n [1 2 3 4 5 6 7 8], beside 8 to 128;
    f32: F32x16, n [1 2 3 4 5 6 7 8], beside 8 to 128;
    c64: F64x8, n [1 2 3 4], beside 4 to 32;
    c32: F32x16, n [1 2 3 4], beside 4 to 32;
}
