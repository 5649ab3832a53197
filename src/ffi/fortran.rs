//! The Fortran interface: everything by address, column-major, option letters. Each file holds a routine's shim and,
//! as `checked`, what the shims of all interfaces share: judging the arguments, quick returns, views, the call.

mod gemm;

pub(super) use gemm::gemm;

/// The shared part of a routine, for `cblas` and `lapacke`.
pub(super) mod checked {
    pub(in crate::ffi) use super::gemm::checked as gemm;
}
