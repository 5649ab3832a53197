//! `?gemm`: C := α·A·B + β·C.
//!
//! A m×k, B k×n, C m×n; transposition and conjugation are in the views of A and B. Overwrites C.
//! β = 0 does not read C; α = 0 and k = 0 do not read A or B.   Flops (real): 2mnk.
//! Three ways: on the operands where they lie (small or narrow C), with A packed (short C), with both packed.
//! Parallel: packing, and the tiles of C; k is never split.   Ref: Goto & van de Geijn (2008), Smith et al. (2014).

use crate::arena::{self, Domain};
use crate::kernel::gemm::{GemmKernel, Packed};
use crate::level3::blocking::{Blocking, even_part};
use crate::mat::{MatMut, MatRef};
use crate::pack::{pack_a, pack_b};
use crate::scalar::Scalar;
use crate::workspace;

/// Elements that one task packs.
const PACK_ELEMENTS: usize = 1 << 15;
/// Products of up to so many multiplications are done before packing would have paid.
const SMALL: usize = 96 * 96 * 96;
/// Up to so many micro-tiles from the left of C to its right, A is read too few times to be worth packing.
const NARROW: usize = 2;
/// Up to so many micro-tiles from the top of C to its bottom, B is read too few times to be worth packing.
const SHORT: usize = 2;

/// C := α·A·B + β·C.
///
/// # Panics
/// If the shapes don't match.
#[inline]
pub fn gemm<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, c: MatMut<'_, T>) {
    let kernel = &T::kernels().gemm;
    if is_small(alpha, &a, &c) {
        return kernel.unpacked(alpha, a, b, beta, c);
    }
    any_size(kernel, Blocking::new, alpha, a, b, beta, c);
}

/// [`gemm`] with a kernel and block sizes of the caller's choice, for tests.
pub fn gemm_with<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    any_size(kernel, |_| blocking, alpha, a, b, beta, c);
}

/// Whether the product is done before packing, or to find out how to cut it, would have paid, and there is one.
#[inline(always)]
fn is_small<T: Scalar>(alpha: T, a: &MatRef<'_, T>, c: &MatMut<'_, T>) -> bool {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let work = m.saturating_mul(n).saturating_mul(k);
    0 < work && work <= SMALL && alpha != T::ZERO && (c.row_stride() == 1 || m == 1)
}

#[inline(never)]
fn any_size<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: impl FnOnce(&GemmKernel<T>) -> Blocking,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    assert!(a.rows() == m && b.rows() == k && b.cols() == n);
    if m == 0 || n == 0 {
        return;
    }
    if k == 0 || alpha == T::ZERO {
        return scale(beta, c);
    }
    // The kernels want adjacent rows in C: else Cᵀ := α·Bᵀ·Aᵀ + β·Cᵀ.
    if c.row_stride() != 1 && m > 1 {
        return match c.col_stride() {
            1 => any_size(kernel, blocking, alpha, b.t(), a.t(), beta, c.t()),
            _ => by_elements(alpha, a, b, beta, c),
        };
    }
    if is_small(alpha, &a, &c) || (a.row_stride() == 1 && n <= NARROW * kernel.nr) {
        return kernel.unpacked(alpha, a, b, beta, c);
    }
    let blocking = blocking(kernel);
    let flops = T::FLOPS * m as f64 * n as f64 * k as f64;
    arena::call(arena::width(Domain::Blas, flops), || {
        if m <= SHORT * kernel.mr && b.row_stride() == 1 {
            short(kernel, blocking, alpha, a, b, beta, c);
        } else {
            packed(kernel, blocking, alpha, a, b, beta, c);
        }
    });
}

