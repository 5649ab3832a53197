//! The cache sizes of this processor, which blocking is derived from, and whether it wants to be told what will be read next.

use std::arch::x86_64::__cpuid;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

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

impl CacheSizes {
    /// What the C library knows of this processor; what it doesn't know is taken as a small machine's.
    #[must_use]
    pub(crate) fn current() -> CacheSizes {
        // Threads that ask first at the same time find the same; nobody waits, so a fork leaves no lock held.
        static KNOWN: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];
        CacheSizes {
            l1: size(&KNOWN[0], libc::_SC_LEVEL1_DCACHE_SIZE, 32 << 10),
            l2: size(&KNOWN[1], libc::_SC_LEVEL2_CACHE_SIZE, 256 << 10),
            l3: size(&KNOWN[2], libc::_SC_LEVEL3_CACHE_SIZE, 4 << 20),
        }
    }
}

fn size(known: &AtomicUsize, name: libc::c_int, otherwise: usize) -> usize {
    let mut bytes = known.load(Ordering::Relaxed);
    if bytes == 0 {
        // SAFETY: sysconf takes any name.
        let found = usize::try_from(unsafe { libc::sysconf(name) }).unwrap_or(0);
        bytes = if found > 0 { found } else { otherwise };
        known.store(bytes, Ordering::Relaxed);
    }
    bytes
}

/// Whether kernels that read a long vector do well to ask for what comes next. Not on AMD's processors, which read ahead of
/// a loop as far as it pays: of what is asked for beside that, they take the place of what would have come anyway. (Zen 4, sums of 8 MB: 61 GB/s without,
/// 40 with; of 80 MB: 24 and 18. An Intel Xeon gains by it.)
#[inline]
pub(super) fn wants_prefetches() -> bool {
    const UNKNOWN: u8 = 2;
    static KNOWN: AtomicU8 = AtomicU8::new(UNKNOWN);
    #[cold]
    fn find() -> u8 {
        let leaf = __cpuid(0);
        let vendor = [leaf.ebx, leaf.edx, leaf.ecx].map(u32::to_le_bytes);
        let wants = u8::from(vendor.as_flattened() != b"AuthenticAMD");
        KNOWN.store(wants, Ordering::Relaxed);
        wants
    }
    let known = KNOWN.load(Ordering::Relaxed);
    (if known == UNKNOWN { find() } else { known }) != 0
}
