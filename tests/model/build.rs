//! Selects loom's primitives in `src/arena/sync.rs`, for this crate alone.

fn main() {
    println!("cargo::rustc-cfg=loom");
}
