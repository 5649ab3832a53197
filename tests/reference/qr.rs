//! The QR family: Fortran's argument lists, and LAPACKE's, which leave out scratch or the info.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Abi, Arg, Array, Bound, Call, Returns, sentinel};
use crate::compare::array;
use crate::gen_::Gen;
use crate::storage::Fill;

/// The routines by their complex names, without the letters of their types.
pub(crate) const ROUTINES: [&str; 10] =
    ["geqrf", "geqr2", "ungqr", "ung2r", "unmqr", "unm2r", "larfg", "larf", "larft", "larfb"];

/// A routine's name in an interface, if it has one there.
pub(crate) fn name<T: Scalar>(abi: Abi, routine: &str) -> Option<String> {
    let stem = if T::IS_COMPLEX { routine.into() } else { routine.replace("un", "or") };
    let stem = format!("{}{stem}", T::LETTER.to_ascii_lowercase());
    match abi {
        Abi::Fortran => Some(format!("{stem}_")),
        _ if matches!(routine, "ung2r" | "unm2r" | "larf") => None,
        Abi::LapackeWork(_) => Some(format!("LAPACKE_{stem}_work")),
        _ => Some(format!("LAPACKE_{stem}")),
    }
}

/// A call of a routine; `None` if there is no reference to prepare it with.
pub(crate) fn call<T: Scalar>(mut g: Gen<T>, name: &str, routine: &str) -> Option<Call<T>> {
    let lapacke = matches!(g.abi, Abi::Lapacke(_) | Abi::LapackeWork(_));
    let blocked = routine.ends_with("qrf") || routine.ends_with("gqr") || routine.ends_with("mqr");
    if routine != "larfg" {
        g.layout();
    }
    g.returns(if lapacke { Returns::Int } else { Returns::Nothing });
    let steps = match routine {
        "geqrf" | "geqr2" => {
            let (m, n) = (g.size(), g.size());
            g.int(m);
            g.int(n);
            dominant(&mut g, m, n);
            g.array(vec![sentinel(); m.min(n)]);
            scratch(&mut g, blocked, n);
            m + n
        }
        "ungqr" | "ung2r" => {
            let (m, n, k) = (g.size(), g.size(), g.size());
            let (n, k) = (n.min(m), k.min(n).min(m));
            let (v, tau) = factored::<T>(&mut g, m, k)?;
            let rest: Vec<T> = g.rng.vec(m * n);
            let lapacke = matches!(g.abi, Abi::Lapacke(_));
            g.ints(&[m, n, k]);
            g.matrix_of(m, n, |i, j| match i > j && j < k {
                true => v[i + j * m],
                false if lapacke => rest[i + j * m],
                false => sentinel(),
            });
            g.array(tau);
            scratch(&mut g, blocked, n);
            m + n
        }
        "unmqr" | "unm2r" => {
            let side = g.side();
            g.trans(if T::IS_COMPLEX { b"NC" } else { b"NT" });
            let (m, n, k) = (g.size(), g.size(), g.size());
            let (order, free) = if side == b'L' { (m, n) } else { (n, m) };
            let k = k.min(order);
            let (v, tau) = factored::<T>(&mut g, order, k)?;
            let looked_at = matches!(g.abi, Abi::Lapacke(_));
            g.ints(&[m, n, k]);
            g.matrix_of(order, k, |i, j| if i > j || looked_at { v[i + j * order] } else { sentinel() });
            g.array(tau);
            g.matrix(m, n, Fill::Full);
            scratch(&mut g, blocked, free);
            m + n
        }
        "larfg" => {
            let n = g.size().max(1);
            let size =
                [1.0, 1.0, 1e-30, 1e30][g.rng.index(0, 4)] * T::Real::EPS.to_f64().powi(g.one_of(&[0, 0, 1]));
            let size = T::Real::from_f64(size);
            let alpha = g.scalar().scale(size);
            let alpha = g.one_of(&[alpha, alpha, alpha, T::ZERO, T::from_real(alpha.re())]);
            g.int(n);
            g.array(vec![alpha]);
            g.vector(n - 1, &[1, 1, 2], true);
            g.scale_last_vector(size);
            g.array(vec![sentinel()]);
            n
        }
        "larf" => {
            let side = g.side();
            let (m, n) = (g.size(), g.size());
            g.int(m);
            g.int(n);
            let (order, free) = if side == b'L' { (m, n) } else { (n, m) };
            g.vector(order, &[1, 1, 2, -1, -2], true);
            let tau = g.scalar();
            let tau = g.one_of(&[tau, tau, T::ZERO]);
            g.arg(Arg::Scalar(tau));
            g.matrix(m, n, Fill::Full);
            g.work(free);
            order
        }
        _ => block_reflector(&mut g, routine)?,
    };
    Some(g.call(name.into(), Bound::Norm(steps), None))
}

