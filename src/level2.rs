//! Level 2: matrix-vector operations, one routine a file.
//!
//! They run on their caller's thread alone.
//!
//! Transposition is in the views' strides, so each routine looks which stride of the matrix is one: adjacent columns go
//! to kernels that add up columns, adjacent rows to kernels that take several inner products at once.
#![forbid(unsafe_code)]

mod gemv;
mod ger;
mod trmv;
mod trsv;

pub use gemv::gemv;
pub use ger::ger;
pub use trmv::trmv;
pub use trsv::trsv;

/// Elements of a vector that are copied to the stack at a time, where a kernel needs them adjacent and they are not.
const CHUNK: usize = 128;

/// Order of the diagonal blocks of a triangular matrix: the columns that kernels take at once, as what lies off the
/// diagonal is theirs.
const TRIANGLE: usize = 8;
