//! The Euclidean norm, made of two kernels: the largest magnitude of a block, and its sum of squares.

use std::ops::Add;

use crate::kernel::generic::vector as strided;
use crate::kernel::vector::VectorKernels;
use crate::mat::VecRef;
use crate::scalar::{Real, Scalar};

/// Elements whose norm is taken at a time: 16 KiB at most, to be read twice.
pub(in crate::kernel) const NORM_BLOCK: usize = 1024;

/// Σ|xᵢ|² of a vector, or of a part of one: as three sums, of what is summed as it is, and of what is scaled by a power of
/// two because its squares would vanish or overflow. Parts of vectors are added.
#[derive(Clone, Copy, Debug)]
pub struct Squares<R> {
    tiny: R,
    plain: R,
    huge: R,
}

impl<R: Real> Add for Squares<R> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Squares {
            tiny: self.tiny + other.tiny,
            plain: self.plain + other.plain,
            huge: self.huge + other.huge,
        }
    }
}

impl<R: Real> Squares<R> {
    /// The root of the sum, without overflow or underflow on the way.
    #[must_use]
    #[inline]
    pub fn root(self) -> R {
        let Squares { tiny, plain, huge } = self;
        let Range { up, .. } = Range::<R>::new();
        let (zero, down) = (R::ZERO, R::ONE / up);
        // The smaller sums are brought to the scale of the largest there is, where what vanishes doesn't count. All of
        // them stay in, as a NaN does not show in the size of its block.
        if huge != zero {
            (huge + (plain + tiny * down * down) * down * down).sqrt() * up
        } else if plain != zero {
            (plain + tiny * down * down).sqrt()
        } else {
            tiny.sqrt() * down
        }
    }
}

impl<T: Scalar> VectorKernels<T> {
    /// √Σ|xᵢ|²; NaN if any element is NaN, else ∞ if any is infinite.
    #[must_use]
    #[inline(always)]
    pub fn nrm2(&self, x: VecRef<'_, T>) -> T::Real {
        // A short vector is most often one block that is summed as it is.
        if x.len() <= NORM_BLOCK {
            let (range, size) = (Range::<T::Real>::new(), self.amax(x));
            if size >= range.small && size <= range.large {
                return self.sum_squares(x, T::Real::ONE).sqrt();
            }
        }
        self.squares(x).root()
    }

    /// Σ|xᵢ|².
    ///
    /// The squares of a block of elements, which stays in the first-level cache for that, are summed as they are, or
    /// scaled by a power of two if the largest of the block tells that they would overflow or vanish. There are thus
    /// three sums in the end, as in Blue's and Anderson's algorithms, which sort the single elements.
    #[must_use]
    pub fn squares(&self, x: VecRef<'_, T>) -> Squares<T::Real> {
        let Range { small, large, up } = Range::<T::Real>::new();
        let (zero, down) = (T::Real::ZERO, T::Real::ONE / up);
        let mut sums = Squares { tiny: zero, plain: zero, huge: zero };
        for start in (0..x.len()).step_by(NORM_BLOCK) {
            let block = x.sub(start..x.len().min(start + NORM_BLOCK));
            let size = self.amax(block);
            if size > large {
                sums.huge += self.sum_squares(block, down);
            } else if size < small {
                sums.tiny += self.sum_squares(block, up);
            } else {
                sums.plain += self.sum_squares(block, T::Real::ONE);
            }
        }
        sums
    }

    /// The largest magnitude of a part of an element, NaNs passed over; 0 if there is none.
    #[inline(always)]
    fn amax(&self, x: VecRef<'_, T>) -> T::Real {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.amax)(x.len(), x.as_ptr())
            } else {
                strided::amax(x.len(), x.as_ptr(), x.inc())
            }
        }
    }

    /// Σ |s·xᵢ|².
    #[inline(always)]
    fn sum_squares(&self, x: VecRef<'_, T>, scale: T::Real) -> T::Real {
        // SAFETY: a view of n elements, adjacent where the kernel is called.
        unsafe {
            if x.inc() == 1 {
                (self.sum_squares)(x.len(), x.as_ptr(), scale)
            } else {
                strided::sum_squares(x.len(), x.as_ptr(), x.inc(), scale)
            }
        }
    }
}

/// The magnitudes whose squares can be summed as they are, for any number of terms that memory can hold, and a power of
/// two that brings the others among them: `up` times what is smaller, 1/`up` times what is larger.
///
/// With a largest element of `small`, what its block loses where squares underflow stays below ε times its square.
struct Range<R> {
    small: R,
    large: R,
    up: R,
}

impl<R: Real> Range<R> {
    #[inline(always)]
    fn new() -> Self {
        let power = |single: u64, double: u64| {
            // 2^e is the double with the biased exponent e + 1023.
            R::from_f64(f64::from_bits(if size_of::<R>() == 4 { single } else { double } << 52))
        };
        Range {
            small: power(1023 - 50, 1023 - 450),
            large: power(1023 + 43, 1023 + 450),
            up: power(1023 + 90, 1023 + 600),
        }
    }
}
