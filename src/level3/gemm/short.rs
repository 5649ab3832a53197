//! Products with few rows of C: A is packed for all tasks, and B read where it lies, as it is read too few times to be worth packing.

use crate::arena;
use crate::kernel::gemm::{Distance, GemmKernel, Packed};
use crate::level3::blocking::{Blocking, even_part};
use crate::level3::gemm::narrow;
use crate::level3::product::{Part, by_elements};
use crate::mat::{MatMut, MatRef};
use crate::pack::{pack_a, unpack};
use crate::scalar::Scalar;
use crate::workspace;

/// Micro-tiles from the top of C to its bottom, at most.
pub(super) const ROWS: usize = 2;

/// C := α·A·B + β·C, the rows of B adjacent, as in Vᴴ·C of a block reflector. k is cut as in other products.
pub(super) fn product<T: Scalar>(
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
    let distance = if b.cols() * k * size_of::<T>() > blocking.near { Distance::Far } else { Distance::Near };
    let Some(mut a_packed) = workspace::lease(kernel.padded(m) * kc) else {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    };
    for p in (0..k).step_by(kc) {
        let kb = kc.min(k - p);
        let beta = if p == 0 { beta } else { T::ONE };
        pack_a(kernel, a.sub_cols(p..p + kb), &mut a_packed);
        let a = Packed { data: &a_packed[..], k: kb, conj: a.is_conj() };
        // A tile is all rows high, so it may be as wide as tiles of the packed product are in either direction.
        arena::for_each_tile(c.rb(), m, blocking.mt.max(blocking.nt), |_, j, tile| {
            let b = b.sub(p..p + kb, j..j + tile.cols());
            kernel.packed_a(alpha, a, (b, distance), beta, tile);
        });
    }
}

/// C := α·A·B + β·C, the columns of B adjacent. Thin slices of its rows go by, each from the left to the right, as the hardware
/// reads ahead; C stays in the caches meanwhile. A is copied rather than packed if it is no higher than a tile, for the tiles of low
/// registers. Parallel: over columns of C.
pub(super) fn across<T: Scalar>(
    kernel: &GemmKernel<T>,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    mut c: MatMut<'_, T>,
) {
    let (m, n, k) = (c.rows(), c.cols(), a.cols());
    let depth = even_part(k, narrow::DEPTH, 1);
    let (low, height) = (m <= kernel.mr, if m <= kernel.mr { m } else { kernel.padded(m) });
    let Some(mut room) = workspace::lease(height * k) else {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    };
    if low {
        unpack(kernel, a, MatMut::from_slice(&mut room, m, k, m));
    } else {
        for p in (0..k).step_by(depth) {
            pack_a(kernel, a.sub_cols(p..k.min(p + depth)), &mut room[p * height..]);
        }
    }
    let (room, conj) = (&room[..], a.is_conj());
    arena::for_each_tile(c.rb(), m, narrow::extent::<T>(kernel.nr, n, m), |_, j, mut c| {
        for p in (0..k).step_by(depth) {
            let (kb, beta) = (depth.min(k - p), if p == 0 { beta } else { T::ONE });
            let b = b.sub(p..p + kb, j..j + c.cols());
            if low {
                let a = MatRef::from_slice(&room[p * m..], m, kb, m);
                kernel.unpacked(alpha, if conj { a.conj() } else { a }, b, beta, c.rb());
            } else {
                let a = Packed { data: &room[p * height..], k: kb, conj };
                kernel.packed_a(alpha, a, (b, Distance::Near), beta, c.rb());
            }
        }
    });
}
