//! `?gemm`: C := α op(A) op(B) + β C.

use super::{Order, Prepared, accumulate};
use crate::batch::{self, Work};
use crate::check::term;
use crate::matrix::{Op, Shape};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};

type Gemm<T, I> = unsafe extern "C" fn(
    transa: &u8,
    transb: &u8,
    m: &I,
    n: &I,
    k: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    b: *const T,
    ldb: &I,
    beta: &T,
    c: *mut T,
    ldc: &I,
);

pub(super) fn prepare<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?gemm.
    let gemm = unsafe { order.library.fortran::<Gemm<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let (m, k) = (p.size("m", n)?, p.size("k", n)?);
    let (transa, transb) = (p.letter("transa", "NTC")?, p.letter("transb", "NTC")?);
    let (opa, opb) = (Op::of(transa), Op::of(transb));
    let a = opa.stored(m, k, |rows| p.leading("lda", rows))?;
    let b = opb.stored(k, n, |rows| p.leading("ldb", rows))?;
    let c = Shape::full(m, n, p.leading("ldc", m)?);
    let (alpha, beta) = (p.factor("alpha", 1.0)?, p.factor("beta", 0.0)?);

    let mut seed = Seed::new(1);
    let reads = [a.random::<T>(&mut seed), b.random::<T>(&mut seed)];
    let (style, writes) = accumulate::start(beta, c.random::<T>(&mut seed));
    let [im, ik, in_] = [m, k, n].map(I::size);
    let [lda, ldb, ldc] = [a, b, c].map(|shape| I::size(shape.leading()));
    let (talpha, tbeta) = (T::of(alpha), T::of(beta));
    Ok(batch::prepare(
        style,
        Work::update::<T>(2.0 * m as f64 * n as f64 * k as f64, &[m * k, k * n], m * n, beta),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[a, b], [c], _| unsafe {
            let (a, b, c) = (a.ptr(), b.ptr(), c.ptr());
            gemm(&transa, &transb, &im, &in_, &ik, &talpha, a, &lda, b, &ldb, &tbeta, c, &ldc);
        },
        move |s| {
            let (a, b) = (a.of::<T>(&s.reads[0], opa), b.of::<T>(&s.reads[1], opb));
            let (before, after) = (c.of::<T>(&s.before[0], Op::None), c.of::<T>(&s.after[0], Op::None));
            accumulate::end(n, T::EPSILON, beta, [&before, &after], [term(alpha, &[&a, &b])])
        },
    ))
}
