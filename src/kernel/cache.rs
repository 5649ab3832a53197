//! The cache sizes of this processor, which blocking is derived from.

use std::sync::atomic::{AtomicUsize, Ordering};

use raw_cpuid::{CacheType, CpuId};

/// Data cache sizes in bytes, of one core (the last level: of those that share it).
#[derive(Clone, Copy, Debug)]
pub(crate) struct CacheSizes {
    /// Level 1.
    pub(crate) l1: usize,
    /// Level 2.
    pub(crate) l2: usize,
    /// Level 3.
    pub(crate) l3: usize,
}

/// Sizes of levels 1 to 3 for what the processor doesn't tell: a small machine's.
const OTHERWISE: [usize; 3] = [32 << 10, 256 << 10, 4 << 20];

impl CacheSizes {
    /// What the processor says of itself. (The C library's sysconf adds up the last levels of all cores on some.)
    #[must_use]
    pub(crate) fn current() -> CacheSizes {
        // Threads that ask first at the same time find the same; nobody waits, so a fork leaves no lock held.
        static KNOWN: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];
        let read = || KNOWN.each_ref().map(|size| size.load(Ordering::Relaxed));
        let mut sizes = read();
        if sizes.contains(&0) {
            sizes = detected();
            for (known, size) in KNOWN.iter().zip(sizes) {
                known.store(size, Ordering::Relaxed);
            }
        }
        let [l1, l2, l3] = sizes;
        CacheSizes { l1, l2, l3 }
    }
}

/// Bytes of a cache line.
pub(crate) const LINE: usize = 64;
/// A page; a way of the first-level cache holds as much. So lines a multiple of it apart share a set.
pub(crate) const PAGE: usize = 4096;
/// Whether `count` columns that lie `bytes` apart crowd each other: they share sets, and fill more than half of them. (A half or a quarter
/// of a page apart, they don't yet: AMD Zen 4, products of order 16 to 256 lose 3 to 15 % where they are treated so.)
#[inline]
pub(crate) fn are_crowded(count: usize, bytes: usize) -> bool {
    bytes.is_multiple_of(PAGE) && count.saturating_mul(PAGE) > CacheSizes::current().l1 / 2
}

/// How many columns that lie `bytes` apart L2 has room for a line of: the larger the power of two by which they do, the fewer sets they share.
#[inline]
pub(crate) fn lines_in_l2(bytes: usize) -> usize {
    let power = bytes & bytes.wrapping_neg();
    CacheSizes::current().l2 / power.max(LINE)
}

/// Sizes of levels 1 to 3.
fn detected() -> [usize; 3] {
    let mut sizes = OTHERWISE;
    let caches = CpuId::new().get_cache_parameters().into_iter().flatten();
    for cache in caches.filter(|cache| matches!(cache.cache_type(), CacheType::Data | CacheType::Unified)) {
        let bytes = cache.sets()
            * cache.associativity()
            * cache.physical_line_partitions()
            * cache.coherency_line_size();
        if let Some(size) = sizes.get_mut(usize::from(cache.level()).wrapping_sub(1)).filter(|_| bytes > 0) {
            *size = bytes;
        }
    }
    sizes
}
