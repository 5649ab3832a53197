//! How Numba's loop nests are cut into parts: boxes of iterations, written as Numba's kernels read them. A row of a
//! schedule is a part: where it begins in each dimension, then where it ends, which is its last iteration.
//!
//! Numbers are of either sign, as Numba's type of the loop's index says: only differences count here, and these wrap.

use std::ops::Range;

/// How many iterations a dimension has. One that ends before it begins has none.
fn len(start: usize, end: usize) -> usize {
    let len = end.wrapping_sub(start).wrapping_add(1);
    if len.cast_signed() < 0 { 0 } else { len }
}

/// How many iterations a nest has.
pub(super) fn iterations(starts: &[usize], ends: &[usize]) -> usize {
    starts.iter().zip(ends).map(|(&start, &end)| len(start, end)).fold(1, usize::saturating_mul)
}

/// Into how many parts it is cut for so many threads: one for each of them, or more if else a part had more iterations
/// than `chunk_size` (0: any number); and none is empty.
pub(super) fn parts(iterations: usize, threads: usize, chunk_size: usize) -> usize {
    let chunks = if chunk_size == 0 { 1 } else { iterations.div_ceil(chunk_size) };
    threads.max(1).max(chunks).min(iterations)
}

/// Part i of so many that a loop of `len` iterations is cut into. They are equal, but for one iteration.
pub(super) fn part(len: usize, parts: usize, i: usize) -> Range<usize> {
    scale(len, i, parts)..scale(len, i + 1, parts)
}

/// Cuts a nest into as many parts as `rows` has room for; those that get no iteration are empty. It depends on the nest
/// and that number alone.
pub(super) fn fill(rows: &mut [usize], starts: &[usize], ends: &[usize]) {
    let ndim = starts.len();
    let wanted = rows.len() / (2 * ndim);
    let (full, empty) = rows.split_at_mut(wanted.min(iterations(starts, ends)) * 2 * ndim);
    if let Some(first) = full.get_mut(..2 * ndim) {
        first[..ndim].copy_from_slice(starts);
        first[ndim..].copy_from_slice(ends);
        cut(full, ndim);
    }
    for row in empty.chunks_exact_mut(2 * ndim) {
        row[..ndim].fill(1);
        row[ndim..].fill(0);
    }
}

/// Cuts the box in the first row, of as many iterations as there are rows or more, into a box for each row: in two, these in
/// two, and so on. First along the outermost dimension that is long enough, so that parts are whole rows of arrays;
/// where none is, along the longest.
fn cut(rows: &mut [usize], ndim: usize) {
    let (row, parts) = (2 * ndim, rows.len() / (2 * ndim));
    if parts < 2 {
        return;
    }
    let len = |d: usize| len(rows[d], rows[ndim + d]);
    let (d, parts_before, before) = match (0..ndim).find(|&d| len(d) >= parts) {
        Some(d) => (d, parts / 2, scale(len(d), parts / 2, parts)),
        None => {
            let d = (0..ndim).max_by_key(|&d| len(d)).unwrap_or(0);
            (d, scale(parts, len(d) / 2, len(d)), len(d) / 2)
        }
    };
    let middle = rows[d].wrapping_add(before);
    let (first, second) = rows.split_at_mut(parts_before * row);
    second[..row].copy_from_slice(&first[..row]);
    first[ndim + d] = middle.wrapping_sub(1);
    second[d] = middle;
    cut(first, ndim);
    cut(second, ndim);
}

