//! `?ger`, `?geru`, `?gerc`, `?syr`, `?her`: A := α x yᵀ + A, or yᴴ. A call with −α undoes the one before, exactly: elements and
//! factors have few bits.

use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};
use crate::vector::{Column, Strided};

type Ger<T, I> = unsafe extern "C" fn(
    m: &I,
    n: &I,
    alpha: &T,
    x: *const T,
    incx: &I,
    y: *const T,
    incy: &I,
    a: *mut T,
    lda: &I,
);
type Syr<T, I, R> =
    unsafe extern "C" fn(uplo: &u8, n: &I, alpha: &R, x: *const T, incx: &I, a: *mut T, lda: &I);

const ALPHA: f64 = 0.75;

/// A general matrix.
pub(super) fn general<T: Scalar, I: Int>(order: &Order, conjugated: bool) -> Prepared {
    // SAFETY: the signature of ?ger, ?geru, ?gerc.
    let ger = unsafe { order.library.fortran::<Ger<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let a = Shape::full(m, n, p.leading("lda", m)?);
    let (x, y) = (Strided { n: m, inc: p.increment("incx")? }, Strided { n, inc: p.increment("incy")? });
    let mut seed = Seed::new(10);
    let reads = [x.fill(|| seed.coarse::<T>()), y.fill(|| seed.coarse::<T>())];
    let writes = [a.fill(|_, _| seed.coarse::<T>())];
    let [m, ni, lda] = [m, n, a.leading()].map(I::size);
    let (incx, incy) = (I::of(x.inc), I::of(y.inc));
    let factors = [ALPHA, -ALPHA].map(|alpha| T::of(alpha.into()));
    Ok(batch::prepare(
        Style::Undo,
        Work::in_place::<T>(2.0 * a.stored() as f64, x.n + y.n, a.stored()),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[x, y], [a], i| unsafe {
            ger(&m, &ni, &factors[i % 2], x.ptr(), &incx, y.ptr(), &incy, a.ptr(), &lda);
        },
        move |s| {
            let (before, after) = (a.of::<T>(&s.before[0], Op::None), a.of::<T>(&s.after[0], Op::None));
            let (x, y) = (x.of::<T>(&s.reads[0]), y.of::<T>(&s.reads[1]).row(conjugated));
            residual(n, T::EPSILON, &[term(-1.0, &[&after]), term(1.0, &[&before]), term(ALPHA, &[&x, &y])])
        },
    ))
}

/// A triangle of a symmetric or Hermitian matrix; α is real where that is Hermitian.
pub(super) fn symmetric<T: Scalar, I: Int, R: Scalar>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?syr and ?her, by the type of α.
    let syr = unsafe { order.library.fortran::<Syr<T, I, R>>(order.name)? };
    let p = order.params;
    let (n, uplo) = (p.size("n", 0)?, p.letter("uplo", "LU")?);
    let structure = Structure::Symmetric { upper: uplo == b'U', hermitian };
    let a = Shape::full(n, n, p.leading("lda", n)?).with(structure);
    let x = Strided { n, inc: p.increment("incx")? };
    let mut seed = Seed::new(11);
    let reads = [x.fill(|| seed.coarse::<T>())];
    let writes = [a.fill(|_, _| seed.coarse::<T>())];
    let ([ni, lda], incx) = ([n, a.leading()].map(I::size), I::of(x.inc));
    let factors = [ALPHA, -ALPHA].map(|alpha| R::of(alpha.into()));
    Ok(batch::prepare(
        Style::Undo,
        Work::in_place::<T>(2.0 * a.stored() as f64, n, a.stored()),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[x], [a], i| unsafe { syr(&uplo, &ni, &factors[i % 2], x.ptr(), &incx, a.ptr(), &lda) },
        move |s| {
            let (before, after) = (a.of::<T>(&s.before[0], Op::None), a.of::<T>(&s.after[0], Op::None));
            let x = x.of::<T>(&s.reads[0]);
            let row = Column(x.0.clone()).row(hermitian);
            residual(n, T::EPSILON, &[term(-1.0, &[&after]), term(1.0, &[&before]), term(ALPHA, &[&x, &row])])
        },
    ))
}
