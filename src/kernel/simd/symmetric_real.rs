//! Products with a symmetric matrix of which a triangle is stored, for real elements: every element is read once, and
//! works on both sides of the diagonal. See `kernel::vector` for the contract.

use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, has_32_registers, is_long, misaligned, unrelated};
use crate::kernel::simd::symmetric_diagonal::{corner, diagonal};
use crate::kernel::simd::vector_real::first;
use crate::kernel::vector::Triangle;
use crate::scalar::Real;

/// y += A·x, and the inner products of A's columns with z, added to `sums`, for W columns that end in `m` adjacent rows.
///
/// # Safety
/// The columns, y and z hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn panel<S: Simd, const W: usize>(
    m: usize,
    columns: [*const S::Elem; W],
    x: [S::Elem; W],
    y: *mut S::Elem,
    z: *const S::Elem,
    mut sums: [S::Reg; W],
) -> [S::Elem; W] {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut xs = [S::zero(); W];
        for j in 0..W {
            xs[j] = S::splat(x[j]);
        }
        let mut i = misaligned::<S>(m, columns[0]);
        if i > 0 {
            let zi = S::load_last(z, i);
            let mut yi = first::<S>(y, i);
            for j in 0..W {
                yi = S::fma(first::<S>(columns[j], i), xs[j], yi);
                sums[j] = S::fma(S::load_last(columns[j], i), zi, sums[j]);
            }
            S::store_first(y, i, yi);
        }
        while m - i >= S::LANES {
            let zi = S::load(z.add(i));
            let mut yi = S::load(y.add(i));
            for j in 0..W {
                let a = S::load(columns[j].add(i));
                yi = S::fma(a, xs[j], yi);
                sums[j] = S::fma(a, zi, sums[j]);
            }
            S::store(y.add(i), yi);
            i += S::LANES;
        }
        if m > i {
            let zi = S::load_first(z.add(i), m - i, S::zero());
            let mut yi = first::<S>(y.add(i), m - i);
            for j in 0..W {
                yi = S::fma(first::<S>(columns[j].add(i), m - i), xs[j], yi);
                // The lanes beyond add 0·0.
                sums[j] = S::fma(S::load_first(columns[j].add(i), m - i, S::zero()), zi, sums[j]);
            }
            S::store_first(y.add(i), m - i, yi);
        }
        S::sums(sums)
    }
}

/// α·x for W elements of x.
///
/// # Safety
/// x holds them.
#[inline(always)]
unsafe fn times<R: Real, const W: usize>(alpha: R, x: *const R) -> [R; W] {
    let mut products = [alpha; W];
    for c in 0..W {
        // SAFETY: the caller's promise.
        products[c] *= unsafe { *x.add(c) };
    }
    products
}

/// The part of [`symv`] that a rectangle beside the diagonal has: W columns from j on, and some rows.
///
/// # Safety
/// As for [`symv`], with these columns and rows of the triangle.
#[inline(always)]
unsafe fn rectangle<S: Simd, const W: usize>(
    (start, end): (usize, usize),
    j: usize,
    alpha: S::Elem,
    a: Triangle<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let xs = times(alpha, x.add(j));
        let zero = [S::zero(); W];
        let sums =
            panel::<S, W>(end - start, unrelated(a.several(j, start)), xs, y.add(start), x.add(start), zero);
        for c in 0..W {
            *y.add(j + c) += alpha * sums[c];
        }
    }
}

/// The part of [`symv`] that as many columns as a register has lanes have: those from j on, their block on the diagonal
/// included.
///
/// # Safety
/// As for [`symv`], with these columns; W = LANES.
#[inline(always)]
unsafe fn register_block<S: Simd, const UPPER: bool, const W: usize>(
    j: usize,
    alpha: S::Elem,
    a: Triangle<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let xs = times(alpha, x.add(j));
        let own = S::load(y.add(j));
        let (mut own, mut products) = diagonal::<S, UPPER, W>(a.several(j, j), xs, own, S::load(x.add(j)));
        let (start, end) = a.rows_off_block(j, W);
        if is_long::<S>(end - start) {
            // Where a panel begins with an aligned element, which lanes meet those of the block is the address's.
            own = S::fma(S::splat(alpha), S::load(S::sums(products).as_ptr()), own);
            products = [S::zero(); W];
        }
        let columns = unrelated(a.several(j, start));
        let sums = panel::<S, W>(end - start, columns, xs, y.add(start), x.add(start), products);
        S::store(y.add(j), S::fma(S::splat(alpha), S::load(sums.as_ptr()), own));
    }
}

/// The part of [`symv`] that W columns from j on have among the rows of a part of the triangle.
///
/// # Safety
/// As for [`symv`], with these columns and rows.
#[inline(always)]
unsafe fn block<S: Simd, const UPPER: bool, const W: usize>(
    (first, last): (usize, usize),
    j: usize,
    alpha: S::Elem,
    a: Triangle<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let rows = if UPPER { (first, j) } else { (j + W, last) };
        rectangle::<S, W>(rows, j, alpha, a, x, y);
        corner::<S, UPPER, W>(j, alpha, a, x, y);
    }
}

/// [`symv`] for a triangle of a kind.
///
/// # Safety
/// As for [`symv`].
#[inline(always)]
unsafe fn blocks<S: Simd, const UPPER: bool>(
    alpha: S::Elem,
    a: Triangle<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    let (n, (mut from, to)) = (a.n, a.columns);
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        while S::LANES == 8 && has_32_registers::<S>() && to - from >= 8 {
            register_block::<S, UPPER, 8>(from, alpha, a, x, y);
            from += 8;
        }
        // Eight columns at once read y half as often; their block on the diagonal is too large for straight code.
        while has_32_registers::<S>() && to - from >= 8 {
            let within = (from, from + 8);
            rectangle::<S, 8>(if UPPER { (0, from) } else { (from + 8, n) }, from, alpha, a, x, y);
            block::<S, UPPER, 4>(within, from, alpha, a, x, y);
            block::<S, UPPER, 4>(within, from + 4, alpha, a, x, y);
            from += 8;
        }
        by_columns!(to - from, 4 [3 2 1], |j, W| {
            if W == S::LANES {
                register_block::<S, UPPER, W>(from + j, alpha, a, x, y);
            } else {
                block::<S, UPPER, W>((0, n), from + j, alpha, a, x, y);
            }
        });
    }
}

/// y += α·A·x as far as some columns of the triangle, and their rows across the diagonal, go.
///
/// # Safety
/// As `VectorKernels::symv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn symv<S: Simd>(
    alpha: S::Elem,
    a: Triangle<S::Elem>,
    _hermitian: bool,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        match a.uplo {
            Uplo::Upper => blocks::<S, true>(alpha, a, x, y),
            Uplo::Lower => blocks::<S, false>(alpha, a, x, y),
        }
    }
}
