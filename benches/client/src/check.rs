//! How right a result is: an identity that it must satisfy, applied to a random vector, so that checking costs O(n²).

use crate::operands::Seed;
use crate::scalar::C64;

/// Residuals up to here are right: the threshold of the reference's own test programs.
pub(crate) const THRESHOLD: f64 = 30.0;
/// The seed of the vectors that matrices are checked by.
const PROBE: u64 = 0x5eed;

/// Something that maps vectors.
pub(crate) trait Linear {
    /// A·x.
    fn times(&self, x: &[C64]) -> Vec<C64>;
    /// How large the rounding errors in A can make A·x, in units of ε, for x of size s: errors of one row are
    /// independent, so their squares add up.
    fn spread_first(&self, s: &[f64]) -> Vec<f64>;
    /// The same for a vector that is itself a product: |A|·s.
    fn spread(&self, s: &[f64]) -> Vec<f64>;
}

/// A sum that carries along what rounding takes from it (Kahan's): long sums here must not err as much as what they check.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    total: C64,
    excess: C64,
}

impl Sum {
    /// Adds a term.
    pub(crate) fn add(&mut self, term: C64) {
        let term = term - self.excess;
        let total = self.total + term;
        self.excess = (total - self.total) - term;
        self.total = total;
    }

    /// The sum.
    pub(crate) fn total(self) -> C64 {
        self.total
    }
}

/// A factor times a product of matrices.
pub(crate) struct Term<'a> {
    factor: C64,
    chain: Vec<&'a dyn Linear>,
}

/// factor·chain₀·chain₁·…
pub(crate) fn term<'a>(factor: impl Into<C64>, chain: &[&'a dyn Linear]) -> Term<'a> {
    Term { factor: factor.into(), chain: chain.to_vec() }
}

/// How far the terms, matrices of n columns, are from adding up to zero: the largest row of Σ terms·x in units of ε times
/// what went into it. NaN and infinity give the largest number there is.
pub(crate) fn residual(n: usize, epsilon: f64, terms: &[Term]) -> f64 {
    let x = Seed::new(PROBE).probe(n);
    let size: Vec<f64> = x.iter().map(|x| x.norm()).collect();
    let mut sum: Vec<C64> = Vec::new();
    let mut scale: Vec<f64> = Vec::new();
    for term in terms {
        let (last, others) = term.chain.split_last().expect("a term has a matrix");
        let (mut y, mut s) = (last.times(&x), last.spread_first(&size));
        for matrix in others.iter().rev() {
            (y, s) = (matrix.times(&y), matrix.spread(&s));
        }
        sum.resize(y.len(), C64::ZERO);
        scale.resize(y.len(), 0.0);
        for i in 0..y.len() {
            sum[i] += term.factor * y[i];
            scale[i] += term.factor.norm() * s[i];
        }
    }
    worst(sum.iter().zip(&scale).map(|(sum, scale)| scaled(sum.norm(), epsilon * scale)))
}

/// error / scale, where 0 / 0 is nothing wrong.
pub(crate) fn scaled(error: f64, scale: f64) -> f64 {
    if error == 0.0 { 0.0 } else { error / scale }
}

/// The largest of some residuals; NaN and infinity count as the largest number there is, which JSON can say.
pub(crate) fn worst(residuals: impl IntoIterator<Item = f64>) -> f64 {
    residuals.into_iter().fold(0.0, |worst, r| if r.is_finite() { worst.max(r) } else { f64::MAX })
}
