//! Vector kernels for real elements. See `kernel::vector` for the contract.
//!
//! Three loops do most of the work: [`products`] (inner products of some columns with a vector: dot, gemv_t),
//! [`combine`] (a sum of some columns: gemv_n) and [`update`] (multiples of a vector added to some columns: axpy,
//! ger). Each takes as many columns at once as there are registers for, so that the vector is loaded once for all.

use crate::kernel::simd::Simd;
use crate::kernel::vector::{Columns, Strided};
use crate::scalar::{Real, Scalar};

/// Elements after which [`first_largest`] looks whether it has seen a larger one: the longest way to search again.
const BLOCK: usize = 512;

/// Runs `$run` for w columns from column j on, w = `$max` as often as it goes and once what is left.
macro_rules! by_columns {
    ($n:expr, $max:literal [$($rest:literal)*], |$j:ident, $w:ident| $run:expr) => {{
        let mut $j = 0;
        while $n - $j >= $max {
            const $w: usize = $max;
            $run;
            $j += $max;
        }
        match $n - $j {
            $($rest => {
                const $w: usize = $rest;
                $run
            })*
            _ => {}
        }
    }};
}
pub(super) use by_columns;

/// Whether registers are those of AVX-512, of which there are 32 and not 16.
#[inline(always)]
pub(super) const fn has_32_registers<S: Simd>() -> bool {
    size_of::<S::Reg>() == 64
}

/// The sum of registers, halves folded on halves.
///
/// # Safety
/// The processor has `S`; U is a power of two.
#[inline(always)]
pub(super) unsafe fn fold<S: Simd, const U: usize>(mut r: [S::Reg; U]) -> S::Reg {
    let mut half = U / 2;
    while half > 0 {
        for u in 0..half {
            // SAFETY: the caller's promise.
            r[u] = unsafe { S::add(r[u], r[u + half]) };
        }
        half /= 2;
    }
    r[0]
}

/// The inner products of NC columns with x, each in U partial sums of a register.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; the processor has `S`.
#[inline(always)]
unsafe fn products<S: Simd, const NC: usize, const U: usize>(
    m: usize,
    a: Columns<S::Elem>,
    x: *const S::Elem,
) -> [S::Reg; NC] {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut sums = [[S::zero(); U]; NC];
        let column = |j: usize, i: usize| a.from(j).ptr.add(i);
        let mut i = 0;
        while m - i >= U * S::LANES {
            for u in 0..U {
                let xi = S::load(x.add(i + u * S::LANES));
                for j in 0..NC {
                    sums[j][u] = S::fma(S::load(column(j, i + u * S::LANES)), xi, sums[j][u]);
                }
            }
            i += U * S::LANES;
        }
        for u in 0..U {
            if m - i >= S::LANES {
                let xi = S::load(x.add(i));
                for j in 0..NC {
                    sums[j][u] = S::fma(S::load(column(j, i)), xi, sums[j][u]);
                }
                i += S::LANES;
            }
        }
        if m > i {
            // The lanes beyond add 0·0.
            let xi = S::load_first(x.add(i), m - i, S::zero());
            for j in 0..NC {
                let ai = S::load_first(column(j, i), m - i, S::zero());
                sums[j][U - 1] = S::fma(ai, xi, sums[j][U - 1]);
            }
        }
        sums.map(|sums| fold::<S, U>(sums))
    }
}

/// y += α times the inner products of NC columns with x.
///
/// # Safety
/// As for [`products`], and y holds NC elements.
#[inline(always)]
unsafe fn add_products<S: Simd, const NC: usize, const U: usize>(
    m: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: *const S::Elem,
    y: *mut S::Elem,
    incy: isize,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        let sums = products::<S, NC, U>(m, a, x);
        for j in 0..NC {
            *y.offset(j as isize * incy) += alpha * S::sum(sums[j]);
        }
    }
}

/// y += α times the sum of NC columns, each times its element of x.
///
/// # Safety
/// A holds NC columns of m elements, x holds NC, y holds m; the processor has `S`.
#[inline(always)]
unsafe fn combine<S: Simd, const NC: usize>(
    m: usize,
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut xs = [S::zero(); NC];
        for j in 0..NC {
            xs[j] = S::splat(alpha * x.at(j));
        }
        let column = |j: usize, i: usize| a.from(j).ptr.add(i);
        let mut i = 0;
        while m - i >= S::LANES {
            let mut sum = S::load(y.add(i));
            for j in 0..NC {
                sum = S::fma(S::load(column(j, i)), xs[j], sum);
            }
            S::store(y.add(i), sum);
            i += S::LANES;
        }
        if m > i {
            let mut sum = first::<S>(y.add(i), m - i);
            for j in 0..NC {
                sum = S::fma(first::<S>(column(j, i), m - i), xs[j], sum);
            }
            S::store_first(y.add(i), m - i, sum);
        }
    }
}

