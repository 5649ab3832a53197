//! `?geqrf`, `?orgqr`/`?ungqr`, `?ormqr`/`?unmqr`: A = Q R; Q itself; Q times a matrix.

use super::lapack::{if_done, info, workspace};
use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, term};
use crate::factors::{Identity, Reflectors};
use crate::library::Library;
use crate::matrix::{Op, Shape, Structure};
use crate::operands::{Block, Seed};
use crate::scalar::{Int, Scalar};

type Geqrf<T, I> = unsafe extern "C" fn(
    m: &I,
    n: &I,
    a: *mut T,
    lda: &I,
    tau: *mut T,
    work: *mut T,
    lwork: &I,
    info: *mut I,
);
type Orgqr<T, I> = unsafe extern "C" fn(
    m: &I,
    n: &I,
    k: &I,
    a: *mut T,
    lda: &I,
    tau: *const T,
    work: *mut T,
    lwork: &I,
    info: *mut I,
);
type Ormqr<T, I> = unsafe extern "C" fn(
    side: &u8,
    trans: &u8,
    m: &I,
    n: &I,
    k: &I,
    a: *const T,
    lda: &I,
    tau: *const T,
    c: *mut T,
    ldc: &I,
    work: *mut T,
    lwork: &I,
    info: *mut I,
);

/// Q of the reflectors that a block of this shape and a vector hold.
fn reflectors<'a, T: Scalar>(
    a: &Shape,
    v: &'a Block,
    tau: &'a Block,
    k: usize,
    adjoint: bool,
) -> Reflectors<'a, T> {
    Reflectors { v: v.slice(), ld: a.leading(), rows: a.rows, tau: &tau.slice::<T>()[..k], adjoint }
}

/// The reflectors of a random matrix of this shape, by the library's own `?geqrf`: V and τ.
fn factored<T: Scalar, I: Int>(library: &Library, letter: &str, a: &Shape) -> Result<[Block; 2], String> {
    // SAFETY: the signature of ?geqrf.
    let geqrf = unsafe { library.fortran::<Geqrf<T, I>>(&format!("{letter}geqrf"))? };
    let [m, n, lda] = [a.rows, a.cols, a.leading()].map(I::size);
    let (v, tau, info) = (a.random::<T>(&mut Seed::new(20)), Block::new::<T>(a.cols), info::<I>());
    // SAFETY: the operands have the shapes that the arguments say, and the workspace is what was asked for.
    unsafe {
        let (work, lwork) = workspace(|work, lwork, info| {
            geqrf(&m, &n, v.ptr(), &lda, tau.ptr(), work, lwork, info);
        });
        geqrf(&m, &n, v.ptr(), &lda, tau.ptr(), work.ptr(), &lwork, info.ptr());
    }
    Ok([v, tau])
}

/// The factorisation.
pub(super) fn factor<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?geqrf.
    let geqrf = unsafe { order.library.fortran::<Geqrf<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let k = m.min(n);
    let a = Shape::full(m, n, p.leading("lda", m)?);
    let writes = [a.random::<T>(&mut Seed::new(20)), Block::new::<T>(k), info::<I>()];
    let [im, in_, lda] = [m, n, a.leading()].map(I::size);
    // SAFETY: a query reads the sizes only.
    let (work, lwork) = workspace(|work, lwork, info| unsafe {
        geqrf(&im, &in_, writes[0].ptr(), &lda, writes[1].ptr(), work, lwork, info);
    });
    let (long, short) = (m.max(n) as f64, k as f64);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(2.0 * short * short * (long - short / 3.0), 0, m * n),
        [work],
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[work], [a, tau, info], _| unsafe {
            geqrf(&im, &in_, a.ptr(), &lda, tau.ptr(), work.ptr(), &lwork, info.ptr());
        },
        move |s| {
            if_done::<I>(&s.after[2], || {
                let [v, tau, _] = s.after;
                let [q, adjoint] = [false, true].map(|adjoint| reflectors::<T>(&a, v, tau, k, adjoint));
                let upper = Shape { rows: k, ..a }.with(Structure::Triangular { upper: true, unit: false });
                let (r, before) = (upper.of::<T>(v, Op::None), a.of::<T>(&s.before[0], Op::None));
                let product = residual(n, T::EPSILON, &[term(1.0, &[&q, &r]), term(-1.0, &[&before])]);
                let unitary = [term(1.0, &[&adjoint, &q]), term(-1.0, &[&Identity])];
                product.max(residual(m, T::EPSILON, &unitary))
            })
        },
    ))
}

