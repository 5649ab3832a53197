//! Level 2 on triangles and bands, packed or not.

use arenablas::scalar::Scalar;

use crate::blas::{NONZERO, filled, triangle, when};
use crate::call::{Abi, Arg, Bound, Call, Returns};
use crate::gen_::{Fill, Gen};

/// The routines by their stems. Of complex symmetric ones, those that the reference has (in LAPACK).
pub(crate) const ROUTINES: [&str; 19] = [
    "gbmv", "tbmv", "tbsv", "tpmv", "tpsv", "symv", "hemv", "sbmv", "hbmv", "spmv", "hpmv", "syr", "her",
    "spr", "hpr", "syr2", "her2", "spr2", "hpr2",
];

/// A call of a routine; `None` if there is none for the type, or no reference.
pub(crate) fn call<T: Scalar>(mut g: Gen<T>, routine: &str) -> Option<Call<T>> {
    let cblas = matches!(g.abi, Abi::Cblas(_));
    let hermitian = routine.starts_with('h');
    let in_lapack = !cblas && matches!(routine, "symv" | "spmv" | "syr" | "spr");
    if hermitian && !T::IS_COMPLEX || routine.starts_with('s') && T::IS_COMPLEX && !in_lapack {
        return None;
    }
    if g.row_major() && T::IS_COMPLEX {
        // The reference's loops that conjugate a vector do not end where it is empty.
        g.smallest = 1;
    }
    let steps = match routine {
        "gbmv" => band(&mut g),
        "tbmv" | "tbsv" | "tpmv" | "tpsv" => triangular(&mut g, routine),
        "symv" | "hemv" | "sbmv" | "hbmv" | "spmv" | "hpmv" => product(&mut g, &routine[1..]),
        _ => update(&mut g, hermitian, routine),
    };
    let stem = format!("{}{routine}", T::LETTER.to_ascii_lowercase());
    let name = if cblas { format!("cblas_{stem}") } else { format!("{stem}_") };
    Some(g.call(name, Returns::Nothing, Bound::Magnitudes(steps)))
}

fn band<T: Scalar>(g: &mut Gen<T>) -> usize {
    let trans = g.trans(b"NTC");
    let (m, n) = (g.size(), g.size());
    let (kl, ku) = (g.diagonals(m), g.diagonals(n));
    let (x, y) = if trans == b'N' { (n, m) } else { (m, n) };
    let (alpha, beta) = (g.factor(), g.factor());
    let read = alpha != T::ZERO;
    g.ints(&[m, n, kl, ku]);
    g.arg(Arg::Scalar(alpha));
    g.band(m, n, kl, ku, when(read));
    g.vector(x, NONZERO, read);
    g.arg(Arg::Scalar(beta));
    // Where there is nothing to add, y is left alone.
    g.vector(y, NONZERO, beta != T::ZERO || x == 0);
    kl + ku + 1
}

fn triangular<T: Scalar>(g: &mut Gen<T>, routine: &str) -> usize {
    let uplo = g.uplo();
    g.trans(b"NTC");
    let unit = g.unit();
    let n = g.size();
    g.int(n);
    let (fill, solve) = (filled(uplo, unit), routine.ends_with("sv"));
    if routine.starts_with("tb") {
        let k = g.diagonals(n);
        g.int(k);
        g.band_triangle(solve, n, k, uplo, fill);
    } else {
        g.packed(solve, n, uplo, fill);
    }
    g.vector(n, NONZERO, true);
    n
}

/// y := α·A·x + β·y: `stem` without the letter of the symmetry.
fn product<T: Scalar>(g: &mut Gen<T>, stem: &str) -> usize {
    let uplo = g.uplo();
    let n = g.size();
    let (alpha, beta) = (g.factor(), g.factor());
    let read = alpha != T::ZERO;
    let fill = if read { filled(uplo, false) } else { Fill::Nothing };
    g.int(n);
    let k = if stem == "bmv" { g.diagonals(n) } else { 0 };
    if stem == "bmv" {
        g.int(k);
    }
    g.arg(Arg::Scalar(alpha));
    match stem {
        "bmv" => g.band_triangle(false, n, k, uplo, fill),
        "pmv" => g.packed(false, n, uplo, fill),
        _ => triangle(g, false, n, uplo, false, read),
    }
    g.vector(n, NONZERO, read);
    g.arg(Arg::Scalar(beta));
    g.vector(n, NONZERO, beta != T::ZERO);
    n
}

/// A += α·x·xᵀ and its like.
fn update<T: Scalar>(g: &mut Gen<T>, hermitian: bool, routine: &str) -> usize {
    let uplo = g.uplo();
    let (n, alpha) = (g.size(), g.factor());
    let two = routine.ends_with('2');
    let real_factor = hermitian && !two;
    let read = if real_factor { T::from_real(alpha.re()) != T::ZERO } else { alpha != T::ZERO };
    g.int(n);
    g.arg(if real_factor { Arg::Real(alpha.re()) } else { Arg::Scalar(alpha) });
    g.vector(n, NONZERO, read);
    if two {
        g.vector(n, NONZERO, read);
    }
    if routine.contains("pr") {
        g.packed(false, n, uplo, filled(uplo, false));
    } else {
        g.matrix(n, n, filled(uplo, false));
    }
    2
}
