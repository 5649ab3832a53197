//! The portable tile: 4×4, plain arithmetic (no fused multiply-add, which without hardware is a slow call).

use std::hint::black_box;

use crate::kernel::gemm::{Ahead, GemmKernel, Panel, Tile, each_tile};
use crate::kernel::generic::pack::pack;
use crate::kernel::merge::Merge;
use crate::scalar::Scalar;

const MR: usize = 4;
const NR: usize = 4;

pub(in crate::kernel) const fn kernel<T: Scalar>() -> GemmKernel<T> {
    GemmKernel { mr: MR, nr: NR, lanes: 1, tile, keeping, asking, product, sweep: None, merge, pack }
}

/// # Safety
/// As `Tile` says, but for the limits of m and n.
unsafe fn product<T: Scalar>(t: &Tile<T>) {
    // SAFETY: the caller's promise.
    unsafe { each_tile(t, (MR, NR, 1, 0), |t| tile(t)) }
}

/// # Safety
/// As `GemmKernel::keeping` says.
unsafe fn keeping<T: Scalar>(t: &Tile<T>, to: *mut T) {
    // SAFETY: the caller's promise: a panel of m rows and k columns, for which there is room.
    unsafe {
        pack(&Panel {
            src: t.a,
            row: 1,
            col: t.a_col,
            rows: t.m,
            cols: t.k,
            dst: to,
            dst_col: t.m,
            padded: t.m,
        });
        tile(t);
    }
}

/// # Safety
/// As `GemmKernel::asking` says.
unsafe fn asking<T: Scalar>(t: &Tile<T>, _ahead: &Ahead<T>) {
    // SAFETY: the caller's promise.
    unsafe { tile(t) }
}

/// # Safety
/// As `Tile` says.
unsafe fn tile<T: Scalar>(t: &Tile<T>) {
    // SAFETY: the caller's promise: the operands hold k columns of m rows, k rows of n columns, and C is m×n.
    unsafe {
        let mut acc = [[T::ZERO; MR]; NR];
        let (mut a, mut b) = (t.a, t.b);
        for _ in 0..t.k {
            // A whole tile gets loops of constant length, which the compiler unrolls.
            if t.m == MR && t.n == NR {
                step::<T, true>(&mut acc, a, b, MR, NR, t)
            } else {
                step::<T, false>(&mut acc, a, b, t.m, t.n, t)
            }
            a = a.wrapping_offset(t.a_col);
            b = b.wrapping_offset(t.b_row);
        }
        for j in 0..t.n {
            for i in 0..t.m {
                let c = t.c.offset(i as isize + j as isize * t.c_col);
                update(t.alpha, acc[j][i], t.beta, c);
            }
        }
    }
}

/// C := α·P + β·C on what a triangle has of each column.
///
/// # Safety
/// As `Merge` says.
unsafe fn merge<T: Scalar>(t: &Merge<T>) {
    for j in 0..t.n {
        for i in t.crossed.rows(j, t.m) {
            // SAFETY: the caller's promise.
            unsafe {
                let product = *t.product.add(i + j * t.product_col);
                update(t.alpha, product, t.beta, t.c.offset(i as isize + j as isize * t.c_col));
            }
        }
    }
}

/// c := α·x + β·c for an element of C.
///
/// # Safety
/// It may be read and written.
#[inline(always)]
unsafe fn update<T: Scalar>(alpha: T, x: T, beta: T, c: *mut T) {
    let x = if alpha == T::ONE { x } else { alpha * x };
    // SAFETY: the caller's promise.
    unsafe { *c = if beta == T::ZERO { x } else { x + beta * *c } }
}

/// acc += a·b for one column of A and one row of B. If there are not as many of each as a tile has, no product of theirs may be computed
/// beside another: compilers fill what a register has left with zeros, and 0·∞ would raise a flag.
///
/// # Safety
/// `a` holds m elements, `b` n at distance `t.b_col`.
#[inline(always)]
unsafe fn step<T: Scalar, const WHOLE: bool>(
    acc: &mut [[T; MR]; NR],
    a: *const T,
    b: *const T,
    m: usize,
    n: usize,
    t: &Tile<T>,
) {
    for j in 0..n {
        // SAFETY: the caller's promise.
        let x = unsafe { *b.offset(j as isize * t.b_col) }.conj_if(t.conj_b);
        for i in 0..m {
            // SAFETY: the caller's promise.
            let product = unsafe { *a.add(i) }.conj_if(t.conj_a) * x;
            acc[j][i] += if WHOLE { product } else { black_box(product) };
        }
    }
}
