//! Products with a symmetric matrix of which a triangle is stored, for real elements: every element is read once, and
//! works on both sides of the diagonal. See `kernel::vector` for the contract.

use crate::enums::Uplo;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::{by_columns, has_32_registers, is_long, misaligned, unrelated};
use crate::kernel::simd::symmetric_diagonal::{corner, diagonal, load};
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

/// The part of [`symv`] that W columns have, which are as many as a register has lanes, or less: those from j on, their block on the
/// diagonal included. All that is written is written as registers: single elements would keep the next block waiting, whose loads
/// reach over them.
///
/// # Safety
/// As for [`symv`], with these columns; W ≤ LANES.
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
        let own = load::<S, W>(y.add(j));
        let (mut own, mut products) =
            diagonal::<S, UPPER, W>(a.several(j, j), xs, own, load::<S, W>(x.add(j)));
        let (start, end) = a.rows_off_block(j, W);
        if is_long::<S>(end - start) {
            // Where a panel begins with an aligned element, which lanes meet those of the block is the address's.
            own = add_sums::<S, W>(own, alpha, S::sums(products));
            products = [S::zero(); W];
        }
        let columns = unrelated(a.several(j, start));
        let sums = panel::<S, W>(end - start, columns, xs, y.add(start), x.add(start), products);
        let own = add_sums::<S, W>(own, alpha, sums);
        if W == S::LANES { S::store(y.add(j), own) } else { S::store_first(y.add(j), W, own) }
    }
}

/// own + α·sums in the first W lanes.
///
/// # Safety
/// The processor has `S`; W ≤ LANES.
#[inline(always)]
unsafe fn add_sums<S: Simd, const W: usize>(own: S::Reg, alpha: S::Elem, sums: [S::Elem; W]) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::fma(S::splat(alpha), load::<S, W>(sums.as_ptr()), own) }
}

/// The part of [`symv`] that W columns from j on have.
///
/// # Safety
/// As for [`symv`], with these columns.
#[inline(always)]
unsafe fn block<S: Simd, const UPPER: bool, const W: usize>(
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
        rectangle::<S, W>(a.rows_off_block(j, W), j, alpha, a, x, y);
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
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below `to`.
    unsafe {
        if has_32_registers::<S>() {
            by_columns!(to - from, 8 [7 6 5 4 3 2 1], |j, W| {
                register_block::<S, UPPER, W>(from + j, alpha, a, x, y);
            });
            return;
        }
        by_columns!(to - from, 4 [3 2 1], |j, W| {
            if W == S::LANES {
                register_block::<S, UPPER, W>(from + j, alpha, a, x, y);
            } else {
                block::<S, UPPER, W>(from + j, alpha, a, x, y);
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
