//! Rotations, and inner products in double precision.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Abi, Arg, Bound, Call, Returns};
use crate::gen_::Gen;

const INCS: &[i32] = &[1, 1, 1, 2, 3, -1, -2];

/// A call of a routine; `None` if there is none for the type.
pub(crate) fn call<T: Scalar>(mut g: Gen<T>, routine: &str) -> Option<Call<T>> {
    let cblas = matches!(g.abi, Abi::Cblas(_));
    let (letter, complex) = (T::LETTER.to_ascii_lowercase(), T::IS_COMPLEX);
    let mut returns = Returns::Nothing;
    let (stem, bound) = match routine {
        "rot" | "rrot" | "rotm" => {
            if complex != (routine == "rrot") && (routine != "rot" || cblas) {
                return None;
            }
            let n = g.size();
            g.int(n);
            g.vector(n, INCS, true);
            g.vector(n, INCS, true);
            let c = g.factor().re();
            match routine {
                "rotm" => {
                    let flag = g.one_of(&[-2.0, -1.0, 0.0, 1.0, 0.5, -0.5]);
                    let mut param = vec![T::from_real(T::Real::from_f64(flag))];
                    param.extend((0..4).map(|_| g.scalar()));
                    g.array(param);
                }
                "rot" if complex => {
                    let s = g.factor();
                    g.arg(Arg::Real(c));
                    g.arg(Arg::Scalar(s));
                }
                _ => {
                    let s = g.factor().re();
                    g.arg(Arg::Real(c));
                    g.arg(Arg::Real(s));
                }
            }
            let stem = match (routine, letter) {
                ("rrot", 'c') => "csrot".into(),
                ("rrot", _) => "zdrot".into(),
                _ => format!("{letter}{routine}"),
            };
            (stem, Bound::One(4))
        }
        "rotg" => {
            // r, z or b, c, s, each by its own size. Its squares overflow, or vanish, where it is not scaled.
            for _ in 0..2 {
                let scale = power::<T>(&mut g, 60);
                let x = g.factor().scale(scale);
                g.array(vec![x]);
            }
            g.array(vec![T::ZERO]);
            g.array(vec![T::ZERO]);
            (format!("{letter}rotg"), Bound::Norm(8))
        }
        "rotmg" => {
            if complex {
                return None;
            }
            // One step of rescaling at most: at a second one the reference forgets the first.
            for _ in 0..3 {
                let x = g.scalar();
                g.array(vec![x]);
            }
            let y = g.factor();
            g.arg(Arg::Scalar(y));
            g.array(vec![T::ZERO; 5]);
            (format!("{letter}rotmg"), Bound::Norm(30))
        }
        "dsdot" | "sdsdot" => {
            if letter != 's' {
                return None;
            }
            let n = g.size();
            g.int(n);
            returns = Returns::Double;
            if routine == "sdsdot" {
                let b = g.factor();
                g.arg(Arg::Scalar(b));
                returns = Returns::Real;
            }
            g.vector(n, INCS, true);
            g.vector(n, INCS, true);
            (routine.into(), Bound::Magnitudes(0))
        }
        _ => unreachable!("{routine}"),
    };
    let name = if cblas { format!("cblas_{stem}") } else { format!("{stem}_") };
    Some(g.call(name, returns, bound))
}

/// 1, or a power of two up to 2^most, or down to its reciprocal.
fn power<T: Scalar>(g: &mut Gen<T>, most: i32) -> T::Real {
    let exponent = g.rng.index(0, 2 * most as usize + 1) as i32 - most;
    let exponent = g.one_of(&[0, exponent]);
    T::Real::from_f64(2f64.powi(exponent))
}
