//! Portable vector kernels, with strides: the kernels of processors without any of ours, and what strided vectors
//! take on all of them.

use crate::kernel::vector::{Columns, Extreme, Strided, VectorKernels};
use crate::scalar::{Real, Scalar};

pub(in crate::kernel) const fn kernels<T: Scalar>() -> VectorKernels<T> {
    VectorKernels {
        // SAFETY: the contract of the field, with strides of one; so for all of them.
        dot: |n, x, y, conj_x| unsafe { dot(n, x, 1, y, 1, conj_x) },
        // SAFETY: as above.
        axpy: |n, alpha, x, conj_x, y| unsafe { axpy(n, alpha, x, 1, conj_x, y, 1) },
        // SAFETY: as above.
        scal: |n, alpha, x| unsafe { map(n, x, 1, |x| alpha * x) },
        // SAFETY: as above.
        scal_real: |n, alpha, x| unsafe { map(n, x, 1, |x| x.scale(alpha)) },
        // SAFETY: as above.
        amax: |n, x| unsafe { amax(n, x, 1) },
        // SAFETY: as above.
        sum_squares: |n, x, scale| unsafe { sum_squares(n, x, 1, scale) },
        // SAFETY: as above.
        asum: |n, x| unsafe { asum(n, x, 1) },
        // SAFETY: as above.
        sum: |n, x| unsafe { sum_parts(n, x, 1) },
        // SAFETY: as above.
        extreme: |n, x, which| unsafe { extreme(n, x, 1, which) },
        // SAFETY: as above.
        swap: |n, x, y| unsafe { zip(n, x, 1, y, 1, |x, y| (y, x)) },
        // SAFETY: as above.
        rotate: |n, x, y, (h11, h12), (h21, h22)| unsafe {
            zip(n, x, 1, y, 1, |x, y| (x.scale(h11) + y.scale(h12), x.scale(h21) + y.scale(h22)));
        },
        gemv_n,
        gemv_t,
        ger,
    }
}

/// Partial sums, so that additions need not wait for each other.
const SUMS: usize = 4;

