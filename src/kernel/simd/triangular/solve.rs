//! Solutions with a triangle.

use super::{Blocks, Panels, columns, prefetch};
use crate::enums::Uplo;
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::Scalar;

/// Solves with the block on the diagonal, or its transpose, for x: by reciprocals, which are no part of the chain from one
/// element to the next.
///
/// # Safety
/// The block's columns hold W elements, x holds W.
#[inline(always)]
pub(super) unsafe fn solve_corner<T: Scalar, const UPPER: bool, const TRANSPOSED: bool, const W: usize>(
    columns: [*const T; W],
    conj: bool,
    unit: bool,
    x: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut b = [T::ZERO; W];
        let mut inverse = [T::ONE; W];
        for j in 0..W {
            b[j] = *x.add(j);
            if !unit {
                inverse[j] = (*columns[j].add(j)).conj_if(conj);
            }
        }
        let mut good = true;
        for j in 0..W {
            good &= inverse[j].has_reciprocal();
        }
        if !good {
            return divide_corner::<T, UPPER, TRANSPOSED, W>(columns, conj, x);
        }
        for j in 0..W {
            inverse[j] = T::ONE.divide(inverse[j]);
        }
        for k in 0..W {
            // An upper triangle is solved upwards, and the transpose of a lower one is upper.
            let j = if UPPER == TRANSPOSED { k } else { W - 1 - k };
            b[j] *= inverse[j];
            for i in 0..W {
                let (r, c) = if TRANSPOSED { (j, i) } else { (i, j) };
                if is_off_diagonal::<UPPER>(r, c) {
                    b[i] = b[i].plus_product(-(*columns[c].add(r)).conj_if(conj), b[j]);
                }
            }
        }
        for k in 0..W {
            *x.add(k) = b[k];
        }
    }
}

/// The same by divisions, where an element of the diagonal has no reciprocal.
///
/// # Safety
/// As for [`solve_corner`].
#[cold]
#[inline(never)]
unsafe fn divide_corner<T: Scalar, const UPPER: bool, const TRANSPOSED: bool, const W: usize>(
    columns: [*const T; W],
    conj: bool,
    x: *mut T,
) {
    // SAFETY: the caller's promise.
    unsafe {
        for k in 0..W {
            let j = if UPPER == TRANSPOSED { k } else { W - 1 - k };
            let solution = (*x.add(j)).divide((*columns[j].add(j)).conj_if(conj));
            *x.add(j) = solution;
            for i in 0..W {
                let (r, c) = if TRANSPOSED { (j, i) } else { (i, j) };
                if is_off_diagonal::<UPPER>(r, c) {
                    *x.add(i) -= (*columns[c].add(r)).conj_if(conj) * solution;
                }
            }
        }
    }
}

/// Takes what `width` solved elements from j on contribute from the elements of some rows.
///
/// # Safety
/// As for [`trsv`], with this block and rows off its diagonal.
#[inline(always)]
unsafe fn eliminate<P: Panels, const W: usize>(
    a: &Triangle<P::Elem>,
    (j, width): (usize, usize),
    rows: (usize, usize),
    x: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe { if width == W { subtract::<P, W>(a, j, rows, x) } else { subtract::<P, 1>(a, j, rows, x) } }
}

/// [`eliminate`] for W elements.
///
/// # Safety
/// As for [`eliminate`].
#[inline(always)]
unsafe fn subtract<P: Panels, const W: usize>(
    a: &Triangle<P::Elem>,
    j: usize,
    (start, end): (usize, usize),
    x: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut xs = [P::Elem::ZERO; W];
        for c in 0..W {
            xs[c] = -*x.add(j + c);
        }
        P::combine::<W>(end - start, columns(a, j, start), a.conj, xs, x.add(start));
    }
}

