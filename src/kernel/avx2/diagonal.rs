//! Blocks as high as the matrix-product tiles, and as many columns at a time.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::diagonal::diagonal_kernels;
use crate::scalar::{c32, c64};

diagonal_kernels! { "avx2,fma";
    f64: F64x4, lanes 4, mv [1 2], nr 6 [2 4 6], solved by diagonal_turned 4;
    f32: F32x8, lanes 8, mv [1 2], nr 6 [2 4 6], solved by diagonal_turned 8;
    c64: F64x4, lanes 2, mv [1 2], nr 3 [1 2 3], solved by diagonal_turned 2;
    c32: F32x8, lanes 4, mv [1 2], nr 3 [1 2 3], solved by diagonal_turned 4;
}
