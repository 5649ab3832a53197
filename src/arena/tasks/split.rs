//! Loops over the parts of a slice or a matrix, which are written at the same time.

use crate::arena::parallel_for;
use crate::mat::MatMut;
use crate::scalar::Scalar;

/// Runs `body(i, chunk)` on the chunks of `data` of `size` elements (the last may be shorter), perhaps at the same time.
pub fn for_each_chunk<T: Send>(data: &mut [T], size: usize, body: impl Fn(usize, &mut [T]) + Sync) {
    let (len, size) = (data.len(), size.max(1));
    let base = Shared(data.as_mut_ptr());
    parallel_for(0..len.div_ceil(size), 1, |chunks| {
        for i in chunks {
            let start = i * size;
            // SAFETY: inside the slice, which is borrowed until the loop ends; every index comes once, and chunks of
            // different indices have no element in common.
            let chunk =
                unsafe { std::slice::from_raw_parts_mut(base.get().add(start), size.min(len - start)) };
            body(i, chunk);
        }
    });
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
    let (rows, cols) = (rows.max(1), cols.max(1));
    let (row_stride, col_stride) = (mat.row_stride(), mat.col_stride());
    let (blocks, per_block) = (m.div_ceil(rows), n.div_ceil(cols));
    let base = Shared(mat.as_mut_ptr());
    parallel_for(0..blocks * per_block, 1, |tiles| {
        for t in tiles {
            let (i, j) = (t / per_block * rows, t % per_block * cols);
            let first = base.get().wrapping_offset(i as isize * row_stride + j as isize * col_stride);
            // SAFETY: elements of `mat`, which is borrowed until the loop ends; every tile comes once, and different
            // tiles have no element in common.
            let tile =
                unsafe { MatMut::from_raw(first, rows.min(m - i), cols.min(n - j), row_stride, col_stride) };
            body(i, j, tile);
        }
    });
}

/// Runs `body(i, chunk, strip)` on the chunks of `data` of so many elements and the strips of `mat` of so many rows, of which there
/// are as many, perhaps at the same time; i is the strip's first row. (The last ones may be smaller.)
///
/// # Panics
/// If there are more chunks than strips.
pub fn for_each_strip<T: Scalar>(
    (data, size): (&mut [T], usize),
    (mut mat, rows): (MatMut<'_, T>, usize),
    body: impl Fn(usize, &mut [T], MatMut<'_, T>) + Sync,
) {
    let (m, n) = (mat.rows(), mat.cols());
    let (size, rows) = (size.max(1), rows.max(1));
    assert!(data.len().div_ceil(size) <= m.div_ceil(rows));
    let (row_stride, col_stride) = (mat.row_stride(), mat.col_stride());
    let base = Shared(mat.as_mut_ptr());
    for_each_chunk(data, size, |chunk, data| {
        let i = chunk * rows;
        let height = rows.min(m - i);
        let first = base.get().wrapping_offset(i as isize * row_stride);
        // SAFETY: rows of `mat`, which has a strip for each chunk (asserted) and is borrowed until the loop ends; every chunk comes
        // once, and strips of different chunks have no element in common.
        body(i, data, unsafe { MatMut::from_raw(first, height, n, row_stride, col_stride) });
    });
}

/// A pointer for all threads of a loop, which divide what it points to among themselves.
struct Shared<T>(*mut T);

// SAFETY: threads get disjoint elements, of a type that may be sent to them.
unsafe impl<T: Send> Sync for Shared<T> {}

impl<T> Shared<T> {
    /// Through a method, so that closures capture the whole and not the bare pointer.
    fn get(&self) -> *mut T {
        self.0
    }
}