/// NC columns += x, times each one's y.
///
/// # Safety
/// A holds NC columns of m elements, x holds m; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize, const U: usize>(
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
        while m - i >= U * S::LANES {
            for u in 0..U {
                update_row::<S, NC>(i + u * S::LANES, x, &ys, a, a_col);
            }
            i += U * S::LANES;
        }
        while m - i >= S::LANES {
            update_row::<S, NC>(i, x, &ys, a, a_col);
            i += S::LANES;
        }
        if m > i {
            let xi = first::<S>(x.add(i), m - i);
            for j in 0..NC {
                let p = a.offset(j as isize * a_col).add(i);
                S::store_first(p, m - i, S::fma(xi, ys[j], first::<S>(p, m - i)));
            }
        }
    }
}

/// The step of [`update`] for a register's rows. All columns are loaded before any is stored: where columns lie a
/// multiple of 4 KiB apart, a load behind a store to the same place of a page would wait for it.
///
/// # Safety
/// As for [`update`], with i + LANES ≤ m.
#[inline(always)]
unsafe fn update_row<S: Simd, const NC: usize>(
    i: usize,
    x: *const S::Elem,
    ys: &[S::Reg; NC],
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let xi = S::load(x.add(i));
        let mut new = [S::zero(); NC];
        for j in 0..NC {
            new[j] = S::fma(xi, ys[j], S::load(a.offset(j as isize * a_col).add(i)));
        }
        for j in 0..NC {
            S::store(a.offset(j as isize * a_col).add(i), new[j]);
        }
    }
}

/// The first `n` lanes from memory, the others as the first of them: they compute what it computes.
///
/// # Safety
/// `n` ≥ 1 elements are readable; the processor has `S`.
#[inline(always)]
unsafe fn first<S: Simd>(p: *const S::Elem, n: usize) -> S::Reg {
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
        let [sum] = products::<S, 1, 4>(n, Columns { ptr: x, col: 0, conj: false }, y);
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
    unsafe { update::<S, 1, 4>(n, x, [alpha], y, 0) }
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

/// What [`reduce`] adds up: |x|.
const MAGNITUDES: u8 = 0;
/// x².
const SQUARES: u8 = 1;
/// (s·x)².
const SCALED_SQUARES: u8 = 2;

/// Adds a term for each element up, in eight partial sums; lanes beyond the end are 0.
///
/// (The term is not a closure, as all that is not `inline(always)` may be compiled apart, without the instruction set.)
///
/// # Safety
/// x holds n elements; the processor has `S`.
#[inline(always)]
unsafe fn reduce<S: Simd, const TERM: u8>(n: usize, x: *const S::Elem, scale: S::Reg) -> S::Elem {
    const U: usize = 8;
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut sums = [S::zero(); U];
        let mut i = 0;
        while n - i >= U * S::LANES {
            for u in 0..U {
                sums[u] = add_term::<S, TERM>(sums[u], S::load(x.add(i + u * S::LANES)), scale);
            }
            i += U * S::LANES;
        }
        for u in 0..U {
            if n - i >= S::LANES {
                sums[u] = add_term::<S, TERM>(sums[u], S::load(x.add(i)), scale);
                i += S::LANES;
            }
        }
        if n > i {
            let last = S::load_first(x.add(i), n - i, S::zero());
            sums[U - 1] = add_term::<S, TERM>(sums[U - 1], last, scale);
        }
        S::sum(fold::<S, U>(sums))
    }
}

/// The sum and the term of x.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn add_term<S: Simd, const TERM: u8>(sum: S::Reg, x: S::Reg, scale: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        match TERM {
            MAGNITUDES => S::add(sum, S::abs(x)),
            SQUARES => S::fma(x, x, sum),
            _ => {
                let x = S::mul(scale, x);
                S::fma(x, x, sum)
            }
        }
    }
}

/// Σ (s·xᵢ)².
///
/// # Safety
/// As `VectorKernels::sum_squares`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn sum_squares<S: Simd>(n: usize, x: *const S::Elem, scale: S::Elem) -> S::Elem
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe {
        if scale == S::Elem::ONE {
            reduce::<S, SQUARES>(n, x, S::zero())
        } else {
            reduce::<S, SCALED_SQUARES>(n, x, S::splat(scale))
        }
    }
}

