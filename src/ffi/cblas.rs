//! The C interface to BLAS: layouts, enums, integers by value. A row-major call becomes the column-major one on the
//! transposes, which lie in the same memory, and goes on in `fortran::checked`.

mod gemm;

pub(super) use gemm::gemm;
