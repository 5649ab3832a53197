//! Whether a view holds a NaN: what LAPACKE asks of its arguments.

use crate::mat::{MatRef, VecRef};
use crate::scalar::Scalar;

impl<T: Scalar> VecRef<'_, T> {
    /// Whether an element is NaN.
    #[must_use]
    pub fn has_nan(&self) -> bool {
        (0..self.len()).any(|i| self.at(i) != self.at(i))
    }
}

impl<T: Scalar> MatRef<'_, T> {
    /// Whether an element is NaN.
    #[must_use]
    pub fn has_nan(&self) -> bool {
        let lines = if self.row_stride().abs() <= self.col_stride().abs() { *self } else { self.t() };
        lines.rows() > 0 && (0..lines.cols()).any(|j| lines.col(j).has_nan())
    }
}
