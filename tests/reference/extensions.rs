//! Extensions of levels 1 and of copies, which OpenBLAS has and the reference lacks: what they must leave, by the formula.

use arenablas::scalar::Scalar;

use crate::call::{Arg, Bound, Call, Outcome, Returns};
use crate::define::{leaving, place, wide};
use crate::gen_::{Gen, NONZERO};
use crate::routine::{Routine, routine};
use crate::storage::Fill;

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("axpby", "s d c z", axpby).defined_by(axpby_leaves),
        routine("axpyc", "c z", axpyc).defined_by(axpyc_leaves),
        routine("sum", "s d sc dz", sum).defined_by(sum_leaves),
        routine("omatcopy", "s d c z", omatcopy).defined_by(omatcopy_leaves),
    ]
}

fn axpby<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (n, alpha, beta) = (g.length(), g.factor(), g.factor());
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.vector(n, NONZERO, alpha != T::ZERO);
    g.arg(Arg::Scalar(beta));
    g.vector(n, NONZERO, beta != T::ZERO);
    Bound::Magnitudes(2)
}

fn axpby_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let [
        Arg::Int(n),
        Arg::Scalar(alpha),
        Arg::Array(x),
        Arg::Int(incx),
        Arg::Scalar(beta),
        Arg::Array(y),
        Arg::Int(incy),
    ] = &call.args[..]
    else {
        unreachable!("axpby's arguments")
    };
    let (n, mut new) = (*n as usize, y.data.clone());
    let times = |factor: T, x: T| if factor == T::ZERO { T::ZERO } else { factor * x };
    for i in 0..n {
        let at = place(i, n, *incy);
        new[at] = times(*alpha, x.data[place(i, n, *incx)]) + times(*beta, y.data[at]);
    }
    leaving(call, 5, new)
}

fn axpyc<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (n, alpha) = (g.length(), g.factor());
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.vector(n, NONZERO, alpha != T::ZERO);
    g.vector(n, NONZERO, true);
    Bound::Magnitudes(2)
}

fn axpyc_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let [Arg::Int(n), Arg::Scalar(alpha), Arg::Array(x), Arg::Int(incx), Arg::Array(y), Arg::Int(incy)] =
        &call.args[..]
    else {
        unreachable!("axpyc's arguments")
    };
    let (n, mut new) = (*n as usize, y.data.clone());
    if *alpha != T::ZERO {
        for i in 0..n {
            new[place(i, n, *incy)] += *alpha * x.data[place(i, n, *incx)].conj();
        }
    }
    leaving(call, 4, new)
}

/// Of all parts, without their signs taken away.
fn sum<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.returns(Returns::Real);
    let n = g.length();
    g.int(n);
    g.vector(n, &[1, 1, 2, 3], true);
    Bound::Magnitudes(n)
}

fn sum_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let [Arg::Int(n), Arg::Array(x), Arg::Int(incx)] = &call.args[..] else {
        unreachable!("sum's arguments")
    };
    let n = *n as usize;
    let mut outcome = call.untouched();
    outcome.float = (0..n).map(|i| wide(x.data[place(i, n, *incx)])).map(|x| x.re + x.im).sum::<f64>().into();
    outcome
}

/// B := α·op(A), A rows×cols.
fn omatcopy<T: Scalar>(g: &mut Gen<T>) -> Bound {
    // The order is Fortran's, too.
    if g.row_major() {
        g.option(b'R', 101)
    } else {
        g.option(b'C', 102)
    }
    let trans = g.trans(b"NTCR");
    let (rows, cols, alpha) = (g.size(), g.size(), g.factor());
    g.ints(&[rows, cols]);
    g.arg(Arg::Scalar(alpha));
    g.matrix(rows, cols, Fill::if_read(alpha != T::ZERO));
    let (rows, cols) = if b"TC".contains(&trans) { (cols, rows) } else { (rows, cols) };
    g.matrix(rows, cols, Fill::Nothing);
    Bound::Magnitudes(2)
}

fn omatcopy_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let [
        Arg::Option(order, _),
        Arg::Option(trans, _),
        Arg::Int(rows),
        Arg::Int(cols),
        Arg::Scalar(alpha),
        rest @ ..,
    ] = &call.args[..]
    else {
        unreachable!("omatcopy's arguments")
    };
    let [Arg::Array(a), Arg::Int(lda), Arg::Array(b), Arg::Int(ldb)] = rest else {
        unreachable!("omatcopy's arguments")
    };
    let trans = trans.to_ascii_uppercase();
    let (lda, ldb, mut new) = (*lda as usize, *ldb as usize, b.data.clone());
    // Lines are columns, or rows.
    let (length, lines) = if order.eq_ignore_ascii_case(&b'C') { (*rows, *cols) } else { (*cols, *rows) };
    for (line, i) in (0..lines as usize).flat_map(|line| (0..length as usize).map(move |i| (line, i))) {
        let x = a.data[line * lda + i].conj_if(b"CR".contains(&trans));
        let at = if b"TC".contains(&trans) { i * ldb + line } else { line * ldb + i };
        new[at] = if *alpha == T::ZERO { T::ZERO } else { *alpha * x };
    }
    leaving(call, 7, new)
}
