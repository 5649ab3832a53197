//! The packed product behind gemm, symm, hemm and the updates of a triangle: C := α·A·B + β·C on all of C or on a triangle
//! of it, with operands that pack themselves.
//!
//! Of a triangle, tiles of C outside it are left out, and those on the diagonal go through a small tile of their own, of
//! which the triangle is kept.
//! Parallel: packing, and the tiles of C; k is never split.

use std::ops::Range;

use crate::arena::{self, Domain};
use crate::enums::Uplo;
use crate::kernel::GemmKernel;
use crate::kernel::gemm::{Distance, Packed};
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::operand::Operand;
use crate::level3::scratch_tile::through_scratch;
use crate::mat::MatMut;
use crate::pack::Panels;
use crate::scalar::Scalar;
use crate::workspace;

/// Elements that one task packs.
const PACK_ELEMENTS: usize = 1 << 13;
/// Panels that a thread without others packs at a time, at least.
const PANELS_ALONE: usize = 4;
/// B is packed if it is read more often than this: it is once for each tile of A.
const READS: usize = 5;
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

/// The blocked product. Loops, from the outside: columns of C (nc), depth (kc), rows of C (mc), tiles of C (mt×nt, in
/// parallel); inside a tile, the kernel's own. B stays where it lies if its columns are adjacent, and read but a few times.
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
    let nc = even_part(n, blocking.nc, kernel.nr);
    let kc = even_part(k, blocking.kc, 1);
    let share = if part == Part::Whole { 1.0 } else { 0.5 };
    let width = arena::width(Domain::Blas, share * T::FLOPS * m as f64 * n as f64 * k as f64);
    // Alone, a thread packs a tile's rows of A at a time, and reads them where it wrote them: in its L2. Several would wait
    // for each other too often, so they pack what the cache holds that they share.
    let alone = width == 1;
    let mc = even_part(m, if alone { blocking.mt } else { blocking.mc }, kernel.mr);
    let mt = even_part(mc, blocking.mt, kernel.mr);
    let nt = even_part(nc, blocking.nt.min(TILE_FLOPS / (T::FLOPS as usize * mt * kc)).max(1), kernel.nr);
    let lying = b.adjacent_rows().filter(|_| part == Part::Whole && m <= READS * blocking.mt);
    let b_len = if lying.is_some() { 0 } else { nc.min(n) * kc };
    let (Some(mut a_packed), Some(mut b_packed)) =
        (workspace::lease(kernel.padded(mc.min(m)) * kc), workspace::lease(b_len))
    else {
        return by_elements(part, alpha, a, b, beta, c);
    };

    arena::call(width, || {
        for j in (0..n).step_by(nc) {
            let nb = nc.min(n - j);
            let rows = part.rows(j..j + nb, m, kernel.mr);
            for p in (0..k).step_by(kc) {
                let kb = kc.min(k - p);
                // The first slice of k applies β, the others add to it.
                let beta = if p == 0 { beta } else { T::ONE };
                if lying.is_none() {
                    pack_parallel(
                        kernel,
                        b.t(),
                        Panels::of_b(kernel),
                        [j, nb],
                        [p, kb],
                        alone,
                        &mut b_packed,
                    );
                }
                for i in rows.clone().step_by(mc) {
                    let mb = mc.min(rows.end - i);
                    pack_parallel(kernel, a, Panels::of_a(kernel), [i, mb], [p, kb], alone, &mut a_packed);
                    let a = Packed { data: &a_packed[..], k: kb, conj: a.is_conj() };
                    let b = Packed { data: &b_packed[..], k: kb, conj: b.is_conj() };
                    let block = c.rb().sub(i..i + mb, j..j + nb);
                    arena::for_each_tile(block, mt, nt, |ti, tj, tile| {
                        let a = Packed { data: &a.data[ti * kb..], ..a };
                        if let Some(b) = lying {
                            let b = b.sub(p..p + kb, j + tj..j + tj + tile.cols());
                            return kernel.packed_a(alpha, a, (b, Distance::Far), beta, tile);
                        }
                        let b = Packed { data: &b.data[tj * kb..], ..b };
                        compute(kernel, part, [i + ti, j + tj], alpha, a, b, beta, tile);
                    });
                }
            }
        }
    });
}

/// The tile of C that begins at an element of it.
pub(super) fn compute<T: Scalar>(
    kernel: &GemmKernel<T>,
    part: Part,
    [i0, j0]: [usize; 2],
    alpha: T,
    a: Packed<'_, T>,
    b: Packed<'_, T>,
    beta: T,
    mut tile: MatMut<'_, T>,
) {
    let (m, n, k) = (tile.rows(), tile.cols(), a.k);
    let Part::Triangle(uplo) = part else { return kernel.packed(alpha, a, b, beta, tile) };
    for j in (0..n).step_by(kernel.nr) {
        let nb = kernel.nr.min(n - j);
        let b = Packed { data: &b.data[j * k..], ..b };
        // Row i of the tile is on the diagonal in column i + i0 − j0. In these columns, the diagonal crosses rows
        // first..end, which are taken as whole registers.
        let row = |column: usize| (j0 + column).saturating_sub(i0).min(m);
        let first = row(j) / kernel.lanes * kernel.lanes;
        let end = kernel.padded(row(j + nb)).min(m);
        let whole = if uplo == Uplo::Lower { end..m } else { 0..first };
        let columns = tile.rb().sub_cols(j..j + nb);
        kernel.strip(alpha, a, m, whole.clone(), b, beta, columns.sub_rows(whole));
        if first < end {
            let crossed = tile.rb().sub(first..end, j..j + nb);
            let height = end - first;
            let inside = |l: usize| {
                // The row on the diagonal, and the one behind it.
                let on = (j0 + j + l).saturating_sub(i0 + first).min(height);
                let behind = (j0 + j + l + 1).saturating_sub(i0 + first).min(height);
                if uplo == Uplo::Lower { on..height } else { 0..behind }
            };
            through_scratch(kernel, beta, crossed, inside, |c| {
                kernel.strip(alpha, a, m, first..end, b, beta, c);
            });
        }
    }
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
    let least = if alone { PANELS_ALONE * panels.height } else { 1 };
    let rows = even_part(m, PACK_ELEMENTS.div_ceil(k).max(least), panels.height);
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
