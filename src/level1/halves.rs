//! Long vectors in halves of halves, which may be worked on at the same time.
//!
//! The parts, and the order in which their results are put together, depend on the length alone, so that an answer has
//! the same bits whoever helps, and if nobody does.

use crate::arena::{self, Domain};
use crate::kernel::VectorKernels;
use crate::mat::{VecMut, VecRef};
use crate::scalar::{Scalar, c64};

/// Bytes that one thread works on before it looks whether another wants to help.
const PART_BYTES: usize = 1 << 18;
/// Elements of vectors, two at most and of whatever type, that are one part.
pub const SHORT: usize = PART_BYTES / (2 * size_of::<c64>());
/// A core moves 20 to 30 GB/s between memory and its registers, and does 50 Gflop/s where it is bound by arithmetic, which
/// is what the arena's cost model counts in.
const FLOPS_PER_BYTE: f64 = 2.0;
/// Bytes from which on a second thread may pay, if it is awake, as for matrices (`level2`).
const LARGE: usize = 1 << 20;
/// A memory controller is busy with so many cores; more would wait for it, and be missing elsewhere.
const MOST_THREADS: usize = 8;

/// One vector, or some of the same length.
pub(super) trait Vectors: Send + Sized {
    /// What they consist of.
    type Elem: Scalar;
    /// Bytes of an element of all of them.
    const BYTES: usize;
    /// Whether it is one vector.
    const ALONE: bool = true;
    /// Whether none is written.
    const ONLY_READ: bool;
    /// Number of elements.
    fn len(&self) -> usize;
    /// Bytes of all elements.
    fn bytes(&self) -> usize {
        self.len() * Self::BYTES
    }
    /// The kernels for vectors of this length.
    fn kernels(&self) -> &'static VectorKernels<Self::Elem> {
        Self::Elem::kernels().vector_for(self.bytes(), Self::ONLY_READ, Self::ALONE)
    }
    /// Whether elements that are written have addresses of their own: with a stride of zero, the order counts.
    fn can_be_split(&self) -> bool;
    /// The elements before `i`, and from it on.
    fn split_at(self, i: usize) -> (Self, Self);
}

impl<T: Scalar> Vectors for VecRef<'_, T> {
    type Elem = T;
    const BYTES: usize = size_of::<T>();
    const ONLY_READ: bool = true;
    #[inline(always)]
    fn len(&self) -> usize {
        VecRef::len(self)
    }
    fn can_be_split(&self) -> bool {
        true
    }
    fn split_at(self, i: usize) -> (Self, Self) {
        VecRef::split_at(&self, i)
    }
}

impl<T: Scalar> Vectors for VecMut<'_, T> {
    type Elem = T;
    const BYTES: usize = size_of::<T>();
    const ONLY_READ: bool = false;
    #[inline(always)]
    fn len(&self) -> usize {
        VecMut::len(self)
    }
    fn can_be_split(&self) -> bool {
        self.inc() != 0
    }
    fn split_at(self, i: usize) -> (Self, Self) {
        VecMut::split_at(self, i)
    }
}

impl<X: Vectors, Y: Vectors> Vectors for (X, Y) {
    type Elem = X::Elem;
    const BYTES: usize = X::BYTES + Y::BYTES;
    const ALONE: bool = false;
    const ONLY_READ: bool = X::ONLY_READ && Y::ONLY_READ;
    #[inline(always)]
    fn len(&self) -> usize {
        self.0.len()
    }
    fn can_be_split(&self) -> bool {
        self.0.can_be_split() && self.1.can_be_split()
    }
    fn split_at(self, i: usize) -> (Self, Self) {
        let ((x1, x2), (y1, y2)) = (self.0.split_at(i), self.1.split_at(i));
        ((x1, y1), (x2, y2))
    }
}

/// What `join` makes of `part` of the parts of a long vector. Routines ask [`is_part`] first, and do short vectors without:
/// what is written there goes into the shim, and needs no memory for its views. Parts get the kernels for the whole.
#[cold]
#[inline(never)]
pub(super) fn by_halves<V: Vectors, R: Send>(
    v: V,
    part: impl Fn(&VectorKernels<V::Elem>, V) -> R + Sync,
    join: impl Fn(R, R) -> R + Sync,
) -> R {
    let kernels = v.kernels();
    if !v.can_be_split() {
        return part(kernels, v);
    }
    arena::call(width(&v), || halves(v, &|v| part(kernels, v), &join))
}

/// Runs `part` on the parts of a long vector, whose elements do not depend on each other: so, on one thread, on the whole.
#[cold]
#[inline(never)]
pub(super) fn for_halves<V: Vectors>(v: V, part: impl Fn(&VectorKernels<V::Elem>, V) + Sync) {
    let kernels = v.kernels();
    let width = if v.can_be_split() { width(&v) } else { 1 };
    if width < 2 {
        return part(kernels, v);
    }
    arena::call(width, || halves(v, &|v| part(kernels, v), &|(), ()| ()));
}

/// Whether a vector is no longer than a part.
#[inline(always)]
pub(super) fn is_part<V: Vectors>(v: &V) -> bool {
    v.len() <= part_len::<V>()
}

/// Elements of a part.
const fn part_len<V: Vectors>() -> usize {
    PART_BYTES / V::BYTES
}

/// The threads that a vector is worth.
fn width<V: Vectors>(v: &V) -> usize {
    if v.bytes() < LARGE {
        1
    } else {
        arena::width(Domain::Blas, FLOPS_PER_BYTE * v.bytes() as f64).min(MOST_THREADS)
    }
}

/// What `join` makes of `part` of the parts.
fn halves<V: Vectors, R: Send>(
    v: V,
    part: &(impl Fn(V) -> R + Sync),
    join: &(impl Fn(R, R) -> R + Sync),
) -> R {
    let length = part_len::<V>();
    if v.len() <= length {
        return part(v);
    }
    let middle = v.len().div_ceil(length) / 2 * length;
    let (first, second) = v.split_at(middle);
    let (first, second) = arena::join(|| halves(first, part, join), || halves(second, part, join));
    join(first, second)
}
