//! Level 2: a function for each kind of argument list, and the table.

use arenablas::scalar::Scalar;

use crate::call::{Arg, Bound};
use crate::define;
use crate::gen_::{Gen, NONZERO};
use crate::routine::{Routine, routine};
use crate::storage::{Fill, Storage};

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    let mut list = vec![
        routine("gemv", "s d c z", gemv),
        routine("gbmv", "s d c z", gbmv),
        routine("trmv", "s d c z", |g| triangular(g, "tr", false)),
        routine("trsv", "s d c z", |g| triangular(g, "tr", true)),
        routine("tbmv", "s d c z", |g| triangular(g, "tb", false)),
        routine("tbsv", "s d c z", |g| triangular(g, "tb", true)),
        routine("tpmv", "s d c z", |g| triangular(g, "tp", false)),
        routine("tpsv", "s d c z", |g| triangular(g, "tp", true)),
        routine("hemv", "c z", |g| symmetric(g, "sy")),
        routine("hbmv", "c z", |g| symmetric(g, "sb")),
        routine("hpmv", "c z", |g| symmetric(g, "sp")),
        routine("ger", "s d", ger),
        routine("geru", "c z", ger),
        routine("gerc", "c z", |g| {
            not_empty_by_rows(g);
            ger(g)
        }),
        routine("her", "c z", |g| rank_1(g, "sy", true)),
        routine("hpr", "c z", |g| rank_1(g, "sp", true)),
        routine("her2", "c z", |g| rank_2(g, "sy")),
        routine("hpr2", "c z", |g| rank_2(g, "sp")),
        routine("symv", "s d", |g| symmetric(g, "sy")),
        routine("spmv", "s d", |g| symmetric(g, "sp")),
        routine("sbmv", "s d", |g| symmetric(g, "sb")),
        routine("syr", "s d", |g| rank_1(g, "sy", false)),
        routine("spr", "s d", |g| rank_1(g, "sp", false)),
        routine("syr2", "s d", |g| rank_2(g, "sy")),
        routine("spr2", "s d", |g| rank_2(g, "sp")),
    ];
    // Complex symmetric: LAPACK has some, and none is in CBLAS.
    list.extend([
        routine("symv", "c z", |g| symmetric(g, "sy")).fortran_only(),
        routine("spmv", "c z", |g| symmetric(g, "sp")).fortran_only(),
        routine("sbmv", "c z", |g| symmetric(g, "sb")).fortran_only().defined_by(define::sbmv),
        routine("syr", "c z", |g| rank_1(g, "sy", false)).fortran_only(),
        routine("spr", "c z", |g| rank_1(g, "sp", false)).fortran_only(),
        routine("syr2", "c z", |g| rank_2(g, "sy")).fortran_only().defined_by(define::syr2),
        routine("spr2", "c z", |g| rank_2(g, "sp")).fortran_only().defined_by(define::spr2),
    ]);
    list
}

/// The reference's row-major loops that conjugate a vector do not end where it is empty.
fn not_empty_by_rows<T: Scalar>(g: &mut Gen<T>) {
    if g.row_major() && T::IS_COMPLEX {
        g.smallest = 1;
    }
}

fn gemv<T: Scalar>(g: &mut Gen<T>) -> Bound {
    general(g, false)
}

fn gbmv<T: Scalar>(g: &mut Gen<T>) -> Bound {
    general(g, true)
}

/// y := α·op(A)·x + β·y.
fn general<T: Scalar>(g: &mut Gen<T>, band: bool) -> Bound {
    not_empty_by_rows(g);
    g.layout();
    let trans = g.trans(b"NTC");
    let (m, n) = (g.size(), g.size());
    let (x, y) = if trans == b'N' { (n, m) } else { (m, n) };
    let (alpha, beta) = (g.factor(), g.factor());
    let read = alpha != T::ZERO;
    g.ints(&[m, n]);
    let mut storage = Storage::Full;
    if band {
        let (below, above) = (g.diagonals(m), g.diagonals(n));
        g.ints(&[below, above]);
        storage = Storage::Band(below, above);
    }
    g.arg(Arg::Scalar(alpha));
    g.stored(storage, m, n, Fill::if_read(read));
    g.vector(x, NONZERO, read);
    g.arg(Arg::Scalar(beta));
    // Where there is nothing to add, y is left alone.
    g.vector(y, NONZERO, beta != T::ZERO || x == 0);
    Bound::Magnitudes(x)
}

