//! Compiles the tile texts for every height and width up to the largest tile, and picks among them.

/// Defines `const fn $t() -> GemmKernel<$t>` in the calling module, for each line: tiles of up to `$mv` registers by
/// `$nr` columns from the text `$text` over registers `$simd`, packed by `$pack`, all compiled with `$features`; and `$sweep`, if there is one.
macro_rules! gemm_kernels {
    ($features:literal; $($t:ident: $text:path, $simd:ident, lanes $lanes:literal, $(half $half:ident,)? mv $mv:tt, nr $nr:tt, pack $pack:expr, sweep $sweep:expr;)*) => {
        $(gemm_kernels!(@kernel $features, $t, $text, $simd, $lanes, [$($half)? $simd], $mv, $nr, $pack, $sweep);)*
    };
    (@kernel $features:literal, $t:ident, $text:path, $simd:ident, $lanes:literal, [$half:ident $($whole:ident)?], [$($mv:literal)*], $widths:tt, $pack:expr, $sweep:expr) => {
        pub(in crate::kernel) const fn $t() -> $crate::kernel::GemmKernel<$t> {
            mod tiles {
                use super::*;
                use $crate::kernel::gemm::{Ahead, Panel, Tile, each_tile};
                use $crate::kernel::merge::Merge;
                use $crate::kernel::processor::halves_registers;
                use $crate::kernel::simd::Simd;
                use $crate::kernel::simd::gemm_ask::AskAhead;
                use $crate::kernel::simd::gemm_beside::Nothing;
                use $crate::kernel::simd::gemm_forms::{ACROSS, EDGE, FAR, FORMS, NEAR, PACKED, STRIDED, form_of};
                use $crate::kernel::simd::gemm_keep::KeepPanel;
                use $text as text;

                type T = $t;

                #[target_feature(enable = $features)]
                unsafe fn tile<const MV: usize, const NR: usize, const FORM: u8>(t: &Tile<T>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { text::<$simd, MV, NR, FORM>(t, Nothing) }
                }

                #[target_feature(enable = $features)]
                unsafe fn low<const MV: usize, const NR: usize, const FORM: u8>(t: &Tile<T>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { text::<$half, MV, NR, FORM>(t, Nothing) }
                }

                type Forms = [unsafe fn(&Tile<T>); FORMS];
                const fn forms<const MV: usize, const NR: usize>() -> Forms {
                    [
                        tile::<MV, NR, PACKED>,
                        tile::<MV, NR, NEAR>,
                        tile::<MV, NR, FAR>,
                        tile::<MV, NR, ACROSS>,
                        tile::<MV, NR, STRIDED>,
                        tile::<MV, NR, EDGE>,
                    ]
                }
                type Low = [unsafe fn(&Tile<T>); 3];
                const fn low_forms<const NR: usize>() -> Low {
                    [low::<1, NR, EDGE>, low::<1, NR, STRIDED>, low::<2, NR, EDGE>]
                }
                /// Tiles lower than a register, in registers half as long: less than one of them, just one, and, if two take no longer than
                /// a whole one, more.
                static LOW: &[Low] = &gemm_kernels!(@low $widths);
                const LOW_LANES: usize = $lanes * size_of::<<$half as Simd>::Reg>() / size_of::<<$simd as Simd>::Reg>();
                static TILES: &[&[Forms]] = &[$(gemm_kernels!(@row $mv, $widths)),*];

                /// # Safety
                /// As `Tile` says; the processor has the features.
                #[inline(always)]
                pub(super) unsafe fn any(t: &Tile<T>) {
                    let low = LOW_LANES < $lanes && !t.a_padded && (t.m <= LOW_LANES || t.m < $lanes && halves_registers());
                    if low {
                        let height = usize::from(t.m >= LOW_LANES) + usize::from(t.m > LOW_LANES);
                        // SAFETY: the caller's promise; the table has every width up to nr.
                        return unsafe { LOW[t.n - 1][height](t) };
                    }
                    let form = form_of(t, t.m % $lanes == 0);
                    debug_assert!(t.m <= MR && t.n <= NR);
                    // SAFETY: the caller's promise; the table has every height and width up to mr and nr.
                    unsafe {
                        let tiles = TILES.get_unchecked((t.m - 1) / $lanes).get_unchecked(t.n - 1);
                        tiles[form as usize](t)
                    }
                }

                #[target_feature(enable = $features)]
                unsafe fn keeping<const FORM: u8>(t: &Tile<T>, to: *mut T) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { text::<$simd, { TILES.len() }, NR, FORM>(t, KeepPanel::new(t, to)) }
                }

                /// # Safety
                /// As `GemmKernel::keeping` says; the processor has the features.
                pub(super) unsafe fn any_keeping(t: &Tile<T>, to: *mut T) {
                    let b_is_packed = t.b_col == 1 && t.b_row == NR as isize;
                    // SAFETY: the caller's promise.
                    unsafe {
                        match (b_is_packed, t.b_col == 1, t.b_far) {
                            (true, _, _) => keeping::<PACKED>(t, to),
                            (_, true, _) => keeping::<ACROSS>(t, to),
                            (_, _, true) => keeping::<FAR>(t, to),
                            (_, _, false) => keeping::<NEAR>(t, to),
                        }
                    }
                }

                #[target_feature(enable = $features)]
                unsafe fn asking<const FORM: u8>(t: &Tile<T>, ahead: &Ahead<T>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { text::<$simd, { TILES.len() }, NR, FORM>(t, AskAhead::new(t, ahead)) }
                }

                /// # Safety
                /// As `GemmKernel::asking` says; the processor has the features.
                pub(super) unsafe fn any_asking(t: &Tile<T>, ahead: &Ahead<T>) {
                    let b_is_packed = t.b_col == 1 && t.b_row == NR as isize;
                    // SAFETY: the caller's promise.
                    unsafe {
                        match (b_is_packed, t.b_col == 1) {
                            (true, _) => asking::<PACKED>(t, ahead),
                            (_, true) => asking::<ACROSS>(t, ahead),
                            (_, false) => asking::<NEAR>(t, ahead),
                        }
                    }
                }

                /// # Safety
                /// As `Tile` says, but for the limits of m and n, and without padding; the processor has the features.
                pub(super) unsafe fn product(t: &Tile<T>) {
                    // SAFETY: the caller's promise.
                    unsafe {
                        let low = if LOW_LANES < $lanes && halves_registers() { LOW_LANES } else { 0 };
                        each_tile(t, (MR, NR, $lanes, low), |t| any(t))
                    }
                }

                /// # Safety
                /// As `Panel` says; the processor has the features.
                #[target_feature(enable = $features)]
                pub(super) unsafe fn pack(panel: &Panel<T>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { $pack(panel) }
                }

                /// # Safety
                /// As `Merge` says; the processor has the features.
                #[target_feature(enable = $features)]
                pub(super) unsafe fn merge(t: &Merge<T>) {
                    // SAFETY: the caller's promise, and the features of this function.
                    unsafe { $crate::kernel::simd::merge::merge::<$simd, T>(t) }
                }

                pub(super) const MR: usize = TILES.len() * $lanes;
                pub(super) const NR: usize = TILES[0].len();
            }
            $crate::kernel::GemmKernel { mr: tiles::MR, nr: tiles::NR, lanes: $lanes, tile: tiles::any, keeping: tiles::any_keeping, asking: tiles::any_asking, product: tiles::product, sweep: $sweep, merge: tiles::merge, pack: tiles::pack }
        }
    };
    (@low [$($nr:literal)*]) => { [$(low_forms::<$nr>()),*] };
    (@row $mv:literal, [$($nr:literal)*]) => { &[$(forms::<$mv, $nr>()),*] };
}
pub(crate) use gemm_kernels;
