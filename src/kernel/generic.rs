//! Portable kernels: the fallback on processors without kernels of ours, and the oracle of the others in tests.

pub(super) mod corner;
pub(super) mod diagonal;
pub(super) mod gemm;
pub(super) mod pack;
pub(super) mod vector;
