//! Vector kernels for complex elements, as pairs of lanes. The loops are those of `vector_real`; conjugation is no
//! business of the inner ones.

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::vector_real::{self, by_columns, fold, has_32_registers, largest};
use crate::scalar::{Real, Scalar};

/// The inner products of NC columns with x, each in U pairs of partial sums.
///
/// With a = (ar, ai) and x = (xr, xi), one sum of each pair collects (ar·xr, ai·xi), the other, with x turned around,
/// (ar·xi, ai·xr). The parts of a·x are the difference of the former's lanes and the sum of the latter's; those of
/// conj(a)·x are the sum of the former's and the difference of the latter's.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; y takes NC; the processor has `S`.
#[inline(always)]
unsafe fn products<S: Simd, const NC: usize, const U: usize>(
    m: usize,
    a: *const Complex<S::Elem>,
    a_col: isize,
    conj_a: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) {
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut straight = [[S::zero(); U]; NC];
        let mut crossed = [[S::zero(); U]; NC];
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i).cast::<S::Elem>();
        let mut i = 0;
        while m - i >= U * lanes {
            for u in 0..U {
                let xi = S::load(x.add(i + u * lanes).cast());
                let turned = S::swap_pairs(xi);
                for j in 0..NC {
                    let ai = S::load(column(j, i + u * lanes));
                    straight[j][u] = S::fma(ai, xi, straight[j][u]);
                    crossed[j][u] = S::fma(ai, turned, crossed[j][u]);
                }
            }
            i += U * lanes;
        }
        for u in 0..U {
            if m - i >= lanes {
                let xi = S::load(x.add(i).cast());
                let turned = S::swap_pairs(xi);
                for j in 0..NC {
                    let ai = S::load(column(j, i));
                    straight[j][u] = S::fma(ai, xi, straight[j][u]);
                    crossed[j][u] = S::fma(ai, turned, crossed[j][u]);
                }
                i += lanes;
            }
        }
        if m > i {
            // The lanes beyond add 0·0.
            let xi = S::load_first(x.add(i).cast(), 2 * (m - i), S::zero());
            let turned = S::swap_pairs(xi);
            for j in 0..NC {
                let ai = S::load_first(column(j, i), 2 * (m - i), S::zero());
                straight[j][U - 1] = S::fma(ai, xi, straight[j][U - 1]);
                crossed[j][U - 1] = S::fma(ai, turned, crossed[j][U - 1]);
            }
        }
        for j in 0..NC {
            let (straight, crossed) = (fold::<S, U>(straight[j]), fold::<S, U>(crossed[j]));
            *y.add(j) = if conj_a {
                Complex { re: S::sum(straight), im: S::sum(S::negate_odd(crossed)) }
            } else {
                Complex { re: S::sum(S::negate_odd(straight)), im: S::sum(crossed) }
            };
        }
    }
}

/// y += the sum of NC columns, conjugated if told, each times its element of x.
///
/// Two sums are kept, of a·re(x) and of a·im(x); a·x is the first plus i times the second, and conj(a)·x is the
/// conjugate of the first minus i times the second.
///
/// # Safety
/// A holds NC columns of m elements, x holds NC, y holds m; the processor has `S`.
#[inline(always)]
unsafe fn combine<S: Simd, const NC: usize>(
    m: usize,
    a: *const Complex<S::Elem>,
    a_col: isize,
    conj_a: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) {
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        let mut re = [S::zero(); NC];
        let mut im = [S::zero(); NC];
        for j in 0..NC {
            re[j] = S::splat((*x.add(j)).re);
            im[j] = S::splat((*x.add(j)).im);
        }
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i).cast::<S::Elem>();
        let total = |row: [S::Reg; NC]| {
            let (mut by_re, mut by_im) = (S::mul(row[0], re[0]), S::mul(row[0], im[0]));
            for j in 1..NC {
                by_re = S::fma(row[j], re[j], by_re);
                by_im = S::fma(row[j], im[j], by_im);
            }
            // −i·(re, im) = (im, −re).
            let turned = S::negate_odd(S::swap_pairs(by_im));
            if conj_a { S::negate_odd(S::add(by_re, turned)) } else { S::sub(by_re, turned) }
        };
        let mut i = 0;
        while m - i >= lanes {
            let mut row = [S::zero(); NC];
            for j in 0..NC {
                row[j] = S::load(column(j, i));
            }
            let p = y.add(i).cast();
            S::store(p, S::add(S::load(p), total(row)));
            i += lanes;
        }
        if m > i {
            let (p, n) = (y.add(i).cast::<S::Elem>(), 2 * (m - i));
            let mut row = [S::zero(); NC];
            for j in 0..NC {
                row[j] = first::<S>(column(j, i), n);
            }
            S::store_first(p, n, S::add(first::<S>(p, n), total(row)));
        }
    }
}

