//! The contract of the vector kernels (levels 1 and 2), and its safe face.
//!
//! A kernel works on *adjacent* elements: vectors of stride one, matrices whose columns are such vectors (`a` is the
//! first column, `a_col` the distance of the columns). Strided vectors take the portable loops of
//! `generic::vector`, which have strides. Conjugation is an argument, on the operand where it costs nothing.
//!
//! What every kernel keeps to:
//! - Sums run over a fixed number of partial sums, which are added in a fixed order at the end. Both depend on the
//!   length alone, never on addresses: no kernel peels elements to reach an aligned one.
//! - An element of `axpy`, `gemv_n` and `ger` gets the same bits wherever it lies in the vector, and a column of
//!   `gemv_t` gets the same bits whichever columns are computed with it: work may be split anywhere.
//! - Lanes beyond the end repeat an element, or add an exact 0·0, so that they raise no floating-point flag of their
//!   own; they are neither read nor written in memory.
//! - Every element is computed with, zero or not: 0·NaN is NaN. Only the routines above know α = 0.

use std::arch::asm;

use crate::kernel::generic::vector as strided;
use crate::mat::{MatMut, MatRef, VecMut, VecRef};
use crate::scalar::{Real, Scalar};

/// Columns that [`VectorKernels::reflect`] takes at a time: few enough to be in the first-level cache still when they
/// are updated, and a multiple of what the kernels take at once.
const REFLECT_COLS: usize = 8;

/// Vector kernels of one instruction set for one type.
///
/// All of them need a processor with that set, and operands of the lengths named, readable, and writable where they
/// are `*mut`.
#[derive(Debug)]
pub struct VectorKernels<T: Scalar> {
    /// Σ xᵢ·yᵢ, with conj(x) if told.
    pub(super) dot: unsafe fn(n: usize, x: *const T, y: *const T, conj_x: bool) -> T,
    /// y += α·x, with conj(x) if told.
    pub(super) axpy: unsafe fn(n: usize, alpha: T, x: *const T, conj_x: bool, y: *mut T),
    /// x := α·x.
    pub(super) scal: unsafe fn(n: usize, alpha: T, x: *mut T),
    /// x := α·x with a real α.
    pub(super) scal_real: unsafe fn(n: usize, alpha: T::Real, x: *mut T),
    /// Σ |s·xᵢ|² as it comes, overflow and underflow included.
    pub(super) sum_squares: unsafe fn(n: usize, x: *const T, scale: T::Real) -> T::Real,
    /// Σ |re xᵢ| + |im xᵢ|.
    pub(super) asum: unsafe fn(n: usize, x: *const T) -> T::Real,
    /// The first i with the largest |re xᵢ| + |im xᵢ|; n ≥ 1. A NaN is larger than nothing, and nothing larger than
    /// a NaN that comes first.
    pub(super) iamax: unsafe fn(n: usize, x: *const T) -> usize,
    /// y += A·x with conj(A) if told; A m×n.
    pub(super) gemv_n:
        unsafe fn(m: usize, n: usize, a: *const T, a_col: isize, conj_a: bool, x: *const T, y: *mut T),
    /// y := Aᵀ·x with conj(A) if told; A m×n. What was in y is not read.
    pub(super) gemv_t:
        unsafe fn(m: usize, n: usize, a: *const T, a_col: isize, conj_a: bool, x: *const T, y: *mut T),
    /// A += x·yᵀ with conj(x) if told; A m×n.
    pub(super) ger:
        unsafe fn(m: usize, n: usize, x: *const T, conj_x: bool, y: *const T, a: *mut T, a_col: isize),
}

impl<T: Scalar> VectorKernels<T> {
    /// Σ xᵢ·yᵢ.
    ///
    /// # Panics
    /// If the lengths differ.
    #[must_use]
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

    /// √Σ|xᵢ|², without overflow or underflow on the way; NaN if any element is NaN, else ∞ if any is infinite.
    ///
    /// The sum of squares is taken as it comes. It is good if it is finite and so large that what underflowed does not
    /// count; if not, the elements are scaled by a power of two, which is exact, and summed again.
    #[must_use]
    pub fn nrm2(&self, x: VecRef<'_, T>) -> T::Real {
        let flags = FloatFlags::save();
        let sum = self.sum_squares(x, T::Real::ONE);
        // An element whose square underflows loses half a denormal at most: n of them stay below ε·sum from here on.
        let enough = T::Real::from_f64(x.len() as f64) * T::Real::SAFE_MIN;
        // Powers of two that bring the squares of the least and of the largest numbers well inside the range.
        let up = T::Real::from_f64(if size_of::<T::Real>() == 4 { 2f64.powi(100) } else { 2f64.powi(600) });
        let down = T::Real::ONE / up;
        let (scale, back) = if sum < enough {
            (up, down)
        } else if sum.is_finite() {
            return sum.sqrt();
        } else {
            (down, up)
        };
        flags.restore();
        self.sum_squares(x, scale).sqrt() * back
    }

