//! Kernels: the inner loops, for each instruction set and each precision, behind one table a type.
//!
//! Kernels allocate nothing, check nothing and know no arena. Their texts stand once, over [`simd::Simd`] (a vector
//! register of some instruction set), in `simd/`; `avx2/` and `avx512/` compile those texts for their registers;
//! `generic/` is portable Rust, which is the fallback and the oracle of the others in tests.
//!
//! [`Isa::current`] is decided once a process: the best set that CPUID offers, or less if `ARENABLAS_ISA` says so.

use crate::scalar::{Scalar, c32, c64};

mod avx2;
mod avx512;
mod cache;
pub mod corner;
pub mod diagonal;
pub mod dots;
pub mod gemm;
mod generic;
mod isa;
pub mod merge;
pub mod packing;
mod processor;
mod simd;
mod stream;
mod strip;
mod sweep;
mod turned;
pub mod vector;

pub(crate) use cache::{CacheSizes, LINE, PAGE, are_crowded};
pub use corner::CornerKernels;
pub use diagonal::DiagonalKernels;
pub use dots::DotsKernel;
pub use gemm::GemmKernel;
pub use isa::Isa;
pub(crate) use processor::{prefers_one_stream, wants_prefetches};
pub(crate) use stream::fetch;
pub use vector::{Extreme, VectorKernels};

/// The kernels of one instruction set for one element type.
#[derive(Debug)]
pub struct Kernels<T: Scalar> {
    /// Matrix product on a register tile.
    pub gemm: GemmKernel<T>,
    /// Matrix product by inner products, if there is one for the type.
    pub dots: Option<DotsKernel<T>>,
    /// Triangles on the diagonal, as wide as that tile.
    pub corner: CornerKernels<T>,
    /// Those as high as that tile.
    pub diagonal: DiagonalKernels<T>,
    /// Vector and matrix-vector operations.
    pub vector: VectorKernels<T>,
    /// The same for what the processor doesn't read ahead far enough, so that it is told. On those that read one stream faster than several,
    /// vectors that come out of the last cache (measured on Zen 5, two vectors of 3 MB together: 108 GB/s, 127 if told; of 16 MB, and of
    /// what L2 holds half of, to tell takes longer). On those that want prefetches, two vectors and what is written, out of the last cache or
    /// memory, and matrices out of memory (Emerald Rapids, 0.90 to 0.98 of the time of `streaming`; a single vector that is read: 1.07).
    pub ahead: VectorKernels<T>,
    /// The same for matrices that come out of a cache, on processors that read one stream faster than several.
    pub single: VectorKernels<T>,
    /// The same for matrices that come out of a cache that is shared.
    pub shared: VectorKernels<T>,
    /// The same where operands come out of memory, and whoever reads them is not told. A load of a whole cache line keeps a core from asking
    /// for lines ahead as early as two loads do (measured on Zen 4: 20 to 30 GB/s with registers of 64 bytes, 26 to 32 with those of
    /// 32), so these have the narrower registers.
    pub streaming: VectorKernels<T>,
}

/// Bytes of operands from which on they come out of memory, or out of a cache that is shared and far away.
pub const STREAM: usize = 1 << 21;
/// Bytes of operands that come out of memory, whatever the caches are.
pub const FAR: usize = 1 << 26;
/// Bytes of columns that are short: a wide register or two.
const SHORT: usize = 128;

impl<T: Scalar> Kernels<T> {
    /// The vector kernels for operands of so many bytes together, which are only read, or written as well, and one or several. Sums may round
    /// differently in the tables, so it is the size of whole operands that counts, and not that of the part that a task has of them.
    #[must_use]
    #[inline(always)]
    pub fn vector_for(&self, bytes: usize, only_read: bool, alone: bool) -> &VectorKernels<T> {
        if prefers_one_stream() && is_in_last_cache(bytes) {
            &self.ahead
        } else if bytes < STREAM {
            &self.vector
        } else if wants_prefetches() && !(only_read && alone) {
            &self.ahead
        } else if only_read && prefers_one_stream() {
            &self.shared
        } else {
            &self.streaming
        }
    }

