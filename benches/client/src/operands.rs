//! Where operands lie and what is in them: the same for every library.

use std::alloc::{Layout, handle_alloc_error};
use std::mem::size_of;

use crate::scalar::{C64, Plain, Scalar};

/// The alignment of every block: a cache line.
const ALIGN: usize = 64;
/// Blocks of this size ask for huge pages, as NumPy does for its arrays.
const HUGE: usize = 4 << 20;
/// Bytes of poison: NaN as floating-point numbers, −1 as integers.
const POISON: u8 = 0xff;

/// Memory that a library reads or writes. Filled with poison at first, so its pages are there.
pub(crate) struct Block {
    start: *mut u8,
    bytes: usize,
}

// SAFETY: a block owns its memory as a vector does.
unsafe impl Send for Block {}

impl Block {
    /// Room for `count` elements.
    pub(crate) fn new<T: Plain>(count: usize) -> Self {
        let bytes = (count * size_of::<T>()).max(1);
        let layout = Self::layout(bytes);
        // SAFETY: the layout has a size.
        let start = unsafe { std::alloc::alloc(layout) };
        if start.is_null() {
            handle_alloc_error(layout);
        }
        if bytes >= HUGE {
            let page = start.wrapping_add(start.align_offset(4096));
            // SAFETY: whole pages of the block; the advice changes nothing that is in them.
            unsafe { libc::madvise(page.cast(), bytes - 4096, libc::MADV_HUGEPAGE) };
        }
        let mut block = Self { start, bytes };
        block.poison();
        block
    }

    fn layout(bytes: usize) -> Layout {
        Layout::from_size_align(bytes, ALIGN).expect("operands fit into the address space")
    }

    /// Bytes of it.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// For the library: valid for the block's lifetime, and nobody else holds a reference during a call.
    #[inline]
    pub(crate) fn ptr<T: Plain>(&self) -> *mut T {
        self.start.cast()
    }

    /// What is in it.
    pub(crate) fn slice<T: Plain>(&self) -> &[T] {
        // SAFETY: the block is ours, aligned for every Plain type and initialised, and no call runs.
        unsafe { std::slice::from_raw_parts(self.start.cast(), self.bytes / size_of::<T>()) }
    }

    /// To write.
    pub(crate) fn slice_mut<T: Plain>(&mut self) -> &mut [T] {
        // SAFETY: as in `slice`, and `self` is borrowed alone.
        unsafe { std::slice::from_raw_parts_mut(self.start.cast(), self.bytes / size_of::<T>()) }
    }

    /// NaN everywhere.
    pub(crate) fn poison(&mut self) {
        // SAFETY: the block is ours and `self` is borrowed alone.
        unsafe { self.start.write_bytes(POISON, self.bytes) };
    }

    /// Takes over what is in a block of the same size.
    pub(crate) fn restore(&mut self, from: &Block) {
        self.slice_mut::<u8>().copy_from_slice(from.slice());
    }

    /// Whether every bit is the same.
    pub(crate) fn same(&self, other: &Block) -> bool {
        self.slice::<u8>() == other.slice::<u8>()
    }
}

impl Clone for Block {
    fn clone(&self) -> Self {
        let mut block = Self::new::<u8>(self.bytes);
        block.restore(self);
        block
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: allocated in `new` with this layout.
        unsafe { std::alloc::dealloc(self.start, Self::layout(self.bytes)) };
    }
}

/// A stream of numbers, the same in every process (SplitMix64).
pub(crate) struct Seed(u64);

impl Seed {
    /// The stream of a number.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// ±(2⁻¹⁰…1): neither zero nor tiny, so that no product of them is special.
    fn real(&mut self) -> f64 {
        let bits = self.bits();
        let size = (bits >> 11) as f64 / (1u64 << 53) as f64;
        let size = size.mul_add(1.0 - 1.0 / 1024.0, 1.0 / 1024.0);
        if bits & 1 == 0 { size } else { -size }
    }

    /// An ordinary element.
    pub(crate) fn element<T: Scalar>(&mut self) -> T {
        T::of(C64::new(self.real(), self.real()))
    }

    /// An element with six bits behind the point: sums of a few products of such are exact in every type.
    pub(crate) fn coarse<T: Scalar>(&mut self) -> T {
        let mut part = || {
            let bits = self.bits();
            let size = ((bits >> 1) % 63 + 1) as f64 / 64.0;
            if bits & 1 == 0 { size } else { -size }
        };
        T::of(C64::new(part(), part()))
    }

    /// A vector to check a matrix by: every entry has a size of ½…1, so that no column escapes.
    pub(crate) fn probe(&mut self, n: usize) -> Vec<C64> {
        (0..n)
            .map(|_| {
                let size = 0.5 + 0.5 * self.real().abs();
                C64::from_polar(size, std::f64::consts::PI * self.real())
            })
            .collect()
    }
}
