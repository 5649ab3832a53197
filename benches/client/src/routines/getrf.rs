//! `?getrf` and `?gesv`: P A = L U with partial pivoting, and the solution of A X = B by it.

use super::lapack::{if_done, info};
use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::factors::Interchanges;
use crate::matrix::{Op, Shape, Structure};
use crate::operands::{Block, Seed};
use crate::scalar::{Int, Scalar};

type Getrf<T, I> = unsafe extern "C" fn(m: &I, n: &I, a: *mut T, lda: &I, ipiv: *mut I, info: *mut I);
type Gesv<T, I> =
    unsafe extern "C" fn(n: &I, nrhs: &I, a: *mut T, lda: &I, ipiv: *mut I, b: *mut T, ldb: &I, info: *mut I);

/// The factors.
pub(super) fn factor<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?getrf.
    let getrf = unsafe { order.library.fortran::<Getrf<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let k = m.min(n);
    let a = Shape::full(m, n, p.leading("lda", m)?);
    let writes = [a.random::<T>(&mut Seed::new(17)), Block::new::<I>(k), info::<I>()];
    let [im, in_, lda] = [m, n, a.leading()].map(I::size);
    let (long, short) = (m.max(n) as f64, k as f64);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(short * short * (long - short / 3.0), 0, m * n),
        [],
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[], [a, ipiv, info], _| unsafe {
            getrf(&im, &in_, a.ptr(), &lda, ipiv.ptr(), info.ptr());
        },
        move |s| {
            if_done::<I>(&s.after[2], || {
                let Some(swaps) = Interchanges::new::<I>(&s.after[1], k, m) else { return f64::MAX };
                let lower = Shape { cols: k, ..a }.with(Structure::Triangular { upper: false, unit: true });
                let upper = Shape { rows: k, ..a }.with(Structure::Triangular { upper: true, unit: false });
                let (l, u) = (lower.of::<T>(&s.after[0], Op::None), upper.of::<T>(&s.after[0], Op::None));
                let before = a.of::<T>(&s.before[0], Op::None);
                residual(n, T::EPSILON, &[term(1.0, &[&swaps, &before]), term(-1.0, &[&l, &u])])
            })
        },
    ))
}

/// The solution.
pub(super) fn solve<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?gesv.
    let gesv = unsafe { order.library.fortran::<Gesv<T, I>>(order.name)? };
    let p = order.params;
    let (n, nrhs) = (p.size("n", 0)?, p.size("nrhs", 1)?);
    let (a, b) = (Shape::full(n, n, p.leading("lda", n)?), Shape::full(n, nrhs, p.leading("ldb", n)?));
    let mut seed = Seed::new(18);
    let writes = [a.random::<T>(&mut seed), Block::new::<I>(n), b.random::<T>(&mut seed), info::<I>()];
    let [in_, inrhs, lda, ldb] = [n, nrhs, a.leading(), b.leading()].map(I::size);
    let (size, sides) = (n as f64, nrhs as f64);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(size * size * (2.0 / 3.0 * size + 2.0 * sides), 0, n * n + n * nrhs),
        [],
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[], [a, ipiv, b, info], _| unsafe {
            gesv(&in_, &inrhs, a.ptr(), &lda, ipiv.ptr(), b.ptr(), &ldb, info.ptr());
        },
        move |s| {
            if_done::<I>(&s.after[3], || {
                let old = a.of::<T>(&s.before[0], Op::None);
                let (sides, x) = (b.of::<T>(&s.before[2], Op::None), b.of::<T>(&s.after[2], Op::None));
                residual(nrhs, T::EPSILON, &[term(1.0, &[&old, &x]), term(-1.0, &[&sides])])
            })
        },
    ))
}
