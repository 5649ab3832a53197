//! The cache sizes of this processor, which blocking is derived from.

use std::sync::OnceLock;

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
        static CURRENT: OnceLock<CacheSizes> = OnceLock::new();
        *CURRENT.get_or_init(|| CacheSizes {
            l1: size(libc::_SC_LEVEL1_DCACHE_SIZE, 32 << 10),
            l2: size(libc::_SC_LEVEL2_CACHE_SIZE, 256 << 10),
            l3: size(libc::_SC_LEVEL3_CACHE_SIZE, 4 << 20),
        })
    }
}

fn size(name: libc::c_int, otherwise: usize) -> usize {
    // SAFETY: sysconf takes any name.
    match usize::try_from(unsafe { libc::sysconf(name) }) {
        Ok(bytes) if bytes > 0 => bytes,
        _ => otherwise,
    }
}
