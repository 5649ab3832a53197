//! Portable vector kernels, with strides: the kernels of processors without any of ours, and what strided vectors
//! take on all of them.

use crate::enums::Uplo;
use crate::kernel::vector::{Columns, Extreme, Sheared, Strided, Triangle, VectorKernels};
use crate::scalar::{Real, Scalar};

pub(in crate::kernel) const fn kernels<T: Scalar>() -> VectorKernels<T> {
    VectorKernels {
        // SAFETY: the contract of the field, with strides of one; so for all of them.
        dot: |n, x, y, conj_x| unsafe { dot(n, x, 1, y, 1, conj_x) },
        // SAFETY: as above.
        dot_ahead: |n, x, y, conj_x| unsafe { dot(n, x, 1, y, 1, conj_x) },
        // SAFETY: as above.
        axpy: |n, alpha, x, conj_x, y| unsafe { axpy(n, alpha, x, 1, conj_x, y, 1) },
        // SAFETY: as above.
        axpy_ahead: |n, alpha, x, conj_x, y| unsafe { axpy(n, alpha, x, 1, conj_x, y, 1) },
        // SAFETY: as above.
        scal: |n, alpha, x| unsafe { map(n, x, 1, |x| alpha * x) },
        // SAFETY: as above.
        scal_ahead: |n, alpha, x| unsafe { map(n, x, 1, |x| alpha * x) },
        // SAFETY: as above.
        scal_real: |n, alpha, x| unsafe { map(n, x, 1, |x| x.scale(alpha)) },
        // SAFETY: as above.
        amax: |n, x| unsafe { amax(n, x, 1) },
        // SAFETY: as above.
        sum_squares: |n, x, scale| unsafe { sum_squares(n, x, 1, scale) },
        // SAFETY: as above.
        asum: |n, x| unsafe { asum(n, x, 1) },
        // SAFETY: as above.
        asum_ahead: |n, x| unsafe { asum(n, x, 1) },
        // SAFETY: as above.
        sum: |n, x| unsafe { sum_parts(n, x, 1) },
        // SAFETY: as above.
        extreme: |n, x, which| unsafe { extreme(n, x, 1, which) },
        // SAFETY: as above.
        copy_far: |n, x, y| unsafe { x.copy_to_nonoverlapping(y, n) },
        // SAFETY: as above.
        swap: |n, x, y| unsafe { zip(n, x, 1, y, 1, |x, y| (y, x)) },
        // SAFETY: as above.
        rotate: |n, x, y, (h11, h12), (h21, h22)| unsafe {
            zip(n, x, 1, y, 1, |x, y| (x.scale(h11) + y.scale(h12), x.scale(h21) + y.scale(h22)));
        },
        gemv_n,
        gemv_t,
        gemv_n_wide: gemv_n,
        gemv_t_wide: gemv_t,
        gemv_n_ahead: gemv_n,
        gemv_t_ahead: gemv_t,
        gemv_n_single: gemv_n,
        gemv_t_single: gemv_t,
        ger_single: ger,
        ger_ahead: ger,
        sheared,
        sheared_t,
        sheared_both,
        ger,
        symv,
        trmv,
        trsv,
        tbsv,
        syr,
        syr2,
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

/// y += α·A·x, column by column, each of which begins a row lower than the one before.
///
/// # Safety
/// A holds n columns of m adjacent elements, x n and y n + m − 1 elements.
unsafe fn sheared<T: Scalar>(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) {
    for j in 0..n {
        // SAFETY: the caller's promise, as j < n.
        unsafe { axpy(m, alpha * x.at(j).conj_if(x.conj), a.from(j).ptr, 1, a.conj, y.add(j), 1) }
    }
}

/// y += α·Aᵀ·x for such columns.
///
/// # Safety
/// A holds n columns of m adjacent elements, x n + m − 1 and y n elements.
unsafe fn sheared_t<T: Scalar>(m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, y: *mut T) {
    for j in 0..n {
        // SAFETY: the caller's promise, as j < n.
        unsafe { *y.add(j) += alpha * dot(m, a.from(j).ptr, 1, x.add(j), 1, a.conj) }
    }
}

/// y += α·A·x for the columns of a symmetric or Hermitian band, and their rows across the diagonal.
///
/// # Safety
/// The columns hold m adjacent elements; x and y have the columns' elements, and those in their rows.
unsafe fn sheared_both<T: Scalar>(alpha: T, a: Sheared<T>, hermitian: bool, x: *const T, y: *mut T) {
    for j in 0..a.n {
        let Columns { ptr: column, conj, .. } = a.columns.from(j);
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            let (own, rows) = (a.own + j, a.row + j);
            let (xj, d) = (alpha * *x.add(own), a.diagonal.at(j).conj_if(conj));
            axpy(a.m, xj, column, 1, conj, y.add(rows), 1);
            let across = alpha * dot(a.m, column, 1, x.add(rows), 1, conj != hermitian);
            *y.add(own) += xj * if hermitian { T::from_real(d.re()) } else { d } + across;
        }
    }
}

/// x := A⁻¹·x, or A⁻ᵀ·x, for the columns of a triangular band.
///
/// # Safety
/// The columns hold m adjacent elements; x has the columns' elements, and those in their rows.
unsafe fn tbsv<T: Scalar>(a: Sheared<T>, uplo: Uplo, transposed: bool, unit: bool, x: *mut T) {
    for i in 0..a.n {
        // A lower triangle is solved downwards, and the transpose of an upper one is lower.
        let j = if (uplo == Uplo::Lower) != transposed { i } else { a.n - 1 - i };
        let Columns { ptr: column, conj, .. } = a.columns.from(j);
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            let (own, others) = (x.add(a.own + j), x.add(a.row + j));
            if transposed {
                *own -= dot(a.m, column, 1, others, 1, conj);
            }
            if !unit {
                *own = (*own).divide(a.diagonal.at(j).conj_if(conj));
            }
            if !transposed {
                axpy(a.m, -*own, column, 1, conj, others, 1);
            }
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

/// y += α·A·x as far as some columns of the triangle, and their rows across the diagonal, go: column by column.
///
/// # Safety
/// A is a triangle of order n, x and y hold n elements.
unsafe fn symv<T: Scalar>(alpha: T, a: Triangle<T>, hermitian: bool, x: *const T, y: *mut T) {
    for j in a.columns.0..a.columns.1 {
        let (start, end) = a.rows_off_block(j, 1);
        let column = a.column(j);
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            let xj = alpha * *x.add(j);
            axpy(end - start, xj, column.add(start), 1, a.conj, y.add(start), 1);
            let across = dot(end - start, column.add(start), 1, x.add(start), 1, a.conj != hermitian);
            let diagonal = *column.add(j);
            let diagonal = if hermitian { T::from_real(diagonal.re()) } else { diagonal.conj_if(a.conj) };
            *y.add(j) += diagonal * xj + alpha * across;
        }
    }
}

/// What the triangle's columns have of y := A·x, or Aᵀ·x, one after the other.
///
/// # Safety
/// A is a triangle of order n, x and y hold n elements.
unsafe fn trmv<T: Scalar>(a: Triangle<T>, transposed: bool, unit: bool, x: *const T, y: *mut T) {
    let (from, to) = a.columns;
    let ascending = (a.uplo == Uplo::Upper) != transposed;
    // What is yet to be read is not written, should x be y.
    for k in from..to {
        let j = if ascending { k } else { from + to - 1 - k };
        let (start, end) = a.rows_off_block(j, 1);
        let (column, len) = (a.column(j), end - start);
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            let (off, xj) = (column.add(start), *x.add(j));
            let mut product = if unit { xj } else { (*column.add(j)).conj_if(a.conj) * xj };
            if transposed {
                product += dot(len, off, 1, x.add(start), 1, a.conj);
            } else {
                axpy(len, xj, off, 1, a.conj, y.add(start), 1);
            }
            *y.add(j) = product;
        }
    }
}

/// x := A⁻¹·x, or A⁻ᵀ·x, one element after the other.
///
/// # Safety
/// A is a triangle of order n, x holds n elements.
unsafe fn trsv<T: Scalar>(a: Triangle<T>, transposed: bool, unit: bool, x: *mut T) {
    let upper = (a.uplo == Uplo::Upper) != transposed;
    for k in 0..a.n {
        let j = if upper { a.n - 1 - k } else { k };
        let (start, end) = a.rows_off_block(j, 1);
        let (column, len) = (a.column(j), end - start);
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            let off = column.add(start);
            if transposed {
                *x.add(j) -= dot(len, off, 1, x.add(start), 1, a.conj);
            }
            if !unit {
                *x.add(j) = (*x.add(j)).divide((*column.add(j)).conj_if(a.conj));
            }
            if !transposed {
                axpy(len, -*x.add(j), off, 1, a.conj, x.add(start), 1);
            }
        }
    }
}

