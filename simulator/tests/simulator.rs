//! The simulator keeps to what a real machine could do, and the arena in it to its promises.
#![cfg(arena_sim)]

use std::process::Command;
use std::sync::Arc;

use arenablas_simulator::Costs;
use arenablas_simulator::machine::Nanos;
use arenablas_simulator::policy::{OurArena, Policy, Sequential, Teams};
use arenablas_simulator::program::{Program, Step};
use arenablas_simulator::scenario::{Outcome, Outer, Scenario};

const PIECE: Nanos = 100_000;

fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A call of some loops one after the other, its pieces of different lengths.
fn call(loops: usize, pieces: usize) -> Program {
    let times: Arc<[Nanos]> = (0..pieces as Nanos).map(|i| PIECE / 2 + i % 7 * PIECE / 6).collect();
    let steps = (0..loops).flat_map(|_| [Step::Serial(5_000), Step::Leaves(Arc::clone(&times))]).collect();
    Program::of(Step::Call(256, Arc::new(Program(steps))))
}

fn callers(count: usize) -> Scenario {
    Scenario::Callers((0..count).map(|i| call(1 + i % 3, 10 + i * 37 % 200)).collect())
}

/// One long task among many short ones, each with a call in it.
fn tail() -> Scenario {
    Scenario::Nested((0..40).map(|i| call(1, if i == 39 { 900 } else { 9 })).collect())
}

fn run(scenario: &Scenario, cores: usize, policy: &'static dyn Policy) -> Outcome {
    scenario.run(cores, &Costs::default(), 1, Outer::AsIs, policy)
}

fn arena(cores: usize) -> &'static dyn Policy {
    forever(OurArena::new(cores, |_| ()))
}

#[test]
fn all_is_done_once_and_no_faster_than_possible() {
    for scenario in [callers(1), callers(30), tail()] {
        for cores in [1, 3, 16] {
            let teams: &'static Teams = forever(Teams::new(cores, true));
            let policies: [&'static dyn Policy; 3] = [arena(cores), forever(teams), &Sequential];
            for policy in policies {
                let outcome = run(&scenario, cores, policy).machine;
                assert_eq!(outcome.useful, scenario.work());
                assert!(outcome.makespan >= scenario.bound(cores), "{outcome:?}");
                assert!(outcome.utilisation() <= 1.0, "{outcome:?}");
            }
        }
    }
}

#[test]
fn without_parallelism_times_add_up() {
    let outcome = run(&callers(1), 4, &Sequential).machine;
    // But for the start of the two threads.
    let work = callers(1).work();
    assert!((work..work + 200_000).contains(&outcome.makespan), "{outcome:?}");
}

#[test]
fn one_call_uses_the_machine() {
    let scenario = Scenario::Callers(vec![call(3, 2000)]);
    let outcome = run(&scenario, 16, arena(16)).machine;
    assert!(outcome.utilisation() > 0.9, "{outcome:?}");
    // Threads that wake in the middle of a task may be one too many until a worker's task ends.
    assert!(outcome.over * 50 < outcome.makespan, "{outcome:?}");
    assert!(outcome.threads <= 2 + 16, "{outcome:?}");
}

#[test]
fn the_tail_of_nested_loops_gets_the_freed_cores() {
    let tail = tail();
    let ours = run(&tail, 8, arena(8)).machine.makespan;
    let alone = tail.run(8, &Costs::default(), 1, Outer::Pool(8), &Sequential).machine.makespan;
    assert!(ours * 3 < alone, "{ours} {alone}");
    assert!(ours < tail.bound(8) * 3 / 2, "{ours}");
}

#[test]
fn callers_alone_fill_the_cores_without_workers() {
    let outcome = run(&callers(64), 4, arena(4)).machine;
    assert!(outcome.makespan < callers(64).bound(4) * 11 / 10, "{outcome:?}");
    assert!(outcome.threads <= 1 + 64 + 4, "{outcome:?}");
}

#[test]
fn masters_that_are_not_counted_oversubscribe() {
    let waiting = |counts_masters| {
        let arena = OurArena::new(8, |config| config.counts_masters = counts_masters);
        run(&callers(6), 8, forever(arena)).machine.waiting
    };
    assert!(waiting(false) > 2 * waiting(true));
}

#[test]
fn the_same_again_gives_the_same() {
    let run = |name: &str| {
        let file = std::env::temp_dir().join(format!("arenablas-simulator-{}-{name}", std::process::id()));
        let status = Command::new(env!("CARGO_BIN_EXE_arenablas-simulator"))
            .args(["run", concat!(env!("CARGO_MANIFEST_DIR"), "/recorded.json")])
            .arg(&file)
            .arg("10 callers/8/arena")
            .status();
        assert!(status.unwrap().success());
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(file).unwrap();
        text
    };
    let first = run("first");
    assert!(first.contains("makespan"));
    assert_eq!(first, run("second"));
}
