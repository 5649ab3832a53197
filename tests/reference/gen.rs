//! [`Gen`]: builds calls argument by argument, at random. Matrices lie in the layout of the interface, with gaps.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Abi, Arg, Array, Bound, Call, Returns, is_sentinel, sentinel};
use crate::common::Rng;
use crate::compare::GUARD;

pub(crate) struct Gen<T: Scalar> {
    pub rng: Rng,
    pub abi: Abi,
    /// Sizes go up to this.
    pub largest: usize,
    /// And are not smaller than this.
    pub smallest: usize,
    args: Vec<Arg<T>>,
}

/// Which elements of a matrix are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fill {
    Full,
    /// None, as it is only written.
    Nothing,
    Upper,
    Lower,
    /// Without the diagonal.
    StrictlyUpper,
    StrictlyLower,
}

impl Fill {
    fn has(self, i: usize, j: usize) -> bool {
        match self {
            Fill::Full => true,
            Fill::Nothing => false,
            Fill::Upper => i <= j,
            Fill::Lower => i >= j,
            Fill::StrictlyUpper => i < j,
            Fill::StrictlyLower => i > j,
        }
    }
}

impl<T: Scalar> Gen<T> {
    pub(crate) fn new(seed: u64, abi: Abi, largest: usize) -> Self {
        Gen { rng: Rng::new(seed), abi, largest, smallest: 0, args: vec![] }
    }

    pub(crate) fn one_of<X: Copy>(&mut self, of: &[X]) -> X {
        of[self.rng.index(0, of.len())]
    }

