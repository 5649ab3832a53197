//! `?syrk`, `?herk`, `?syr2k`, `?her2k`: C := α A Aᵀ + β C and C := α A Bᵀ + ᾱ B Aᵀ + β C, or with Aᴴ; one triangle of C.

use super::{Order, Prepared, accumulate};
use crate::batch::{self, Work};
use crate::check::{Term, term};
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{C64, Int, Scalar};

/// `Alpha` and `Beta` are real where the result is Hermitian, but for α of `?her2k`.
type Syrk<T, I, R> = unsafe extern "C" fn(
    uplo: &u8,
    trans: &u8,
    n: &I,
    k: &I,
    alpha: &R,
    a: *const T,
    lda: &I,
    beta: &R,
    c: *mut T,
    ldc: &I,
);
type Syr2k<T, I, R> = unsafe extern "C" fn(
    uplo: &u8,
    trans: &u8,
    n: &I,
    k: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    b: *const T,
    ldb: &I,
    beta: &R,
    c: *mut T,
    ldc: &I,
);

/// What one and two operands have in common.
struct Update {
    n: usize,
    k: usize,
    uplo: u8,
    trans: u8,
    alpha: C64,
    beta: C64,
    a: Shape,
    b: Shape,
    c: Shape,
    /// op(A), and the op that makes its counterpart: A·Aᵀ or Aᵀ·A.
    ops: [Op; 2],
}

impl Update {
    fn new(order: &Order, hermitian: bool, complex: bool) -> Result<Self, String> {
        let p = order.params;
        let n = p.size("n", 0)?;
        let k = p.size("k", n)?;
        let letters = match (hermitian, complex) {
            (true, _) => "NC",
            (false, true) => "NT",
            (false, false) => "NTC",
        };
        let (uplo, trans) = (p.letter("uplo", "LU")?, p.letter("trans", letters)?);
        let other = if hermitian { Op::Adjoint } else { Op::Transpose };
        let op = if trans == b'N' { Op::None } else { other };
        let a = op.stored(n, k, |rows| p.leading("lda", rows))?;
        let b =
            op.stored(n, k, |rows| p.leading(if order.name.ends_with("2k") { "ldb" } else { "lda" }, rows))?;
        let structure = Structure::Symmetric { upper: uplo == b'U', hermitian };
        let c = Shape::full(n, n, p.leading("ldc", n)?).with(structure);
        let ops = if op == Op::None { [Op::None, other] } else { [other, Op::None] };
        let (alpha, beta) = (p.factor("alpha", 1.0)?, p.factor("beta", 0.0)?);
        Ok(Self { n, k, uplo, trans, alpha, beta, a, b, c, ops })
    }

    /// `products`: how many products of n×k and k×n matrices are added up; of each only a triangle.
    fn work<T: Scalar>(&self, products: usize) -> Work {
        let flops = (products * self.n * (self.n + 1)) as f64 * self.k as f64;
        Work::update::<T>(flops, &[products * self.n * self.k], self.c.stored(), self.beta)
    }
}

/// One operand.
pub(super) fn rank_k<T: Scalar, I: Int, R: Scalar>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?syrk and ?herk, by the type of the factors.
    let syrk = unsafe { order.library.fortran::<Syrk<T, I, R>>(order.name)? };
    let u = Update::new(order, hermitian, T::COMPLEX)?;
    let mut seed = Seed::new(14);
    let reads = [u.a.random::<T>(&mut seed)];
    let (style, writes) = accumulate::start(u.beta, u.c.random::<T>(&mut seed));
    let [n, k, lda, ldc] = [u.n, u.k, u.a.leading(), u.c.leading()].map(I::size);
    let (uplo, trans, alpha, beta) = (u.uplo, u.trans, R::of(u.alpha), R::of(u.beta));
    Ok(batch::prepare(
        style,
        u.work::<T>(1),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[a], [c], _| unsafe {
            syrk(&uplo, &trans, &n, &k, &alpha, a.ptr(), &lda, &beta, c.ptr(), &ldc);
        },
        move |s| {
            let [left, right] = u.ops.map(|op| u.a.of::<T>(&s.reads[0], op));
            let (before, after) = (u.c.of::<T>(&s.before[0], Op::None), u.c.of::<T>(&s.after[0], Op::None));
            let product = term(u.alpha, &[&left, &right]);
            accumulate::end(u.n, T::EPSILON, u.beta, [&before, &after], [product])
        },
    ))
}

/// Two operands.
pub(super) fn rank_2k<T: Scalar, I: Int, R: Scalar>(order: &Order, hermitian: bool) -> Prepared {
    // SAFETY: the signature of ?syr2k and ?her2k, by the type of β.
    let syr2k = unsafe { order.library.fortran::<Syr2k<T, I, R>>(order.name)? };
    let u = Update::new(order, hermitian, T::COMPLEX)?;
    let mut seed = Seed::new(15);
    let reads = [u.a.random::<T>(&mut seed), u.b.random::<T>(&mut seed)];
    let (style, writes) = accumulate::start(u.beta, u.c.random::<T>(&mut seed));
    let [n, k, lda, ldb, ldc] = [u.n, u.k, u.a.leading(), u.b.leading(), u.c.leading()].map(I::size);
    let (uplo, trans, alpha, beta) = (u.uplo, u.trans, T::of(u.alpha), R::of(u.beta));
    Ok(batch::prepare(
        style,
        u.work::<T>(2),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[a, b], [c], _| unsafe {
            let (a, b, c) = (a.ptr(), b.ptr(), c.ptr());
            syr2k(&uplo, &trans, &n, &k, &alpha, a, &lda, b, &ldb, &beta, c, &ldc);
        },
        move |s| {
            let [left_a, right_a] = u.ops.map(|op| u.a.of::<T>(&s.reads[0], op));
            let [left_b, right_b] = u.ops.map(|op| u.b.of::<T>(&s.reads[1], op));
            let (before, after) = (u.c.of::<T>(&s.before[0], Op::None), u.c.of::<T>(&s.after[0], Op::None));
            let products: [Term; 2] =
                [term(u.alpha, &[&left_a, &right_b]), term(u.alpha.conj(), &[&left_b, &right_a])];
            accumulate::end(u.n, T::EPSILON, u.beta, [&before, &after], products)
        },
    ))
}
