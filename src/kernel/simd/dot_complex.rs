//! Inner products of some columns with a vector, for complex elements as pairs of lanes: `dot` and `gemv_t`. The loops are those
//! of `dot_real`; conjugation is no business of the inner ones.

use num_complex::Complex;

use crate::kernel::simd::ahead::{BOTH, LITTLE, NOTHING, Stream, ask, ask_both, is_asked_for};
use crate::kernel::simd::columns::{
    by_columns, has_32_registers, is_long, last_turn, misaligned_numbers, unrelated,
};
use crate::kernel::simd::complex_lanes::{join, times};
use crate::kernel::simd::{Simd, fold};
use crate::kernel::vector::Columns;
use crate::scalar::Real;

/// The inner products of NC columns with x, each in U pairs of partial sums; [`join`] makes a number of a pair.
/// The loop begins with an aligned element if ALIGNED, and there are enough of them, and asks for what follows in the stream if ASKING.
///
/// With a = (ar, ai) and x = (xr, xi), one sum of each pair collects (ar·xr, ai·xi), the other, with x turned around,
/// (ar·xi, ai·xr). The parts of a·x are the difference of the former's lanes and the sum of the latter's; those of
/// conj(a)·x are the sum of the former's and the difference of the latter's.
///
/// # Safety
/// The columns and x hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn products<S: Simd, const NC: usize, const U: usize, const ALIGNED: bool, const ASKING: u8>(
    m: usize,
    columns: [*const Complex<S::Elem>; NC],
    x: *const Complex<S::Elem>,
    stream: Stream<Complex<S::Elem>>,
) -> [[S::Reg; 2]; NC] {
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut straight = [[S::zero(); U]; NC];
        let mut crossed = [[S::zero(); U]; NC];
        let column = |j: usize, i: usize| columns[j].add(i).cast::<S::Elem>();
        let lead = if ALIGNED { misaligned_numbers::<S>(m, 2, columns[0].cast()) } else { 0 };
        let mut i = lead;
        if lead > 0 {
            let xi = S::load_last(x.cast(), 2 * lead);
            let turned = S::swap_pairs(xi);
            for j in 0..NC {
                let ai = S::load_last(column(j, 0), 2 * lead);
                straight[j][U - 1] = S::fma(ai, xi, straight[j][U - 1]);
                crossed[j][U - 1] = S::fma(ai, turned, crossed[j][U - 1]);
            }
        }
        while m - i >= U * lanes {
            if ASKING == LITTLE {
                ask::<S, Complex<S::Elem>, U>(stream.ahead(i));
            } else if ASKING == BOTH {
                ask_both::<S, Complex<S::Elem>, U>(columns[0].wrapping_add(i), x.wrapping_add(i));
            }
            for u in 0..U {
                for j in 0..NC {
                    let xi = S::load(x.add(i + u * lanes).cast());
                    let turned = S::swap_pairs(xi);
                    let ai = S::load(column(j, i + u * lanes));
                    straight[j][u] = S::fma(ai, xi, straight[j][u]);
                    crossed[j][u] = S::fma(ai, turned, crossed[j][u]);
                }
            }
            i += U * lanes;
        }
        for u in 0..U {
            if m - i >= lanes {
                for j in 0..NC {
                    let xi = S::load(x.add(i).cast());
                    let turned = S::swap_pairs(xi);
                    let ai = S::load(column(j, i));
                    straight[j][u] = S::fma(ai, xi, straight[j][u]);
                    crossed[j][u] = S::fma(ai, turned, crossed[j][u]);
                }
                i += lanes;
            }
        }
        if m > i {
            let turn = if ALIGNED { last_turn::<S, U>(2 * m, 2 * (i - lead)) } else { U - 1 };
            for u in (0..U).rev() {
                if u == turn {
                    // The lanes beyond add 0·0.
                    for j in 0..NC {
                        let xi = S::load_first(x.add(i).cast(), 2 * (m - i), S::zero());
                        let turned = S::swap_pairs(xi);
                        let ai = S::load_first(column(j, i), 2 * (m - i), S::zero());
                        straight[j][u] = S::fma(ai, xi, straight[j][u]);
                        crossed[j][u] = S::fma(ai, turned, crossed[j][u]);
                    }
                }
            }
        }
        let mut pairs = [[S::zero(); 2]; NC];
        for j in 0..NC {
            pairs[j] = [fold::<S, U>(straight[j]), fold::<S, U>(crossed[j])];
        }
        pairs
    }
}

