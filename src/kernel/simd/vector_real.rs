//! Vector kernels for real elements. See `kernel::vector` for the contract.
//!
//! Three loops do most of the work: [`products`] (inner products of some columns with a vector: dot, gemv_t),
//! [`combine`] (a sum of some columns: gemv_n) and [`update`] (multiples of a vector added to some columns: axpy,
//! ger). Each takes as many columns at once as there are registers for, so that the vector is loaded once for all.
//! What reads one vector only is in `reduce` and `extreme`; what writes two is in `pairs`.

use std::marker::PhantomData;

use crate::kernel::simd::columns::{by_columns, has_32_registers, is_long, last_turn, misaligned, unrelated};
use crate::kernel::simd::sheared;
use crate::kernel::simd::triangular::{self, Panels};
use crate::kernel::simd::{Simd, fold};
use crate::kernel::vector::{Columns, Strided, Triangle};
use crate::scalar::Real;

pub(crate) use crate::kernel::simd::extreme::{amax, extreme};
pub(crate) use crate::kernel::simd::pairs::{rotate, swap};
pub(crate) use crate::kernel::simd::reduce::{asum, sum, sum_squares};
pub(crate) use crate::kernel::simd::symmetric_real::symv;
pub(crate) use crate::kernel::simd::update_real::{syr, syr2};

/// The inner products of NC columns with x, each in U partial sums of a register. Each column's x begins SHEAR elements
/// later than that of the one before. The loop begins with an aligned element if ALIGNED, and there are enough of them.
///
/// # Safety
/// The columns hold m elements, x holds m + (NC − 1)·SHEAR; the processor has `S`.
#[inline(always)]
unsafe fn products<S: Simd, const NC: usize, const U: usize, const SHEAR: usize, const ALIGNED: bool>(
    m: usize,
    columns: [*const S::Elem; NC],
    x: *const S::Elem,
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
            for u in 0..U {
                for j in 0..NC {
                    let xi = S::load(x.add(i + u * S::LANES + j * SHEAR));
                    sums[j][u] = S::fma(S::load(column(j, i + u * S::LANES)), xi, sums[j][u]);
                }
            }
            i += U * S::LANES;
        }
        for u in 0..U {
            if m - i >= S::LANES {
                for j in 0..NC {
                    let xi = S::load(x.add(i + j * SHEAR));
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
                        let xi = S::load_first(x.add(i + j * SHEAR), m - i, S::zero());
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

/// y += α times the inner products of NC columns with x.
///
/// # Safety
/// As for [`products`], and y holds NC elements.
#[inline(always)]
unsafe fn add_products<S: Simd, const NC: usize, const U: usize, const SHEAR: usize, const ALIGNED: bool>(
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
        let sums = S::sums(products::<S, NC, U, SHEAR, ALIGNED>(m, columns, x));
        for j in 0..NC {
            *y.add(j) += alpha * sums[j];
        }
    }
}

/// y += the sum of NC columns, each times its element of x.
///
/// # Safety
/// The columns and y hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn combine<S: Simd, const NC: usize>(
    m: usize,
    columns: [*const S::Elem; NC],
    x: [S::Elem; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut xs = [S::zero(); NC];
        for j in 0..NC {
            xs[j] = S::splat(x[j]);
        }
        const U: usize = 4;
        let mut i = misaligned::<S>(m, columns[0]);
        if i > 0 {
            combine_few::<S, NC>(0, i, columns, xs, y);
        }
        while m - i >= U * S::LANES {
            combine_rows::<S, NC, U>(i, columns, xs, y);
            i += U * S::LANES;
        }
        while m - i >= S::LANES {
            combine_rows::<S, NC, 1>(i, columns, xs, y);
            i += S::LANES;
        }
        if m > i {
            combine_few::<S, NC>(i, m - i, columns, xs, y);
        }
    }
}

/// The step of [`combine`] for U registers of rows from i on: of each column some lines after the other.
///
/// # Safety
/// The columns and y hold i + U·LANES elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_rows<S: Simd, const NC: usize, const U: usize>(
    i: usize,
    columns: [*const S::Elem; NC],
    xs: [S::Reg; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sums = [S::zero(); U];
        for u in 0..U {
            sums[u] = S::load(y.add(i + u * S::LANES));
        }
        for j in 0..NC {
            for u in 0..U {
                sums[u] = S::fma(S::load(columns[j].add(i + u * S::LANES)), xs[j], sums[u]);
            }
        }
        for u in 0..U {
            S::store(y.add(i + u * S::LANES), sums[u]);
        }
    }
}

