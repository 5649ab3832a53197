//! Corners as wide as the matrix-product tiles. Beside a rectangle two registers of rows are done at a time, for which there are registers of
//! four columns; so rectangles are products of their own earlier than elsewhere.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::corner::corner_kernels;
use crate::scalar::{c32, c64};

corner_kernels! { "avx2,fma";
    f64: F64x4, n [1 2 3 4 5 6], beside 4 to 48;
    f32: F32x8, n [1 2 3 4 5 6], beside 4 to 96;
    c64: F64x4, n [1 2 3], beside 3 to 32;
    c32: F32x8, n [1 2 3], beside 3 to 32;
}
