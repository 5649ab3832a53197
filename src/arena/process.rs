//! The process around the arena: which cores and how much memory it may use, its forks, its signals, and what threads
//! inherit of each other.

pub(super) mod affinity;
pub(super) mod cancel;
pub(super) mod capacity;
pub(super) mod cgroup;
pub(super) mod float_env;
pub(super) mod fork;
pub(super) mod memory;
pub(super) mod pulse;
pub(super) mod signals;