    /// A size: often none, one, or at the edge of a register, a tile or a block.
    pub(crate) fn size(&mut self) -> usize {
        let edges = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 33, 48, 63, 65, 96, 129, 200, 257];
        let edges = &edges[..edges.iter().take_while(|&&n| n <= self.largest).count()];
        let size =
            if self.rng.index(0, 3) == 0 { self.rng.index(0, self.largest + 1) } else { self.one_of(edges) };
        size.max(self.smallest)
    }

    pub(crate) fn scalar(&mut self) -> T {
        self.rng.scalar()
    }

    /// α or β: 0, 1, −1, NaN, or anything.
    pub(crate) fn factor(&mut self) -> T {
        match self.rng.index(0, 10) {
            0 | 1 => T::ZERO,
            2 | 3 => T::ONE,
            4 => -T::ONE,
            5 => T::from_real(T::Real::from_f64(f64::NAN)),
            _ => self.scalar(),
        }
    }

    /// The factor of a sum of k products. The reference makes NaN·(no sum) NaN where it transposes and nothing elsewhere.
    pub(crate) fn factor_of_sum(&mut self, k: usize) -> T {
        if k == 0 { self.scalar() } else { self.factor() }
    }

    pub(crate) fn int(&mut self, i: usize) {
        self.args.push(Arg::Int(i as i32));
    }

    pub(crate) fn ints(&mut self, of: &[usize]) {
        of.iter().for_each(|&i| self.int(i));
    }

    pub(crate) fn arg(&mut self, arg: Arg<T>) {
        self.args.push(arg);
    }

    /// An option, in either case.
    pub(crate) fn option(&mut self, letter: u8, number: i32) {
        let lower = self.rng.index(0, 2) == 1;
        self.arg(Arg::Option(if lower { letter.to_ascii_lowercase() } else { letter }, number));
    }

    /// N, T or C, as far as they are allowed.
    pub(crate) fn trans(&mut self, of: &[u8]) -> u8 {
        let trans = self.one_of(of);
        self.option(trans, [111, 112, 113][b"NTC".iter().position(|&t| t == trans).unwrap()]);
        trans
    }

    pub(crate) fn side(&mut self) -> u8 {
        let side = self.one_of(b"LR");
        self.option(side, if side == b'L' { 141 } else { 142 });
        side
    }

    pub(crate) fn uplo(&mut self) -> u8 {
        let uplo = self.one_of(b"UL");
        self.option(uplo, if uplo == b'U' { 121 } else { 122 });
        uplo
    }

    pub(crate) fn unit(&mut self) -> bool {
        let unit = self.rng.index(0, 2) == 1;
        if unit {
            self.option(b'U', 132)
        } else {
            self.option(b'N', 131)
        }
        unit
    }

    pub(crate) fn row_major(&self) -> bool {
        matches!(self.abi, Abi::Cblas(101) | Abi::Lapacke(101) | Abi::LapackeWork(101))
    }

    /// A vector of `n` elements and its increment.
    pub(crate) fn vector(&mut self, n: usize, incs: &[i32], read: bool) {
        let inc = self.one_of(incs);
        let step = inc.unsigned_abs() as usize;
        let mut data = vec![sentinel(); 1 + n.saturating_sub(1) * step + GUARD];
        if read {
            (0..n).for_each(|i| data[i * step] = self.scalar());
        }
        self.arg(Arg::Array(Array { data, solved_with: None }));
        self.arg(Arg::Int(inc));
    }

    /// Multiplies the vector that came last.
    pub(crate) fn scale_last_vector(&mut self, by: T::Real) {
        let position = self.args.len() - 2;
        if let Arg::Array(array) = &mut self.args[position] {
            array.data.iter_mut().filter(|x| !is_sentinel(**x)).for_each(|x| *x = x.scale(by));
        }
    }

    /// A plain array.
    pub(crate) fn array(&mut self, mut data: Vec<T>) {
        data.resize(data.len().max(1) + GUARD, sentinel());
        self.arg(Arg::Array(Array { data, solved_with: None }));
    }

    pub(crate) fn work(&mut self, len: usize) {
        self.arg(Arg::Work(vec![sentinel(); len.max(1) + GUARD]));
    }

    /// Scratch and, after it, its length: the least, or more.
    pub(crate) fn work_and_length(&mut self, least: usize) {
        let extra = self.one_of(&[0, 0, 1, 40 * least]);
        let len = least.max(1) + extra;
        self.work(len);
        self.int(len);
    }

    /// A matrix and its leading dimension.
    pub(crate) fn matrix(&mut self, rows: usize, cols: usize, fill: Fill) {
        let columns: Vec<Vec<T>> = (0..cols).map(|_| (0..rows).map(|_| self.scalar()).collect()).collect();
        self.matrix_of(rows, cols, |i, j| if fill.has(i, j) { columns[j][i] } else { sentinel() });
    }

    /// A triangle that systems are solved with: so small off the diagonal that the solutions don't grow.
    pub(crate) fn well_conditioned(&mut self, n: usize, fill: Fill) {
        let small = T::Real::from_f64(2.0 / n.max(1) as f64);
        let x: Vec<T> = (0..n * n).map(|_| self.scalar()).collect();
        self.matrix_of(n, n, |i, j| match (fill.has(i, j), i == j) {
            (false, _) => sentinel(),
            (_, true) => x[i + j * n] + T::ONE.scale(T::Real::from_f64(1.5).copysign(x[i + j * n].re())),
            _ => x[i + j * n].scale(small),
        });
        let position = self.args.len();
        let Some(&Arg::Int(ld)) = self.args.last() else { unreachable!() };
        if let Some(Arg::Array(array)) = self.args.get_mut(position - 2) {
            array.solved_with = Some(ld as usize);
        }
    }

    /// The matrix of given elements, and its leading dimension.
    pub(crate) fn matrix_of(&mut self, rows: usize, cols: usize, at: impl Fn(usize, usize) -> T) {
        let row_major = self.row_major();
        let (length, lines) = if row_major { (cols, rows) } else { (rows, cols) };
        let ld = length.max(1) + self.one_of(&[0, 0, 1, 5]);
        let mut data = vec![sentinel(); ld * lines + GUARD];
        for line in 0..lines {
            for i in 0..length {
                data[line * ld + i] = if row_major { at(line, i) } else { at(i, line) };
            }
        }
        self.arg(Arg::Array(Array { data, solved_with: None }));
        self.int(ld);
    }

    pub(crate) fn call(self, name: String, returns: Returns, bound: Bound) -> Call<T> {
        Call { name, abi: self.abi, args: self.args, returns, bound }
    }
}

impl<T: Scalar> Call<T> {
    /// Spoils an element of some of the arrays that the routine may read. No other element is zero: where the reference
    /// skips the work on a zero, 0·NaN is 0 there and NaN here, which the standard leaves open.
    pub(crate) fn spoil(&mut self, rng: &mut Rng, with: &[f64]) {
        let arrays: Vec<_> = self
            .args
            .iter_mut()
            .filter_map(|arg| if let Arg::Array(array) = arg { Some(&mut array.data) } else { None })
            .collect();
        for data in arrays {
            let read: Vec<_> = (0..data.len()).filter(|&i| !is_sentinel(data[i])).collect();
            if read.is_empty() || rng.index(0, 2) == 0 {
                continue;
            }
            let bad = with[rng.index(0, with.len())];
            data[read[rng.index(0, read.len())]] = T::from_real(T::Real::from_f64(bad));
        }
    }
}
