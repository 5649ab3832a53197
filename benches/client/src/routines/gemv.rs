//! `?gemv` and `?gbmv`: y := α op(A) x + β y.

use super::{Order, Prepared, accumulate};
use crate::batch::{self, Batch, Work};
use crate::check::term;
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{C64, Int, Scalar};
use crate::vector::Strided;

type Gemv<T, I> = unsafe extern "C" fn(
    trans: &u8,
    m: &I,
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

type Gbmv<T, I> = unsafe extern "C" fn(
    trans: &u8,
    m: &I,
    n: &I,
    kl: &I,
    ku: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    x: *const T,
    incx: &I,
    beta: &T,
    y: *mut T,
    incy: &I,
);

/// y := α op(A) x + β y with any matrix: its op, the vectors, the factors.
pub(super) struct Product {
    pub(super) a: Shape,
    pub(super) op: Op,
    pub(super) x: Strided,
    pub(super) y: Strided,
    pub(super) alpha: C64,
    pub(super) beta: C64,
}

impl Product {
    /// The product with a matrix of this shape; everything else is as ordered.
    pub(super) fn new(order: &Order, a: Shape, op: Op) -> Result<Self, String> {
        let p = order.params;
        let (rows, cols) = if op == Op::None { (a.rows, a.cols) } else { (a.cols, a.rows) };
        let x = Strided { n: cols, inc: p.increment("incx")? };
        let y = Strided { n: rows, inc: p.increment("incy")? };
        Ok(Self { a, op, x, y, alpha: p.factor("alpha", 1.0)?, beta: p.factor("beta", 0.0)? })
    }

    /// The cell, if `call` makes the call with α, A, x, β, y.
    pub(super) fn prepare<T: Scalar>(
        self,
        call: impl Fn(&T, *const T, *const T, &T, *mut T) + 'static,
    ) -> Box<dyn Batch> {
        let Self { a, op, x, y, alpha, beta } = self;
        let mut seed = Seed::new(9);
        let reads = [a.random::<T>(&mut seed), x.fill(|| seed.element::<T>())];
        let (style, writes) = accumulate::start(beta, y.fill(|| seed.element::<T>()));
        let mirrored = matches!(a.structure, Structure::Symmetric { .. });
        // What lies off the diagonal counts twice where it is its own mirror.
        let elements = if mirrored { 2 * a.stored() - a.rows } else { a.stored() };
        let factors = (T::of(alpha), T::of(beta));
        batch::prepare(
            style,
            Work::update::<T>(2.0 * elements as f64, &[a.stored(), x.n], y.n, beta),
            reads,
            writes,
            move |[a, x], [y], _| call(&factors.0, a.ptr(), x.ptr(), &factors.1, y.ptr()),
            move |s| {
                let (a, x) = (a.of::<T>(&s.reads[0], op), x.of::<T>(&s.reads[1]));
                let (before, after) = (y.of::<T>(&s.before[0]), y.of::<T>(&s.after[0]));
                accumulate::end(1, T::EPSILON, beta, [&before, &after], [term(alpha, &[&a, &x])])
            },
        )
    }
}

/// A general matrix.
pub(super) fn full<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?gemv.
    let gemv = unsafe { order.library.fortran::<Gemv<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let trans = p.letter("trans", "NTC")?;
    let product = Product::new(order, Shape::full(m, n, p.leading("lda", m)?), Op::of(trans))?;
    let [m, n, lda] = [m, n, product.a.leading()].map(I::size);
    let (incx, incy) = (I::of(product.x.inc), I::of(product.y.inc));
    // SAFETY: the operands have the shapes that the arguments say.
    Ok(product.prepare::<T>(move |alpha, a, x, beta, y| unsafe {
        gemv(&trans, &m, &n, alpha, a, &lda, x, &incx, beta, y, &incy);
    }))
}

/// A band matrix.
pub(super) fn band<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?gbmv.
    let gbmv = unsafe { order.library.fortran::<Gbmv<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let (m, kl) = (p.size("m", n)?, p.size("kl", 4)?);
    let ku = p.size("ku", kl)?;
    let trans = p.letter("trans", "NTC")?;
    let a = Shape::band(m, n, (kl, ku), p.leading("lda", kl + ku + 1)?);
    let product = Product::new(order, a, Op::of(trans))?;
    let [m, n, kl, ku, lda] = [m, n, kl, ku, a.leading()].map(I::size);
    let (incx, incy) = (I::of(product.x.inc), I::of(product.y.inc));
    // SAFETY: the operands have the shapes that the arguments say.
    Ok(product.prepare::<T>(move |alpha, a, x, beta, y| unsafe {
        gbmv(&trans, &m, &n, &kl, &ku, alpha, a, &lda, x, &incx, beta, y, &incy);
    }))
}
