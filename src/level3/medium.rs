//! Products of some Mflop: a task does whole rows of C, packs the rows of A that it alone reads, and reads B where it lies.
//!
//! So there is one region, nobody waits for what another packs, and no core reads what another has just written, which
//! would take as long as a good part of such a product. On one thread, too, B is worth packing only if it doesn't stay in L2,
//! and A only if it doesn't and is read again and again, or lies so that it would not find room there.
//! The bits are those of the product that packs both.

use std::ops::Range;

use crate::arena;
use crate::enums::Uplo;
use crate::kernel::gemm::{Distance, Packed};
use crate::kernel::{CacheSizes, GemmKernel};
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::operand::Operand;
use crate::level3::product::{self, Cut, Part, block_by_elements};
use crate::mat::{MatMut, MatRef};
use crate::pack::{Panels, pack_a, pack_b};
use crate::scalar::Scalar;
use crate::workspace;

/// Multiplications of a product of which B is read often enough to be packed: 400×400×400.
const MOST: usize = 1 << 26;
/// Depths of a panel that k may have: beyond the first, B comes from L2 for each tile.
const DEEP: usize = 2;
/// Steps of k, at most, of a product that isn't worth packing a wide B for.
const SHALLOW: usize = 100;
/// Micro-tiles from the left of C to its right, at most, for which A is read where it lies though it fills L2.
const FEW: usize = 8;
/// Parts of the work for each thread: one may come late.
const PARTS: usize = 2;

/// Whether the product of `m` rows with B is done in this way: k is not cut, and not much deeper than a panel, and what is read of B for each panel of A
/// leaves half of L2 to A and C, which come by meanwhile.
pub(super) fn suits<T: Scalar>(blocking: Blocking, m: usize, b: &MatRef<'_, T>) -> bool {
    let (n, k) = (b.cols(), b.rows());
    k <= DEEP * blocking.kc
        && n.saturating_mul(k).saturating_mul(size_of::<T>()) <= CacheSizes::current().l2 / 2
        && m.saturating_mul(n * k) <= MOST
}

/// Whether the product with a B of any number of columns is done in this way: it is so shallow, and A so small, that to pack B takes longer than to read
/// it where it lies, some columns for all of A at a time (`GemmKernel::unpacked_wide`). (Zen 3, against packing it: 40×5000×10 0.68, 200×5000×10 0.77,
/// 40×1000×100 0.77, 40×5000×100 and 200×5000×60 0.9 of the time; 64×2000×200 1.05.)
pub(super) fn suits_wide<T: Scalar>(m: usize, a: &MatRef<'_, T>, b: &MatRef<'_, T>) -> bool {
    let (n, k) = (b.cols(), b.rows());
    k <= SHALLOW
        && a.row_stride() == 1
        && m.saturating_mul(k).saturating_mul(size_of::<T>()) <= CacheSizes::current().l2 / 4
        && m.saturating_mul(n).saturating_mul(k) <= MOST
}

/// Whether A stays where it lies for a C of n columns.
fn stays<T: Scalar>(kernel: &GemmKernel<T>, blocking: Blocking, a: &MatRef<'_, T>, n: usize) -> bool {
    let fits = a.rows() * a.cols() * size_of::<T>() <= blocking.near / 2;
    a.row_stride() == 1 && (fits || n <= FEW * kernel.nr)
}

/// C := α·A·B + β·C, the rows of C adjacent.
pub(super) fn product<T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    width: usize,
    alpha: T,
    a: impl Operand<T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    if let Some(a) = a.as_matrix().filter(|a| stays(kernel, blocking, a, c.cols())) {
        return unpacked(kernel, width, alpha, a, b, beta, c);
    }
    let k = b.rows();
    by_tiles(kernel, width, c, |rows, columns, mut c| {
        let at = [rows.start, columns.start];
        let Some(mut room) = workspace::lease(kernel.mr * k) else {
            return block_by_elements(Part::Whole, at, alpha, a, b, beta, c);
        };
        let b = b.sub_cols(columns);
        // Panel by panel, so that it stays in L1 for all columns.
        let mut i = 0;
        while i < rows.len() {
            let panel = i..i + kernel.next_panel(rows.len() - i);
            a.pack(kernel, Panels::of_a(kernel), rows.start + i..rows.start + panel.end, 0..k, &mut room);
            let a = Packed { data: &room[..], k, conj: a.is_conj() };
            kernel.packed_a(alpha, a, (b, Distance::Near), beta, c.rb().sub_rows(panel.clone()));
            i = panel.end;
        }
    });
}

/// The same with A where it lies, too.
pub(super) fn unpacked<T: Scalar>(
    kernel: &GemmKernel<T>,
    width: usize,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    by_tiles(kernel, width, c, |rows, columns, c| {
        kernel.unpacked_wide(alpha, a.sub_rows(rows), b.sub_cols(columns), beta, c);
    });
}

