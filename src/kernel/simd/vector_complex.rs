//! Vector kernels for complex elements, as pairs of lanes. The loops are those of `vector_real`; conjugation is no
//! business of the inner ones.

use std::marker::PhantomData;

use num_complex::Complex;

use crate::kernel::simd::columns::{by_columns, has_32_registers};
use crate::kernel::simd::complex_lanes::{factor_pair, first, join, times, turn_and_add};
use crate::kernel::simd::sheared;
use crate::kernel::simd::triangular::{self, Panels};
use crate::kernel::simd::{Simd, fold};
use crate::kernel::vector::{Columns, Strided, Triangle};
use crate::scalar::{Real, Scalar};

pub(crate) use crate::kernel::simd::complex_parts::{
    amax, asum, extreme, rotate, scal_real, sum, sum_squares, swap,
};
pub(crate) use crate::kernel::simd::symmetric_complex::symv;
pub(crate) use crate::kernel::simd::update_complex::{syr, syr2};

/// The inner products of NC columns with x, each in U pairs of partial sums; [`join`] makes a number of a pair. Each
/// column's x begins SHEAR elements later than that of the one before.
///
/// With a = (ar, ai) and x = (xr, xi), one sum of each pair collects (ar·xr, ai·xi), the other, with x turned around,
/// (ar·xi, ai·xr). The parts of a·x are the difference of the former's lanes and the sum of the latter's; those of
/// conj(a)·x are the sum of the former's and the difference of the latter's.
///
/// # Safety
/// The columns hold m elements, x holds m + (NC − 1)·SHEAR; the processor has `S`.
#[inline(always)]
unsafe fn products<S: Simd, const NC: usize, const U: usize, const SHEAR: usize>(
    m: usize,
    columns: [*const Complex<S::Elem>; NC],
    x: *const Complex<S::Elem>,
) -> [[S::Reg; 2]; NC] {
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut straight = [[S::zero(); U]; NC];
        let mut crossed = [[S::zero(); U]; NC];
        let column = |j: usize, i: usize| columns[j].add(i).cast::<S::Elem>();
        let mut i = 0;
        while m - i >= U * lanes {
            for u in 0..U {
                for j in 0..NC {
                    let xi = S::load(x.add(i + u * lanes + j * SHEAR).cast());
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
                    let xi = S::load(x.add(i + j * SHEAR).cast());
                    let turned = S::swap_pairs(xi);
                    let ai = S::load(column(j, i));
                    straight[j][u] = S::fma(ai, xi, straight[j][u]);
                    crossed[j][u] = S::fma(ai, turned, crossed[j][u]);
                }
                i += lanes;
            }
        }
        if m > i {
            // The lanes beyond add 0·0.
            for j in 0..NC {
                let xi = S::load_first(x.add(i + j * SHEAR).cast(), 2 * (m - i), S::zero());
                let turned = S::swap_pairs(xi);
                let ai = S::load_first(column(j, i), 2 * (m - i), S::zero());
                straight[j][U - 1] = S::fma(ai, xi, straight[j][U - 1]);
                crossed[j][U - 1] = S::fma(ai, turned, crossed[j][U - 1]);
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
unsafe fn add_products<S: Simd, const NC: usize, const U: usize, const SHEAR: usize>(
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
        let sums = products::<S, NC, U, SHEAR>(m, columns, x);
        for j in 0..NC {
            let y = &mut *y.offset(j as isize * incy);
            let product = times(alpha, join::<S>(sums[j], conj_a), conj);
            *y = Complex { re: y.re + product.re, im: y.im + product.im };
        }
    }
}

/// y += the sum of NC columns, each times its element of x, with conj(A) if told.
///
/// Two sums are kept, of a·re(x) and of a·im(x); a·x is the first plus i times the second, and conj(a)·x is the
/// conjugate of the first minus i times the second.
///
/// # Safety
/// The columns and y hold m elements; the processor has `S`.
#[inline(always)]
unsafe fn combine<S: Simd, const NC: usize>(
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
        let column = |j: usize, i: usize| columns[j].add(i).cast::<S::Elem>();
        let mut i = 0;
        while m - i >= lanes {
            let (mut by_re, mut by_im) = (S::zero(), S::zero());
            for j in 0..NC {
                let ai = S::load(column(j, i));
                by_re = S::fma(ai, re[j], by_re);
                by_im = S::fma(ai, im[j], by_im);
            }
            let p = y.add(i).cast();
            S::store(p, S::add(S::load(p), turn_and_add::<S>(by_re, by_im, conj)));
            i += lanes;
        }
        if m > i {
            let n = 2 * (m - i);
            let (mut by_re, mut by_im) = (S::zero(), S::zero());
            for j in 0..NC {
                let ai = first::<S>(column(j, i), n);
                by_re = S::fma(ai, re[j], by_re);
                by_im = S::fma(ai, im[j], by_im);
            }
            let p = y.add(i).cast();
            let sum = S::add(first::<S>(p, n), turn_and_add::<S>(by_re, by_im, conj));
            S::store_first(p, n, sum);
        }
    }
}

/// NC columns += x, conjugated if told, times each one's y.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize>(
    m: usize,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: [Complex<S::Elem>; NC],
    a: *mut Complex<S::Elem>,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut factors = [(S::zero(), S::zero()); NC];
        for j in 0..NC {
            factors[j] = factor_pair::<S>(y[j], conj_x);
        }
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i).cast::<S::Elem>();
        let mut i = 0;
        while m - i >= lanes {
            let xi = S::load(x.add(i).cast());
            let turned = S::swap_pairs(xi);
            // All columns are loaded before any is stored: see `vector_real::update_row`.
            let mut new = [S::zero(); NC];
            for j in 0..NC {
                let (straight, crossed) = factors[j];
                new[j] = S::fma(turned, crossed, S::fma(xi, straight, S::load(column(j, i))));
            }
            for j in 0..NC {
                S::store(column(j, i), new[j]);
            }
            i += lanes;
        }
        if m > i {
            let n = 2 * (m - i);
            let xi = first::<S>(x.add(i).cast(), n);
            let turned = S::swap_pairs(xi);
            for j in 0..NC {
                let old = first::<S>(column(j, i), n);
                let (straight, crossed) = factors[j];
                let new = S::fma(turned, crossed, S::fma(xi, straight, old));
                S::store_first(column(j, i), n, new);
            }
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
        let [pair] = products::<S, 1, 4, 0>(n, [x], y);
        join::<S>(pair, conj_x)
    }
}