    /// The kernels for products with a symmetric matrix of order `n`. The columns of a small triangle are but part of a wide register,
    /// and what is stored of one can't be loaded again at once, where whole narrow registers can (measured on Zen 4: ssymv of order
    /// 32 takes 20 % less, zhemv of order 8 too).
    #[must_use]
    #[inline(always)]
    pub fn vector_for_symmetric(&self, n: usize) -> &VectorKernels<T> {
        if n * size_of::<T>() <= SHORT { &self.streaming } else { &self.vector }
    }
}

/// Whether operands of so many bytes come out of the last cache, most of them, and leave room there for much else.
fn is_in_last_cache(bytes: usize) -> bool {
    let caches = CacheSizes::current();
    bytes > 2 * caches.l2 && bytes <= caches.l3 / 4
}

macro_rules! tables {
    ($($for_isa:ident, $current:ident, $known:ident, $table:ident, $t:ident;)*) => {
        $(
            /// The kernels for this type and an instruction set.
            ///
            /// # Panics
            /// If the processor does not have it. So whoever has a table may call what is in it: the `SAFETY` notes rest on it.
            #[must_use]
            pub(crate) fn $for_isa(isa: Isa) -> &'static Kernels<$t> {
                assert!(isa.is_available());
                $table(isa)
            }

            /// The kernels for this type on this processor.
            #[must_use]
            #[inline]
            pub(crate) fn $current() -> &'static Kernels<$t> {
                $table(Isa::current())
            }

            /// The same, if they were asked for before.
            #[must_use]
            #[inline]
            pub(crate) fn $known() -> Option<&'static Kernels<$t>> {
                Isa::known().map($table)
            }

            /// The kernels of a set that the processor has.
            #[inline]
            fn $table(isa: Isa) -> &'static Kernels<$t> {
                static GENERIC: Kernels<$t> = Kernels {
                    gemm: generic::gemm::kernel(),
                    dots: None,
                    corner: generic::corner::kernels(),
                    diagonal: generic::diagonal::kernels(),
                    vector: generic::vector::kernels(),
                    ahead: generic::vector::kernels(),
                    single: generic::vector::kernels(),
                    shared: generic::vector::kernels(),
                    streaming: generic::vector::kernels(),
                };
                static AVX2: Kernels<$t> = Kernels {
                    gemm: avx2::gemm::$t(),
                    dots: avx2::dots::$t(),
                    corner: avx2::corner::$t(),
                    diagonal: avx2::diagonal::$t(),
                    vector: avx2::vector::$t(),
                    ahead: avx2::vector::$t().ahead(),
                    single: avx2::vector::$t().single(),
                    shared: avx2::vector::$t().wide(),
                    streaming: avx2::vector::$t().wide(),
                };
                static AVX512: Kernels<$t> = Kernels {
                    gemm: avx512::gemm::$t(),
                    dots: avx512::dots::$t(),
                    corner: avx512::corner::$t(),
                    diagonal: avx512::diagonal::$t(),
                    vector: avx512::vector::$t(),
                    ahead: avx512::vector::$t().ahead(),
                    single: avx512::vector::$t().single(),
                    shared: avx512::vector::$t().wide(),
                    streaming: avx2::vector::$t().wide(),
                };
                match isa {
                    Isa::Generic => &GENERIC,
                    Isa::Avx2 => &AVX2,
                    Isa::Avx512 => &AVX512,
                }
            }
        )*
    };
}

tables! {
    f32_kernels_for, f32_kernels, f32_kernels_if_known, f32_table, f32;
    f64_kernels_for, f64_kernels, f64_kernels_if_known, f64_table, f64;
    c32_kernels_for, c32_kernels, c32_kernels_if_known, c32_table, c32;
    c64_kernels_for, c64_kernels, c64_kernels_if_known, c64_table, c64;
}
