//! Sums that are made side by side, each of a group of a matrix's columns, and added up in order.

use crate::arena;
use crate::enums::Uplo;
use crate::kernel::vector::TRIANGLE_BLOCK;
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Bytes of a page, by whose offsets a processor first compares loads with the stores before them.
const PAGE: usize = 4096;

/// How far into a page sums begin. Matrices of some size begin at the start of one, and loads of columns would wait for
/// stores to a sum at the same place of its page (a quarter of the time of dsymv 1024).
const INTO_PAGE: usize = 1536;

/// Bytes of a matrix that are worth a sum of their own; of so many, each half is.
const PART: usize = 1 << 20;
/// The most such sums.
const MOST_PARTS: usize = 8;

/// How many sums a matrix of so many bytes is worth, by shape alone, as the bits depend on it: a power of
/// two, so that two threads and four have the same share each, and find it in their caches in the next call.
pub(super) fn parts(bytes: usize) -> usize {
    let least = if bytes < PART { 1 } else { 2 };
    (bytes / PART).next_power_of_two().clamp(least, MOST_PARTS)
}

/// Where group i of a triangle's columns begins, with a block: each of `parts` groups has about as many elements as the others.
pub(super) fn cut(uplo: Uplo, n: usize, parts: usize, i: usize) -> usize {
    let share = |i: usize| ((i as f64 / parts as f64).sqrt() * n as f64) as usize;
    match uplo {
        _ if i == 0 => 0,
        _ if i == parts => n,
        // Blocks begin at the corner that is not the tip.
        Uplo::Upper => n.saturating_sub((n - share(i)).next_multiple_of(TRIANGLE_BLOCK)),
        Uplo::Lower => (n - share(parts - i)).next_multiple_of(TRIANGLE_BLOCK).min(n),
    }
}

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