    /// Σ |s·xᵢ|².
    fn sum_squares(&self, x: VecRef<'_, T>, scale: T::Real) -> T::Real {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.sum_squares)(x.len(), x.as_ptr(), scale)
            } else {
                strided::sum_squares(x.len(), x.as_ptr(), x.inc(), scale)
            }
        }
    }

    /// Σ |re xᵢ| + |im xᵢ|.
    #[must_use]
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

    /// The first i with the largest |re xᵢ| + |im xᵢ|. A NaN in front wins; others are passed over.
    #[must_use]
    pub fn iamax(&self, x: VecRef<'_, T>) -> Option<usize> {
        if x.is_empty() {
            return None;
        }
        // SAFETY: a view of n ≥ 1 elements, adjacent where the kernel is called.
        Some(unsafe {
            if x.inc() == 1 {
                (self.iamax)(x.len(), x.as_ptr())
            } else {
                strided::iamax(x.len(), x.as_ptr(), x.inc())
            }
        })
    }

    /// y := x.
    ///
    /// # Panics
    /// If the lengths differ.
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

    /// x ↔ y.
    ///
    /// # Panics
    /// If the lengths differ.
    pub fn swap(&self, mut x: VecMut<'_, T>, mut y: VecMut<'_, T>) {
        assert!(x.len() == y.len());
        // SAFETY: views of n elements each.
        unsafe { strided::swap(x.len(), x.as_mut_ptr(), x.inc(), y.as_mut_ptr(), y.inc()) }
    }

    /// y += A·x, with a y of stride one.
    ///
    /// # Panics
    /// If shapes don't match, or elements that should be adjacent are not.
    pub fn gemv_n(&self, a: MatRef<'_, T>, x: &[T], mut y: VecMut<'_, T>) {
        assert!(a.cols() == x.len() && a.rows() == y.len());
        assert!((a.row_stride() == 1 && y.inc() == 1) || a.rows() <= 1);
        // SAFETY: A is a readable m×n view of adjacent rows, x has n and y m elements.
        unsafe {
            (self.gemv_n)(
                a.rows(),
                a.cols(),
                a.as_ptr(),
                a.col_stride(),
                a.is_conj(),
                x.as_ptr(),
                y.as_mut_ptr(),
            );
        }
    }

    /// y := Aᵀ·x, with an x of stride one. What was in y is not read.
    ///
    /// # Panics
    /// If shapes don't match, or elements that should be adjacent are not.
    pub fn gemv_t(&self, a: MatRef<'_, T>, x: VecRef<'_, T>, y: &mut [T]) {
        assert!(a.rows() == x.len() && a.cols() == y.len());
        assert!((a.row_stride() == 1 && x.inc() == 1) || a.rows() <= 1);
        // As for dot: conjugation of A relative to x in the kernel, that of x on the result.
        let conj_a = a.is_conj() != x.is_conj();
        // SAFETY: A is a readable m×n view of adjacent rows, x has m and y n elements.
        unsafe {
            (self.gemv_t)(a.rows(), a.cols(), a.as_ptr(), a.col_stride(), conj_a, x.as_ptr(), y.as_mut_ptr());
        }
        if x.is_conj() {
            y.iter_mut().for_each(|y| *y = y.conj());
        }
    }

    /// A += x·yᵀ, with an x of stride one.
    ///
    /// # Panics
    /// If shapes don't match, or elements that should be adjacent are not.
    pub fn ger(&self, x: VecRef<'_, T>, y: &[T], mut a: MatMut<'_, T>) {
        assert!(a.rows() == x.len() && a.cols() == y.len());
        assert!((a.row_stride() == 1 && x.inc() == 1) || a.rows() <= 1);
        // SAFETY: A is a writable m×n view of adjacent rows, x has m and y n elements.
        unsafe {
            let (m, n, a_col) = (a.rows(), a.cols(), a.col_stride());
            (self.ger)(m, n, x.as_ptr(), x.is_conj(), y.as_ptr(), a.as_mut_ptr(), a_col);
        }
    }

    /// C := (I − τ·v·vᴴ)·C: a Householder reflector from the left, with no workspace. A few columns at a time get their
    /// products with v and then their update, so that C comes from memory once.
    ///
    /// # Panics
    /// If shapes don't match, or elements of v or of C's columns are not adjacent.
    pub fn reflect(&self, tau: T, v: VecRef<'_, T>, mut c: MatMut<'_, T>) {
        let mut w = [T::ZERO; REFLECT_COLS];
        for j in (0..c.cols()).step_by(REFLECT_COLS) {
            let cols = j..c.cols().min(j + REFLECT_COLS);
            let w = &mut w[..cols.len()];
            // wᵀ := −τ·vᴴ·C; C += v·wᵀ
            self.gemv_t(c.as_ref().sub_cols(cols.clone()), v.conj(), w);
            w.iter_mut().for_each(|w| *w = -tau * *w);
            self.ger(v, w, c.rb().sub_cols(cols));
        }
    }
}

/// The floating-point status flags, kept in order to undo what a trial computation raises.
struct FloatFlags(u32);

impl FloatFlags {
    #[inline(always)]
    fn save() -> Self {
        let mut mxcsr = 0u32;
        // SAFETY: stores the control and status register of SSE, which every x86-64 has, into a local.
        unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut mxcsr, options(nostack, preserves_flags)) }
        FloatFlags(mxcsr)
    }
    #[inline(always)]
    fn restore(self) {
        // SAFETY: the register gets back a value that it had; nothing but status flags changed in between.
        unsafe {
            asm!("ldmxcsr [{}]", in(reg) &raw const self.0, options(nostack, preserves_flags, readonly))
        }
    }
}
