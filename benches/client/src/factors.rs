//! Matrices that LAPACK stores as something else: row interchanges, and Householder reflectors.

use crate::check::Linear;
use crate::operands::Block;
use crate::scalar::{C64, Int, Scalar};

/// The permutation that `?getrf` stores as interchanges: row i with row `pivots[i]`, one after the other.
pub(crate) struct Interchanges(Vec<usize>);

impl Interchanges {
    /// From LAPACK's numbers, which count from one; none if one of them isn't a row.
    pub(crate) fn new<I: Int>(pivots: &Block, count: usize, rows: usize) -> Option<Self> {
        let row = |&p: &I| usize::try_from(p.into() - 1).ok().filter(|&p| p < rows);
        pivots.slice::<I>()[..count].iter().map(row).collect::<Option<_>>().map(Self)
    }

    fn apply<E: Copy>(&self, x: &[E]) -> Vec<E> {
        let mut y = x.to_vec();
        for (i, &pivot) in self.0.iter().enumerate() {
            y.swap(i, pivot);
        }
        y
    }
}

impl Linear for Interchanges {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        self.apply(x)
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        self.apply(s)
    }

    fn spread(&self, s: &[f64]) -> Vec<f64> {
        self.apply(s)
    }
}

/// Q = H₁·…·Hₖ with Hᵢ = I − τᵢ v vᴴ, as `?geqrf` stores it below the diagonal; or Qᴴ. Shorter vectors are continued by
/// zeros.
pub(crate) struct Reflectors<'a, T> {
    pub(crate) v: &'a [T],
    pub(crate) ld: usize,
    pub(crate) rows: usize,
    pub(crate) tau: &'a [T],
    pub(crate) adjoint: bool,
}

impl<T: Scalar> Reflectors<'_, T> {
    fn reflect(&self, i: usize, x: &mut [C64]) {
        let column = &self.v[i * self.ld..];
        let v = |r: usize| if r == i { C64::ONE } else { column[r].wide() };
        let dot: C64 = (i..self.rows).map(|r| v(r).conj() * x[r]).sum();
        let tau = self.tau[i].wide();
        let step = if self.adjoint { tau.conj() } else { tau } * dot;
        for r in i..self.rows {
            x[r] -= step * v(r);
        }
    }
}

impl<T: Scalar> Linear for Reflectors<'_, T> {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        let mut y = x.to_vec();
        y.resize(self.rows, C64::ZERO);
        let count = self.tau.len();
        for step in 0..count {
            self.reflect(if self.adjoint { step } else { count - 1 - step }, &mut y);
        }
        y
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        self.spread(s)
    }

    /// Rotations spread errors over all rows, and keep their norm.
    fn spread(&self, s: &[f64]) -> Vec<f64> {
        vec![s.iter().map(|s| s * s).sum::<f64>().sqrt(); self.rows]
    }
}

/// The identity.
pub(crate) struct Identity;

impl Linear for Identity {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        x.to_vec()
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        s.to_vec()
    }

    fn spread(&self, s: &[f64]) -> Vec<f64> {
        s.to_vec()
    }
}

/// A diagonal matrix.
pub(crate) struct Diagonal(pub(crate) Vec<C64>);

impl Linear for Diagonal {
    fn times(&self, x: &[C64]) -> Vec<C64> {
        self.0.iter().zip(x).map(|(d, x)| d * x).collect()
    }

    fn spread_first(&self, s: &[f64]) -> Vec<f64> {
        self.0.iter().zip(s).map(|(d, s)| d.norm() * s).collect()
    }

    fn spread(&self, s: &[f64]) -> Vec<f64> {
        self.spread_first(s)
    }
}
