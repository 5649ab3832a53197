//! Multiples of vectors added to some columns, for real and complex elements: the loop of `axpy`, `ger`, `syr` and `syr2`.

use std::ptr::without_provenance;

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::ahead::{BOTH, LITTLE, NOTHING, Stream, ask, ask_both};
use crate::kernel::simd::columns::{misaligned_numbers, unrelated};
use crate::kernel::simd::complex_lanes::{self, factor_pair};
use crate::kernel::simd::numbers::Numbers;
use crate::kernel::simd::vector_real;
use crate::scalar::Scalar;

/// Numbers in registers of reals `S`, one a lane or one a pair of lanes, that are multiplied by one number.
pub(crate) trait Multiples<S: Simd>: Scalar + Numbers<S> {
    /// Reals in a number.
    const PARTS: usize;
    /// What registers are multiplied by.
    type Factor: Copy;

    /// The number as a factor of x, or of conj(x) if told.
    ///
    /// # Safety
    /// The processor has `S`.
    unsafe fn factor(self, conj_x: bool) -> Self::Factor;
    /// sum + x·by.
    ///
    /// # Safety
    /// The processor has `S`.
    unsafe fn add_multiple(sum: S::Reg, x: S::Reg, by: Self::Factor) -> S::Reg;
    /// The first `n` numbers from memory, the others as the first of them: they compute what it computes.
    ///
    /// # Safety
    /// 1 ≤ n numbers, less than a register's, are readable; the processor has `S`.
    unsafe fn first(p: *const Self, n: usize) -> S::Reg;
}

macro_rules! multiples {
    ($($t:ident),*) => { $(
        impl<S: Simd<Elem = $t>> Multiples<S> for $t {
            const PARTS: usize = 1;
            type Factor = S::Reg;

            #[inline(always)]
            unsafe fn factor(self, _conj_x: bool) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::splat(self) }
            }
            #[inline(always)]
            unsafe fn add_multiple(sum: S::Reg, x: S::Reg, by: S::Reg) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fma(x, by, sum) }
            }
            #[inline(always)]
            unsafe fn first(p: *const $t, n: usize) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { vector_real::first::<S>(p, n) }
            }
        }
        impl<S: Simd<Elem = $t>> Multiples<S> for Complex<$t> {
            const PARTS: usize = 2;
            type Factor = (S::Reg, S::Reg);

            #[inline(always)]
            unsafe fn factor(self, conj_x: bool) -> (S::Reg, S::Reg) {
                // SAFETY: the caller's promise.
                unsafe { factor_pair::<S>(self, conj_x) }
            }
            #[inline(always)]
            unsafe fn add_multiple(sum: S::Reg, x: S::Reg, (straight, crossed): (S::Reg, S::Reg)) -> S::Reg {
                // SAFETY: the caller's promise.
                unsafe { S::fma(S::swap_pairs(x), crossed, S::fma(x, straight, sum)) }
            }
            #[inline(always)]
            unsafe fn first(p: *const Self, n: usize) -> S::Reg {
                // SAFETY: the caller's promise; a complex number is two adjacent reals.
                unsafe { complex_lanes::first::<S>(p.cast(), 2 * n) }
            }
        }
    )* };
}
multiples!(f32, f64);

/// W columns += R vectors, conjugated if told, each times its factor for the column; by U registers of rows at a time, from
/// the first column's first aligned element on if ALIGNED, which long ones are worth.
///
/// # Safety
/// Columns and vectors hold m elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn add_multiples<
    S: Simd,
    T: Multiples<S>,
    const W: usize,
    const R: usize,
    const U: usize,
    const ALIGNED: bool,
>(
    m: usize,
    columns: [*mut T; W],
    vectors: [*const T; R],
    conj: bool,
    factors: [[T; W]; R],
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let count = S::LANES / T::PARTS;
        let mut by = [[factors[0][0].factor(conj); W]; R];
        for r in 0..R {
            for j in 0..W {
                by[r][j] = factors[r][j].factor(conj);
            }
        }
        let mut i = 0;
        if ALIGNED {
            i = misaligned_numbers::<S>(m, T::PARTS, columns[0].cast());
            if i > 0 {
                add_few::<S, T, W, R>(0, i, columns, vectors, &by);
            }
            while m - i >= U * count {
                add_rows::<S, T, W, R, U>(i, columns, vectors, &by);
                i += U * count;
            }
        }
        while m - i >= count {
            add_rows::<S, T, W, R, 1>(i, columns, vectors, &by);
            i += count;
        }
        if m > i {
            add_few::<S, T, W, R>(i, m - i, columns, vectors, &by);
        }
    }
}

