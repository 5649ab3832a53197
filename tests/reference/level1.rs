//! Level 1: a function for each kind of argument list, and the table.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Arg, Bound, Returns, sentinel};
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
        routine("cabs1", "s=c d=z", cabs1),
        routine("rot", "s d cs=c zd=z", rot),
        routine("rot", "c z", rot_by_complex).fortran_only(),
        routine("rotg", "s d", rotg),
        routine("rotg", "c z", rotg_complex),
        routine("rotm", "s d", rotm),
        routine("rotmg", "s d", rotmg),
        routine("sdot", "d=s", dsdot),
        routine("dsdot", "s", sdsdot),
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

fn cabs1<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.returns(Returns::Real);
    let z = g.factor();
    g.array(vec![z]);
    Bound::Magnitudes(0)
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

/// n, x, y, c; c·x + s·y is not a sum of magnitudes, as −s comes in too.
fn rotated<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let (n, c) = (g.length(), g.factor().re());
    g.int(n);
    g.vector(n, NONZERO, true);
    g.vector(n, NONZERO, true);
    g.arg(Arg::Real(c));
    Bound::Operands(4)
}

fn rot<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let bound = rotated(g);
    let s = g.factor().re();
    g.arg(Arg::Real(s));
    bound
}

fn rot_by_complex<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let bound = rotated(g);
    let s = g.factor();
    g.arg(Arg::Scalar(s));
    bound
}

fn rotm<T: Scalar>(g: &mut Gen<T>) -> Bound {
    let n = g.length();
    g.int(n);
    g.vector(n, NONZERO, true);
    g.vector(n, NONZERO, true);
    let flag = g.one_of(&[-2.0, -1.0, 0.0, 1.0, 0.5, -0.5]);
    let mut param = vec![T::Real::from_f64(flag)];
    param.extend((0..4).map(|_| g.scalar().re()));
    g.arg(Arg::Reals(param));
    Bound::Operands(4)
}

/// a and b, far from 1 or not, c and s. Each result by its own size.
fn rotg<T: Scalar>(g: &mut Gen<T>) -> Bound {
    for _ in 0..2 {
        let exponent = g.one_of(&[0, 0, 40, -40, 63, -63]);
        let x = g.factor().re() * T::Real::from_f64(2f64.powi(exponent));
        g.arg(Arg::Reals(vec![x]));
    }
    for _ in 0..2 {
        g.arg(Arg::Reals(vec![T::Real::ZERO]));
    }
    Bound::Norm(8)
}

/// The same of complex numbers, whose sine is complex, too.
fn rotg_complex<T: Scalar>(g: &mut Gen<T>) -> Bound {
    for _ in 0..2 {
        let exponent = g.one_of(&[0, 0, 40, -40, 63, -63]);
        let x = g.factor().scale(T::Real::from_f64(2f64.powi(exponent)));
        g.array(vec![x]);
    }
    g.arg(Arg::Reals(vec![T::Real::ZERO]));
    g.array(vec![sentinel()]);
    Bound::Norm(8)
}

/// d1, d2, x1, y1 and the parameters. So near to 1 that nothing is rescaled twice, where the reference forgets the first
/// time; and finite, as it does not end with ∞.
fn rotmg<T: Scalar>(g: &mut Gen<T>) -> Bound {
    for _ in 0..3 {
        let x = g.scalar().re();
        g.arg(Arg::Reals(vec![x]));
    }
    let y = g.factor();
    g.arg(Arg::Scalar(y));
    g.arg(Arg::Reals(vec![T::Real::ZERO; 5]));
    Bound::Norm(30)
}

fn dsdot<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.returns(Returns::Double);
    let n = g.length();
    g.int(n);
    g.vector(n, ANY, true);
    g.vector(n, ANY, true);
    Bound::Magnitudes(0)
}

fn sdsdot<T: Scalar>(g: &mut Gen<T>) -> Bound {
    g.returns(Returns::Real);
    let (n, b) = (g.length(), g.factor());
    g.int(n);
    g.arg(Arg::Scalar(b));
    g.vector(n, ANY, true);
    g.vector(n, ANY, true);
    Bound::Magnitudes(0)
}
