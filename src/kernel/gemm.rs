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

use crate::kernel::merge::Merge;
use crate::kernel::{CacheSizes, LINE, are_crowded, wants_prefetches};
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
    /// The kernel on a whole tile, with an A that isn't packed and a B that is, or has adjacent rows or columns: packs A's panel to
    /// where the second argument points.
    pub(super) keeping: unsafe fn(&Tile<T>, *mut T),
    /// The kernel on a whole tile, with an A that isn't packed and a B that is, or has adjacent rows or columns: asks for what others will
    /// want.
    pub(super) asking: unsafe fn(&Tile<T>, &Ahead<T>),
    /// The kernel on all tiles of a C of any size but none, with operands that are not packed.
    pub(super) product: unsafe fn(&Tile<T>),
    /// The kernel on a C of whole tiles from the top to the bottom, and up to 2·nr columns, with an A that isn't packed. B is: in a panel if n ≤ nr, else in
    /// two, which `b_row` doesn't tell. None where it isn't worth it.
    pub(super) sweep: Option<unsafe fn(&Tile<T>)>,
    /// Adds a computed tile to what a triangle has of C.
    pub(super) merge: unsafe fn(&Merge<T>),
    /// Writes one packed panel.
    pub(crate) pack: unsafe fn(&Panel<T>),
}

/// What a kernel is called with.
#[derive(Clone, Copy, Debug)]
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
    /// Whether B comes from beyond L2, for all that is known. Of no account if it is packed.
    pub(crate) b_far: bool,
    /// Whether B is meant conjugated.
    pub(crate) conj_b: bool,
    /// C, whose rows are adjacent.
    pub(crate) c: *mut T,
    /// Distance of C's columns.
    pub(crate) c_col: isize,
}

/// What a tile asks for that others will want: nothing is read or written there, so it may be anywhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead<T> {
    /// The first of some columns as long as the tile's.
    pub(crate) first: *const T,
    /// Their distance.
    pub(crate) distance: isize,
    /// How many there are.
    pub(crate) columns: usize,
    /// Whether the tile of C below this one is asked for as well.
    pub(crate) below: bool,
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

/// Where an operand comes from that is read where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// From L2, or from nearer.
    Near,
    /// From beyond.
    Far,
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

/// Up to nr columns of a packed B, whose rows are contiguous.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a, T> {
    /// From the first element on.
    pub data: &'a [T],
    /// Distance of the rows.
    pub row: usize,
    /// Whether they are meant conjugated.
    pub conj: bool,
}

impl<'a, T> Packed<'a, T> {
    /// The `n` columns of B from `j` on, where a panel begins: n is its width.
    #[must_use]
    pub fn columns(self, j: usize, n: usize) -> Columns<'a, T> {
        Columns { data: &self.data[j * self.k..], row: n, conj: self.conj }
    }
}

impl<T: Scalar> GemmKernel<T> {
    /// Whether B's columns may be taken from panels of A, where B is the transpose of A.
    #[must_use]
    pub fn takes_rows_as_columns(&self) -> bool {
        self.mr.is_multiple_of(self.nr)
    }

