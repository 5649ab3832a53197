//! The C interface to BLAS: layouts, enums, integers by value. A row-major call becomes the column-major one on the
//! transposes, which lie in the same memory, and goes on in `fortran::checked`.

mod gemm;
mod gemv;
mod ger;
mod herk;
mod level1;
mod level1_more;
mod matcopy;
mod rot;
mod syrk;
mod trmm;
mod trmv;
mod trsm;
mod trsv;

pub(super) use gemm::gemm;
pub(super) use gemv::gemv;
pub(super) use ger::{ger, gerc, geru};
pub(super) use herk::herk;
pub(super) use level1::{asum, axpy, copy, dot, dotc, dotc_sub, dotu_sub, nrm2, rscal, scal, swap};
pub(super) use level1_more::{amax, amin, axpby, axpyc, cabs1, dsdot, iamax, iamin, imax, imin, sdsdot, sum};
pub(super) use matcopy::{geadd, imatcopy, omatcopy};
pub(super) use rot::{crot, crotg, rot, rotg, rotm, rotmg};
pub(super) use syrk::syrk;
pub(super) use trmm::trmm;
pub(super) use trmv::trmv;
pub(super) use trsm::trsm;
pub(super) use trsv::trsv;
