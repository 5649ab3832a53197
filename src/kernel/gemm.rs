//! The contract of the matrix-product kernels: C := α·A·B + β·C on one register tile.
//!
//! A kernel has a tile of up to `mr`×`nr` elements of C in registers, and adds one outer product of a column of A
//! and a row of B to it in each of k steps. Its sums run over k in order, one fused multiply-add a step, so that an
//! element of C gets the same bits wherever in a tile it lies.
//!
//! ```text
//!                 nr                      A packed: panels of up to mr rows, k columns, a column contiguous and
//!            ┌──────────┐                 padded to whole registers by repeating its last row
//!          k │    B     │                 B packed: panels of up to nr columns, k rows, a row contiguous,
//!            └──────────┘                 never padded
//!      k
//!   ┌──────┐ ┌──────────┐                 Unpacked operands work as well (`a_col`, `b_row`, `b_col` are strides),
//! mr│  A   │ │    C     │                 as long as the rows of A and of C are adjacent.
//!   └──────┘ └──────────┘
//! ```
//!
//! β = 0 must not read C. Lanes beyond m compute what the last row computes (the same operands, thus the same
//! floating-point flags) and are not stored.

use std::mem::MaybeUninit;

use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// A kernel and its tile. Whoever has one has the processor for it: [`crate::kernel`] alone makes and hands them out.
#[derive(Debug)]
pub struct GemmKernel<T> {
    /// Rows of the largest tile.
    pub mr: usize,
    /// Columns of the largest tile.
    pub nr: usize,
    /// Elements in a register: packed panels of A have a multiple of these rows.
    pub lanes: usize,
    /// The kernel.
    pub(super) tile: unsafe fn(&Tile<T>),
    /// Writes one packed panel.
    pub(crate) pack: unsafe fn(&Panel<T>),
}

/// What a kernel is called with.
#[derive(Debug)]
pub(crate) struct Tile<T> {
    /// Rows of C, 1 to mr.
    pub(crate) m: usize,
    /// Columns of C, 1 to nr.
    pub(crate) n: usize,
    /// Columns of A and rows of B.
    pub(crate) k: usize,
    /// Factor of the product.
    pub(crate) alpha: T,
    /// Factor of C.
    pub(crate) beta: T,
    /// A, whose rows are adjacent.
    pub(crate) a: *const T,
    /// Distance of A's columns. In a packed panel, m rounded up to whole registers.
    pub(crate) a_col: isize,
    /// Whether A is padded to whole registers.
    pub(crate) a_padded: bool,
    /// Whether A is meant conjugated.
    pub(crate) conj_a: bool,
    /// B.
    pub(crate) b: *const T,
    /// Distance of B's rows. In a packed panel, n.
    pub(crate) b_row: isize,
    /// Distance of B's columns. In a packed panel, 1.
    pub(crate) b_col: isize,
    /// Whether B is meant conjugated.
    pub(crate) conj_b: bool,
    /// C, whose rows are adjacent.
    pub(crate) c: *mut T,
    /// Distance of C's columns.
    pub(crate) c_col: isize,
}

/// A panel to be packed: `rows`×`cols` elements at any strides, to columns `padded` ≥ `rows` ≥ 1 long in which the last
/// row is repeated.
#[derive(Debug)]
pub(crate) struct Panel<T> {
    /// Element (0, 0).
    pub(crate) src: *const T,
    /// Distance of the rows.
    pub(crate) row: isize,
    /// Distance of the columns.
    pub(crate) col: isize,
    /// Rows of the panel.
    pub(crate) rows: usize,
    /// Columns of the panel.
    pub(crate) cols: usize,
    /// Room for the packed columns.
    pub(crate) dst: *mut T,
    /// Distance of the packed columns.
    pub(crate) dst_col: usize,
    /// Length of a packed column: `rows` rounded up to whole registers for A, `rows` itself for B.
    pub(crate) padded: usize,
}

