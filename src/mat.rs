//! Strided views of matrices and vectors that belong to a caller: pointer, sizes, strides.
//!
//! Transposition and row-major storage are strides, conjugation is a flag, so neither ever copies. A view never
//! becomes a slice over `lda·n`: rows `m..lda` may belong to another thread.
//!
//! Soundness. The unsafe constructors ([`MatRef::from_raw`], …) take the caller's promise that every element of the
//! view may be read (and, for the `Mut` types, written) for the life `'a`; the `Mut` types add that elements with
//! different indices have different addresses and that nobody else touches them during `'a`. Every safe method
//! yields elements of the view it came from, checked against its sizes, so the promise carries over.

mod band;
mod in_place;
mod matrix;
mod matrix_mut;
mod nan;
mod triangle;
mod vector;

pub use band::BandRef;
pub use in_place::InPlace;
pub use matrix::MatRef;
pub use matrix_mut::{MatMut, QuadMut};
pub use triangle::{TriMut, TriRef};
pub use vector::{VecMut, VecRef};
