//! The packed product behind gemm, symm, hemm and the updates of a triangle: C := α·A·B + β·C on all of C or on a triangle
//! of it, with operands that pack themselves.
//!
//! Of a triangle, tiles of C outside it are left out, and of those that the diagonal crosses what the triangle has is kept
//! (`kernel/merge`).
//! Parallel: packing, and the tiles of C; k is never split.

mod tile;

use std::ops::Range;

use crate::arena::{self, Domain};
use crate::enums::Uplo;
use crate::kernel::GemmKernel;
use crate::kernel::gemm::{Distance, Packed};
use crate::kernel::packing::Right;
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::operand::Operand;
use crate::level3::product::tile::{Slice, Source};
use crate::mat::{MatMut, MatRef};
use crate::pack::Panels;
use crate::scalar::Scalar;
use crate::workspace;

pub(super) use crate::level3::product::tile::triangle;

/// Elements that one task packs.
const PACK_ELEMENTS: usize = 1 << 13;
/// Panels that a thread without others packs at a time, at least.
const PANELS_ALONE: usize = 4;
/// Flops of a task, about 40 µs of a core: threads wait for each other's last ones. A panel of B is the least.
const TILE_FLOPS: usize = 1 << 21;

/// A kernel, and the block sizes for it.
pub(super) type Cut<'a, T> = (&'a GemmKernel<T>, Blocking);

/// Those of this processor.
pub(super) fn usual_cut<T: Scalar>() -> Cut<'static, T> {
    let kernel = &T::kernels().gemm;
    (kernel, Blocking::new(kernel))
}

/// Which part of C is computed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    Whole,
    Triangle(Uplo),
}

impl Part {
    pub(super) fn t(self) -> Self {
        match self {
            Part::Whole => Part::Whole,
            Part::Triangle(uplo) => Part::Triangle(uplo.t()),
        }
    }

    /// The rows that it has in some columns of C, which has m, from the beginning of a panel of mr on.
    fn rows(self, columns: Range<usize>, m: usize, mr: usize) -> Range<usize> {
        match self {
            Part::Whole => 0..m,
            Part::Triangle(Uplo::Lower) => columns.start / mr * mr..m,
            Part::Triangle(Uplo::Upper) => 0..m.min(columns.end),
        }
    }

    /// Whether element (i, j) belongs to it.
    pub(super) fn has(self, i: usize, j: usize) -> bool {
        match self {
            Part::Whole => true,
            Part::Triangle(Uplo::Lower) => i >= j,
            Part::Triangle(Uplo::Upper) => i <= j,
        }
    }
}

/// C := α·A·B + β·C on a part of C. There is something to add: α ≠ 0, k > 0, C is not empty.
pub(super) fn product<T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    part: Part,
    alpha: T,
    a: impl Operand<T>,
    b: impl Operand<T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    // The kernels want adjacent rows in C: else Cᵀ := α·Bᵀ·Aᵀ + β·Cᵀ.
    if c.row_stride() == 1 {
        packed((kernel, blocking), part, alpha, a, b, beta, c);
    } else if c.col_stride() == 1 {
        packed((kernel, blocking), part.t(), alpha, b.t(), a.t(), beta, c.t());
    } else {
        by_elements(part, alpha, a, b, beta, c);
    }
}

/// How the kernels find B.
#[derive(Clone, Copy)]
enum Layout<'b, T> {
    /// In panels of its own.
    Packed,
    /// Where it lies: its columns are contiguous, and read but a few times.
    Lying(MatRef<'b, T>),
    /// In the panels of A, of which it is the transpose: a symmetric update.
    RowsOfA,
}

/// How a product is cut for a number of threads: columns (nc) and rows (mc) that are packed at a time, depth (kc), and tiles.
struct Loops {
    width: usize,
    nc: usize,
    kc: usize,
    mc: usize,
    mt: usize,
    nt: usize,
}

impl Loops {
    fn new<T: Scalar>((kernel, blocking): Cut<'_, T>, part: Part, [m, n, k]: [usize; 3]) -> Loops {
        let kc = even_part(k, blocking.kc, 1);
        let share = if part == Part::Whole { 1.0 } else { 0.5 };
        let width = arena::width(Domain::Blas, share * T::FLOPS * m as f64 * n as f64 * k as f64);
        // Of a triangle, rows of A are columns of B as well, for all of its columns.
        let most = if width == 1 && part == Part::Whole { blocking.nc_alone } else { blocking.nc };
        let nc = even_part(n, most, kernel.nr);
        // Alone, a thread packs a tile's rows of A at a time, and reads them where it wrote them: in its L2. Several would wait
        // for each other too often, so they pack what the cache holds that they share.
        let mc = even_part(m, if width == 1 { blocking.mt } else { blocking.mc }, kernel.mr);
        let mt = even_part(mc, blocking.mt, kernel.mr);
        let most = blocking.nt.min(TILE_FLOPS / (T::FLOPS as usize * mt * kc)).max(1);
        Loops { width, nc, kc, mc, mt, nt: even_part(nc, most, kernel.nr) }
    }
}

