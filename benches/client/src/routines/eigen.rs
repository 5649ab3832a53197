//! `?syevd`/`?heevd` and `?geev`: eigenvalues, and with job V also eigenvectors: A V = V Λ. Without these the sums of the
//! eigenvalues and of their squares are checked, which are the traces of A and of A².

use super::lapack::{Driver, at, if_done, info, workspaces};
use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{residual, scaled, term, worst};
use crate::factors::{Diagonal, Identity};
use crate::matrix::{Matrix, Op, Shape, Structure};
use crate::operands::{Block, Seed};
use crate::scalar::{C64, Int, Scalar};

/// How far eigenvalues are from having the sums that the matrix's traces say.
fn traces<T: Scalar>(a: &Matrix<T>, values: &[C64]) -> f64 {
    let ((norm, square), n) = (a.squares(), values.len() as f64);
    let sums: (C64, C64) = (values.iter().sum(), values.iter().map(|w| w * w).sum());
    let first = scaled((sums.0 - a.trace()).norm(), T::EPSILON * (n * norm).sqrt());
    worst([first, scaled((sums.1 - square).norm(), T::EPSILON * n.sqrt() * norm)])
}

/// Of a symmetric or Hermitian matrix, by divide and conquer. Flops: 4/3·n³, and with vectors 4 n³; nominal.
pub(super) fn symmetric<T: Scalar, I: Int>(order: &Order) -> Prepared {
    let driver = Driver::new(order)?;
    let p = order.params;
    let (n, job, uplo) = (p.size("n", 0)?, p.letter("jobz", "VN")?, p.letter("uplo", "LU")?);
    let structure = Structure::Symmetric { upper: uplo == b'U', hermitian: true };
    let a = Shape::full(n, n, p.leading("lda", n)?).with(structure);
    let writes = [a.random::<T>(&mut Seed::new(22)), Block::new::<T::Real>(n), info::<I>()];
    let [in_, lda] = [n, a.leading()].map(I::size);
    let call = move |[a, w, info]: &[Block; 3], [work, rwork, iwork]: [&Block; 3], sizes: &[I; 3]| {
        let mut all =
            vec![at(&job), at(&uplo), at(&in_), a.ptr(), at(&lda), w.ptr(), work.ptr(), at(&sizes[0])];
        if T::COMPLEX {
            all.extend([rwork.ptr::<u8>().cast_const(), at(&sizes[1])]);
        }
        all.extend([iwork.ptr::<u8>().cast_const(), at(&sizes[2]), info.ptr::<u8>()]);
        // SAFETY: the arguments of ?syevd and ?heevd, and what they point to has the sizes that they say.
        unsafe { driver.call(&all) };
    };
    let (reads, sizes) = workspaces::<T, I>([1, 1], |blocks, sizes| call(&writes, blocks, sizes));
    let flops = if job == b'V' { 4.0 } else { 4.0 / 3.0 } * (n as f64).powi(3);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(flops, 0, n * n),
        reads,
        writes,
        move |[work, rwork, iwork], writes, _| call(writes, [work, rwork, iwork], &sizes),
        move |s| {
            if_done::<I>(&s.after[2], || {
                let before = a.of::<T>(&s.before[0], Op::None);
                let values: Vec<C64> = s.after[1].slice::<T::Real>()[..n].iter().map(|w| w.wide()).collect();
                if job == b'N' {
                    return traces(&before, &values);
                }
                let vectors = a.with(Structure::General);
                let [v, adjoint] = [Op::None, Op::Adjoint].map(|op| vectors.of::<T>(&s.after[0], op));
                let (values, unitary) =
                    (Diagonal(values), [term(1.0, &[&adjoint, &v]), term(-1.0, &[&Identity])]);
                let product = [term(1.0, &[&before, &v]), term(-1.0, &[&v, &values])];
                worst([residual(n, T::EPSILON, &product), residual(n, T::EPSILON, &unitary)])
            })
        },
    ))
}

