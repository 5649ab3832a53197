//! Packing: a block of a matrix into the panels that a kernel reads (`kernel::gemm` draws them).
