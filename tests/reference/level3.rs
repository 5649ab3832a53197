//! Level 3: a function for each kind of argument list, and the table.

use arenablas::scalar::Scalar;

use crate::call::{Arg, Bound};
use crate::gen_::{Fill, Gen, Storage};
use crate::routine::{Routine, routine};

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("gemm", "s d c z", gemm),
        routine("trmm", "s d c z", trmm),
        routine("trsm", "s d c z", trsm),
        routine("syrk", "s d c z", syrk),
        routine("herk", "c z", herk),
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

fn trmm<T: Scalar>(g: &mut Gen<T>) -> Bound {
    triangular(g, false)
}

fn trsm<T: Scalar>(g: &mut Gen<T>) -> Bound {
    triangular(g, true)
}

fn triangular<T: Scalar>(g: &mut Gen<T>, solve: bool) -> Bound {
    g.layout();
    let (side, uplo) = (g.side(), g.uplo());
    g.trans(b"NTC");
    let unit = g.unit();
    let (m, n, alpha) = (g.size(), g.size(), g.factor());
    let order = if side == b'L' { m } else { n };
    let read = alpha != T::ZERO;
    g.int(m);
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.triangle(Storage::Full, solve, order, if read { Fill::triangle(uplo, unit) } else { Fill::Nothing });
    g.matrix(m, n, Fill::if_read(read));
    Bound::Magnitudes(order)
}

fn syrk<T: Scalar>(g: &mut Gen<T>) -> Bound {
    rank_k(g, if T::IS_COMPLEX { b"NT" } else { b"NTC" }, Arg::Scalar, |x| x)
}

fn herk<T: Scalar>(g: &mut Gen<T>) -> Bound {
    rank_k(g, b"NC", |x: T| Arg::Real(x.re()), |x| T::from_real(x.re()))
}

/// `factor` makes an argument of α and β, which count for what `value` says.
fn rank_k<T: Scalar>(g: &mut Gen<T>, trans: &[u8], factor: fn(T) -> Arg<T>, value: fn(T) -> T) -> Bound {
    g.layout();
    let uplo = g.uplo();
    let trans = g.trans(trans);
    let (n, k) = (g.size(), g.size());
    let (alpha, beta) = (g.factor_of_sum(k), g.factor());
    g.int(n);
    g.int(k);
    g.arg(factor(alpha));
    g.operand(trans, n, k, Fill::if_read(value(alpha) != T::ZERO));
    g.arg(factor(beta));
    g.matrix(n, n, if value(beta) == T::ZERO { Fill::Nothing } else { Fill::triangle(uplo, false) });
    Bound::Magnitudes(k)
}
