//! The corner kernels, once for real and complex numbers: products. See `kernel::corner` for the contract.
//!
//! Two registers of rows are done at a time. The last begins earlier if rows end within it, so that some are computed twice, but
//! none is read or written by a mask unless there are so few. For many rows the triangle is copied, to be at known distances, and
//! registers are done one by one.

use std::mem::MaybeUninit;

use crate::kernel::corner::CornerProduct;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::unrelated;
use crate::kernel::simd::numbers::Numbers;

/// Registers of rows from which on to compute addresses for each takes longer than to copy the triangle.
const MANY: usize = 16;

/// X := α·X·Lᵀ.
///
/// # Safety
/// As `CornerProduct` says, with n = N; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn multiply<S: Simd, T: Numbers<S>, const N: usize>(t: &CornerProduct<T>) {
    // SAFETY: the caller's promise; the copy has room for N rows of N elements, and of those that are read all are written.
    unsafe {
        if t.m < MANY * T::COUNT {
            return every_row::<S, T, N, false>(t, t.l);
        }
        let mut copy = MaybeUninit::<[[T; N]; N]>::uninit();
        let first = copy.as_mut_ptr().cast::<T>();
        for i in 0..N {
            for j in 0..i + usize::from(!t.unit) {
                let element = t.l.wrapping_offset(i as isize * t.l_row + (t.k + j) as isize * t.l_col);
                *first.add(i * N + j) = *element;
            }
        }
        // If the compiler knew that X isn't there, it would read all elements before the loop, and keep registers full of each in memory.
        every_row::<S, T, N, true>(t, std::hint::black_box(first));
    }
}

/// The same, with a copy of the triangle, its rows one after the other, or where it lies.
///
/// # Safety
/// As `multiply`; `copy` is one, if it is said to be.
#[inline(always)]
unsafe fn every_row<S: Simd, T: Numbers<S>, const N: usize, const COPIED: bool>(
    t: &CornerProduct<T>,
    copy: *const T,
) {
    // SAFETY: the caller's promise; the pairs of registers lie inside X, as they are all there is, or follow a whole one.
    unsafe {
        let registers = t.m.div_ceil(T::COUNT);
        // Those that are done alone: an odd one, or all but a pair.
        let alone = if COPIED { registers - 2 } else { registers % 2 } * T::COUNT;
        for r in (0..alone).step_by(T::COUNT) {
            rows::<S, T, N, 1, COPIED>(t, copy, [r]);
        }
        for r in (alone..t.m).step_by(2 * T::COUNT) {
            rows::<S, T, N, 2, COPIED>(t, copy, [r, (r + T::COUNT).min(t.m - T::COUNT)]);
        }
    }
}

/// The same for one or two registers of rows, by where they begin. Two are whole.
///
/// # Safety
/// As `every_row`; there are such rows.
#[inline(always)]
unsafe fn rows<S: Simd, T: Numbers<S>, const N: usize, const MV: usize, const COPIED: bool>(
    t: &CornerProduct<T>,
    copy: *const T,
    first: [usize; MV],
) {
    const { assert!(MV <= 2) };
    // SAFETY: the caller's promise.
    unsafe {
        let (mut l, mut column) = ([t.l; N], [t.x; N]);
        for i in 0..N {
            l[i] = t.l.wrapping_offset(i as isize * t.l_row);
            column[i] = t.x.wrapping_offset((t.k + i) as isize * t.x_col);
        }
        let mut x = [[S::zero(); N]; MV];
        for v in 0..MV {
            for i in 0..N {
                x[v][i] = load::<S, T, MV>(column[i].add(first[v]), t.m);
            }
        }
        // Not a loop: the compiler would leave it one, and the registers in memory. Nor is there room for L's elements until the second
        // one needs them.
        triangle::<S, T, N, COPIED>(t, (copy, &l), &mut x[0]);
        if MV > 1 {
            triangle::<S, T, N, COPIED>(t, (unrelated([copy])[0], &unrelated(l)), &mut x[MV - 1]);
        }
        let (mut before, mut at) = (t.x.cast_const(), 0);
        for _ in 0..t.k {
            for v in 0..MV {
                let other = load::<S, T, MV>(before.add(first[v]), t.m);
                for i in 0..N {
                    x[v][i] = T::times_add(other, &*l[i].wrapping_offset(at), x[v][i]);
                }
            }
            (before, at) = (before.wrapping_offset(t.x_col), at + t.l_col);
        }
        for v in 0..MV {
            for i in 0..N {
                if !t.alpha.is_one() {
                    x[v][i] = T::times(x[v][i], &t.alpha);
                }
                store::<S, T, MV>(column[i].add(first[v]), t.m, x[v][i]);
            }
        }
    }
}

/// What the triangle makes of a register of rows; L's rows begin at `l`.
///
/// # Safety
/// As `every_row`.
#[inline(always)]
unsafe fn triangle<S: Simd, T: Numbers<S>, const N: usize, const COPIED: bool>(
    t: &CornerProduct<T>,
    (copy, l): (*const T, &[*const T; N]),
    x: &mut [S::Reg; N],
) {
    for i in (0..N).rev() {
        let element = |j: usize| {
            if COPIED {
                copy.wrapping_add(i * N + j)
            } else {
                l[i].wrapping_offset((t.k + j) as isize * t.l_col)
            }
        };
        // SAFETY: the caller's promise.
        unsafe {
            if !t.unit {
                x[i] = T::times(x[i], &*element(i));
            }
            for j in 0..i {
                x[i] = T::times_add(x[j], &*element(j), x[i]);
            }
        }
    }
}

/// A register of a column of m rows: a single one may be a part of one, then with the last row in the other places.
///
/// # Safety
/// There are so many rows from `p` on, or it is one of several and whole; the processor has `S`.
#[inline(always)]
unsafe fn load<S: Simd, T: Numbers<S>, const MV: usize>(p: *const T, m: usize) -> S::Reg {
    // SAFETY: the caller's promise.
    unsafe {
        if MV == 1 && m < T::COUNT {
            S::load_first(p.cast(), m * (S::LANES / T::COUNT), T::splat(p.add(m - 1)))
        } else {
            S::load(p.cast())
        }
    }
}

/// # Safety
/// As `load`.
#[inline(always)]
unsafe fn store<S: Simd, T: Numbers<S>, const MV: usize>(p: *mut T, m: usize, x: S::Reg) {
    // SAFETY: the caller's promise.
    unsafe {
        if MV == 1 && m < T::COUNT {
            S::store_first(p.cast(), m * (S::LANES / T::COUNT), x);
        } else {
            S::store(p.cast(), x);
        }
    }
}
