//! Gives the shared library a SONAME of its own, so that programs linked against it (under whichever file
//! name: `libblas.so`, `liblapack.so`) load it as itself. It must never be the SONAME of a library that it
//! stands in for: the loader would then not load the other one at all.
//!
//! And keeps it loaded after a `dlclose`: parked workers and a fork handler have their code in it.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

/// Its number is that of the binary interface, which only grows.
const SONAME: &str = "libarenablas.so.0";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,{SONAME}");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    link_soname();
}

/// Where the library will be, a link of the name that programs linked against it there look for.
fn link_soname() {
    // <folder of the library>/build/<package>/out
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it"));
    let link = out.ancestors().nth(3).expect("Cargo's layout").join(SONAME);
    if fs::symlink_metadata(&link).is_err() {
        // Nothing else depends on it: a folder that cannot have links goes without.
        let _ = symlink("libarenablas.so", &link);
    }
}
