//! Level 2: a function for each kind of argument list, and the table.

use arenablas::scalar::Scalar;

use crate::call::{Arg, Bound};
use crate::gen_::{Fill, Gen, NONZERO, Storage};
use crate::routine::{Routine, routine};

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("gemv", "s d c z", gemv),
        routine("trmv", "s d c z", trmv),
        routine("trsv", "s d c z", trsv),
        routine("ger", "s d", ger),
        routine("geru", "c z", ger),
        routine("gerc", "c z", gerc),
    ]
}

/// The reference's row-major loops that conjugate a vector do not end where it is empty.
fn not_empty_by_rows<T: Scalar>(g: &mut Gen<T>) {
    if g.row_major() && T::IS_COMPLEX {
        g.smallest = 1;
    }
}

fn gemv<T: Scalar>(g: &mut Gen<T>) -> Bound {
    not_empty_by_rows(g);
    g.layout();
    let trans = g.trans(b"NTC");
    let (m, n) = (g.size(), g.size());
    let (x, y) = if trans == b'N' { (n, m) } else { (m, n) };
    let (alpha, beta) = (g.factor(), g.factor());
    let read = alpha != T::ZERO;
    g.int(m);
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.matrix(m, n, Fill::if_read(read));
    g.vector(x, NONZERO, read);
    g.arg(Arg::Scalar(beta));
    // Where there is nothing to add, y is left alone.
    g.vector(y, NONZERO, beta != T::ZERO || x == 0);
    Bound::Magnitudes(x)
}

fn trmv<T: Scalar>(g: &mut Gen<T>) -> Bound {
    triangular(g, false)
}

fn trsv<T: Scalar>(g: &mut Gen<T>) -> Bound {
    triangular(g, true)
}

fn triangular<T: Scalar>(g: &mut Gen<T>, solve: bool) -> Bound {
    g.layout();
    let uplo = g.uplo();
    g.trans(b"NTC");
    let unit = g.unit();
    let n = g.size();
    g.int(n);
    g.triangle(Storage::Full, solve, n, Fill::triangle(uplo, unit));
    g.vector(n, NONZERO, true);
    Bound::Magnitudes(n)
}

fn ger<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.layout();
    let (m, n, alpha) = (g.size(), g.size(), g.factor());
    g.int(m);
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.vector(m, NONZERO, alpha != T::ZERO);
    g.vector(n, NONZERO, alpha != T::ZERO);
    g.matrix(m, n, Fill::Full);
    Bound::Magnitudes(1)
}

fn gerc<T: Scalar>(g: &mut Gen<T>) -> Bound {
    not_empty_by_rows(g);
    ger(g)
}
