//! The Fortran interface: everything by address, column-major, option letters. Each file holds a routine's shim and,
//! as `checked`, what the shims of all interfaces share: judging the arguments, quick returns, views, the call.

mod gemm;
mod gemv;
mod ger;
mod herk;
mod level1;
mod syrk;
mod trmm;
mod trmv;

pub(super) use gemm::gemm;
pub(super) use gemv::gemv;
pub(super) use ger::{ger, gerc, geru};
pub(super) use herk::herk;
pub(super) use level1::{asum, axpy, copy, dotc, dotu, iamax, nrm2, rscal, scal, swap};
pub(super) use syrk::syrk;
pub(super) use trmm::{trmm, trsm};
pub(super) use trmv::{trmv, trsv};

/// The shared part of the routines, for `cblas` and `lapacke`.
pub(super) mod checked {
    pub(in crate::ffi) use super::gemm::checked as gemm;
    pub(in crate::ffi) use super::gemv::checked as gemv;
    pub(in crate::ffi) use super::ger::checked as ger;
    pub(in crate::ffi) use super::herk::checked as herk;
    pub(in crate::ffi) use super::syrk::checked as syrk;
    pub(in crate::ffi) use super::trmm::{checked_trmm as trmm, checked_trsm as trsm};
    pub(in crate::ffi) use super::trmv::{checked_trmv as trmv, checked_trsv as trsv};
}
