//! Sums that are made side by side and added up in order.

use crate::arena;
use crate::mat::{MatMut, VecMut};
use crate::scalar::Scalar;
use crate::workspace;

/// Bytes of a page, by whose offsets a processor first compares loads with the stores before them.
const PAGE: usize = 4096;

/// How far into a page sums begin. Matrices of some size begin at the start of one, and loads of columns would wait for
/// stores to a sum at the same place of its page (a quarter of the time of dsymv 1024).
const INTO_PAGE: usize = 1536;

/// Calls `part(p, i, sum)` for p < `parts` and each piece of `rows` elements, from element i on, of a sum of zeros as long as y, to
/// add to it; then adds the sums to y in order. False, and nothing done, if there is no memory for them. Parallel: over
/// parts and pieces, in the call that is open.
pub(super) fn add_in_order<T: Scalar>(
    parts: usize,
    rows: usize,
    mut y: VecMut<'_, T>,
    part: impl Fn(usize, usize, VecMut<'_, T>) + Sync,
) -> bool {
    let n = y.len();
    let lead = INTO_PAGE / size_of::<T>();
    let room = (lead + n).next_multiple_of(PAGE / size_of::<T>());
    let Some(mut sums) = workspace::lease(parts * room) else { return false };
    let mut sums = MatMut::from_slice(&mut sums, room, parts, room).sub_rows(lead..lead + n);
    arena::for_each_tile(sums.rb(), rows, 1, |i, p, sum| {
        let mut sum = sum.col(0);
        sum.fill(T::ZERO);
        part(p, i, sum);
    });
    for p in 0..parts {
        T::kernels().vector.axpy(T::ONE, sums.as_ref().col(p), y.rb());
    }
    true
}
