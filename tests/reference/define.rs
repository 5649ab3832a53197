//! What routines that the reference lacks must leave, by those that it has or by the formula.

use arenablas::scalar::{Real, Scalar, c64};

use crate::call::{Abi, Arg, Call, Outcome, Returns, is_sentinel};
use crate::compare::array;
use crate::storage::Storage;

/// As `gemm` gives it.
pub(crate) fn gemm3m<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    like(call, &call.name.replace("gemm3m", "gemm"), call.args.clone())
}

/// As `gemm` gives it in the triangle, and untouched beside it.
pub(crate) fn gemmt<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let mut args = call.args.clone();
    let uplo = args.remove(1);
    // Square: n stands for m, too.
    args.insert(3, args[3].clone());
    let name = call.name.replace("gemmtr", "gemm").replace("gemmt", "gemm");
    let product = array(like(call, &name, args), 12);
    let (Arg::Option(uplo, _), Arg::Int(n), Arg::Array(c), Arg::Int(ldc)) =
        (uplo, &call.args[4], &call.args[12], &call.args[13])
    else {
        unreachable!("gemmt's arguments")
    };
    let (n, ldc, mut new) = (*n as usize, *ldc as usize, c.data.clone());
    let upper = uplo.eq_ignore_ascii_case(&b'U') != (call.abi == Abi::Cblas(101));
    for j in 0..n {
        for i in if upper { 0..j + 1 } else { j..n } {
            new[i + j * ldc] = product[i + j * ldc];
        }
    }
    leaving(call, 12, new)
}

/// y := α·A·x + β·y, A complex, symmetric and banded.
pub(crate) fn sbmv<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let [
        Arg::Layout,
        Arg::Option(uplo, _),
        Arg::Int(n),
        Arg::Int(k),
        Arg::Scalar(alpha),
        Arg::Array(a),
        rest @ ..,
    ] = &call.args[..]
    else {
        unreachable!("sbmv's arguments")
    };
    let [Arg::Int(lda), Arg::Array(x), Arg::Int(incx), Arg::Scalar(beta), Arg::Array(y), Arg::Int(incy)] =
        rest
    else {
        unreachable!("sbmv's arguments")
    };
    let (n, lda, storage) =
        (*n as usize, *lda as usize, Storage::band_of(uplo.to_ascii_uppercase(), *k as usize));
    let mut new = y.data.clone();
    for i in 0..n {
        let at = place(i, n, *incy);
        let mut sum = T::ZERO;
        for j in 0..n {
            let found = storage.index(i, j, n, lda).or_else(|| storage.index(j, i, n, lda));
            if let (Some(index), true) = (found, *alpha != T::ZERO) {
                sum += a.data[index] * x.data[place(j, n, *incx)];
            }
        }
        let old = if *beta == T::ZERO { T::ZERO } else { *beta * y.data[at] };
        new[at] = if *alpha == T::ZERO { old } else { *alpha * sum + old };
        // Nothing is written where α = 0 and β = 1.
        if *alpha == T::ZERO && *beta == T::ONE {
            new[at] = y.data[at];
        }
    }
    leaving(call, 10, new)
}

pub(crate) fn syr2<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let Some(Arg::Int(lda)) = call.args.last() else { unreachable!("syr2's arguments") };
    rank_2(call, Storage::Full, *lda as usize)
}

pub(crate) fn spr2<T: Scalar>(call: &Call<T>) -> Outcome<T> {
    let Arg::Option(uplo, _) = call.args[1] else { unreachable!("spr2's arguments") };
    rank_2(call, Storage::Packed(uplo.to_ascii_uppercase()), 0)
}

/// A := α·x·yᵀ + α·y·xᵀ + A in the elements that are there.
fn rank_2<T: Scalar>(call: &Call<T>, storage: Storage, lda: usize) -> Outcome<T> {
    let [
        _,
        _,
        Arg::Int(n),
        Arg::Scalar(alpha),
        Arg::Array(x),
        Arg::Int(incx),
        Arg::Array(y),
        Arg::Int(incy),
        Arg::Array(a),
        ..,
    ] = &call.args[..]
    else {
        unreachable!("syr2's arguments")
    };
    let (n, mut new) = (*n as usize, a.data.clone());
    for (i, j) in (0..n).flat_map(|j| (0..n).map(move |i| (i, j))) {
        let Some(index) = storage.index(i, j, n, lda) else { continue };
        if is_sentinel(new[index]) || *alpha == T::ZERO {
            continue;
        }
        let (xi, xj) = (x.data[place(i, n, *incx)], x.data[place(j, n, *incx)]);
        let (yi, yj) = (y.data[place(i, n, *incy)], y.data[place(j, n, *incy)]);
        new[index] += *alpha * xi * yj + *alpha * yi * xj;
    }
    leaving(call, 8, new)
}

/// Where element i of a vector is.
pub(crate) fn place(i: usize, n: usize, inc: i32) -> usize {
    let i = if inc < 0 { n - 1 - i } else { i };
    i * inc.unsigned_abs() as usize
}

/// What the reference's routine of a name leaves.
pub(crate) fn like<T: Scalar>(call: &Call<T>, name: &str, args: Vec<Arg<T>>) -> Outcome<T> {
    let call = Call { name: name.into(), args, definition: None, returns: Returns::Nothing, ..call.clone() };
    call.reference().expect("the reference is there, as the call was made for it")
}

/// The call's arguments with another array in one place.
pub(crate) fn leaving<T: Scalar>(call: &Call<T>, position: usize, data: Vec<T>) -> Outcome<T> {
    let mut outcome = call.untouched();
    match &mut outcome.args[position] {
        Arg::Array(array) => array.data = data,
        other => unreachable!("{other:?} is no array"),
    }
    outcome
}

pub(crate) fn wide<T: Scalar>(x: T) -> c64 {
    c64::new(x.re().to_f64(), x.im().to_f64())
}