/// `larft` and `larfb`. The unit triangle of V is not read, unless to look for NaNs.
fn block_reflector<T: Scalar>(g: &mut Gen<T>, routine: &str) -> Option<usize> {
    let apply = routine == "larfb";
    let looked_at = matches!(g.abi, Abi::Lapacke(_));
    let side = if apply { g.side() } else { b'L' };
    if apply {
        g.trans(if T::IS_COMPLEX { b"NC" } else { b"NT" });
    }
    let (direct, storev) = (g.one_of(b"FB"), g.one_of(b"CR"));
    g.option(direct, 0);
    g.option(storev, 0);
    let (m, n, k) = (g.size(), g.size(), g.size());
    let order = if side == b'L' { m } else { n };
    // V: order×k by columns. Its reflectors are unitary: τ = 2/‖v‖².
    let k = k.min(order).max(1);
    let order = order.max(k);
    let (m, n) = if side == b'L' { (order, n) } else { (m, order) };
    let x: Vec<T> = g.rng.vec(order * k);
    let used = |i: usize, j: usize| if direct == b'F' { i > j } else { i < order - k + j };
    let square = |x: T| x.re().to_f64().powi(2) + x.im().to_f64().powi(2);
    let norm2 = |j| 1.0 + (0..order).filter(|&i| used(i, j)).map(|i| square(x[i + j * order])).sum::<f64>();
    let tau: Vec<T> = (0..k).map(|j| T::from_real(T::Real::from_f64(2.0 / norm2(j)))).collect();
    let v = |i: usize, j: usize| if used(i, j) || looked_at { x[i + j * order] } else { sentinel() };
    if apply {
        g.ints(&[m, n, k]);
    } else {
        g.int(order);
        g.int(k);
    }
    if storev == b'C' {
        g.matrix_of(order, k, v)
    } else {
        g.matrix_of(k, order, |i, j| v(j, i))
    }
    if apply {
        let upper = direct == b'F';
        let t: Vec<T> = g.rng.vec(k * k);
        let small = T::Real::from_f64(1.0 / k as f64);
        let at = |i: usize, j: usize| t[i + j * k].scale(small);
        let in_t = |i: usize, j: usize| if upper { i <= j } else { i >= j };
        g.matrix_of(k, k, |i, j| if in_t(i, j) || looked_at { at(i, j) } else { sentinel() });
        g.matrix(m, n, Fill::Full);
        if !looked_at {
            let ldwork = if side == b'L' { n } else { m }.max(1);
            g.work(ldwork * k);
            g.int(ldwork);
        }
    } else {
        g.array(tau);
        g.matrix(k, k, Fill::Nothing);
    }
    Some(4 * (order + k))
}

/// work, lwork and info, as far as the interface has them.
fn scratch<T: Scalar>(g: &mut Gen<T>, blocked: bool, least: usize) {
    match (g.abi, blocked) {
        (Abi::Lapacke(_), _) => return,
        (_, true) => g.work_and_length(least),
        (_, false) => g.work(least),
    }
    if g.abi == Abi::Fortran {
        g.int(77);
    }
}

/// A matrix so far from singular that its factors are determined to a few ε.
fn dominant<T: Scalar>(g: &mut Gen<T>, m: usize, n: usize) {
    let x: Vec<T> = g.rng.vec(m * n);
    let large = T::from_real(T::Real::from_f64(2.0 * (m as f64).sqrt() + 2.0));
    g.matrix_of(m, n, |i, j| if i == j { x[i + j * m] + large } else { x[i + j * m] });
}

/// The reference's factors of such a matrix: the vectors, m×k, and τ.
fn factored<T: Scalar>(g: &mut Gen<T>, m: usize, k: usize) -> Option<(Vec<T>, Vec<T>)> {
    let mut g = Gen::new(g.rng.bits(), 0, Abi::Fortran, g.largest);
    g.int(m);
    g.int(k);
    let x: Vec<T> = g.rng.vec(m * k);
    g.arg(Arg::Array(Array::new(x)));
    g.int(m.max(1));
    g.array(vec![sentinel(); k]);
    g.work(k);
    g.int(77);
    let name = format!("{}geqr2_", T::LETTER.to_ascii_lowercase());
    let outcome = g.call(name, Bound::Norm(m), None).reference()?;
    let mut tau = array(outcome.clone(), 4);
    tau.truncate(k);
    Some((array(outcome, 2), tau))
}