/// Solves for W elements from j on of x := A⁻ᵀ·x. The rows solved last come last, as their elements come latest.
///
/// # Safety
/// As for [`trsv`], with these columns.
#[inline(always)]
unsafe fn take_and_solve<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    j: usize,
    unit: bool,
    x: *mut P::Elem,
) {
    let (start, end) = a.rows_off_block(j, W);
    let latest = if UPPER { end } else { (start + W).min(end) };
    // SAFETY: the caller's promise.
    unsafe {
        for (start, end) in [(latest, end), (start, latest)] {
            let columns = columns::<_, W>(a, j, start);
            P::add_products::<W>(end - start, -P::Elem::ONE, columns, a.conj, x.add(start), x.add(j));
        }
        solve_corner::<_, UPPER, true, W>(columns(a, j, j), a.conj, unit, x.add(j));
    }
}

/// Solves for `width` elements from j on: if transposed, after it has taken from them what others contribute.
///
/// # Safety
/// As for [`trsv`], with this block.
#[inline(always)]
unsafe fn solve<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    (j, width): (usize, usize),
    transposed: bool,
    unit: bool,
    x: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match (transposed, width == W) {
            (false, true) => solve_corner::<_, UPPER, false, W>(columns(a, j, j), a.conj, unit, x.add(j)),
            (false, false) => solve_corner::<_, UPPER, false, 1>(columns(a, j, j), a.conj, unit, x.add(j)),
            (true, true) => take_and_solve::<P, UPPER, W>(a, j, unit, x),
            (true, false) => take_and_solve::<P, UPPER, 1>(a, j, unit, x),
        }
    }
}

/// [`trsv`] for a triangle of a kind.
///
/// # Safety
/// As for [`trsv`].
#[inline(always)]
unsafe fn solutions<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    transposed: bool,
    unit: bool,
    x: *mut P::Elem,
) {
    let (blocks, n) = (Blocks::<W>::of(a), a.n);
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        // The next block is solved before the rest takes part of this one: a solution is a chain of divisions, and the
        // processor finds in the rest what to do meanwhile.
        if UPPER == transposed {
            let mut j = 0;
            while j < n {
                let width = blocks.from(j);
                let next = (j + width, (j + width + blocks.from(j + width)).min(n));
                prefetch::<_, UPPER, W>(a, next.1);
                if transposed || j == 0 {
                    solve::<P, UPPER, W>(a, (j, width), transposed, unit, x);
                }
                if !transposed && next.0 < n {
                    eliminate::<P, W>(a, (j, width), next, x);
                    solve::<P, UPPER, W>(a, (next.0, next.1 - next.0), false, unit, x);
                    eliminate::<P, W>(a, (j, width), (next.1, n), x);
                }
                j += width;
            }
        } else {
            let mut end = n;
            while end > 0 {
                let width = blocks.before(end);
                let j = end - width;
                let next = (j.saturating_sub(blocks.before(j)), j);
                prefetch::<_, UPPER, W>(a, next.0.wrapping_sub(W));
                if transposed || end == n {
                    solve::<P, UPPER, W>(a, (j, width), transposed, unit, x);
                }
                if !transposed && j > 0 {
                    eliminate::<P, W>(a, (j, width), next, x);
                    solve::<P, UPPER, W>(a, (next.0, next.1 - next.0), false, unit, x);
                    eliminate::<P, W>(a, (j, width), (0, next.0), x);
                }
                end = j;
            }
        }
    }
}

/// x := A⁻¹·x, or A⁻ᵀ·x.
///
/// # Safety
/// As `VectorKernels::trsv`; the processor has the instructions.
#[inline(always)]
pub(in crate::kernel::simd) unsafe fn trsv<P: Panels, const W: usize>(
    a: Triangle<P::Elem>,
    transposed: bool,
    unit: bool,
    x: *mut P::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match a.uplo {
            Uplo::Upper => solutions::<P, true, W>(&a, transposed, unit, x),
            Uplo::Lower => solutions::<P, false, W>(&a, transposed, unit, x),
        }
    }
}
