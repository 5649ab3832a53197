//! Panels of a product whose A comes from far away, once: tiles ask for what is wanted after them.

use crate::kernel::cache::LINE;
use crate::kernel::gemm::{Ahead, GemmKernel, Packed, Tile};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

impl<T: Scalar> GemmKernel<T> {
    /// C := α·A·B + β·C for up to mr rows, A where it lies. Meanwhile the caches are asked for the block `ahead` of A, and for the rows of C
    /// below these if they are `below`.
    ///
    /// # Panics
    /// If shapes don't match, there are too many rows, those of A or of C are not adjacent, or B is too short.
    pub fn streamed(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        b: Packed<'_, T>,
        beta: T,
        c: MatMut<'_, T>,
        (ahead, below): (MatRef<'_, T>, bool),
    ) {
        let (m, n, k) = (c.rows(), c.cols(), b.k);
        assert!(a.cols() == k && b.data.len() >= n * k);
        let whole = if m == self.mr { n / self.nr } else { 0 };
        if whole == 0 {
            fetch(ahead, 0..ahead.cols());
        }
        // Each tile asks for as many columns, the last for what is left.
        let share = ahead.cols().div_ceil(whole.max(1));
        let ahead = |j: usize, _| {
            let from = (j / self.nr * share).min(ahead.cols());
            let to = (from + share).min(ahead.cols());
            let first = ahead.sub_cols(from..to).as_ptr();
            Ahead { first, distance: ahead.col_stride(), columns: to - from, below }
        };
        let panel = |j: usize, cols: usize| (b.data[j * k..].as_ptr(), cols as isize, 1);
        // SAFETY: panels of B before column j fill j·k elements, and B is long enough (asserted).
        unsafe { self.ahead_of_tiles(alpha, a, (b.conj, panel), beta, c, ahead) }
    }

    /// [`unpacked`](Self::unpacked) for up to mr rows that are adjacent in A and C, with a B that has adjacent rows or columns. Meanwhile L2 is
    /// asked for as many columns as C has, as far from each other, from `first` on: nothing is read there, so it may be anywhere.
    ///
    /// # Panics
    /// If shapes don't match, there are too many rows, or they don't lie so.
    pub fn unpacked_ahead(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        b: MatRef<'_, T>,
        beta: T,
        c: MatMut<'_, T>,
        first: *const T,
    ) {
        assert!(b.rows() == a.cols() && b.cols() == c.cols() && (b.row_stride() == 1 || b.col_stride() == 1));
        let distance = c.col_stride();
        let ahead = |j: usize, columns: usize| {
            let first = first.wrapping_offset(j as isize * distance);
            Ahead { first, distance, columns, below: false }
        };
        let columns =
            |j: usize, cols: usize| (b.sub_cols(j..j + cols).as_ptr(), b.row_stride(), b.col_stride());
        // SAFETY: B is a readable view of n columns of length k (asserted), and lies so (asserted).
        unsafe { self.ahead_of_tiles(alpha, a, (b.is_conj(), columns), beta, c, ahead) }
    }

    /// The tiles of both. `b(j, cols)` is the address of B's columns j.., and the distances of its rows and columns; `ahead` as well tells what
    /// is asked for.
    ///
    /// # Safety
    /// What `b` gives covers as many rows as A has columns, in panels or with rows or columns that are adjacent.
    unsafe fn ahead_of_tiles(
        &self,
        alpha: T,
        a: MatRef<'_, T>,
        (conj_b, b): (bool, impl Fn(usize, usize) -> (*const T, isize, isize)),
        beta: T,
        mut c: MatMut<'_, T>,
        ahead: impl Fn(usize, usize) -> Ahead<T>,
    ) {
        let (m, n, k) = (c.rows(), c.cols(), a.cols());
        assert!(1 <= m && m <= self.mr && a.rows() == m);
        assert!(m == 1 || (a.row_stride() == 1 && c.row_stride() == 1));
        let (c_ptr, c_col) = (c.as_mut_ptr(), c.col_stride());
        for j in (0..n).step_by(self.nr) {
            let nb = self.nr.min(n - j);
            let (b, b_row, b_col) = b(j, nb);
            let tile = Tile {
                m,
                n: nb,
                k,
                alpha,
                beta,
                a: a.as_ptr(),
                a_col: a.col_stride(),
                a_padded: false,
                conj_a: a.is_conj(),
                b,
                b_row,
                b_col,
                b_far: false,
                conj_b,
                c: c_ptr.wrapping_offset(j as isize * c_col),
                c_col,
            };
            // SAFETY: A is a readable view of m rows, which are adjacent, and k columns (asserted); B by the caller's promise; the tile lies
            // inside C, whose rows are adjacent (asserted).
            unsafe {
                if m == self.mr && nb == self.nr {
                    (self.asking)(&tile, &ahead(j, nb))
                } else {
                    (self.tile)(&tile)
                }
            }
        }
    }
}

/// Asks for the lines of those columns that the block has, rows being adjacent.
#[inline(always)]
pub(crate) fn fetch<T: Scalar>(block: MatRef<'_, T>, columns: std::ops::Range<usize>) {
    let bytes = block.rows() * size_of::<T>();
    for p in columns.start..columns.end.min(block.cols()) {
        let column = block.as_ptr().wrapping_offset(p as isize * block.col_stride());
        // A column may begin in the middle of a line: then it ends in one more.
        for at in (0..bytes).step_by(LINE).chain([bytes.saturating_sub(1)]) {
            ask_l2(column.wrapping_byte_add(at));
        }
    }
}

/// Asks for the cache line at `p`, which may be any address, to be brought into L2: L1 has no room for what is not read at once, and
/// fewer lines can be on their way to it at a time (AMD Zen 4, from memory: 12 GB/s into L1, 21 into L2).
#[inline(always)]
pub(crate) fn ask_l2<T>(p: *const T) {
    use std::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
    // SAFETY: a prefetch never faults.
    unsafe { _mm_prefetch::<_MM_HINT_T1>(p.cast()) }
}

#[cfg(test)]
mod tests {
    use crate::kernel::Isa;
    use crate::kernel::gemm::Packed;
    use crate::mat::{MatMut, MatRef};
    use crate::scalar::{Real, Scalar, c32, c64};

