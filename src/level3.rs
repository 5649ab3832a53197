//! Level 3: matrix-matrix operations, one routine a file, all of them matrix products in the end.
#![forbid(unsafe_code)]

pub mod blocking;
mod gemm;

pub use gemm::{gemm, gemm_with};