/// Rows of C in even parts for `width` threads; if they would be low, of some columns each.
fn by_tiles<T: Scalar>(
    kernel: &GemmKernel<T>,
    width: usize,
    c: MatMut<'_, T>,
    tile: impl Fn(Range<usize>, Range<usize>, MatMut<'_, T>) + Sync,
) {
    let (m, n) = (c.rows(), c.cols());
    if width < 2 {
        return tile(0..m, 0..n, c);
    }
    let parts = if m < 2 * kernel.mr * PARTS * width { width } else { PARTS * width };
    let down = parts.min(m.div_ceil(kernel.mr));
    let rows = m.div_ceil(down).next_multiple_of(kernel.lanes);
    let columns = n.div_ceil(parts.div_ceil(down)).next_multiple_of(kernel.nr);
    arena::for_each_tile(c, rows, columns, |i, j, c| tile(i..i + c.rows(), j..j + c.cols(), c));
}

/// C := α·A·B + β·C, the rows of C adjacent, where B doesn't lie as it is meant: a task does whole columns of C, and packs the
/// columns of B that it alone reads, and A.
pub(super) fn by_columns<T: Scalar>(
    kernel: &GemmKernel<T>,
    width: usize,
    alpha: T,
    a: MatRef<'_, T>,
    b: impl Operand<T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let columns = n.div_ceil(width).next_multiple_of(kernel.nr);
    arena::for_each_tile(c, m, columns, |_, j, mut c| {
        let columns = c.cols();
        let (room_a, room_b) = (workspace::lease(kernel.mr * k), workspace::lease(columns * k));
        let (Some(mut room_a), Some(mut room_b)) = (room_a, room_b) else {
            return block_by_elements(Part::Whole, [0, j], alpha, a, b, beta, c);
        };
        b.t().pack(kernel, Panels::of_b(kernel), j..j + columns, 0..k, &mut room_b);
        let b = Packed { data: &room_b[..], k, conj: b.is_conj() };
        let mut i = 0;
        while i < m {
            let panel = i..i + kernel.next_panel(m - i);
            pack_a(kernel, a.sub_rows(panel.clone()), &mut room_a);
            let a = Packed { data: &room_a[..], k, conj: a.is_conj() };
            kernel.packed(alpha, a, b, beta, c.rb().sub_rows(panel.clone()));
            i = panel.end;
        }
    });
}

/// C := α·A·B + β·C on the triangle `uplo` of C, whose rows are adjacent; `suits`.
pub(super) fn triangle<T: Scalar>(
    kernel: &GemmKernel<T>,
    width: usize,
    uplo: Uplo,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let n = c.rows();
    let same = kernel.takes_rows_as_columns() && b.t().lies_as(&a);
    let product = Triangle { kernel, uplo, alpha, a, b, same, beta };
    product.rows(if width < 2 { 1 } else { PARTS * width }, 0..n, c);
}

/// The update of a triangle.
#[derive(Clone, Copy)]
struct Triangle<'a, T> {
    kernel: &'a GemmKernel<T>,
    uplo: Uplo,
    alpha: T,
    a: MatRef<'a, T>,
    b: MatRef<'a, T>,
    /// Whether B is the transpose of A, so that its columns can be had from A's panels: a symmetric update.
    same: bool,
    beta: T,
}

impl<T: Scalar> Triangle<'_, T> {
    /// Some rows of C, in `parts` of about the same area.
    fn rows(self, parts: usize, rows: Range<usize>, c: MatMut<'_, T>) {
        let middle = self.middle(&rows);
        if parts < 2 || middle <= rows.start || rows.end <= middle {
            return self.part(rows, c);
        }
        let (upper, lower) = c.split_rows(middle - rows.start);
        arena::join(
            || self.rows(parts / 2, rows.start..middle, upper),
            || self.rows(parts / 2, middle..rows.end, lower),
        );
    }

    /// The row before which there is as much of the triangle as behind it, at the start of a register.
    fn middle(&self, rows: &Range<usize>) -> usize {
        self.uplo.middle_row(self.b.cols(), rows).next_multiple_of(self.kernel.lanes)
    }

    /// Some rows of C, so many at a time that what is packed for them leaves room for B and C in L2.
    fn part(self, rows: Range<usize>, mut c: MatMut<'_, T>) {
        let Triangle { kernel, uplo, alpha, a, b, same, beta } = self;
        let packed = if same { 1 } else { 2 };
        let most = CacheSizes::current().l2 / 4 / packed / size_of::<T>() / b.rows();
        let height = even_part(rows.len(), most.max(kernel.mr), kernel.mr);
        let room = |operands| workspace::lease(height * b.rows() * operands);
        let (Some(mut room_a), Some(mut room_b)) = (room(1), room(packed - 1)) else {
            return block_by_elements(Part::Triangle(uplo), [rows.start, 0], alpha, a, b, beta, c);
        };
        for i in rows.clone().step_by(height) {
            let strip = i..rows.end.min(i + height);
            let c = c.rb().sub_rows(strip.start - rows.start..strip.end - rows.start);
            self.strip(strip, &mut room_a, &mut room_b, c);
        }
    }

    /// Those of them: beside the block on the diagonal, and in it.
    fn strip(self, rows: Range<usize>, room_a: &mut [T], room_b: &mut [T], mut c: MatMut<'_, T>) {
        let Triangle { kernel, uplo, alpha, a, b, same, beta } = self;
        let (n, k) = (b.cols(), b.rows());
        let beside = if uplo == Uplo::Lower { 0..rows.start } else { rows.end..n };
        pack_a(kernel, a.sub_rows(rows.clone()), room_a);
        let a = Packed { data: room_a, k, conj: a.is_conj() };
        let b_beside = (b.sub_cols(beside.clone()), Distance::Near);
        kernel.packed_a(alpha, a, b_beside, beta, c.rb().sub_cols(beside));
        let c = c.sub_cols(rows.clone());
        if same {
            let rows_of_a = Packed { conj: b.is_conj(), ..a };
            let b = |j, _| kernel.rows_as_columns(rows_of_a, rows.len(), j);
            return product::triangle(kernel, uplo, [0, 0], alpha, a, b, beta, c);
        }
        pack_b(kernel, b.t().sub_rows(rows), room_b);
        let b = Packed { data: room_b, k, conj: b.is_conj() };
        product::triangle(kernel, uplo, [0, 0], alpha, a, |j, n| b.columns(j, n), beta, c);
    }
}
