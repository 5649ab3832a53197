//! Vector kernels.

use crate::kernel::avx512::{F32x16, F64x8};
use crate::kernel::simd::vector_table::vector_kernels;
use crate::kernel::simd::{vector_complex, vector_real};
use crate::scalar::{c32, c64};

vector_kernels!(f64, vector_real, F64x8, "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl");
vector_kernels!(f32, vector_real, F32x16, "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl");
vector_kernels!(c64, vector_complex, F64x8, "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl");
vector_kernels!(c32, vector_complex, F32x16, "avx2,fma,avx512f,avx512dq,avx512bw,avx512vl");
