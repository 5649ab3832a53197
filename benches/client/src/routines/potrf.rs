//! `?potrf`: A = L Lᴴ or Uᴴ U, for a positive definite A.

use super::lapack::{if_done, info};
use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};

type Potrf<T, I> = unsafe extern "C" fn(uplo: &u8, n: &I, a: *mut T, lda: &I, info: *mut I);

pub(super) fn prepare<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?potrf.
    let potrf = unsafe { order.library.fortran::<Potrf<T, I>>(order.name)? };
    let p = order.params;
    let (n, uplo) = (p.size("n", 0)?, p.letter("uplo", "LU")?);
    let upper = uplo == b'U';
    let a = Shape::full(n, n, p.leading("lda", n)?).with(Structure::Symmetric { upper, hermitian: true });
    let writes = [a.solvable::<T>(&mut Seed::new(19)), info::<I>()];
    let [in_, lda] = [n, a.leading()].map(I::size);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>((n as f64).powi(3) / 3.0, 0, a.stored()),
        [],
        writes,
        // SAFETY: the matrix has the shape that the arguments say.
        move |[], [a, info], _| unsafe { potrf(&uplo, &in_, a.ptr(), &lda, info.ptr()) },
        move |s| {
            if_done::<I>(&s.after[1], || {
                let factor = a.with(Structure::Triangular { upper, unit: false });
                let [one, other] = [Op::None, Op::Adjoint].map(|op| factor.of::<T>(&s.after[0], op));
                let product = if upper { term(1.0, &[&other, &one]) } else { term(1.0, &[&one, &other]) };
                let before = a.of::<T>(&s.before[0], Op::None);
                residual(n, T::EPSILON, &[product, term(-1.0, &[&before])])
            })
        },
    ))
}
