//! `?axpby`, an extension: y := α·x + β·y.

use crate::kernel::VectorKernels;
use crate::level1::halves::for_halves;
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// Elements that stay in the first-level cache between the two passes over y.
const CHUNK: usize = 512;

/// y := α·x + β·y. α = 0 does not read x, β = 0 does not read y. Flops (real): 3n.
///
/// # Panics
/// If the lengths differ.
#[inline(always)]
pub fn axpby<T: Scalar>(alpha: T, x: VecRef<'_, T>, beta: T, y: VecMut<'_, T>) {
    assert!(x.len() == y.len());
    for_halves((x, y), |kernels, (x, mut y)| {
        if y.inc() == 0 {
            // All elements are one, and the order counts.
            return (0..x.len())
                .for_each(|i| serially(kernels, alpha, x.sub(i..i + 1), beta, y.rb().sub(i..i + 1)));
        }
        let n = x.len();
        for start in (0..n).step_by(CHUNK) {
            let chunk = start..n.min(start + CHUNK);
            serially(kernels, alpha, x.sub(chunk.clone()), beta, y.rb().sub(chunk));
        }
    });
}

/// The same, on one thread and in two passes.
fn serially<T: Scalar>(
    kernels: &VectorKernels<T>,
    alpha: T,
    x: VecRef<'_, T>,
    beta: T,
    mut y: VecMut<'_, T>,
) {
    match (alpha == T::ZERO, beta == T::ZERO) {
        (true, true) => y.fill(T::ZERO),
        (true, false) => kernels.scal(beta, y),
        (false, true) => {
            kernels.copy(x, y.rb());
            if alpha != T::ONE {
                kernels.scal(alpha, y);
            }
        }
        (false, false) => {
            if beta != T::ONE {
                kernels.scal(beta, y.rb());
            }
            kernels.axpy(alpha, x, y);
        }
    }
}