/// A packed block of A or B as the kernel reads it: panels one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'a, T> {
    /// The panels.
    pub data: &'a [T],
    /// Their common extent k.
    pub k: usize,
    /// Whether the block is meant conjugated.
    pub conj: bool,
}

impl<T: Scalar> GemmKernel<T> {
    /// `rows` rounded up to whole registers: the height of a packed panel of A.
    #[must_use]
    #[inline(always)]
    pub fn padded(&self, rows: usize) -> usize {
        rows.next_multiple_of(self.lanes)
    }

    /// C := α·A·B + β·C with packed operands, micro-tile by micro-tile.
    ///
    /// # Panics
    /// If a packed block is too short for C, or the rows of C are not adjacent.
    pub fn packed(&self, alpha: T, a: Packed<'_, T>, b: Packed<'_, T>, beta: T, c: MatMut<'_, T>) {
        let (n, k) = (c.cols(), a.k);
        assert!(b.k == k && b.data.len() >= n * k);
        // Panels before column j fill j·k elements.
        let panel = |j: usize, cols: usize| (b.data[j * k..].as_ptr(), cols as isize, 1);
        // SAFETY: the panels hold n columns of length k (asserted).
        unsafe { self.tiles(alpha, a, b.conj, panel, beta, c) }
    }

    /// The same with B where it lies.
    ///
    /// # Panics
    /// If a packed block is too short for C, the shapes don't match, or the rows of C are not adjacent.
    pub fn packed_a(&self, alpha: T, a: Packed<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
        assert!(b.rows() == a.k && b.cols() == c.cols());
        let (row, col) = (b.row_stride(), b.col_stride());
        let panel = |j: usize, _| (b.as_ptr().wrapping_offset(j as isize * col), row, col);
        // SAFETY: B is a readable view of n columns of length k (asserted).
        unsafe { self.tiles(alpha, a, b.is_conj(), panel, beta, c) }
    }

    /// The micro-tiles of C. `b(j, cols)` is the address of B's columns j.., and the distances of its rows and columns.
    ///
    /// # Safety
    /// What `b` gives covers `a.k` rows of those columns.
    unsafe fn tiles(
        &self,
        alpha: T,
        a: Packed<'_, T>,
        conj_b: bool,
        b: impl Fn(usize, usize) -> (*const T, isize, isize),
        beta: T,
        mut c: MatMut<'_, T>,
    ) {
        let (m, n, k) = (c.rows(), c.cols(), a.k);
        assert!((c.row_stride() == 1 || m == 1) && a.data.len() >= self.padded(m) * k);
        let (c_ptr, c_col) = (c.as_mut_ptr(), c.col_stride());
        for j in (0..n).step_by(self.nr) {
            let nb = self.nr.min(n - j);
            let (b, b_row, b_col) = b(j, nb);
            for i in (0..m).step_by(self.mr) {
                let mb = self.mr.min(m - i);
                // SAFETY: panels of A before row i fill i·k elements (mr is a multiple of lanes), and A is long enough
                // (asserted); B by the caller's promise; the tile lies inside C.
                unsafe {
                    (self.tile)(&Tile {
                        m: mb,
                        n: nb,
                        k,
                        alpha,
                        beta,
                        a: a.data.as_ptr().add(i * k),
                        a_col: self.padded(mb) as isize,
                        a_padded: true,
                        conj_a: a.conj,
                        b,
                        b_row,
                        b_col,
                        conj_b,
                        c: c_ptr.offset(i as isize + j as isize * c_col),
                        c_col,
                    });
                }
            }
        }
    }

    /// C := α·A·B + β·C straight from the operands. Where the rows of A are not adjacent, its panels pass through the stack:
    /// then k is cut as that is large.
    ///
    /// # Panics
    /// If shapes don't match, or the rows of C are not adjacent.
    #[inline(always)]
    pub fn unpacked(&self, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
        assert!(a.rows() == c.rows() && b.rows() == a.cols() && b.cols() == c.cols());
        assert!(c.rows() == 1 || c.row_stride() == 1);
        if a.row_stride() == 1 || a.rows() == 1 {
            self.in_place(alpha, a, b, beta, c);
        } else {
            self.through_stack(alpha, a, b, beta, c);
        }
    }

