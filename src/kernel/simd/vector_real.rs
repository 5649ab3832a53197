//! Vector kernels for real elements. See `kernel::vector` for the contract.
//!
//! Three loops do most of the work: [`products`] (inner products of some columns with a vector: dot, gemv_t),
//! [`combine`] (a sum of some columns: gemv_n) and [`update`] (multiples of a vector added to some columns: axpy,
//! ger). Each takes as many columns at once as there are registers for, so that the vector is loaded once for all.

use crate::kernel::simd::Simd;
use crate::scalar::{Real, Scalar};

/// The largest number of lanes of any register.
const MAX_LANES: usize = 16;
/// Elements after which [`largest`] looks whether it has found a larger one: the longest way to search again.
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
    a: *const S::Elem,
    a_col: isize,
    x: *const S::Elem,
) -> [S::Reg; NC] {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut sums = [[S::zero(); U]; NC];
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i);
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

/// y := the inner products of NC columns with x.
///
/// # Safety
/// As for [`products`], and y holds NC elements.
#[inline(always)]
unsafe fn store_products<S: Simd, const NC: usize, const U: usize>(
    m: usize,
    a: *const S::Elem,
    a_col: isize,
    x: *const S::Elem,
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let sums = products::<S, NC, U>(m, a, a_col, x);
        for j in 0..NC {
            *y.add(j) = S::sum(sums[j]);
        }
    }
}

/// y += the sum of NC columns, each times its element of x.
///
/// # Safety
/// A holds NC columns of m elements, x holds NC, y holds m; the processor has `S`.
#[inline(always)]
unsafe fn combine<S: Simd, const NC: usize>(
    m: usize,
    a: *const S::Elem,
    a_col: isize,
    x: *const S::Elem,
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut xs = [S::zero(); NC];
        for j in 0..NC {
            xs[j] = S::splat(*x.add(j));
        }
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i);
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