/// The first n columns of Q, of k reflectors.
pub(super) fn generate<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?orgqr and ?ungqr.
    let orgqr = unsafe { order.library.fortran::<Orgqr<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let (m, k) = (p.size("m", n)?, p.size("k", n)?);
    if !(k <= n && n <= m) {
        return Err(format!("{} wants k <= n <= m", order.name));
    }
    let a = Shape::full(m, n, p.leading("lda", m)?);
    let [v, tau] = factored::<T, I>(order.library, &order.name[..1], &a)?;
    let [im, in_, ik, lda] = [m, n, k, a.leading()].map(I::size);
    // SAFETY: a query reads the sizes only.
    let (work, lwork) = workspace(|work, lwork, info| unsafe {
        orgqr(&im, &in_, &ik, v.ptr(), &lda, tau.ptr(), work, lwork, info);
    });
    let [fm, fn_, fk] = [m, n, k].map(|size| size as f64);
    let flops = 4.0 * fm * fn_ * fk - 2.0 * (fm + fn_) * fk * fk + 4.0 / 3.0 * fk.powi(3);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(flops, 0, m * n),
        [tau, work],
        [v, info::<I>()],
        // SAFETY: the operands have the shapes that the arguments say.
        move |[tau, work], [a, info], _| unsafe {
            orgqr(&im, &in_, &ik, a.ptr(), &lda, tau.ptr(), work.ptr(), &lwork, info.ptr());
        },
        move |s| {
            if_done::<I>(&s.after[1], || {
                let exact = reflectors::<T>(&a, &s.before[0], &s.reads[0], k, false);
                let q = a.of::<T>(&s.after[0], Op::None);
                residual(n, T::EPSILON, &[term(1.0, &[&q]), term(-1.0, &[&exact])])
            })
        },
    ))
}

/// op(Q) C or C op(Q), with Q of k reflectors.
pub(super) fn multiply<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?ormqr and ?unmqr.
    let ormqr = unsafe { order.library.fortran::<Ormqr<T, I>>(order.name)? };
    let p = order.params;
    let n = p.size("n", 0)?;
    let m = p.size("m", n)?;
    let (side, trans) = (p.letter("side", "LR")?, p.letter("trans", if T::COMPLEX { "NC" } else { "NT" })?);
    let (rows, others) = if side == b'L' { (m, n) } else { (n, m) };
    let k = p.size("k", rows)?;
    if k > rows {
        return Err(format!("{} wants no more reflectors than Q has rows", order.name));
    }
    let a = Shape::full(rows, k, p.leading("lda", rows)?);
    let c = Shape::full(m, n, p.leading("ldc", m)?);
    let [v, tau] = factored::<T, I>(order.library, &order.name[..1], &a)?;
    let writes = [c.random::<T>(&mut Seed::new(21)), info::<I>()];
    let [im, in_, ik, lda, ldc] = [m, n, k, a.leading(), c.leading()].map(I::size);
    // SAFETY: a query reads the sizes only.
    let (work, lwork) = workspace(|work, lwork, info| unsafe {
        let (v, tau, c) = (v.ptr(), tau.ptr(), writes[0].ptr());
        ormqr(&side, &trans, &im, &in_, &ik, v, &lda, tau, c, &ldc, work, lwork, info);
    });
    let [rows, others, fk] = [rows, others, k].map(|size| size as f64);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(others * fk * (4.0 * rows - 2.0 * fk), a.stored(), m * n),
        [v, tau, work],
        writes,
        // SAFETY: the operands have the shapes that the arguments say.
        move |[v, tau, work], [c, info], _| unsafe {
            let (v, tau, c, work) = (v.ptr(), tau.ptr(), c.ptr(), work.ptr());
            ormqr(&side, &trans, &im, &in_, &ik, v, &lda, tau, c, &ldc, work, &lwork, info.ptr());
        },
        move |s| {
            if_done::<I>(&s.after[1], || {
                let q = reflectors::<T>(&a, &s.reads[0], &s.reads[1], k, trans != b'N');
                let [before, after] = [s.before, s.after].map(|blocks| c.of::<T>(&blocks[0], Op::None));
                let product =
                    if side == b'L' { term(1.0, &[&q, &before]) } else { term(1.0, &[&before, &q]) };
                residual(n, T::EPSILON, &[product, term(-1.0, &[&after])])
            })
        },
    ))
}