/// NC columns += x, conjugated if told, times each one's element of y.
///
/// # Safety
/// A holds NC columns of m elements, x holds m, y holds NC; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize, const U: usize>(
    m: usize,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: *const Complex<S::Elem>,
    a: *mut Complex<S::Elem>,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m; a complex number is two adjacent reals.
    unsafe {
        let lanes = S::LANES / 2;
        // a + x·y = (a + x·re y) + (im x, re x)·(−im y, im y).
        let mut re = [S::zero(); NC];
        let mut im = [S::zero(); NC];
        for j in 0..NC {
            re[j] = S::splat((*y.add(j)).re);
            im[j] = S::negate_odd(S::splat(-(*y.add(j)).im));
        }
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i).cast::<S::Elem>();
        let sum = |a: S::Reg, x: S::Reg, turned: S::Reg, j: usize| S::fma(turned, im[j], S::fma(x, re[j], a));
        let conj = |x: S::Reg| if conj_x { S::negate_odd(x) } else { x };
        let step = |i: usize| {
            let xi = conj(S::load(x.add(i).cast()));
            let turned = S::swap_pairs(xi);
            for j in 0..NC {
                S::store(column(j, i), sum(S::load(column(j, i)), xi, turned, j));
            }
        };
        let mut i = 0;
        while m - i >= U * lanes {
            for u in 0..U {
                step(i + u * lanes);
            }
            i += U * lanes;
        }
        while m - i >= lanes {
            step(i);
            i += lanes;
        }
        if m > i {
            let n = 2 * (m - i);
            let xi = conj(first::<S>(x.add(i).cast(), n));
            let turned = S::swap_pairs(xi);
            for j in 0..NC {
                S::store_first(column(j, i), n, sum(first::<S>(column(j, i), n), xi, turned, j));
            }
        }
    }
}

/// The first `n` lanes from memory, the others as the first number: they compute what it computes.
///
/// # Safety
/// `n` ≥ 2 elements are readable; the processor has `S`.
#[inline(always)]
unsafe fn first<S: Simd>(p: *const S::Elem, n: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe { S::load_first(p, n, S::splat_pair(p)) }
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
    let mut sum = Complex { re: S::Elem::ZERO, im: S::Elem::ZERO };
    // SAFETY: the caller's promise.
    unsafe { products::<S, 1, 4>(n, x, 0, conj_x, y, &mut sum) };
    sum
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
    unsafe { update::<S, 1, 4>(n, x, conj_x, &alpha, y, 0) }
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
        let product = |x: S::Reg| S::fmaddsub(x, re, S::mul(S::swap_pairs(x), im));
        let mut i = 0;
        while n - i >= lanes {
            let p = x.add(i).cast();
            S::store(p, product(S::load(p)));
            i += lanes;
        }
        if n > i {
            let (p, n) = (x.add(i).cast(), 2 * (n - i));
            S::store_first(p, n, product(first::<S>(p, n)));
        }
    }
}

/// x := α·x with a real α.
///
/// # Safety
/// As `VectorKernels::scal_real`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn scal_real<S: Simd>(n: usize, alpha: S::Elem, x: *mut Complex<S::Elem>) {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::scal::<S>(2 * n, alpha, x.cast()) }
}

/// Σ |s·xᵢ|².
///
/// # Safety
/// As `VectorKernels::sum_squares`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sum_squares<S: Simd>(n: usize, x: *const Complex<S::Elem>, scale: S::Elem) -> S::Elem
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::sum_squares::<S>(2 * n, x.cast(), scale) }
}

/// Σ |re xᵢ| + |im xᵢ|.
///
/// # Safety
/// As `VectorKernels::asum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn asum<S: Simd>(n: usize, x: *const Complex<S::Elem>) -> S::Elem {
    // SAFETY: the caller's promise; n complex numbers are 2n reals.
    unsafe { vector_real::asum::<S>(2 * n, x.cast()) }
}

/// The first i with the largest |re xᵢ| + |im xᵢ|.
///
/// # Safety
/// As `VectorKernels::iamax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn iamax<S: Simd>(n: usize, x: *const Complex<S::Elem>) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; n complex numbers are 2n reals. Both lanes of a number get its size.
    unsafe {
        let size = |x: S::Reg| S::add(S::abs(x), S::swap_pairs(S::abs(x)));
        largest::<S>(2 * n, x.cast(), (*x).re.abs() + (*x).im.abs(), size) / 2
    }
}

/// y += A·x, with conj(A) if told.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n<S: Simd>(
    m: usize,
    n: usize,
    a: *const Complex<S::Elem>,
    a_col: isize,
    conj_a: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| combine::<S, W>(
            m, a.offset(j as isize * a_col), a_col, conj_a, x.add(j), y
        ));
    }
}

/// y := Aᵀ·x, with conj(A) if told.
///
/// # Safety
/// As `VectorKernels::gemv_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_t<S: Simd>(
    m: usize,
    n: usize,
    a: *const Complex<S::Elem>,
    a_col: isize,
    conj_a: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if has_32_registers::<S>() {
            by_columns!(n, 4 [3 2 1], |j, W| products::<S, W, 2>(
                m, a.offset(j as isize * a_col), a_col, conj_a, x, y.add(j)
            ));
        } else {
            by_columns!(n, 2[1], |j, W| products::<S, W, 2>(
                m,
                a.offset(j as isize * a_col),
                a_col,
                conj_a,
                x,
                y.add(j)
            ));
        }
    }
}

/// A += x·yᵀ, with conj(x) if told.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd>(
    m: usize,
    n: usize,
    x: *const Complex<S::Elem>,
    conj_x: bool,
    y: *const Complex<S::Elem>,
    a: *mut Complex<S::Elem>,
    a_col: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| update::<S, W, 1>(
            m, x, conj_x, y.add(j), a.offset(j as isize * a_col), a_col
        ));
    }
}
