//! The contract of the vector kernels (levels 1 and 2), and its safe face.
//!
//! A kernel works on *adjacent* elements: vectors of stride one, matrices whose columns are such vectors
//! ([`Columns`]). Vectors of which an element serves a whole column may have any stride ([`Strided`]); other strided
//! ones take the portable loops of `generic::vector`. Conjugation is an argument, where it costs nothing.
//!
//! What every kernel keeps to:
//! - Sums run over a fixed number of partial sums, which are added in a fixed order at the end. Both depend on the
//!   length alone, never on addresses. Where a kernel begins with an aligned element of a long vector, those in front of it
//!   go to the partial sums by which the result is the same (`simd::columns::misaligned`).
//! - An element of `axpy`, `gemv_n` and `ger` gets the same bits wherever it lies in the vector, and a column of
//!   `gemv_t` gets the same bits whichever columns are computed with it: work may be split anywhere.
//! - Lanes beyond the end repeat an element, or add an exact 0·0, so that they raise no floating-point flag of their
//!   own; they are neither read nor written in memory.
//! - Every element is computed with, zero or not: 0·NaN is NaN. Only the routines above know α = 0.

mod nrm2;
mod sheared;
mod symmetric;
mod triangle;
mod triangular;

use crate::enums::Uplo;
use crate::kernel::generic::vector as strided;
use crate::mat::{MatMut, MatRef, VecMut, VecRef};
use crate::scalar::Scalar;

pub(super) use nrm2::NORM_BLOCK;
pub use nrm2::Squares;
pub use sheared::Sheared;
pub use triangle::Triangle;
pub(super) use triangle::is_off_diagonal;
pub use triangular::TRIANGLE_BLOCK;

