//! Tiles of inner products: of 32 registers 24 hold the tile.

use crate::kernel::avx512::{F32x16, F64x8};
use crate::kernel::simd::gemm_dots::dots_kernels;
use crate::scalar::{c32, c64};

dots_kernels! { "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl";
    none [c32 c64];
    f64: F64x8, mr [1 2 3 4], nr [1 2 3 4 5 6];
    f32: F32x16, mr [1 2 3 4], nr [1 2 3 4 5 6];
}
