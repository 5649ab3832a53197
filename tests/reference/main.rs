//! Every exported routine against the reference BLAS, CBLAS, LAPACK and LAPACKE (Debian's libblas3, liblapack3 and
//! liblapacke), on random arguments: sizes, options in both cases, strides, gaps, α and β, NaN and ∞.
//! Bad arguments are compared in c-tests/errors.c.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

mod blas;
mod call;
#[path = "../common/mod.rs"]
mod common;
mod compare;
#[path = "gen.rs"]
mod gen_;
mod qr;
mod rotations;
mod symbols;

use arenablas::scalar::{Scalar, c32, c64};
use call::{Abi, Arg};
use gen_::Gen;

/// Rounds of every routine; each is with sizes up to one of these.
const SIZES: [usize; 4] = [4, 17, 40, 130];

const BAD: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

fn sweep<T: Scalar>(abis: &[Abi], rounds: u64, largest: &[usize]) {
    for (which, routine) in blas::ROUTINES.iter().enumerate() {
        for &abi in abis {
            for round in 0..rounds {
                let seed = round * 1000 + which as u64;
                let g = Gen::<T>::new(seed, abi, largest[round as usize % largest.len()]);
                let Some(mut call) = blas::call(g, routine) else { break };
                if !call.compare() {
                    return;
                }
                // With ∞ the reference's rotmg does not end, and rotg's c is ∞/∞ where ours is 0.
                if matches!(*routine, "rotg" | "rotmg") {
                    continue;
                }
                let finite = call.clone();
                call.spoil(&mut common::Rng::new(seed), &BAD);
                call.compare_within(&finite);
            }
        }
    }
}

fn sweep_qr<T: Scalar>(abis: &[Abi], rounds: u64, largest: &[usize]) {
    for (which, routine) in qr::ROUTINES.iter().enumerate() {
        for &abi in abis {
            for round in 0..rounds {
                let seed = round * 1000 + 500 + which as u64;
                let g = Gen::<T>::new(seed, abi, largest[round as usize % largest.len()]);
                // The reference's row-major larfb copies a part of V only, and works with what memory held before.
                if *routine == "larfb" && g.row_major() {
                    break;
                }
                let Some(mut call) = qr::call(g, routine) else { break };
                call.compare();
                // How far a NaN gets in a blocked algorithm is its own affair, but LAPACKE looks for it first.
                let bad = match abi {
                    // The reference may find NaNs in the ones and zeros of V too, which are not stored.
                    Abi::Lapacke(_) if *routine == "larfb" => continue,
                    Abi::Lapacke(_) => &BAD[..1],
                    _ if matches!(*routine, "larfg" | "larf") => &BAD,
                    _ => continue,
                };
                let finite = call.clone();
                call.spoil(&mut common::Rng::new(seed), bad);
                call.compare_within(&finite);
            }
        }
    }
}

/// How many times the usual number of rounds: a large number hunts for what they miss.
fn times() -> u64 {
    std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(4)
}

macro_rules! sweeps {
    ($($test:ident: $t:ty;)+) => { $(
        mod $test {
            use super::*;
            #[test]
            fn fortran() {
                sweep::<$t>(&[Abi::Fortran], 120 * times(), &SIZES);
                sweep::<$t>(&[Abi::Fortran], 6, &[300]);
            }
            #[test]
            fn cblas() {
                sweep::<$t>(&[Abi::Cblas(101), Abi::Cblas(102)], 40 * times(), &SIZES);
            }
            #[test]
            fn lapack() {
                sweep_qr::<$t>(&[Abi::Fortran], 100 * times(), &SIZES);
                sweep_qr::<$t>(&[Abi::Fortran], 6, &[300]);
            }
            #[test]
            fn lapacke() {
                let abis = [101, 102].map(|layout| [Abi::Lapacke(layout), Abi::LapackeWork(layout)]);
                sweep_qr::<$t>(abis.as_flattened(), 30 * times(), &SIZES);
            }
        }
    )+ };
}

sweeps! {
    s: f32;
    d: f64;
    c: c32;
    z: c64;
}

/// As the reference can't judge it: row-major and column-major `LAPACKE_?larfb` of the same matrices give the same.
#[test]
fn larfb_of_both_layouts() {
    for seed in 0..200 {
        let [rows, columns] = [101, 102].map(|layout| {
            let call = qr::call(Gen::<c64>::new(seed, Abi::LapackeWork(layout), 40), "larfb").unwrap();
            let (Arg::Int(m), Arg::Int(n), Arg::Int(ld)) = (&call.args[4], &call.args[5], &call.args[12])
            else {
                panic!("larfb's arguments");
            };
            let (m, n, ld) = (*m as usize, *n as usize, *ld as usize);
            let ours = call.ours();
            assert_eq!(ours.int, 0);
            let c = compare::array(ours, 11);
            let at = |i, j| if layout == 101 { c[i * ld + j] } else { c[i + j * ld] };
            (0..m * n).map(|p| at(p / n, p % n)).collect::<Vec<_>>()
        });
        assert!(rows.iter().zip(&columns).all(|(x, y)| (x - y).norm() < 1e-12), "seed {seed}");
    }
}

/// `lwork = −1` touches nothing but work(1), whose value is then a length that will do.
#[test]
fn workspace_queries() {
    for routine in ["geqrf", "ungqr", "unmqr"] {
        for seed in 0..100 {
            let Some(mut call) = qr::call(Gen::<c32>::new(seed, Abi::Fortran, 130), routine) else { return };
            let last = call.args.len() - 1;
            call.args[last - 1] = Arg::Int(-1);
            let outcome = call.ours();
            let (Arg::Work(work), Arg::Int(info)) = (&outcome.args[last - 2], &outcome.args[last]) else {
                panic!("{routine}'s arguments");
            };
            assert_eq!(*info, 0, "{routine}, seed {seed}");
            for (before, after) in call.args[..last - 2].iter().zip(&outcome.args) {
                // As text, in which NaN is NaN.
                assert_eq!(format!("{before:?}"), format!("{after:?}"), "{routine}, seed {seed}");
            }
            let length = work[0].re as usize;
            call.args[last - 2] = Arg::Work(vec![call::sentinel(); length + compare::GUARD]);
            call.args[last - 1] = Arg::Int(length as i32);
            call.compare();
        }
    }
}

/// The same on what lesser processors have.
#[test]
fn other_instruction_sets() {
    const ISA: &str = "ARENABLAS_ISA";
    if std::env::var_os(ISA).is_some() {
        return;
    }
    for isa in ["generic", "avx2"] {
        let me = std::env::current_exe().unwrap();
        let child = std::process::Command::new(me).env(ISA, isa).env("ROUNDS", "1").status();
        assert!(child.unwrap().success(), "{isa}");
    }
}
