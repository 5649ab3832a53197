//! How a matrix product is cut: derived from the kernel's tile and the cache sizes, and from nothing else, so that
//! the answer does not depend on how many threads work.

use crate::kernel::{CacheSizes, GemmKernel, PAGE, wants_prefetches};
use crate::scalar::Scalar;

/// Block sizes of a packed matrix product. Overridable in tests, so that small matrices reach every loop.
#[derive(Clone, Copy, Debug)]
pub struct Blocking {
    /// Depth of packed panels.
    pub kc: usize,
    /// Rows of A packed at a time.
    pub mc: usize,
    /// Columns of B packed at a time.
    pub nc: usize,
    /// The same if one thread packs and reads them.
    pub nc_alone: usize,
    /// Rows of C that one task computes.
    pub mt: usize,
    /// Columns of C that one task computes.
    pub nt: usize,
    /// Flops of a task.
    pub task: usize,
    /// Multiplications of a product that is computed on the operands where they lie.
    pub small: usize,
    /// Bytes of an A that is not too far away to be read again and again.
    pub near: usize,
    /// Tiles of A, at most, that read a B with adjacent rows where it lies: for more, it is packed.
    pub reads: usize,
    /// Bytes of A and C that come from a cache, not from memory, if they were used a while ago.
    pub cached: usize,
}

/// Flops of a task: 100 to 300 µs of one core.
const TASK_FLOPS: usize = 13_000_000;
/// Packed blocks are at most this long, that scratch stays bounded.
const PACKED_BYTES: usize = 8 << 20;

/// What a thread alone packs of B, most of which is then near, though it packs A again for the next columns. (`dgemm` of order 1000 and 2000: Zen 4 0.92 to
/// 0.98 of the time of all columns at once, Zen 3 0.92 to 1.0, and 0.93 to 0.97 of that of half as many.)
const ALONE_BYTES: usize = 2 << 20;

/// B is packed if it is read more often than this, where its columns may not have room in a set of L1 beside what passes by.
/// (Zen 3, `sgemm` of order 350 to 500: 0.91 to 0.95 of the time of five times; other types and orders 0.98 to 1.01.)
const READS: usize = 3;
/// The same where they have room: a panel fills L1 no better (AMD Zen 5, order 700 to 2048: 1 to 4 % faster without packing).
const READS_WITH_ROOM: usize = 20;
/// Places of a set of L1 that panels of A and columns of C pass through. (Zen 3, whose sets have eight and its tiles six columns: with B packed, `sgemm`
/// of order 700 to 1500 takes 0.89 to 0.94 of the time.)
const PASSING: usize = 4;

impl Blocking {
    /// Flops of a product that no second thread is asked about.
    pub(super) const SERIAL: usize = 1 << 19;
    /// Products of up to so many multiplications are done before packing would have paid: 100×100×100.
    pub(super) const SMALL: usize = 1 << 20;

    /// For a kernel on this processor.
    ///
    /// - A panel of B (kc×nr) stays in L1 while panels of A stream past it: kc·nr ≤ ¾·L1.
    /// - A task's rows of A (mt×kc) take half of L2, through which they stream once a panel of B; the other half is for
    ///   the panels of B and the columns of C that come and go meanwhile. Were it all of L2, those would push rows of A
    ///   out to L3, which not every processor has near.
    /// - All of packed B (kc×nc), and of A (mc×kc), stays in the L3 that the cores share: ≤ L3/4 each.
    /// - A thread alone packs [`ALONE_BYTES`] of B. Where processors want prefetches, as Intel's, to pack A takes longer: there it packs what
    ///   the threads would (whether parts pay there was not measured).
    #[must_use]
    pub fn new<T: Scalar>(kernel: &GemmKernel<T>) -> Blocking {
        let (caches, size) = (CacheSizes::current(), size_of::<T>());
        let kc = (caches.l1 / 4 * 3 / size / kernel.nr).clamp(128, 512) / 8 * 8;
        let mt = down(caches.l2 / 2 / size / kc, kernel.mr).max(4 * kernel.mr);
        let nt = down(TASK_FLOPS / T::FLOPS as usize / mt / kc, kernel.nr).max(4 * kernel.nr);
        let cached = (caches.l3 / 4).clamp(1 << 20, PACKED_BYTES);
        let packed = cached / size / kc;
        let (mc, nc) = (down(packed, mt).max(mt), down(packed, nt).max(nt));
        let alone = if wants_prefetches() { cached } else { cached.min(ALONE_BYTES) };
        let nc_alone = down(alone / size / kc, kernel.nr).max(nt);
        let room = caches.l1 / PAGE >= kernel.nr + PASSING;
        let reads = if room { READS_WITH_ROOM } else { READS };
        let (task, small, near) = (TASK_FLOPS, Blocking::SMALL, caches.l2);
        Blocking { kc, mc, nc, nc_alone, mt, nt, task, small, near, reads, cached }
    }

    /// Rows of C, n wide, whose slice of a product k deep makes a task.
    pub(super) fn rows<T: Scalar>(&self, n: usize, k: usize) -> usize {
        self.task / (T::FLOPS as usize * n * even_part(k, self.kc, 1)).max(1)
    }
}

/// `x` rounded down to a multiple of `unit`.
fn down(x: usize, unit: usize) -> usize {
    x / unit * unit
}

/// The length of parts that cut `total` evenly into as few as parts of `most` do, a multiple of `unit`.
#[must_use]
pub fn even_part(total: usize, most: usize, unit: usize) -> usize {
    let parts = total.div_ceil(most).max(1);
    total.div_ceil(parts).next_multiple_of(unit)
}
