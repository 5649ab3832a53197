//! The C interface to BLAS: layouts, enums, integers by value. A row-major call becomes the column-major one on the
//! transposes, which lie in the same memory, and goes on in `fortran::checked`.

mod gbmv;
mod gemm;
mod gemv;
mod ger;
mod herk;
mod level1;
mod sbmv;
mod spmv;
mod spr;
mod spr2;
mod symv;
mod syr;
mod syr2;
mod syrk;
mod tbmv;
mod tpmv;
mod trmm;
mod trmv;
mod trsm;
mod trsv;

pub(super) use gbmv::gbmv;
pub(super) use gemm::gemm;
pub(super) use gemv::gemv;
pub(super) use ger::{ger, gerc, geru};
pub(super) use herk::herk;
pub(super) use level1::{asum, axpy, copy, dot, dotc_sub, dotu_sub, iamax, nrm2, rscal, scal, swap};
pub(super) use sbmv::{hbmv, sbmv};
pub(super) use spmv::{hpmv, spmv};
pub(super) use spr::{hpr, spr};
pub(super) use spr2::{hpr2, spr2};
pub(super) use symv::{hemv, symv};
pub(super) use syr::{her, syr};
pub(super) use syr2::{her2, syr2};
pub(super) use syrk::syrk;
pub(super) use tbmv::{tbmv, tbsv};
pub(super) use tpmv::{tpmv, tpsv};
pub(super) use trmm::trmm;
pub(super) use trmv::trmv;
pub(super) use trsm::trsm;
pub(super) use trsv::trsv;
