//! A stored matrix as the mathematics sees it: its structure, how it is stored, and op(A).

use crate::check::{Linear, Sum};
use crate::operands::{Block, Seed};
use crate::scalar::{C64, Scalar};

/// Which elements are stored, and what the others are.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Structure {
    /// All that there is room for; what is outside a band is zero.
    General,
    /// One triangle; the other is zero. `unit`: the diagonal is one and not stored.
    Triangular { upper: bool, unit: bool },
    /// One triangle; the other is its mirror, conjugated if `hermitian`.
    Symmetric { upper: bool, hermitian: bool },
}

/// op(A).
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Op {
    None,
    Transpose,
    Adjoint,
}

impl Op {
    /// From BLAS's letter.
    pub(crate) fn of(letter: u8) -> Self {
        match letter {
            b'N' => Self::None,
            b'T' => Self::Transpose,
            _ => Self::Adjoint,
        }
    }

    /// The stored matrix whose op is rows × cols, if `leading` gives its leading dimension.
    pub(crate) fn stored(
        self,
        rows: usize,
        cols: usize,
        leading: impl FnOnce(usize) -> Result<usize, String>,
    ) -> Result<Shape, String> {
        let (rows, cols) = if self == Self::None { (rows, cols) } else { (cols, rows) };
        Ok(Shape::full(rows, cols, leading(rows)?))
    }
}

/// How the stored elements lie in memory.
#[derive(Clone, Copy)]
pub(crate) enum Storage {
    /// Columns, `ld` apart.
    Full { ld: usize },
    /// `kl` diagonals below the main one and `ku` above, in rows; columns `ld` apart.
    Band { ld: usize, kl: usize, ku: usize },
    /// A triangle without gaps.
    Packed,
}

/// The shape of a stored matrix, before op.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) structure: Structure,
    pub(crate) storage: Storage,
}

impl Shape {
    /// A rows × cols matrix with columns `ld` apart.
    pub(crate) fn full(rows: usize, cols: usize, ld: usize) -> Self {
        Self { rows, cols, structure: Structure::General, storage: Storage::Full { ld } }
    }

    /// A rows × cols band of these diagonals with columns `ld` apart.
    pub(crate) fn band(rows: usize, cols: usize, (kl, ku): (usize, usize), ld: usize) -> Self {
        Self { rows, cols, structure: Structure::General, storage: Storage::Band { ld, kl, ku } }
    }

    /// A triangle of `k` diagonals beside the main one, in rows.
    pub(crate) fn triangle_band(n: usize, k: usize, upper: bool, ld: usize) -> Self {
        Self::band(n, n, if upper { (0, k) } else { (k, 0) }, ld)
    }

    /// A triangle without gaps.
    pub(crate) fn packed(n: usize) -> Self {
        Self { rows: n, cols: n, structure: Structure::General, storage: Storage::Packed }
    }

    /// The same storage with a structure.
    pub(crate) fn with(self, structure: Structure) -> Self {
        Self { structure, ..self }
    }

    /// Elements of memory.
    pub(crate) fn len(&self) -> usize {
        match self.storage {
            Storage::Full { ld } | Storage::Band { ld, .. } => ld * self.cols,
            Storage::Packed => self.cols * (self.cols + 1) / 2,
        }
    }

    /// The leading dimension; one where there is none.
    pub(crate) fn leading(&self) -> usize {
        match self.storage {
            Storage::Full { ld } | Storage::Band { ld, .. } => ld,
            Storage::Packed => 1,
        }
    }

    /// Elements that count: those of the structure.
    pub(crate) fn stored(&self) -> usize {
        (0..self.cols).map(|c| self.column(c).len()).sum()
    }

    /// The stored rows of a column.
    fn column(&self, c: usize) -> std::ops::Range<usize> {
        let (first, end) = match self.storage {
            Storage::Band { kl, ku, .. } => (c.saturating_sub(ku), self.rows.min(c + kl + 1)),
            Storage::Full { .. } | Storage::Packed => (0, self.rows),
        };
        match self.structure {
            Structure::General => first..end,
            Structure::Triangular { upper: true, .. } | Structure::Symmetric { upper: true, .. } => {
                first..end.min(c + 1)
            }
            Structure::Triangular { .. } | Structure::Symmetric { .. } => c.min(end)..end,
        }
    }

    /// Where a stored element is.
    fn index(&self, r: usize, c: usize) -> usize {
        match (self.storage, self.structure) {
            (Storage::Full { ld }, _) => r + c * ld,
            (Storage::Band { ld, ku, .. }, _) => ku + r - c + c * ld,
            (
                Storage::Packed,
                Structure::Triangular { upper: true, .. } | Structure::Symmetric { upper: true, .. },
            ) => r + c * (c + 1) / 2,
            // Column c of a lower triangle begins after columns of n, n−1, … elements.
            (Storage::Packed, _) => r - c + c * (2 * self.cols - c + 1) / 2,
        }
    }

