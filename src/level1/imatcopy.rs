//! `?imatcopy`, an extension: A := α·op(A) in the memory of A, perhaps with another leading dimension.

use crate::arena::{self, Domain};
use crate::level1::geadd;
use crate::mat::{InPlace, MatMut, QuadMut};
use crate::scalar::Scalar;
use crate::workspace;

/// Edge of the blocks of a square matrix that change places at once.
const EDGE: usize = 32;
/// As for `geadd`.
const FLOPS_PER_BYTE: f64 = 4.0;
/// Bytes from which on a second thread may pay.
const LARGE: f64 = (1 << 21) as f64;
/// As for vectors.
const MOST_THREADS: usize = 8;

/// A := α·op(A), where the memory says how the matrix lies before and after; conjugates if told. Needs scratch for mn
/// elements unless the matrix is square or op does not transpose; without memory for that it works element by element.
pub fn imatcopy<T: Scalar>(alpha: T, conj: bool, mut memory: InPlace<'_, T>) {
    let factor = |x: T| if alpha == T::ZERO { T::ZERO } else { alpha * x.conj_if(conj) };
    if memory.stays() {
        return memory.after().for_each(factor);
    }
    if let Some(square) = memory.to_be_transposed() {
        let bytes = 2.0 * (square.rows() * square.cols() * size_of::<T>()) as f64;
        let deserved = if bytes < LARGE { 1 } else { arena::width(Domain::Blas, FLOPS_PER_BYTE * bytes) };
        let width = deserved.min(MOST_THREADS);
        return arena::call(width, || transpose(square, &factor));
    }
    if memory.keeps_order() {
        return memory.shift(factor);
    }
    let (m, n) = (memory.before().rows(), memory.before().cols());
    let Some(mut scratch) = workspace::lease::<T>(m * n) else {
        return memory.permute(factor);
    };
    let a = memory.before();
    let a = if conj { a.conj() } else { a };
    geadd(T::ONE, a, T::ZERO, MatMut::from_slice(&mut scratch, m, n, m));
    geadd(alpha, MatMut::from_slice(&mut scratch, m, n, m).into_ref(), T::ZERO, memory.after());
}

/// A := f(Aᵀ) for a square A, in quarters.
fn transpose<T: Scalar>(mut a: MatMut<'_, T>, f: &(impl Fn(T) -> T + Sync)) {
    let n = a.rows();
    if n > EDGE {
        let middle = n.div_ceil(EDGE) / 2 * EDGE;
        let QuadMut { a11, a12, a21, a22 } = a.quad(middle, middle);
        let diagonal = || arena::join(|| transpose(a11, f), || transpose(a22, f));
        arena::join(diagonal, || exchange(a12, a21.t(), f));
        return;
    }
    for j in 0..n {
        a.set(j, j, f(a.at(j, j)));
        for i in 0..j {
            let (above, below) = (a.at(i, j), a.at(j, i));
            a.set(i, j, f(below));
            a.set(j, i, f(above));
        }
    }
}

/// (A, B) := (f(B), f(A)), by halves of the longer side.
fn exchange<T: Scalar>(mut a: MatMut<'_, T>, mut b: MatMut<'_, T>, f: &(impl Fn(T) -> T + Sync)) {
    let (m, n) = (a.rows(), a.cols());
    if m < n {
        return exchange(a.t(), b.t(), f);
    }
    if m > EDGE {
        let middle = m.div_ceil(EDGE) / 2 * EDGE;
        let ((a1, a2), (b1, b2)) = (a.split_rows(middle), b.split_rows(middle));
        arena::join(|| exchange(a1, b1, f), || exchange(a2, b2, f));
        return;
    }
    for j in 0..n {
        for i in 0..m {
            let (x, y) = (a.at(i, j), b.at(i, j));
            a.set(i, j, f(y));
            b.set(i, j, f(x));
        }
    }
}
