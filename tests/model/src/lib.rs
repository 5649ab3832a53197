//! The arena of the library, file for file (`arena.rs`, `arena/` and `env.rs` are links), as a crate of its own for the
//! model checker. The models are in `arena/model.rs`.

// Nothing but the models uses the arena here.
#![allow(dead_code, unused_imports)]

pub mod arena;
mod env;
