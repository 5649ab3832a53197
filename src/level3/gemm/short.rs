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

/// C := α·A·B + β·C, the rows of B adjacent, as in Vᴴ·C of a block reflector. k is cut as in other products. While L2 holds A, the columns that a tile
/// reads side by side go by from one end to the other, as the hardware reads ahead. (Zen 3, against all columns of a task slice by slice: 4×4096×4096 0.81,
/// 8×2000×2000 0.83, 12×4096×4096 0.83, `sgemm` 8×4096×4096 0.86 of the time; 1000×1000 0.97 to 0.99.)
pub(super) fn product<T: Scalar>(
    kernel: &GemmKernel<T>,
    blocking: Blocking,
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatMut<'_, T>,
) {
    let (m, k) = (c.rows(), a.cols());
    let (kc, height) = (even_part(k, blocking.kc, 1), kernel.padded(m));
    let far = |elements: usize| elements * size_of::<T>() > blocking.near;
    let distance = if far(b.cols() * k) { Distance::Far } else { Distance::Near };
    let Some(mut a_packed) = workspace::lease(height * k) else {
        return by_elements(Part::Whole, alpha, a, b, beta, c);
    };
    for p in (0..k).step_by(kc) {
        pack_a(kernel, a.sub_cols(p..k.min(p + kc)), &mut a_packed[p * height..]);
    }
    let a_packed = &a_packed[..];
    // A tile is all rows high, so it may be as wide as tiles of the packed product are in either direction.
    let columns = blocking.mt.max(blocking.nt);
    let group = if k <= kc || far(height * k) { columns } else { kernel.nr };
    arena::for_each_tile(c, m, columns, |_, j, mut tile| {
        let n = tile.cols();
        for g in (0..n).step_by(group) {
            let mut c = tile.rb().sub_cols(g..n.min(g + group));
            for p in (0..k).step_by(kc) {
                let kb = kc.min(k - p);
                let a = Packed { data: &a_packed[p * height..], k: kb, conj: a.is_conj() };
                let b = b.sub(p..p + kb, j + g..j + g + c.cols());
                let beta = if p == 0 { beta } else { T::ONE };
                kernel.packed_a(alpha, a, (b, distance), beta, c.rb());
            }
        }
    });
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
