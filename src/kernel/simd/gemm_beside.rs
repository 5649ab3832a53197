//! What a register tile does beside its product: while units multiply, those that store and that ask memory have little to do.

use crate::kernel::simd::Simd;

/// Work that a tile takes along.
pub(crate) trait Beside<T> {
    /// Whether A lies as it does, and all of its columns are whole registers.
    #[inline(always)]
    fn lies(&self) -> bool {
        false
    }

    /// Whether C is asked for before the first step, as if A were packed.
    #[inline(always)]
    fn fetches(&self) -> bool {
        false
    }

    /// The next column of A, in MV registers.
    ///
    /// # Safety
    /// There is room for it, if it is kept; the processor has `S`.
    #[inline(always)]
    unsafe fn column<S: Simd, const MV: usize>(&mut self, _column: &[S::Reg; MV]) {}

    /// A turn of the loop over k begins: of a tile so many bytes high. (What is done in turns, not in steps, leaves those to the compiler in
    /// one piece: Intel Emerald Rapids, dgemm 4000×64×128: 810 instead of 880 µs.)
    #[inline(always)]
    fn turn(&mut self, _height: usize) {}
}

/// Nothing: A has been packed, or is near where it lies.
pub(crate) struct Nothing;

impl<T> Beside<T> for Nothing {}
