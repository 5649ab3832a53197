//! Products with few columns of C and of A, which is read where it lies, from the top to the bottom.

use crate::kernel::gemm::{GemmKernel, Packed, Tile};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

impl<T: Scalar> GemmKernel<T> {
    /// Columns of C, at most, of which this processor sweeps; none if it doesn't. (With AVX-512 a tile is three lines high, and asks for the panel
    /// after it: whether it would gain by this was not measured.)
    #[must_use]
    pub fn swept_columns(&self) -> usize {
        if self.sweep.is_some() { 2 * self.nr } else { 0 }
    }

    /// Columns of a panel of B, of which C has n: two panels are about as wide as each other.
    #[must_use]
    pub fn swept_panel(&self, n: usize) -> usize {
        if n <= self.nr { n } else { n.div_ceil(2) }
    }

    /// C := α·A·B + β·C, B in panels of [`swept_panel`](Self::swept_panel) columns.
    ///
    /// # Panics
    /// If this processor doesn't sweep so many columns, the shapes don't match, or the rows of A or C are not adjacent.
    pub fn sweep(&self, alpha: T, a: MatRef<'_, T>, b: Packed<'_, T>, beta: T, mut c: MatMut<'_, T>) {
        let (m, n, k) = (c.rows(), c.cols(), b.k);
        let Some(sweep) = self.sweep.filter(|_| 1 <= n && n <= 2 * self.nr) else {
            panic!("so many columns are not swept");
        };
        assert!(a.rows() == m && a.cols() == k && b.data.len() >= n * k);
        assert!(m <= 1 || a.row_stride() == 1 && c.row_stride() == 1);
        let whole = m / self.mr * self.mr;
        let tile = Tile {
            m: whole,
            n,
            k,
            alpha,
            beta,
            a: a.as_ptr(),
            a_col: a.col_stride(),
            a_padded: false,
            conj_a: a.is_conj(),
            b: b.data.as_ptr(),
            b_row: 0,
            b_col: 1,
            b_far: false,
            conj_b: b.conj,
            c: c.as_mut_ptr(),
            c_col: c.col_stride(),
        };
        // SAFETY: views of so many rows, which are adjacent, and B holds n columns of length k (asserted); there are no more than that has (checked).
        unsafe { sweep(&tile) }
        let panel = self.swept_panel(n);
        for j in (0..n).step_by(panel).filter(|_| whole < m) {
            let columns = panel.min(n - j);
            // SAFETY: the same; fewer rows than a tile has, and B's panels before column j fill j·k elements.
            unsafe {
                (self.tile)(&Tile {
                    m: m - whole,
                    n: columns,
                    a: tile.a.add(whole),
                    b: tile.b.add(j * k),
                    b_row: columns as isize,
                    c: tile.c.add(whole).offset(j as isize * tile.c_col),
                    ..tile
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::kernel::Isa;
    use crate::kernel::gemm::Packed;
    use crate::mat::{MatMut, MatRef};
    use crate::scalar::{Real, Scalar, c32, c64};

    /// A swept product is that of the tiles, bit by bit, and nothing else is written.
    fn is_the_product<T: Scalar>() {
        let number = |i: usize| T::from_real(T::Real::from_f64((i * i % 61) as f64 / 7.0 - 4.0));
        for isa in [Isa::Generic, Isa::Avx2, Isa::Avx512].into_iter().filter(|isa| isa.is_available()) {
            let kernel = &T::kernels_for(isa).gemm;
            let mr = kernel.mr;
            for n in 1..=kernel.swept_columns() {
                for (m, k) in [(1, 3), (mr, 1), (2 * mr, 8), (3 * mr - 1, 5), (40 * mr + 1, 17)] {
                    let a: Vec<T> = (0..(m + 3) * k).map(number).collect();
                    let b: Vec<T> = (0..k * n).map(|i| number(i + 17)).collect();
                    let (a, b) = (MatRef::from_slice(&a, m, k, m + 3), MatRef::from_slice(&b, k, n, k));
                    let width = kernel.swept_panel(n);
                    let panel =
                        |j: usize| (0..k).flat_map(move |p| (j..n.min(j + width)).map(move |j| b.at(p, j)));
                    let panels: Vec<T> = (0..n).step_by(width).flat_map(panel).collect();
                    let packed = Packed { data: &panels, k, conj: false };
                    let product = |multiply: &dyn Fn(T, T, MatMut<'_, T>), beta: T| {
                        let mut c: Vec<T> = (0..(m + 2) * n).map(|i| number(i + 3)).collect();
                        multiply(number(2), beta, MatMut::from_slice(&mut c, m, n, m + 2));
                        c
                    };
                    for beta in [T::ZERO, T::ONE, number(5)] {
                        let expected = product(&|alpha, beta, c| kernel.unpacked(alpha, a, b, beta, c), beta);
                        let found = product(&|alpha, beta, c| kernel.sweep(alpha, a, packed, beta, c), beta);
                        assert!(found == expected, "{isa:?} {m}×{n}×{k}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_swept_product_is_the_product() {
        is_the_product::<f32>();
        is_the_product::<f64>();
        is_the_product::<c32>();
        is_the_product::<c64>();
    }
}
