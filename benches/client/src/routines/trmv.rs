//! `?trmv`, `?tbmv`, `?tpmv` and `?trsv`, `?tbsv`, `?tpsv`: x := op(A) x, or A⁻¹ in its place, with a triangular A: full, a band,
//! or packed.

use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::matrix::{Op, Shape, Structure};
use crate::operands::Seed;
use crate::scalar::{Int, Scalar};
use crate::vector::Strided;

type Trmv<T, I> =
    unsafe extern "C" fn(uplo: &u8, trans: &u8, diag: &u8, n: &I, a: *const T, lda: &I, x: *mut T, incx: &I);

type Tbmv<T, I> = unsafe extern "C" fn(
    uplo: &u8,
    trans: &u8,
    diag: &u8,
    n: &I,
    k: &I,
    a: *const T,
    lda: &I,
    x: *mut T,
    incx: &I,
);

type Tpmv<T, I> =
    unsafe extern "C" fn(uplo: &u8, trans: &u8, diag: &u8, n: &I, a: *const T, x: *mut T, incx: &I);

/// What all of them are called with: uplo, trans, diag; the order of A, and x.
struct Triangle {
    options: [u8; 3],
    x: Strided,
}

impl Triangle {
    fn new(order: &Order) -> Result<Self, String> {
        let p = order.params;
        let options = [p.letter("uplo", "LU")?, p.letter("trans", "NTC")?, p.letter("diag", "NU")?];
        Ok(Self { options, x: Strided { n: p.size("n", 0)?, inc: p.increment("incx")? } })
    }

    fn is_upper(&self) -> bool {
        self.options[0] == b'U'
    }

    /// The cell, if `call` makes the call with A and x; A is stored in this shape.
    fn prepare<T: Scalar>(
        self,
        solve: bool,
        stored: Shape,
        call: impl Fn(*const T, *mut T) + 'static,
    ) -> Prepared {
        let Self { options: [_, trans, diag], x } = self;
        let a = stored.with(Structure::Triangular { upper: self.is_upper(), unit: diag == b'U' });
        let mut seed = Seed::new(12);
        let reads = [a.solvable::<T>(&mut seed)];
        let writes = [x.fill(|| seed.element::<T>())];
        // A product and a sum for each element of the triangle, but for one sum a row.
        let flops = 2.0 * a.stored() as f64 - x.n as f64;
        Ok(batch::prepare(
            Style::Own,
            Work::in_place::<T>(flops, a.stored(), x.n),
            reads,
            writes,
            move |[a], [x], _| call(a.ptr(), x.ptr()),
            move |s| {
                let a = a.of::<T>(&s.reads[0], Op::of(trans));
                let (before, after) = (x.of::<T>(&s.before[0]), x.of::<T>(&s.after[0]));
                let (factor, result) = if solve { (&after, &before) } else { (&before, &after) };
                residual(1, T::EPSILON, &[term(1.0, &[&a, factor]), term(-1.0, &[result])])
            },
        ))
    }
}

/// A triangle of a full matrix.
pub(super) fn full<T: Scalar, I: Int>(order: &Order, solve: bool) -> Prepared {
    // SAFETY: the signature of ?trmv and ?trsv.
    let trmv = unsafe { order.library.fortran::<Trmv<T, I>>(order.name)? };
    let triangle = Triangle::new(order)?;
    let n = triangle.x.n;
    let a = Shape::full(n, n, order.params.leading("lda", n)?);
    let ([n, lda], incx) = ([n, a.leading()].map(I::size), I::of(triangle.x.inc));
    let [uplo, trans, diag] = triangle.options;
    // SAFETY: the operands have the shapes that the arguments say.
    let call = move |a, x| unsafe { trmv(&uplo, &trans, &diag, &n, a, &lda, x, &incx) };
    triangle.prepare::<T>(solve, a, call)
}

/// A triangle of a band.
pub(super) fn band<T: Scalar, I: Int>(order: &Order, solve: bool) -> Prepared {
    // SAFETY: the signature of ?tbmv and ?tbsv.
    let tbmv = unsafe { order.library.fortran::<Tbmv<T, I>>(order.name)? };
    let triangle = Triangle::new(order)?;
    let (n, k) = (triangle.x.n, order.params.size("k", 4)?);
    let a = Shape::triangle_band(n, k, triangle.is_upper(), order.params.leading("lda", k + 1)?);
    let ([n, k, lda], incx) = ([n, k, a.leading()].map(I::size), I::of(triangle.x.inc));
    let [uplo, trans, diag] = triangle.options;
    // SAFETY: the operands have the shapes that the arguments say.
    let call = move |a, x| unsafe { tbmv(&uplo, &trans, &diag, &n, &k, a, &lda, x, &incx) };
    triangle.prepare::<T>(solve, a, call)
}

/// A packed triangle.
pub(super) fn packed<T: Scalar, I: Int>(order: &Order, solve: bool) -> Prepared {
    // SAFETY: the signature of ?tpmv and ?tpsv.
    let tpmv = unsafe { order.library.fortran::<Tpmv<T, I>>(order.name)? };
    let triangle = Triangle::new(order)?;
    let a = Shape::packed(triangle.x.n);
    let (n, incx) = (I::size(triangle.x.n), I::of(triangle.x.inc));
    let [uplo, trans, diag] = triangle.options;
    // SAFETY: the operands have the shapes that the arguments say.
    let call = move |a, x| unsafe { tpmv(&uplo, &trans, &diag, &n, a, x, &incx) };
    triangle.prepare::<T>(solve, a, call)
}
