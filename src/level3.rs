//! Level 3: matrix-matrix operations, one routine a file, all of them matrix products in the end.
#![forbid(unsafe_code)]

mod gemm;

pub use gemm::gemm;
