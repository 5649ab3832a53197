//! Products with few rows of C whose B has adjacent columns: Cᵀ := α·Bᵀ·Aᵀ + β·Cᵀ, which has B's columns in lanes, where C's few rows
//! would leave most of a register empty. And of a deep product whose A has adjacent columns, too, C has fewer elements to turn than A.
//! Strips of the transpose are computed on the stack, and turned to where C lies.

use std::mem::MaybeUninit;

use crate::kernel::gemm::{GemmKernel, Panel, Tile};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// Steps of k from which on C is worth turning, and for each of its rows.
const STEPS: usize = 24;
const STEPS_A_ROW: usize = 5;
/// Steps of k for each column of C from which on C is worth turning rather than A.
const DEEPER: usize = 4;
/// Elements of the largest strip: three registers of 16 floats by 8.
const ELEMENTS: usize = 8 * 48;

impl<T: Scalar> GemmKernel<T> {
    /// Whether C's rows are so few that its transpose fills registers better, fewer than a register's and not just half of one, and
    /// k long enough for that to be worth turning C.
    #[must_use]
    #[inline(always)]
    pub fn turns(&self, b: &MatRef<'_, T>, c: &MatMut<'_, T>) -> bool {
        let (m, n, k) = (c.rows(), c.cols(), b.rows());
        let few = m < self.lanes && m <= self.nr && 2 * m != self.lanes && n >= self.lanes;
        few && k >= STEPS.max(STEPS_A_ROW * m)
            && b.col_stride() == 1
            && c.row_stride() == 1
            && c.col_stride() >= 0
    }

    /// Whether to turn C takes less time than to turn A, the columns of both operands being adjacent: a C of few elements for so long a k,
    /// which isn't much taller than wide, or its columns would leave registers empty. (Zen 4, `dgemm` 4×4×1000 1.7, 5×5×100 1.5, 16×16×100
    /// 1.2 times as fast; 50×12×60, which isn't such, would take 1.1 times as long.)
    #[must_use]
    pub fn turns_for_both(&self, b: &MatRef<'_, T>, c: &MatMut<'_, T>) -> bool {
        let (m, n, k) = (c.rows(), c.cols(), b.rows());
        m <= 2 * n && k >= DEEPER * n && b.col_stride() == 1 && c.row_stride() == 1 && c.col_stride() >= 0
    }

    /// [`unpacked`](Self::unpacked) by the transpose, for what [`turns`](Self::turns), or [for both](Self::turns_for_both).
    ///
    /// # Panics
    /// If the shapes don't match, or the columns of B or the rows of C are not adjacent.
    #[inline(never)]
    pub fn unpacked_turned(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        b: MatRef<'_, T>,
        beta: T,
        mut c: MatMut<'_, T>,
    ) {
        let mut i = 0;
        while i < c.rows() {
            let rows = i..i + self.nr.min(c.rows() - i);
            self.strip_turned(alpha, a.sub_rows(rows.clone()), b, beta, c.rb().sub_rows(rows.clone()));
            i = rows.end;
        }
    }

    /// The same for at most nr rows of C.
    fn strip_turned(&self, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        assert!(a.rows() == m && b.rows() == k && b.cols() == n && b.col_stride() == 1);
        assert!(0 < m && m <= self.nr && self.mr * self.nr <= ELEMENTS);
        let mut room = MaybeUninit::<Room<T>>::uninit();
        let strip = room.as_mut_ptr().cast::<T>();
        for j in (0..n).step_by(self.mr) {
            let columns = self.mr.min(n - j);
            // SAFETY: the shapes match and B's columns are adjacent, so that the strip is a product of `columns` rows, which are
            // adjacent, and m columns; the room has mr rows and nr columns, at least as many (asserted). With β = 0 it is written, and
            // nothing of it read before.
            unsafe {
                (self.product)(&Tile {
                    m: columns,
                    n: m,
                    k,
                    alpha,
                    beta: T::ZERO,
                    a: b.as_ptr().wrapping_add(j),
                    a_col: b.row_stride(),
                    a_padded: false,
                    conj_a: b.is_conj(),
                    b: a.as_ptr(),
                    b_row: a.col_stride(),
                    b_col: a.row_stride(),
                    b_far: false,
                    conj_b: a.is_conj(),
                    c: strip,
                    c_col: self.mr as isize,
                });
                let c = c.rb().sub_cols(j..j + columns);
                let strip = MatRef::from_raw(strip, m, columns, self.mr as isize, 1);
                if beta == T::ZERO {
                    self.turn(strip, c);
                } else if beta == T::ONE {
                    add(strip, c, |x, old| x + old);
                } else {
                    add(strip, c, |x, old| x + beta * old);
                }
            }
        }
    }

    /// C := P, of which the columns are adjacent.
    fn turn(&self, product: MatRef<'_, T>, mut c: MatMut<'_, T>) {
        let (rows, cols) = (c.rows(), c.cols());
        assert!(product.rows() == rows && product.cols() == cols && rows > 0);
        assert!(c.row_stride() == 1 && c.col_stride() >= 0);
        // SAFETY: both views are as large as each other, the rows of C are adjacent, and its columns not before one another (asserted).
        // Without padding nothing else is written.
        unsafe {
            (self.pack)(&Panel {
                src: product.as_ptr(),
                row: product.row_stride(),
                col: product.col_stride(),
                rows,
                cols,
                dst: c.as_mut_ptr(),
                dst_col: c.col_stride() as usize,
                padded: rows,
            });
        }
    }
}

/// C := P + C, or as `sum` says.
#[inline(always)]
fn add<T: Scalar>(product: MatRef<'_, T>, mut c: MatMut<'_, T>, sum: impl Fn(T, T) -> T) {
    let (c_row, c_col) = (c.row_stride(), c.col_stride());
    let (p, p_row, p_col) = (product.as_ptr(), product.row_stride(), product.col_stride());
    let c_ptr = c.as_mut_ptr();
    assert!(product.rows() == c.rows() && product.cols() == c.cols());
    for i in 0..c.rows() as isize {
        for j in 0..c.cols() as isize {
            // SAFETY: both views have an element (i, j), as they are as large as each other (asserted).
            unsafe {
                let old = c_ptr.offset(i * c_row + j * c_col);
                *old = sum(*p.offset(i * p_row + j * p_col), *old);
            }
        }
    }
}

/// Stack for a strip.
#[repr(C, align(64))]
struct Room<T>([T; ELEMENTS]);