/// ⌊n·a/b⌋, for a ≤ b.
fn scale(n: usize, a: usize, b: usize) -> usize {
    n / b * a + ((n % b) as u128 * a as u128 / b as u128) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// The rows of a nest of these lengths, which begins at -3 in each dimension.
    fn rows(lens: &[usize], parts: usize) -> Vec<Vec<isize>> {
        let starts: Vec<usize> = lens.iter().map(|_| -3_isize as usize).collect();
        let ends: Vec<usize> = lens.iter().map(|&len| len.wrapping_sub(4)).collect();
        let mut rows = vec![77; parts * 2 * lens.len()];
        fill(&mut rows, &starts, &ends);
        rows.chunks(2 * lens.len()).map(|row| row.iter().map(|&n| n.cast_signed()).collect()).collect()
    }

    /// The iterations of a row, as Numba's kernels run them.
    fn points(row: &[isize]) -> Vec<Vec<isize>> {
        let ndim = row.len() / 2;
        (0..ndim).fold(vec![vec![]], |points, d| {
            let indices = row[d]..row[ndim + d] + 1;
            let extend = |i| points.iter().map(move |point| [point.as_slice(), &[i]].concat());
            indices.flat_map(extend).collect()
        })
    }

    fn nests() -> impl Iterator<Item = Vec<usize>> {
        let one = (0..40).map(|n| vec![n]);
        let two = (0..6).flat_map(|m| (0..7).map(move |n| vec![m, n]));
        let three = (1..4).flat_map(|m| (1..4).map(move |n| vec![m, n, 3]));
        one.chain(two).chain(three)
    }

    #[test]
    fn every_iteration_is_in_one_part() {
        for (lens, parts) in nests().flat_map(|lens| (1..30).map(move |parts| (lens.clone(), parts))) {
            let all: Vec<_> = rows(&lens, parts).iter().flat_map(|row| points(row)).collect();
            let total: usize = lens.iter().product();
            assert_eq!(
                (all.len(), all.iter().collect::<HashSet<_>>().len()),
                (total, total),
                "{lens:?} / {parts}"
            );
            let inside = |point: &Vec<isize>| {
                point.iter().zip(&lens).all(|(&i, &n)| (-3..n as isize - 3).contains(&i))
            };
            assert!(all.iter().all(inside), "{lens:?} / {parts}");
        }
    }

    #[test]
    fn no_part_is_empty_where_there_is_enough() {
        for (lens, parts) in nests().flat_map(|lens| (1..30).map(move |parts| (lens.clone(), parts))) {
            let full = rows(&lens, parts).iter().filter(|row| !points(row).is_empty()).count();
            assert_eq!(full, parts.min(lens.iter().product()), "{lens:?} / {parts}");
        }
    }

    #[test]
    fn parts_of_a_loop_are_equal_but_for_one_iteration() {
        for (n, parts) in (0..100).flat_map(|n| (1..=n).map(move |parts| (n, parts))) {
            let sizes: Vec<_> = rows(&[n], parts).iter().map(|row| points(row).len()).collect();
            assert!(
                sizes.iter().all(|&size| size == n / parts || size == n.div_ceil(parts)),
                "{n} / {parts}: {sizes:?}"
            );
        }
    }

    #[test]
    fn outer_loops_are_cut_first() {
        let inner_whole = |row: &Vec<isize>| (row[1], row[3]) == (-3, 96);
        assert!(rows(&[8, 100], 8).iter().all(inner_whole));
        assert!(!rows(&[7, 100], 8).iter().all(inner_whole));
    }

    #[test]
    fn as_many_parts_as_threads_unless_chunks_are_smaller() {
        let wanted =
            [(100, 4, 0, 4), (3, 4, 0, 3), (0, 4, 0, 0), (100, 4, 8, 13), (100, 4, 1000, 4), (7, 0, 0, 1)];
        for (iterations, threads, chunk_size, expected) in wanted {
            assert_eq!(
                parts(iterations, threads, chunk_size),
                expected,
                "{iterations} {threads} {chunk_size}"
            );
        }
        for (n, size) in (1..60).flat_map(|n| (1..20).map(move |size| (n, size))) {
            let longest = rows(&[n], parts(n, 2, size)).iter().map(|row| points(row).len()).max();
            assert!(longest <= Some(size.max(1)), "{n} in chunks of {size}: {longest:?}");
        }
    }

    #[test]
    fn bounds_at_the_ends_of_the_range() {
        // range(0) and range(0, -3) of an unsigned index; a whole range of a signed one.
        assert_eq!((iterations(&[0], &[usize::MAX]), iterations(&[0], &[usize::MAX - 3])), (0, 0));
        assert_eq!(iterations(&[usize::MAX - 9], &[usize::MAX]), 10);
        assert_eq!(iterations(&[0, 0], &[usize::MAX >> 1, 99]), 0);
        let mut rows = [0; 4];
        fill(&mut rows, &[usize::MAX - 9], &[usize::MAX]);
        assert_eq!(rows, [usize::MAX - 9, usize::MAX - 5, usize::MAX - 4, usize::MAX]);
    }
}
