//! No answer depends on who worked: the same bits from every layer, for one to eight threads, for 200 seeds of where
//! thieves look first, while other threads call too. A seed is given to an arena when it is made, and arenas and their
//! threads are for ever; so each seed has a process of its own.

use std::env;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use arenablas::arena::{Arena, Config, Layer};
use arenablas::enums::{Diag, Uplo};
use arenablas::lapack::qr::{geqrf, geqrf_work_len};
use arenablas::level3::{gemm, syrk, trsm};
use arenablas::mat::{MatMut, MatRef, VecMut};

mod common;
use common::Rng;
use common::process::forked;

/// Enough for three threads or more in each routine, and no multiple of a tile.
const N: usize = 203;

struct Operands {
    a: Vec<f64>,
    b: Vec<f64>,
    triangle: Vec<f64>,
}

impl Operands {
    fn new() -> Operands {
        let mut triangle: Vec<f64> = Rng::new(3).vec(N * N);
        (0..N).for_each(|i| triangle[i * N + i] = N as f64);
        Operands { a: Rng::new(1).vec(N * N), b: Rng::new(2).vec(N * N), triangle }
    }

    /// All bits of a product, a symmetric update, a solution and a factorisation.
    fn results(&self) -> Vec<u64> {
        let view = |x| MatRef::from_slice(x, N, N, N);
        let (mut c, mut d, mut x, mut qr) =
            (vec![0.0; N * N], self.b.clone(), self.b.clone(), self.a.clone());
        let (mut tau, mut work) = (vec![0.0; N], vec![0.0; geqrf_work_len(N, N)]);
        gemm(1.0, view(&self.a), view(&self.b), 0.0, MatMut::from_slice(&mut c, N, N, N));
        syrk(Uplo::Lower, 0.5, view(&self.a), 1.0, MatMut::from_slice(&mut d, N, N, N));
        trsm(Uplo::Lower, Diag::NonUnit, 1.0, view(&self.triangle), MatMut::from_slice(&mut x, N, N, N));
        geqrf(MatMut::from_slice(&mut qr, N, N, N), VecMut::from_slice(&mut tau), &mut work);
        [c, d, x, qr, tau].concat().into_iter().map(f64::to_bits).collect()
    }
}

/// Whether a seed changes nothing.
fn same_bits(seed: usize, operands: &Operands, expected: &[u64]) -> bool {
    [Layer::Tbb, Layer::Omp].into_iter().all(|layer| {
        (1..=8).all(|capacity| {
            let arena = Arena::new(Config { layer, seed, ..Config::with_capacity(capacity) });
            let stop = AtomicBool::new(false);
            let same = || arena.with(|| operands.results()) == expected;
            thread::scope(|scope| {
                let company = scope.spawn(|| {
                    let mut all_same = true;
                    while !stop.load(Ordering::Relaxed) {
                        all_same &= same();
                    }
                    all_same
                });
                let same = same();
                stop.store(true, Ordering::Relaxed);
                company.join().unwrap() && same
            })
        })
    })
}

#[test]
fn two_hundred_seeds() {
    let seeds = env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let operands = Operands::new();
    let alone = Arena::new(Config { layer: Layer::Sequential, ..Config::with_capacity(1) });
    let expected = alone.with(|| operands.results());
    for seed in 0..seeds {
        assert_eq!(forked(|| same_bits(seed, &operands, &expected)), Some(0), "seed {seed}");
    }
}
