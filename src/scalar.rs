//! The four element types of BLAS as one trait: every algorithm above the kernels is written once over [`Scalar`].

use std::fmt::Debug;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::kernel::{self, Isa, Kernels};

/// Single-precision complex (`COMPLEX`), as C's `float _Complex`.
#[allow(non_camel_case_types, reason = "named as f32 and f64 are")]
pub type c32 = num_complex::Complex<f32>;
/// Double-precision complex (`COMPLEX*16`), as C's `double _Complex`.
#[allow(non_camel_case_types, reason = "named as f32 and f64 are")]
pub type c64 = num_complex::Complex<f64>;

/// An element of a matrix: `f32`, `f64`, [`c32`] or [`c64`].
///
/// All-zero bytes are the number zero in each of them; `workspace` relies on it.
pub trait Scalar:
    Copy
    + Send
    + Sync
    + Debug
    + Default
    + PartialEq
    + Sum
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + 'static
{
    /// The type of the real part.
    type Real: Real;
    /// Whether there is an imaginary part.
    const IS_COMPLEX: bool;
    /// Flops of a multiply-add.
    const FLOPS: f64;
    /// The letter that BLAS puts in front of a routine's name.
    const LETTER: char;
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;

    /// The complex conjugate; the number itself where it is real.
    #[must_use]
    fn conj(self) -> Self;
    /// The real part.
    #[must_use]
    fn re(self) -> Self::Real;
    /// The imaginary part, zero where the number is real.
    #[must_use]
    fn im(self) -> Self::Real;
    /// A real number as this type.
    #[must_use]
    fn from_real(re: Self::Real) -> Self;
    /// re + i·im; the imaginary part is dropped where the type is real.
    #[must_use]
    fn from_parts(re: Self::Real, im: Self::Real) -> Self;
    /// The number times a real one.
    #[must_use]
    fn scale(self, by: Self::Real) -> Self;
    /// |re| + |im|: the cheap modulus that `i?amax` and `?asum` are defined by.
    #[must_use]
    fn abs1(self) -> Self::Real {
        self.re().abs() + self.im().abs()
    }
    /// The quotient, without overflow or underflow on the way where it has a value: Fortran's complex division.
    /// (The operator is for real numbers alone, as that of `num_complex` squares the divisor.)
    #[must_use]
    fn divide(self, by: Self) -> Self;
    /// a·b + the number, each part with as few roundings as the processor has instructions for. (Only kernels for processors
    /// with fused multiply-adds use it: elsewhere it is slow.)
    #[must_use]
    fn plus_product(self, a: Self, b: Self) -> Self;
    /// Whether to multiply by its reciprocal is as good as to divide by it: it is a number, and neither zero nor near the ends
    /// of the range.
    #[must_use]
    #[inline(always)]
    fn has_reciprocal(self) -> bool {
        let small = Self::Real::SAFE_MIN * Self::Real::from_f64(16.0);
        self.abs1() > small && self.abs1() < Self::Real::ONE / small
    }
    /// Whether the quotient by another such number is one with all its digits: it is neither zero nor beyond the root of the
    /// range.
    #[must_use]
    #[inline(always)]
    fn is_moderate(self) -> bool {
        let small = (Self::Real::SAFE_MIN.sqrt() * Self::Real::from_f64(16.0)).to_f64();
        // As integers, which have the order of the numbers: to compare a NaN may raise FE_INVALID.
        let bits = |x: Self::Real| x.abs().to_f64().to_bits();
        let larger = bits(self.re()).max(bits(self.im()));
        small.to_bits() < larger && larger < (1.0 / small).to_bits()
    }
    /// The conjugate if `yes`, else the number itself.
    #[must_use]
    #[inline(always)]
    fn conj_if(self, yes: bool) -> Self {
        if yes { self.conj() } else { self }
    }
    /// The kernels for this type and an instruction set.
    ///
    /// # Panics
    /// If the processor does not have it.
    #[must_use]
    fn kernels_for(isa: Isa) -> &'static Kernels<Self>;
    /// The kernels for this type on this processor, chosen once a process.
    #[must_use]
    fn kernels() -> &'static Kernels<Self>;
    /// The same, if they were chosen before: asking for no more keeps a short function short.
    #[must_use]
    fn kernels_if_known() -> Option<&'static Kernels<Self>>;
}

/// A real [`Scalar`]: `f32` or `f64`.
pub trait Real: Scalar<Real = Self> + PartialOrd + Div<Output = Self> {
    /// Relative machine precision, ε = b^(1−p)/2 with rounding: LAPACK's `lamch('E')`.
    const EPS: Self;
    /// Smallest number whose reciprocal does not overflow: LAPACK's `lamch('S')`.
    const SAFE_MIN: Self;

    /// |x|.
    #[must_use]
    fn abs(self) -> Self;
    /// √x.
    #[must_use]
    fn sqrt(self) -> Self;
    /// The magnitude of `self` with the sign of `sign`: Fortran's `SIGN`.
    #[must_use]
    fn copysign(self, sign: Self) -> Self;
    /// The larger of two, NaN if either is NaN.
    #[must_use]
    fn max_nan(self, other: Self) -> Self {
        if self > other || self.is_nan() { self } else { other }
    }
    /// Whether the number is neither infinite nor NaN.
    #[must_use]
    fn is_finite(self) -> bool;
    /// Whether it is NaN.
    #[must_use]
    fn is_nan(self) -> bool;
    /// The nearest number to an `f64`.
    #[must_use]
    fn from_f64(x: f64) -> Self;
    /// The number as `f64`.
    #[must_use]
    fn to_f64(self) -> f64;
}

