//! `?symv`, `?hemv`, `?sbmv`, `?hbmv`, `?spmv`, `?hpmv`: y := α A x + β y with a symmetric or Hermitian matrix: full, a band,
//! or packed.

use super::gemv::Product;
use super::{Order, Prepared};
use crate::matrix::{Op, Shape, Structure};
use crate::scalar::{Int, Scalar};

type Symv<T, I> = unsafe extern "C" fn(
    uplo: &u8,
    n: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    x: *const T,
    incx: &I,
    beta: &T,
    y: *mut T,
    incy: &I,
);

type Sbmv<T, I> = unsafe extern "C" fn(
    uplo: &u8,
    n: &I,
    k: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    x: *const T,
    incx: &I,
    beta: &T,
    y: *mut T,
    incy: &I,
);

type Spmv<T, I> = unsafe extern "C" fn(
    uplo: &u8,
    n: &I,
    alpha: &T,
    a: *const T,
    x: *const T,
    incx: &I,
    beta: &T,
    y: *mut T,
    incy: &I,
);

/// A triangle of a full matrix.
pub(super) fn full<T: Scalar, I: Int>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?symv and ?hemv.
    let symv = unsafe { order.library.fortran::<Symv<T, I>>(order.name)? };
    let (n, uplo) = (order.params.size("n", 0)?, order.params.letter("uplo", "LU")?);
    let structure = Structure::Symmetric { upper: uplo == b'U', hermitian };
    let a = Shape::full(n, n, order.params.leading("lda", n)?).with(structure);
    let product = Product::new(order, a, Op::None)?;
    let [n, lda] = [n, a.leading()].map(I::size);
    let (incx, incy) = (I::of(product.x.inc), I::of(product.y.inc));
    // SAFETY: the operands have the shapes that the arguments say.
    Ok(product.prepare::<T>(move |alpha, a, x, beta, y| unsafe {
        symv(&uplo, &n, alpha, a, &lda, x, &incx, beta, y, &incy);
    }))
}

/// A triangle of a band.
pub(super) fn band<T: Scalar, I: Int>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?sbmv and ?hbmv.
    let sbmv = unsafe { order.library.fortran::<Sbmv<T, I>>(order.name)? };
    let (n, uplo) = (order.params.size("n", 0)?, order.params.letter("uplo", "LU")?);
    let (k, upper) = (order.params.size("k", 4)?, uplo == b'U');
    let band = Shape::triangle_band(n, k, upper, order.params.leading("lda", k + 1)?);
    let product = Product::new(order, band.with(Structure::Symmetric { upper, hermitian }), Op::None)?;
    let [n, k, lda] = [n, k, product.a.leading()].map(I::size);
    let (incx, incy) = (I::of(product.x.inc), I::of(product.y.inc));
    // SAFETY: the operands have the shapes that the arguments say.
    Ok(product.prepare::<T>(move |alpha, a, x, beta, y| unsafe {
        sbmv(&uplo, &n, &k, alpha, a, &lda, x, &incx, beta, y, &incy);
    }))
}

/// A packed triangle.
pub(super) fn packed<T: Scalar, I: Int>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?spmv and ?hpmv.
    let spmv = unsafe { order.library.fortran::<Spmv<T, I>>(order.name)? };
    let (n, uplo) = (order.params.size("n", 0)?, order.params.letter("uplo", "LU")?);
    let structure = Structure::Symmetric { upper: uplo == b'U', hermitian };
    let a = Shape::packed(n).with(structure);
    let product = Product::new(order, a, Op::None)?;
    let n = I::size(n);
    let (incx, incy) = (I::of(product.x.inc), I::of(product.y.inc));
    // SAFETY: the operands have the shapes that the arguments say.
    Ok(product.prepare::<T>(move |alpha, a, x, beta, y| unsafe {
        spmv(&uplo, &n, alpha, a, x, &incx, beta, y, &incy);
    }))
}
