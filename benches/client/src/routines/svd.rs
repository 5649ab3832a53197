//! `?gesdd`: A = U Σ Vᴴ, by divide and conquer; and `?gelsd`, which solves least squares by it.

use super::lapack::{Driver, at, if_done, info, workspaces};
use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, scaled, term, worst};
use crate::factors::{Diagonal, Identity};
use crate::matrix::{Op, Shape};
use crate::operands::{Block, Seed};
use crate::scalar::{Int, Scalar};

/// The singular values; with job S also the first min(m, n) singular vectors. Without them the sum of the squares is checked,
/// which is that of A's elements. Flops: 8/3 n³ and 22 n³ for square matrices, nominal (Golub & Van Loan).
pub(super) fn decompose<T: Scalar, I: Int>(order: &Order) -> Prepared {
    let driver = Driver::new(order)?;
    let p = order.params;
    let (n, job) = (p.size("n", 0)?, p.letter("jobz", "SN")?);
    let m = p.size("m", n)?;
    let (k, long) = (m.min(n), m.max(n));
    let a = Shape::full(m, n, p.leading("lda", m)?);
    let (u, vt) = (Shape::full(m, k, m.max(1)), Shape::full(k, n, k.max(1)));
    let vectors = [Block::new::<T>(u.len()), Block::new::<T>(vt.len())];
    let [ub, vb] = vectors;
    let writes = [a.random::<T>(&mut Seed::new(24)), Block::new::<T::Real>(k), ub, vb, info::<I>()];
    let [im, in_, lda, ldu, ldvt] = [m, n, a.leading(), u.leading(), vt.leading()].map(I::size);
    let call = move |[a, s, u, vt, info]: &[Block; 5], [work, rwork, iwork]: [&Block; 3], sizes: &[I; 3]| {
        let mut all =
            vec![at(&job), at(&im), at(&in_), a.ptr(), at(&lda), s.ptr(), u.ptr(), at(&ldu), vt.ptr()];
        all.extend([at(&ldvt), work.ptr(), at(&sizes[0])]);
        if T::COMPLEX {
            all.push(rwork.ptr());
        }
        all.extend([iwork.ptr::<u8>(), info.ptr()].map(<*mut u8>::cast_const));
        // SAFETY: the arguments of ?gesdd, and what they point to has the sizes that they say.
        unsafe { driver.call(&all) };
    };
    let least = [5 * k * k + 7 * k + 2 * long * k + 2 * k * k, 8 * k];
    let (reads, sizes) = workspaces::<T, I>(least, |blocks, sizes| call(&writes, blocks, sizes));
    let flops = if job == b'S' { 22.0 } else { 8.0 / 3.0 } * (k * k) as f64 * long as f64;
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(flops, 0, m * n),
        reads,
        writes,
        move |[work, rwork, iwork], writes, _| call(writes, [work, rwork, iwork], &sizes),
        move |s| {
            if_done::<I>(&s.after[4], || {
                let before = a.of::<T>(&s.before[0], Op::None);
                let values = s.after[1].slice::<T::Real>()[..k].iter().map(|s| s.wide());
                if job == b'N' {
                    let (sum, norm) = (values.map(|s| s.norm_sqr()).sum::<f64>(), before.squares().0);
                    return worst([scaled((sum - norm).abs(), T::EPSILON * (k as f64).sqrt() * norm)]);
                }
                let values = Diagonal(values.collect());
                let [left, left_adjoint] = [Op::None, Op::Adjoint].map(|op| u.of::<T>(&s.after[2], op));
                let [right, right_adjoint] = [Op::None, Op::Adjoint].map(|op| vt.of::<T>(&s.after[3], op));
                let product = [term(1.0, &[&left, &values, &right]), term(-1.0, &[&before])];
                let unitary = [term(1.0, &[&left_adjoint, &left]), term(-1.0, &[&Identity])];
                let other = [term(1.0, &[&right, &right_adjoint]), term(-1.0, &[&Identity])];
                let residual = |n, terms: &[_]| residual(n, T::EPSILON, terms);
                worst([residual(n, &product), residual(k, &unitary), residual(k, &other)])
            })
        },
    ))
}

/// The X of the smallest norm that makes ‖A X − B‖ smallest: A X = B for wide matrices, Aᴴ A X = Aᴴ B for tall ones. Flops: those
/// of QR, nominal.
pub(super) fn least_squares<T: Scalar, I: Int>(order: &Order) -> Prepared {
    let driver = Driver::new(order)?;
    let p = order.params;
    let (n, nrhs) = (p.size("n", 0)?, p.size("nrhs", 1)?);
    let m = p.size("m", n)?;
    let (k, long) = (m.min(n), m.max(n));
    let a = Shape::full(m, n, p.leading("lda", m)?);
    let b = Shape::full(long, nrhs, p.leading("ldb", long)?);
    let mut seed = Seed::new(25);
    let rest = [b.random::<T>(&mut seed), Block::new::<T::Real>(k), Block::new::<I>(1), info::<I>()];
    let [bb, sb, rank, done] = rest;
    let writes = [a.random::<T>(&mut seed), bb, sb, rank, done];
    let [im, in_, inrhs, lda, ldb] = [m, n, nrhs, a.leading(), b.leading()].map(I::size);
    let rcond = T::Real::of((-1.0).into());
    let call =
        move |[a, b, s, rank, info]: &[Block; 5], [work, rwork, iwork]: [&Block; 3], sizes: &[I; 3]| {
            let mut all = vec![at(&im), at(&in_), at(&inrhs), a.ptr(), at(&lda), b.ptr(), at(&ldb), s.ptr()];
            all.extend([at(&rcond), rank.ptr(), work.ptr(), at(&sizes[0])]);
            if T::COMPLEX {
                all.push(rwork.ptr());
            }
            all.extend([iwork.ptr::<u8>(), info.ptr()].map(<*mut u8>::cast_const));
            // SAFETY: the arguments of ?gelsd, and what they point to has the sizes that they say.
            unsafe { driver.call(&all) };
        };
    let (reads, sizes) = workspaces::<T, I>([1, 1], |blocks, sizes| call(&writes, blocks, sizes));
    let flops = 2.0 * (k * k) as f64 * (long as f64 - k as f64 / 3.0);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(flops, 0, m * n + long * nrhs),
        reads,
        writes,
        move |[work, rwork, iwork], writes, _| call(writes, [work, rwork, iwork], &sizes),
        move |s| {
            if_done::<I>(&s.after[4], || {
                let [old, adjoint] = [Op::None, Op::Adjoint].map(|op| a.of::<T>(&s.before[0], op));
                let x = Shape { rows: n, ..b }.of::<T>(&s.after[1], Op::None);
                let sides = Shape { rows: m, ..b }.of::<T>(&s.before[1], Op::None);
                let terms = if m > n {
                    [term(1.0, &[&adjoint, &old, &x]), term(-1.0, &[&adjoint, &sides])]
                } else {
                    [term(1.0, &[&old, &x]), term(-1.0, &[&sides])]
                };
                residual(nrhs, T::EPSILON, &terms)
            })
        },
    ))
}
