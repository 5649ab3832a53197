//! Records calls, and simulates who might make them: see scripts/simulate.sh.

#[cfg(arena_sim)]
mod experiments;
#[cfg(arena_sim)]
mod routines;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(arena_sim)]
    {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let done = match words[..] {
            ["record", to] => routines::record_to(to),
            ["run", recorded, to] => experiments::run(recorded, to, ""),
            ["describe", recorded, to] => experiments::describe(recorded, to),
            ["run", recorded, to, only] => experiments::run(recorded, to, only),
            _ => Err("usage: simulator record FILE | simulator run RECORDED FILE [ONLY] | simulator describe RECORDED FILE".into()),
        };
        if let Err(error) = done {
            eprintln!("simulator: {error}");
            return ExitCode::FAILURE;
        }
        ExitCode::SUCCESS
    }
    #[cfg(not(arena_sim))]
    {
        eprintln!("simulator: to be built by scripts/simulate.sh");
        ExitCode::FAILURE
    }
}