    /// Rows of a packed A of `m` rows as columns of B: up to nr, from `j` on, a multiple of nr.
    #[must_use]
    pub fn rows_as_columns<'a>(&self, a: Packed<'a, T>, m: usize, j: usize) -> Columns<'a, T> {
        debug_assert!(self.takes_rows_as_columns() && j.is_multiple_of(self.nr));
        let (panel, row) = (j / self.mr * self.mr, j % self.mr);
        let height = self.padded(self.mr.min(m - panel));
        Columns { data: &a.data[panel * a.k + row..], row: height, conj: a.conj }
    }

    /// `rows` rounded up to whole registers: the height of a packed panel of A.
    #[must_use]
    #[inline(always)]
    pub fn padded(&self, rows: usize) -> usize {
        rows.next_multiple_of(self.lanes)
    }

    /// Whether a tile is but one cache line high, as with AVX2: of columns that lie apart, hardware reads nothing ahead for a panel of them.
    #[must_use]
    #[inline(always)]
    pub(crate) fn is_one_line(&self) -> bool {
        self.mr * size_of::<T>() <= LINE
    }

    /// Whether tiles ask for columns of B where they lie at some distance. Low ones have no time to, where the processor reads ahead by itself. (Zen 3,
    /// without asking: 8×400×400 and 8×1000×1000 0.7 to 0.8, 32 to 140 rows of 1000×1000 0.9 to 0.97, `sgemm` 350 0.92 of the time; `zgemm` and
    /// larger ones 0.98 to 1.03.)
    pub(super) fn asks_for(&self, distance: Distance) -> bool {
        distance == Distance::Far && (wants_prefetches() || !self.is_one_line())
    }

    /// Rows of the next panel where so many are left, if it doesn't matter where panels begin: mr, but not before a low one.
    #[must_use]
    pub fn next_panel(&self, rows: usize) -> usize {
        first_tile(rows, self.mr, self.lanes)
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
        unsafe { self.tiles(alpha, a, (b.conj, false), panel, beta, c) }
    }

    /// The same with B where it lies, at some distance.
    ///
    /// # Panics
    /// If a packed block is too short for C, the shapes don't match, or the rows of C are not adjacent.
    pub fn packed_a(
        &self,
        alpha: T,
        a: Packed<'_, T>,
        (b, distance): (MatRef<'_, T>, Distance),
        beta: T,
        c: MatMut<'_, T>,
    ) {
        assert!(b.rows() == a.k && b.cols() == c.cols());
        let (row, col) = (b.row_stride(), b.col_stride());
        let panel = |j: usize, _| (b.as_ptr().wrapping_offset(j as isize * col), row, col);
        // SAFETY: B is a readable view of n columns of length k (asserted).
        unsafe { self.tiles(alpha, a, (b.is_conj(), self.asks_for(distance)), panel, beta, c) }
    }

    /// The micro-tiles of C. `b(j, cols)` is the address of B's columns j.., and the distances of its rows and columns; whether it is
    /// meant conjugated, and far away, stands beside it. (Only the first tile of some columns asks for them: then they are in L1.)
    ///
    /// # Safety
    /// What `b` gives covers `a.k` rows of those columns.
    unsafe fn tiles(
        &self,
        alpha: T,
        a: Packed<'_, T>,
        (conj_b, b_far): (bool, bool),
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
                        b_far: b_far && i == 0,
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
    pub fn unpacked(&self, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
        assert!(a.rows() == c.rows() && b.rows() == a.cols() && b.cols() == c.cols());
        assert!(c.rows() == 1 || c.row_stride() == 1);
        if c.rows() == 0 || c.cols() == 0 {
            return;
        }
        // Also a single row, which may be a part of more: k is cut for all of them, or for none.
        if a.row_stride() != 1 {
            return self.through_stack(alpha, a, b, beta, c);
        }
        // SAFETY: the shapes match, and rows are adjacent (asserted).
        unsafe {
            (self.product)(&Tile {
                m: c.rows(),
                n: c.cols(),
                k: a.cols(),
                alpha,
                beta,
                a: a.as_ptr(),
                a_col: a.col_stride(),
                a_padded: false,
                conj_a: a.is_conj(),
                b: b.as_ptr(),
                b_row: b.row_stride(),
                b_col: b.col_stride(),
                b_far: false,
                conj_b: b.is_conj(),
                c: c.as_mut_ptr(),
                c_col: c.col_stride(),
            });
        }
    }

    /// [`unpacked`](Self::unpacked) of many columns, which are worth a look at how A's lie: if they crowd each other, its panels pass through
    /// the stack. Else so many columns of B and C at a time that a panel of A finds them where the one before left them. (Zen 3, 200×5000×3: 0.63 of
    /// the time of all at once.) Out of line, as it is called from everywhere.
    ///
    /// # Panics
    /// If shapes don't match, or the rows of C are not adjacent.
    #[inline(never)]
    pub(crate) fn unpacked_wide(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        b: MatRef<'_, T>,
        beta: T,
        mut c: MatMut<'_, T>,
    ) {
        let (n, k) = (c.cols(), a.cols());
        if self.passes_crowded(&a, n) {
            return self.through_stack(alpha, a, b, beta, c);
        }
        // Of a column, what a panel reads of B, and a line of C with its neighbour.
        let most =
            (CacheSizes::current().l2 / 4 / (k * size_of::<T>()).max(2 * LINE)).next_multiple_of(self.nr);
        if n <= most || a.row_stride() != 1 {
            return self.unpacked(alpha, a, b, beta, c);
        }
        for j in (0..n).step_by(most) {
            let columns = j..n.min(j + most);
            self.unpacked(alpha, a, b.sub_cols(columns.clone()), beta, c.rb().sub_cols(columns));
        }
    }

    /// Whether the columns of A crowd each other, and pass through the stack in one piece. (Zen 4, a distance of 4096 bytes, 32×32×32 to
    /// 64×64×64: 1.3 to 1.6 times as fast as where they lie, `sgemm` 1.65 to 2; but Emerald Rapids doesn't mind how they lie, and the copy
    /// takes up to 8 % more.)
    fn passes_crowded(&self, a: &MatRef<'_, T>, n: usize) -> bool {
        let fits = a.cols() * self.mr * size_of::<T>() <= size_of::<Room>();
        let pays = n > 2 * TWICE || (n > TWICE && a.rows() * a.cols() * size_of::<T>() <= LITTLE);
        fits && pays
            && !wants_prefetches()
            && are_crowded(a.cols(), a.col_stride().unsigned_abs() * size_of::<T>())
    }

    /// [`unpacked`](Self::unpacked) where the rows of A are not adjacent, or its columns crowd each other.
    ///
    /// # Panics
    /// If shapes don't match, or the rows of C are not adjacent.
    #[inline(never)]
    fn through_stack(&self, alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
        assert!(a.rows() == c.rows() && b.rows() == a.cols() && b.cols() == c.cols());
        assert!(c.rows() <= 1 || c.row_stride() == 1);
        let mut room = MaybeUninit::<Room>::uninit();
        let room = room.as_mut_ptr().cast::<T>();
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        let slices = k.div_ceil(size_of::<Room>() / size_of::<T>() / self.mr);
        let kc = k.div_ceil(slices.max(1));
        let mut i = 0;
        while i < m {
            let mb = first_tile(m - i, self.mr, self.lanes);
            let mut p = 0;
            while p < k {
                let kb = kc.min(k - p);
                let panel = a.sub(i..i + mb, p..p + kb);
                // SAFETY: the panel is inside A, and what it is packed to has room for mr rows and kc columns; the shapes
                // match (asserted), so rows p.. of B and i.. of C lie inside the views.
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
                    (self.product)(&Tile {
                        m: mb,
                        n,
                        k: kb,
                        alpha,
                        // The first slice of k applies β, the others add to it.
                        beta: if p == 0 { beta } else { T::ONE },
                        a: room.cast_const(),
                        a_col: mb as isize,
                        a_padded: false,
                        conj_a: a.is_conj(),
                        b: b.as_ptr().wrapping_offset(p as isize * b.row_stride()),
                        b_row: b.row_stride(),
                        b_col: b.col_stride(),
                        b_far: false,
                        conj_b: b.is_conj(),
                        c: c.as_mut_ptr().wrapping_add(i),
                        c_col: c.col_stride(),
                    });
                }
                p += kb;
            }
            i += mb;
        }
    }
}

