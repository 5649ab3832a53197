//! Products with a symmetric or Hermitian matrix of which a triangle is stored, for complex elements as pairs of lanes.
//! The loops are those of `symmetric_real`, the arithmetic is that of `dot_complex` and `combine_complex`.

use num_complex::Complex;

use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, has_32_registers, misaligned_numbers, unrelated};
use crate::kernel::simd::complex_lanes::{first, join, times, turn_and_add};
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::{Real, Scalar};

/// y += A·x (conj(A)·x if told), and the sums that [`join`] makes the inner products of A's columns with z of, for W
/// columns that end in `m` adjacent rows.
///
/// # Safety
/// The columns, y and z hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn panel<S: Simd, const W: usize>(
    m: usize,
    columns: [*const Complex<S::Elem>; W],
    conj: bool,
    x: [Complex<S::Elem>; W],
    y: *mut Complex<S::Elem>,
    z: *const Complex<S::Elem>,
) -> [[S::Reg; 2]; W]
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut re = [S::zero(); W];
        let mut im = [S::zero(); W];
        for j in 0..W {
            re[j] = S::splat(x[j].re);
            im[j] = S::splat(x[j].im);
        }
        let mut sums = [[S::zero(); 2]; W];
        let mut i = misaligned_numbers::<S>(m, 2, columns[0].cast());
        if i > 0 {
            let zi = S::load_last(z.cast(), 2 * i);
            let turned = S::swap_pairs(zi);
            let (mut by_re, mut by_im) = (S::zero(), S::zero());
            for j in 0..W {
                let a = first::<S>(columns[j].cast(), 2 * i);
                by_re = S::fma(a, re[j], by_re);
                by_im = S::fma(a, im[j], by_im);
                let a = S::load_last(columns[j].cast(), 2 * i);
                sums[j] = [S::fma(a, zi, sums[j][0]), S::fma(a, turned, sums[j][1])];
            }
            let sum = S::add(first::<S>(y.cast(), 2 * i), turn_and_add::<S>(by_re, by_im, conj));
            S::store_first(y.cast(), 2 * i, sum);
        }
        while m - i >= lanes {
            let zi = S::load(z.add(i).cast());
            let turned = S::swap_pairs(zi);
            let (mut by_re, mut by_im) = (S::zero(), S::zero());
            for j in 0..W {
                let a = S::load(columns[j].add(i).cast());
                by_re = S::fma(a, re[j], by_re);
                by_im = S::fma(a, im[j], by_im);
                sums[j] = [S::fma(a, zi, sums[j][0]), S::fma(a, turned, sums[j][1])];
            }
            let p = y.add(i).cast();
            S::store(p, S::add(S::load(p), turn_and_add::<S>(by_re, by_im, conj)));
            i += lanes;
        }
        if m > i {
            let n = 2 * (m - i);
            let zi = S::load_first(z.add(i).cast(), n, S::zero());
            let turned = S::swap_pairs(zi);
            let (mut by_re, mut by_im) = (S::zero(), S::zero());
            for j in 0..W {
                let a = first::<S>(columns[j].add(i).cast(), n);
                by_re = S::fma(a, re[j], by_re);
                by_im = S::fma(a, im[j], by_im);
                // The lanes beyond add 0·0.
                let a = S::load_first(columns[j].add(i).cast(), n, S::zero());
                sums[j] = [S::fma(a, zi, sums[j][0]), S::fma(a, turned, sums[j][1])];
            }
            let p = y.add(i).cast();
            let sum = S::add(first::<S>(p, n), turn_and_add::<S>(by_re, by_im, conj));
            S::store_first(p, n, sum);
        }
        sums
    }
}

/// The part of [`symv`] that W columns from j on, and their rows across the diagonal, have.
///
/// # Safety
/// As for [`symv`], with columns j to j + W − 1.
#[inline(always)]
unsafe fn block<S: Simd, const UPPER: bool, const W: usize>(
    j: usize,
    alpha: Complex<S::Elem>,
    a: Triangle<Complex<S::Elem>>,
    hermitian: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay in the triangle.
    unsafe {
        let (start, end) = a.rows_off_block(j, W);
        let columns = unrelated(a.several::<W>(j, 0));
        let mut xs = [alpha; W];
        for c in 0..W {
            xs[c] = times(alpha, *x.add(j + c), false);
        }
        let mut tops = columns;
        for c in 0..W {
            tops[c] = columns[c].add(start);
        }
        let across = a.conj != hermitian;
        let pairs = panel::<S, W>(end - start, tops, a.conj, xs, y.add(start), x.add(start));
        let mut sums = xs;
        for c in 0..W {
            sums[c] = join::<S>(pairs[c], across);
        }
        // The block on the diagonal.
        let mut new = [alpha; W];
        for c in 0..W {
            let mut element = *columns[c].add(j + c);
            if hermitian {
                element.im = S::Elem::ZERO;
            }
            new[c] = times(xs[c], element, a.conj);
        }
        for c in 0..W {
            for r in 0..W {
                if is_off_diagonal::<UPPER>(r, c) {
                    let element = *columns[c].add(j + r);
                    new[r] = plus(new[r], times(xs[c], element, a.conj));
                    sums[c] = plus(sums[c], times(*x.add(j + r), element, across));
                }
            }
        }
        for c in 0..W {
            let y = &mut *y.add(j + c);
            *y = plus(*y, plus(new[c], times(alpha, sums[c], false)));
        }
    }
}

/// The sum of two.
#[inline(always)]
fn plus<R: Real>(a: Complex<R>, b: Complex<R>) -> Complex<R> {
    Complex { re: a.re + b.re, im: a.im + b.im }
}

/// [`symv`] for a triangle of a kind.
///
/// # Safety
/// As for [`symv`].
#[inline(always)]
unsafe fn blocks<S: Simd, const UPPER: bool>(
    alpha: Complex<S::Elem>,
    a: Triangle<Complex<S::Elem>>,
    hermitian: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        if has_32_registers::<S>() {
            by_columns!(to - from, 4 [3 2 1], |j, W| block::<S, UPPER, W>(from + j, alpha, a, hermitian, x, y));
        } else {
            by_columns!(to - from, 2[1], |j, W| block::<S, UPPER, W>(from + j, alpha, a, hermitian, x, y));
        }
    }
}

/// y += α·A·x as far as some columns of the triangle, and their rows across the diagonal, go.
///
/// # Safety
/// As `VectorKernels::symv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn symv<S: Simd>(
    alpha: Complex<S::Elem>,
    a: Triangle<Complex<S::Elem>>,
    hermitian: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        match a.uplo {
            Uplo::Upper => blocks::<S, true>(alpha, a, hermitian, x, y),
            Uplo::Lower => blocks::<S, false>(alpha, a, hermitian, x, y),
        }
    }
}