/// y += α·x, with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::axpy`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn axpy<S: Simd>(
    n: usize,
    alpha: Complex<S::Elem>,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { update::<S, 1>(n, x, conj_x, [alpha], y, 0) }
}

/// x := α·x.
///
/// # Safety
/// As `VectorKernels::scal`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal<S: Simd>(n: usize, alpha: Complex<S::Elem>, x: *mut Complex<S::Elem>) {
    // SAFETY: the caller's promise; i stays below n; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let (re, im) = (S::splat(alpha.re), S::splat(alpha.im));
        let mut i = 0;
        while n - i >= lanes {
            let p = x.add(i).cast();
            let old = S::load(p);
            S::store(p, S::fmaddsub(old, re, S::mul(S::swap_pairs(old), im)));
            i += lanes;
        }
        if n > i {
            let (p, n) = (x.add(i).cast(), 2 * (n - i));
            let old = first::<S>(p, n);
            S::store_first(p, n, S::fmaddsub(old, re, S::mul(S::swap_pairs(old), im)));
        }
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
                combine::<S, W>(m, a.several(j), a.conj, factors(alpha, x.from(j)), y);
            });
        } else {
            by_columns!(n, 4 [3 2 1], |j, W| {
                combine::<S, W>(m, a.several(j), a.conj, factors(alpha, x.from(j)), y);
            });
        }
    }
}

/// α times each of the first W elements of x.
///
/// # Safety
/// x holds W elements.
#[inline(always)]
unsafe fn factors<R: Real, const W: usize>(alpha: Complex<R>, x: Strided<Complex<R>>) -> [Complex<R>; W] {
    let mut factors = [alpha; W];
    for k in 0..W {
        // SAFETY: the caller's promise.
        factors[k] = times(alpha, unsafe { x.at(k) }, x.conj);
    }
    factors
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
            by_columns!(n, 4 [3 2 1], |j, W| add_products::<S, W, 2, 0>(
                m, alpha, a.several(j), a.conj, x, conj, y.offset(j as isize * incy), incy
            ));
        } else {
            by_columns!(n, 2[1], |j, W| add_products::<S, W, 2, 0>(
                m,
                alpha,
                a.several(j),
                a.conj,
                x,
                conj,
                y.offset(j as isize * incy),
                incy
            ));
        }
    }
}

/// A += α·x·yᵀ with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: Strided<Complex<S::Elem>>,
    a: *mut Complex<S::Elem>,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            update::<S, W>(m, x, conj_x, factors(alpha, y.from(j)), a.offset(j as isize * a_col), a_col);
        });
    }
}

/// The loops over rectangles beside a triangle's diagonal.
struct ComplexPanels<S>(PhantomData<S>);

impl<S: Simd> Panels for ComplexPanels<S>
where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    type Elem = Complex<S::Elem>;

    #[inline(always)]
    unsafe fn combine<const W: usize>(
        m: usize,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: [Self::Elem; W],
        y: *mut Self::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { combine::<S, W>(m, columns, conj, x, y) }
    }

    #[inline(always)]
    unsafe fn add_products<const W: usize, const SHEAR: usize>(
        m: usize,
        alpha: Self::Elem,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: *const Self::Elem,
        y: *mut Self::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { add_products::<S, W, 1, SHEAR>(m, alpha, columns, conj, x, false, y, 1) }
    }
}

/// y := A·x or Aᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trmv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trmv<S: Simd>(
    a: Triangle<Complex<S::Elem>>,
    transposed: bool,
    unit: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trmv::<ComplexPanels<S>, 4>(a, transposed, unit, x, y) }
}

/// x := A⁻¹·x or A⁻ᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trsv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trsv<S: Simd>(
    a: Triangle<Complex<S::Elem>>,
    transposed: bool,
    unit: bool,
    x: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trsv::<ComplexPanels<S>, 4>(a, transposed, unit, x) }
}

/// y += α·A·x with the columns of a band.
///
/// # Safety
/// As `VectorKernels::sheared`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    a: Columns<Complex<S::Elem>>,
    x: Strided<Complex<S::Elem>>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    // SAFETY: the caller's promise.
    unsafe { sheared::sheared::<ComplexPanels<S>>(m, n, alpha, a, x, y) }
}

/// y += α·Aᵀ·x with the columns of a band.
///
/// # Safety
/// As `VectorKernels::sheared_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sheared_t<S: Simd>(
    m: usize,
    n: usize,
    alpha: Complex<S::Elem>,
    a: Columns<Complex<S::Elem>>,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    // SAFETY: the caller's promise.
    unsafe { sheared::sheared_t::<ComplexPanels<S>>(m, n, alpha, a, x, y) }
}
