//! [`Symmetry`]: what the half of a matrix that is not stored looks like.

use crate::scalar::Scalar;

/// Symmetric and Hermitian matrices have their routines in common: they differ in what is across the diagonal, and in
/// what is on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symmetry {
    /// A = Aᵀ.
    Symmetric,
    /// A = Aᴴ. The diagonal is real; imaginary parts stored there are not read, and zero where it is written.
    Hermitian,
}

impl Symmetry {
    /// What stands at (j, i) if x stands at (i, j).
    #[inline(always)]
    pub(super) fn mirrored<T: Scalar>(self, x: T) -> T {
        x.conj_if(self == Symmetry::Hermitian)
    }
    /// An element of the diagonal as it is meant.
    #[inline(always)]
    pub(super) fn on_diagonal<T: Scalar>(self, x: T) -> T {
        if self == Symmetry::Hermitian { T::from_real(x.re()) } else { x }
    }
}
