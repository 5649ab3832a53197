//! The safe face of the kernels for symmetric and Hermitian matrices.

use std::ops::Range;

use crate::kernel::vector::{Triangle, VectorKernels};
use crate::mat::{TriMut, TriRef, VecMut, VecRef};
use crate::scalar::Scalar;

impl<T: Scalar> VectorKernels<T> {
    /// y += α·A·x as far as some columns of the triangle, and their rows across the diagonal, go, with x and y of stride
    /// one. False if the triangle is not one for kernels.
    ///
    /// # Panics
    /// If shapes don't match, elements of x or y are not adjacent, or x is conjugated.
    pub fn symv(
        &self,
        hermitian: bool,
        columns: Range<usize>,
        alpha: T,
        a: TriRef<'_, T>,
        x: VecRef<'_, T>,
        mut y: VecMut<'_, T>,
    ) -> bool {
        let n = a.n();
        assert!(x.len() == n && y.len() == n && (n <= 1 || x.inc() == 1 && y.inc() == 1) && !x.is_conj());
        let Some(a) = Triangle::of(a, columns) else { return false };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.symv)(alpha, a, hermitian, x.as_ptr(), y.as_mut_ptr()) }
        true
    }

    /// A += α·x·xᵀ, or α·x·xᴴ, on the columns that may be written, with an x of stride one. False if the triangle is not one
    /// for kernels.
    ///
    /// # Panics
    /// If shapes don't match, or elements of x are not adjacent.
    pub fn syr(&self, hermitian: bool, alpha: T, x: VecRef<'_, T>, a: &mut TriMut<'_, T>) -> bool {
        let n = a.n();
        assert!(x.len() == n && (n <= 1 || x.inc() == 1));
        let Some(a) = Triangle::of_mut(a, x.is_conj()) else { return false };
        // SAFETY: views of the shapes named (asserted); the triangle's columns are writable, and borrowed alone.
        unsafe { (self.syr)(alpha, x.as_ptr(), a, hermitian) }
        true
    }

    /// A += α·x·yᵀ + α·y·xᵀ, or α·x·yᴴ + ᾱ·y·xᴴ, likewise.
    ///
    /// # Panics
    /// If shapes don't match, elements of x or y are not adjacent, or only one of them is conjugated.
    pub fn syr2(
        &self,
        hermitian: bool,
        alpha: T,
        x: VecRef<'_, T>,
        y: VecRef<'_, T>,
        a: &mut TriMut<'_, T>,
    ) -> bool {
        let n = a.n();
        assert!(x.len() == n && y.len() == n && (n <= 1 || x.inc() == 1 && y.inc() == 1));
        assert!(x.is_conj() == y.is_conj());
        let Some(a) = Triangle::of_mut(a, x.is_conj()) else { return false };
        // SAFETY: as in `syr`.
        unsafe { (self.syr2)(alpha, x.as_ptr(), y.as_ptr(), a, hermitian) }
        true
    }
}
