//! The scenarios of docs/SCALING.md, made of recorded calls.

use std::sync::Arc;

use crate::machine::Nanos;
use crate::program::{Program, Step};
use crate::recorded::Recorded;
use crate::scenario::Scenario;

/// A scenario, and what it is made of.
#[derive(Clone, Debug)]
pub struct Workload {
    /// What the report calls it.
    pub name: String,
    /// Who calls what.
    pub scenario: Scenario,
    /// The calls of each caller, or each task, by name.
    pub calls: Vec<Vec<String>>,
}

/// What a caller does between two calls: a little Python.
const BETWEEN: Nanos = 20_000;
/// Of sixteen calls that a caller may draw, so many are of each size: small ones more often than large ones.
const SIZES: [(usize, usize); 6] = [(64, 3), (128, 4), (256, 4), (512, 3), (1024, 1), (2048, 1)];
/// The tasks of the nested loop but the last, in turns.
const TASKS: [&str; 8] = [
    "dgemm 128",
    "dgemm 256",
    "dgemm 256",
    "dgemm 512",
    "dgeqrf 128",
    "dgeqrf 256",
    "dgeqrf 256",
    "dgeqrf 512",
];

/// All of them; `Err` names a call that was not recorded.
pub fn workloads(recorded: &Recorded) -> Result<Vec<Workload>, String> {
    let mut calls = vec![
        ("one dgemm, n = 4096".to_string(), vec![vec!["dgemm 4096".to_string()]]),
        ("one dgeqrf, n = 4096".to_string(), vec![vec!["dgeqrf 4096".to_string()]]),
    ];
    for callers in [10, 64, 1000] {
        calls.push((format!("{callers} callers"), mixed(callers)));
    }
    let mut all = Vec::new();
    for (name, calls) in calls {
        let programs = calls.iter().map(|calls| caller(recorded, calls)).collect::<Result<_, _>>()?;
        all.push(Workload { name, scenario: Scenario::Callers(programs), calls });
    }
    // Its last task is the longest by far.
    let tail = TASKS.iter().cycle().take(511).chain(["dgeqrf 2048"].iter());
    let calls: Vec<Vec<String>> = tail.map(|&name| vec![name.to_string()]).collect();
    let tasks = calls.iter().map(|calls| get(recorded, &calls[0])).collect::<Result<_, _>>()?;
    all.push(Workload { name: "nested loops with a tail".into(), scenario: Scenario::Nested(tasks), calls });
    Ok(all)
}

fn get(recorded: &Recorded, name: &str) -> Result<Program, String> {
    recorded.programs.get(name).cloned().ok_or_else(|| format!("{name} was not recorded"))
}

fn caller(recorded: &Recorded, calls: &[String]) -> Result<Program, String> {
    let mut steps = Vec::new();
    for call in calls {
        steps.push(Step::Serial(BETWEEN));
        steps.push(Step::Outside(Arc::new(get(recorded, call)?)));
    }
    Ok(Program(steps))
}

/// Callers with four to eleven calls each, as a fixed sequence of random numbers has it.
fn mixed(callers: usize) -> Vec<Vec<String>> {
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let bag: Vec<usize> = SIZES.iter().flat_map(|&(n, times)| vec![n; times]).collect();
    let mut call = |_| format!("{} {}", ["dgemm", "dgeqrf"][random(2)], bag[random(bag.len())]);
    let count = |caller: usize| 4 + caller * 5 % 8;
    (0..callers).map(|caller| (0..count(caller)).map(&mut call).collect()).collect()
}
