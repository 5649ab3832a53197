//! What calls are made of: tasks, and the ways to offer them to the participants of a call.

pub(super) mod gang;
pub(super) mod graph;
pub(super) mod group;
pub(super) mod job;
pub(super) mod join;
pub(super) mod parallel_for;
#[cfg(not(loom))]
pub(super) mod split;
