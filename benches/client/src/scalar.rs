//! The element types and the integers of BLAS. Whatever is checked is checked in double precision complex arithmetic, so
//! that there is one text for all four.

use num_complex::Complex;

/// What every check computes in.
pub(crate) type C64 = Complex<f64>;

/// A type without padding of which every bit pattern is a value.
///
/// # Safety
/// Who implements it promises that.
pub(crate) unsafe trait Plain: Copy + 'static {}

// SAFETY: numbers have neither padding nor invalid patterns.
unsafe impl Plain for u8 {}
// SAFETY: as above.
unsafe impl Plain for i32 {}
// SAFETY: as above.
unsafe impl Plain for i64 {}
// SAFETY: as above.
unsafe impl Plain for f32 {}
// SAFETY: as above.
unsafe impl Plain for f64 {}
// SAFETY: two numbers side by side (`repr(C)`).
unsafe impl Plain for Complex<f32> {}
// SAFETY: as above.
unsafe impl Plain for Complex<f64> {}

/// An element of a matrix.
pub(crate) trait Scalar: Plain + PartialEq {
    /// The type of its real part.
    type Real: Scalar;
    /// Whether there is an imaginary part.
    const COMPLEX: bool;
    /// The unit roundoff, twice: the distance from 1 to the next number.
    const EPSILON: f64;
    /// Flops of a multiplication and an addition, halved: what a count for real numbers is multiplied by.
    const FLOPS: f64 = if Self::COMPLEX { 4.0 } else { 1.0 };
    /// Rounds to this type; a real type drops the imaginary part.
    fn of(wide: C64) -> Self;
    /// The same number in double precision.
    fn wide(self) -> C64;
}

macro_rules! real {
    ($($t:ty),*) => {$(
        impl Scalar for $t {
            type Real = $t;
            const COMPLEX: bool = false;
            const EPSILON: f64 = <$t>::EPSILON as f64;
            fn of(wide: C64) -> Self {
                wide.re as $t
            }
            fn wide(self) -> C64 {
                C64::new(self.into(), 0.0)
            }
        }
        impl Scalar for Complex<$t> {
            type Real = $t;
            const COMPLEX: bool = true;
            const EPSILON: f64 = <$t>::EPSILON as f64;
            fn of(wide: C64) -> Self {
                Self::new(wide.re as $t, wide.im as $t)
            }
            fn wide(self) -> C64 {
                C64::new(self.re.into(), self.im.into())
            }
        }
    )*};
}
real!(f32, f64);

/// The integers of a library: LP64's or ILP64's.
pub(crate) trait Int: Plain + Into<i64> {
    /// Sizes and increments are checked where they come in (`Params`): below 2³¹.
    fn of(value: isize) -> Self;

    /// A size.
    fn size(value: usize) -> Self {
        Self::of(value as isize)
    }
}

impl Int for i32 {
    fn of(value: isize) -> Self {
        value as i32
    }
}

impl Int for i64 {
    fn of(value: isize) -> Self {
        value as i64
    }
}
