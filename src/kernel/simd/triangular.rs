//! Products and solutions with a triangle, for real and complex elements. See `kernel::vector` for the contract.
//!
//! Some columns at a time, a *block*: what they have beside the diagonal is a rectangle, for [`Panels`]; their block on
//! the diagonal is straight code. Blocks are W columns wide, but for single ones at the tip of the triangle where order
//! is no multiple of W: there columns are shortest.

use crate::enums::Uplo;
use crate::kernel::vector::{Triangle, is_off_diagonal};
use crate::scalar::Scalar;

/// Bytes of a cache line.
const LINE: usize = 64;

/// The loops over rectangles, for real or complex elements.
pub(super) trait Panels {
    type Elem: Scalar;

    /// y += the sum of W columns, each times its element of x, with conj(A) if told.
    ///
    /// # Safety
    /// The columns and y hold m elements; the processor has the instructions.
    unsafe fn combine<const W: usize>(
        m: usize,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: [Self::Elem; W],
        y: *mut Self::Elem,
    );

    /// y += α times the inner products of W columns, conjugated if told, with x.
    ///
    /// # Safety
    /// The columns and x hold m elements, y holds W; the processor has the instructions.
    unsafe fn add_products<const W: usize>(
        m: usize,
        alpha: Self::Elem,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: *const Self::Elem,
        y: *mut Self::Elem,
    );

    /// Asks for the cache line at `p`, which may be any address.
    ///
    /// # Safety
    /// The processor has the instructions.
    unsafe fn prefetch(p: *const Self::Elem);
}

/// The blocks of a triangle's columns.
struct Blocks<const W: usize> {
    /// The blocks of W columns: the first column, and the one behind the last.
    wide: (usize, usize),
}

impl<const W: usize> Blocks<W> {
    #[inline(always)]
    fn of<T>(a: &Triangle<T>) -> Self {
        let single = a.n % W;
        Blocks { wide: if a.uplo == Uplo::Upper { (single, a.n) } else { (0, a.n - single) } }
    }
    /// The width of the block that begins with column j.
    #[inline(always)]
    fn from(&self, j: usize) -> usize {
        if self.wide.0 <= j && j < self.wide.1 { W } else { 1 }
    }
    /// The width of the block that ends before column j.
    #[inline(always)]
    fn before(&self, j: usize) -> usize {
        if self.wide.0 < j && j <= self.wide.1 { W } else { 1 }
    }
}

/// Where some rows of W columns from j on begin.
#[inline(always)]
fn columns<T: Copy, const W: usize>(a: &Triangle<T>, j: usize, row: usize) -> [*const T; W] {
    let mut columns = [a.ptr; W];
    for c in 0..W {
        columns[c] = a.column(j.wrapping_add(c)).wrapping_add(row);
    }
    columns
}

/// Asks for the first lines of W columns from j on, which the processor can't foresee: what it reads ahead of are the
/// columns that it is in.
///
/// # Safety
/// The processor has the instructions.
#[inline(always)]
unsafe fn prefetch<P: Panels, const UPPER: bool, const W: usize>(a: &Triangle<P::Elem>, j: usize) {
    for top in columns::<_, W>(a, j, if UPPER { 0 } else { j }) {
        // SAFETY: the caller's promise.
        unsafe {
            P::prefetch(top);
            P::prefetch(top.wrapping_byte_add(LINE));
        }
    }
}

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

/// Solves with the block on the diagonal, or its transpose, for x: by reciprocals, which are no part of the chain from one
/// element to the next.
///
/// # Safety
/// The block's columns hold W elements, x holds W.
#[inline(always)]
unsafe fn solve_corner<T: Scalar, const UPPER: bool, const TRANSPOSED: bool, const W: usize>(
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

/// The part that W columns from j on have of some elements of y := A·x: those of the columns are set, others added to.
///
/// # Safety
/// As for [`trmv`], with these columns and elements.
#[inline(always)]
unsafe fn multiply<P: Panels, const UPPER: bool, const W: usize>(
    a: &Triangle<P::Elem>,
    j: usize,
    unit: bool,
    x: *const P::Elem,
    y: *mut P::Elem,
) {
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; rows stay inside the triangle.
    unsafe {
        let mut xs = [P::Elem::ZERO; W];
        for c in 0..W {
            xs[c] = *x.add(j + c);
        }
        let rows = if UPPER { (from, to.min(j)) } else { (from.max(j + W), to) };
        P::combine::<W>(rows.1 - rows.0, columns(a, j, rows.0), a.conj, xs, y.add(rows.0));
        if from <= j && j < to {
            let product = corner::<_, UPPER, false, W>(columns(a, j, j), a.conj, unit, xs);
            for c in 0..W {
                *y.add(j + c) = product[c];
            }
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
    let (from, to) = a.columns;
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        // What is yet to be read is not written, should x be y: an upper triangle's product is made downwards. That of
        // some rows needs the columns beyond, and that of some columns of the transpose does not.
        let (first, last) = match (UPPER, transposed) {
            (_, true) => (from, to),
            (true, false) => (from, a.n),
            (false, false) => (0, to),
        };
        if UPPER != transposed {
            let mut j = first;
            while j < last {
                let width = blocks.from(j);
                prefetch::<P, UPPER, W>(a, j + width);
                product::<P, UPPER, W>(a, (j, width), transposed, unit, x, y);
                j += width;
            }
        } else {
            let mut j = last;
            while j > first {
                let width = blocks.before(j);
                j -= width;
                prefetch::<P, UPPER, W>(a, j.wrapping_sub(W));
                product::<P, UPPER, W>(a, (j, width), transposed, unit, x, y);
            }
        }
    }
}

/// Some elements of y := A·x, or of y := Aᵀ·x: those that the triangle's columns are numbered by, which begin and end with a
/// block. Where these are all, y may be x.
///
/// # Safety
/// As `VectorKernels::trmv`; the processor has the instructions.
#[inline(always)]
pub(super) unsafe fn trmv<P: Panels, const W: usize>(
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
                prefetch::<P, UPPER, W>(a, next.1);
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
                prefetch::<P, UPPER, W>(a, next.0.wrapping_sub(W));
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
pub(super) unsafe fn trsv<P: Panels, const W: usize>(
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
