//! Extensions that copy and add matrices, which OpenBLAS has and the reference lacks: what they must leave, by the formula.

use arenablas::scalar::Scalar;

use crate::call::{Abi, Arg, Bound, Call, Outcome, sentinel};
use crate::define::leaving;
use crate::gen_::{Gen, trans_number};
use crate::routine::{Routine, routine};
use crate::storage::Fill;

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("omatcopy", "s d c z", omatcopy).defined_by(omatcopy_leaves),
        routine("imatcopy", "s d c z", imatcopy).defined_by(imatcopy_leaves),
        routine("geadd", "s d c z", geadd).defined_by(geadd_leaves),
    ]
}

/// The order of elements, which is an argument in Fortran, too.
fn order<T: Scalar>(g: &mut Gen<T>) {
    if g.row_major() { g.option(b'R', 101) } else { g.option(b'C', 102) }
}

/// B := α·op(A), A rows×cols.
fn omatcopy<T: Scalar>(g: &mut Gen<T>) -> Bound {
    order(g);
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
    let (Arg::Array(a), Arg::Int(lda), Arg::Array(b), Arg::Int(ldb)) =
        (&call.args[5], &call.args[6], &call.args[7], &call.args[8])
    else {
        unreachable!("omatcopy's arguments")
    };
    leaving(call, 7, moved(call, &a.data, *lda, &b.data, *ldb))
}

/// A := α·op(A), in memory that is large enough for both.
fn imatcopy<T: Scalar>(g: &mut Gen<T>) -> Bound {
    order(g);
    let trans = g.trans(b"NTCR");
    let (rows, cols, alpha) = (g.size(), g.size(), g.factor());
    g.ints(&[rows, cols]);
    g.arg(Arg::Scalar(alpha));
    g.matrix(rows, cols, Fill::if_read(alpha != T::ZERO));
    let (mut before, lda) = g.take_matrix();
    let (rows, cols) = if b"TC".contains(&trans) { (cols, rows) } else { (rows, cols) };
    g.matrix(rows, cols, Fill::Nothing);
    let (after, ldb) = g.take_matrix();
    before.resize(before.len().max(after.len()), sentinel());
    g.array(before);
    g.ints(&[lda as usize, ldb as usize]);
    Bound::Magnitudes(2)
}

/// Between the lines of what is written everything is as before.
fn imatcopy_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let (Arg::Array(a), Arg::Int(lda), Arg::Int(ldb)) = (&call.args[5], &call.args[6], &call.args[7]) else {
        unreachable!("imatcopy's arguments")
    };
    leaving(call, 5, moved(call, &a.data, *lda, &a.data, *ldb))
}

/// B, in which α·op(A) now stands.
fn moved<T: Scalar>(call: &Call<T>, a: &[T], lda: i32, b: &[T], ldb: i32) -> Vec<T> {
    let [
        Arg::Option(order, _),
        Arg::Option(trans, _),
        Arg::Int(rows),
        Arg::Int(cols),
        Arg::Scalar(alpha),
        ..,
    ] = &call.args[..]
    else {
        unreachable!("the arguments of a copy")
    };
    let trans = trans.to_ascii_uppercase();
    let (lda, ldb, mut new) = (lda as usize, ldb as usize, b.to_vec());
    // Lines are columns, or rows.
    let (length, lines) = if order.eq_ignore_ascii_case(&b'C') { (*rows, *cols) } else { (*cols, *rows) };
    for (line, i) in (0..lines as usize).flat_map(|line| (0..length as usize).map(move |i| (line, i))) {
        let x = a[line * lda + i].conj_if(b"CR".contains(&trans));
        let at = if b"TC".contains(&trans) { i * ldb + line } else { line * ldb + i };
        new[at] = if *alpha == T::ZERO { T::ZERO } else { *alpha * x };
    }
    new
}

/// C := α·A + β·C, rows×cols, each stored transposed or not, whose options come last in Fortran.
fn geadd<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (rows, cols, alpha, beta) = (g.size(), g.size(), g.factor(), g.factor());
    let trans = [g.one_of(b"NTC"), g.one_of(b"NTC")];
    g.layout();
    let options = |g: &mut Gen<T>| trans.iter().for_each(|&t| g.option(t, trans_number(t)));
    if g.abi != Abi::Fortran {
        options(g);
    }
    g.ints(&[rows, cols]);
    for (factor, trans) in [(alpha, trans[0]), (beta, trans[1])] {
        g.arg(Arg::Scalar(factor));
        g.operand(trans, rows, cols, Fill::if_read(factor != T::ZERO));
    }
    if g.abi == Abi::Fortran {
        options(g);
    }
    Bound::Magnitudes(2)
}

fn geadd_leaves<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let (first, options) = if call.abi == Abi::Fortran { (1, 9) } else { (3, 1) };
    let (
        [Arg::Option(trans_a, _), Arg::Option(trans_c, _)],
        [
            Arg::Int(rows),
            Arg::Int(cols),
            Arg::Scalar(alpha),
            Arg::Array(a),
            Arg::Int(lda),
            Arg::Scalar(beta),
            Arg::Array(c),
            Arg::Int(ldc),
        ],
    ) = (&call.args[options..options + 2], &call.args[first..first + 8])
    else {
        unreachable!("geadd's arguments")
    };
    let by_rows = call.abi == Abi::Cblas(101);
    let place = |i: usize, j: usize, trans: u8, ld: i32| {
        let (i, j) = if trans.eq_ignore_ascii_case(&b'N') == by_rows { (j, i) } else { (i, j) };
        i + j * ld as usize
    };
    let times = |factor: T, x: T| if factor == T::ZERO { T::ZERO } else { factor * x };
    let mut new = c.data.clone();
    for (i, j) in (0..*rows as usize).flat_map(|i| (0..*cols as usize).map(move |j| (i, j))) {
        let at = place(i, j, *trans_c, *ldc);
        // Zero factors and nothing but one beside them leave elements alone, whatever they are.
        if *alpha != T::ZERO || *beta != T::ONE {
            new[at] = times(*alpha, a.data[place(i, j, *trans_a, *lda)]) + times(*beta, new[at]);
        }
    }
    leaving(call, first + 6, new)
}
