//! The corner kernels, once for real and complex numbers. See `kernel::corner` for the contract.

use crate::kernel::corner::Corner;
use crate::kernel::simd::Simd;
use crate::kernel::simd::numbers::Numbers;

/// X := α·X·Lᵀ, a register of rows at a time.
///
/// # Safety
/// As `Corner` says, with n = N; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn multiply<S: Simd, T: Numbers<S>, const N: usize>(t: &Corner<T>) {
    for r in (0..t.m).step_by(T::COUNT) {
        // SAFETY: the caller's promise.
        unsafe {
            let rows = t.m - r;
            let mut x = load::<S, T, N>(t, r, rows);
            for i in (0..N).rev() {
                x[i] = T::times(x[i], &*t.l.add(i * N + i));
                for j in 0..i {
                    x[i] = T::times_add(x[j], &*t.l.add(j * N + i), x[i]);
                }
            }
            scale::<S, T, N>(t, &mut x);
            store::<S, T, N>(t, r, rows, &x);
        }
    }
}

/// X := α·X·L⁻ᵀ, a register of rows at a time.
///
/// # Safety
/// As `Corner` says, with n = N; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn solve<S: Simd, T: Numbers<S>, const N: usize>(t: &Corner<T>) {
    for r in (0..t.m).step_by(T::COUNT) {
        // SAFETY: the caller's promise.
        unsafe {
            let rows = t.m - r;
            let mut x = load::<S, T, N>(t, r, rows);
            scale::<S, T, N>(t, &mut x);
            for j in 0..N {
                x[j] = T::times(x[j], &*t.l.add(j * N + j));
                for i in j + 1..N {
                    x[i] = T::times_add(x[j], &*t.l.add(j * N + i), x[i]);
                }
            }
            store::<S, T, N>(t, r, rows, &x);
        }
    }
}

/// Rows r.. of X, of which there are `rows`: a register of them, or less, then with the last one in the other places.
///
/// # Safety
/// As `Corner` says, with n = N; the processor has `S`.
#[inline(always)]
unsafe fn load<S: Simd, T: Numbers<S>, const N: usize>(t: &Corner<T>, r: usize, rows: usize) -> [S::Reg; N] {
    let column = |j: usize| t.x.wrapping_add(r).wrapping_offset(j as isize * t.x_col);
    // SAFETY: the caller's promise.
    unsafe {
        if rows < T::COUNT {
            let lanes = rows * (S::LANES / T::COUNT);
            std::array::from_fn(|j| S::load_first(column(j).cast(), lanes, T::splat(column(j).add(rows - 1))))
        } else {
            std::array::from_fn(|j| S::load(column(j).cast()))
        }
    }
}

/// # Safety
/// As `load`.
#[inline(always)]
unsafe fn store<S: Simd, T: Numbers<S>, const N: usize>(
    t: &Corner<T>,
    r: usize,
    rows: usize,
    x: &[S::Reg; N],
) {
    for j in 0..N {
        let column = t.x.wrapping_add(r).wrapping_offset(j as isize * t.x_col);
        // SAFETY: the caller's promise.
        unsafe {
            if rows < T::COUNT {
                S::store_first(column.cast(), rows * (S::LANES / T::COUNT), x[j]);
            } else {
                S::store(column.cast(), x[j]);
            }
        }
    }
}

/// x := α·x.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
unsafe fn scale<S: Simd, T: Numbers<S>, const N: usize>(t: &Corner<T>, x: &mut [S::Reg; N]) {
    if !t.alpha.is_one() {
        for j in 0..N {
            // SAFETY: the caller's promise.
            x[j] = unsafe { T::times(x[j], &t.alpha) };
        }
    }
}

/// Defines `const fn $t() -> CornerKernels<$t>` in the calling module, for each line: corners of up to `$n` columns over
/// registers `$simd`, all compiled with `$features`.
macro_rules! corner_kernels {
    ($features:literal; $($t:ident: $simd:ident, n [$($n:literal)*];)*) => { $(
        pub(in crate::kernel) const fn $t() -> $crate::kernel::CornerKernels<$t> {
            mod corners {
                use super::*;
                use $crate::kernel::corner::Corner;
                use $crate::kernel::simd::corner;

                #[target_feature(enable = $features)]
                unsafe fn multiply_n<const N: usize>(t: &Corner<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { corner::multiply::<$simd, $t, N>(t) }
                }
                #[target_feature(enable = $features)]
                unsafe fn solve_n<const N: usize>(t: &Corner<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { corner::solve::<$simd, $t, N>(t) }
                }
                /// # Safety
                /// As `Corner` says; the processor has the features.
                pub(super) unsafe fn multiply(t: &Corner<$t>) {
                    static BY_COLUMNS: &[unsafe fn(&Corner<$t>)] = &[$(multiply_n::<$n>),*];
                    // SAFETY: the caller's promise; the table has every width up to the tile's.
                    unsafe { BY_COLUMNS[t.n - 1](t) }
                }
                /// # Safety
                /// As `Corner` says; the processor has the features.
                pub(super) unsafe fn solve(t: &Corner<$t>) {
                    static BY_COLUMNS: &[unsafe fn(&Corner<$t>)] = &[$(solve_n::<$n>),*];
                    // SAFETY: as above.
                    unsafe { BY_COLUMNS[t.n - 1](t) }
                }
            }
            $crate::kernel::CornerKernels {
                widest: [$($n),*].len(),
                multiply: corners::multiply,
                solve: corners::solve,
            }
        }
    )* };
}
pub(crate) use corner_kernels;
