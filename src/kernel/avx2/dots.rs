//! Tiles of inner products: of 16 registers 12 hold the tile.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::gemm_dots::dots_kernels;
use crate::scalar::{c32, c64};

dots_kernels! { "avx2,fma";
    none [c32 c64];
    f64: F64x4, mr [1 2 3], nr [1 2 3 4];
    f32: F32x8, mr [1 2 3], nr [1 2 3 4];
}
