//! The diagonal kernels, once for real and complex numbers: solutions. See `kernel::diagonal` for the contract.
//!
//! NR columns of B are in registers, MV each. As soon as a row of B is known that others depend on, its elements are
//! broadcast from memory, and their products with a column of L added to all of them: a step of an outer product, as a
//! register tile of a matrix product does it, on fewer and fewer registers.

use std::mem::MaybeUninit;
use std::ops::Range;

use crate::kernel::diagonal::Diagonal;
use crate::kernel::simd::Simd;
use crate::kernel::simd::numbers::Numbers;

/// B := α·L⁻¹·B.
///
/// # Safety
/// As `Diagonal` says, with MV − 1 < m / COUNT ≤ MV ≤ 3, and n ≤ NR; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn solve<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize, const UPPER: bool>(
    t: &Diagonal<T>,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let columns = columns(t);
        let mut x = load::<S, T, MV, NR>(t, &columns);
        scale::<S, T, MV, NR>(t, &mut x);
        times_diagonal::<S, T, MV, NR>(t, &mut x);
        outer_products::<S, T, MV, NR, UPPER>(t, &mut x);
        store::<S, T, MV, NR>(t, &columns, &x);
    }
}

/// The columns of B. Where there are fewer, the last is done more than once.
#[inline(always)]
pub(super) fn columns<T, const NR: usize>(t: &Diagonal<T>) -> [*mut T; NR] {
    let mut columns = [t.b; NR];
    for j in 0..NR {
        columns[j] = t.b.wrapping_offset(j.min(t.n - 1) as isize * t.b_col);
    }
    columns
}

/// Rows in the last register.
#[inline(always)]
pub(super) fn rest<S: Simd, T: Numbers<S>, const MV: usize>(t: &Diagonal<T>) -> usize {
    t.m - (MV - 1) * T::COUNT
}

/// Lanes of a number.
pub(super) const fn width<S: Simd, T: Numbers<S>>() -> usize {
    S::LANES / T::COUNT
}

/// # Safety
/// As `solve`.
#[inline(always)]
pub(super) unsafe fn load<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize>(
    t: &Diagonal<T>,
    columns: &[*mut T; NR],
) -> [[S::Reg; MV]; NR] {
    // SAFETY: the caller's promise.
    unsafe {
        let rest = rest::<S, T, MV>(t);
        let mut x = [[S::zero(); MV]; NR];
        for j in 0..NR {
            for i in 0..MV {
                let p = columns[j].add(i * T::COUNT);
                x[j][i] = if i == MV - 1 && rest < T::COUNT {
                    S::load_first(p.cast(), rest * width::<S, T>(), T::splat(p.add(rest - 1)))
                } else {
                    S::load(p.cast())
                };
            }
        }
        x
    }
}

/// # Safety
/// As `solve`.
#[inline(always)]
pub(super) unsafe fn store<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize>(
    t: &Diagonal<T>,
    columns: &[*mut T; NR],
    x: &[[S::Reg; MV]; NR],
) {
    let rest = rest::<S, T, MV>(t);
    for j in 0..NR {
        for i in 0..MV {
            // SAFETY: the caller's promise.
            unsafe {
                let p = columns[j].add(i * T::COUNT);
                if i == MV - 1 && rest < T::COUNT {
                    S::store_first(p.cast(), rest * width::<S, T>(), x[j][i]);
                } else {
                    S::store(p.cast(), x[j][i]);
                }
            }
        }
    }
}

/// x := α·x.
///
/// # Safety
/// The processor has `S`.
#[inline(always)]
pub(super) unsafe fn scale<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize>(
    t: &Diagonal<T>,
    x: &mut [[S::Reg; MV]; NR],
) {
    if !t.alpha.is_one() {
        for j in 0..NR {
            for i in 0..MV {
                // SAFETY: the caller's promise.
                x[j][i] = unsafe { T::times(x[j][i], &t.alpha) };
            }
        }
    }
}

