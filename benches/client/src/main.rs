//! Times and verifies the routines of one library, which it loads: no Python, no NumPy, nothing else that computes is in
//! the process. Requests and replies are lines of JSON; benches/README.md describes them.

mod about;
mod batch;
mod check;
mod clock;
mod factors;
mod library;
mod limits;
mod matrix;
mod operands;
mod params;
mod routines;
mod scalar;
mod vector;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use batch::{Timer, right};
use clock::Clock;
use library::Library;
use limits::Limits;
use params::Params;
use routines::Order;

const USAGE: &str = "\
compare-client LIBRARY [--prefix P] [--suffix S] [--integer 32|64] [--threads T]
    times LIBRARY, whose dgemm is named PdgemmS: P nothing and S `_` unless given
    … --count ROUTINE PARAMS CALLS   only makes so many calls, say --count dgemm '{\"n\":8}' 1000
compare-client --limits [--threads T]
    measures the processor instead";

/// What the command line asks for.
struct Arguments {
    library: Option<PathBuf>,
    prefix: String,
    suffix: String,
    wide: bool,
    threads: usize,
    count: Option<(String, Map<String, Value>, usize)>,
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut all = Arguments {
        library: None,
        prefix: String::new(),
        suffix: "_".into(),
        wide: false,
        threads: 1,
        count: None,
    };
    let mut limits = false;
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(format!("{argument} what?"));
        let number = |text: String| text.parse::<usize>().map_err(|_| format!("no number: {text}"));
        match argument.as_str() {
            "--prefix" => all.prefix = value()?,
            "--suffix" => all.suffix = value()?,
            "--integer" => all.wide = value()? == "64",
            "--threads" => all.threads = number(value()?)?.max(1),
            "--limits" => limits = true,
            "--count" => {
                let (routine, params) = (value()?, value()?);
                let params = serde_json::from_str(&params).map_err(|e| e.to_string())?;
                all.count = Some((routine, params, number(value()?)?));
            }
            path if !path.starts_with('-') && all.library.is_none() => all.library = Some(path.into()),
            other => return Err(format!("unknown argument {other}")),
        }
    }
    if limits == all.library.is_some() { Err("one library, or --limits".into()) } else { Ok(all) }
}

/// What the requests work on.
struct Session {
    library: Option<Library>,
    threads: usize,
    timer: Option<Timer>,
    limits: Option<Limits>,
}

impl Session {
    fn library(&self) -> Result<&Library, String> {
        self.library.as_ref().ok_or_else(|| "no library was given".into())
    }

    fn reply(&mut self, line: &str) -> Result<Value, String> {
        let mut request: Map<String, Value> = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let number = |name: &str| request.get(name).and_then(Value::as_f64);
        match request.get("do").and_then(Value::as_str) {
            Some("about") => Ok(about::about(self.library()?)),
            Some("cell") => {
                let routine = request.get("routine").and_then(Value::as_str).unwrap_or_default().to_owned();
                let params = match request.remove("params") {
                    Some(Value::Object(params)) => params,
                    _ => Map::new(),
                };
                self.cell(&routine, params)
            }
            Some("turn") => self.turn(number("seconds").unwrap_or(0.02)),
            Some("limits") => {
                let limits = self.limits.get_or_insert_with(|| Limits::new(self.threads));
                Ok(limits.measure(number("seconds").unwrap_or(0.05)))
            }
            Some("drop") => {
                self.timer = None;
                Ok(json!({}))
            }
            other => Err(format!("unknown request {other:?}")),
        }
    }

    fn cell(&mut self, routine: &str, params: Map<String, Value>) -> Result<Value, String> {
        self.timer = None;
        let order = Order { library: self.library()?, name: routine, params: &Params::new(params) };
        let cell = routines::prepare(&order)?;
        let (timer, estimate) = Timer::new(cell, Clock::for_threads(self.threads));
        let work = timer.work();
        self.timer = Some(timer);
        Ok(json!({
            "seconds": estimate.seconds, "flops": work.flops, "bytes": work.bytes,
            "error": estimate.error, "right": right(estimate.error),
        }))
    }

    fn turn(&mut self, seconds: f64) -> Result<Value, String> {
        let turn = self.timer.as_mut().ok_or("no cell is prepared")?.turn(seconds);
        Ok(json!({
            "seconds": turn.seconds, "best": turn.best, "calls": turn.calls,
            "error": turn.error, "right": right(turn.error), "switches": turn.switches,
        }))
    }
}

fn run() -> Result<(), String> {
    let all = arguments(std::env::args().skip(1)).map_err(|e| format!("{e}\n{USAGE}"))?;
    let library = match &all.library {
        Some(path) => Some(Library::load(path, all.prefix, all.suffix, all.wide)?),
        None => None,
    };
    let mut session = Session { library, threads: all.threads, timer: None, limits: None };
    if let Some((routine, params, calls)) = all.count {
        let order = Order { library: session.library()?, name: &routine, params: &Params::new(params) };
        return batch::count(&mut *routines::prepare(&order)?, calls);
    }
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|e| e.to_string())?;
        let reply = session.reply(&line).unwrap_or_else(|error| json!({ "error": error }));
        let mut out = io::stdout().lock();
        writeln!(out, "{reply}").and_then(|()| out.flush()).map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("compare-client: {error}");
            ExitCode::FAILURE
        }
    }
}
