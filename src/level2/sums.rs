//! Sums that are made side by side and added up in order.

use crate::arena;
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Bytes of a page, by whose offsets a processor first compares loads with the stores before them.
const PAGE: usize = 4096;

/// How far into a page sums begin. Matrices of some size begin at the start of one, and loads of columns would wait for
/// stores to a sum at the same place of its page (a quarter of the time of dsymv 1024).
const INTO_PAGE: usize = 1536;

/// Calls `part(i, sum)` for i < `parts`, each with a sum of zeros as long as y to add to, and adds the sums to y in order.
/// False, and nothing done, if there is no memory for them. Parallel: over the parts, in the call that is open.
pub(super) fn add_in_order<T: Scalar>(
    parts: usize,
    mut y: VecMut<'_, T>,
    part: impl Fn(usize, VecMut<'_, T>) + Sync,
) -> bool {
    let n = y.len();
    let lead = INTO_PAGE / size_of::<T>();
    let room = (lead + n).next_multiple_of(PAGE / size_of::<T>());
    let Some(mut sums) = workspace::lease(parts * room) else { return false };
    arena::for_each_chunk(&mut sums, room, |i, chunk| {
        let sum = &mut chunk[lead..lead + n];
        sum.fill(T::ZERO);
        part(i, VecMut::from_slice(sum));
    });
    for chunk in sums.chunks(room) {
        T::kernels().vector.axpy(T::ONE, VecRef::from_slice(&chunk[lead..lead + n]), y.rb());
    }
    true
}
