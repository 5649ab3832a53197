//! `?rotmg`: the modified plane rotation that makes the second of two numbers zero, without a square root.
//!
//! Ref: Lawson, Hanson, Kincaid & Krogh, Basic linear algebra subprograms for Fortran usage (1979), appendix.

use crate::scalar::Real;

/// A modified rotation of (√d1·x1, √d2·y1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modified<R> {
    /// The first scale factor, updated.
    pub d1: R,
    /// The second one.
    pub d2: R,
    /// What becomes of x1.
    pub x1: R,
    /// What [`rotm`](crate::level1::rotm) takes; elements that the flag stands for are not changed.
    pub param: [R; 5],
}

/// H with H·(x1, y1) = (x1', 0) for the vector (√d1·x1, √d2·y1), and new scale factors, which are kept between γ⁻² and γ²
/// with γ = 4096. d1 < 0, or a negative d2 that leaves nothing, gives H = 0 and zeros; d2·y1 = 0 the identity.
#[must_use]
pub fn rotmg<R: Real>(d1: R, d2: R, x1: R, y1: R, param: [R; 5]) -> Modified<R> {
    let (zero, one) = (R::ZERO, R::ONE);
    let nothing = Modified { d1: zero, d2: zero, x1: zero, param: [-one, zero, zero, zero, zero] };
    if d1 < zero {
        return nothing;
    }
    let p2 = d2 * y1;
    if p2 == zero {
        let [_, h11, h21, h12, h22] = param;
        return Modified { d1, d2, x1, param: [-(one + one), h11, h21, h12, h22] };
    }
    let p1 = d1 * x1;
    let (q1, q2) = (p1 * x1, p2 * y1);
    // What each of the two flags stands for is here already.
    let (mut flag, mut h11, mut h21, mut h12, mut h22) = (zero, one, -one, one, one);
    let (mut d1, mut d2, mut x1) = (d1, d2, x1);
    if q1.abs() > q2.abs() {
        (h21, h12) = (-y1 / x1, p2 / p1);
        let u = one - h12 * h21;
        if u > zero {
            (d1, d2, x1) = (d1 / u, d2 / u, x1 * u);
        } else {
            // Not by the mathematics, but by roundings.
            return nothing;
        }
    } else if q2 < zero {
        return nothing;
    } else {
        flag = one;
        (h11, h22) = (p1 / p2, x1 / y1);
        let u = one + h11 * h22;
        (d1, d2, x1) = (d2 / u, d1 / u, y1 * u);
    }
    let rescaled = [rescale(&mut d1, [&mut x1, &mut h11, &mut h12]), rescale(&mut d2, [&mut h21, &mut h22])];
    if rescaled.contains(&true) {
        flag = -one;
    }
    let [_, old11, old21, old12, old22] = param;
    let param = if flag < zero {
        [flag, h11, h21, h12, h22]
    } else if flag == zero {
        [flag, old11, h21, h12, old22]
    } else {
        [flag, h11, old21, old12, h22]
    };
    Modified { d1, d2, x1, param }
}

/// Brings a scale factor d into its range by powers of γ², and what is multiplied by √d along; whether it had to.
fn rescale<R: Real, const N: usize>(d: &mut R, mut along: [&mut R; N]) -> bool {
    let gamma = R::from_f64(4096.0);
    let (large, small) = (gamma * gamma, R::ONE / (gamma * gamma));
    let mut any = false;
    // (∞ stays ∞ however often it is divided.)
    while *d != R::ZERO && d.is_finite() && (d.abs() <= small || d.abs() >= large) {
        any = true;
        let (up, down) = if d.abs() <= small { (large, gamma) } else { (small, R::ONE / gamma) };
        *d *= up;
        along.iter_mut().for_each(|x| **x = **x / down);
    }
    any
}
