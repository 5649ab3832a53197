//! `?rotg`: the plane rotation that makes the second of two numbers zero.
//!
//! Everything is divided by a power of two near the larger number first, which is exact, so that squares neither overflow
//! nor vanish where they count.   Ref: Anderson, Algorithm 978 (2017), whose results these are.

use num_complex::Complex;

use crate::scalar::{Real, Scalar};

/// A rotation: (c, s; −conj(s), c)·(a, b) = (r, 0), with |c|² + |s|² = 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rotation<T: Scalar> {
    /// The cosine, which is real.
    pub c: T::Real,
    /// The sine.
    pub s: T,
    /// What becomes of the first number.
    pub r: T,
}

/// The rotation of two real numbers, and the number z that stands for it in the place of b: s where |a| > |b|, else 1/c,
/// or 1 if c = 0. r has the sign of the larger one. b = 0: the identity.
#[must_use]
pub fn rotg<R: Real>(a: R, b: R) -> (Rotation<R>, R) {
    let (zero, one) = (R::ZERO, R::ONE);
    if b == zero {
        return (Rotation { c: one, s: zero, r: a }, zero);
    }
    if a == zero {
        return (Rotation { c: zero, s: one, r: b }, one);
    }
    let a_is_larger = a.abs() > b.abs();
    let larger = if a_is_larger { a } else { b };
    let unit = power_of_two(larger);
    let (a, b) = (a / unit, b / unit);
    let r = (a * a + b * b).sqrt().copysign(larger);
    let (c, s) = (a / r, b / r);
    let z = if a_is_larger {
        s
    } else if c != zero {
        one / c
    } else {
        one
    };
    (Rotation { c, s, r: r * unit }, z)
}

/// The rotation of two complex numbers; c is not negative. b = 0: the identity; else a = 0: c = 0 and a real r. Otherwise
/// an infinite b leaves NaNs only, as it has no direction.
#[must_use]
pub fn rotg_complex<R: Real>(a: Complex<R>, b: Complex<R>) -> Rotation<Complex<R>>
where
    Complex<R>: Scalar<Real = R>,
{
    let (zero, one, half) = (R::ZERO, R::ONE, R::from_f64(0.5));
    let over = |x: Complex<R>, by: R| Complex { re: x.re / by, im: x.im / by };
    let square = |x: Complex<R>| x.re * x.re + x.im * x.im;
    let is_zero = |x: Complex<R>| x.re == zero && x.im == zero;
    // Not the larger part, as some processors' comparisons of NaN raise FE_INVALID.
    let size = |x: Complex<R>| half * x.re.abs() + half * x.im.abs();
    if is_zero(b) {
        return Rotation { c: one, s: Scalar::ZERO, r: a };
    }
    if is_zero(a) {
        let unit = power_of_two(size(b));
        let b = over(b, unit);
        let r = square(b).sqrt();
        return Rotation { c: zero, s: over(b.conj(), r), r: Complex { re: r * unit, im: zero } };
    }
    let unit = power_of_two(half * size(a) + half * size(b));
    let b = over(b, unit);
    // 0 · ∞: then nothing is a number, as in the reference.
    let nothing = zero * b.re + zero * b.im;
    // a in a unit of its own: beside a much larger b its square would vanish, and with it its direction.
    let unit_of_a = power_of_two(size(a));
    let (a, ratio) = (over(a, unit_of_a), unit_of_a / unit);
    let a2 = square(a);
    let h2 = a2 * ratio * ratio + square(b) + nothing;
    let c = (a2 / h2).sqrt();
    Rotation { c: c * ratio, s: b.conj() * over(a, (a2 * h2).sqrt()), r: over(a, c).scale(unit) }
}

/// The largest power of two that is not above |x|, as far as it and its reciprocal are normal numbers.
fn power_of_two<R: Real>(x: R) -> R {
    let (least, most) = (R::SAFE_MIN, R::ONE / (R::SAFE_MIN + R::SAFE_MIN));
    let exponent_bits = x.to_f64().to_bits() & (0x7ff << 52);
    let power = R::from_f64(f64::from_bits(exponent_bits));
    if power > most {
        most
    } else if power > least {
        power
    } else {
        least
    }
}
