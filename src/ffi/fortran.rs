//! The Fortran interface: everything by address, column-major, option letters. Each file holds a routine's shim and,
//! as `checked`, what the shims of all interfaces share: judging the arguments, quick returns, views, the call.
//! Level 1, where nothing is judged and a shim is a few lines, is one file.

mod gbmv;
mod gemm;
mod gemm_batch;
mod gemmt;
mod gemv;
mod geqr2;
mod geqrf;
mod ger;
mod her2k;
mod herk;
mod larf;
mod larfb;
mod larfg;
mod larft;
mod level1;
mod level1_more;
mod matcopy;
mod rot;
mod sbmv;
mod spmv;
mod spr;
mod spr2;
mod symm;
mod symv;
mod syr;
mod syr2;
mod syr2k;
mod syrk;
mod tbmv;
mod tpmv;
mod trmm;
mod trmv;
mod trsm;
mod trsv;
mod ung2r;
mod ungqr;
mod unm2r;
mod unmqr;

pub(super) use gbmv::gbmv;
pub(super) use gemm::{gemm, gemm3m};
pub(super) use gemm_batch::{gemm_batch, gemm_batch_strided};
pub(super) use gemmt::{gemmt, gemmtr};
pub(super) use gemv::gemv;
pub(super) use geqr2::geqr2;
pub(super) use geqrf::geqrf;
pub(super) use ger::{ger, gerc, geru};
pub(super) use her2k::her2k;
pub(super) use herk::herk;
pub(super) use larf::larf;
pub(super) use larfb::larfb;
pub(super) use larfg::larfg;
pub(super) use larft::larft;
pub(super) use level1::{asum, axpy, copy, dotc, dotu, nrm2, rscal, scal, swap};
pub(super) use level1_more::{
    amax, amin, axpby, axpyc, cabs1, dsdot, iamax, iamin, imax, imin, max, min, sdsdot, sum,
};
pub(super) use matcopy::{geadd, imatcopy, omatcopy};
pub(super) use rot::{crot, crotg, rot, rotg, rotm, rotmg};
pub(super) use sbmv::{hbmv, sbmv};
pub(super) use spmv::{hpmv, spmv};
pub(super) use spr::{hpr, spr};
pub(super) use spr2::{hpr2, spr2};
pub(super) use symm::{hemm, symm};
pub(super) use symv::{hemv, symv};
pub(super) use syr::{her, syr};
pub(super) use syr2::{her2, syr2};
pub(super) use syr2k::syr2k;
pub(super) use syrk::syrk;
pub(super) use tbmv::{tbmv, tbsv};
pub(super) use tpmv::{tpmv, tpsv};
pub(super) use trmm::trmm;
pub(super) use trmv::trmv;
pub(super) use trsm::trsm;
pub(super) use trsv::trsv;
pub(super) use ung2r::ung2r;
pub(super) use ungqr::ungqr;
pub(super) use unm2r::unm2r;
pub(super) use unmqr::unmqr;

/// The shared part of the routines, for `cblas` and `lapacke`.
pub(super) mod checked {
    pub(in crate::ffi) use super::gbmv::checked as gbmv;
    pub(in crate::ffi) use super::gemm::checked as gemm;
    pub(in crate::ffi) use super::gemm_batch::{
        Groups, checked as gemm_batch, strided as gemm_batch_strided,
    };
    pub(in crate::ffi) use super::gemmt::checked as gemmt;
    pub(in crate::ffi) use super::gemv::checked as gemv;
    pub(in crate::ffi) use super::geqr2::checked as geqr2;
    pub(in crate::ffi) use super::geqrf::checked as geqrf;
    pub(in crate::ffi) use super::ger::checked as ger;
    pub(in crate::ffi) use super::her2k::checked as her2k;
    pub(in crate::ffi) use super::herk::checked as herk;
    pub(in crate::ffi) use super::larfb::{Options as LarfbOptions, in_layout as larfb};
    pub(in crate::ffi) use super::larft::in_layout as larft;
    pub(in crate::ffi) use super::matcopy::checked_geadd as geadd;
    pub(in crate::ffi) use super::matcopy::checked_imatcopy as imatcopy;
    pub(in crate::ffi) use super::matcopy::checked_omatcopy as omatcopy;
    pub(in crate::ffi) use super::sbmv::checked as sbmv;
    pub(in crate::ffi) use super::spmv::checked as spmv;
    pub(in crate::ffi) use super::spr::checked as spr;
    pub(in crate::ffi) use super::spr2::checked as spr2;
    pub(in crate::ffi) use super::symm::checked as symm;
    pub(in crate::ffi) use super::symv::{Form, HERMITIAN, SYMMETRIC, checked as symv};
    pub(in crate::ffi) use super::syr::checked as syr;
    pub(in crate::ffi) use super::syr2::checked as syr2;
    pub(in crate::ffi) use super::syr2k::checked as syr2k;
    pub(in crate::ffi) use super::syrk::checked as syrk;
    pub(in crate::ffi) use super::tbmv::checked as tbmv;
    pub(in crate::ffi) use super::tpmv::checked as tpmv;
    pub(in crate::ffi) use super::trmm::{Options as TrmmOptions, checked as trmm};
    pub(in crate::ffi) use super::trmv::{Options as TrmvOptions, checked as trmv};
    pub(in crate::ffi) use super::ungqr::checked as ungqr;
    pub(in crate::ffi) use super::unmqr::checked as unmqr;
}
