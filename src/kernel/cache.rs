//! The cache sizes of this processor, which blocking is derived from, and whether it wants to be told what will be read next.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

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

/// Whether kernels that read a long vector do well to ask for what comes next. Not on AMD's processors, which read ahead of
/// a loop as far as it pays: what is asked for beside that takes the place of what would have come anyway. (Zen 4, sums of
/// 8 MB: 61 GB/s without, 40 with; of 80 MB: 24 and 18. An Intel Xeon gains by it.)
#[inline]
pub(crate) fn wants_prefetches() -> bool {
    const UNKNOWN: u8 = 2;
    static KNOWN: AtomicU8 = AtomicU8::new(UNKNOWN);
    #[cold]
    fn find() -> u8 {
        let wants = u8::from(!is_amd());
        KNOWN.store(wants, Ordering::Relaxed);
        wants
    }
    let known = KNOWN.load(Ordering::Relaxed);
    (if known == UNKNOWN { find() } else { known }) != 0
}

/// Whether one stream of whole cache lines is what this processor reads fastest, rather than several side by side or halves of lines:
/// AMD's since Zen 5 (family 1Ah). (Zen 5, one thread: a matrix of 512 KB from L2 column by column 250 GB/s, by four columns 134; of
/// 8 MB from L3 122 and 103; vectors of 80 MB from one place 45 GB/s, from four in turns 27. Zen 4 is the other way round.)
///
/// Known to whoever has kernels ([`Isa::current`](super::Isa::current)), so that to ask is a load.
#[inline(always)]
pub(crate) fn prefers_one_stream() -> bool {
    ONE_STREAM.load(Ordering::Relaxed)
}

static ONE_STREAM: AtomicBool = AtomicBool::new(false);

/// Finds out what [`prefers_one_stream`] answers.
pub(super) fn find_streams() {
    const ZEN_5: u8 = 0x1a;
    let family = CpuId::new().get_feature_info().map_or(0, |info| info.family_id());
    ONE_STREAM.store(is_amd() && family >= ZEN_5, Ordering::Relaxed);
}

/// Whether AMD made the processor.
fn is_amd() -> bool {
    CpuId::new().get_vendor_info().is_some_and(|vendor| vendor.as_str() == "AuthenticAMD")
}