/// The sum of n terms: term i goes to partial sum i mod SUMS.
#[inline(always)]
fn sum<T: Scalar>(n: usize, term: impl Fn(usize) -> T) -> T {
    let mut sums = [T::ZERO; SUMS];
    let whole = n - n % SUMS;
    for i in (0..whole).step_by(SUMS) {
        for s in 0..SUMS {
            sums[s] += term(i + s);
        }
    }
    for i in whole..n {
        sums[i - whole] += term(i);
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// Σ xᵢ·yᵢ.
///
/// # Safety
/// Both vectors hold n elements.
pub(in crate::kernel) unsafe fn dot<T: Scalar>(
    n: usize,
    x: *const T,
    incx: isize,
    y: *const T,
    incy: isize,
    conj_x: bool,
) -> T {
    // SAFETY: the caller's promise, as i < n.
    sum(n, |i| unsafe { (*x.offset(i as isize * incx)).conj_if(conj_x) * *y.offset(i as isize * incy) })
}

/// y += α·x.
///
/// # Safety
/// Both vectors hold n elements.
pub(in crate::kernel) unsafe fn axpy<T: Scalar>(
    n: usize,
    alpha: T,
    x: *const T,
    incx: isize,
    conj_x: bool,
    y: *mut T,
    incy: isize,
) {
    for i in 0..n as isize {
        // SAFETY: the caller's promise, as i < n.
        unsafe { *y.offset(i * incy) += alpha * (*x.offset(i * incx)).conj_if(conj_x) }
    }
}

/// x := f(x), element by element.
///
/// # Safety
/// The vector holds n elements.
#[inline(always)]
pub(in crate::kernel) unsafe fn map<T: Scalar>(n: usize, x: *mut T, incx: isize, f: impl Fn(T) -> T) {
    for i in 0..n as isize {
        // SAFETY: the caller's promise, as i < n.
        unsafe { *x.offset(i * incx) = f(*x.offset(i * incx)) }
    }
}

/// y := x.
///
/// # Safety
/// Both vectors hold n elements.
pub(in crate::kernel) unsafe fn copy<T: Scalar>(
    n: usize,
    x: *const T,
    incx: isize,
    conj_x: bool,
    y: *mut T,
    incy: isize,
) {
    for i in 0..n as isize {
        // SAFETY: the caller's promise, as i < n.
        unsafe { *y.offset(i * incy) = (*x.offset(i * incx)).conj_if(conj_x) }
    }
}

/// (x, y) := f(x, y), element by element.
///
/// # Safety
/// Both vectors hold n elements.
#[inline(always)]
pub(in crate::kernel) unsafe fn zip<T: Scalar>(
    n: usize,
    x: *mut T,
    incx: isize,
    y: *mut T,
    incy: isize,
    f: impl Fn(T, T) -> (T, T),
) {
    for i in 0..n as isize {
        // SAFETY: the caller's promise, as i < n.
        unsafe {
            let (x, y) = (x.offset(i * incx), y.offset(i * incy));
            (*x, *y) = f(*x, *y);
        }
    }
}

/// The largest |re xᵢ| or |im xᵢ|.
///
/// # Safety
/// The vector holds n elements.
pub(in crate::kernel) unsafe fn amax<T: Scalar>(n: usize, x: *const T, incx: isize) -> T::Real {
    let larger = |a: T::Real, b: T::Real| if b > a { b } else { a };
    // SAFETY: the caller's promise, as i < n.
    let elements = (0..n as isize).map(|i| unsafe { *x.offset(i * incx) });
    elements.fold(T::Real::ZERO, |max, x| larger(larger(max, x.re().abs()), x.im().abs()))
}

/// Σ |s·xᵢ|².
///
/// # Safety
/// The vector holds n elements.
pub(in crate::kernel) unsafe fn sum_squares<T: Scalar>(
    n: usize,
    x: *const T,
    incx: isize,
    scale: T::Real,
) -> T::Real {
    sum(n, |i| {
        // SAFETY: the caller's promise, as i < n.
        let x = unsafe { *x.offset(i as isize * incx) }.scale(scale);
        x.re() * x.re() + x.im() * x.im()
    })
}

/// Σ |re xᵢ| + |im xᵢ|.
///
/// # Safety
/// The vector holds n elements.
pub(in crate::kernel) unsafe fn asum<T: Scalar>(n: usize, x: *const T, incx: isize) -> T::Real {
    // SAFETY: the caller's promise, as i < n.
    sum(n, |i| unsafe { *x.offset(i as isize * incx) }.abs1())
}

/// Σ re xᵢ + im xᵢ.
///
/// # Safety
/// The vector holds n elements.
pub(in crate::kernel) unsafe fn sum_parts<T: Scalar>(n: usize, x: *const T, incx: isize) -> T::Real {
    // SAFETY: the caller's promise, as i < n.
    let x = sum(n, |i| unsafe { *x.offset(i as isize * incx) });
    x.re() + x.im()
}

/// The first i with the most extreme number.
///
/// # Safety
/// The vector holds n ≥ 1 elements.
pub(in crate::kernel) unsafe fn extreme<T: Scalar>(
    n: usize,
    x: *const T,
    incx: isize,
    which: Extreme,
) -> usize {
    // SAFETY: the caller's promise.
    let (mut first, mut max) = (0, which.key(unsafe { *x }));
    for i in 1..n {
        // SAFETY: the caller's promise, as i < n.
        let this = which.key(unsafe { *x.offset(i as isize * incx) });
        if this > max {
            (first, max) = (i, this);
        }
    }
    first
}

/// y += α·A·x, column by column.
///
/// # Safety
/// A holds n columns of m adjacent elements, x n and y m elements.
unsafe fn gemv_n<T: Scalar>(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) {
    for j in 0..n {
        // SAFETY: the caller's promise, as j < n.
        unsafe { axpy(m, alpha * x.at(j).conj_if(x.conj), a.from(j).ptr, 1, a.conj, y, 1) }
    }
}

/// y += α·Aᵀ·x, column by column.
///
/// # Safety
/// A holds n columns of m adjacent elements, x m and y n elements.
unsafe fn gemv_t<T: Scalar>(
    m: usize,
    n: usize,
    alpha: T,
    a: Columns<T>,
    x: *const T,
    conj: bool,
    y: *mut T,
    incy: isize,
) {
    for j in 0..n {
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            let product = dot(m, a.from(j).ptr, 1, x, 1, a.conj);
            *y.offset(j as isize * incy) += alpha * product.conj_if(conj);
        }
    }
}

/// A += α·x·yᵀ, column by column.
///
/// # Safety
/// A holds n columns of m adjacent elements, x m and y n elements.
unsafe fn ger<T: Scalar>(
    m: usize,
    n: usize,
    alpha: T,
    x: *const T,
    conj_x: bool,
    y: Strided<T>,
    a: *mut T,
    a_col: isize,
) {
    for j in 0..n {
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            axpy(m, alpha * y.at(j).conj_if(y.conj), x, 1, conj_x, a.offset(j as isize * a_col), 1);
        }
    }
}
