//! Matrix-product tiles. Of 32 registers 24 hold the tile, 3 a column of A, and the rest broadcasts of B.

use crate::kernel::avx512::{F32x8, F32x16, F64x4, F64x8};
use crate::kernel::simd::gemm_table::gemm_kernels;
use crate::kernel::simd::{gemm_complex, gemm_real, pack};
use crate::scalar::{c32, c64};

gemm_kernels! { "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl";
    f64: gemm_real::tile, F64x8, lanes 8, half F64x4, mv [1 2 3], nr [1 2 3 4 5 6 7 8], pack pack::real::<F64x8>, sweep None;
    f32: gemm_real::tile, F32x16, lanes 16, half F32x8, mv [1 2 3], nr [1 2 3 4 5 6 7 8], pack pack::real::<F32x16>, sweep None;
    c64: gemm_complex::tile, F64x8, lanes 4, half F64x4, mv [1 2 3], nr [1 2 3 4], pack pack::complex::<F64x8>, sweep None;
    c32: gemm_complex::tile, F32x16, lanes 8, half F32x8, mv [1 2 3], nr [1 2 3 4], pack pack::complex_as::<F32x16, F64x8>, sweep None;
}
