//! The corner kernels, once for real and complex numbers: products. See `kernel::corner` for the contract.
//!
//! Two registers of rows are done at a time. The last begins earlier if rows end within it, so that some are computed twice, but
//! none is read or written by a mask unless there are so few.

use crate::kernel::corner::CornerProduct;
use crate::kernel::simd::Simd;
use crate::kernel::simd::columns::unrelated;
use crate::kernel::simd::numbers::Numbers;

/// X := α·X·Lᵀ.
///
/// # Safety
/// As `CornerProduct` says, with n = N; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn multiply<S: Simd, T: Numbers<S>, const N: usize>(t: &CornerProduct<T>) {
    // SAFETY: the caller's promise; the pairs of registers lie inside X, as they are all there is, or follow a whole one.
    unsafe {
        let odd = t.m.div_ceil(T::COUNT) % 2 * T::COUNT;
        if odd > 0 {
            rows::<S, T, N, 1>(t, [0]);
        }
        for r in (odd..t.m).step_by(2 * T::COUNT) {
            rows::<S, T, N, 2>(t, [r, (r + T::COUNT).min(t.m - T::COUNT)]);
        }
    }
}

/// The same for one or two registers of rows, by where they begin. Two are whole.
///
/// # Safety
/// As `multiply`; there are such rows.
#[inline(always)]
unsafe fn rows<S: Simd, T: Numbers<S>, const N: usize, const MV: usize>(
    t: &CornerProduct<T>,
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
        triangle::<S, T, N>(t, &l, &mut x[0]);
        if MV > 1 {
            triangle::<S, T, N>(t, &unrelated(l), &mut x[MV - 1]);
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
/// As `multiply`.
#[inline(always)]
unsafe fn triangle<S: Simd, T: Numbers<S>, const N: usize>(
    t: &CornerProduct<T>,
    l: &[*const T; N],
    x: &mut [S::Reg; N],
) {
    for i in (0..N).rev() {
        let element = |j: usize| l[i].wrapping_offset((t.k + j) as isize * t.l_col);
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