/// The blocked product. Loops, from the outside: columns of C (nc), depth (kc), rows of C (mc), tiles of C (mt×nt, in
/// parallel); inside a tile, the kernel's own.
fn packed<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let nc = even_part(n, blocking.nc, kernel.nr);
    let kc = even_part(k, blocking.kc, 1);
    let mc = even_part(m, blocking.mc, kernel.mr);
    let mt = even_part(mc, blocking.mt, kernel.mr);
    let nt = even_part(nc, blocking.nt, kernel.nr);
    let (Some(mut a_packed), Some(mut b_packed)) =
        (workspace::lease(kernel.padded(mc.min(m)) * kc), workspace::lease(nc.min(n) * kc))
    else {
        return by_elements(alpha, a, b, beta, c);
    };

    for j in (0..n).step_by(nc) {
        let nb = nc.min(n - j);
        for p in (0..k).step_by(kc) {
            let kb = kc.min(k - p);
            // The first slice of k applies β, the others add to it.
            let beta = if p == 0 { beta } else { T::ONE };
            let b_block = b.sub(p..p + kb, j..j + nb).t();
            pack_parallel(b_block, kernel.nr, 1, &mut b_packed, |block, dst| pack_b(kernel, block, dst));
            for i in (0..m).step_by(mc) {
                let mb = mc.min(m - i);
                let a_block = a.sub(i..i + mb, p..p + kb);
                pack_parallel(a_block, kernel.mr, kernel.lanes, &mut a_packed, |block, dst| {
                    pack_a(kernel, block, dst)
                });
                let (a_packed, b_packed) = (&a_packed[..], &b_packed[..]);
                let c_block = c.rb().sub(i..i + mb, j..j + nb);
                arena::for_each_tile(c_block, mt, nt, |i, j, tile| {
                    let a = Packed { data: &a_packed[i * kb..], k: kb, conj: a.is_conj() };
                    let b = Packed { data: &b_packed[j * kb..], k: kb, conj: b.is_conj() };
                    kernel.packed(alpha, a, b, beta, tile);
                });
            }
        }
    }
}

/// The product for few rows of C, as in Vᴴ·C of a block reflector: A is packed, B read where it lies.
fn short<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, k) = (c.rows(), a.cols());
    let kc = even_part(k, blocking.kc, 1);
    let Some(mut a_packed) = workspace::lease(kernel.padded(m) * kc) else {
        return by_elements(alpha, a, b, beta, c);
    };
    for p in (0..k).step_by(kc) {
        let kb = kc.min(k - p);
        let beta = if p == 0 { beta } else { T::ONE };
        pack_a(kernel, a.sub_cols(p..p + kb), &mut a_packed);
        let a = Packed { data: &a_packed[..], k: kb, conj: a.is_conj() };
        // A tile is all rows high, so it may be as wide as tiles of the packed product are in either direction.
        arena::for_each_tile(c.rb(), m, blocking.mt.max(blocking.nt), |_, j, tile| {
            let b = b.sub(p..p + kb, j..j + tile.cols());
            kernel.packed_a(alpha, a, b, beta, tile);
        });
    }
}

/// Packs a block by `pack`, groups of panels of `height` rows in parallel.
fn pack_parallel<T: Scalar>(
    block: MatRef<'_, T>,
    height: usize,
    pad: usize,
    dst: &mut [T],
    pack: impl Fn(MatRef<'_, T>, &mut [T]) + Sync,
) {
    let (m, k) = (block.rows(), block.cols());
    let rows = even_part(m, PACK_ELEMENTS.div_ceil(k), height);
    arena::for_each_chunk(&mut dst[..m.next_multiple_of(pad) * k], rows * k, |i, chunk| {
        pack(block.sub_rows(i * rows..m.min((i + 1) * rows)), chunk);
    });
}

/// C := β·C.
fn scale<T: Scalar>(beta: T, mut c: MatMut<'_, T>) {
    if beta == T::ZERO {
        c.fill(T::ZERO);
    } else if beta != T::ONE {
        c.for_each(|x| beta * x);
    }
}

/// The product by its definition: where no kernel fits the strides of C, or there is no memory to pack into.
fn by_elements<T: Scalar>(alpha: T, a: MatRef<'_, T>, b: MatRef<'_, T>, beta: T, mut c: MatMut<'_, T>) {
    for j in 0..c.cols() {
        for i in 0..c.rows() {
            let sum: T = (0..a.cols()).map(|p| a.at(i, p) * b.at(p, j)).sum();
            let old = if beta == T::ZERO { T::ZERO } else { beta * c.at(i, j) };
            c.set(i, j, old + alpha * sum);
        }
    }
}