/// The storage that the second letter of a routine's name stands for, after the number of diagonals if it has one.
fn storage<T: Scalar>(g: &mut Gen<T>, kind: &str, uplo: u8, n: usize) -> Storage {
    match &kind[1..] {
        "b" => {
            let diagonals = g.diagonals(n);
            g.int(diagonals);
            Storage::band_of(uplo, diagonals)
        }
        "p" => Storage::Packed(uplo),
        _ => Storage::Full,
    }
}

/// x := op(A)·x, or op(A)⁻¹·x.
fn triangular<T: Scalar>(g: &mut Gen<T>, kind: &str, solve: bool) -> Bound {
    not_empty_by_rows(g);
    g.layout();
    let uplo = g.uplo();
    g.trans(b"NTC");
    let unit = g.unit();
    let n = g.size();
    g.int(n);
    let storage = storage(g, kind, uplo, n);
    g.triangle(storage, solve, n, Fill::triangle(uplo, unit));
    g.vector(n, NONZERO, true);
    Bound::Magnitudes(n)
}

/// y := α·A·x + β·y.
fn symmetric<T: Scalar>(g: &mut Gen<T>, kind: &str) -> Bound {
    not_empty_by_rows(g);
    g.layout();
    let (uplo, n) = (g.uplo(), g.size());
    let (alpha, beta) = (g.factor(), g.factor());
    let read = alpha != T::ZERO;
    g.int(n);
    let storage = storage(g, kind, uplo, n);
    g.arg(Arg::Scalar(alpha));
    g.stored(storage, n, n, if read { Fill::triangle(uplo, false) } else { Fill::Nothing });
    g.vector(n, NONZERO, read);
    g.arg(Arg::Scalar(beta));
    g.vector(n, NONZERO, beta != T::ZERO);
    Bound::Magnitudes(n)
}

fn ger<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    let (m, n, alpha) = (g.size(), g.size(), g.factor());
    g.ints(&[m, n]);
    g.arg(Arg::Scalar(alpha));
    g.vector(m, NONZERO, alpha != T::ZERO);
    g.vector(n, NONZERO, alpha != T::ZERO);
    g.matrix(m, n, Fill::Full);
    Bound::Magnitudes(2)
}

/// A := α·x·xᵀ + A, or with xᴴ and a real α.
fn rank_1<T: Scalar>(g: &mut Gen<T>, kind: &str, hermitian: bool) -> Bound {
    not_empty_by_rows(g);
    g.layout();
    let (uplo, n, alpha) = (g.uplo(), g.size(), g.factor());
    let alpha = if hermitian { T::from_real(alpha.re()) } else { alpha };
    g.int(n);
    g.arg(if hermitian { Arg::Real(alpha.re()) } else { Arg::Scalar(alpha) });
    g.vector(n, NONZERO, alpha != T::ZERO);
    let storage = storage(g, kind, uplo, n);
    g.stored(storage, n, n, Fill::triangle(uplo, false));
    Bound::Magnitudes(2)
}

/// A := α·x·yᵀ + α·y·xᵀ + A, or with yᴴ, xᴴ and conj(α).
fn rank_2<T: Scalar>(g: &mut Gen<T>, kind: &str) -> Bound {
    not_empty_by_rows(g);
    g.layout();
    let (uplo, n, alpha) = (g.uplo(), g.size(), g.factor());
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.vector(n, NONZERO, alpha != T::ZERO);
    g.vector(n, NONZERO, alpha != T::ZERO);
    let storage = storage(g, kind, uplo, n);
    g.stored(storage, n, n, Fill::triangle(uplo, false));
    Bound::Magnitudes(4)
}
