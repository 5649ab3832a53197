//! `?gemm_batch_strided`: one group of products, whose matrices lie at fixed distances. The positions of bad arguments are
//! those in this list, as in MKL. (OpenBLAS reports some of them as in `?gemm`'s.) The distances are not judged: matrices C
//! that lie interleaved are as good as others. Those that overlap are nobody's contract.

use std::ffi::c_char;
use std::ops::Range;

use crate::enums::Op;
use crate::ffi::args::{int, letter, size};
use crate::ffi::check::{Caller, first_bad};
use crate::ffi::fortran::gemm_batch::group::Group;
use crate::ffi::verbose::watched;
use crate::int::FortranInt;
use crate::level3::{self, Member};
use crate::scalar::Scalar;

/// # Safety
/// OpenBLAS's and MKL's contract of `?gemm_batch_strided`.
pub(in crate::ffi) unsafe extern "C" fn gemm_batch_strided<T: Scalar, I: FortranInt>(
    transa: *const c_char,
    transb: *const c_char,
    m: *const I,
    n: *const I,
    k: *const I,
    alpha: *const T,
    a: *const T,
    lda: *const I,
    stride_a: *const I,
    b: *const T,
    ldb: *const I,
    stride_b: *const I,
    beta: *const T,
    c: *mut T,
    ldc: *const I,
    stride_c: *const I,
    batch_size: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let (op_a, op_b) = (letter(transa), letter(transb));
        let (m, n, k) = (int(m), int(n), int(k));
        let a = (a, int(lda), int(stride_a));
        let b = (b, int(ldb), int(stride_b));
        let c = (c, int(ldc), int(stride_c));
        checked(Caller::fortran::<I>(), op_a, op_b, m, n, k, *alpha, a, b, *beta, c, int(batch_size));
    }
}

/// A matrix of each member: the first one's address, the leading dimension, the distance to the next one's.
pub(in crate::ffi) type Series<P> = (P, isize, isize);

/// # Safety
/// OpenBLAS's and MKL's contract of `?gemm_batch_strided`.
pub(in crate::ffi) unsafe fn checked<T: Scalar>(
    caller: Caller,
    op_a: Option<Op>,
    op_b: Option<Op>,
    m: isize,
    n: isize,
    k: isize,
    alpha: T,
    a: Series<*const T>,
    b: Series<*const T>,
    beta: T,
    c: Series<*mut T>,
    count: isize,
) {
    watched!(caller, T, "gemm_batch_strided", checked(op_a, op_b, m, n, k, alpha, a, b, beta, c, count));
    let group = Group { op_a, op_b, m, n, k, alpha, lda: a.1, ldb: b.1, beta, ldc: c.1 };
    let bad = group.first_bad([8, 11, 15]).or(first_bad(&[(17, count >= 0)]));
    if bad.is_some() {
        caller.refuse::<T>("gemm_batch_strided", bad);
        return;
    }
    let series = Strided { group, a: a.0, b: b.0, c: c.0, strides: [a.2, b.2, c.2] };
    // SAFETY: the arguments are good; the members of a range are asked for once.
    level3::gemm_batch(size(count), count as f64 * group.flops(), |range, visit| unsafe {
        series.members(range, visit);
    });
}

/// A group whose matrices lie at fixed distances.
struct Strided<T> {
    group: Group<T>,
    a: *const T,
    b: *const T,
    c: *mut T,
    strides: [isize; 3],
}

// SAFETY: as for `Groups`.
unsafe impl<T: Scalar> Sync for Strided<T> {}

impl<T: Scalar> Strided<T> {
    /// Hands over the members of a range.
    ///
    /// # Safety
    /// The contract of `?gemm_batch_strided`, whose arguments have been judged; nobody else has these members.
    unsafe fn members<'a>(&self, range: Range<usize>, visit: &mut dyn FnMut(Member<'a, T>)) {
        for i in range {
            let [a, b, c] = self.strides.map(|stride| i as isize * stride);
            let (a, b, c) = (self.a.wrapping_offset(a), self.b.wrapping_offset(b), self.c.wrapping_offset(c));
            // SAFETY: the caller's promise.
            unsafe { self.group.member(a, b, c) }.into_iter().for_each(&mut *visit);
        }
    }
}
