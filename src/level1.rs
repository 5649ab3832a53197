//! Level 1: vector operations, one routine a file, and what copies and adds matrices.
#![forbid(unsafe_code)]

mod asum;
mod axpby;
mod axpy;
mod copy;
mod dot;
mod extreme;
mod geadd;
mod halves;
mod imatcopy;
mod nrm2;
mod rot;
mod rotg;
mod rotmg;
mod scal;
mod swap;

pub use asum::{asum, sum};
pub use axpby::axpby;
pub use axpy::axpy;
pub use copy::copy;
pub use dot::{dot, dot_in_double};
pub use extreme::{Extreme, iamax, place, value};
pub use geadd::geadd;
pub use halves::SHORT;
pub use imatcopy::imatcopy;
pub use nrm2::nrm2;
pub use rot::{rot, rot_by_complex, rotm};
pub use rotg::{Rotation, rotg, rotg_complex};
pub use rotmg::{Modified, rotmg};
pub use scal::{scal, scal_real};
pub use swap::swap;
