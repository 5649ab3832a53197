//! [`Gen`]: builds calls argument by argument, at random. Matrices lie in the layout of the interface, with gaps, and
//! end with their last element.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Abi, Arg, Array, Bound, Call, Definition, Returns, is_sentinel, sentinel};
use crate::common::Rng;
use crate::storage::{Fill, Storage};

pub(crate) struct Gen<T: Scalar> {
    pub rng: Rng,
    pub abi: Abi,
    /// Sizes go up to this.
    pub largest: usize,
    /// And are not smaller than this.
    pub smallest: usize,
    round: u64,
    args: Vec<Arg<T>>,
    returns: Returns,
}

/// CBLAS's number for N, T, C or R.
pub(crate) fn trans_number(letter: u8) -> i32 {
    [111, 112, 113, 114][b"NTCR".iter().position(|&t| t == letter).unwrap()]
}

/// Increments of vectors that are only read; the others are never 0.
pub(crate) const ANY: &[i32] = &[1, 1, 1, 2, 3, -1, -2, 0];
pub(crate) const NONZERO: &[i32] = &[1, 1, 1, 2, 3, -1, -2];

impl<T: Scalar> Gen<T> {
    pub(crate) fn new(seed: u64, round: u64, abi: Abi, largest: usize) -> Self {
        let (rng, args) = (Rng::new(seed), vec![]);
        Gen { rng, abi, largest, smallest: 0, round, args, returns: Returns::Nothing }
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

    /// The length of a vector: now and then as many elements as a matrix has.
    pub(crate) fn length(&mut self) -> usize {
        let size = self.size();
        if self.rng.index(0, 8) == 0 { size * self.largest + self.rng.index(0, 9) } else { size }
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

    /// CBLAS's layout.
    pub(crate) fn layout(&mut self) {
        self.arg(Arg::Layout);
    }

    pub(crate) fn returns(&mut self, returns: Returns) {
        self.returns = returns;
    }

    /// An option, in either case.
    pub(crate) fn option(&mut self, letter: u8, number: i32) {
        let lower = self.rng.index(0, 2) == 1;
        self.arg(Arg::Option(if lower { letter.to_ascii_lowercase() } else { letter }, number));
    }

    /// N, T, C, or R (the conjugate alone), as far as they are allowed.
    pub(crate) fn trans(&mut self, of: &[u8]) -> u8 {
        let trans = self.one_of(of);
        self.option(trans, trans_number(trans));
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

    /// A number of diagonals beside the main one of a matrix of this order; perhaps more than there are.
    pub(crate) fn diagonals(&mut self, n: usize) -> usize {
        self.one_of(&[0, 1, 2, 5, 19, n / 2, n, n + 1]).min(n + 1)
    }

    pub(crate) fn row_major(&self) -> bool {
        matches!(self.abi, Abi::Cblas(101) | Abi::Lapacke(101) | Abi::LapackeWork(101))
    }

    /// A vector of `n` elements and its increment.
    pub(crate) fn vector(&mut self, n: usize, incs: &[i32], read: bool) {
        let inc = self.one_of(incs);
        let step = inc.unsigned_abs() as usize;
        let mut data = vec![sentinel(); if n == 0 { 0 } else { 1 + (n - 1) * step }];
        if read {
            (0..n).for_each(|i| data[i * step] = self.scalar());
        }
        self.arg(Arg::Array(Array::new(data)));
        self.arg(Arg::Int(inc));
    }

    /// Multiplies the vector that came last.
    pub(crate) fn scale_last_vector(&mut self, by: T::Real) {
        let position = self.args.len() - 2;
        if let Arg::Array(array) = &mut self.args[position] {
            array.data.iter_mut().filter(|x| !is_sentinel(**x)).for_each(|x| *x = x.scale(by));
        }
    }

    /// Rounds the vector that came last to eighths.
    pub(crate) fn round_last_vector(&mut self) {
        let position = self.args.len() - 2;
        let round = |x: T::Real| T::Real::from_f64((x.to_f64() * 8.0).round() / 8.0);
        if let Arg::Array(array) = &mut self.args[position] {
            let read = array.data.iter_mut().filter(|x| !is_sentinel(**x));
            read.for_each(|x| *x = T::from_parts(round(x.re()), round(x.im())));
        }
    }

    /// A plain array.
    pub(crate) fn array(&mut self, data: Vec<T>) {
        self.arg(Arg::Array(Array::new(data)));
    }

    /// Takes the matrix that came last, and its leading dimension, off the list again.
    pub(crate) fn take_matrix(&mut self) -> (Vec<T>, i32) {
        let (Some(Arg::Int(ld)), Some(Arg::Array(array))) = (self.args.pop(), self.args.pop()) else {
            unreachable!("no matrix came last")
        };
        (array.data, ld)
    }

    pub(crate) fn work(&mut self, len: usize) {
        self.arg(Arg::Work(vec![sentinel(); len.max(1)]));
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
        self.stored(Storage::Full, rows, cols, fill);
    }

    /// A matrix in any storage, and its leading dimension if that has one.
    pub(crate) fn stored(&mut self, storage: Storage, rows: usize, cols: usize, fill: Fill) {
        let columns: Vec<Vec<T>> = (0..cols).map(|_| (0..rows).map(|_| self.scalar()).collect()).collect();
        self.stored_of(storage, rows, cols, |i, j| if fill.has(i, j) { columns[j][i] } else { sentinel() });
    }

    /// op(A): m×k.
    pub(crate) fn operand(&mut self, trans: u8, m: usize, k: usize, fill: Fill) {
        let (rows, cols) = if trans == b'N' { (m, k) } else { (k, m) };
        self.matrix(rows, cols, fill);
    }

    /// A triangle that is multiplied or solved with.
    pub(crate) fn triangle(&mut self, storage: Storage, solve: bool, n: usize, fill: Fill) {
        if solve { self.well_conditioned(storage, n, fill) } else { self.stored(storage, n, n, fill) }
    }

    /// A triangle that systems are solved with: so small off the diagonal that the solutions don't grow.
    fn well_conditioned(&mut self, storage: Storage, n: usize, fill: Fill) {
        let small = T::Real::from_f64(2.0 / n.max(1) as f64);
        let x: Vec<T> = (0..n * n).map(|_| self.scalar()).collect();
        let position = self.args.len();
        let ld = self.stored_of(storage, n, n, |i, j| match (fill.has(i, j), i == j) {
            (false, _) => sentinel(),
            (_, true) => x[i + j * n] + T::ONE.scale(T::Real::from_f64(1.5).copysign(x[i + j * n].re())),
            _ => x[i + j * n].scale(small),
        });
        let storage = if self.row_major() { storage.transposed() } else { storage };
        if let Arg::Array(array) = &mut self.args[position] {
            array.solved_with = Some((0..n).filter_map(|i| storage.index(i, i, n, ld)).collect());
        }
    }

    /// The matrix of given elements, and its leading dimension.
    pub(crate) fn matrix_of(&mut self, rows: usize, cols: usize, at: impl Fn(usize, usize) -> T) {
        self.stored_of(Storage::Full, rows, cols, at);
    }

    /// The same in any storage; the leading dimension, used or not.
    fn stored_of(
        &mut self,
        storage: Storage,
        rows: usize,
        cols: usize,
        at: impl Fn(usize, usize) -> T,
    ) -> usize {
        let row_major = self.row_major();
        // By rows, a matrix lies as its transpose does by columns.
        let (storage, rows, cols) =
            if row_major { (storage.transposed(), cols, rows) } else { (storage, rows, cols) };
        let at = |i, j| if row_major { at(j, i) } else { at(i, j) };
        let ld = storage.least_ld(rows) + self.one_of(&[0, 0, 1, 5]);
        let places = (0..cols).flat_map(|j| (0..rows).map(move |i| (i, j)));
        let mut data = vec![];
        for (i, j) in places {
            let Some(index) = storage.index(i, j, rows, ld) else { continue };
            data.resize(data.len().max(index + 1), sentinel());
            data[index] = at(i, j);
        }
        self.array(data);
        if !matches!(storage, Storage::Packed(_)) {
            self.int(ld);
        }
        ld
    }

    pub(crate) fn call(self, name: String, bound: Bound, definition: Option<Definition<T>>) -> Call<T> {
        let Gen { abi, args, returns, round, .. } = self;
        Call { name, abi, args, returns, bound, definition, round }
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
