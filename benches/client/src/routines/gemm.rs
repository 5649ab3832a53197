//! `?gemm`: C := α op(A) op(B) + β C.

use super::{Order, Prepared};
use crate::batch::{self, Routine, Style, Work};
use crate::check::{residual, term};
use crate::matrix::{Op, Shape};
use crate::operands::{Block, Seed};
use crate::scalar::{C64, Int, Scalar};

type Function<T, I> = unsafe extern "C" fn(
    transa: *const u8,
    transb: *const u8,
    m: *const I,
    n: *const I,
    k: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    b: *const T,
    ldb: *const I,
    beta: *const T,
    c: *mut T,
    ldc: *const I,
);

struct Gemm<T, I> {
    function: Function<T, I>,
    trans: [u8; 2],
    sizes: [I; 3],
    ld: [I; 3],
    alpha: T,
    beta: T,
    a: (Shape, Block),
    b: (Shape, Block),
    shape: Shape,
    c: [Block; 1],
}

pub(super) fn prepare<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?gemm.
    let function = unsafe { order.library.fortran::<Function<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let (m, k) = (p.size("m", n)?, p.size("k", n)?);
    let trans = [p.letter("transa", "NTC")?, p.letter("transb", "NTC")?];
    let (alpha, beta) = (p.factor("alpha", 1.0)?, p.factor("beta", 0.0)?);
    let mut seed = Seed::new(1);
    let mut operand = |name, trans, rows, cols| {
        let (rows, cols) = if Op::of(trans) == Op::None { (rows, cols) } else { (cols, rows) };
        let shape = Shape::full(rows, cols, p.leading(name, rows)?);
        Ok::<_, String>((shape, shape.random::<T>(&mut seed)))
    };
    let a = operand("lda", trans[0], m, k)?;
    let b = operand("ldb", trans[1], k, n)?;
    let (shape, c) = operand("ldc", b'N', m, n)?;
    let c = [if beta == C64::ZERO { Block::new::<T>(shape.len()) } else { c }];
    let ld = [a.0, b.0, shape].map(|shape| I::of(shape.leading() as isize));
    let sizes = [m, n, k].map(|size| I::of(size as isize));
    let (alpha, beta) = (T::of(alpha), T::of(beta));
    Ok(batch::prepare(Gemm { function, trans, sizes, ld, alpha, beta, a, b, shape, c }))
}

impl<T: Scalar, I: Int> Routine for Gemm<T, I> {
    fn style(&self) -> Style {
        if self.beta.wide() == C64::ZERO { Style::Over } else { Style::Own }
    }

    fn work(&self) -> Work {
        let [m, n, k] = self.sizes.map(|size| size.into() as f64);
        let c = if self.beta.wide() == C64::ZERO { 1.0 } else { 2.0 };
        Work { flops: T::FLOPS * 2.0 * m * n * k, bytes: size_of::<T>() as f64 * (m * k + k * n + c * m * n) }
    }

    fn before(&self) -> &[Block] {
        &self.c
    }

    fn call(&self, written: &[Block], _: usize) {
        let ([m, n, k], [lda, ldb, ldc]) = (&self.sizes, &self.ld);
        let [transa, transb] = &self.trans;
        // SAFETY: the operands have the sizes that the arguments say.
        unsafe {
            (self.function)(
                transa,
                transb,
                m,
                n,
                k,
                &self.alpha,
                self.a.1.ptr(),
                lda,
                self.b.1.ptr(),
                ldb,
                &self.beta,
                written[0].ptr(),
                ldc,
            );
        }
    }

    fn residual(&self, written: &[Block], _: usize) -> f64 {
        let a = self.a.0.of::<T>(&self.a.1, Op::of(self.trans[0]));
        let b = self.b.0.of::<T>(&self.b.1, Op::of(self.trans[1]));
        let c = self.shape.of::<T>(&written[0], Op::None);
        let old = self.shape.of::<T>(&self.c[0], Op::None);
        let mut terms = vec![term(-1.0, &[&c]), term(self.alpha.wide(), &[&a, &b])];
        if self.beta.wide() != C64::ZERO {
            terms.push(term(self.beta.wide(), &[&old]));
        }
        residual(c.cols(), T::EPSILON, &terms)
    }
}
