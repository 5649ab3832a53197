//! Levels 1 to 3, one line or a few a routine: the argument list of the Fortran interface, which CBLAS's is made of.

use arenablas::scalar::Scalar;

use crate::call::{Abi, Arg, Bound, Call, Returns};
use crate::gen_::{Fill, Gen};
use crate::rotations;

/// The routines by their complex names, without the letters of their types.
pub(crate) const ROUTINES: [&str; 27] = [
    "rot", "rrot", "rotg", "rotm", "rotmg", "dsdot", "sdsdot", "dotu", "dotc", "axpy", "copy", "swap",
    "scal", "rscal", "nrm2", "asum", "amax", "gemv", "trmv", "trsv", "geru", "gerc", "gemm", "trmm", "trsm",
    "syrk", "herk",
];

const ALL: &[i32] = &[1, 1, 1, 2, 3, -1, -2, 0];
const NONZERO: &[i32] = &[1, 1, 1, 2, 3, -1, -2];

/// A call of a routine; `None` if there is none for the type.
pub(crate) fn call<T: Scalar>(mut g: Gen<T>, routine: &str) -> Option<Call<T>> {
    let cblas = matches!(g.abi, Abi::Cblas(_));
    let (letter, complex) = (T::LETTER.to_ascii_lowercase(), T::IS_COMPLEX);
    let mixed = match letter {
        'c' => "sc",
        'z' => "dz",
        _ => &letter.to_string(),
    };
    let mut returns = Returns::Nothing;
    let mut stem = format!("{letter}{routine}");
    if g.row_major() && complex && matches!(routine, "gemv" | "gerc") {
        // The reference's loops that conjugate a vector do not end where it is empty.
        g.smallest = 1;
    }
    let steps = match routine {
        "dotu" | "dotc" => {
            if !complex {
                if routine == "dotc" {
                    return None;
                }
                stem = format!("{letter}dot");
            }
            let n = vectors(&mut g, None, ALL, true);
            if complex && cblas {
                stem += "_sub";
                g.array(vec![T::ZERO]);
            } else {
                returns = if complex { Returns::Scalar } else { Returns::Real };
            }
            n
        }
        "axpy" => {
            let alpha = g.factor();
            vectors(&mut g, Some(alpha), NONZERO, true)
        }
        "copy" => vectors(&mut g, None, NONZERO, false),
        "swap" => vectors(&mut g, None, NONZERO, true),
        "scal" | "rscal" => {
            let n = g.size();
            g.int(n);
            let alpha = g.factor();
            if routine == "scal" {
                g.arg(Arg::Scalar(alpha));
            } else if complex {
                stem = if letter == 'c' { "csscal" } else { "zdscal" }.into();
                g.arg(Arg::Real(alpha.re()));
            } else {
                return None;
            }
            g.vector(n, ALL, true);
            2
        }
        "nrm2" | "asum" | "amax" => {
            let n = g.size();
            g.int(n);
            g.vector(n, if routine == "nrm2" { NONZERO } else { ALL }, true);
            (stem, returns) = match routine {
                "amax" => (format!("i{letter}amax"), Returns::Int),
                _ => (format!("{mixed}{routine}"), Returns::Real),
            };
            n
        }
        "gemv" => {
            let trans = g.trans(b"NTC");
            let (m, n) = (g.size(), g.size());
            let (x, y) = if trans == b'N' { (n, m) } else { (m, n) };
            let (alpha, beta) = (g.factor(), g.factor());
            let read = alpha != T::ZERO;
            g.int(m);
            g.int(n);
            g.arg(Arg::Scalar(alpha));
            g.matrix(m, n, when(read));
            g.vector(x, NONZERO, read);
            g.arg(Arg::Scalar(beta));
            // Where there is nothing to add, y is left alone.
            g.vector(y, NONZERO, beta != T::ZERO || x == 0);
            x
        }
        "trmv" | "trsv" => {
            let uplo = g.uplo();
            g.trans(b"NTC");
            let unit = g.unit();
            let n = g.size();
            g.int(n);
            triangle(&mut g, routine == "trsv", n, uplo, unit, true);
            g.vector(n, NONZERO, true);
            n
        }
        "geru" | "gerc" => {
            if !complex {
                if routine == "gerc" {
                    return None;
                }
                stem = format!("{letter}ger");
            }
            let (m, n, alpha) = (g.size(), g.size(), g.factor());
            g.int(m);
            g.int(n);
            g.arg(Arg::Scalar(alpha));
            g.vector(m, NONZERO, alpha != T::ZERO);
            g.vector(n, NONZERO, alpha != T::ZERO);
            g.matrix(m, n, Fill::Full);
            1
        }
        "gemm" => {
            let (ta, tb) = (g.trans(b"NTC"), g.trans(b"NTC"));
            let (m, n, k) = (g.size(), g.size(), g.size());
            let (alpha, beta) = (g.factor_of_sum(k), g.factor());
            let read = when(alpha != T::ZERO);
            g.ints(&[m, n, k]);
            g.arg(Arg::Scalar(alpha));
            if ta == b'N' {
                g.matrix(m, k, read)
            } else {
                g.matrix(k, m, read)
            }
            if tb == b'N' {
                g.matrix(k, n, read)
            } else {
                g.matrix(n, k, read)
            }
            g.arg(Arg::Scalar(beta));
            g.matrix(m, n, when(beta != T::ZERO));
            k
        }
        "trmm" | "trsm" => {
            let (side, uplo) = (g.side(), g.uplo());
            g.trans(b"NTC");
            let unit = g.unit();
            let (m, n, alpha) = (g.size(), g.size(), g.factor());
            let order = if side == b'L' { m } else { n };
            g.int(m);
            g.int(n);
            g.arg(Arg::Scalar(alpha));
            triangle(&mut g, routine == "trsm", order, uplo, unit, alpha != T::ZERO);
            g.matrix(m, n, when(alpha != T::ZERO));
            order
        }
        "syrk" | "herk" => {
            if routine == "herk" && !complex {
                return None;
            }
            let uplo = g.uplo();
            let trans = g.trans(match (routine, complex) {
                ("herk", _) => b"NC",
                (_, true) => b"NT",
                _ => b"NTC",
            });
            let (n, k) = (g.size(), g.size());
            let (alpha, beta) = (g.factor_of_sum(k), g.factor());
            let factor = |x: T| if routine == "herk" { Arg::Real(x.re()) } else { Arg::Scalar(x) };
            let is_zero =
                |x: T| if routine == "herk" { T::from_real(x.re()) == T::ZERO } else { x == T::ZERO };
            let read = when(!is_zero(alpha));
            g.int(n);
            g.int(k);
            g.arg(factor(alpha));
            if trans == b'N' {
                g.matrix(n, k, read)
            } else {
                g.matrix(k, n, read)
            }
            g.arg(factor(beta));
            let fill = if is_zero(beta) { Fill::Nothing } else { filled(uplo, false) };
            g.matrix(n, n, fill);
            k
        }
        _ => return rotations::call(g, routine),
    };
    let name = if cblas { format!("cblas_{stem}") } else { format!("{stem}_") };
    Some(g.call(name, returns, Bound::Magnitudes(steps)))
}

/// n, perhaps α, x and y.
fn vectors<T: Scalar>(g: &mut Gen<T>, alpha: Option<T>, incs: &[i32], y_is_read: bool) -> usize {
    let n = g.size();
    g.int(n);
    if let Some(alpha) = alpha {
        g.arg(Arg::Scalar(alpha));
    }
    g.vector(n, incs, true);
    g.vector(n, incs, y_is_read);
    n
}

fn when(read: bool) -> Fill {
    if read { Fill::Full } else { Fill::Nothing }
}

fn filled(uplo: u8, unit: bool) -> Fill {
    match (uplo, unit) {
        (b'U', false) => Fill::Upper,
        (b'U', true) => Fill::StrictlyUpper,
        (_, false) => Fill::Lower,
        (_, true) => Fill::StrictlyLower,
    }
}

fn triangle<T: Scalar>(g: &mut Gen<T>, solve: bool, n: usize, uplo: u8, unit: bool, read: bool) {
    let fill = if read { filled(uplo, unit) } else { Fill::Nothing };
    if solve { g.well_conditioned(n, fill) } else { g.matrix(n, n, fill) }
}
