//! The vector kernels of every instruction set that this processor has: against the portable ones, at every
//! alignment, at the edge of readable memory, and with the floating-point flags watched.

use std::arch::asm;

use arenablas::enums::{Op, Uplo};
use arenablas::kernel::{Extreme, Isa, VectorKernels};
use arenablas::mat::{MatMut, MatRef, TriRef, VecMut, VecRef};
use arenablas::scalar::{Real, Scalar, c32, c64};

mod common;
use common::strided::*;
use common::{Rng, for_all_types, isas};

/// Memory between two pages that nobody may touch.
struct Guarded {
    base: *mut u8,
    len: usize,
}
const PAGE: usize = 4096;

impl Guarded {
    fn new(bytes: usize) -> Self {
        let len = bytes.next_multiple_of(PAGE) + 2 * PAGE;
        // SAFETY: a fresh private mapping; then the access to its first and last page is taken away.
        unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
            let base =
                libc::mmap(std::ptr::null_mut(), len, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
            assert!(base != libc::MAP_FAILED);
            let base = base.cast::<u8>();
            assert!(libc::mprotect(base.cast(), PAGE, libc::PROT_NONE) == 0);
            assert!(libc::mprotect(base.add(len - PAGE).cast(), PAGE, libc::PROT_NONE) == 0);
            Guarded { base, len }
        }
    }
    /// `data` right before the page at the end, or right behind the one at the start.
    fn place<T: Scalar>(&mut self, data: &[T], at_end: bool) -> &mut [T] {
        let bytes = size_of_val(data);
        assert!(bytes <= self.len - 2 * PAGE);
        let offset = if at_end { self.len - PAGE - bytes } else { PAGE };
        // SAFETY: inside the accessible part, aligned to the element as sizes of elements divide a page.
        let slice = unsafe { std::slice::from_raw_parts_mut(self.base.add(offset).cast::<T>(), data.len()) };
        slice.copy_from_slice(data);
        slice
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        // SAFETY: the whole of our mapping.
        unsafe { libc::munmap(self.base.cast(), self.len) };
    }
}

/// Operands of all kernels, in memory that the test chooses.
struct Operands<'a, T> {
    /// m elements each.
    x: &'a mut [T],
    y: &'a mut [T],
    /// n elements.
    z: &'a mut [T],
    /// m×n, its columns `ld` apart.
    a: &'a mut [T],
    ld: usize,
}

/// Runs every kernel once and returns all that it wrote or answered.
fn run_all<T: Scalar>(kernels: &VectorKernels<T>, alpha: T, conj: bool, o: Operands<'_, T>) -> Vec<T> {
    let Operands { x, y, z, a, ld } = o;
    let (m, n) = (x.len(), z.len());
    let mut out = Vec::new();
    let whole = |a: &[T]| {
        // SAFETY: a holds (n − 1)·ld + m elements, or nothing is in the view.
        unsafe { MatRef::from_raw(a.as_ptr(), m, n, 1, ld as isize) }.op(if conj {
            Op::Conj
        } else {
            Op::NoTrans
        })
    };
    let xv = VecRef::from_slice(x).conj_if(conj);
    out.push(kernels.dot(xv, VecRef::from_slice(y)));
    out.push(T::from_real(kernels.nrm2(xv)));
    out.push(T::from_real(kernels.asum(xv)));
    out.push(T::from_real(kernels.sum(xv)));
    for which in [Extreme::LargestSize, Extreme::SmallestSize, Extreme::Largest, Extreme::Smallest] {
        out.push(T::from_real(T::Real::from_f64(kernels.extreme(xv, which).map_or(-1.0, |i| i as f64))));
    }
    kernels.axpy(alpha, xv, VecMut::from_slice(y));
    out.extend_from_slice(y);
    kernels.gemv_n(alpha, whole(a), VecRef::from_slice(z).conj(), VecMut::from_slice(y));
    out.extend_from_slice(y);
    kernels.gemv_t(alpha, whole(a), VecRef::from_slice(y).conj(), VecMut::from_slice(z));
    out.extend_from_slice(z);
    // SAFETY: as for `whole`.
    let writable = unsafe { MatMut::from_raw(a.as_mut_ptr(), m, n, 1, ld as isize) };
    kernels.ger(alpha, xv, VecRef::from_slice(z), writable);
    for j in 0..if m == 0 { 0 } else { n } {
        out.extend_from_slice(&a[j * ld..][..m]);
    }
    let h = [alpha.re(), T::Real::ONE, -T::Real::ONE, alpha.re()];
    kernels.rotate(VecMut::from_slice(x), VecMut::from_slice(y), h);
    kernels.swap(VecMut::from_slice(x), VecMut::from_slice(y));
    out.extend_from_slice(y);
    kernels.copy_far(VecRef::from_slice(x), VecMut::from_slice(y));
    out.extend_from_slice(x);
    out.extend_from_slice(y);
    kernels.scal(alpha, VecMut::from_slice(x));
    out.extend_from_slice(x);
    kernels.scal_real(alpha.re(), VecMut::from_slice(x));
    out.extend_from_slice(x);
    out
}

