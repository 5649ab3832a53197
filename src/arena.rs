//! The process-wide task arena. (Stub: everything runs on the caller.)

use std::ops::Range;

use crate::mat::MatMut;
use crate::scalar::Scalar;

/// How many threads a call of so many flops deserves: 1 to the capacity (the cost model).
#[must_use]
pub fn width(_flops: f64) -> usize {
    1
}

/// Runs `body` as a call of up to `width` threads; `join` and `parallel_for` inside belong to it. Inside another
/// call, `body` is a part of that one. Width 1 runs it plainly and touches no atomic.
pub fn call<R>(_width: usize, body: impl FnOnce() -> R) -> R {
    body()
}

/// Runs both, perhaps at the same time.
pub fn join<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    (a(), b())
}

/// Runs `body` on subranges that cover `range`, in any order, perhaps at the same time; a subrange is at most
/// `grain` long.
pub fn parallel_for(range: Range<usize>, grain: usize, body: impl Fn(Range<usize>) + Sync) {
    let grain = grain.max(1);
    let mut start = range.start;
    while start < range.end {
        let end = range.end.min(start + grain);
        body(start..end);
        start = end;
    }
}

/// Runs `body(i, chunk)` on the chunks of `data` of `size` elements (the last may be shorter), perhaps at the same time.
pub fn for_each_chunk<T: Send>(data: &mut [T], size: usize, body: impl Fn(usize, &mut [T]) + Sync) {
    for (i, chunk) in data.chunks_mut(size).enumerate() {
        body(i, chunk);
    }
}

/// Runs `body(i, j, tile)` on the tiles of `mat` of `rows`×`cols` (those at the edges may be smaller), the tile of
/// element (i, j) first, perhaps at the same time; neighbours in a row block come after each other.
pub fn for_each_tile<T: Scalar>(
    mut mat: MatMut<'_, T>,
    rows: usize,
    cols: usize,
    body: impl Fn(usize, usize, MatMut<'_, T>) + Sync,
) {
    let (m, n) = (mat.rows(), mat.cols());
    for i in (0..m).step_by(rows.max(1)) {
        for j in (0..n).step_by(cols.max(1)) {
            body(i, j, mat.rb().sub(i..m.min(i + rows), j..n.min(j + cols)));
        }
    }
}
