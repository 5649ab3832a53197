//! Level 2: matrix-vector operations, one routine a file.
#![forbid(unsafe_code)]
