//! The corner kernels, once for real and complex numbers: solutions. See `kernel::corner` for the contract.

use crate::kernel::corner::Corner;
use crate::kernel::simd::Simd;
use crate::kernel::simd::numbers::Numbers;

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
/// registers `$simd`, and of `$columns` with a rectangle beside them, for triangles of order `$beside` at most, all compiled with `$features`.
macro_rules! corner_kernels {
    ($features:literal; $($t:ident: $simd:ident, n [$($n:literal)*], beside $columns:literal to $beside:literal;)*) => { $(
        pub(in crate::kernel) const fn $t() -> $crate::kernel::CornerKernels<$t> {
            mod corners {
                use super::*;
                use $crate::kernel::corner::{Corner, CornerProduct};
                use $crate::kernel::processor::halves_registers;
                use $crate::kernel::simd::{Simd, corner, corner_product};

                const LANES: usize = size_of::<<$simd as Simd>::Reg>() / size_of::<$t>();
                const HALF: usize = size_of::<<<$simd as Simd>::Half as Simd>::Reg>() / size_of::<$t>();

                #[target_feature(enable = $features)]
                unsafe fn multiply_n<const N: usize>(t: &CornerProduct<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { corner_product::multiply::<$simd, $t, N>(t) }
                }
                #[target_feature(enable = $features)]
                unsafe fn multiply_low<const N: usize>(t: &CornerProduct<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { corner_product::multiply::<<$simd as Simd>::Half, $t, N>(t) }
                }
                #[target_feature(enable = $features)]
                unsafe fn solve_n<const N: usize>(t: &Corner<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { corner::solve::<$simd, $t, N>(t) }
                }
                /// # Safety
                /// As `CornerProduct` says; the processor has the features.
                pub(super) unsafe fn multiply(t: &CornerProduct<$t>) {
                    static BY_COLUMNS: &[[unsafe fn(&CornerProduct<$t>); 2]] = &[$([multiply_n::<$n>, multiply_low::<$n>]),*];
                    // Rows lower than a register in registers half as long, unless two take longer than a whole one.
                    let low = HALF < LANES && (t.m <= HALF || t.m < LANES && halves_registers());
                    // SAFETY: the caller's promise; the table has every width up to the tile's.
                    unsafe { BY_COLUMNS[t.n - 1][usize::from(low)](t) }
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
                columns: $columns,
                beside: $beside,
                multiply: corners::multiply,
                solve: corners::solve,
            }
        }
    )* };
}
pub(crate) use corner_kernels;