macro_rules! real {
    ($t:ident, $letter:literal, $kernels:path, $current:path, $known:path) => {
        impl Scalar for $t {
            type Real = $t;
            const IS_COMPLEX: bool = false;
            const FLOPS: f64 = 2.0;
            const LETTER: char = $letter;
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;

            #[inline(always)]
            fn conj(self) -> Self {
                self
            }
            #[inline(always)]
            fn re(self) -> Self {
                self
            }
            #[inline(always)]
            fn im(self) -> Self {
                0.0
            }
            #[inline(always)]
            fn from_real(re: Self) -> Self {
                re
            }
            #[inline(always)]
            fn from_parts(re: Self, _im: Self) -> Self {
                re
            }
            #[inline(always)]
            fn scale(self, by: Self) -> Self {
                self * by
            }
            #[inline(always)]
            fn divide(self, by: Self) -> Self {
                self / by
            }
            #[inline(always)]
            fn plus_product(self, a: Self, b: Self) -> Self {
                a.mul_add(b, self)
            }
            #[inline(always)]
            fn abs1(self) -> Self {
                $t::abs(self)
            }
            fn kernels_for(isa: Isa) -> &'static Kernels<Self> {
                $kernels(isa)
            }
            #[inline]
            fn kernels() -> &'static Kernels<Self> {
                $current()
            }
            #[inline]
            fn kernels_if_known() -> Option<&'static Kernels<Self>> {
                $known()
            }
        }

        impl Real for $t {
            const EPS: Self = $t::EPSILON * 0.5;
            const SAFE_MIN: Self = $t::MIN_POSITIVE;

            #[inline(always)]
            fn abs(self) -> Self {
                $t::abs(self)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                $t::sqrt(self)
            }
            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                $t::copysign(self, sign)
            }
            #[inline(always)]
            fn is_finite(self) -> bool {
                $t::is_finite(self)
            }
            #[inline(always)]
            fn is_nan(self) -> bool {
                $t::is_nan(self)
            }
            #[inline(always)]
            #[allow(clippy::cast_possible_truncation, reason = "rounding to the type is what is asked for")]
            fn from_f64(x: f64) -> Self {
                x as $t
            }
            #[inline(always)]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
        }
    };
}

macro_rules! complex {
    ($t:ident, $real:ident, $letter:literal, $kernels:path, $current:path, $known:path) => {
        impl Scalar for $t {
            type Real = $real;
            const IS_COMPLEX: bool = true;
            const FLOPS: f64 = 8.0;
            const LETTER: char = $letter;
            const ZERO: Self = Self::new(0.0, 0.0);
            const ONE: Self = Self::new(1.0, 0.0);

            #[inline(always)]
            fn conj(self) -> Self {
                Self::new(self.re, -self.im)
            }
            #[inline(always)]
            fn re(self) -> $real {
                self.re
            }
            #[inline(always)]
            fn im(self) -> $real {
                self.im
            }
            #[inline(always)]
            fn from_real(re: $real) -> Self {
                Self::new(re, 0.0)
            }
            #[inline(always)]
            fn from_parts(re: $real, im: $real) -> Self {
                Self::new(re, im)
            }
            #[inline(always)]
            fn scale(self, by: $real) -> Self {
                Self::new(self.re * by, self.im * by)
            }
            #[inline(always)]
            fn plus_product(self, a: Self, b: Self) -> Self {
                let re = (-a.im).mul_add(b.im, a.re.mul_add(b.re, self.re));
                Self::new(re, a.im.mul_add(b.re, a.re.mul_add(b.im, self.im)))
            }
            fn divide(self, by: Self) -> Self {
                // Smith (1962): divide by the larger part first.
                if by.re.abs() >= by.im.abs() {
                    let ratio = by.im / by.re;
                    let d = by.re + by.im * ratio;
                    Self::new((self.re + self.im * ratio) / d, (self.im - self.re * ratio) / d)
                } else {
                    let ratio = by.re / by.im;
                    let d = by.re * ratio + by.im;
                    Self::new((self.re * ratio + self.im) / d, (self.im * ratio - self.re) / d)
                }
            }
            fn kernels_for(isa: Isa) -> &'static Kernels<Self> {
                $kernels(isa)
            }
            #[inline]
            fn kernels() -> &'static Kernels<Self> {
                $current()
            }
            #[inline]
            fn kernels_if_known() -> Option<&'static Kernels<Self>> {
                $known()
            }
        }
    };
}

real!(f32, 'S', kernel::f32_kernels_for, kernel::f32_kernels, kernel::f32_kernels_if_known);
real!(f64, 'D', kernel::f64_kernels_for, kernel::f64_kernels, kernel::f64_kernels_if_known);
complex!(c32, f32, 'C', kernel::c32_kernels_for, kernel::c32_kernels, kernel::c32_kernels_if_known);
complex!(c64, f64, 'Z', kernel::c64_kernels_for, kernel::c64_kernels, kernel::c64_kernels_if_known);