/// A += α·x·xᵀ or α·x·xᴴ on some columns of the triangle, column by column.
///
/// # Safety
/// A is a writable triangle of order n, x holds n elements.
unsafe fn syr<T: Scalar>(alpha: T, x: *const T, a: Triangle<T>, hermitian: bool) {
    for j in a.columns.0..a.columns.1 {
        // SAFETY: the caller's promise, as j < n.
        unsafe { update_column(j, x, alpha * (*x.add(j)).conj_if(a.conj != hermitian), a, hermitian) }
    }
}

/// A += α·x·yᵀ + α·y·xᵀ, or α·x·yᴴ + ᾱ·y·xᴴ, on some columns of the triangle, column by column.
///
/// # Safety
/// A is a writable triangle of order n, x and y hold n elements.
unsafe fn syr2<T: Scalar>(alpha: T, x: *const T, y: *const T, a: Triangle<T>, hermitian: bool) {
    let across = a.conj != hermitian;
    for j in a.columns.0..a.columns.1 {
        // SAFETY: the caller's promise, as j < n.
        unsafe {
            update_column(j, x, alpha * (*y.add(j)).conj_if(across), a, hermitian);
            update_column(j, y, alpha.conj_if(hermitian) * (*x.add(j)).conj_if(across), a, hermitian);
        }
    }
}

/// Column j of the triangle += x, conjugated if the triangle says so, times a factor.
///
/// # Safety
/// As for [`syr`], with j < n.
unsafe fn update_column<T: Scalar>(j: usize, x: *const T, factor: T, a: Triangle<T>, hermitian: bool) {
    let (start, end) = a.rows_off_block(j, 1);
    let column = a.column(j).cast_mut();
    // SAFETY: the caller's promise.
    unsafe {
        axpy(end - start, factor, x.add(start), 1, a.conj, column.add(start), 1);
        let new = *column.add(j) + factor * (*x.add(j)).conj_if(a.conj);
        *column.add(j) = if hermitian { T::from_real(new.re()) } else { new };
    }
}
