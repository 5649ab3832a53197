//! Level 3: matrix-matrix operations, one routine a file, all of them matrix products in the end.
#![forbid(unsafe_code)]

mod beside;
pub mod blocking;
mod gemm;
mod gemm_batch;
mod gemmt;
mod hemm;
mod her2k;
mod herk;
mod medium;
mod operand;
mod product;
mod symm;
mod syr2k;
mod syrk;
mod triangle;
mod trmm;
mod trsm;

pub use gemm::{gemm, gemm_with};
pub use gemm_batch::{Member, gemm_batch};
pub use gemmt::{gemmt, gemmt_with};
pub use hemm::{hemm, hemm_with};
pub use her2k::her2k;
pub use herk::herk;
pub use symm::symm;
pub use syr2k::syr2k;
pub use syrk::syrk;
pub use trmm::trmm;
pub use trsm::trsm;
