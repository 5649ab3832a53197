//! `?gemm_batch`: many independent products C := α·A·B + β·C.
//!
//! A batch is one call of the arena, spread over its members; large members are parallel inside as well.
//! Members that share elements of C are the caller's mistake: which of them comes last is not said.

use std::ops::Range;

use crate::arena::{self, Domain};
use crate::level3::gemm;
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// A piece has at least so many flops, if it has more than one member: some microseconds.
const PIECE_FLOPS: f64 = 2e5;
/// Pieces are no more than this: who enumerates members may have to count from the first for each.
const PIECES: usize = 512;

/// A product of a batch.
#[derive(Debug)]
pub struct Member<'a, T> {
    /// Factor of the product.
    pub alpha: T,
    /// m×k.
    pub a: MatRef<'a, T>,
    /// k×n.
    pub b: MatRef<'a, T>,
    /// Factor of C.
    pub beta: T,
    /// m×n.
    pub c: MatMut<'a, T>,
}

/// C := α·A·B + β·C for `count` members of `flops` in all. `members` hands those of a range over, in any order.
///
/// # Panics
/// If the shapes of a member don't match.
pub fn gemm_batch<'a, T: Scalar>(
    count: usize,
    flops: f64,
    members: impl Fn(Range<usize>, &mut dyn FnMut(Member<'a, T>)) + Sync,
) {
    let by_flops = (PIECE_FLOPS / (flops / count.max(1) as f64)).min(count as f64);
    let piece = (by_flops as usize).max(count.div_ceil(PIECES)).max(1);
    arena::call(arena::width(Domain::Blas, flops), || {
        arena::parallel_for(0..count, piece, |range| {
            members(range, &mut |x| gemm(x.alpha, x.a, x.b, x.beta, x.c));
        });
    });
}