/// Vector kernels of one instruction set for one type.
///
/// All of them need a processor with that set, which whoever has this table has ([`crate::kernel`] alone makes and hands
/// them out), and operands of the lengths named, readable, and writable where they are `*mut`.
#[derive(Clone, Copy, Debug)]
pub struct VectorKernels<T: Scalar> {
    /// Σ xᵢ·yᵢ, with conj(x) if told.
    pub(super) dot: unsafe fn(n: usize, x: *const T, y: *const T, conj_x: bool) -> T,
    /// `dot` of vectors that are asked for ahead.
    pub(super) dot_ahead: unsafe fn(n: usize, x: *const T, y: *const T, conj_x: bool) -> T,
    /// y += α·x, with conj(x) if told.
    pub(super) axpy: unsafe fn(n: usize, alpha: T, x: *const T, conj_x: bool, y: *mut T),
    /// `axpy` of vectors that are asked for ahead.
    pub(super) axpy_ahead: unsafe fn(n: usize, alpha: T, x: *const T, conj_x: bool, y: *mut T),
    /// x := α·x.
    pub(super) scal: unsafe fn(n: usize, alpha: T, x: *mut T),
    /// `scal` of a vector that is asked for ahead.
    pub(super) scal_ahead: unsafe fn(n: usize, alpha: T, x: *mut T),
    /// x := α·x with a real α.
    pub(super) scal_real: unsafe fn(n: usize, alpha: T::Real, x: *mut T),
    /// The largest |re xᵢ| or |im xᵢ|, NaNs passed over; 0 if there is none.
    pub(super) amax: unsafe fn(n: usize, x: *const T) -> T::Real,
    /// Σ |s·xᵢ|² as it comes, overflow and underflow included.
    pub(super) sum_squares: unsafe fn(n: usize, x: *const T, scale: T::Real) -> T::Real,
    /// Σ |re xᵢ| + |im xᵢ|.
    pub(super) asum: unsafe fn(n: usize, x: *const T) -> T::Real,
    /// `asum` of a vector that is asked for ahead.
    pub(super) asum_ahead: unsafe fn(n: usize, x: *const T) -> T::Real,
    /// Σ re xᵢ + im xᵢ.
    pub(super) sum: unsafe fn(n: usize, x: *const T) -> T::Real,
    /// The first i with the most extreme number; n ≥ 1. A NaN is more extreme than nothing, and nothing more extreme
    /// than a NaN that comes first.
    pub(super) extreme: unsafe fn(n: usize, x: *const T, which: Extreme) -> usize,
    /// y := x, past the caches; x and y don't overlap.
    pub(super) copy_far: unsafe fn(n: usize, x: *const T, y: *mut T),
    /// x ↔ y.
    pub(super) swap: unsafe fn(n: usize, x: *mut T, y: *mut T),
    /// (x, y) := H·(x, y), with the real 2×2 matrix H by rows.
    pub(super) rotate: unsafe fn(n: usize, x: *mut T, y: *mut T, h1: Row<T>, h2: Row<T>),
    /// y += α·A·x; A m×n.
    pub(super) gemv_n: unsafe fn(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T),
    /// y += α·Aᵀ·x with the product, not α, conjugated if told; A m×n.
    pub(super) gemv_t: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        a: Columns<T>,
        x: *const T,
        conj: bool,
        y: *mut T,
        incy: isize,
    ),
    /// `gemv_n` by more columns at once.
    pub(super) gemv_n_wide: unsafe fn(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T),
    /// `gemv_t` by more columns at once.
    pub(super) gemv_t_wide: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        a: Columns<T>,
        x: *const T,
        conj: bool,
        y: *mut T,
        incy: isize,
    ),
    /// The same of a matrix that is asked for ahead.
    pub(super) gemv_n_ahead: unsafe fn(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T),
    /// The same of its transpose.
    pub(super) gemv_t_ahead: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        a: Columns<T>,
        x: *const T,
        conj: bool,
        y: *mut T,
        incy: isize,
    ),
    /// `gemv_n` by single columns.
    pub(super) gemv_n_single:
        unsafe fn(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T),
    /// `gemv_t` by single columns.
    pub(super) gemv_t_single: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        a: Columns<T>,
        x: *const T,
        conj: bool,
        y: *mut T,
        incy: isize,
    ),
    /// y += α·A·x for n columns of m elements, each of which begins a row lower than the one before; y has n + m − 1.
    pub(super) sheared: unsafe fn(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T),
    /// y += α·Aᵀ·x for such columns; x has n + m − 1 elements.
    pub(super) sheared_t: unsafe fn(m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, y: *mut T),
    /// y += α·A·x for the columns of a symmetric or, if told, Hermitian band, and their rows across the diagonal.
    pub(super) sheared_both: unsafe fn(alpha: T, a: Sheared<T>, hermitian: bool, x: *const T, y: *mut T),
    /// A += α·x·yᵀ with conj(x) if told; A m×n.
    pub(super) ger: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        x: *const T,
        conj_x: bool,
        y: Strided<T>,
        a: *mut T,
        a_col: isize,
    ),
    /// `ger` by single columns.
    pub(super) ger_single: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        x: *const T,
        conj_x: bool,
        y: Strided<T>,
        a: *mut T,
        a_col: isize,
    ),
    /// The same, each column asked for ahead.
    pub(super) ger_ahead: unsafe fn(
        m: usize,
        n: usize,
        alpha: T,
        x: *const T,
        conj_x: bool,
        y: Strided<T>,
        a: *mut T,
        a_col: isize,
    ),
    /// y += α·A·x as far as the triangle's columns, and their rows across the diagonal, go; A symmetric or, if told,
    /// Hermitian.
    pub(super) symv: unsafe fn(alpha: T, a: Triangle<T>, hermitian: bool, x: *const T, y: *mut T),
    /// What the triangle's columns have of y := A·x: the elements of y that they are numbered by are set, others added
    /// to. Or, if `transposed`, those elements of y := Aᵀ·x. If they are all, y may be x.
    pub(super) trmv: unsafe fn(a: Triangle<T>, transposed: bool, unit: bool, x: *const T, y: *mut T),
    /// x := A⁻¹·x, or A⁻ᵀ·x if `transposed`, for a whole triangle.
    pub(super) trsv: unsafe fn(a: Triangle<T>, transposed: bool, unit: bool, x: *mut T),
    /// x := A⁻¹·x, or A⁻ᵀ·x if `transposed`, for the columns of a triangular band.
    pub(super) tbsv: unsafe fn(a: Sheared<T>, uplo: Uplo, transposed: bool, unit: bool, x: *mut T),
    /// A += α·x·xᵀ, or α·x·xᴴ if told, on the triangle's columns, which are written. Its flag says that x is meant
    /// conjugated.
    pub(super) syr: unsafe fn(alpha: T, x: *const T, a: Triangle<T>, hermitian: bool),
    /// A += α·x·yᵀ + α·y·xᵀ, or α·x·yᴴ + ᾱ·y·xᴴ if told, likewise.
    pub(super) syr2: unsafe fn(alpha: T, x: *const T, y: *const T, a: Triangle<T>, hermitian: bool),
}

