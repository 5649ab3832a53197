//! Blocks as high as the matrix-product tiles, and as many columns at a time.

use crate::kernel::avx512::{F32x16, F64x8};
use crate::kernel::simd::diagonal::diagonal_kernels;
use crate::scalar::{c32, c64};

diagonal_kernels! { "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl";
    f64: F64x8, lanes 8, mv [1 2 3], nr 8 [2 4 6 8], solved by diagonal_turned 8;
    f32: F32x16, lanes 16, mv [1 2 3], nr 8 [2 4 6 8], solved by diagonal 8;
    c64: F64x8, lanes 4, mv [1 2 3], nr 4 [2 4], solved by diagonal_turned 4;
    c32: F32x16, lanes 8, mv [1 2 3], nr 4 [2 4], solved by diagonal 4;
}