/// x := diag(L)·x.
///
/// # Safety
/// As `solve`.
#[inline(always)]
pub(super) unsafe fn times_diagonal<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize>(
    t: &Diagonal<T>,
    x: &mut [[S::Reg; MV]; NR],
) {
    for i in 0..MV {
        // SAFETY: the caller's promise: the first column of L.
        unsafe {
            let d = S::load(t.l.add(i * T::COUNT).cast());
            for j in 0..NR {
                x[j][i] = T::product(x[j][i], d);
            }
        }
    }
}

/// The outer products of L's columns and B's rows, in the order in which those are known.
///
/// # Safety
/// As `solve`.
#[inline(always)]
unsafe fn outer_products<S: Simd, T: Numbers<S>, const MV: usize, const NR: usize, const UPPER: bool>(
    t: &Diagonal<T>,
    x: &mut [[S::Reg; MV]; NR],
) {
    const { assert!(MV <= 3) };
    // SAFETY: the caller's promise.
    unsafe {
        if !UPPER {
            rows::<S, T, MV, NR, UPPER, 0>(t, x);
        }
        if UPPER && MV > 2 {
            rows::<S, T, MV, NR, UPPER, 2>(t, x);
        }
        if MV > 1 {
            rows::<S, T, MV, NR, UPPER, 1>(t, x);
        }
        if !UPPER && MV > 2 {
            rows::<S, T, MV, NR, UPPER, 2>(t, x);
        }
        if UPPER {
            rows::<S, T, MV, NR, UPPER, 0>(t, x);
        }
    }
}

/// Those with the rows of B in register I.
///
/// # Safety
/// As `solve`, with I < MV.
#[inline(always)]
unsafe fn rows<
    S: Simd,
    T: Numbers<S>,
    const MV: usize,
    const NR: usize,
    const UPPER: bool,
    const I: usize,
>(
    t: &Diagonal<T>,
    x: &mut [[S::Reg; MV]; NR],
) {
    let count = if I == MV - 1 { rest::<S, T, MV>(t) } else { T::COUNT };
    // Nobody depends on the last row.
    let last = if UPPER { I == 0 } else { I == MV - 1 };
    let mut known = MaybeUninit::<[S::Reg; NR]>::uninit();
    let known = known.as_mut_ptr().cast::<S::Reg>();
    for step in 0..count - usize::from(last) {
        let row = if UPPER { count - 1 - step } else { step };
        // SAFETY: the caller's promise; `known` has room for NR registers, whose numbers are read when they are written.
        unsafe {
            let mut elements = [t.l; NR];
            for j in 0..NR {
                let known = known.add(j).cast::<T>();
                S::store(known.cast(), x[j][I]);
                elements[j] = known.add(row).cast_const();
            }
            let l = t.l.offset((1 + I * T::COUNT + row) as isize * t.l_col);
            let lanes = if UPPER {
                S::lanes_before(row * width::<S, T>())
            } else {
                S::lanes_from((row + 1) * width::<S, T>())
            };
            let mut l_i = [S::zero(); MV];
            for i in others(UPPER, I, MV) {
                l_i[i] = S::load(l.add(i * T::COUNT).cast());
            }
            let own = S::load(l.add(I * T::COUNT).cast());
            for j in 0..NR {
                x[j][I] = T::times_add_in(lanes, own, &*elements[j], x[j][I]);
                for i in others(UPPER, I, MV) {
                    x[j][i] = T::times_add(l_i[i], &*elements[j], x[j][i]);
                }
            }
        }
    }
}

/// The registers that depend on register `i` as a whole.
#[inline(always)]
pub(super) const fn others(upper: bool, i: usize, count: usize) -> Range<usize> {
    if upper { 0..i } else { i + 1..count }
}