/// A row of a real 2×2 matrix: a pair, which goes through registers where an array goes through memory.
pub(super) type Row<T> = (<T as Scalar>::Real, <T as Scalar>::Real);

/// What makes a number the most extreme of a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extreme {
    /// The largest |re| + |im|.
    LargestSize,
    /// The smallest |re| + |im|.
    SmallestSize,
    /// The largest re + im, which of a real number is the number.
    Largest,
    /// The smallest re + im.
    Smallest,
}

impl Extreme {
    /// What is compared: |re| + |im|, or re + im.
    #[must_use]
    #[inline(always)]
    pub fn of<T: Scalar>(self, x: T) -> T::Real {
        match self {
            Extreme::LargestSize | Extreme::SmallestSize => x.abs1(),
            Extreme::Largest | Extreme::Smallest => x.re() + x.im(),
        }
    }
    /// The same with the sign by which the larger is the more extreme.
    #[must_use]
    #[inline(always)]
    pub fn key<T: Scalar>(self, x: T) -> T::Real {
        match self {
            Extreme::LargestSize | Extreme::Largest => self.of(x),
            Extreme::SmallestSize | Extreme::Smallest => -self.of(x),
        }
    }
}

/// A matrix that a kernel reads: columns of adjacent elements.
#[derive(Clone, Copy, Debug)]
pub struct Columns<T> {
    /// The first column.
    pub(super) ptr: *const T,
    /// Distance of the columns.
    pub(super) col: isize,
    /// Whether the matrix is meant conjugated.
    pub(super) conj: bool,
}

impl<T: Copy> Columns<T> {
    /// The matrix from column j on.
    #[inline(always)]
    pub(super) fn from(self, j: usize) -> Self {
        Columns { ptr: self.ptr.wrapping_offset(j as isize * self.col), ..self }
    }
    /// Columns j, j + 1, …
    #[inline(always)]
    pub(super) fn several<const W: usize>(self, j: usize) -> [*const T; W] {
        let mut columns = [self.ptr; W];
        for k in 0..W {
            columns[k] = self.from(j + k).ptr;
        }
        columns
    }
}

/// A vector whose elements a kernel reads one by one, at any stride.
#[derive(Clone, Copy, Debug)]
pub struct Strided<T> {
    /// Element 0.
    pub(super) ptr: *const T,
    /// Distance of the elements.
    pub(super) inc: isize,
    /// Whether the vector is meant conjugated.
    pub(super) conj: bool,
}

impl<T: Copy> Strided<T> {
    /// Element i as stored.
    ///
    /// # Safety
    /// The vector has an element i.
    #[inline(always)]
    pub(super) unsafe fn at(self, i: usize) -> T {
        // SAFETY: the caller's promise.
        unsafe { *self.ptr.offset(i as isize * self.inc) }
    }
    /// The vector from element i on.
    #[inline(always)]
    pub(super) fn from(self, i: usize) -> Self {
        Strided { ptr: self.ptr.wrapping_offset(i as isize * self.inc), ..self }
    }
}

impl<T: Scalar> VectorKernels<T> {
    /// The same kernels, of which those for general matrices take more columns at once: for what comes from a shared cache or from memory,
    /// which serve several places at once faster. Few columns find room in the sets of the first-level cache also where they
    /// lie a multiple of a page apart.
    pub(super) const fn wide(self) -> Self {
        VectorKernels { gemv_n: self.gemv_n_wide, gemv_t: self.gemv_t_wide, ger: self.ger_ahead, ..self }
    }

    /// The same kernels, of which those for vectors, and those that read a general matrix, ask for what they will read.
    pub(super) const fn ahead(self) -> Self {
        VectorKernels {
            dot: self.dot_ahead,
            axpy: self.axpy_ahead,
            scal: self.scal_ahead,
            asum: self.asum_ahead,
            gemv_n: self.gemv_n_ahead,
            gemv_t: self.gemv_t_ahead,
            ..self
        }
    }

    /// The same kernels, of which those for general matrices take one column after the other.
    pub(super) const fn single(self) -> Self {
        VectorKernels { gemv_n: self.gemv_n_single, gemv_t: self.gemv_t_single, ger: self.ger_single, ..self }
    }

