//! LAPACK: one family a folder, one routine a file under its LAPACK stem.
#![forbid(unsafe_code)]

pub mod qr;
