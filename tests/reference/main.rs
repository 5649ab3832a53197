//! Every exported routine against the reference BLAS, CBLAS, LAPACK and LAPACKE (Debian's libblas3, liblapack3 and
//! liblapacke), on random arguments: sizes, options in both cases, strides, gaps, α and β, NaN and ∞.
//!
//! Each call of ours runs twice, on one thread with every operand at the edge of accessible memory, and on any number of
//! threads in any layer with the operands anywhere: to the same bits. What a routine may not touch are sentinels, NaNs
//! that raise FE_INVALID when they are used; it may raise no flag that the reference does not raise.
//!
//! A routine is a row in level1.rs, level2.rs, level3.rs, extensions.rs, copies.rs, batch.rs: its name, and a function
//! that generates its arguments in Fortran's order, from which CBLAS's follow. What the reference lacks has a definition instead ([`Routine::defined_by`]).
//! Bad arguments are compared in c-tests/errors.c.
//!
//! A failure says how to run its call again; `ROUNDS=40 cargo test --release --test reference` looks for more of them.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

mod batch;
mod call;
#[path = "../common/mod.rs"]
mod common;
mod compare;
mod copies;
mod define;
mod extensions;
#[path = "gen.rs"]
mod gen_;
mod level1;
mod level2;
mod level3;
mod memory;
mod qr;
mod refusals;
mod routine;
mod setting;
mod storage;
mod symbols;

use arenablas::scalar::{Scalar, c32, c64};
use call::{Abi, Arg};
use common::Rng;
use gen_::Gen;
use routine::Routine;
use setting::Setting;

const BAD: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

/// The sizes of a round go up to this.
fn largest(round: u64) -> usize {
    if round % 64 == 63 { 300 } else { [4, 17, 40, 130][round as usize % 4] }
}

/// The rounds of a routine, or the one that `ONLY='dgemm_ 27'` asks for.
fn rounds(name: &str, rounds: u64) -> std::ops::Range<u64> {
    let Ok(only) = std::env::var("ONLY") else { return 0..rounds };
    match only.split_once(' ') {
        Some((asked, round)) if asked == name => round.parse().map_or(0..0, |round| round..round + 1),
        _ => 0..0,
    }
}

/// Each round of each routine has its own arguments, whatever other rounds and routines there are.
fn generator<T: Scalar>(name: &str, abi: Abi, round: u64) -> Gen<T> {
    let seed = name.bytes().fold(round, |seed, byte| seed.wrapping_mul(1_000_003) + u64::from(byte));
    Gen::new(seed, round, abi, largest(round))
}

fn routines<T: Scalar>() -> impl Iterator<Item = Routine<T>> {
    let tables: [Vec<Routine<T>>; 6] = [
        level1::routines(),
        level2::routines(),
        level3::routines(),
        extensions::routines(),
        copies::routines(),
        batch::routines(),
    ];
    tables.into_iter().flatten()
}

fn sweep<T: Scalar>(abis: &[Abi], count: u64) {
    for routine in routines::<T>() {
        for &abi in abis {
            let Some(name) = routine.name(abi) else { continue };
            for round in rounds(&name, count) {
                let mut call = routine.call(&name, generator(&name, abi, round));
                if !call.compare() {
                    return;
                }
                let finite = call.clone();
                call.spoil(&mut Rng::new(round), &BAD);
                call.compare_within(&finite);
            }
        }
    }
}

/// Some calls of each size, at all places in a cache line. Addresses that are no multiple of the type's alignment are
/// not for BLAS: neither C nor Fortran makes such arrays, and Rust's reads may rely on it.
fn sweep_places<T: Scalar>(count: u64) {
    for routine in routines::<T>() {
        let Some(name) = routine.name(Abi::Fortran) else { continue };
        for round in rounds(&name, count) {
            routine.call(&name, generator(&name, Abi::Fortran, round)).compare_places();
        }
    }
}

