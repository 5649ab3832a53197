//! Level 3: a function for each kind of argument list, and the table.

use arenablas::scalar::Scalar;

use crate::call::{Arg, Bound};
use crate::define;
use crate::gen_::Gen;
use crate::routine::{Routine, routine};
use crate::storage::{Fill, Storage};

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("gemm", "s d c z", gemm),
        routine("symm", "s d c z", symm),
        routine("hemm", "c z", symm),
        routine("trmm", "s d c z", |g| triangular(g, false)),
        routine("trsm", "s d c z", |g| triangular(g, true)),
        routine("syrk", "s d c z", |g| rank_k(g, 1, Symmetry::Symmetric)),
        routine("herk", "c z", |g| rank_k(g, 1, Symmetry::Hermitian)),
        routine("syr2k", "s d c z", |g| rank_k(g, 2, Symmetry::Symmetric)),
        routine("her2k", "c z", |g| rank_k(g, 2, Symmetry::Hermitian)),
        // Extensions.
        routine("gemm3m", "c z", gemm3m).defined_by(define::gemm3m),
        routine("gemmt", "s d c z", gemmt).defined_by(define::gemmt),
        routine("gemmtr", "s d c z", gemmt).defined_by(define::gemmt),
    ]
}

fn gemm<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    let (ta, tb) = (g.trans(b"NTC"), g.trans(b"NTC"));
    let (m, n, k) = (g.size(), g.size(), g.size());
    let (alpha, beta) = (g.factor_of_sum(k), g.factor());
    let read = Fill::if_read(alpha != T::ZERO);
    g.ints(&[m, n, k]);
    g.arg(Arg::Scalar(alpha));
    g.operand(ta, m, k, read);
    g.operand(tb, k, n, read);
    g.arg(Arg::Scalar(beta));
    g.matrix(m, n, Fill::if_read(beta != T::ZERO));
    Bound::Magnitudes(k)
}

/// Three real products where the definition has four: errors of a part can be as large as those of the other.
fn gemm3m<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let Bound::Magnitudes(k) = gemm(g) else { unreachable!() };
    Bound::Magnitudes(4 * k)
}

/// C := α·op(A)·op(B) + β·C in a triangle.
fn gemmt<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    let uplo = g.uplo();
    let (ta, tb) = (g.trans(b"NTC"), g.trans(b"NTC"));
    let (n, k) = (g.size(), g.size());
    let (alpha, beta) = (g.factor_of_sum(k), g.factor());
    let read = Fill::if_read(alpha != T::ZERO);
    g.ints(&[n, k]);
    g.arg(Arg::Scalar(alpha));
    g.operand(ta, n, k, read);
    g.operand(tb, k, n, read);
    g.arg(Arg::Scalar(beta));
    g.matrix(n, n, if beta == T::ZERO { Fill::Nothing } else { Fill::triangle(uplo, false) });
    Bound::Magnitudes(k)
}

fn symm<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    let (side, uplo) = (g.side(), g.uplo());
    let (m, n) = (g.size(), g.size());
    let order = if side == b'L' { m } else { n };
    let (alpha, beta) = (g.factor_of_sum(order), g.factor());
    let read = alpha != T::ZERO;
    g.ints(&[m, n]);
    g.arg(Arg::Scalar(alpha));
    g.matrix(order, order, if read { Fill::triangle(uplo, false) } else { Fill::Nothing });
    g.matrix(m, n, Fill::if_read(read));
    g.arg(Arg::Scalar(beta));
    g.matrix(m, n, Fill::if_read(beta != T::ZERO));
    Bound::Magnitudes(order)
}

fn triangular<T: Scalar>(g: &mut Gen<T>, solve: bool) -> Bound {
    g.layout();
    let (side, uplo) = (g.side(), g.uplo());
    g.trans(b"NTC");
    let unit = g.unit();
    let (m, n, alpha) = (g.size(), g.size(), g.factor());
    let order = if side == b'L' { m } else { n };
    let read = alpha != T::ZERO;
    g.ints(&[m, n]);
    g.arg(Arg::Scalar(alpha));
    g.triangle(Storage::Full, solve, order, if read { Fill::triangle(uplo, unit) } else { Fill::Nothing });
    g.matrix(m, n, Fill::if_read(read));
    Bound::Magnitudes(order)
}

#[derive(PartialEq)]
enum Symmetry {
    Symmetric,
    Hermitian,
}

/// C := α·A·Aᵀ + β·C in a triangle, with two operands C := α·A·Bᵀ + α·B·Aᵀ + β·C, and their Hermitian kin.
fn rank_k<T: Scalar>(g: &mut Gen<T>, operands: usize, symmetry: Symmetry) -> Bound {
    let hermitian = symmetry == Symmetry::Hermitian;
    g.layout();
    let uplo = g.uplo();
    let trans = g.trans(match (hermitian, T::IS_COMPLEX) {
        (true, _) => b"NC",
        (_, true) => b"NT",
        _ => b"NTC",
    });
    let (n, k) = (g.size(), g.size());
    let (mut alpha, mut beta) = (g.factor_of_sum(k), g.factor());
    let real_alpha = hermitian && operands == 1;
    if real_alpha {
        alpha = T::from_real(alpha.re());
    }
    if hermitian {
        beta = T::from_real(beta.re());
    }
    g.ints(&[n, k]);
    g.arg(if real_alpha { Arg::Real(alpha.re()) } else { Arg::Scalar(alpha) });
    for _ in 0..operands {
        g.operand(trans, n, k, Fill::if_read(alpha != T::ZERO));
    }
    g.arg(if hermitian { Arg::Real(beta.re()) } else { Arg::Scalar(beta) });
    g.matrix(n, n, if beta == T::ZERO { Fill::Nothing } else { Fill::triangle(uplo, false) });
    Bound::Magnitudes(operands * k)
}
