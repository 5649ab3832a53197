//! Updates of a triangle, groups of its columns at the same time.

use crate::arena;
use crate::level2::{LARGE, width};
use crate::mat::TriMut;
use crate::scalar::Scalar;

/// Groups begin at a multiple of as many columns: kernels take up to so many at a time, and round otherwise where those cross the
/// diagonal.
const UNIT: usize = 8;
/// Groups for each thread: one may come late.
const GROUPS: usize = 2;

/// Whether a triangle may be worth several threads.
#[inline(always)]
pub(super) fn is_large<T: Scalar>(a: &TriMut<'_, T>) -> bool {
    bytes(a) >= LARGE
}

/// Bytes of a triangle.
#[inline(always)]
fn bytes<T: Scalar>(a: &TriMut<'_, T>) -> usize {
    a.n() * a.n() / 2 * size_of::<T>()
}

/// Runs `update` on a large triangle or, if it is worth several threads, on groups of its columns in parallel. It must give an element the
/// same bits whichever columns, from a multiple of [`UNIT`] on, it is given.
pub(super) fn for_groups<T: Scalar>(a: TriMut<'_, T>, update: impl Fn(TriMut<'_, T>) + Sync) {
    // What is written is read before.
    let width = width(2 * bytes(&a));
    let groups = if width < 2 { 1 } else { GROUPS * width };
    arena::call(width, || halves(groups, a, &update));
}

/// The same in so many groups.
fn halves<T: Scalar>(groups: usize, a: TriMut<'_, T>, update: &(impl Fn(TriMut<'_, T>) + Sync)) {
    let middle = middle(&a);
    let columns = a.written();
    if groups < 2 || middle <= columns.start || columns.end <= middle {
        return update(a);
    }
    let (first, second) = a.split_at_column(middle);
    arena::join(|| halves(groups / 2, first, update), || halves(groups - groups / 2, second, update));
}

/// The column before which there are as many elements as behind it, where a group may begin.
fn middle<T: Scalar>(a: &TriMut<'_, T>) -> usize {
    // A triangle's columns are the rows of its transpose.
    a.uplo().t().middle_row(a.n(), &a.written()).next_multiple_of(UNIT)
}