    /// Memory in which the stored elements are `element(row, column)`, and all else is poison.
    pub(crate) fn fill<T: Scalar>(&self, mut element: impl FnMut(usize, usize) -> T) -> Block {
        let mut block = Block::new::<T>(self.len());
        let data = block.slice_mut::<T>();
        let unit = matches!(self.structure, Structure::Triangular { unit: true, .. });
        let hermitian = matches!(self.structure, Structure::Symmetric { hermitian: true, .. });
        for c in 0..self.cols {
            for r in self.column(c).filter(|&r| !(unit && r == c)) {
                let value = element(r, c);
                let real = hermitian && r == c;
                data[self.index(r, c)] = if real { T::of(value.wide().re.into()) } else { value };
            }
        }
        block
    }

    /// Random elements.
    pub(crate) fn random<T: Scalar>(&self, seed: &mut Seed) -> Block {
        self.fill(|_, _| seed.element::<T>())
    }

    /// Random elements off the diagonal, and a diagonal that keeps solutions and inverses small.
    pub(crate) fn solvable<T: Scalar>(&self, seed: &mut Seed) -> Block {
        let small = 1.0 / (self.rows.max(1) as f64).sqrt();
        self.fill(|r, c| {
            let value = seed.element::<T>().wide() * small;
            T::of(if r == c { value + 3.0 } else { value })
        })
    }

    /// The matrix that a block of this shape holds.
    pub(crate) fn of<'a, T: Scalar>(&self, block: &'a Block, op: Op) -> Matrix<'a, T> {
        Matrix { data: block.slice(), shape: *self, op }
    }
}

/// op(A) of a stored matrix.
pub(crate) struct Matrix<'a, T> {
    data: &'a [T],
    shape: Shape,
    op: Op,
}

impl<T: Scalar> Matrix<'_, T> {
    /// Rows of op(A).
    pub(crate) fn rows(&self) -> usize {
        if self.op == Op::None { self.shape.rows } else { self.shape.cols }
    }

    /// Σ |a|², and Σ aᵢⱼ aⱼᵢ: the traces of A Aᴴ and of A².
    pub(crate) fn squares(&self) -> (f64, C64) {
        let (n, mut norm) = (self.shape.rows.max(self.shape.cols), 0.0);
        let mut dense = vec![C64::ZERO; n * n];
        self.each(|r, c, value| {
            norm += value.norm_sqr();
            dense[r + c * n] = value;
        });
        let pairs = (0..n).flat_map(|c| (0..n).map(move |r| (r, c)));
        (norm, pairs.map(|(r, c)| dense[r + c * n] * dense[c + r * n]).sum())
    }

    /// Σ aᵢᵢ.
    pub(crate) fn trace(&self) -> C64 {
        let mut trace = C64::ZERO;
        self.each(|r, c, value| {
            if r == c {
                trace += value;
            }
        });
        trace
    }

    /// Every element of op(A) that isn't zero by structure: row, column, value; in the order of memory.
    fn each(&self, mut f: impl FnMut(usize, usize, C64)) {
        let mut give = |r, c, v: C64| match self.op {
            Op::None => f(r, c, v),
            Op::Transpose => f(c, r, v),
            Op::Adjoint => f(c, r, v.conj()),
        };
        let shape = &self.shape;
        for c in 0..shape.cols {
            for r in shape.column(c) {
                let value = || self.data[shape.index(r, c)].wide();
                match shape.structure {
                    Structure::Triangular { unit: true, .. } if r == c => give(r, c, 1.0.into()),
                    Structure::Symmetric { hermitian, .. } if r != c => {
                        let value = value();
                        give(r, c, value);
                        give(c, r, if hermitian { value.conj() } else { value });
                    }
                    _ => give(r, c, value()),
                }
            }
        }
    }
}

impl<T: Scalar> Linear for Matrix<'_, T> {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        let mut y = vec![Sum::default(); self.rows()];
        self.each(|r, c, value| y[r].add(value * x[c]));
        y.into_iter().map(Sum::total).collect()
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        let mut y = vec![0.0; self.rows()];
        self.each(|r, c, value| y[r] += value.norm_sqr() * s[c] * s[c]);
        y.into_iter().map(f64::sqrt).collect()
    }

    fn spread(&self, s: &[f64]) -> Vec<f64> {
        let mut y = vec![0.0; self.rows()];
        self.each(|r, c, value| y[r] += value.norm() * s[c]);
        y
    }
}
