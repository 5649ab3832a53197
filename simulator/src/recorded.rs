//! Recorded programs as a file: `{"machine": …, "programs": {"dgemm 512": […], …}}`. A program is a list of steps: a number
//! is a time in microseconds; `{"leaves": [times]}`, or `{"leaves": count, "quantiles": [times]}` for many; `{"loop": [programs]}`;
//! `{"call": width, "steps": program}`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::machine::Nanos;
use crate::program::{Program, Step};

/// Programs by name, and what they were recorded on.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// The processor.
    pub machine: String,
    /// The calls.
    pub programs: BTreeMap<String, Program>,
}

/// More leaves than this are kept as so many quantiles and one.
const QUANTILES: usize = 32;

impl Recorded {
    /// As text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lines: Vec<String> = self
            .programs
            .iter()
            .map(|(name, program)| format!("{}: {}", json!(name), program_to_json(program)))
            .collect();
        format!("{{\"machine\": {}, \"programs\": {{\n{}\n}}}}\n", json!(self.machine), lines.join(",\n"))
    }

    /// From text; `None` if that isn't such a file.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Recorded> {
        let value: Value = serde_json::from_str(text).ok()?;
        let programs = value["programs"].as_object()?;
        let program = |(name, value): (&String, &Value)| Some((name.clone(), program_from_json(value)?));
        Some(Recorded {
            machine: value["machine"].as_str()?.into(),
            programs: programs.iter().map(program).collect::<Option<_>>()?,
        })
    }
}

fn program_to_json(program: &Program) -> Value {
    program.0.iter().map(step_to_json).collect()
}

fn step_to_json(step: &Step) -> Value {
    match step {
        Step::Serial(time) => microseconds(*time),
        Step::Leaves(times) if times.len() <= QUANTILES => {
            json!({ "leaves": times.iter().map(|&time| microseconds(time)).collect::<Value>() })
        }
        Step::Leaves(times) => {
            let mut sorted = times.to_vec();
            sorted.sort_unstable();
            let quantile = |i| microseconds(sorted[i * (sorted.len() - 1) / QUANTILES]);
            json!({ "leaves": times.len(), "quantiles": (0..=QUANTILES).map(quantile).collect::<Value>() })
        }
        Step::Loop(pieces) => json!({ "loop": pieces.iter().map(program_to_json).collect::<Value>() }),
        Step::Call(width, body) => json!({ "call": width, "steps": program_to_json(body) }),
        Step::Outside(_) => unreachable!("not recorded"),
    }
}

fn program_from_json(value: &Value) -> Option<Program> {
    value.as_array()?.iter().map(step_from_json).collect::<Option<_>>().map(Program)
}

fn step_from_json(value: &Value) -> Option<Step> {
    if value.is_number() {
        return Some(Step::Serial(nanos(value)?));
    }
    if let Some(width) = value["call"].as_u64() {
        return Some(Step::Call(width as usize, Arc::new(program_from_json(&value["steps"])?)));
    }
    if let Some(pieces) = value["loop"].as_array() {
        return Some(Step::Loop(pieces.iter().map(program_from_json).collect::<Option<_>>()?));
    }
    let times = |value: &Value| value.as_array()?.iter().map(nanos).collect::<Option<Vec<Nanos>>>();
    if let Some(count) = value["leaves"].as_u64() {
        return Some(Step::Leaves(spread(count as usize, &times(&value["quantiles"])?)));
    }
    Some(Step::Leaves(times(&value["leaves"])?.into()))
}

/// So many times with these quantiles, in an order that looks like none.
fn spread(count: usize, quantiles: &[Nanos]) -> Arc<[Nanos]> {
    let golden = 0.618_033_988_749_895;
    let time = |i: usize| {
        let at = (i as f64 * golden).fract() * (quantiles.len() - 1) as f64;
        let (low, high) = (quantiles[at as usize] as f64, quantiles[at as usize + 1] as f64);
        (low + (high - low) * at.fract()) as Nanos
    };
    (0..count).map(time).collect()
}

/// To a tenth.
fn microseconds(time: Nanos) -> Value {
    json!((time as f64 / 100.0).round() / 10.0)
}

fn nanos(value: &Value) -> Option<Nanos> {
    value.as_f64().map(|microseconds| (microseconds * 1000.0).round() as Nanos)
}