    /// [`unpacked`](Self::unpacked) where the rows of A are adjacent.
    #[inline(always)]
    fn in_place(&self, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
        let (m, n) = (c.rows(), c.cols());
        // No `step_by`: it divides, which takes as long as the smallest products.
        let mut i = 0;
        while i < m {
            let mb = self.mr.min(m - i);
            // SAFETY: the shapes match (asserted), so rows i.. of A and of C lie inside the views.
            unsafe {
                let a = (a.as_ptr().wrapping_add(i), a.col_stride(), a.is_conj());
                let c = (c.as_mut_ptr().wrapping_add(i), c.col_stride());
                self.row_of_tiles(mb, n, alpha, a, b, beta, c);
            }
            i += mb;
        }
    }

    /// [`unpacked`](Self::unpacked) where they are not.
    #[inline(never)]
    fn through_stack(&self, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
        let mut room = MaybeUninit::<Room>::uninit();
        let room = room.as_mut_ptr().cast::<T>();
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        let slices = k.div_ceil(size_of::<Room>() / size_of::<T>() / self.mr);
        let kc = k.div_ceil(slices.max(1));
        let mut i = 0;
        while i < m {
            let mb = self.mr.min(m - i);
            let mut p = 0;
            while p < k {
                let kb = kc.min(k - p);
                let panel = a.sub(i..i + mb, p..p + kb);
                // SAFETY: the panel is inside A, and what it is packed to has room for mr rows and kc columns; the shapes
                // match (asserted), so rows i.. of C lie inside the view.
                unsafe {
                    (self.pack)(&Panel {
                        src: panel.as_ptr(),
                        row: panel.row_stride(),
                        col: panel.col_stride(),
                        rows: mb,
                        cols: kb,
                        dst: room,
                        dst_col: mb,
                        padded: mb,
                    });
                    let a = (room.cast_const(), mb as isize, a.is_conj());
                    let c = (c.as_mut_ptr().wrapping_add(i), c.col_stride());
                    // The first slice of k applies β, the others add to it.
                    let beta = if p == 0 { beta } else { T::ONE };
                    self.row_of_tiles(mb, n, alpha, a, b.sub(p..p + kb, 0..n), beta, c);
                }
                p += kb;
            }
            i += mb;
        }
    }

    /// The tiles of `m` ≤ mr rows of C: its address and column stride, and those of A, unpadded, which may be conjugated.
    ///
    /// # Safety
    /// They are of m rows, adjacent, and as many columns as B has rows and columns.
    #[inline(always)]
    unsafe fn row_of_tiles(
        &self,
        m: usize,
        n: usize,
        alpha: T,
        (a, a_col, conj_a): (*const T, isize, bool),
        b: MatRef<'_, T>,
        beta: T,
        (c, c_col): (*mut T, isize),
    ) {
        let mut j = 0;
        while j < n {
            let nb = self.nr.min(n - j);
            // SAFETY: the caller's promise: columns j.. lie inside of B and of C.
            unsafe {
                (self.tile)(&Tile {
                    m,
                    n: nb,
                    k: b.rows(),
                    alpha,
                    beta,
                    a,
                    a_col,
                    a_padded: false,
                    conj_a,
                    b: b.as_ptr().wrapping_offset(j as isize * b.col_stride()),
                    b_row: b.row_stride(),
                    b_col: b.col_stride(),
                    conj_b: b.is_conj(),
                    c: c.wrapping_offset(j as isize * c_col),
                    c_col,
                });
            }
            j += nb;
        }
    }
}

/// Stack for a panel of A: what L1 holds of it beside B and C.
#[repr(C, align(64))]
struct Room([u8; 16 << 10]);
