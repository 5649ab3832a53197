//! `?larfb`: C := H·C, Hᴴ·C, C·H or C·Hᴴ with a block reflector H. The reference judges no argument here.

use std::ffi::c_char;

use crate::enums::{Direct, Layout, Op, Side, StoreV};
use crate::ffi::args::{int, letter, mat_mut};
use crate::ffi::fortran::unmqr::adjoint;
use crate::ffi::verbose::{Args, Shown, watched};
use crate::int::FortranInt;
use crate::lapack::qr;
use crate::scalar::Scalar;

/// # Safety
/// LAPACK's contract of `?larfb`.
pub(in crate::ffi) unsafe extern "C" fn larfb<T: Scalar, I: FortranInt>(
    side: *const c_char,
    trans: *const c_char,
    direct: *const c_char,
    storev: *const c_char,
    m: *const I,
    n: *const I,
    k: *const I,
    v: *const T,
    ldv: *const I,
    t: *const T,
    ldt: *const I,
    c: *mut T,
    ldc: *const I,
    work: *mut T,
    ldwork: *const I,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let options =
            Options { side: letter(side), op: letter(trans), direct: letter(direct), storev: letter(storev) };
        let (m, n, k) = (int(m), int(n), int(k));
        let (ldv, ldt, ldc, ldwork) = (int(ldv), int(ldt), int(ldc), int(ldwork));
        in_layout(Layout::ColMajor, options, m, n, k, v, ldv, t, ldt, c, ldc, work, ldwork);
    }
}

/// The four letters of `?larfb`.
#[derive(Clone, Copy, Debug)]
pub(in crate::ffi) struct Options {
    pub(in crate::ffi) side: Option<Side>,
    pub(in crate::ffi) op: Option<Op>,
    pub(in crate::ffi) direct: Option<Direct>,
    pub(in crate::ffi) storev: Option<StoreV>,
}

impl Options {
    /// Rows and columns of V, which is stored by columns or by rows and belongs to one side of an m×n matrix.
    pub(in crate::ffi) fn v_shape(self, m: isize, n: isize, k: isize) -> (isize, isize) {
        let order = if self.side == Some(Side::Left) { m } else { n };
        if self.storev == Some(StoreV::Columnwise) { (order, k) } else { (k, order) }
    }
}

/// The same for V, T and C of both layouts; the scratch is column-major in both.
///
/// # Safety
/// LAPACK's contract of `?larfb`.
pub(in crate::ffi) unsafe fn in_layout<T: Scalar>(
    layout: Layout,
    options: Options,
    m: isize,
    n: isize,
    k: isize,
    v: *const T,
    ldv: isize,
    t: *const T,
    ldt: isize,
    c: *mut T,
    ldc: isize,
    work: *mut T,
    ldwork: isize,
) {
    watched!(T, "larfb", (layout, options, m, n, k, v, ldv, t, ldt, c, ldc, work, ldwork), move || {
        let (Some(side), Some(storev)) = (options.side, options.storev) else { return };
        let op = if options.op == Some(Op::NoTrans) { Op::NoTrans } else { adjoint::<T>() };
        let (order, free) = if side == Side::Left { (m, n) } else { (n, m) };
        // There are at most as many reflectors as they have elements.
        if m <= 0 || n <= 0 || k <= 0 || k > order {
            return;
        }
        let (rows, cols) = options.v_shape(m, n, k);
        // SAFETY: the caller's promise.
        unsafe {
            let (v, t) = (layout.mat(v, rows, cols, ldv), layout.mat(t, k, k, ldt));
            let (c, work) = (layout.mat_mut(c, m, n, ldc), mat_mut(work, free, k, ldwork));
            qr::larfb(side, op, options.direct.unwrap_or(Direct::Backward), storev, v, t, c, work);
        }
    });
}

impl Shown for Options {
    fn put(self, args: &mut Args) {
        (self.side, self.op, self.direct, self.storev).put(args);
    }
}