/// The same for `n` < LANES rows from i on.
///
/// # Safety
/// The columns and y hold i + n elements; the processor has `S`.
#[inline(always)]
unsafe fn combine_few<S: Simd, const NC: usize>(
    i: usize,
    n: usize,
    columns: [*const S::Elem; NC],
    xs: [S::Reg; NC],
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut sum = first::<S>(y.add(i), n);
        for j in 0..NC {
            sum = S::fma(first::<S>(columns[j].add(i), n), xs[j], sum);
        }
        S::store_first(y.add(i), n, sum);
    }
}

/// NC columns += x, times each one's y; from the first column's first aligned element on if ALIGNED, which long ones are worth.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize, const U: usize, const ALIGNED: bool>(
    m: usize,
    x: *const S::Elem,
    y: [S::Elem; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut ys = [S::zero(); NC];
        for j in 0..NC {
            ys[j] = S::splat(y[j]);
        }
        let mut i = 0;
        if ALIGNED {
            i = misaligned::<S>(m, a);
            if i > 0 {
                update_few::<S, NC>(0, i, x, &ys, a, a_col);
            }
            while m - i >= U * S::LANES {
                update_rows::<S, NC, U>(i, x, &ys, a, a_col);
                i += U * S::LANES;
            }
        }
        while m - i >= S::LANES {
            update_rows::<S, NC, 1>(i, x, &ys, a, a_col);
            i += S::LANES;
        }
        if m > i {
            update_few::<S, NC>(i, m - i, x, &ys, a, a_col);
        }
    }
}

/// The step of [`update`] for `n` < LANES rows from i on.
///
/// # Safety
/// As for [`update`], with i + n ≤ m.
#[inline(always)]
unsafe fn update_few<S: Simd, const NC: usize>(
    i: usize,
    n: usize,
    x: *const S::Elem,
    ys: &[S::Reg; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let xi = first::<S>(x.add(i), n);
        for j in 0..NC {
            let p = a.offset(j as isize * a_col).add(i);
            S::store_first(p, n, S::fma(xi, ys[j], first::<S>(p, n)));
        }
    }
}

/// The step of [`update`] for U registers of rows. All is loaded before any is stored: where columns, or x and a column,
/// lie a multiple of 4 KiB apart, a load behind a store to the same place of a page would wait for it.
///
/// # Safety
/// As for [`update`], with i + U·LANES ≤ m.
#[inline(always)]
unsafe fn update_rows<S: Simd, const NC: usize, const U: usize>(
    i: usize,
    x: *const S::Elem,
    ys: &[S::Reg; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let mut new = [[S::zero(); NC]; U];
        for u in 0..U {
            let i = i + u * S::LANES;
            let xi = S::load(x.add(i));
            for j in 0..NC {
                new[u][j] = S::fma(xi, ys[j], S::load(a.offset(j as isize * a_col).add(i)));
            }
        }
        for u in 0..U {
            for j in 0..NC {
                S::store(a.offset(j as isize * a_col).add(i + u * S::LANES), new[u][j]);
            }
        }
    }
}

/// The first `n` lanes from memory, the others as the first of them: they compute what it computes.
///
/// # Safety
/// `n` ≥ 1 elements are readable; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn first<S: Simd>(p: *const S::Elem, n: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::load_first(p, n, S::splat(*p)) }
}

/// Σ xᵢ·yᵢ.
///
/// # Safety
/// As `VectorKernels::dot`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn dot<S: Simd>(n: usize, x: *const S::Elem, y: *const S::Elem, _conj_x: bool) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe {
        let [sum] = if is_long::<S>(n) {
            products::<S, 1, 4, 0, true>(n, [x], y)
        } else {
            products::<S, 1, 4, 0, false>(n, [x], y)
        };
        S::sum(sum)
    }
}

/// y += α·x.
///
/// # Safety
/// As `VectorKernels::axpy`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn axpy<S: Simd>(
    n: usize,
    alpha: S::Elem,
    x: *const S::Elem,
    _conj_x: bool,
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        if is_long::<S>(n) {
            update::<S, 1, 8, true>(n, x, [alpha], y, 0);
        } else {
            update::<S, 1, 8, false>(n, x, [alpha], y, 0);
        }
    }
}