fn sweep_qr<T: Scalar>(abis: &[Abi], count: u64) {
    for routine in qr::ROUTINES {
        for &abi in abis {
            let Some(name) = qr::name::<T>(abi, routine) else { continue };
            for round in rounds(&name, count) {
                let g = generator::<T>(&name, abi, round);
                // The reference's row-major larfb copies a part of V only, and works with what memory held before.
                if routine == "larfb" && g.row_major() {
                    break;
                }
                let Some(mut call) = qr::call(g, &name, routine) else { return };
                call.compare();
                // How far a NaN gets in a blocked algorithm is its own affair, but LAPACKE looks for it first.
                let bad = match abi {
                    // The reference may find NaNs in the ones and zeros of V too, which are not stored.
                    Abi::Lapacke(_) if routine == "larfb" => continue,
                    Abi::Lapacke(_) => &BAD[..1],
                    _ if matches!(routine, "larfg" | "larf") => &BAD,
                    _ => continue,
                };
                let finite = call.clone();
                call.spoil(&mut Rng::new(round), bad);
                call.compare_within(&finite);
            }
        }
    }
}

/// How many times the usual number of rounds: a large number hunts for what they miss.
fn times() -> u64 {
    std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2)
}

macro_rules! sweeps {
    ($($test:ident: $t:ty;)+) => { $(
        mod $test {
            use super::*;
            #[test]
            fn fortran() {
                sweep::<$t>(&[Abi::Fortran], 120 * times());
            }
            #[test]
            fn cblas() {
                sweep::<$t>(&[Abi::Cblas(101), Abi::Cblas(102)], 40 * times());
            }
            #[test]
            fn places() {
                sweep_places::<$t>(4 * times());
            }
            #[test]
            fn lapack() {
                sweep_qr::<$t>(&[Abi::Fortran], 100 * times());
            }
            #[test]
            fn lapacke() {
                let abis = [101, 102].map(|layout| [Abi::Lapacke(layout), Abi::LapackeWork(layout)]);
                sweep_qr::<$t>(abis.as_flattened(), 30 * times());
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
            let (abi, name) = (Abi::LapackeWork(layout), "LAPACKE_zlarfb_work");
            let call = qr::call(Gen::<c64>::new(seed, seed, abi, 40), name, "larfb").unwrap();
            let (Arg::Int(m), Arg::Int(n), Arg::Int(ld)) = (&call.args[5], &call.args[6], &call.args[13])
            else {
                panic!("larfb's arguments");
            };
            let (m, n, ld) = (*m as usize, *n as usize, *ld as usize);
            let ours = call.ours(&Setting::alone(&mut Rng::new(seed)));
            assert_eq!(ours.int, 0);
            let c = compare::array(ours, 12);
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
        let name = format!("c{routine}_");
        for seed in 0..100 {
            let g = Gen::<c32>::new(seed, seed, Abi::Fortran, 130);
            let Some(mut call) = qr::call(g, &name, routine) else { return };
            let last = call.args.len() - 1;
            call.args[last - 1] = Arg::Int(-1);
            let outcome = call.ours(&Setting::alone(&mut Rng::new(seed)));
            let (Arg::Work(work), Arg::Int(info)) = (&outcome.args[last - 2], &outcome.args[last]) else {
                panic!("{routine}'s arguments");
            };
            assert_eq!(*info, 0, "{routine}, seed {seed}");
            for (before, after) in call.args[..last - 2].iter().zip(&outcome.args) {
                // As text, in which NaN is NaN.
                assert_eq!(format!("{before:?}"), format!("{after:?}"), "{routine}, seed {seed}");
            }
            let length = work[0].re as usize;
            call.args[last - 2] = Arg::Work(vec![call::sentinel(); length]);
            call.args[last - 1] = Arg::Int(length as i32);
            call.compare();
        }
    }
}

/// All of it again, on what a lesser processor has.
fn on(isa: &str) {
    const ISA: &str = "ARENABLAS_ISA";
    if std::env::var_os(ISA).is_some() {
        return;
    }
    let me = std::env::current_exe().unwrap();
    let child = std::process::Command::new(me).env(ISA, isa).env("ROUNDS", "1").status();
    assert!(child.unwrap().success(), "{isa}");
}

#[test]
fn on_any_processor() {
    on("generic");
}

#[test]
fn on_avx2() {
    on("avx2");
}
