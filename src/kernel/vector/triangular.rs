//! The safe face of the kernels for triangular matrices.

use std::ops::Range;

use crate::enums::{Diag, Uplo};
use crate::kernel::vector::{Triangle, VectorKernels};
use crate::mat::{TriRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// Parts of a product with a triangle begin and end at multiples of this, counted from the corner that is not the tip:
/// with a block, as wide as kernels of any type have them.
pub const TRIANGLE_BLOCK: usize = 8;

impl<T: Scalar> VectorKernels<T> {
    /// x := A·x, or Aᵀ·x if `transposed`. False if the triangle or x are none for kernels.
    ///
    /// # Panics
    /// If shapes don't match.
    pub fn trmv(&self, diag: Diag, a: TriRef<'_, T>, transposed: bool, x: &mut VecMut<'_, T>) -> bool {
        let n = a.n();
        assert!(x.len() == n);
        let Some(a) = Triangle::of(a, 0..n).filter(|_| n <= 1 || x.inc() == 1) else { return false };
        let x = x.as_mut_ptr();
        // SAFETY: views of the shapes named (asserted), and the kernel allows the product to replace x.
        unsafe { (self.trmv)(a, transposed, diag == Diag::Unit, x, x) }
        true
    }

    /// x := A⁻¹·x, or A⁻ᵀ·x if `transposed`. False if the triangle or x are none for kernels.
    ///
    /// # Panics
    /// If shapes don't match.
    pub fn trsv(&self, diag: Diag, a: TriRef<'_, T>, transposed: bool, x: &mut VecMut<'_, T>) -> bool {
        let n = a.n();
        assert!(x.len() == n);
        let Some(a) = Triangle::of(a, 0..n).filter(|_| n <= 1 || x.inc() == 1) else { return false };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.trsv)(a, transposed, diag == Diag::Unit, x.as_mut_ptr()) }
        true
    }

    /// The elements `part` of Aᵀ·x into y, which has as many. Bits don't depend on the part.
    ///
    /// # Panics
    /// If shapes don't match, elements of x or y or A's columns are not adjacent, x is conjugated, or the part begins or ends
    /// inside of a block.
    pub fn trmv_part(
        &self,
        diag: Diag,
        a: TriRef<'_, T>,
        part: Range<usize>,
        x: VecRef<'_, T>,
        mut y: VecMut<'_, T>,
    ) {
        assert!(y.len() == part.len() && (part.len() <= 1 || y.inc() == 1));
        let y = y.as_mut_ptr().wrapping_sub(part.start);
        // SAFETY: of y the kernel touches only the part.
        unsafe { self.trmv_columns(diag, a, true, part, x, y) }
    }

    /// What some columns of A have of A·x into y, of which the elements that they are numbered by are set, others added to.
    ///
    /// # Panics
    /// As [`trmv_part`](Self::trmv_part), if elements of y are not adjacent.
    pub fn trmv_group(
        &self,
        diag: Diag,
        a: TriRef<'_, T>,
        columns: Range<usize>,
        x: VecRef<'_, T>,
        mut y: VecMut<'_, T>,
    ) {
        assert!(y.len() == a.n() && (a.n() <= 1 || y.inc() == 1));
        // SAFETY: y is as long as A is high (asserted).
        unsafe { self.trmv_columns(diag, a, false, columns, x, y.as_mut_ptr()) }
    }

    /// What both have in common.
    ///
    /// # Safety
    /// y has adjacent elements that are written: those of the columns or, if not transposed, n.
    unsafe fn trmv_columns(
        &self,
        diag: Diag,
        a: TriRef<'_, T>,
        transposed: bool,
        columns: Range<usize>,
        x: VecRef<'_, T>,
        y: *mut T,
    ) {
        let (n, lower) = (a.n(), a.uplo() == Uplo::Lower);
        assert!(x.len() == n && (n <= 1 || x.inc() == 1) && !x.is_conj() && columns.end <= n);
        for cut in [columns.start, columns.end] {
            let from_corner = if lower { cut } else { n - cut };
            assert!(from_corner.is_multiple_of(TRIANGLE_BLOCK) || from_corner == n);
        }
        let a = Triangle::of(a, columns).expect("columns are adjacent");
        // SAFETY: views of the shapes named (asserted); the caller's promise for y.
        unsafe { (self.trmv)(a, transposed, diag == Diag::Unit, x.as_ptr(), y) }
    }
}