/// Defines `const fn $t() -> DiagonalKernels<$t>` in the calling module, for each line: blocks of up to `$mv` registers,
/// `$nr` columns at a time, or if there are fewer as many as the `$widths` allow, over registers `$simd`, all compiled with
/// `$features`.
macro_rules! diagonal_kernels {
    ($features:literal; $($t:ident: $simd:ident, lanes $lanes:literal, mv $mv:tt, nr $nr:literal $widths:tt, solved by $solve:ident $at_once:literal;)*) => {
        $(diagonal_kernels!(@kernel $features, $t, $simd, $lanes, $mv, $nr, $widths, $solve, $at_once);)*
    };
    (@kernel $features:literal, $t:ident, $simd:ident, $lanes:literal, [$($mv:literal)*], $nr:literal, $widths:tt, $solve:ident, $at_once:literal) => {
        pub(in crate::kernel) const fn $t() -> $crate::kernel::DiagonalKernels<$t> {
            mod blocks {
                use super::*;
                use $crate::kernel::diagonal::{Diagonal, Unpacked};
                use $crate::kernel::simd::{$solve, diagonal_pack, diagonal_product};

                /// # Safety
                /// As `Unpacked` says; the processor has the features.
                #[target_feature(enable = $features)]
                pub(super) unsafe fn pack(t: &Unpacked<$t>) -> bool {
                    // SAFETY: the caller's promise.
                    unsafe { diagonal_pack::pack::<$simd, $t>(t) }
                }

                #[target_feature(enable = $features)]
                unsafe fn multiply_block<const MV: usize, const NR: usize, const UPPER: bool>(t: &Diagonal<$t>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { diagonal_product::multiply::<$simd, $t, MV, NR, UPPER>(t) }
                }
                #[target_feature(enable = $features)]
                unsafe fn solve_block<const MV: usize, const UPPER: bool>(t: &Diagonal<$t>) {
                    for j in (0..t.n).step_by($at_once) {
                        let (n, b) = ((t.n - j).min($at_once), t.b.wrapping_offset(j as isize * t.b_col));
                        // SAFETY: the caller's promise, and the features of this function; these are some of B's columns.
                        unsafe { $solve::solve::<$simd, $t, MV, $at_once, UPPER>(&Diagonal { n, b, ..*t }) }
                    }
                }
                type Block = unsafe fn(&Diagonal<$t>);
                /// # Safety
                /// As `Diagonal` says; the processor has the features.
                pub(super) unsafe fn multiply(t: &Diagonal<$t>) {
                    static BY_HEIGHT: &[&[[Block; 2]]] = &[$(diagonal_kernels!(@multiply $mv, $widths)),*];
                    let width = (t.n - 1) / ($nr / BY_HEIGHT[0].len());
                    // SAFETY: the caller's promise; the table has every height up to the highest, and widths up to the widest.
                    unsafe { BY_HEIGHT[(t.m - 1) / $lanes][width][usize::from(t.upper)](t) }
                }
                /// # Safety
                /// As `Diagonal` says; the processor has the features.
                pub(super) unsafe fn solve(t: &Diagonal<$t>) {
                    static BY_HEIGHT: &[[Block; 2]] = &[$([solve_block::<$mv, false>, solve_block::<$mv, true>]),*];
                    // SAFETY: as above.
                    unsafe { BY_HEIGHT[(t.m - 1) / $lanes][usize::from(t.upper)](t) }
                }
            }
            $crate::kernel::DiagonalKernels {
                columns: $nr,
                highest: [$($mv),*].len() * $lanes,
                lanes: $lanes,
                multiply: blocks::multiply,
                solve: blocks::solve,
                pack: blocks::pack,
            }
        }
    };
    (@multiply $mv:literal, [$($width:literal)*]) => { &[$([multiply_block::<$mv, $width, false>, multiply_block::<$mv, $width, true>]),*] };
}
pub(crate) use diagonal_kernels;
