//! Vector kernels.

pub(in crate::kernel) use crate::kernel::generic::vector::{c32, c64, f32, f64};
