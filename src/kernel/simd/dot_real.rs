//! Inner products of some columns with a vector, for real elements: `dot` and `gemv_t`. As many columns at once as there are
//! registers for, so that the vector is loaded once for all.

use crate::kernel::simd::ahead::{
    BOTH, EACH, LITTLE, NOTHING, Stream, ask, ask_both, ask_each, is_asked_for,
};
use crate::kernel::simd::columns::{by_columns, has_32_registers, is_long, last_turn, misaligned, unrelated};
use crate::kernel::simd::{Simd, fold};
use crate::kernel::vector::Columns;
use crate::scalar::Real;

/// The inner products of NC columns with x, each in U partial sums of a register.  The loop begins with an aligned element if ALIGNED, and
/// there are enough of them, and asks for what follows in the stream if ASKING.
///
/// # Safety
/// The columns and x hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn products<S: Simd, const NC: usize, const U: usize, const ALIGNED: bool, const ASKING: u8>(
    m: usize,
    columns: [*const S::Elem; NC],
    x: *const S::Elem,
    stream: Stream<S::Elem>,
) -> [S::Reg; NC] {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut sums = [[S::zero(); U]; NC];
        let column = |j: usize, i: usize| columns[j].add(i);
        let lead = if ALIGNED { misaligned::<S>(m, columns[0]) } else { 0 };
        let mut i = lead;
        if lead > 0 {
            for j in 0..NC {
                sums[j][U - 1] =
                    S::fma(S::load_last(column(j, 0), lead), S::load_last(x, lead), sums[j][U - 1]);
            }
        }
        while m - i >= U * S::LANES {
            if ASKING == LITTLE {
                ask::<S, S::Elem, U>(stream.ahead(i));
            } else if ASKING == BOTH {
                ask_both::<S, S::Elem, U>(columns[0].wrapping_add(i), x.wrapping_add(i));
            } else if ASKING == EACH {
                ask_each::<S, S::Elem, NC, U>((i, m), columns);
            }
            for u in 0..U {
                for j in 0..NC {
                    let xi = S::load(x.add(i + u * S::LANES));
                    sums[j][u] = S::fma(S::load(column(j, i + u * S::LANES)), xi, sums[j][u]);
                }
            }
            i += U * S::LANES;
        }
        for u in 0..U {
            if m - i >= S::LANES {
                for j in 0..NC {
                    let xi = S::load(x.add(i));
                    sums[j][u] = S::fma(S::load(column(j, i)), xi, sums[j][u]);
                }
                i += S::LANES;
            }
        }
        if m > i {
            let turn = if ALIGNED { last_turn::<S, U>(m, i - lead) } else { U - 1 };
            for u in (0..U).rev() {
                if u == turn {
                    // The lanes beyond add 0·0.
                    for j in 0..NC {
                        let xi = S::load_first(x.add(i), m - i, S::zero());
                        let ai = S::load_first(column(j, i), m - i, S::zero());
                        sums[j][u] = S::fma(ai, xi, sums[j][u]);
                    }
                }
            }
        }
        let mut folded = [S::zero(); NC];
        for j in 0..NC {
            folded[j] = fold::<S, U>(sums[j]);
        }
        folded
    }
}

/// y += α times the inner products of NC columns with x; asks as ASKING says.
///
/// # Safety
/// As for [`products`], and y holds NC elements.
#[inline(always)]
pub(super) unsafe fn add_products<
    S: Simd,
    const NC: usize,
    const U: usize,
    const ALIGNED: bool,
    const ASKING: u8,
>(
    m: usize,
    alpha: S::Elem,
    columns: [*const S::Elem; NC],
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let sums =
            S::sums(products::<S, NC, U, ALIGNED, ASKING>(m, columns, x, Stream { column: x, next: x, m }));
        for j in 0..NC {
            *y.add(j) += alpha * sums[j];
        }
    }
}

