//! Level 1: vector operations, one routine a file.
#![forbid(unsafe_code)]
