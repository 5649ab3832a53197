//! Matrix-product tiles. Of 16 registers 12 hold the tile, 2 a column of A, and the rest broadcasts of B. A tile of 3 by 4
//! registers would need all 16 at once: what the compiler makes of it moves and spills them, and takes twice the time.

use crate::kernel::avx2::{F32x8, F64x4, sweep};
use crate::kernel::simd::gemm_table::gemm_kernels;
use crate::kernel::simd::{gemm_complex, gemm_real, pack};
use crate::scalar::{c32, c64};

gemm_kernels! { "avx2,fma";
    f64: gemm_real::tile, F64x4, lanes 4, mv [1 2], nr [1 2 3 4 5 6], pack pack::real::<F64x4>, sweep Some(sweep::f64);
    f32: gemm_real::tile, F32x8, lanes 8, mv [1 2], nr [1 2 3 4 5 6], pack pack::real::<F32x8>, sweep Some(sweep::f32);
    c64: gemm_complex::tile, F64x4, lanes 2, mv [1 2], nr [1 2 3], pack pack::complex::<F64x4>, sweep Some(sweep::c64);
    c32: gemm_complex::tile, F32x8, lanes 4, mv [1 2], nr [1 2 3], pack pack::complex_as::<F32x8, F64x4>, sweep Some(sweep::c32);
}
