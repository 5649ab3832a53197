//! THE table: what the library exports, one line a routine. docs/abi holds what others export, and
//! `scripts/coverage.py` compares the two.

use crate::ffi::mangle::{c_names, cblas_names, element, fortran_names, jump, table};
use crate::ffi::{cblas, fortran, xerbla};
use crate::scalar::{c32, c64};

table! { fortran_names {
    gemm: s d c z;
} }

table! { cblas_names {
    gemm: s d c z;
} }

// The error handlers, which a program may replace. Not under the wheels' names: NumPy and SciPy bring handlers of
// their own that turn the message into an exception.
jump!("xerbla_" => xerbla::xerbla::<i32>);
jump!("xerbla_64_" => xerbla::xerbla::<i64>);
jump!("cblas_xerbla" => xerbla::cblas_xerbla::<i32>);
jump!("cblas_xerbla_64" => xerbla::cblas_xerbla::<i64>);
jump!("cblas_xerbla64_" => xerbla::cblas_xerbla::<i64>);
