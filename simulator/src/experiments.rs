//! The experiments of docs/SCALING.md.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;

use arenablas_simulator::Costs;
use arenablas_simulator::policy::{OurArena, Sequential, Teams};
use arenablas_simulator::recorded::Recorded;
use arenablas_simulator::scenario::{Outcome, Outer, Scenario};
use arenablas_simulator::workloads::{Workload, workloads};
use serde_json::{Value, json};

/// 2, to compare with a real run.
const CORES: [usize; 4] = [2, 8, 64, 256];
const SEED: u64 = 1;
/// More threads than this aren't simulated; a real system might refuse them too.
const MOST_THREADS: usize = 20_000;

/// Runs the experiments whose title contains `only`; writes a line of JSON for each.
pub(crate) fn run(recorded: &str, to: &str, only: &str) -> Result<(), Box<dyn Error>> {
    let recorded =
        Recorded::from_text(&fs::read_to_string(recorded)?).ok_or("not a file of recorded programs")?;
    let mut out = File::create(to)?;
    for workload in workloads(&recorded)? {
        for cores in CORES {
            for (policy, run) in POLICIES {
                let title = format!("{}/{cores}/{policy}", workload.name);
                if title.contains(only) {
                    let result = run_one(&workload, cores, run);
                    let line = json!({ "scenario": workload.name, "cores": cores, "policy": policy, "result": result });
                    writeln!(out, "{line}")?;
                    eprintln!("{title}: {}", result["ratio"]);
                }
            }
        }
    }
    Ok(())
}

/// The calls of each caller of each workload, for who wants to make them for real.
pub(crate) fn describe(recorded: &str, to: &str) -> Result<(), Box<dyn Error>> {
    let recorded =
        Recorded::from_text(&fs::read_to_string(recorded)?).ok_or("not a file of recorded programs")?;
    let lists = workloads(&recorded)?.into_iter().map(|workload| (workload.name, json!(workload.calls)));
    fs::write(to, serde_json::to_string(&lists.collect::<serde_json::Map<_, _>>())?)?;
    Ok(())
}

/// Runs a scenario on so many cores; `None` if that needs too many threads. The value is more to report.
type Run = fn(&Scenario, usize) -> Option<(Outcome, Value)>;

const POLICIES: [(&str, Run); 5] = [
    ("arena", |scenario, cores| Some(arena(scenario, cores, true))),
    ("tbb", |scenario, cores| Some(arena(scenario, cores, false))),
    ("smp", |scenario, cores| {
        let pool = scenario.len().min(cores);
        let teams = forever::<&Teams>(forever(Teams::new(cores / pool, true)));
        Some((scenario.flat().run(cores, &Costs::default(), SEED, Outer::Pool(pool), teams), Value::Null))
    }),
    ("omp", |scenario, cores| {
        let callers =
            if let Scenario::Nested(_) = scenario { scenario.len().min(cores) } else { scenario.len() };
        if callers * cores > MOST_THREADS {
            return None;
        }
        let teams = forever::<&Teams>(forever(Teams::new(cores, true)));
        Some((scenario.flat().run(cores, &Costs::default(), SEED, Outer::AsIs, teams), Value::Null))
    }),
    ("sequential", |scenario, cores| {
        let outer = if let Scenario::Nested(_) = scenario { Outer::Pool(cores) } else { Outer::AsIs };
        Some((scenario.run(cores, &Costs::default(), SEED, outer, &Sequential), Value::Null))
    }),
];

fn arena(scenario: &Scenario, cores: usize, counts_masters: bool) -> (Outcome, Value) {
    let arena = OurArena::new(cores, |config| config.counts_masters = counts_masters);
    let outcome = scenario.run(cores, &Costs::default(), SEED, Outer::AsIs, forever(arena));
    let stats = arena.stats();
    (outcome, json!({ "steals": stats.steals, "joins": stats.joins, "workers": stats.workers }))
}

fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn run_one(workload: &Workload, cores: usize, run: Run) -> Value {
    let scenario = &workload.scenario;
    let bound = scenario.bound(cores);
    let Some((outcome, more)) = run(scenario, cores) else { return json!({ "bound": bound }) };
    let machine = &outcome.machine;
    assert!(machine.useful == scenario.work(), "all was done, and once");
    let part = |area| area as f64 / machine.makespan as f64 / cores as f64;
    json!({
        "bound": bound,
        "makespan": machine.makespan,
        "ratio": machine.makespan as f64 / bound as f64,
        "utilisation": machine.utilisation(),
        "busy": part(machine.busy),
        "waiting": part(machine.waiting),
        "over": machine.over as f64 / machine.makespan as f64,
        "most_runnable": machine.most_runnable,
        "threads": machine.threads,
        "sleeps": machine.sleeps,
        "preemptions": machine.preemptions,
        "arena": more,
    })
}