/// x := α·x.
///
/// # Safety
/// As `VectorKernels::scal`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal<S: Simd>(n: usize, alpha: S::Elem, x: *mut S::Elem) {
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let alpha = S::splat(alpha);
        let mut i = 0;
        if is_long::<S>(n) {
            i = misaligned::<S>(n, x);
            if i > 0 {
                S::store_first(x, i, S::mul(alpha, first::<S>(x, i)));
            }
        }
        while n - i >= S::LANES {
            S::store(x.add(i), S::mul(alpha, S::load(x.add(i))));
            i += S::LANES;
        }
        if n > i {
            S::store_first(x.add(i), n - i, S::mul(alpha, first::<S>(x.add(i), n - i)));
        }
    }
}

/// x := α·x.
///
/// # Safety
/// As `VectorKernels::scal_real`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal_real<S: Simd>(n: usize, alpha: S::Elem, x: *mut S::Elem) {
    // SAFETY: the caller's promise.
    unsafe { scal::<S>(n, alpha, x) }
}

/// y += α·A·x.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| {
            let mut factors = [alpha; W];
            for k in 0..W {
                factors[k] *= x.at(j + k);
            }
            combine::<S, W>(m, unrelated(a.several(j)), factors, y);
        });
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
        if has_32_registers::<S>() {
            by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| {
                add_strided_products::<S, W>(m, alpha, a.several(j), x, y.offset(j as isize * incy), incy);
            });
        } else {
            by_columns!(n, 4 [3 2 1], |j, W| {
                add_strided_products::<S, W>(m, alpha, a.several(j), x, y.offset(j as isize * incy), incy);
            });
        }
    }
}

/// [`add_products`] for a y of any stride.
///
/// # Safety
/// As for [`add_products`].
#[inline(always)]
unsafe fn add_strided_products<S: Simd, const NC: usize>(
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
        add_products::<S, NC, 2, 0, true>(m, alpha, unrelated(columns), x, adjacent);
        if incy != 1 {
            for j in 0..NC {
                *y.offset(j as isize * incy) = copied[j];
            }
        }
    }
}

/// A += α·x·yᵀ.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    x: *const S::Elem,
    _conj_x: bool,
    y: Strided<S::Elem>,
    a: *mut S::Elem,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        if is_long::<S>(m) {
            update_columns::<S, true>(m, n, alpha, x, y, a, a_col);
        } else {
            update_columns::<S, false>(m, n, alpha, x, y, a, a_col);
        }
    }
}

/// The same, each few columns as [`update`] does them.
///
/// # Safety
/// As for [`ger`].
#[inline(always)]
unsafe fn update_columns<S: Simd, const ALIGNED: bool>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    x: *const S::Elem,
    y: Strided<S::Elem>,
    a: *mut S::Elem,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            let mut factors = [alpha; W];
            for k in 0..W {
                factors[k] *= y.at(j + k);
            }
            update::<S, W, 1, ALIGNED>(m, x, factors, a.offset(j as isize * a_col), a_col);
        });
    }
}

/// The loops over rectangles beside a triangle's diagonal.
struct RealPanels<S>(PhantomData<S>);

impl<S: Simd> Panels for RealPanels<S>
where
    S::Elem: Real,
{
    type Elem = S::Elem;

    #[inline(always)]
    unsafe fn combine<const W: usize>(
        m: usize,
        columns: [*const S::Elem; W],
        _conj: bool,
        x: [S::Elem; W],
        y: *mut S::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { combine::<S, W>(m, columns, x, y) }
    }

    #[inline(always)]
    unsafe fn add_products<const W: usize, const SHEAR: usize>(
        m: usize,
        alpha: S::Elem,
        columns: [*const S::Elem; W],
        _conj: bool,
        x: *const S::Elem,
        y: *mut S::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { add_products::<S, W, 1, SHEAR, false>(m, alpha, columns, x, y) }
    }
}

/// y := A·x or Aᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trmv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trmv<S: Simd>(
    a: Triangle<S::Elem>,
    transposed: bool,
    unit: bool,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trmv::<RealPanels<S>, 8>(a, transposed, unit, x, y) }
}

/// x := A⁻¹·x or A⁻ᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trsv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trsv<S: Simd>(a: Triangle<S::Elem>, transposed: bool, unit: bool, x: *mut S::Elem)
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trsv::<RealPanels<S>, 8>(a, transposed, unit, x) }
}

/// y += α·A·x with the columns of a band.
///
/// # Safety
/// As `VectorKernels::sheared`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { sheared::sheared::<RealPanels<S>>(m, n, alpha, a, x, y) }
}

/// y += α·Aᵀ·x with the columns of a band.
///
/// # Safety
/// As `VectorKernels::sheared_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared_t<S: Simd>(
    m: usize,
    n: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { sheared::sheared_t::<RealPanels<S>>(m, n, alpha, a, x, y) }
}