/// NC columns += x, times each one's element of y.
///
/// # Safety
/// A holds NC columns of m elements, x holds m, y holds NC; the processor has `S`.
#[inline(always)]
unsafe fn update<S: Simd, const NC: usize, const U: usize>(
    m: usize,
    x: *const S::Elem,
    y: *const S::Elem,
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise; rows stay below m.
    unsafe {
        let mut ys = [S::zero(); NC];
        for j in 0..NC {
            ys[j] = S::splat(*y.add(j));
        }
        let column = |j: usize, i: usize| a.offset(j as isize * a_col).add(i);
        let step = |i: usize| {
            let xi = S::load(x.add(i));
            for j in 0..NC {
                S::store(column(j, i), S::fma(xi, ys[j], S::load(column(j, i))));
            }
        };
        let mut i = 0;
        while m - i >= U * S::LANES {
            for u in 0..U {
                step(i + u * S::LANES);
            }
            i += U * S::LANES;
        }
        while m - i >= S::LANES {
            step(i);
            i += S::LANES;
        }
        if m > i {
            let xi = first::<S>(x.add(i), m - i);
            for j in 0..NC {
                let ai = first::<S>(column(j, i), m - i);
                S::store_first(column(j, i), m - i, S::fma(xi, ys[j], ai));
            }
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
        let [sum] = products::<S, 1, 4>(n, x, 0, y);
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
    unsafe { update::<S, 1, 4>(n, x, &alpha, y, 0) }
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

/// Adds f(sum, x) of all elements up, in eight partial sums; lanes beyond the end are 0.
///
/// # Safety
/// x holds n elements; the processor has `S`.
#[inline(always)]
unsafe fn reduce<S: Simd>(n: usize, x: *const S::Elem, f: impl Fn(S::Reg, S::Reg) -> S::Reg) -> S::Elem {
    const U: usize = 8;
    // SAFETY: the caller's promise; i stays below n.
    unsafe {
        let mut sums = [S::zero(); U];
        let mut i = 0;
        while n - i >= U * S::LANES {
            for u in 0..U {
                sums[u] = f(sums[u], S::load(x.add(i + u * S::LANES)));
            }
            i += U * S::LANES;
        }
        for u in 0..U {
            if n - i >= S::LANES {
                sums[u] = f(sums[u], S::load(x.add(i)));
                i += S::LANES;
            }
        }
        if n > i {
            sums[U - 1] = f(sums[U - 1], S::load_first(x.add(i), n - i, S::zero()));
        }
        S::sum(fold::<S, U>(sums))
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
            return reduce::<S>(n, x, |sum, x| S::fma(x, x, sum));
        }
        let scale = S::splat(scale);
        reduce::<S>(n, x, |sum, x| {
            let x = S::mul(scale, x);
            S::fma(x, x, sum)
        })
    }
}

/// Σ |xᵢ|.
///
/// # Safety
/// As `VectorKernels::asum`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn asum<S: Simd>(n: usize, x: *const S::Elem) -> S::Elem {
    // SAFETY: the caller's promise.
    unsafe { reduce::<S>(n, x, |sum, x| S::add(sum, S::abs(x))) }
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
    unsafe { largest::<S>(n, x, (*x).abs(), |x| S::abs(x)) }
}

/// The first i where `size`, lane by lane, is largest; `first` is the size of element 0.
///
/// The largest is found block by block, then its place in the block that it was first seen in. A NaN in front is the
/// answer; others replace nothing, as `S::max` then returns its second operand.
///
/// # Safety
/// x holds n ≥ 1 elements; the processor has `S`; size(0) = 0.
#[inline(always)]
pub(super) unsafe fn largest<S: Simd>(
    n: usize,
    x: *const S::Elem,
    first: S::Elem,
    size: impl Fn(S::Reg) -> S::Reg,
) -> usize
where
    S::Elem: Real,
{
    const U: usize = 4;
    if first.partial_cmp(&first).is_none() {
        return 0;
    }
    // SAFETY: the caller's promise; i stays below n; MAX_LANES hold a register.
    unsafe {
        let (mut best, mut block) = (first, 0);
        for start in (0..n).step_by(BLOCK) {
            let end = n.min(start + BLOCK);
            let mut max = [S::splat(best); U];
            let mut i = start;
            while end - i >= U * S::LANES {
                for u in 0..U {
                    max[u] = S::max(size(S::load(x.add(i + u * S::LANES))), max[u]);
                }
                i += U * S::LANES;
            }
            while end - i >= S::LANES {
                max[0] = S::max(size(S::load(x.add(i))), max[0]);
                i += S::LANES;
            }
            if end > i {
                max[0] = S::max(size(S::load_first(x.add(i), end - i, S::zero())), max[0]);
            }
            let max = S::max(S::max(max[0], max[1]), S::max(max[2], max[3]));
            let mut lanes = [best; MAX_LANES];
            S::store(lanes.as_mut_ptr(), max);
            let before = best;
            for lane in &lanes[..S::LANES] {
                if *lane > best {
                    best = *lane;
                }
            }
            if best > before {
                block = start;
            }
        }
        let best = S::splat(best);
        let mut i = block;
        while n - i >= S::LANES {
            let found = S::equal(size(S::load(x.add(i))), best);
            if found != 0 {
                return i + found.trailing_zeros() as usize;
            }
            i += S::LANES;
        }
        let last = S::load_first(x.add(i), n - i, S::zero());
        // It is here if it was not before. (Were the elements changed meanwhile, by a race of the caller's, the index
        // must still be inside.)
        (i + S::equal(size(last), best).trailing_zeros() as usize).min(n - 1)
    }
}

/// y += A·x.
///
/// # Safety
/// As `VectorKernels::gemv_n`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_n<S: Simd>(
    m: usize,
    n: usize,
    a: *const S::Elem,
    a_col: isize,
    _conj_a: bool,
    x: *const S::Elem,
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| combine::<S, W>(
            m, a.offset(j as isize * a_col), a_col, x.add(j), y
        ));
    }
}

/// y := Aᵀ·x.
///
/// # Safety
/// As `VectorKernels::gemv_t`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn gemv_t<S: Simd>(
    m: usize,
    n: usize,
    a: *const S::Elem,
    a_col: isize,
    _conj_a: bool,
    x: *const S::Elem,
    y: *mut S::Elem,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        if has_32_registers::<S>() {
            by_columns!(n, 8 [7 6 5 4 3 2 1], |j, W| store_products::<S, W, 2>(
                m, a.offset(j as isize * a_col), a_col, x, y.add(j)
            ));
        } else {
            by_columns!(n, 4 [3 2 1], |j, W| store_products::<S, W, 2>(
                m, a.offset(j as isize * a_col), a_col, x, y.add(j)
            ));
        }
    }
}

/// A += x·yᵀ.
///
/// # Safety
/// As `VectorKernels::ger`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn ger<S: Simd>(
    m: usize,
    n: usize,
    x: *const S::Elem,
    _conj_x: bool,
    y: *const S::Elem,
    a: *mut S::Elem,
    a_col: isize,
) {
    // SAFETY: the caller's promise; columns stay below n.
    unsafe {
        by_columns!(n, 4 [3 2 1], |j, W| update::<S, W, 1>(
            m, x, y.add(j), a.offset(j as isize * a_col), a_col
        ));
    }
}
