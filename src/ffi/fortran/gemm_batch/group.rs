//! [`Group`]: products that share sizes, options and factors.

use crate::enums::Op;
use crate::ffi::args::{mat, mat_mut};
use crate::ffi::check::first_bad;
use crate::level3::Member;
use crate::scalar::Scalar;

/// What the members of a group have in common.
#[derive(Clone, Copy)]
pub(in crate::ffi::fortran) struct Group<T> {
    pub(in crate::ffi::fortran) op_a: Option<Op>,
    pub(in crate::ffi::fortran) op_b: Option<Op>,
    pub(in crate::ffi::fortran) m: isize,
    pub(in crate::ffi::fortran) n: isize,
    pub(in crate::ffi::fortran) k: isize,
    pub(in crate::ffi::fortran) alpha: T,
    pub(in crate::ffi::fortran) lda: isize,
    pub(in crate::ffi::fortran) ldb: isize,
    pub(in crate::ffi::fortran) beta: T,
    pub(in crate::ffi::fortran) ldc: isize,
}

impl<T: Scalar> Group<T> {
    /// Rows and columns of A as it is stored.
    fn shape_a(&self) -> (isize, isize) {
        if self.op_a.is_some_and(Op::transposes) { (self.k, self.m) } else { (self.m, self.k) }
    }
    /// Rows and columns of B as it is stored.
    fn shape_b(&self) -> (isize, isize) {
        if self.op_b.is_some_and(Op::transposes) { (self.n, self.k) } else { (self.k, self.n) }
    }
    /// What is judged of it, at the positions of `lda`, `ldb` and `ldc`.
    pub(in crate::ffi::fortran) fn first_bad(&self, [lda, ldb, ldc]: [u8; 3]) -> Option<u8> {
        first_bad(&[
            (1, self.op_a.is_some()),
            (2, self.op_b.is_some()),
            (3, self.m >= 0),
            (4, self.n >= 0),
            (5, self.k >= 0),
            (lda, self.lda >= self.shape_a().0.max(1)),
            (ldb, self.ldb >= self.shape_b().0.max(1)),
            (ldc, self.ldc >= self.m.max(1)),
        ])
    }
    pub(in crate::ffi::fortran) fn flops(&self) -> f64 {
        T::FLOPS * self.m as f64 * self.n as f64 * self.k as f64
    }

    /// A product of the group, if it changes anything.
    ///
    /// # Safety
    /// The contract of `?gemm` for these matrices and the group's sizes, which have been judged.
    pub(in crate::ffi::fortran) unsafe fn member<'a>(
        &self,
        a: *const T,
        b: *const T,
        c: *mut T,
    ) -> Option<Member<'a, T>> {
        let nothing = (self.alpha == T::ZERO || self.k == 0) && self.beta == T::ONE;
        let (op_a, op_b) = (self.op_a?, self.op_b?);
        if self.m == 0 || self.n == 0 || nothing {
            return None;
        }
        let ((rows_a, cols_a), (rows_b, cols_b)) = (self.shape_a(), self.shape_b());
        // SAFETY: the caller's promise.
        unsafe {
            Some(Member {
                alpha: self.alpha,
                a: mat(a, rows_a, cols_a, self.lda).op(op_a),
                b: mat(b, rows_b, cols_b, self.ldb).op(op_b),
                beta: self.beta,
                c: mat_mut(c, self.m, self.n, self.ldc),
            })
        }
    }
}
