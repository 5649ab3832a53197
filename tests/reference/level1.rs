//! Level 1: a function for each kind of argument list, and the table.

use arenablas::scalar::Scalar;

use crate::call::{Arg, Bound, Returns};
use crate::gen_::{ANY, Gen, NONZERO};
use crate::routine::{Routine, routine};

pub(crate) fn routines<T: Scalar>() -> Vec<Routine<T>> {
    vec![
        routine("dot", "s d", dot),
        routine("dotu", "c z", dot).fortran_only(),
        routine("dotc", "c z", dot).fortran_only(),
        routine("dotu_sub", "c z", dot_sub).cblas_only(),
        routine("dotc_sub", "c z", dot_sub).cblas_only(),
        routine("axpy", "s d c z", axpy),
        routine("copy", "s d c z", copy),
        routine("swap", "s d c z", swap),
        routine("scal", "s d c z", scal),
        routine("scal", "cs=c zd=z", real_scal),
        routine("nrm2", "s d sc dz", nrm2),
        routine("asum", "s d sc dz", asum),
        routine("amax", "is id ic iz", amax),
    ]
}

fn dot<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.returns(if T::IS_COMPLEX { Returns::Scalar } else { Returns::Real });
    let n = g.length();
    g.int(n);
    g.vector(n, ANY, true);
    g.vector(n, ANY, true);
    Bound::Magnitudes(n)
}

fn dot_sub<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let bound = dot(g);
    g.returns(Returns::Nothing);
    g.array(vec![T::ZERO]);
    bound
}

fn axpy<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (n, alpha) = (g.length(), g.factor());
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.vector(n, ANY, true);
    g.vector(n, NONZERO, true);
    Bound::Magnitudes(2)
}

fn copy<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let n = g.length();
    g.int(n);
    g.vector(n, ANY, true);
    g.vector(n, NONZERO, false);
    Bound::Magnitudes(0)
}

fn swap<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let n = g.length();
    g.int(n);
    g.vector(n, NONZERO, true);
    g.vector(n, NONZERO, true);
    Bound::Magnitudes(0)
}

fn scal<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (n, alpha) = (g.length(), g.factor());
    g.int(n);
    g.arg(Arg::Scalar(alpha));
    g.vector(n, ANY, true);
    Bound::Magnitudes(2)
}

fn real_scal<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (n, alpha) = (g.length(), g.factor());
    g.int(n);
    g.arg(Arg::Real(alpha.re()));
    g.vector(n, ANY, true);
    Bound::Magnitudes(2)
}

fn asum<T: Scalar>(g: &mut Gen<T>) -> Bound {
    of_a_vector(g, Returns::Real, ANY)
}

fn nrm2<T: Scalar>(g: &mut Gen<T>) -> Bound {
    of_a_vector(g, Returns::Real, NONZERO)
}

fn amax<T: Scalar>(g: &mut Gen<T>) -> Bound {
    of_a_vector(g, Returns::Int, ANY)
}

fn of_a_vector<T: Scalar>(g: &mut Gen<T>, returns: Returns, incs: &[i32]) -> Bound {
    g.returns(returns);
    let n = g.length();
    g.int(n);
    g.vector(n, incs, true);
    Bound::Magnitudes(n)
}
