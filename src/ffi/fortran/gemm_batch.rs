//! `?gemm_batch`: groups of products that share sizes, options and factors.

pub(super) mod group;

use std::ffi::{c_char, c_int};
use std::ops::Range;

use crate::enums::Op;
use crate::ffi::args::{Choice, int, size};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::fortran::gemm_batch::group::Group;
use crate::ffi::verbose::{Args, Shown, watched};
use crate::int::FortranInt;
use crate::level3::{self, Member};
use crate::scalar::Scalar;

/// # Safety
/// OpenBLAS's and MKL's contract of `?gemm_batch`.
pub(in crate::ffi) unsafe extern "C" fn gemm_batch<T: Scalar, I: FortranInt>(
    transa: *const c_char,
    transb: *const c_char,
    m: *const I,
    n: *const I,
    k: *const I,
    alpha: *const T,
    a: *const *const T,
    lda: *const I,
    b: *const *const T,
    ldb: *const I,
    beta: *const T,
    c: *const *mut T,
    ldc: *const I,
    group_count: *const I,
    group_size: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let trans = [transa, transb];
        let (count, sizes) = (int(group_count), group_size);
        let groups = Groups { trans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, count, sizes };
        checked(Caller::fortran::<I>(), groups);
    }
}

/// An option in an array: Fortran's letter or CBLAS's number.
pub(in crate::ffi) trait OpCode: Copy {
    fn op(self) -> Option<Op>;
}
impl OpCode for c_char {
    fn op(self) -> Option<Op> {
        Op::from_letter(self as u8)
    }
}
impl OpCode for c_int {
    fn op(self) -> Option<Op> {
        Op::from_number(self)
    }
}

/// The arguments of `?gemm_batch`: arrays with an element for each group, and those of matrices with one for each member.
#[derive(Clone, Copy)]
pub(in crate::ffi) struct Groups<T, I, O> {
    pub(in crate::ffi) trans: [*const O; 2],
    pub(in crate::ffi) m: *const I,
    pub(in crate::ffi) n: *const I,
    pub(in crate::ffi) k: *const I,
    pub(in crate::ffi) alpha: *const T,
    pub(in crate::ffi) a: *const *const T,
    pub(in crate::ffi) lda: *const I,
    pub(in crate::ffi) b: *const *const T,
    pub(in crate::ffi) ldb: *const I,
    pub(in crate::ffi) beta: *const T,
    pub(in crate::ffi) c: *const *mut T,
    pub(in crate::ffi) ldc: *const I,
    pub(in crate::ffi) count: isize,
    pub(in crate::ffi) sizes: *const I,
}

impl<T, I, O> Shown for Groups<T, I, O> {
    fn put(self, args: &mut Args) {
        (self.trans[0], self.trans[1], (self.m, self.n, self.k), self.alpha).put(args);
        (self.a, self.lda, self.b, self.ldb, self.beta).put(args);
        (self.c, self.ldc, self.count, self.sizes).put(args);
    }
}

// SAFETY: the arrays are only read, and what they point to is divided among threads by members (`checked`).
unsafe impl<T: Scalar, I: FortranInt, O> Sync for Groups<T, I, O> {}

impl<T: Scalar, I: FortranInt, O: OpCode> Groups<T, I, O> {
    /// Group `i`.
    ///
    /// # Safety
    /// There is such a group.
    unsafe fn group(&self, i: usize) -> Group<T> {
        // SAFETY: the caller's promise: every array has an element for the group.
        unsafe {
            let get = |p: *const I| int(p.add(i));
            Group {
                op_a: (*self.trans[0].add(i)).op(),
                op_b: (*self.trans[1].add(i)).op(),
                m: get(self.m),
                n: get(self.n),
                k: get(self.k),
                alpha: *self.alpha.add(i),
                lda: get(self.lda),
                ldb: get(self.ldb),
                beta: *self.beta.add(i),
                ldc: get(self.ldc),
            }
        }
    }

    /// The sizes of the groups.
    ///
    /// # Safety
    /// The sizes can be read.
    unsafe fn sizes(&self) -> impl Iterator<Item = isize> {
        // SAFETY: the caller's promise.
        (0..size(self.count)).map(|i| unsafe { int(self.sizes.add(i)) })
    }

    /// Hands over the members of a range, counted through all groups.
    ///
    /// # Safety
    /// The contract of `?gemm_batch`, whose arguments have been judged; nobody else has these members.
    unsafe fn members<'a>(&self, range: Range<usize>, visit: &mut dyn FnMut(Member<'a, T>)) {
        let mut first = 0;
        // SAFETY: the caller's promise.
        unsafe {
            for (i, members) in self.sizes().enumerate() {
                let group = first..first + size(members);
                first = group.end;
                let mine = range.start.max(group.start)..range.end.min(group.end);
                if mine.is_empty() {
                    continue;
                }
                let group = self.group(i);
                for l in mine {
                    group
                        .member(*self.a.add(l), *self.b.add(l), *self.c.add(l))
                        .into_iter()
                        .for_each(&mut *visit);
                }
            }
        }
    }
}

/// # Safety
/// OpenBLAS's and MKL's contract of `?gemm_batch`.
pub(in crate::ffi) unsafe fn checked<T: Scalar, I: FortranInt, O: OpCode>(
    caller: Caller,
    groups: Groups<T, I, O>,
) {
    watched!(caller, T, "gemm_batch", checked(groups));
    let (mut count, mut flops) = (0_usize, 0.0);
    let mut bad = first_bad(&[(14, groups.count >= 0)]);
    // SAFETY: the caller's promise.
    unsafe {
        for (i, members) in groups.sizes().enumerate() {
            let group = groups.group(i);
            bad = bad.or(first_bad(&[(15, members >= 0)])).or_else(|| group.first_bad([8, 10, 13]));
            count += size(members);
            flops += members as f64 * group.flops();
        }
    }
    if bad.is_some() {
        caller.refuse::<T>("gemm_batch", bad);
        return;
    }
    // SAFETY: the arguments are good; the members of a range are asked for once.
    level3::gemm_batch(count, flops, |range, visit| unsafe { groups.members(range, visit) });
}
