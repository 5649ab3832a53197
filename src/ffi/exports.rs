//! THE table: what the library exports, one line a routine. docs/abi holds what others export, and
//! `scripts/coverage.py` compares the two.

use crate::ffi::lapacke::nancheck;
use crate::ffi::mangle::{c_names, cblas_names, element, fortran_names, jump, lapacke_names, table};
use crate::ffi::{cblas, fortran, lapacke, xerbla};
use crate::scalar::{c32, c64};

table! { fortran_names {
    dot => dotu: s d;   dotu: c z;   dotc: c z;
    axpy: s d c z;   copy: s d c z;   swap: s d c z;
    scal: s d c z;   scal => rscal: cs zd;
    nrm2: s d sc dz;   asum: s d sc dz;   amax => iamax: is id ic iz;

    gemv: s d c z;   trmv: s d c z;   trsv: s d c z;
    ger: s d;   geru: c z;   gerc: c z;

    gemm: s d c z;   trmm: s d c z;   trsm: s d c z;
    syrk: s d c z;   herk: c z;

    geqrf: s d c z;   geqr2: s d c z;
    orgqr => ungqr: s d;   ungqr: c z;   org2r => ung2r: s d;   ung2r: c z;
    ormqr => unmqr: s d;   unmqr: c z;   orm2r => unm2r: s d;   unm2r: c z;
    larfg: s d c z;   larf: s d c z;   larft: s d c z;   larfb: s d c z;
} }

table! { cblas_names {
    dot: s d;   dotu_sub: c z;   dotc_sub: c z;
    axpy: s d c z;   copy: s d c z;   swap: s d c z;
    scal: s d c z;   scal => rscal: cs zd;
    nrm2: s d sc dz;   asum: s d sc dz;   amax => iamax: is id ic iz;

    gemv: s d c z;   trmv: s d c z;   trsv: s d c z;
    ger: s d;   geru: c z;   gerc: c z;

    gemm: s d c z;   trmm: s d c z;   trsm: s d c z;
    syrk: s d c z;   herk: c z;
} }

table! { lapacke_names {
    geqrf: s d c z;   geqrf_work: s d c z;
    geqr2: s d c z;   geqr2_work: s d c z;
    orgqr => ungqr: s d;   orgqr_work => ungqr_work: s d;
    ungqr: c z;   ungqr_work: c z;
    ormqr => unmqr: s d;   ormqr_work => unmqr_work: s d;
    unmqr: c z;   unmqr_work: c z;
    larfg: s d c z;   larfg_work: s d c z;
    larft: s d c z;   larft_work: s d c z;
    larfb: s d c z;   larfb_work: s d c z;
} }

// The error handlers, which a program may replace. Not under the wheels' names: their OpenBLAS has those, for NumPy
// and SciPy to replace.
jump!("xerbla_" => xerbla::xerbla::<i32>);
jump!("xerbla_64_" => xerbla::xerbla::<i64>);
jump!("cblas_xerbla" => xerbla::cblas_xerbla::<i32>);
jump!("cblas_xerbla_64" => xerbla::cblas_xerbla::<i64>);
jump!("cblas_xerbla64_" => xerbla::cblas_xerbla::<i64>);
jump!("LAPACKE_xerbla" => xerbla::lapacke_xerbla::<i32>);
jump!("LAPACKE_xerbla_64" => xerbla::lapacke_xerbla::<i64>);
jump!("LAPACKE_xerbla64_" => xerbla::lapacke_xerbla::<i64>);

// LAPACKE's switch, which has the same type in both widths.
jump!("LAPACKE_get_nancheck" => nancheck::get_nancheck);
jump!("LAPACKE_get_nancheck_64" => nancheck::get_nancheck);
jump!("LAPACKE_get_nancheck64_" => nancheck::get_nancheck);
jump!("scipy_LAPACKE_get_nancheck" => nancheck::get_nancheck);
jump!("scipy_LAPACKE_get_nancheck64_" => nancheck::get_nancheck);
jump!("LAPACKE_set_nancheck" => nancheck::set_nancheck);
jump!("LAPACKE_set_nancheck_64" => nancheck::set_nancheck);
jump!("LAPACKE_set_nancheck64_" => nancheck::set_nancheck);
jump!("scipy_LAPACKE_set_nancheck" => nancheck::set_nancheck);
jump!("scipy_LAPACKE_set_nancheck64_" => nancheck::set_nancheck);
