//! Level 2: matrix-vector operations, one routine a file.
//!
//! Memory bounds them, so that a few threads are all that they can use ([`WIDTH`]), where the matrix is large.
//!
//! Transposition is in the views' strides, so each routine looks which stride of the matrix is one: adjacent columns go
//! to kernels that add up columns, adjacent rows to kernels that take several inner products at once.
#![forbid(unsafe_code)]

mod gbmv;
mod gemv;
mod ger;
mod groups;
mod sums;
mod symmetry;
mod symv;
mod syr;
mod syr2;
mod tpmv;
mod tpsv;
mod trmv;
mod trsv;

pub use gbmv::gbmv;
pub use gemv::gemv;
pub use ger::ger;
pub use symmetry::Symmetry;
pub use symv::symv;
pub use syr::syr;
pub use syr2::syr2;
pub use tpmv::tpmv;
pub use tpsv::tpsv;
pub use trmv::trmv;
pub use trsv::trsv;

use crate::arena::{self, Domain};
use crate::kernel::{CacheSizes, FAR, VectorKernels, prefers_one_stream, wants_prefetches};
use crate::mat::{TriRef, VecMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace;

/// Elements of a vector that are copied to the stack at a time, where a kernel needs them adjacent and they are not.
const CHUNK: usize = 128;

/// The most threads of a call: more of them read no faster.
const WIDTH: usize = 8;

/// Bytes of a matrix from which on a second thread may pay, if it is awake: less is in a core's cache, and not worth the
/// asking.
const LARGE: usize = 1 << 20;

/// Bytes of a matrix of which much is in a core's cache, or a little farther away.
const NEAR: usize = 1 << 22;

/// Reading a byte takes a core about the time of two flops of level 3, which the arena's cost model counts in.
const FLOPS_PER_BYTE: f64 = 2.0;

/// How many threads a matrix of so many bytes deserves.
fn width(bytes: usize) -> usize {
    if bytes < LARGE { 1 } else { arena::width(Domain::Blas, FLOPS_PER_BYTE * bytes as f64).min(WIDTH) }
}

/// Bytes of a matrix that no core's first-level cache is too small for.
const NEAREST: usize = 1 << 15;

/// Bytes of a column that is worth reading alone.
const LONG: usize = 1 << 10;

/// The kernels that only read a matrix of so many bytes, in columns of so many.
fn kernels_for<T: Scalar>(bytes: usize, column: usize) -> &'static VectorKernels<T> {
    let kernels = T::kernels();
    let one_stream = prefers_one_stream();
    if wants_prefetches() {
        // Many columns at once are read fastest from every cache (Emerald Rapids, 200 to 500 columns: 0.93 to 1.0 of the time by four).
        if bytes < FAR { &kernels.shared } else { &kernels.ahead }
    } else if one_stream && column >= LONG && is_between(bytes) {
        &kernels.single
    } else if bytes <= NEAR {
        &kernels.vector
    } else if bytes < FAR || one_stream {
        &kernels.shared
    } else {
        &kernels.streaming
    }
}

/// Whether a matrix of so many bytes is too large for the first-level cache, and leaves much room in the last: if not, that doesn't
/// hold it as a whole, and several places at once are read faster.
fn is_between(bytes: usize) -> bool {
    let caches = CacheSizes::current();
    bytes > caches.l1 && bytes <= caches.l3 / 8 * 3
}

/// y := β·y; β = 0 does not read y.
fn scale<T: Scalar>(beta: T, mut y: VecMut<'_, T>) {
    if beta == T::ZERO {
        y.fill(T::ZERO);
    } else if beta != T::ONE {
        T::kernels().vector.scal(beta, y);
    }
}

/// The columns of a triangle in the order in which they are worked on.
fn columns_in_order(n: usize, up: bool) -> impl Iterator<Item = usize> {
    (0..n).map(move |j| if up { j } else { n - 1 - j })
}

/// The same triangle, or its transpose and that it is, if that is the one whose columns are adjacent elements.
fn by_adjacent_columns<T: Scalar>(a: TriRef<'_, T>) -> (TriRef<'_, T>, bool) {
    match a.transposed() {
        Some(other) if a.columns().is_none() => (other, true),
        _ => (a, false),
    }
}

/// Runs `op` on x, or on a copy whose elements are adjacent. False if there is no memory for that.
#[inline(always)]
fn on_adjacent<T: Scalar>(x: &mut VecMut<'_, T>, op: impl FnOnce(&mut VecMut<'_, T>)) -> bool {
    if x.inc() == 1 {
        op(x);
        return true;
    }
    on_copy(x, op)
}

/// Runs `op` on a copy of x whose elements are adjacent. False if there is no memory for it.
#[inline(never)]
fn on_copy<T: Scalar>(x: &mut VecMut<'_, T>, op: impl FnOnce(&mut VecMut<'_, T>)) -> bool {
    let Some(mut copy) = workspace::lease(x.len()) else { return false };
    let kernels = &T::kernels().vector;
    kernels.copy(x.as_ref(), VecMut::from_slice(&mut copy));
    op(&mut VecMut::from_slice(&mut copy));
    kernels.copy(VecRef::from_slice(&copy), x.rb());
    true
}
