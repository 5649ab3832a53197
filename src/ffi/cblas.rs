//! The C interface to BLAS: layouts, enums, integers by value. A row-major call becomes the column-major one on the
//! transposes, which lie in the same memory, and goes on in `fortran::checked`.

mod gemm;
mod gemm_batch;
mod gemmt;
mod gemv;
mod ger;
mod her2k;
mod herk;
mod level1;
mod symm;
mod syr2k;
mod syrk;
mod trmm;
mod trmv;
mod trsm;
mod trsv;

pub(super) use gemm::{gemm, gemm3m};
pub(super) use gemm_batch::{gemm_batch, gemm_batch_strided};
pub(super) use gemmt::{gemmt, gemmtr};
pub(super) use gemv::gemv;
pub(super) use ger::{ger, gerc, geru};
pub(super) use her2k::her2k;
pub(super) use herk::herk;
pub(super) use level1::{asum, axpy, copy, dot, dotc_sub, dotu_sub, iamax, nrm2, rscal, scal, swap};
pub(super) use symm::{hemm, symm};
pub(super) use syr2k::syr2k;
pub(super) use syrk::syrk;
pub(super) use trmm::trmm;
pub(super) use trmv::trmv;
pub(super) use trsm::trsm;
pub(super) use trsv::trsv;
