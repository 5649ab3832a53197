//! [`Simd`]: a vector register of some instruction set, and the kernels' texts written over it.
//!
//! Every method is `#[inline(always)]` and calls intrinsics of its instruction set, so a text is only correct, and
//! only fast, inlined into a function that has the `#[target_feature]` (`avx2/` and `avx512/` provide those). So texts
//! have loops over their arrays of registers, and no closures (`map`, `from_fn`): those are functions of their own that
//! the compiler may leave where they are, and then every instruction in them is a call.
//! Complex numbers are pairs of lanes: (re, im, re, im, …).

mod ahead;
mod alone;
mod axpy;
mod both_ways;
mod columns;
mod combine_complex;
mod combine_real;
mod complex_lanes;
mod complex_parts;
mod copy_far;
pub(crate) mod corner;
pub(crate) mod corner_product;
pub(crate) mod diagonal;
pub(crate) mod diagonal_pack;
pub(crate) mod diagonal_product;
pub(crate) mod diagonal_turned;
mod dot_complex;
mod dot_real;
mod extreme;
pub(crate) mod gemm_ask;
pub(crate) mod gemm_beside;
pub(crate) mod gemm_complex;
pub(crate) mod gemm_dots;
pub(crate) mod gemm_factors;
pub(crate) mod gemm_forms;
pub(crate) mod gemm_keep;
pub(crate) mod gemm_real;
pub(crate) mod gemm_sweep;
pub(crate) mod gemm_table;
pub(crate) mod merge;
mod multiples;
pub(crate) mod numbers;
pub(crate) mod pack;
mod pairs;
mod panels_complex;
mod panels_real;
mod reduce;
mod sheared;
mod symmetric_complex;
mod symmetric_diagonal;
mod symmetric_real;
mod triangular;
mod update;
pub(crate) mod vector_complex;
pub(crate) mod vector_real;
pub(crate) mod vector_table;

