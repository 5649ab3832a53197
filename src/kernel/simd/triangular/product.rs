//! Products with a triangle.

use super::{Blocks, Panels, columns, prefetch};
use crate::enums::Uplo;
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::Scalar;

/// The block on the diagonal times x, or its transpose times x.
///
/// # Safety
/// The block's columns hold W elements, x holds W.
#[inline(always)]
unsafe fn corner<T: Scalar, const UPPER: bool, const TRANSPOSED: bool, const W: usize>(
    columns: [*const T; W],
    conj: bool,
    unit: bool,
    x: [T; W],
) -> [T; W] {
    let mut product = x;
    // SAFETY: the caller's promise.
    unsafe {
        if !unit {
            for c in 0..W {
                product[c] = (*columns[c].add(c)).conj_if(conj) * x[c];
            }
        }
        for c in 0..W {
            for r in 0..W {
                if is_off_diagonal::<UPPER>(r, c) {
                    let (to, from) = if TRANSPOSED { (c, r) } else { (r, c) };
                    product[to] = product[to].plus_product((*columns[c].add(r)).conj_if(conj), x[from]);
                }
            }
        }
    }
    product
}

/// What W columns from j on have of y := A·x: their own elements are set, others added to.
///
/// # Safety
/// As for [`trmv`], with these columns.
#[inline(always)]
unsafe fn multiply<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    j: usize,
    unit: bool,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    // SAFETY: the caller's promise; rows stay inside the triangle.
    unsafe {
        let mut xs = [P::Elem::ZERO; W];
        for c in 0..W {
            xs[c] = *x.add(j + c);
        }
        let (start, end) = a.rows_off_block(j, W);
        P::combine::<W>(end - start, columns(a, j, start), a.conj, xs, y.add(start));
        let product = corner::<_, UPPER, false, W>(columns(a, j, j), a.conj, unit, xs);
        for c in 0..W {
            *y.add(j + c) = product[c];
        }
    }
}

/// W elements from j on of y := Aᵀ·x.
///
/// # Safety
/// As for [`trmv`], with these columns.
#[inline(always)]
unsafe fn multiply_transposed<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    j: usize,
    unit: bool,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut xs = [P::Elem::ZERO; W];
        for c in 0..W {
            xs[c] = *x.add(j + c);
        }
        let product = corner::<_, UPPER, true, W>(columns(a, j, j), a.conj, unit, xs);
        for c in 0..W {
            *y.add(j + c) = product[c];
        }
        let (start, end) = a.rows_off_block(j, W);
        P::add_products::<W>(end - start, P::Elem::ONE, columns(a, j, start), a.conj, x.add(start), y.add(j));
    }
}

/// The part that a block has of [`trmv`].
///
/// # Safety
/// As for [`trmv`], with `width` columns from j on.
#[inline(always)]
unsafe fn product<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    (j, width): (usize, usize),
    transposed: bool,
    unit: bool,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match (transposed, width == W) {
            (false, true) => multiply::<P, UPPER, W>(a, j, unit, x, y),
            (false, false) => multiply::<P, UPPER, 1>(a, j, unit, x, y),
            (true, true) => multiply_transposed::<P, UPPER, W>(a, j, unit, x, y),
            (true, false) => multiply_transposed::<P, UPPER, 1>(a, j, unit, x, y),
        }
    }
}

/// [`trmv`] for a triangle of a kind.
///
/// # Safety
/// As for [`trmv`].
#[inline(always)]
unsafe fn products<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    transposed: bool,
    unit: bool,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    let blocks = Blocks::<W>::of(a);
    let (first, last) = a.columns;
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        // What is yet to be read is not written, should x be y: an upper triangle's product is made downwards.
        if UPPER != transposed {
            let mut j = first;
            while j < last {
                let width = blocks.from(j);
                prefetch::<_, UPPER, W>(a, j + width);
                product::<P, UPPER, W>(a, (j, width), transposed, unit, x, y);
                j += width;
            }
        } else {
            let mut j = last;
            while j > first {
                let width = blocks.before(j);
                j -= width;
                prefetch::<_, UPPER, W>(a, j.wrapping_sub(W));
                product::<P, UPPER, W>(a, (j, width), transposed, unit, x, y);
            }
        }
    }
}

/// What the triangle's columns, which begin and end with a block, have of y := A·x, or of y := Aᵀ·x. Where these are all, y may
/// be x.
///
/// # Safety
/// As `VectorKernels::trmv`; the processor has the instructions.
#[inline(always)]
pub(in crate::kernel::simd) unsafe fn trmv<P: Panels, const W: usize>(
    a: Triangle<P::Elem>,
    transposed: bool,
    unit: bool,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match a.uplo {
            Uplo::Upper => products::<P, true, W>(&a, transposed, unit, x, y),
            Uplo::Lower => products::<P, false, W>(&a, transposed, unit, x, y),
        }
    }
}
