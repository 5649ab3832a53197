//! A vector's multiples added to columns, for real and complex elements: `axpy` and `ger`; and a multiple of
//! it in its place, `scal`. Some columns at once, so that the vector is loaded once for all.

use crate::kernel::simd::Simd;
use crate::kernel::simd::ahead::{BOTH, Stream, ask};
use crate::kernel::simd::columns::{by_columns, has_32_registers, is_long, misaligned_numbers};
use crate::kernel::simd::multiples::{Multiples, add_alone, add_multiples};
use crate::kernel::vector::Strided;

/// Registers from which on it pays to write aligned ones: some lanes stored in front can't be loaded again at once by the next
/// call, where whole registers can, aligned or not.
const ALIGNED_AXPY: usize = 16;
/// The same for what does less with a register.
const ALIGNED_SCAL: usize = 32;

/// y += α·x, with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::axpy`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn axpy<S: Simd, T: Multiples<S>>(
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if n * T::PARTS >= ALIGNED_AXPY * S::LANES {
            add_multiples::<S, T, 1, 1, 8, true>(n, [y], [x], conj_x, [[alpha]]);
        } else {
            add_multiples::<S, T, 1, 1, 1, false>(n, [y], [x], conj_x, [[alpha]]);
        }
    }
}

/// [`axpy`] of vectors that are far away: they are asked for.
///
/// # Safety
/// As for [`axpy`].
#[inline(always)]
pub(crate) unsafe fn axpy_ahead<S: Simd, T: Multiples<S>>(
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let lead = misaligned_numbers::<S>(n, T::PARTS, y.cast());
        add_alone::<S, T, BOTH>(n, lead, y, x, alpha.factor(conj_x), Stream { column: x, next: x, m: n });
    }
}

/// A += α·x·yᵀ with conj(x) if told. Columns of 32 and of 96 bytes, which end with half a wide register, go through whole narrow ones: what
/// is stored of a part can't be loaded again at once (measured on Zen 4: sger of order 8 and 24 takes half the time).
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd, T: Multiples<S> + Multiples<S::Half>>(
    m: usize,
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: Strided<T>,
    a: *mut T,
    a_col: isize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if has_32_registers::<S>() && (m * size_of::<T>()) | 64 == 96 {
            update_columns::<S::Half, T, false>(m, n, alpha, x, conj_x, y, a, a_col);
        } else if is_long::<S>(m * <T as Multiples<S>>::PARTS) {
            update_columns::<S, T, true>(m, n, alpha, x, conj_x, y, a, a_col);
        } else {
            update_columns::<S, T, false>(m, n, alpha, x, conj_x, y, a, a_col);
        }
    }
}

/// The same, each few columns as [`add_multiples`] does them.
///
/// # Safety
/// As for [`ger`].
#[inline(always)]
unsafe fn update_columns<S: Simd, T: Multiples<S>, const ALIGNED: bool>(
    m: usize,
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: Strided<T>,
    a: *mut T,
    a_col: isize,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            let mut factors = [alpha; W];
            let mut columns = [a; W];
            for k in 0..W {
                factors[k] *= y.at(j + k).conj_if(y.conj);
                columns[k] = a.offset((j + k) as isize * a_col);
            }
            add_multiples::<S, T, W, 1, 1, ALIGNED>(m, columns, [x], conj_x, [factors]);
        });
    }
}

/// x := α·x.
///
/// # Safety
/// As `VectorKernels::scal`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal<S: Simd, T: Multiples<S>>(n: usize, alpha: T, x: *mut T) {
    // SAFETY: the caller's promise.
    unsafe { scale::<S, T, false>(n, alpha, x) }
}

/// [`scal`] of a vector that is far away: it is asked for.
///
/// # Safety
/// As for [`scal`].
#[inline(always)]
pub(crate) unsafe fn scal_ahead<S: Simd, T: Multiples<S>>(n: usize, alpha: T, x: *mut T) {
    // SAFETY: the caller's promise.
    unsafe { scale::<S, T, true>(n, alpha, x) }
}

/// Both; asks for what follows if ASKING.
///
/// # Safety
/// As for [`scal`].
#[inline(always)]
unsafe fn scale<S: Simd, T: Multiples<S>, const ASKING: bool>(n: usize, alpha: T, x: *mut T) {
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        const U: usize = 4;
        let count = S::LANES / T::PARTS;
        let mut i = 0;
        if n * T::PARTS >= ALIGNED_SCAL * S::LANES {
            i = misaligned_numbers::<S>(n, T::PARTS, x.cast());
            if i > 0 {
                scale_few::<S, T>(x, i, alpha);
            }
            while n - i >= U * count {
                if ASKING {
                    ask::<S, T, U>(x.wrapping_add(i + Stream::<T>::AHEAD));
                }
                for u in 0..U {
                    let p = x.add(i + u * count).cast();
                    S::store(p, T::times(S::load(p), &alpha));
                }
                i += U * count;
            }
        }
        while n - i >= count {
            let p = x.add(i).cast();
            S::store(p, T::times(S::load(p), &alpha));
            i += count;
        }
        if n > i {
            scale_few::<S, T>(x.add(i), n - i, alpha);
        }
    }
}

/// The step of [`scale`] for `n` elements, less than a register has.
///
/// # Safety
/// n ≥ 1 elements are readable and writable; the processor has `S`.
#[inline(always)]
unsafe fn scale_few<S: Simd, T: Multiples<S>>(x: *mut T, n: usize, alpha: T) {
    // SAFETY: the caller's promise.
    unsafe { S::store_first(x.cast(), n * T::PARTS, T::times(T::first(x, n), &alpha)) }
}
