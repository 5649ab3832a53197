//! Tiles that the diagonal crosses, of a C of which one triangle is computed.
//!
//! All of the product's tile is computed, into room of its own, and what the triangle has of it goes to C. The rest of C is
//! neither read nor written. The bits are those of a tile that is inside the triangle.

use std::mem::MaybeUninit;
use std::ops::Range;

use crate::enums::Uplo;
use crate::kernel::gemm::{Columns, GemmKernel, Packed};
use crate::mat::{MatMut, MatRef};
use crate::scalar::Scalar;

/// What a triangle has of a tile.
#[derive(Clone, Copy, Debug)]
pub struct Crossed {
    /// Which triangle.
    pub uplo: Uplo,
    /// The row that is on the diagonal in column 0; may be outside the tile.
    pub diagonal: isize,
}

impl Crossed {
    /// The rows of column `j` that the triangle has, of `m`.
    #[inline(always)]
    pub(crate) fn rows(self, j: usize, m: usize) -> Range<usize> {
        let on = j as isize + self.diagonal;
        match self.uplo {
            Uplo::Lower => (on.max(0) as usize).min(m)..m,
            Uplo::Upper => 0..((on + 1).max(0) as usize).min(m),
        }
    }
}

/// What the kernel is called with: C := α·P + β·C on the triangle.
#[derive(Debug)]
pub(crate) struct Merge<T> {
    /// Rows of the tile.
    pub(crate) m: usize,
    /// Its columns.
    pub(crate) n: usize,
    /// What the triangle has of it.
    pub(crate) crossed: Crossed,
    /// Factor of the product.
    pub(crate) alpha: T,
    /// Factor of C.
    pub(crate) beta: T,
    /// The product, whose rows are adjacent.
    pub(crate) product: *const T,
    /// Distance of its columns.
    pub(crate) product_col: usize,
    /// C, whose rows are adjacent.
    pub(crate) c: *mut T,
    /// Distance of C's columns.
    pub(crate) c_col: isize,
}

/// Elements of the largest tile: 8 columns of three registers of 16 floats.
const ELEMENTS: usize = 8 * 48;

impl<T: Scalar> GemmKernel<T> {
    /// [`unpacked`](Self::unpacked) for a tile that the diagonal crosses.
    ///
    /// # Panics
    /// As `unpacked`; if C is larger than a tile.
    pub fn unpacked_crossed(
        &self,
        crossed: Crossed,
        alpha: T,
        a: MatRef<'_, T>,
        b: MatRef<'_, T>,
        beta: T,
        c: MatMut<'_, T>,
    ) {
        // SAFETY: with β = 0 a product writes all of C, and reads nothing of it before.
        unsafe {
            self.crossed(crossed, alpha, beta, c, |product| self.unpacked(T::ONE, a, b, T::ZERO, product))
        }
    }

    /// [`strip`](Self::strip) for a tile that the diagonal crosses.
    ///
    /// # Panics
    /// As `strip`; if C is larger than a tile.
    pub fn strip_crossed(
        &self,
        crossed: Crossed,
        alpha: T,
        (a, m, rows): (Packed<'_, T>, usize, Range<usize>),
        b: Columns<'_, T>,
        beta: T,
        c: MatMut<'_, T>,
    ) {
        // SAFETY: with β = 0 a product writes all of C, and reads nothing of it before.
        unsafe {
            self.crossed(crossed, alpha, beta, c, |product| {
                self.strip(T::ONE, a, m, rows, b, T::ZERO, product);
            });
        }
    }

    /// C := α·P + β·C on what the triangle has of it, P what `compute` writes.
    ///
    /// # Safety
    /// `compute` writes every element of what it is given, and reads none before.
    #[inline(always)]
    unsafe fn crossed(
        &self,
        crossed: Crossed,
        alpha: T,
        beta: T,
        mut c: MatMut<'_, T>,
        compute: impl FnOnce(MatMut<'_, T>),
    ) {
        let (m, n) = (c.rows(), c.cols());
        if m == 0 || n == 0 {
            return;
        }
        let height = self.padded(m);
        assert!(height * n <= ELEMENTS && (c.row_stride() == 1 || m == 1));
        let mut room = MaybeUninit::<Room<T>>::uninit();
        let product = room.as_mut_ptr().cast::<T>();
        // SAFETY: the room has n columns of `height` ≥ m elements (asserted), which are written before they are read (the caller's
        // promise); C is a tile of m×n elements whose rows are adjacent (asserted).
        unsafe {
            compute(MatMut::from_raw(product, m, n, 1, height as isize));
            (self.merge)(&Merge {
                m,
                n,
                crossed,
                alpha,
                beta,
                product,
                product_col: height,
                c: c.as_mut_ptr(),
                c_col: c.col_stride(),
            });
        }
    }
}

/// Stack for a tile.
#[repr(C, align(64))]
struct Room<T>([T; ELEMENTS]);