    /// What is asked for changes no bit of a product, wherever it is, and however B lies.
    fn asks_change_nothing<T: Scalar>() {
        let number = |i: usize| T::from_real(T::Real::from_f64((i * i % 61) as f64 / 7.0 - 4.0));
        for isa in [Isa::Generic, Isa::Avx2, Isa::Avx512].into_iter().filter(|isa| isa.is_available()) {
            let kernel = &T::kernels_for(isa).gemm;
            let (mr, nr) = (kernel.mr, kernel.nr);
            for (m, n, k) in
                [(mr, nr, 1), (mr, 3 * nr, 7), (mr, 2 * nr + 1, 37), (mr - 1, 2 * nr, 8), (mr, 1, 5)]
            {
                let a: Vec<T> = (0..(m + 3) * k).map(number).collect();
                let b: Vec<T> = (0..k * n).map(|i| number(i + 17)).collect();
                let a = MatRef::from_slice(&a, m, k, m + 3);
                let lying = [MatRef::from_slice(&b, k, n, k), MatRef::from_slice(&b, n, k, n).t()];
                for b in lying {
                    let product = |multiply: &dyn Fn(MatMut<'_, T>)| {
                        let mut c: Vec<T> = (0..m * n).map(|i| number(i + 3)).collect();
                        multiply(MatMut::from_slice(&mut c, m, n, m));
                        c
                    };
                    let (alpha, beta) = (number(2), number(5));
                    let expected = product(&|c| kernel.unpacked(alpha, a, b, beta, c));
                    for columns in 0..=k {
                        let panel =
                            |j: usize| (0..k).flat_map(move |p| (j..n.min(j + nr)).map(move |j| b.at(p, j)));
                        let panels: Vec<T> = (0..n).step_by(nr).flat_map(panel).collect();
                        let b = Packed { data: &panels, k, conj: false };
                        let ahead = (a.sub_cols(0..columns), columns % 2 == 0);
                        let found = product(&|c| kernel.streamed(alpha, a, b, beta, c, ahead));
                        assert!(found == expected, "{isa:?} {m}×{n}×{k}, {columns} ahead");
                    }
                    let anywhere = std::ptr::without_provenance(64);
                    let found = product(&|c| kernel.unpacked_ahead(alpha, a, b, beta, c, anywhere));
                    assert!(found == expected, "{isa:?} {m}×{n}×{k}");
                }
            }
        }
    }

    #[test]
    fn what_is_asked_for_changes_nothing() {
        asks_change_nothing::<f32>();
        asks_change_nothing::<f64>();
        asks_change_nothing::<c32>();
        asks_change_nothing::<c64>();
    }
}
