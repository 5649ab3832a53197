//! Products with few columns of C, read where A lies: by the tiles of matrix products, which are one cache line high.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::gemm_sweep::gemm_sweeps;
use crate::kernel::simd::{gemm_complex, gemm_real};
use crate::scalar::{c32, c64};

gemm_sweeps! { "avx2,fma";
    f64: gemm_real::tile, F64x4, lanes 4, mv 2, nr [1 2 3 4 5 6];
    f32: gemm_real::tile, F32x8, lanes 8, mv 2, nr [1 2 3 4 5 6];
    c64: gemm_complex::tile, F64x4, lanes 2, mv 2, nr [1 2 3];
    c32: gemm_complex::tile, F32x8, lanes 4, mv 2, nr [1 2 3];
}