/// A column += a vector times a factor, by several registers at a time from row `lead` on. One of the two is the stream's, of which what
/// follows, or of both, is asked for as ASKING says.
///
/// # Safety
/// The column and the vector hold m ≥ `lead` elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn add_alone<S: Simd, T: Multiples<S>, const ASKING: u8>(
    m: usize,
    lead: usize,
    column: *mut T,
    vector: *const T,
    factor: T::Factor,
    stream: Stream<T>,
) {
    const U: usize = 4;
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let count = S::LANES / T::PARTS;
        let by = [[factor]];
        let mut i = lead;
        if i > 0 {
            add_few::<S, T, 1, 1>(0, i, [column], [vector], &by);
        }
        // Two loops, and an address that is not made of what the compiler could have computed before: it would keep that in memory, and a
        // load there waits for stores to the column at the same place of a page.
        while ASKING == LITTLE && i + Stream::<T>::AHEAD < m && m - i >= U * count {
            ask::<S, T, U>(stream.column.wrapping_add(i + Stream::<T>::AHEAD));
            add_rows::<S, T, 1, 1, U>(i, [column], [vector], &by);
            i += U * count;
        }
        let mut next = stream.next.wrapping_add(i);
        if ASKING == LITTLE {
            let [beyond] = unrelated([without_provenance::<u8>(i.wrapping_sub(m))]);
            next = stream.next.wrapping_add(beyond.addr()).wrapping_add(Stream::<T>::AHEAD);
            [next] = unrelated([next]);
        }
        while m - i >= U * count {
            if ASKING == BOTH {
                ask_both::<S, T, U>(column.wrapping_add(i), vector.wrapping_add(i));
            } else if ASKING != NOTHING {
                ask::<S, T, U>(next);
                next = next.wrapping_add(U * count);
            }
            add_rows::<S, T, 1, 1, U>(i, [column], [vector], &by);
            i += U * count;
        }
        while m - i >= count {
            add_rows::<S, T, 1, 1, 1>(i, [column], [vector], &by);
            i += count;
        }
        if m > i {
            add_few::<S, T, 1, 1>(i, m - i, [column], [vector], &by);
        }
    }
}

/// The step of [`add_multiples`] for `n` rows from i on, less than a register has.
///
/// # Safety
/// As for [`add_multiples`], with i + n ≤ m.
#[inline(always)]
unsafe fn add_few<S: Simd, T: Multiples<S>, const W: usize, const R: usize>(
    i: usize,
    n: usize,
    columns: [*mut T; W],
    vectors: [*const T; R],
    by: &[[T::Factor; W]; R],
) {
    // SAFETY: the caller's promise.
    unsafe {
        for j in 0..W {
            let p = columns[j].add(i);
            let mut new = T::first(p, n);
            for r in 0..R {
                new = T::add_multiple(new, T::first(vectors[r].add(i), n), by[r][j]);
            }
            S::store_first(p.cast(), n * T::PARTS, new);
        }
    }
}

/// The step of [`add_multiples`] for U registers of rows. All is loaded before any is stored: where columns, or a vector and a
/// column, lie a multiple of 4 KiB apart, a load behind a store to the same place of a page would wait for it.
///
/// # Safety
/// As for [`add_multiples`], with U registers' rows from i on.
#[inline(always)]
unsafe fn add_rows<S: Simd, T: Multiples<S>, const W: usize, const R: usize, const U: usize>(
    i: usize,
    columns: [*mut T; W],
    vectors: [*const T; R],
    by: &[[T::Factor; W]; R],
) {
    // SAFETY: the caller's promise.
    unsafe {
        let count = S::LANES / T::PARTS;
        let mut new = [[S::zero(); W]; U];
        for u in 0..U {
            for j in 0..W {
                new[u][j] = S::load(columns[j].add(i + u * count).cast());
            }
            for r in 0..R {
                let x = S::load(vectors[r].add(i + u * count).cast());
                for j in 0..W {
                    new[u][j] = T::add_multiple(new[u][j], x, by[r][j]);
                }
            }
        }
        for u in 0..U {
            for j in 0..W {
                S::store(columns[j].add(i + u * count).cast(), new[u][j]);
            }
        }
    }
}
