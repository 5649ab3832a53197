//! The C ABI and nothing else: names, argument checks, views. No loop over matrix elements is here.
//!
//! [`exports`] is the table of what the library offers; [`mangle`] gives each line its names. A shim is written once
//! a routine, generic over the element type and the integer width, and goes through the same steps everywhere:
//! check → characters to enums → integers to `isize` → views → the algorithm.
//!
//! `fortran/` holds the shims and their checks; `cblas/` and `lapacke/` translate their own conventions (row-major,
//! enums, scalars by value, scratch) into those of `fortran/`, as the reference implementations of both do, so each
//! routine's arguments are judged in one place. `service/` has the functions about the library: limits, layers, versions,
//! memory, and loops of the program's own.

mod args;
mod cblas;
mod check;
mod exports;
mod fortran;
mod lapacke;
mod mangle;
mod service;
mod usual;
pub(crate) mod verbose;
mod xerbla;
