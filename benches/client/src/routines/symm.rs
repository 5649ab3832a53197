//! `?symm` and `?hemm`: C := α A B + β C, or α B A, with a symmetric or Hermitian A.

use super::{Order, Prepared, accumulate};
use crate::batch::{self, Work};
use crate::check::term;
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};

type Symm<T, I> = unsafe extern "C" fn(
    side: &u8,
    uplo: &u8,
    m: &I,
    n: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    b: *const T,
    ldb: &I,
    beta: &T,
    c: *mut T,
    ldc: &I,
);

pub(super) fn prepare<T: Scalar, I: Int>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?symm and ?hemm.
    let symm = unsafe { order.library.fortran::<Symm<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let (side, uplo) = (p.letter("side", "LR")?, p.letter("uplo", "LU")?);
    let (alpha, beta) = (p.factor("alpha", 1.0)?, p.factor("beta", 0.0)?);
    let order_a = if side == b'L' { m } else { n };
    let structure = Structure::Symmetric { upper: uplo == b'U', hermitian };
    let a = Shape::full(order_a, order_a, p.leading("lda", order_a)?).with(structure);
    let b = Shape::full(m, n, p.leading("ldb", m)?);
    let c = Shape::full(m, n, p.leading("ldc", m)?);
    let mut seed = Seed::new(13);
    let reads = [a.random::<T>(&mut seed), b.random::<T>(&mut seed)];
    let (style, writes) = accumulate::start(beta, c.random::<T>(&mut seed));
    let [im, ni, lda, ldb, ldc] = [m, n, a.leading(), b.leading(), c.leading()].map(I::size);
    let (talpha, tbeta) = (T::of(alpha), T::of(beta));
    Ok(batch::prepare(
        style,
        Work::update::<T>(2.0 * (m * n) as f64 * order_a as f64, &[a.stored(), m * n], m * n, beta),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[a, b], [c], _| unsafe {
            let (a, b, c) = (a.ptr(), b.ptr(), c.ptr());
            symm(&side, &uplo, &im, &ni, &talpha, a, &lda, b, &ldb, &tbeta, c, &ldc);
        },
        move |s| {
            let (a, b) = (a.of::<T>(&s.reads[0], Op::None), b.of::<T>(&s.reads[1], Op::None));
            let (before, after) = (c.of::<T>(&s.before[0], Op::None), c.of::<T>(&s.after[0], Op::None));
            let product = if side == b'L' { term(alpha, &[&a, &b]) } else { term(alpha, &[&b, &a]) };
            accumulate::end(n, T::EPSILON, beta, [&before, &after], [product])
        },
    ))
}
