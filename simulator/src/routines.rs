//! The calls that are recorded.

use std::error::Error;
use std::fs;

use arenablas::lapack::qr::{geqrf, geqrf_work_len};
use arenablas::level3::gemm;
use arenablas::mat::{MatMut, MatRef, VecMut};
use arenablas_simulator::policy::OurArena;
use arenablas_simulator::record::record;
use arenablas_simulator::recorded::Recorded;

/// Widths are recorded as on a machine of so many cores.
const CORES: usize = 256;
const SIZES: [usize; 7] = [64, 128, 256, 512, 1024, 2048, 4096];

/// Records all of them to a file.
pub(crate) fn record_to(path: &str) -> Result<(), Box<dyn Error>> {
    let machine = fs::read_to_string("/proc/cpuinfo")?;
    let model = machine.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let mut recorded =
        Recorded { machine: model.map_or("unknown", |(_, model)| model).into(), ..Recorded::default() };
    OurArena::new(CORES, |_| ()).with(|| {
        for n in SIZES {
            let times = if n > 1024 { 3 } else { 9 };
            recorded.programs.insert(format!("dgemm {n}"), record(times, dgemm(n)));
            recorded.programs.insert(format!("dgeqrf {n}"), record(times, dgeqrf(n)));
            eprintln!("recorded n = {n}");
        }
    });
    fs::write(path, recorded.to_text())?;
    Ok(())
}

/// C := A·B, all n×n.
fn dgemm(n: usize) -> impl FnMut() {
    let (a, b, mut c) = (noise(n * n), noise(n * n), vec![0.0; n * n]);
    move || {
        let (a, b) = (MatRef::from_slice(&a, n, n, n), MatRef::from_slice(&b, n, n, n));
        gemm(1.0, a, b, 0.0, MatMut::from_slice(&mut c, n, n, n));
    }
}

/// The QR factorisation of an n×n matrix; the next time of what it left there, which is as good as any.
fn dgeqrf(n: usize) -> impl FnMut() {
    let mut a = noise(n * n);
    let (mut tau, mut work) = (vec![0.0; n], vec![0.0; geqrf_work_len(n, n)]);
    move || {
        geqrf(MatMut::from_slice(&mut a, n, n, n), VecMut::from_slice(&mut tau), &mut work);
    }
}

/// Numbers between −½ and ½.
fn noise(len: usize) -> Vec<f64> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    };
    (0..len).map(|_| next()).collect()
}
