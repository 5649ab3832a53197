//! `copy_far`: a copy that does not pass through the caches. To write a line that isn't in a cache, a processor reads it first, unless it
//! is told that nobody will want it soon: a third of what a copy out of memory and into it takes.

use crate::kernel::simd::Simd;
use crate::kernel::simd::multiples::Multiples;

/// Registers at a time.
const U: usize = 4;

/// y := x.
///
/// # Safety
/// As `VectorKernels::copy_far`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn copy_far<S: Simd, T: Multiples<S>>(n: usize, x: *const T, y: *mut T) {
    let (n, x, y): (_, *const S::Elem, *mut S::Elem) = (n * T::PARTS, x.cast(), y.cast());
    let lead = y.align_offset(size_of::<S::Reg>()).min(n);
    // SAFETY: the caller's promise: a number is PARTS adjacent reals, and i stays below their number.
    unsafe {
        x.copy_to_nonoverlapping(y, lead);
        let mut i = lead;
        while n - i >= U * S::LANES {
            for u in 0..U {
                S::stream(y.add(i + u * S::LANES), S::load(x.add(i + u * S::LANES)));
            }
            i += U * S::LANES;
        }
        S::fence();
        x.add(i).copy_to_nonoverlapping(y.add(i), n - i);
    }
}
