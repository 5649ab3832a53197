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
        let x = self.triangle(true, n, fill);
        self.matrix_of(n, n, |i, j| x[i + j * n]);
        let Some(&Arg::Int(ld)) = self.args.last() else { unreachable!() };
        self.divide_by_last((0..n).map(|i| i * (ld as usize + 1)).collect());
    }

    /// A triangle as a whole matrix.
    fn triangle(&mut self, solve: bool, n: usize, fill: Fill) -> Vec<T> {
        let small = T::Real::from_f64(if solve { 2.0 / n.max(1) as f64 } else { 1.0 });
        let heavy = T::Real::from_f64(if solve { 1.5 } else { 0.0 });
        let mut x: Vec<T> = (0..n * n).map(|_| self.scalar()).collect();
        for (at, x) in x.iter_mut().enumerate() {
            let (i, j) = (at % n, at / n);
            *x = match (fill.has(i, j), i == j) {
                (false, _) => sentinel(),
                (_, true) => *x + T::ONE.scale(heavy.copysign(x.re())),
                _ => x.scale(small),
            };
        }
        x
    }

    /// The array that came last but for an integer, or last, is a triangle with its diagonal at these places.
    fn divide_by_last(&mut self, diagonal: Vec<usize>) {
        let array = self.args.iter_mut().rev().find_map(|arg| match arg {
            Arg::Array(array) => Some(array),
            _ => None,
        });
        array.expect("an array").solved_with = Some(diagonal);
    }

    /// A number of diagonals next to the main one of a matrix of this order; perhaps more than there are.
    pub(crate) fn diagonals(&mut self, n: usize) -> usize {
        self.one_of(&[0, 1, 2, 5, 19, n / 2, n, n + 1]).min(n + 1)
    }

    /// A packed triangle.
    pub(crate) fn packed(&mut self, solve: bool, n: usize, uplo: u8, fill: Fill) {
        let x = self.triangle(solve, n, fill);
        let row_major = self.row_major();
        let (mut data, mut diagonal) = (vec![], vec![]);
        for line in 0..n {
            // A line is a row or a column, of which the part in the triangle is stored.
            for i in if (uplo == b'U') == row_major { line..n } else { 0..line + 1 } {
                if i == line {
                    diagonal.push(data.len());
                }
                data.push(if row_major { x[line + i * n] } else { x[i + line * n] });
            }
        }
        self.array(data);
        if solve {
            self.divide_by_last(diagonal);
        }
    }

    /// A band with `kl` diagonals below the main one and `ku` above, and its leading dimension.
    pub(crate) fn band(&mut self, m: usize, n: usize, kl: usize, ku: usize, fill: Fill) {
        let x: Vec<T> = (0..m * n).map(|_| self.scalar()).collect();
        self.band_of(m, n, kl, ku, |i, j| if fill == Fill::Full { x[i + j * m] } else { sentinel() });
    }

    /// A triangle with k diagonals next to the main one, and its leading dimension.
    pub(crate) fn band_triangle(&mut self, solve: bool, n: usize, k: usize, uplo: u8, fill: Fill) {
        let x = self.triangle(solve, n, fill);
        let (kl, ku) = if uplo == b'U' { (0, k) } else { (k, 0) };
        let first = self.band_of(n, n, kl, ku, |i, j| x[i + j * n]);
        let Some(&Arg::Int(ld)) = self.args.last() else { unreachable!() };
        if solve {
            self.divide_by_last((0..n).map(|j| first + j * ld as usize).collect());
        }
    }

    /// The band of given elements, and its leading dimension; where in a line the diagonal lies.
    fn band_of(&mut self, m: usize, n: usize, kl: usize, ku: usize, at: impl Fn(usize, usize) -> T) -> usize {
        // By rows, it is the band of the transpose by columns.
        let row_major = self.row_major();
        let (length, lines, below, above) = if row_major { (n, m, ku, kl) } else { (m, n, kl, ku) };
        let ld = kl + ku + 1 + self.one_of(&[0, 0, 1, 5]);
        let mut data = vec![sentinel(); ld * lines + GUARD];
        for line in 0..lines {
            for i in line.saturating_sub(above)..length.min(line + below + 1) {
                data[line * ld + above + i - line] = if row_major { at(line, i) } else { at(i, line) };
            }
        }
        self.arg(Arg::Array(Array { data, solved_with: None }));
        self.int(ld);
        above
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
