//! `i?amax`, and the extensions around it: `i?amin`, `i?max`, `i?min` (where the most extreme element is), `?amax`,
//! `?amin`, `?max`, `?min` (how large it is).

use crate::kernel::VectorKernels;
use crate::level1::halves::{Vectors, by_halves, is_part};
use crate::mat::VecRef;
use crate::scalar::{Real, Scalar};

pub use crate::kernel::Extreme;

/// The first i (from 0) with the largest |re xᵢ| + |im xᵢ|; `None` if there is no element.
///
/// As in the reference, whose comparison `>` is false for NaN: a NaN in front is the answer, any other is passed over.
#[must_use]
#[inline(always)]
pub fn iamax<T: Scalar>(x: VecRef<'_, T>) -> Option<usize> {
    place(Extreme::LargestSize, x)
}

/// The first i (from 0) with the most extreme element; `None` if there is no element. NaNs count as in [`iamax`].
#[must_use]
#[inline(always)]
pub fn place<T: Scalar>(which: Extreme, x: VecRef<'_, T>) -> Option<usize> {
    if is_part(&x) {
        return T::kernels().vector.extreme(x, which);
    }
    let found = by_halves(
        Part { start: 0, x },
        |kernels, part| part.extreme(kernels, which),
        |a, b| match (a, b) {
            (Some(a), Some(b)) if b.key > a.key => Some(b),
            (a, b) => a.or(b),
        },
    );
    found.map(|found| found.place)
}

/// What is compared of the most extreme element, |re| + |im| or re + im; `None` if there is no element.
#[must_use]
#[inline(always)]
pub fn value<T: Scalar>(which: Extreme, x: VecRef<'_, T>) -> Option<T::Real> {
    place(which, x).map(|i| which.of(x.at(i)))
}

/// Some elements of a vector, and how many there are in front of them.
struct Part<'a, T> {
    start: usize,
    x: VecRef<'a, T>,
}

/// An element that is the most extreme of a part.
struct Found<R> {
    place: usize,
    /// The larger, the more extreme.
    key: R,
}

impl<T: Scalar> Part<'_, T> {
    #[inline(always)]
    fn extreme(self, kernels: &VectorKernels<T>, which: Extreme) -> Option<Found<T::Real>> {
        let Part { start, x } = self.after_nans(which);
        let i = kernels.extreme(x, which)?;
        Some(Found { place: start + i, key: which.key(x.at(i)) })
    }

    /// Without the NaNs in front, but for those in front of the whole vector, which are the answer.
    #[inline(always)]
    fn after_nans(self, which: Extreme) -> Self {
        let Part { mut start, mut x } = self;
        while start > 0 && !x.is_empty() && which.of(x.at(0)).is_nan() {
            (start, x) = (start + 1, x.sub(1..x.len()));
        }
        Part { start, x }
    }
}

impl<T: Scalar> Vectors for Part<'_, T> {
    type Elem = T;
    const ONLY_READ: bool = true;
    const BYTES: usize = size_of::<T>();
    #[inline(always)]
    fn len(&self) -> usize {
        self.x.len()
    }
    fn can_be_split(&self) -> bool {
        true
    }
    fn split_at(self, i: usize) -> (Self, Self) {
        let (first, second) = self.x.split_at(i);
        (Part { start: self.start, x: first }, Part { start: self.start + i, x: second })
    }
}
