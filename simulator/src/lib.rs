//! The arena in virtual time: what it would do on machines that we don't have.
//!
//! [`machine`] is a computer of any number of cores and its operating system. [`policy`] runs a [`program`], the recorded
//! structure and times of real calls, on it: one policy is the library's own scheduler, compiled with `--cfg arena_sim` so that
//! its threads, futexes and clock are the machine's; the others are what is in use elsewhere. [`scenario`] has the
//! workloads.

pub mod costs;
mod fibre;
pub mod machine;
mod meter;
pub mod policy;
pub mod program;
#[cfg(arena_sim)]
pub mod record;
pub mod recorded;
pub mod scenario;
pub mod workloads;

pub use costs::Costs;
pub use meter::Report;
