//! arenablas: BLAS and LAPACK whose every routine draws its parallelism from one process-wide task arena.
//!
//! The module list is the layer list; data flows downwards only (`scripts/check_layers.py` holds it):
//!
//! ```text
//! C, Fortran, NumPy -> ffi (names -> checks -> views) -> level1|2|3, lapack -> pack -> kernel
//!                                                          |-> arena (join, parallel_for)
//!                                                          '-> workspace (leases)
//! ```
//!
//! Read docs/ARCHITECTURE.md first, then `level3/gemm.rs`. What is `pub` is for programs in Rust, and the kernels, the
//! packing, the block sizes and the scratch for the tests.

pub mod enums;
mod env;
mod int;
pub mod mat;
pub mod scalar;

pub mod kernel;
pub mod pack;
pub mod workspace;

pub mod arena;

pub mod level1;
pub mod level2;
pub mod level3;

pub mod lapack;

mod ffi;