/// The blocked product. Loops, from the outside: columns of C (nc), depth (kc), rows of C (mc), tiles of C (mt×nt, in
/// parallel); inside a tile, the kernel's own.
fn packed<T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    part: Part,
    alpha: T,
    a: impl Operand<T>,
    b: impl Operand<T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let Loops { width, nc, kc, mc, mt, nt } = Loops::new((kernel, blocking), part, [m, n, k]);
    let layout = layout_of_b((kernel, blocking), part, nc, &a, &b, m);
    let (a_rows, b_cols) = match layout {
        Layout::Packed => (mc.min(m), nc.min(n)),
        Layout::Lying(_) => (mc.min(m), 0),
        Layout::RowsOfA => (m, 0),
    };
    let (Some(mut a_packed), Some(mut b_packed)) =
        (workspace::lease(kernel.padded(a_rows) * kc), workspace::lease(b_cols * kc))
    else {
        return by_elements(part, alpha, a, b, beta, c);
    };

    arena::call(width, || {
        for j in (0..n).step_by(nc) {
            let nb = nc.min(n - j);
            for p in (0..k).step_by(kc) {
                let kb = kc.min(k - p);
                // The first slice of k applies β, the others add to it.
                let slice = Slice { kernel, part, alpha, beta: if p == 0 { beta } else { T::ONE } };
                if let Layout::Packed = layout {
                    let panels = Panels::of_b(kernel);
                    pack_parallel(kernel, b.t(), panels, [j, nb], [p, kb], width == 1, &mut b_packed);
                }
                let b_packed = Packed { data: &b_packed[..], k: kb, conj: b.is_conj() };
                let strip = part.rows(j..j + nb, m, kernel.mr);
                for i in blocks(part, strip.clone(), mc) {
                    let mb = mc.min(strip.end - i);
                    // Rows that are columns as well stay where they are, until all blocks have been computed.
                    let at = if let Layout::RowsOfA = layout { i * kb } else { 0 };
                    let room = &mut a_packed[at..];
                    let columns = match layout {
                        Layout::Packed => Some(Right::Packed(b_packed)),
                        Layout::Lying(b) => Some(Right::Lying(b.sub(p..p + kb, j..j + nb), Distance::Far)),
                        Layout::RowsOfA => None,
                    };
                    let mut block = c.rb().sub(i..i + mb, j..j + nb);
                    let done = slice.pack((a, [i, mb], [p, kb]), width == 1, room, columns, block.rb());
                    let rows = Packed { data: &a_packed[..], k: kb, conj: a.is_conj() };
                    let b = match columns {
                        Some(columns) => Source::Columns(columns),
                        None => Source::Rows(m, j, Packed { conj: b.is_conj(), ..rows }),
                    };
                    arena::for_each_tile(block.sub_cols(done..nb), mt, nt, |ti, tj, tile| {
                        let a = Packed { data: &rows.data[at + ti * kb..], ..rows };
                        let tj = done + tj;
                        slice.tile([i + ti, j + tj], a, b.from(tj, tile.cols()), tile);
                    });
                }
            }
        }
    });
}

/// The first rows of blocks of `mc` rows: in the order in which a triangle's columns need them as rows, if they do.
fn blocks(part: Part, rows: Range<usize>, mc: usize) -> impl Iterator<Item = usize> {
    let count = rows.len().div_ceil(mc);
    let upwards = part == Part::Triangle(Uplo::Upper);
    (0..count).map(move |block| rows.start + mc * if upwards { count - 1 - block } else { block })
}

/// How the kernels find B, of which `nc` columns are packed at a time, for the m rows of A.
fn layout_of_b<'b, T: Scalar>(
    (kernel, blocking): Cut<'_, T>,
    part: Part,
    nc: usize,
    a: &impl Operand<T>,
    b: &'b impl Operand<T>,
    m: usize,
) -> Layout<'b, T> {
    let Some(b) = b.as_matrix() else { return Layout::Packed };
    let same = || a.as_matrix().is_some_and(|a| b.t().lies_as(&a));
    match part {
        Part::Whole if b.row_stride() == 1 && m <= blocking.reads * blocking.mt => Layout::Lying(b),
        Part::Triangle(_) if m <= nc && kernel.takes_rows_as_columns() && same() => Layout::RowsOfA,
        _ => Layout::Packed,
    }
}

/// Rows of a task that packs some of m×k elements, in panels of some height.
fn packed_at_a_time(height: usize, m: usize, k: usize, alone: bool) -> usize {
    let least = if alone { PANELS_ALONE * height } else { 1 };
    even_part(m, PACK_ELEMENTS.div_ceil(k).max(least), height)
}

/// Packs rows [first, count] of columns [first, count], groups of panels in parallel: more of them at a time if the thread is
/// `alone`, for longer pieces of columns are read faster.
pub(super) fn pack_parallel<T: Scalar>(
    kernel: &GemmKernel<T>,
    operand: impl Operand<T>,
    panels: Panels,
    [i, m]: [usize; 2],
    [p, k]: [usize; 2],
    alone: bool,
    dst: &mut [T],
) {
    let rows = packed_at_a_time(panels.height, m, k, alone);
    arena::for_each_chunk(&mut dst[..panels.padded(m) * k], rows * k, |chunk, dst| {
        let first = i + chunk * rows;
        operand.pack(kernel, panels, first..(first + rows).min(i + m), p..p + k, dst);
    });
}

/// The product by its definition: where no kernel fits the strides of C, or there is no memory to pack into.
pub(super) fn by_elements<T: Scalar>(
    part: Part,
    alpha: T,
    a: impl Operand<T>,
    b: impl Operand<T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    block_by_elements(part, [0, 0], alpha, a, b, beta, c);
}

/// The same for a block of C, by the place of its first element.
pub(super) fn block_by_elements<T: Scalar>(
    part: Part,
    [i0, j0]: [usize; 2],
    alpha: T,
    a: impl Operand<T>,
    b: impl Operand<T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    for j in 0..c.cols() {
        for i in (0..c.rows()).filter(|&i| part.has(i0 + i, j0 + j)) {
            let sum: T = (0..a.cols()).map(|p| a.at(i0 + i, p) * b.at(p, j0 + j)).sum();
            let old = if beta == T::ZERO { T::ZERO } else { beta * c.at(i, j) };
            c.set(i, j, old + alpha * sum);
        }
    }
}