/// Rows or columns of the first tile where so many are left, `most` of which fit, in whole units: the last two tiles are about
/// as large as each other, since a low one waits for its loads of B, and a narrow one for its sums.
#[inline(always)]
pub(super) fn first_tile(left: usize, most: usize, unit: usize) -> usize {
    if most < left && left < 2 * most { left.div_ceil(2).next_multiple_of(unit) } else { most.min(left) }
}

/// Rows of the first tile of a product that isn't packed, where those that half a register holds may be a tile of their own (`low` of
/// them; 0 if there is none such): they cost less than a whole register in a tile of others.
#[inline(always)]
fn first_unpacked(rows: usize, (mr, lanes, low): (usize, usize, usize)) -> usize {
    let over = if rows > mr { rows - mr } else { rows % lanes };
    if lanes < rows && rows < 2 * mr && over.wrapping_sub(1) < low {
        return rows - over;
    }
    first_tile(rows, mr, lanes)
}

/// Calls `tile` for the tiles of up to `mr`×`nr` of a product of any size but none; `low` as above.
///
/// # Safety
/// As `Tile` says, but for the upper limits of m and n; `tile` may be called for tiles within them.
#[inline(always)]
pub(super) unsafe fn each_tile<T: Copy>(
    product: &Tile<T>,
    (mr, nr, lanes, low): (usize, usize, usize, usize),
    tile: impl Fn(&Tile<T>),
) {
    let (m, n) = (product.m, product.n);
    // The smallest products are one tile, and no longer than a few divisions: there are none here. Nothing is no tile.
    if m.wrapping_sub(1) < mr && n.wrapping_sub(1) < nr {
        return tile(product);
    }
    let mut part = *product;
    let mut i = 0;
    while i < m {
        part.m = first_unpacked(m - i, (mr, lanes, low));
        part.a = product.a.wrapping_add(i);
        part.b = product.b;
        part.c = product.c.wrapping_add(i);
        let mut j = 0;
        while j < n {
            part.n = first_tile(n - j, nr, 1);
            tile(&part);
            part.b = part.b.wrapping_offset(part.n as isize * product.b_col);
            part.c = part.c.wrapping_offset(part.n as isize * product.c_col);
            j += part.n;
        }
        i += part.m;
    }
}

/// More columns of C than this read A often enough to be worth a copy; up to twice as many, an A that L1 would hold.
const TWICE: usize = 8;
/// Bytes of such an A.
const LITTLE: usize = 32 << 10;
/// Stack for a panel of A: what L1 holds of it beside B and C.
#[repr(C, align(64))]
struct Room([u8; 18 << 10]);
