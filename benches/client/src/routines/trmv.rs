//! `?trmv` and `?trsv`: x := op(A) x, or A⁻¹ in its place, with a triangular A.

use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};
use crate::vector::Strided;

type Trmv<T, I> =
    unsafe extern "C" fn(uplo: &u8, trans: &u8, diag: &u8, n: &I, a: *const T, lda: &I, x: *mut T, incx: &I);

/// The product, or the solution.
pub(super) fn prepare<T: Scalar, I: Int>(order: &Order, solve: bool) -> Prepared {
    // SAFETY: the signature of ?trmv and ?trsv.
    let trmv = unsafe { order.library.fortran::<Trmv<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let (uplo, trans, diag) = (p.letter("uplo", "LU")?, p.letter("trans", "NTC")?, p.letter("diag", "NU")?);
    let structure = Structure::Triangular { upper: uplo == b'U', unit: diag == b'U' };
    let a = Shape::full(n, n, p.leading("lda", n)?).with(structure);
    let x = Strided { n, inc: p.increment("incx")? };
    let mut seed = Seed::new(12);
    let reads = [a.solvable::<T>(&mut seed)];
    let writes = [x.fill(|| seed.element::<T>())];
    let ([n, lda], incx) = ([n, a.leading()].map(I::size), I::of(x.inc));
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(x.n as f64 * x.n as f64, a.stored(), x.n),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[a], [x], _| unsafe { trmv(&uplo, &trans, &diag, &n, a.ptr(), &lda, x.ptr(), &incx) },
        move |s| {
            let a = a.of::<T>(&s.reads[0], Op::of(trans));
            let (before, after) = (x.of::<T>(&s.before[0]), x.of::<T>(&s.after[0]));
            let (factor, result) = if solve { (&after, &before) } else { (&before, &after) };
            residual(1, T::EPSILON, &[term(1.0, &[&a, factor]), term(-1.0, &[result])])
        },
    ))
}
