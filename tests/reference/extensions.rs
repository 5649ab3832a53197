//! Extensions of level 1, which OpenBLAS has and the reference lacks: what they must leave, by the formula.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Abi, Arg, Bound, Call, Outcome, Returns};
use crate::define::{leaving, place, wide};
use crate::gen_::{ANY, Gen, NONZERO};
use crate::routine::{Routine, routine};

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("axpby", "s d c z", axpby).defined_by(axpby_leaves),
        routine("axpyc", "c z", axpyc).defined_by(axpyc_leaves),
        routine("sum", "s d sc dz", sum).defined_by(sum_leaves),
        routine("amax", "s d sc dz", |g| extreme(g, Returns::Real))
            .defined_by(|call| value_of(call, LARGEST_SIZE)),
        routine("amin", "s d sc dz", |g| extreme(g, Returns::Real))
            .defined_by(|call| value_of(call, SMALLEST_SIZE)),
        routine("max", "s d", |g| extreme(g, Returns::Real))
            .fortran_only()
            .defined_by(|call| value_of(call, LARGEST)),
        routine("min", "s d", |g| extreme(g, Returns::Real))
            .fortran_only()
            .defined_by(|call| value_of(call, SMALLEST)),
        routine("amin", "is id ic iz", |g| extreme(g, Returns::Int))
            .defined_by(|call| place_of(call, SMALLEST_SIZE)),
        routine("max", "is id", |g| extreme(g, Returns::Int)).defined_by(|call| place_of(call, LARGEST)),
        routine("min", "is id", |g| extreme(g, Returns::Int)).defined_by(|call| place_of(call, SMALLEST)),
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

fn extreme<T: Scalar>(g: &mut Gen<T>, returns: Returns) -> Bound {
    g.returns(returns);
    let n = g.length();
    g.int(n);
    // Often with ties.
    g.vector(n, ANY, true);
    if g.one_of(&[true, false]) {
        g.round_last_vector();
    }
    Bound::Magnitudes(0)
}

/// Which element is the most extreme: by the size (or the number itself), and in which direction.
#[derive(Clone, Copy)]
struct Extreme {
    by_size: bool,
    largest: bool,
}
const LARGEST_SIZE: Extreme = Extreme { by_size: true, largest: true };
const SMALLEST_SIZE: Extreme = Extreme { by_size: true, largest: false };
const LARGEST: Extreme = Extreme { by_size: false, largest: true };
const SMALLEST: Extreme = Extreme { by_size: false, largest: false };

/// The first one that none is more extreme than, and what is compared of it. As in the reference's `i?amax`, a NaN in
/// front stays the answer and others are passed over; without elements, or with an increment that isn't positive, it
/// is none.
fn most<T: Scalar>(call: &Call<T>, which: Extreme) -> Option<(usize, T::Real)> {
    let [Arg::Int(n), Arg::Array(x), Arg::Int(incx)] = &call.args[..] else {
        unreachable!("the arguments of a function of a vector")
    };
    let n = if *incx > 0 { *n as usize } else { 0 };
    let mut best: Option<(usize, T::Real)> = None;
    for i in 0..n {
        let x = x.data[place(i, n, *incx)];
        let key = if which.by_size { x.abs1() } else { x.re() };
        if best.is_none_or(|(_, best)| if which.largest { key > best } else { key < best }) {
            best = Some((i, key));
        }
    }
    best
}

fn value_of<T: Scalar>(call: &Call<T>, which: Extreme) -> Outcome<T> {
    let mut outcome = call.untouched();
    outcome.float = most(call, which).map_or(0.0, |(_, key)| key.to_f64()).into();
    outcome
}

/// From 1 in Fortran, with 0 for none; from 0 in C.
fn place_of<T: Scalar>(call: &Call<T>, which: Extreme) -> Outcome<T> {
    let mut outcome = call.untouched();
    outcome.int = most(call, which).map_or(0, |(i, _)| i as i32 + i32::from(call.abi == Abi::Fortran));
    outcome
}
