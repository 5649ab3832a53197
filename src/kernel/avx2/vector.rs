//! Vector kernels.

use crate::kernel::avx2::{F32x8, F64x4};
use crate::kernel::simd::vector_table::vector_kernels;
use crate::kernel::simd::{vector_complex, vector_real};
use crate::scalar::{c32, c64};

vector_kernels!(f64, vector_real, F64x4, "avx2,fma");
vector_kernels!(f32, vector_real, F32x8, "avx2,fma");
vector_kernels!(c64, vector_complex, F64x4, "avx2,fma");
vector_kernels!(c32, vector_complex, F32x8, "avx2,fma");
