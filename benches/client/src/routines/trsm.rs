//! `?trmm` and `?trsm`: B := α op(A) B, or α B op(A), or A⁻¹ in its place, with a triangular A.

use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};

type Trsm<T, I> = unsafe extern "C" fn(
    side: &u8,
    uplo: &u8,
    trans: &u8,
    diag: &u8,
    m: &I,
    n: &I,
    alpha: &T,
    a: *const T,
    lda: &I,
    b: *mut T,
    ldb: &I,
);

/// The product, or the solution.
pub(super) fn prepare<T: Scalar, I: Int>(order: &Order, solve: bool) -> Prepared {
    // SAFETY: the signature of ?trmm and ?trsm.
    let trsm = unsafe { order.library.fortran::<Trsm<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let (side, uplo) = (p.letter("side", "LR")?, p.letter("uplo", "LU")?);
    let (trans, diag) = (p.letter("transa", "NTC")?, p.letter("diag", "NU")?);
    let alpha = p.factor("alpha", 1.0)?;
    let k = if side == b'L' { m } else { n };
    let structure = Structure::Triangular { upper: uplo == b'U', unit: diag == b'U' };
    let a = Shape::full(k, k, p.leading("lda", k)?).with(structure);
    let b = Shape::full(m, n, p.leading("ldb", m)?);
    let mut seed = Seed::new(16);
    let reads = [a.solvable::<T>(&mut seed)];
    let writes = [b.random::<T>(&mut seed)];
    let [im, ni, lda, ldb] = [m, n, a.leading(), b.leading()].map(I::size);
    let talpha = T::of(alpha);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>((m * n) as f64 * k as f64, a.stored(), m * n),
        reads,
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[a], [b], _| unsafe {
            trsm(&side, &uplo, &trans, &diag, &im, &ni, &talpha, a.ptr(), &lda, b.ptr(), &ldb);
        },
        move |s| {
            let a = a.of::<T>(&s.reads[0], Op::of(trans));
            let (before, after) = (b.of::<T>(&s.before[0], Op::None), b.of::<T>(&s.after[0], Op::None));
            let (factor, result, scale) =
                if solve { (&after, &before, alpha) } else { (&before, &after, 1.0 / alpha) };
            let product = if side == b'L' { term(1.0, &[&a, factor]) } else { term(1.0, &[factor, &a]) };
            residual(n, T::EPSILON, &[product, term(-scale, &[result])])
        },
    ))
}
