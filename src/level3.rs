//! Level 3: matrix-matrix operations, one routine a file, all of them matrix products in the end.
#![forbid(unsafe_code)]

pub mod blocking;
mod gemm;
mod herk;
mod rank_k;
mod syrk;
mod triangle;
mod trmm;
mod trsm;

pub use gemm::{gemm, gemm_with};
pub use herk::herk;
pub use syrk::syrk;
pub use trmm::trmm;
pub use trsm::trsm;
