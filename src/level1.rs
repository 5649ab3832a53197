//! Level 1: vector operations, one routine a file.
#![forbid(unsafe_code)]

mod asum;
mod axpy;
mod copy;
mod dot;
mod iamax;
mod nrm2;
mod scal;
mod swap;

pub use asum::asum;
pub use axpy::axpy;
pub use copy::copy;
pub use dot::dot;
pub use iamax::iamax;
pub use nrm2::nrm2;
pub use scal::{scal, scal_real};
pub use swap::swap;