/// A vector register of reals.
///
/// # Safety
/// All methods need a processor with the register's instruction set: the promise of whoever instantiates a text.
/// Those that take pointers need the lanes that they name to be readable or writable.
pub(crate) trait Simd: Copy + 'static {
    /// What a lane holds.
    type Elem: Copy + 'static;
    /// The register.
    type Reg: Copy;
    /// Some of the lanes.
    type Lanes: Copy;
    /// The register of half the size, or the same if there is none.
    type Half: Simd<Elem = Self::Elem>;
    /// Number of lanes; even.
    const LANES: usize;

    /// All lanes 0.
    unsafe fn zero() -> Self::Reg;
    /// All lanes x.
    unsafe fn splat(x: Self::Elem) -> Self::Reg;
    /// (re, im, re, im, …) from the two elements at `p`.
    unsafe fn splat_pair(p: *const Self::Elem) -> Self::Reg;
    /// All lanes from `p`, at any alignment.
    unsafe fn load(p: *const Self::Elem) -> Self::Reg;
    /// All lanes to `p`, at any alignment.
    unsafe fn store(p: *mut Self::Elem, r: Self::Reg);
    /// All lanes to `p`, a multiple of the register's size, past the caches: others see them after [`fence`](Self::fence).
    unsafe fn stream(p: *mut Self::Elem, r: Self::Reg);
    /// The first `n` < LANES lanes from `p`, which alone are read; the others are taken from `rest`.
    unsafe fn load_first(p: *const Self::Elem, n: usize, rest: Self::Reg) -> Self::Reg;
    /// The last `n` < LANES lanes from `p`, which alone are read; the others are 0.
    unsafe fn load_last(p: *const Self::Elem, n: usize) -> Self::Reg;
    /// The first `n` < LANES lanes to `p`; nothing else is touched.
    unsafe fn store_first(p: *mut Self::Elem, n: usize, r: Self::Reg);

    /// The first `n` ≤ LANES lanes.
    unsafe fn lanes_before(n: usize) -> Self::Lanes;
    /// All but those.
    unsafe fn lanes_from(n: usize) -> Self::Lanes;
    /// The lanes that are in both.
    unsafe fn lanes_in_both(a: Self::Lanes, b: Self::Lanes) -> Self::Lanes;
    /// Those lanes from `p`, where no other need be readable; the others are 0.
    unsafe fn load_in(lanes: Self::Lanes, p: *const Self::Elem) -> Self::Reg;
    /// Those lanes to `p`; nothing else is touched.
    unsafe fn store_in(lanes: Self::Lanes, p: *mut Self::Elem, r: Self::Reg);
    /// Those lanes of a, the others of b.
    unsafe fn either(lanes: Self::Lanes, a: Self::Reg, b: Self::Reg) -> Self::Reg;
    /// Those lanes of r, the others 0.
    unsafe fn keep(lanes: Self::Lanes, r: Self::Reg) -> Self::Reg;

    /// a + b.
    unsafe fn add(a: Self::Reg, b: Self::Reg) -> Self::Reg;
    /// a − b.
    unsafe fn sub(a: Self::Reg, b: Self::Reg) -> Self::Reg;
    /// a·b.
    unsafe fn mul(a: Self::Reg, b: Self::Reg) -> Self::Reg;
    /// a·b + c, rounded once.
    unsafe fn fma(a: Self::Reg, b: Self::Reg, c: Self::Reg) -> Self::Reg;
    /// The same, and where registers are few the compiler moves no load over it: it would begin loads so early that sums had to leave
    /// their registers for them.
    #[inline(always)]
    unsafe fn fma_in_order(a: Self::Reg, b: Self::Reg, c: Self::Reg) -> Self::Reg {
        // SAFETY: the caller's promise.
        unsafe { Self::fma(a, b, c) }
    }
    /// The same in `lanes`; the others are those of c, and what a and b have there is not computed with.
    unsafe fn fma_in(lanes: Self::Lanes, a: Self::Reg, b: Self::Reg, c: Self::Reg) -> Self::Reg;
    /// Even lanes a·b − c, odd lanes a·b + c, rounded once: the heart of a complex product.
    unsafe fn fmaddsub(a: Self::Reg, b: Self::Reg, c: Self::Reg) -> Self::Reg;
    /// |x|.
    unsafe fn abs(r: Self::Reg) -> Self::Reg;
    /// −|x|.
    unsafe fn minus_abs(r: Self::Reg) -> Self::Reg;
    /// The larger of a and b; b where either is NaN.
    unsafe fn max(a: Self::Reg, b: Self::Reg) -> Self::Reg;
    /// A mask with bit i set where lane i of a and of b are equal.
    unsafe fn equal(a: Self::Reg, b: Self::Reg) -> u32;
    /// (x0, x1, x2, x3, …) -> (x1, x0, x3, x2, …).
    unsafe fn swap_pairs(r: Self::Reg) -> Self::Reg;
    /// (x0, x1, x2, x3, …) -> (x0, x0, x2, x2, …).
    unsafe fn evens(r: Self::Reg) -> Self::Reg;
    /// (x0, x1, x2, x3, …) -> (x1, x1, x3, x3, …).
    unsafe fn odds(r: Self::Reg) -> Self::Reg;
    /// The even lanes of a and b, in some order, and their odd lanes in the same.
    unsafe fn parts(a: Self::Reg, b: Self::Reg) -> (Self::Reg, Self::Reg);
    /// (x0, x1, x2, x3, …) -> (x0, −x1, x2, −x3, …): conjugates complex lanes.
    unsafe fn negate_odd(r: Self::Reg) -> Self::Reg;
    /// Edge of the square blocks that registers transpose.
    const BLOCK: usize;
    /// Transposes a block: element (i, p) from `src + i·row + p` to `dst + p·col + i`.
    unsafe fn transpose_block(src: *const Self::Elem, row: isize, dst: *mut Self::Elem, col: usize);
    /// Asks for the cache line at `p`, which may be any address, to be brought near for writing.
    #[inline(always)]
    unsafe fn prefetch(p: *const Self::Elem) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch never faults.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(p.cast()) }
    }
    /// Makes what was streamed visible before whatever is written later.
    #[inline(always)]
    unsafe fn fence() {
        // SAFETY: every x86-64 processor has the instruction.
        unsafe { std::arch::x86_64::_mm_sfence() }
    }
    /// The largest of all lanes, none of which is NaN.
    unsafe fn largest(r: Self::Reg) -> Self::Elem;
    /// The sum of all lanes, halves folded on halves: a fixed tree.
    unsafe fn sum(r: Self::Reg) -> Self::Elem;
    /// The sum of all lanes of each register, as [`sum`](Self::sum) computes it.
    #[inline(always)]
    unsafe fn sums<const N: usize>(r: [Self::Reg; N]) -> [Self::Elem; N] {
        // SAFETY: the caller's promise.
        unsafe {
            let mut sums = [Self::sum(r[0]); N];
            for i in 1..N {
                sums[i] = Self::sum(r[i]);
            }
            sums
        }
    }
}

/// The methods of a [`Simd`] that are a few instructions, a line each.
macro_rules! instructions {
    ($($name:ident($($arg:ident: $of:ty),*) $(-> $result:ty)? = $body:expr;)*) => { $(
        #[inline(always)]
        unsafe fn $name($($arg: $of),*) $(-> $result)? {
            // SAFETY: Simd's promise: the processor has the instructions, and the lanes at an address may be accessed.
            unsafe { $body }
        }
    )* };
}
pub(super) use instructions;

/// The sum of registers, halves folded on halves.
///
/// # Safety
/// The processor has `S`; U is a power of two.
#[inline(always)]
unsafe fn fold<S: Simd, const U: usize>(mut r: [S::Reg; U]) -> S::Reg {
    let mut half = U / 2;
    while half > 0 {
        for u in 0..half {
            // SAFETY: the caller's promise.
            r[u] = unsafe { S::add(r[u], r[u + half]) };
        }
        half /= 2;
    }
    r[0]
}