/// Σ |xᵢ|.
///
/// # Safety
/// As `VectorKernels::asum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn asum<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { reduce::<S, MAGNITUDES>(n, x, S::zero()) }
}

/// The first i with the largest |xᵢ|.
///
/// # Safety
/// As `VectorKernels::iamax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn iamax<S: Simd>(n: usize, x: *const S::Elem) -> usize
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { first_largest::<S, 1>(n, x, (*x).abs()) }
}

/// The largest |xᵢ|.
///
/// # Safety
/// As `VectorKernels::amax`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn amax<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { S::largest(largest::<S, 1>(n, x, S::zero())) }
}

/// The size of a number, in each of its lanes: |x| of a real one (LANES = 1), |re| + |im| of a complex one (2).
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn size<S: Simd, const LANES: usize>(x: S::Reg) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        let x = S::abs(x);
        if LANES == 1 { x } else { S::add(x, S::swap_pairs(x)) }
    }
}

/// The largest size, lane by lane, or `floor`, which is no NaN. NaNs are passed over, as `S::max` returns its second
/// operand then.
///
/// # Safety
/// x holds n elements; the processor has `S`; floor ≥ 0.
#[inline(always)]
unsafe fn largest<S: Simd, const LANES: usize>(n: usize, x: *const S::Elem, floor: S::Reg) -> S::Reg {
    const U: usize = 4;
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut max = [floor; U];
        let mut i = 0;
        while n - i >= U * S::LANES {
            for u in 0..U {
                max[u] = S::max(size::<S, LANES>(S::load(x.add(i + u * S::LANES))), max[u]);
            }
            i += U * S::LANES;
        }
        while n - i >= S::LANES {
            max[0] = S::max(size::<S, LANES>(S::load(x.add(i))), max[0]);
            i += S::LANES;
        }
        if n > i {
            max[0] = S::max(size::<S, LANES>(S::load_first(x.add(i), n - i, S::zero())), max[0]);
        }
        S::max(S::max(max[0], max[1]), S::max(max[2], max[3]))
    }
}

/// The first lane whose number is largest; `first` is the size of number 0.
///
/// The largest is found block by block, then its place in the block that it was first seen in. A NaN in front is the
/// answer; others are passed over.
///
/// # Safety
/// x holds n ≥ 1 elements; the processor has `S`.
#[inline(always)]
pub(super) unsafe fn first_largest<S: Simd, const LANES: usize>(
    n: usize,
    x: *const S::Elem,
    first: S::Elem,
) -> usize
where
    S::Elem: Real,
{
    if first.partial_cmp(&first).is_none() {
        return 0;
    }
    // SAFETY: the caller's promise; start and i stay below n.
    unsafe {
        let (mut best, mut block) = (first, 0);
        for start in (0..n).step_by(BLOCK) {
            let max = largest::<S, LANES>(BLOCK.min(n - start), x.add(start), S::splat(best));
            let max = S::largest(max);
            if max > best {
                (best, block) = (max, start);
            }
        }
        let best = S::splat(best);
        let mut i = block;
        while n - i >= S::LANES {
            let found = S::equal(size::<S, LANES>(S::load(x.add(i))), best);
            if found != 0 {
                return i + found.trailing_zeros() as usize;
            }
            i += S::LANES;
        }
        // It is in the rest if it was not before. (Had somebody changed x meanwhile, against all promises, the answer
        // would still be an index.)
        let last = S::load_first(x.add(i), n - i, S::zero());
        (i + S::equal(size::<S, LANES>(last), best).trailing_zeros() as usize).min(n - 1)
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
    alpha: S::Elem,
    a: Columns<S::Elem>,
    x: Strided<S::Elem>,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| combine::<S, W>(m, alpha, a.from(j), x.from(j), y));
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
            by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| add_products::<S, W, 2>(
                m, alpha, a.from(j), x, y.offset(j as isize * incy), incy
            ));
        } else {
            by_columns!(n, 4 [3 2 1], |j, W| add_products::<S, W, 2>(
                m, alpha, a.from(j), x, y.offset(j as isize * incy), incy
            ));
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
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| {
            let mut factors = [alpha; W];
            for k in 0..W {
                factors[k] *= y.at(j + k);
            }
            update::<S, W, 1>(m, x, factors, a.offset(j as isize * a_col), a_col);
        });
    }
}
