//! `?larfg`: an elementary reflector that maps a vector onto the first axis.
//!
//! Hᴴ·(α; x) = (β; 0) with H = I − τ·(1; v)·(1; v)ᴴ and β real. x: n−1 elements, overwritten with v.
//! τ = 0, which is H = I, if x = 0 and α is real; else 1 ≤ Re τ ≤ 2 and |τ − 1| ≤ 1.
//! Ref: Golub & Van Loan, Matrix Computations (2013), §5.1; LAPACK Users' Guide.

use crate::level1::{nrm2, scal};
use crate::mat::VecMut;
use crate::scalar::{Real, Scalar};

/// What [`larfg`] leaves besides v.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reflector<T> {
    /// The element that α becomes; real.
    pub beta: T,
    /// The scalar factor of the reflector.
    pub tau: T,
}

/// How often a tiny vector is scaled up before it is taken as it is.
const MAX_RESCALES: usize = 20;

/// Finds H with Hᴴ·(α; x) = (β; 0) and overwrites x with v.
pub fn larfg<T: Scalar>(mut alpha: T, mut x: VecMut<'_, T>) -> Reflector<T> {
    let mut norm = nrm2(x.as_ref());
    if norm == T::Real::ZERO && alpha.im() == T::Real::ZERO {
        return Reflector { beta: alpha, tau: T::ZERO };
    }
    let mut beta = -length(alpha, norm).copysign(alpha.re());

    // Where |β| is so small that 1/(α − β) may overflow or norm may have lost digits, the vector is scaled up first.
    let tiny = T::Real::SAFE_MIN / T::Real::EPS;
    let up = T::Real::ONE / tiny;
    let mut rescales = 0;
    if beta.abs() < tiny {
        while beta.abs() < tiny && rescales < MAX_RESCALES {
            rescales += 1;
            scal(T::from_real(up), x.rb());
            beta *= up;
            alpha = alpha.scale(up);
        }
        norm = nrm2(x.as_ref());
        beta = -length(alpha, norm).copysign(alpha.re());
    }

    let tau = T::from_parts((beta - alpha.re()) / beta, -alpha.im() / beta);
    scal(T::ONE.divide(alpha - T::from_real(beta)), x);
    for _ in 0..rescales {
        beta *= tiny;
    }
    Reflector { beta: T::from_real(beta), tau }
}

/// √(|α|² + norm²) without overflow; NaN where either is.
fn length<T: Scalar>(alpha: T, norm: T::Real) -> T::Real {
    let parts = [alpha.re().abs(), alpha.im().abs(), norm];
    let largest = parts[0].max_nan(parts[1]).max_nan(parts[2]);
    if largest == T::Real::ZERO || !largest.is_finite() {
        return largest;
    }
    largest * parts.map(|part| part / largest).map(|part| part * part).into_iter().sum::<T::Real>().sqrt()
}
