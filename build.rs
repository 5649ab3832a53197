//! Gives the shared library a SONAME of its own, so that programs linked against it (under whichever file
//! name: `libblas.so`, `liblapack.so`) load it as itself. It must never be the SONAME of a library that it
//! stands in for: the loader would then not load the other one at all.
//!
//! And keeps it loaded after a `dlclose`: parked workers and a fork handler have their code in it.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libarenablas.so");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
}