    /// Σ xᵢ·yᵢ.
    ///
    /// # Panics
    /// If the lengths differ.
    #[must_use]
    #[inline(always)]
    pub fn dot(&self, x: VecRef<'_, T>, y: VecRef<'_, T>) -> T {
        assert!(x.len() == y.len());
        // Σ x·ȳ is the conjugate of Σ x̄·y, and Σ x̄·ȳ that of Σ x·y.
        let conj_x = x.is_conj() != y.is_conj();
        // SAFETY: views of n elements each, adjacent where the kernel is called.
        let sum = unsafe {
            if x.inc() == 1 && y.inc() == 1 {
                (self.dot)(x.len(), x.as_ptr(), y.as_ptr(), conj_x)
            } else {
                strided::dot(x.len(), x.as_ptr(), x.inc(), y.as_ptr(), y.inc(), conj_x)
            }
        };
        sum.conj_if(y.is_conj())
    }

    /// y += α·x.
    ///
    /// # Panics
    /// If the lengths differ.
    #[inline(always)]
    pub fn axpy(&self, alpha: T, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        assert!(x.len() == y.len());
        // SAFETY: views of n elements each, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 && y.inc() == 1 {
                (self.axpy)(x.len(), alpha, x.as_ptr(), x.is_conj(), y.as_mut_ptr());
            } else {
                strided::axpy(x.len(), alpha, x.as_ptr(), x.inc(), x.is_conj(), y.as_mut_ptr(), y.inc());
            }
        }
    }

    /// x := α·x.
    #[inline(always)]
    pub fn scal(&self, alpha: T, mut x: VecMut<'_, T>) {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.scal)(x.len(), alpha, x.as_mut_ptr());
            } else {
                strided::map(x.len(), x.as_mut_ptr(), x.inc(), |x| alpha * x);
            }
        }
    }

    /// x := α·x with a real α.
    #[inline(always)]
    pub fn scal_real(&self, alpha: T::Real, mut x: VecMut<'_, T>) {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.scal_real)(x.len(), alpha, x.as_mut_ptr());
            } else {
                strided::map(x.len(), x.as_mut_ptr(), x.inc(), |x| x.scale(alpha));
            }
        }
    }

    /// Σ |re xᵢ| + |im xᵢ|.
    #[must_use]
    #[inline(always)]
    pub fn asum(&self, x: VecRef<'_, T>) -> T::Real {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.asum)(x.len(), x.as_ptr())
            } else {
                strided::asum(x.len(), x.as_ptr(), x.inc())
            }
        }
    }

    /// Σ re xᵢ + im xᵢ.
    #[must_use]
    #[inline(always)]
    pub fn sum(&self, x: VecRef<'_, T>) -> T::Real {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.sum)(x.len(), x.as_ptr())
            } else {
                strided::sum_parts(x.len(), x.as_ptr(), x.inc())
            }
        }
    }

    /// The first i with the most extreme number. A NaN in front wins; others are passed over.
    #[must_use]
    #[inline(always)]
    pub fn extreme(&self, x: VecRef<'_, T>, which: Extreme) -> Option<usize> {
        if x.is_empty() {
            return None;
        }
        // SAFETY: a view of n ≥ 1 elements, adjacent where the kernel is called.
        Some(unsafe {
            if x.inc() == 1 {
                (self.extreme)(x.len(), x.as_ptr(), which)
            } else {
                strided::extreme(x.len(), x.as_ptr(), x.inc(), which)
            }
        })
    }

    /// (x, y) := H·(x, y), with the real 2×2 matrix H by rows.
    ///
    /// # Panics
    /// If the lengths differ.
    #[inline(always)]
    pub fn rotate(&self, mut x: VecMut<'_, T>, mut y: VecMut<'_, T>, h: [T::Real; 4]) {
        assert!(x.len() == y.len());
        let [h11, h12, h21, h22] = h;
        // SAFETY: views of n elements each, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 && y.inc() == 1 {
                (self.rotate)(x.len(), x.as_mut_ptr(), y.as_mut_ptr(), (h11, h12), (h21, h22));
            } else {
                strided::zip(x.len(), x.as_mut_ptr(), x.inc(), y.as_mut_ptr(), y.inc(), |x, y| {
                    (x.scale(h11) + y.scale(h12), x.scale(h21) + y.scale(h22))
                });
            }
        }
    }

    /// (x, y) := (c·x + s·y, c·y − conj(s)·x).
    ///
    /// # Panics
    /// If the lengths differ.
    pub fn rotate_by_complex(&self, mut x: VecMut<'_, T>, mut y: VecMut<'_, T>, c: T::Real, s: T) {
        assert!(x.len() == y.len());
        // SAFETY: views of n elements each.
        unsafe {
            strided::zip(x.len(), x.as_mut_ptr(), x.inc(), y.as_mut_ptr(), y.inc(), |x, y| {
                (x.scale(c) + s * y, y.scale(c) - s.conj() * x)
            });
        }
    }

    /// y := x.
    ///
    /// # Panics
    /// If the lengths differ.
    #[inline(always)]
    pub fn copy(&self, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        assert!(x.len() == y.len());
        // SAFETY: views of n elements each, adjacent where they are copied as a whole.
        unsafe {
            if x.inc() == 1 && y.inc() == 1 && !x.is_conj() {
                std::ptr::copy(x.as_ptr(), y.as_mut_ptr(), x.len());
            } else {
                strided::copy(x.len(), x.as_ptr(), x.inc(), x.is_conj(), y.as_mut_ptr(), y.inc());
            }
        }
    }

    /// y := x, where nobody will find y in a cache anyway, as so long vectors have no room there.
    ///
    /// # Panics
    /// If the lengths differ.
    pub fn copy_far(&self, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        let distance = (x.as_ptr() as usize).abs_diff(y.as_mut_ptr() as usize);
        let apart = distance >= x.len() * size_of::<T>();
        if !(x.inc() == 1 && y.inc() == 1 && !x.is_conj() && apart) {
            return self.copy(x, y);
        }
        assert!(x.len() == y.len());
        // SAFETY: views of n elements each, adjacent and apart from each other.
        unsafe { (self.copy_far)(x.len(), x.as_ptr(), y.as_mut_ptr()) }
    }

    /// x ↔ y.
    ///
    /// # Panics
    /// If the lengths differ.
    #[inline(always)]
    pub fn swap(&self, mut x: VecMut<'_, T>, mut y: VecMut<'_, T>) {
        assert!(x.len() == y.len());
        // SAFETY: views of n elements each, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 && y.inc() == 1 {
                (self.swap)(x.len(), x.as_mut_ptr(), y.as_mut_ptr());
            } else {
                strided::zip(x.len(), x.as_mut_ptr(), x.inc(), y.as_mut_ptr(), y.inc(), |x, y| (y, x));
            }
        }
    }

    /// y += α·A·x, with a y of stride one.
    ///
    /// # Panics
    /// If shapes don't match, or elements of A's columns or of y are not adjacent.
    pub fn gemv_n(&self, alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        let (m, n) = (a.rows(), a.cols());
        assert!(x.len() == n && y.len() == m && (m <= 1 || a.row_stride() == 1 && y.inc() == 1));
        let columns = Columns { ptr: a.as_ptr(), col: a.col_stride(), conj: a.is_conj() };
        let x = Strided { ptr: x.as_ptr(), inc: x.inc(), conj: x.is_conj() };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.gemv_n)(m, n, alpha, columns, x, y.as_mut_ptr()) }
    }

    /// y += α·Aᵀ·x, with an x of stride one.
    ///
    /// # Panics
    /// If shapes don't match, or elements of A's columns or of x are not adjacent.
    pub fn gemv_t(&self, alpha: T, a: MatRef<'_, T>, x: VecRef<'_, T>, mut y: VecMut<'_, T>) {
        let (m, n) = (a.rows(), a.cols());
        assert!(x.len() == m && y.len() == n && (m <= 1 || a.row_stride() == 1 && x.inc() == 1));
        // As for dot: conjugation of A relative to x in the kernel, that of x on the product.
        let columns = Columns { ptr: a.as_ptr(), col: a.col_stride(), conj: a.is_conj() != x.is_conj() };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.gemv_t)(m, n, alpha, columns, x.as_ptr(), x.is_conj(), y.as_mut_ptr(), y.inc()) }
    }

    /// A += α·x·yᵀ, with an x of stride one.
    ///
    /// # Panics
    /// If shapes don't match, or elements of A's columns or of x are not adjacent.
    pub fn ger(&self, alpha: T, x: VecRef<'_, T>, y: VecRef<'_, T>, mut a: MatMut<'_, T>) {
        let (m, n, a_col) = (a.rows(), a.cols(), a.col_stride());
        assert!(x.len() == m && y.len() == n && (m <= 1 || a.row_stride() == 1 && x.inc() == 1));
        let y = Strided { ptr: y.as_ptr(), inc: y.inc(), conj: y.is_conj() };
        // SAFETY: views of the shapes named (asserted).
        unsafe { (self.ger)(m, n, alpha, x.as_ptr(), x.is_conj(), y, a.as_mut_ptr(), a_col) }
    }
}
