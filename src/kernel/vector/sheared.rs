//! [`Sheared`]: the columns of a symmetric band as kernels read them; and the safe face of the kernels for bands.

use crate::enums::Diag;
use crate::kernel::vector::{Columns, Strided, VectorKernels};
use crate::mat::{MatRef, TriRef, VecMut, VecRef};
use crate::scalar::Scalar;

/// The columns of a symmetric band of which one triangle is stored that have an element on each diagonal.
#[derive(Clone, Copy, Debug)]
pub struct Sheared<T> {
    /// Elements of a column off the main diagonal.
    pub(in crate::kernel) m: usize,
    /// How many columns there are.
    pub(in crate::kernel) n: usize,
    /// The number of the first of them in the matrix.
    pub(in crate::kernel) own: usize,
    /// The row where that begins off the main diagonal.
    pub(in crate::kernel) row: usize,
    /// What they have off the main diagonal.
    pub(in crate::kernel) columns: Columns<T>,
    /// What they have on it.
    pub(in crate::kernel) diagonal: Strided<T>,
}

impl<T: Scalar> VectorKernels<T> {
    /// y += α·A·x for columns each of which begins a row lower than the one before, as those of a band do; y has stride one.
    ///
    /// # Panics
    /// If shapes don't match, or elements of A's columns or of y are not adjacent.
    pub fn sheared(&self, alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        let (m, n) = (a.rows(), a.cols());
        assert!(n > 0 && x.len() == n && y.len() + 1 == n + m);
        assert!((m <= 1 || a.row_stride() == 1) && (y.len() <= 1 || y.inc() == 1));
        let columns = Columns { ptr: a.as_ptr(), col: a.col_stride(), conj: a.is_conj() };
        let x = Strided { ptr: x.as_ptr(), inc: x.inc(), conj: x.is_conj() };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.sheared)(m, n, alpha, columns, x, y.as_mut_ptr()) }
    }

    /// y += α·Aᵀ·x for such columns; x and y have stride one.
    ///
    /// # Panics
    /// If shapes don't match, elements of A's columns, of x or of y are not adjacent, or x is conjugated.
    pub fn sheared_t(&self, alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        let (m, n) = (a.rows(), a.cols());
        assert!(n > 0 && y.len() == n && x.len() + 1 == n + m && !x.is_conj());
        assert!(
            (m <= 1 || a.row_stride() == 1) && (x.len() <= 1 || x.inc() == 1) && (n <= 1 || y.inc() == 1)
        );
        let columns = Columns { ptr: a.as_ptr(), col: a.col_stride(), conj: a.is_conj() };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.sheared_t)(m, n, alpha, columns, x.as_ptr(), y.as_mut_ptr()) }
    }

    /// y += α·A·x as far as those columns of a symmetric band that have an element on each diagonal, and their rows across the
    /// main one, go; x and y have stride one.
    ///
    /// # Panics
    /// If A is no band, shapes don't match, elements of x or y are not adjacent, or x is conjugated.
    pub fn sheared_both(
        &self,
        hermitian: bool,
        alpha: T,
        a: TriRef<'_, T>,
        x: VecRef<'_, T>,
        mut y: VecMut<'_, T>,
    ) {
        assert!(x.len() == a.n() && y.len() == a.n() && !x.is_conj());
        assert!(a.n() <= 1 || x.inc() == 1 && y.inc() == 1);
        let Some(sheared) = Sheared::of(a) else { return };
        // SAFETY: the view of a band, whose columns have rows that x and y have.
        unsafe { (self.sheared_both)(alpha, sheared, hermitian, x.as_ptr(), y.as_mut_ptr()) }
    }

    /// x := A⁻¹·x, or A⁻ᵀ·x if `transposed`, as far as those columns of a triangular band that have an element on each diagonal
    /// go. x has stride one.
    ///
    /// # Panics
    /// If A is no band, shapes don't match, or elements of x are not adjacent.
    pub fn tbsv(&self, diag: Diag, a: TriRef<'_, T>, transposed: bool, x: &mut VecMut<'_, T>) {
        assert!(x.len() == a.n() && (a.n() <= 1 || x.inc() == 1));
        let Some(sheared) = Sheared::of(a) else { return };
        // SAFETY: the view of a band, whose columns have rows that x has.
        unsafe { (self.tbsv)(sheared, a.uplo(), transposed, diag == Diag::Unit, x.as_mut_ptr()) }
    }
}

impl<T: Scalar> Sheared<T> {
    /// The columns of a band that have an element on each diagonal; none if there are none.
    ///
    /// # Panics
    /// If it is no band.
    fn of(a: TriRef<'_, T>) -> Option<Self> {
        let (columns, row, off) = a.whole_columns().expect("a band");
        if columns.is_empty() {
            return None;
        }
        let diagonal = a.diagonals(columns.clone());
        Some(Sheared {
            m: off.rows(),
            n: columns.len(),
            own: columns.start,
            row,
            columns: Columns { ptr: off.as_ptr(), col: off.col_stride(), conj: off.is_conj() },
            diagonal: Strided { ptr: diagonal.as_ptr(), inc: diagonal.inc(), conj: false },
        })
    }
}