/// Σ xᵢ·yᵢ.
///
/// # Safety
/// As `VectorKernels::dot`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn dot<S: Simd>(n: usize, x: *const S::Elem, y: *const S::Elem, _conj_x: bool) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe {
        let stream = Stream { column: x, next: x, m: n };
        let [sum] = if is_long::<S>(n) {
            products::<S, 1, 4, true, NOTHING>(n, [x], y, stream)
        } else {
            products::<S, 1, 4, false, NOTHING>(n, [x], y, stream)
        };
        S::sum(sum)
    }
}

/// [`dot`] of vectors that are far away: they are asked for.
///
/// # Safety
/// As for [`dot`].
#[inline(always)]
pub(crate) unsafe fn dot_ahead<S: Simd>(
    n: usize,
    x: *const S::Elem,
    y: *const S::Elem,
    _conj_x: bool,
) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe {
        let [sum] = products::<S, 1, 4, true, BOTH>(n, [x], y, Stream { column: x, next: x, m: n });
        S::sum(sum)
    }
}

/// y += α·Aᵀ·x.
///
/// # Safety
/// As `VectorKernels::gemv_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_t<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    _conj: bool,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            let y = y.offset(j as isize * incy);
            add_strided_products::<S, W, 2, NOTHING>(m, alpha, a.several(j), x, y, incy);
        });
    }
}

/// The same by more columns at once.
///
/// # Safety
/// As for [`gemv_t`].
#[inline(always)]
pub(crate) unsafe fn gemv_t_wide<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    _conj: bool,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { by_many_columns::<S, NOTHING>(m, n, alpha, a, x, y, incy) }
}

/// The same for an A that is far away: it is asked for.
///
/// # Safety
/// As for [`gemv_t`].
#[inline(always)]
pub(crate) unsafe fn gemv_t_ahead<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    _conj: bool,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { by_many_columns::<S, EACH>(m, n, alpha, a, x, y, incy) }
}

/// [`gemv_t`] by eight columns at once; asks as ASKING says.
///
/// # Safety
/// As for [`gemv_t`].
#[inline(always)]
unsafe fn by_many_columns<S: Simd, const ASKING: u8>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| {
            let (columns, y) = (a.several(j), y.offset(j as isize * incy));
            if has_32_registers::<S>() {
                add_strided_products::<S, W, 2, ASKING>(m, alpha, columns, x, y, incy);
            } else {
                add_strided_products::<S, W, 1, ASKING>(m, alpha, columns, x, y, incy);
            }
        });
    }
}

/// The same by single columns.
///
/// # Safety
/// As for [`gemv_t`].
#[inline(always)]
pub(crate) unsafe fn gemv_t_single<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    _conj: bool,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    let asks = is_asked_for::<S::Elem>(m, n);
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        let mut next = a.ptr;
        for j in 0..n {
            let column = next;
            [next] = unrelated([column.wrapping_offset(a.col)]);
            let stream = Stream { column, next, m };
            let [sum] = if asks {
                products::<S, 1, 4, true, LITTLE>(m, [column], x, stream)
            } else {
                products::<S, 1, 4, true, NOTHING>(m, [column], x, stream)
            };
            *y.offset(j as isize * incy) += alpha * S::sum(sum);
        }
    }
}

/// [`add_products`] for a y of any stride, in U partial sums a column.
///
/// # Safety
/// As for [`add_products`].
#[inline(always)]
unsafe fn add_strided_products<S: Simd, const NC: usize, const U: usize, const ASKING: u8>(
    m: usize,
    alpha: S::Elem,
    columns: [*const S::Elem; NC],
    x: *const S::Elem,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    let mut copied = [alpha; NC];
    // SAFETY: the caller's promise.
    unsafe {
        if incy != 1 {
            for j in 0..NC {
                copied[j] = *y.offset(j as isize * incy);
            }
        }
        let adjacent = if incy == 1 { y } else { copied.as_mut_ptr() };
        add_products::<S, NC, U, true, ASKING>(m, alpha, unrelated(columns), x, adjacent);
        if incy != 1 {
            for j in 0..NC {
                *y.offset(j as isize * incy) = copied[j];
            }
        }
    }
}
