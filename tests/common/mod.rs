//! What the tests share: numbers, matrices in guarded memory, the definition of a matrix product.
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    reason = "every test program includes this file and uses its own part of it"
)]

pub mod process;
pub mod strided;

use arenablas::kernel::Isa;
use arenablas::mat::{MatMut, MatRef};
use arenablas::scalar::{Real, Scalar};

/// Random numbers (xorshift64*), the same in every run.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    /// In −1 … 1.
    pub fn real(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
    pub fn scalar<T: Scalar>(&mut self) -> T {
        let (re, im) = (self.real(), self.real());
        T::from_parts(T::Real::from_f64(re), T::Real::from_f64(im))
    }
    /// In low … high − 1.
    pub fn index(&mut self, low: usize, high: usize) -> usize {
        low + (self.bits() >> 33) as usize % (high - low)
    }
    pub fn vec<T: Scalar>(&mut self, len: usize) -> Vec<T> {
        (0..len).map(|_| self.scalar()).collect()
    }
}

/// The instruction sets that can run here.
pub fn isas() -> impl Iterator<Item = Isa> {
    [Isa::Generic, Isa::Avx2, Isa::Avx512].into_iter().filter(|isa| isa.is_available())
}

/// How a test matrix lies in memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lie {
    Columns,
    Rows,
    /// Neither stride is 1.
    Apart,
}

/// A matrix whose last element is the last of a page, with no access behind it, and holes of NaN between its columns.
pub struct Guarded<T> {
    map: *mut libc::c_void,
    bytes: usize,
    data: *mut T,
    rows: usize,
    cols: usize,
    rs: usize,
    cs: usize,
}

impl<T: Scalar> Guarded<T> {
    pub fn new(rows: usize, cols: usize, lie: Lie, gap: usize) -> Self {
        let (rs, cs) = match lie {
            Lie::Columns => (1, rows.max(1) + gap),
            Lie::Rows => (cols.max(1) + gap, 1),
            Lie::Apart => (2, 2 * rows.max(1) + gap),
        };
        let len = if rows * cols == 0 { 0 } else { (rows - 1) * rs + (cols - 1) * cs + 1 };
        let page = 4096;
        let bytes = (len * size_of::<T>()).next_multiple_of(page) + page;
        // SAFETY: a fresh mapping; its last page becomes inaccessible; the numbers end where that page begins.
        unsafe {
            let map = libc::mmap(
                std::ptr::null_mut(),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            assert_ne!(map, libc::MAP_FAILED);
            assert_eq!(libc::mprotect(map.byte_add(bytes - page), page, libc::PROT_NONE), 0);
            let data = map.byte_add(bytes - page).cast::<T>().sub(len);
            let nan = T::Real::from_f64(f64::NAN);
            for i in 0..len {
                *data.add(i) = T::from_parts(nan, nan);
            }
            Guarded { map, bytes, data, rows, cols, rs, cs }
        }
    }
    pub fn random(rng: &mut Rng, rows: usize, cols: usize, lie: Lie, gap: usize) -> Self {
        let mut g = Self::new(rows, cols, lie, gap);
        for j in 0..cols {
            for i in 0..rows {
                g.view_mut().set(i, j, rng.scalar());
            }
        }
        g
    }
    pub fn view(&self) -> MatRef<'_, T> {
        // SAFETY: the constructor's mapping, borrowed.
        unsafe { MatRef::from_raw(self.data, self.rows, self.cols, self.rs as isize, self.cs as isize) }
    }
    pub fn view_mut(&mut self) -> MatMut<'_, T> {
        // SAFETY: the constructor's mapping, borrowed alone.
        unsafe { MatMut::from_raw(self.data, self.rows, self.cols, self.rs as isize, self.cs as isize) }
    }
    /// Whether the holes between columns are still NaN.
    pub fn holes_intact(&self) -> bool {
        let len = if self.rows * self.cols == 0 {
            0
        } else {
            (self.rows - 1) * self.rs + (self.cols - 1) * self.cs + 1
        };
        (0..len).all(|at| {
            let (major, minor) = (self.rs.max(self.cs), self.rs.min(self.cs));
            let inside = at % major % minor == 0
                && at % major / minor < if self.rs < self.cs { self.rows } else { self.cols };
            // SAFETY: inside the mapping.
            inside || unsafe { *self.data.add(at) }.re().is_nan()
        })
    }
}

impl<T> Drop for Guarded<T> {
    fn drop(&mut self) {
        // SAFETY: the constructor's mapping.
        unsafe { libc::munmap(self.map, self.bytes) };
    }
}

/// The elements of a matrix by columns.
pub fn elements<T: Scalar>(a: MatRef<'_, T>) -> Vec<T> {
    (0..a.cols()).flat_map(|j| (0..a.rows()).map(move |i| a.at(i, j))).collect()
}

/// |x − y| in the 1-norm of the complex plane.
pub fn distance<T: Scalar>(x: T, y: T) -> f64 {
    (x - y).abs1().to_f64()
}

/// The bits of a matrix's elements, for equality to the last bit.
pub fn bits<T: Scalar>(a: MatRef<'_, T>) -> Vec<(u64, u64)> {
    elements(a).iter().map(|x| (x.re().to_f64().to_bits(), x.im().to_f64().to_bits())).collect()
}

/// α·A·B + β·C by its definition, with the bound on the error of each element that any order of summation keeps:
/// (k + 2)·ε·(|α|·|A|·|B| + |β|·|C|), twice for complex arithmetic's four products.
pub fn product<T: Scalar>(
    alpha: T,
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    beta: T,
    c: MatRef<'_, T>,
) -> (Vec<T>, Vec<f64>) {
    let mut values = vec![];
    let mut bounds = vec![];
    for j in 0..c.cols() {
        for i in 0..c.rows() {
            let mut sum = T::ZERO;
            let mut size = 0.0;
            for p in 0..a.cols() {
                sum += a.at(i, p) * b.at(p, j);
                size += a.at(i, p).abs1().to_f64() * b.at(p, j).abs1().to_f64();
            }
            let old = if beta == T::ZERO { T::ZERO } else { beta * c.at(i, j) };
            values.push(if alpha == T::ZERO || a.cols() == 0 { old } else { alpha * sum + old });
            let size = size * alpha.abs1().to_f64() + old.abs1().to_f64();
            bounds.push(4.0 * (a.cols() + 2) as f64 * T::Real::EPS.to_f64() * size);
        }
    }
    (values, bounds)
}

/// A test for each type, out of a generic function.
macro_rules! for_all_types {
    ($($name:ident => $check:ident;)*) => {
        $(mod $name {
            use super::*;
            #[test]
            fn s() { $check::<f32>(); }
            #[test]
            fn d() { $check::<f64>(); }
            #[test]
            fn c() { $check::<c32>(); }
            #[test]
            fn z() { $check::<c64>(); }
        })*
    };
}
pub(crate) use for_all_types;

/// All tests of this program again, on what lesser processors have: routines ask for their kernels once a process.
pub fn again_on_lesser_processors() {
    const ISA: &str = "ARENABLAS_ISA";
    if std::env::var_os(ISA).is_some() {
        return;
    }
    for isa in ["generic", "avx2"] {
        let child = std::process::Command::new(std::env::current_exe().unwrap()).env(ISA, isa).status();
        assert!(child.unwrap().success(), "{isa}");
    }
}
