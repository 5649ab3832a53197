//! A sum of some columns, each times a factor, for complex elements as pairs of lanes: `gemv_n`. The loops are those of
//! `combine_real`.

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, has_32_registers, misaligned_numbers, unrelated};
use crate::kernel::simd::complex_lanes::{factors, first, turn_and_add};
use crate::kernel::vector::{Columns, Strided};
use crate::scalar::Real;

/// y += the sum of NC columns, each times its element of x, with conj(A) if told.
///
/// Two sums are kept, of a·re(x) and of a·im(x); a·x is the first plus i times the second, and conj(a)·x is the
/// conjugate of the first minus i times the second.
///
/// # Safety
/// The columns and y hold m elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn combine<S: Simd, const NC: usize>(
    m: usize,
    columns: [*const Complex<S::Elem>; NC],
    conj: bool,
    x: [Complex<S::Elem>; NC],
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut re = [S::zero(); NC];
        let mut im = [S::zero(); NC];
        for j in 0..NC {
            re[j] = S::splat(x[j].re);
            im[j] = S::splat(x[j].im);
        }
        let mut i = misaligned_numbers::<S>(m, 2, columns[0].cast());
        if i > 0 {
            combine_few::<S, NC>(0, i, columns, conj, (&re, &im), y);
        }
        while m - i >= lanes {
            let (mut by_re, mut by_im) = (S::zero(), S::zero());
            for j in 0..NC {
                let ai = S::load(columns[j].add(i).cast());
                by_re = S::fma(ai, re[j], by_re);
                by_im = S::fma(ai, im[j], by_im);
            }
            let p = y.add(i).cast();
            S::store(p, S::add(S::load(p), turn_and_add::<S>(by_re, by_im, conj)));
            i += lanes;
        }
        if m > i {
            combine_few::<S, NC>(i, m - i, columns, conj, (&re, &im), y);
        }
    }
}

/// The step of [`combine`] for `n` rows from i on, less than a register has.
///
/// # Safety
/// The columns and y hold i + n elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_few<S: Simd, const NC: usize>(
    i: usize,
    n: usize,
    columns: [*const Complex<S::Elem>; NC],
    conj: bool,
    (re, im): (&[S::Reg; NC], &[S::Reg; NC]),
    y: *mut Complex<S::Elem>,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (mut by_re, mut by_im) = (S::zero(), S::zero());
        for j in 0..NC {
            let ai = first::<S>(columns[j].add(i).cast(), 2 * n);
            by_re = S::fma(ai, re[j], by_re);
            by_im = S::fma(ai, im[j], by_im);
        }
        let p = y.add(i).cast();
        let sum = S::add(first::<S>(p, 2 * n), turn_and_add::<S>(by_re, by_im, conj));
        S::store_first(p, 2 * n, sum);
    }
}

/// y += α·A·x.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    a: Columns<Complex<S::Elem>>,
    x: Strided<Complex<S::Elem>>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if has_32_registers::<S>() {
            by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| {
                combine::<S, W>(m, unrelated(a.several(j)), a.conj, factors(alpha, x.from(j)), y);
            });
        } else {
            by_columns!(n, 4 [3 2 1], |j, W| {
                combine::<S, W>(m, unrelated(a.several(j)), a.conj, factors(alpha, x.from(j)), y);
            });
        }
    }
}
