//! [`BlockReflector`]: H = I − V·T·Vᴴ, the product of k elementary reflectors, in the form that matrix products take.
//!
//! ```text
//!        forward               backward
//!    V1  1                 V2  x x x
//!        x 1                   x x x
//!        x x 1             V1  1 x x
//!    V2  x x x                   1 x
//!        x x x                     1
//! ```
//! V2 is used where the caller stores it. The ones and zeros of V1 and the zeros of T are not stored there, so these
//! two small blocks are copied, and then every step is a plain product: for k of a few dozen the flops spent on zeros
//! cost less than triangular products would.
//!
//! Ref: Schreiber & Van Loan, A storage-efficient WY representation (1989).

use crate::arena::{self, Domain};
use crate::enums::{Direct, Op, Side};
use crate::level3::gemm;
use crate::mat::{MatMut, MatRef, QuadMut, VecRef};
use crate::scalar::Scalar;
use crate::workspace::{self, Lease};

/// Columns of C that are one task: enough to pay for going through V, few enough to stay in the cache from the first
/// product with them to the last.
const TASK_COLS: usize = 192;
/// Tasks begin at multiples of this, so that none but the last has a ragged edge.
const TASK_UNIT: usize = 24;

/// H = I − V·T·Vᴴ.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockReflector<'a, T> {
    /// The triangle of V, k×k, with its ones and zeros.
    pub v1: MatRef<'a, T>,
    /// The rest of V.
    pub v2: MatRef<'a, T>,
    /// T, k×k, with its zeros.
    pub t: MatRef<'a, T>,
    /// Forward: V1 is on top.
    pub direct: Direct,
}

impl<'a, T: Scalar> BlockReflector<'a, T> {
    /// Hᴴ.
    pub(super) fn h(self) -> Self {
        BlockReflector { t: self.t.h(), ..self }
    }

    /// Hᵀ = I − conj(V)·Tᵀ·conj(V)ᴴ.
    fn t(self) -> Self {
        BlockReflector { v1: self.v1.conj(), v2: self.v2.conj(), t: self.t.t(), ..self }
    }

    /// What stands on the left of C for op(H)·C, or of Cᵀ for C·op(H): op(H) or its transpose. `op` is `NoTrans` or,
    /// meaning Hᴴ, anything else.
    pub(super) fn op(self, side: Side, op: Op) -> Self {
        let h = if op == Op::NoTrans { self } else { self.h() };
        if side == Side::Left { h } else { h.t() }
    }

    /// C := H·C. Work: 2k·columns of C.
    pub(super) fn apply(&self, c: MatMut<'_, T>, work: &mut [T]) {
        self.apply_scaled(T::ONE, c, work);
    }

    /// (C1; C2) := H·(β·C1; C2), where C1 has the rows that belong to V1, and is not read if β = 0.
    /// The columns of C know nothing of each other: halves of them are tasks, cut by their number alone.
    pub(super) fn apply_scaled(&self, beta: T, c: MatMut<'_, T>, work: &mut [T]) {
        let (k, n) = (self.t.rows(), c.cols());
        if k == 0 || n == 0 {
            return;
        }
        if n > TASK_COLS {
            let half = (n / 2).next_multiple_of(TASK_UNIT);
            let (left, right) = c.split_cols(half);
            let (work_left, work_right) = work.split_at_mut(2 * k * half);
            arena::join(
                || self.apply_scaled(beta, left, work_left),
                || self.apply_scaled(beta, right, work_right),
            );
            return;
        }
        let rows = c.rows();
        // The products are written along C's adjacent elements, and so is the work matrix.
        let by_rows = c.row_stride() != 1;
        let (w, x) = work[..2 * k * n].split_at_mut(k * n);
        let mut w = matrix(w, k, n, by_rows);
        let mut x = matrix(x, k, n, by_rows);
        let (mut c1, mut c2) = match self.direct {
            Direct::Forward => c.split_rows(k),
            Direct::Backward => {
                let (c2, c1) = c.split_rows(rows - k);
                (c1, c2)
            }
        };
        // W := Vᴴ·C
        gemm(beta, self.v1.h(), c1.as_ref(), T::ZERO, w.rb());
        gemm(T::ONE, self.v2.h(), c2.as_ref(), T::ONE, w.rb());
        // C := C − V·(T·W)
        gemm(T::ONE, self.t, w.as_ref(), T::ZERO, x.rb());
        gemm(-T::ONE, self.v1, x.as_ref(), beta, c1.rb());
        gemm(-T::ONE, self.v2, x.as_ref(), T::ONE, c2.rb());
    }
}

/// How many threads may share the application of `k` reflectors to a matrix of `rows`×`cols`. The QR routines do nothing
/// else in parallel and wait at its end, so theirs is the width of the largest one, not of all their flops.
pub(super) fn apply_width<T: Scalar>(rows: usize, cols: usize, k: usize) -> usize {
    arena::width(Domain::Lapack, 2.0 * T::FLOPS * rows as f64 * cols as f64 * k as f64)
}

/// A k×n matrix in scratch, its columns or its rows adjacent.
fn matrix<T: Scalar>(data: &mut [T], k: usize, n: usize, by_rows: bool) -> MatMut<'_, T> {
    if by_rows { MatMut::from_slice(data, n, k, n).t() } else { MatMut::from_slice(data, k, n, k) }
}

/// What the blocked routines work in.
pub(super) struct Scratch<T> {
    lease: Lease<T>,
    nb: usize,
}

impl<T: Scalar> Scratch<T> {
    /// Scratch for reflectors of up to `nb` columns on matrices of up to `n`; `None` if memory can't be had.
    pub(super) fn new(nb: usize, n: usize) -> Option<Self> {
        let len = nb.checked_mul(n.max(nb))?.checked_mul(2)?.checked_add(2 * nb * nb)?;
        Some(Scratch { lease: workspace::lease(len)?, nb })
    }