/// Owned operands, to be placed.
struct Source<T> {
    alpha: T,
    conj: bool,
    x: Vec<T>,
    y: Vec<T>,
    z: Vec<T>,
    a: Vec<T>,
    ld: usize,
}

impl<T: Scalar> Source<T> {
    fn new(m: usize, n: usize, conj: bool) -> Self {
        let random = &mut Rng::new((m * 1000 + n) as u64);
        let mut some = |len: usize| (0..len).map(|_| random.scalar()).collect::<Vec<T>>();
        let ld = m + 3;
        let a = some(if m * n == 0 { 0 } else { (n - 1) * ld + m });
        Source { alpha: some(1)[0], conj, x: some(m), y: some(m), z: some(n), a, ld }
    }
    /// Everything at a distance of `offset` elements from a 64-byte boundary.
    fn run(&self, kernels: &VectorKernels<T>, offset: usize) -> Vec<T> {
        let shift = |data: &[T]| {
            let mut buffer = vec![nan::<T>(); data.len() + 160];
            let start = buffer.as_ptr().align_offset(64) + offset;
            buffer[start..start + data.len()].copy_from_slice(data);
            (buffer, start)
        };
        let [mut x, mut y, mut z, mut a] = [&self.x, &self.y, &self.z, &self.a].map(|data| shift(data));
        let out = run_all(
            kernels,
            self.alpha,
            self.conj,
            Operands {
                x: &mut x.0[x.1..][..self.x.len()],
                y: &mut y.0[y.1..][..self.y.len()],
                z: &mut z.0[z.1..][..self.z.len()],
                a: &mut a.0[a.1..][..self.a.len()],
                ld: self.ld,
            },
        );
        for ((buffer, start), len) in
            [(x, self.x.len()), (y, self.y.len()), (z, self.z.len())].map(|(buffer, len)| (buffer, len))
        {
            let around = buffer[..start].iter().chain(&buffer[start + len..]);
            assert!(around.into_iter().all(|x| is_nan(*x)), "wrote beside a vector");
        }
        out
    }
}

/// The kernels of every instruction set for what is near, for what is asked for ahead, and for what comes from a shared cache.
fn tables<T: Scalar>() -> Vec<(Isa, &'static VectorKernels<T>)> {
    let tables = isas().map(|isa| (isa, T::kernels_for(isa)));
    tables
        .flat_map(|(isa, kernels)| {
            [&kernels.vector, &kernels.ahead, &kernels.single, &kernels.shared].map(|kernels| (isa, kernels))
        })
        .collect()
}

const WIDTHS: [usize; 11] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 17];

fn bits<T: Scalar>(x: &[T]) -> Vec<(u64, u64)> {
    x.iter().map(|x| (x.re().to_f64().to_bits(), x.im().to_f64().to_bits())).collect()
}

fn check_against_portable<T: Scalar>() {
    for m in 0..=200 {
        let n = WIDTHS[m % WIDTHS.len()];
        for conj in [false, true] {
            let source = Source::<T>::new(m, n, conj);
            let want = source.run(&T::kernels_for(Isa::Generic).vector, 0);
            for (_, kernels) in tables() {
                let got = source.run(kernels, 0);
                assert_eq!(got.len(), want.len());
                for (got, want) in got.iter().zip(&want) {
                    // gemv_t and ger take in what gemv_n made: sums of m products of sums of n.
                    let size = ((m + 1) * (n + 1)) as f64;
                    assert_near(*got, wide(*want), size, 8);
                }
            }
        }
    }
}

fn check_alignments<T: Scalar>() {
    // From 128 and less on, registers are aligned; lengths end anywhere in the turn of the partial sums.
    for (m, n) in
        [(1, 3), (5, 9), (8, 4), (23, 5), (64, 8), (77, 3), (131, 2), (150, 9), (171, 8), (327, 4), (1011, 1)]
    {
        let source = Source::<T>::new(m, n, m % 2 == 0);
        for (isa, kernels) in tables() {
            let aligned = bits(&source.run(kernels, 0));
            for offset in 1..64 {
                assert!(bits(&source.run(kernels, offset)) == aligned, "{isa:?}: {m}×{n} at offset {offset}");
            }
        }
    }
}

fn check_bounds<T: Scalar>() {
    let mut pages = [0; 4].map(|_| Guarded::new(16 * PAGE));
    for m in (0..=70).chain([139, 203]) {
        let n = WIDTHS[m % WIDTHS.len()];
        let source = Source::<T>::new(m, n, m % 2 == 0);
        for (_, kernels) in tables() {
            let want = bits(&source.run(kernels, 0));
            for at_end in [false, true] {
                let [x, y, z, a] = &mut pages;
                let operands = Operands {
                    x: x.place(&source.x, at_end),
                    y: y.place(&source.y, at_end),
                    z: z.place(&source.z, at_end),
                    a: a.place(&source.a, at_end),
                    ld: source.ld,
                };
                let got = run_all(kernels, source.alpha, source.conj, operands);
                assert!(bits(&got) == want);
            }
        }
    }
}