/// y += α times the inner products of NC columns with x, conjugated if told.
///
/// # Safety
/// As for [`products`], and y holds NC elements.
#[inline(always)]
pub(super) unsafe fn add_products<S: Simd, const NC: usize, const U: usize, const ALIGNED: bool>(
    m: usize,
    alpha: Complex<S::Elem>,
    columns: [*const Complex<S::Elem>; NC],
    conj_a: bool,
    x: *const Complex<S::Elem>,
    conj: bool,
    y: *mut Complex<S::Elem>,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let sums = products::<S, NC, U, ALIGNED, NOTHING>(m, columns, x, Stream { column: x, next: x, m });
        for j in 0..NC {
            let y = &mut *y.offset(j as isize * incy);
            let product = times(alpha, join::<S>(sums[j], conj_a), conj);
            *y = Complex { re: y.re + product.re, im: y.im + product.im };
        }
    }
}

/// Σ xᵢ·yᵢ, with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::dot`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn dot<S: Simd>(
    n: usize,
    x: *const Complex<S::Elem>,
    y: *const Complex<S::Elem>,
    conj_x: bool,
) -> Complex<S::Elem>
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let stream = Stream { column: x, next: x, m: n };
        let [pair] = if is_long::<S>(2 * n) {
            products::<S, 1, 4, true, NOTHING>(n, [x], y, stream)
        } else {
            products::<S, 1, 4, false, NOTHING>(n, [x], y, stream)
        };
        join::<S>(pair, conj_x)
    }
}

/// [`dot`] of vectors that are far away: they are asked for.
///
/// # Safety
/// As for [`dot`].
#[inline(always)]
pub(crate) unsafe fn dot_ahead<S: Simd>(
    n: usize,
    x: *const Complex<S::Elem>,
    y: *const Complex<S::Elem>,
    conj_x: bool,
) -> Complex<S::Elem>
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let [pair] = products::<S, 1, 4, true, BOTH>(n, [x], y, Stream { column: x, next: x, m: n });
        join::<S>(pair, conj_x)
    }
}

/// y += α·Aᵀ·x with the product, not α, conjugated if told.
///
/// # Safety
/// As `VectorKernels::gemv_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_t<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    a: Columns<Complex<S::Elem>>,
    x: *const Complex<S::Elem>,
    conj: bool,
    y: *mut Complex<S::Elem>,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if has_32_registers::<S>() {
            by_columns!(n, 4 [3 2 1], |j, W| {
                let (columns, y) = (unrelated(a.several(j)), y.offset(j as isize * incy));
                add_products::<S, W, 2, true>(m, alpha, columns, a.conj, x, conj, y, incy);
            });
        } else {
            by_columns!(n, 2[1], |j, W| {
                let (columns, y) = (unrelated(a.several(j)), y.offset(j as isize * incy));
                add_products::<S, W, 2, true>(m, alpha, columns, a.conj, x, conj, y, incy);
            });
        }
    }
}

/// The same by more columns at once, if there are registers for them.
///
/// # Safety
/// As for [`gemv_t`].
#[inline(always)]
pub(crate) unsafe fn gemv_t_wide<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    a: Columns<Complex<S::Elem>>,
    x: *const Complex<S::Elem>,
    conj: bool,
    y: *mut Complex<S::Elem>,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if has_32_registers::<S>() {
            gemv_t::<S>(m, n, alpha, a, x, conj, y, incy);
        } else {
            by_columns!(n, 4 [3 2 1], |j, W| {
                let (columns, y) = (unrelated(a.several(j)), y.offset(j as isize * incy));
                add_products::<S, W, 1, true>(m, alpha, columns, a.conj, x, conj, y, incy);
            });
        }
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
    alpha: Complex<S::Elem>,
    a: Columns<Complex<S::Elem>>,
    x: *const Complex<S::Elem>,
    conj: bool,
    y: *mut Complex<S::Elem>,
    incy: isize,
) where
    S::Elem: Real,
{
    let asks = is_asked_for::<Complex<S::Elem>>(m, n);
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        let mut next = a.ptr;
        for j in 0..n {
            let column = next;
            [next] = unrelated([column.wrapping_offset(a.col)]);
            let stream = Stream { column, next, m };
            let [pair] = if asks {
                products::<S, 1, 4, true, LITTLE>(m, [column], x, stream)
            } else {
                products::<S, 1, 4, true, NOTHING>(m, [column], x, stream)
            };
            let y = &mut *y.offset(j as isize * incy);
            let product = times(alpha, join::<S>(pair, a.conj), conj);
            *y = Complex { re: y.re + product.re, im: y.im + product.im };
        }
    }
}