    /// V1, T, and the work space.
    pub(super) fn parts(&mut self) -> (&mut [T], &mut [T], &mut [T]) {
        let square = self.nb * self.nb;
        let (v1, rest) = self.lease.split_at_mut(square);
        let (t, work) = rest.split_at_mut(square);
        (v1, t, work)
    }
}

/// The block reflector of the vectors below the diagonal of `v`, m×k, and their `tau`, on `v1` and `t`.
/// Work: 2k².
pub(super) fn compact<'a, T: Scalar>(
    base: usize,
    v: MatRef<'a, T>,
    tau: VecRef<'_, T>,
    v1: &'a mut [T],
    t: &'a mut [T],
    work: &mut [T],
) -> BlockReflector<'a, T> {
    let k = v.cols();
    let mut v1 = MatMut::from_slice(v1, k, k, k);
    let mut t = MatMut::from_slice(t, k, k, k);
    copy_unit_lower(v.sub_rows(0..k), v1.rb());
    let v2 = v.sub_rows(k..v.rows());
    form_t(base, v1.as_ref(), v2, tau, t.rb(), work);
    BlockReflector { v1: v1.into_ref(), v2, t: t.into_ref(), direct: Direct::Forward }
}

/// The unit lower triangle whose elements below the diagonal are `a`'s.
pub(super) fn copy_unit_lower<T: Scalar>(a: MatRef<'_, T>, mut dst: MatMut<'_, T>) {
    for j in 0..dst.cols() {
        for i in 0..j {
            dst.set(i, j, T::ZERO);
        }
        dst.set(j, j, T::ONE);
        for i in j + 1..dst.rows() {
            dst.set(i, j, a.at(i, j));
        }
    }
}

/// The upper triangle of `a`; nothing else of `dst` is touched.
pub(super) fn copy_upper<T: Scalar>(a: MatRef<'_, T>, mut dst: MatMut<'_, T>) {
    for j in 0..dst.cols() {
        for i in 0..=j {
            dst.set(i, j, a.at(i, j));
        }
    }
}

/// T of V = (V1; V2) in halves, zeros below the diagonal included. Work: 2k².
fn form_t<T: Scalar>(
    base: usize,
    v1: MatRef<'_, T>,
    v2: MatRef<'_, T>,
    tau: VecRef<'_, T>,
    mut t: MatMut<'_, T>,
    work: &mut [T],
) {
    let k = v1.cols();
    if k <= base.max(1) {
        let mut gram = MatMut::from_slice(&mut work[..k * k], k, k, k);
        gemm(T::ONE, v1.h(), v1, T::ZERO, gram.rb());
        gemm(T::ONE, v2.h(), v2, T::ONE, gram.rb());
        return t_of_gram(gram.as_ref(), tau, t);
    }
    let (half, rows) = (halve(k, base), v1.rows());
    let QuadMut { a11, a22, .. } = t.rb().quad(half, half);
    form_t(base, v1.sub_cols(0..half), v2.sub_cols(0..half), tau.sub(0..half), a11, work);
    form_t(base, v1.sub(half..rows, half..k), v2.sub_cols(half..k), tau.sub(half..k), a22, work);
    couple(half, v1, v2, t, work);
}

/// Where a panel of k > base columns is cut: at a multiple of base near the middle.
pub(super) fn halve(k: usize, base: usize) -> usize {
    (k / 2).next_multiple_of(base.max(1))
}

/// T of two reflectors (the first of `half` columns) whose own T11 and T22 stand in it:
/// T12 := −T11·(Vₗᴴ·Vᵣ)·T22, and zeros below.
pub(super) fn couple<T: Scalar>(
    half: usize,
    v1: MatRef<'_, T>,
    v2: MatRef<'_, T>,
    t: MatMut<'_, T>,
    work: &mut [T],
) {
    let k = t.cols();
    let rest = k - half;
    let QuadMut { a11: t11, a12: mut t12, a21: mut t21, a22: t22 } = t.quad(half, half);
    let (w, x) = work[..2 * half * rest].split_at_mut(half * rest);
    let mut w = MatMut::from_slice(w, half, rest, half);
    let mut x = MatMut::from_slice(x, half, rest, half);
    // The right part of V has zeros above row `half`.
    let below = v1.sub_rows(half..v1.rows());
    let (left, right) = (below.sub_cols(0..half), below.sub_cols(half..k));
    gemm(T::ONE, left.h(), right, T::ZERO, w.rb());
    gemm(T::ONE, v2.sub_cols(0..half).h(), v2.sub_cols(half..k), T::ONE, w.rb());
    gemm(T::ONE, t11.as_ref(), w.as_ref(), T::ZERO, x.rb());
    gemm(-T::ONE, x.as_ref(), t22.as_ref(), T::ZERO, t12.rb());
    t21.fill(T::ZERO);
}

/// T from the part of VᴴV above the diagonal: column i is −τᵢ·T·(VᴴV)ᵢ, on top of τᵢ.
pub(super) fn t_of_gram<T: Scalar>(gram: MatRef<'_, T>, tau: VecRef<'_, T>, mut t: MatMut<'_, T>) {
    for i in 0..t.cols() {
        let tau = tau.at(i);
        for row in 0..i {
            // τ = 0 is H = I, whatever stands in its vector.
            let sum =
                if tau == T::ZERO { T::ZERO } else { (row..i).map(|j| t.at(row, j) * gram.at(j, i)).sum() };
            t.set(row, i, -tau * sum);
        }
        t.set(i, i, tau);
        for row in i + 1..t.rows() {
            t.set(row, i, T::ZERO);
        }
    }
}