/// Of any matrix, with right eigenvectors (`jobvr`). Flops: 10 n³, and with vectors 25 n³; nominal (Golub & Van Loan).
pub(super) fn general<T: Scalar, I: Int>(order: &Order) -> Prepared {
    let driver = Driver::new(order)?;
    let p = order.params;
    let (n, jobl, job) = (p.size("n", 0)?, b'N', p.letter("jobvr", "VN")?);
    let a = Shape::full(n, n, p.leading("lda", n)?);
    // Eigenvalues of a real matrix are real parts and imaginary parts, each of them n numbers.
    let values = if T::COMPLEX {
        [Block::new::<T>(n), Block::new::<T>(0)]
    } else {
        [(); 2].map(|()| Block::new::<T>(n))
    };
    let [w, wi] = values;
    let writes = [a.random::<T>(&mut Seed::new(23)), w, wi, Block::new::<T>(n * n), info::<I>()];
    let [in_, lda, ldv] = [n, a.leading(), n.max(1)].map(I::size);
    let call = move |[a, w, wi, v, info]: &[Block; 5], [work, rwork, _]: [&Block; 3], sizes: &[I; 3]| {
        let mut all = vec![at(&jobl), at(&job), at(&in_), a.ptr(), at(&lda), w.ptr()];
        if !T::COMPLEX {
            all.push(wi.ptr());
        }
        all.extend(
            [v.ptr::<u8>(), at(&ldv).cast_mut(), v.ptr(), at(&ldv).cast_mut(), work.ptr()]
                .map(<*mut u8>::cast_const),
        );
        all.push(at(&sizes[0]));
        if T::COMPLEX {
            all.push(rwork.ptr());
        }
        all.push(info.ptr());
        // SAFETY: the arguments of ?geev, and what they point to has the sizes that they say.
        unsafe { driver.call(&all) };
    };
    let (reads, sizes) = workspaces::<T, I>([2 * n, 1], |blocks, sizes| call(&writes, blocks, sizes));
    let flops = if job == b'V' { 25.0 } else { 10.0 } * (n as f64).powi(3);
    Ok(batch::prepare(
        Style::Own,
        Work::in_place::<T>(flops, 0, n * n),
        reads,
        writes,
        move |[work, rwork, iwork], writes, _| call(writes, [work, rwork, iwork], &sizes),
        move |s| {
            if_done::<I>(&s.after[4], || {
                let (before, [_, w, wi, v, _]) = (a.of::<T>(&s.before[0], Op::None), s.after);
                let (w, wi, v) = (w.slice::<T>(), wi.slice::<T>(), v.slice::<T>());
                let imaginary = |j: usize| if T::COMPLEX { 0.0 } else { wi[j].wide().re };
                let values: Vec<C64> = (0..n).map(|j| w[j].wide() + C64::new(0.0, imaginary(j))).collect();
                if job == b'N' {
                    return traces(&before, &values);
                }
                let square = Shape::full(n, n, n.max(1));
                let dense = square.fill::<C64>(|r, j| entry(&v[r..], n, j, imaginary(j)));
                let v = square.of::<C64>(&dense, Op::None);
                let columns = dense.slice::<C64>().chunks_exact(n.max(1));
                let lengths = columns.map(|v| v.iter().map(C64::norm_sqr).sum::<f64>().sqrt());
                let lengths = worst(lengths.map(|length| (length - 1.0).abs() / (n as f64 * T::EPSILON)));
                let values = Diagonal(values);
                let product = [term(1.0, &[&before, &v]), term(-1.0, &[&v, &values])];
                residual(n, T::EPSILON, &product).max(lengths)
            })
        },
    ))
}

/// An element of eigenvector j, from its row on: of a conjugate pair, two columns are the real and the imaginary part of
/// one vector.
fn entry<T: Scalar>(row: &[T], n: usize, j: usize, imaginary: f64) -> C64 {
    let at = |j: usize| row[j * n].wide();
    match imaginary {
        0.0 => at(j),
        y if y > 0.0 => at(j) + C64::I * at(j + 1),
        _ => at(j - 1) - C64::I * at(j),
    }
}
