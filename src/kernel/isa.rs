//! Which instruction set the kernels use.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::env;
use crate::kernel::processor;

/// An instruction set that there are kernels for, from the least to the most capable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Isa {
    /// Whatever the compiler targets.
    Generic,
    /// AVX2 and FMA (Haswell, Zen 1 and later).
    Avx2,
    /// AVX-512 F, DQ, BW and VL (Skylake-X, Zen 4 and later).
    Avx512,
}

const GENERIC: u8 = Isa::Generic as u8;
const AVX2: u8 = Isa::Avx2 as u8;
const AVX512: u8 = Isa::Avx512 as u8;

/// The set in use, and what [`processor`] says of the processor: known at once, so that nobody chooses by a half of it.
pub(super) static CURRENT: AtomicU8 = AtomicU8::new(SET);

/// Bits that tell the set; none of them before it was asked for.
pub(super) const SET: u8 = 0x0f;

impl Isa {
    /// The set in use: the best available one that is no better than `ARENABLAS_ISA` allows.
    ///
    /// Threads that ask first at the same time find the same; nobody waits, so a fork leaves no lock held.
    #[must_use]
    #[inline]
    pub fn current() -> Isa {
        Isa::known().unwrap_or_else(Isa::detect)
    }

    /// The set in use, if it was asked for before.
    #[inline]
    pub(super) fn known() -> Option<Isa> {
        match CURRENT.load(Ordering::Relaxed) & SET {
            AVX512 => Some(Isa::Avx512),
            AVX2 => Some(Isa::Avx2),
            GENERIC => Some(Isa::Generic),
            _ => None,
        }
    }

    #[cold]
    fn detect() -> Isa {
        let limit = env::isa().and_then(|name| Isa::from_name(&name)).unwrap_or(Isa::Avx512);
        let found = [Isa::Avx512, Isa::Avx2]
            .into_iter()
            .find(|isa| *isa <= limit && isa.is_available())
            .unwrap_or(Isa::Generic);
        CURRENT.store(found as u8 | processor::find(), Ordering::Relaxed);
        found
    }

    /// Whether this processor has it.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            Isa::Generic => true,
            Isa::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            Isa::Avx512 => {
                Isa::Avx2.is_available()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
            }
        }
    }

    /// Its name, as `ARENABLAS_ISA` spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Isa::Generic => "generic",
            Isa::Avx2 => "avx2",
            Isa::Avx512 => "avx512",
        }
    }

    /// The set of a name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Isa> {
        [Isa::Generic, Isa::Avx2, Isa::Avx512]
            .into_iter()
            .find(|isa| isa.name().eq_ignore_ascii_case(name.trim()))
    }
}