/// The status flags that `f` raises.
fn flags_of<R>(f: impl FnOnce() -> R) -> u32 {
    let quiet = 0x1f80u32;
    let mut after = 0u32;
    // SAFETY: clears the status flags of SSE, with all exceptions masked; what changes is read back.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const quiet) };
    std::hint::black_box(f());
    // SAFETY: stores the register into a local.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut after) };
    after & 0x3f
}

/// y + α·A·x, all of them ones.
fn symmetric_product<T: Scalar>(isa: Isa, uplo: Uplo, n: usize, alpha: T) -> Vec<T> {
    let (a, x, mut y) = (vec![T::ONE; n * n], vec![T::ONE; n], vec![T::ONE; n]);
    let a = TriRef::dense(uplo, MatRef::from_slice(&a, n, n, n.max(1)));
    let kernels = &T::kernels_for(isa).vector;
    assert!(kernels.symv(false, 0..n, alpha, a, VecRef::from_slice(&x), VecMut::from_slice(&mut y)));
    y
}

/// Small integers are exact, so no flag at all may come up, whatever lies around the operands; and ∞ times them is exact
/// too, but for what a complex product makes of it.
fn check_flags<T: Scalar>() {
    let real = |x: f64| T::from_real(T::Real::from_f64(x));
    for m in (0..=70).chain([139, 203]) {
        let n = WIDTHS[m % WIDTHS.len()];
        for alpha in [real(2.0), real(if T::IS_COMPLEX { 3.0 } else { f64::INFINITY })] {
            let source = Source {
                alpha,
                x: vec![real(1.0); m],
                y: vec![real(2.0); m],
                z: vec![real(1.0); n],
                ..Source::<T>::new(m, n, false)
            };
            let source = Source { a: vec![real(1.0); source.a.len()], ..source };
            for (isa, kernels) in tables() {
                // A norm is a root, which is not exact.
                let flags = flags_of(|| source.run(kernels, 3)) & !0x20;
                assert_eq!(flags, 0, "{isa:?}: {m}×{n}");
            }
        }
    }
    // (∞ times what the first or the last column has beside the diagonal, which is nothing, is no number.)
    for (n, uplo) in (0..=40).flat_map(|n| [(n, Uplo::Upper), (n, Uplo::Lower)]) {
        for isa in isas() {
            assert_eq!(flags_of(|| symmetric_product(isa, uplo, n, real(2.0))), 0, "{isa:?}: {uplo:?}, {n}");
        }
    }
    // Squares that overflow are tried in vain, and leave no trace.
    let huge = vec![T::from_real(T::Real::ONE / (T::Real::SAFE_MIN * T::Real::from_f64(64.0))); 37];
    for isa in isas() {
        assert_eq!(flags_of(|| T::kernels_for(isa).vector.nrm2(VecRef::from_slice(&huge))) & !0x20, 0);
    }
}

/// A column's products and a row's sums don't depend on what is computed beside them.
fn check_splitting<T: Scalar>() {
    // So few rows that they stay in registers, and more of which the last are so few.
    for (m, n) in [(45, 19), (137, 11)] {
        check_parts::<T>(m, n);
    }
}

fn check_parts<T: Scalar>(m: usize, n: usize) {
    let source = Source::<T>::new(m, n, true);
    let a = MatRef::from_slice(&source.a, m, n, source.ld);
    for (_, kernels) in tables() {
        let mut products = source.z.clone();
        kernels.gemv_t(source.alpha, a, VecRef::from_slice(&source.x), VecMut::from_slice(&mut products));
        let mut sums = source.y.clone();
        kernels.gemv_n(source.alpha, a, VecRef::from_slice(&source.z), VecMut::from_slice(&mut sums));
        for from in 0..n {
            let mut part = source.z[from..].to_vec();
            let x = VecRef::from_slice(&source.x);
            kernels.gemv_t(source.alpha, a.sub_cols(from..n), x, VecMut::from_slice(&mut part));
            assert!(bits(&part) == bits(&products[from..]));
        }
        for from in 0..m {
            let mut part = source.y[from..].to_vec();
            let z = VecRef::from_slice(&source.z);
            kernels.gemv_n(source.alpha, a.sub_rows(from..m), z, VecMut::from_slice(&mut part));
            assert!(bits(&part) == bits(&sums[from..]));
        }
    }
}

for_all_types! {
    kernels_agree_with_the_portable_ones => check_against_portable;
    alignment_changes_no_bit => check_alignments;
    nothing_outside_is_touched => check_bounds;
    no_flag_of_our_own_is_raised => check_flags;
    splitting_changes_no_bit => check_splitting;
}
