//! [`Call`]: a routine's name and arguments as data, which can be run with ours and with the reference.
//!
//! All three interfaces pass integers, letters and addresses in the same registers, and real scalars (CBLAS) in others,
//! so that one function type serves every routine. Whatever a routine must not touch or read holds [`sentinel`].

use std::mem::transmute;

use arenablas::scalar::{Real, Scalar};

use crate::symbols::{self, Address};

/// The interface of a call; 101 is row-major, 102 column-major.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Abi {
    Fortran,
    Cblas(i32),
    Lapacke(i32),
    LapackeWork(i32),
}

#[derive(Clone, Debug)]
pub(crate) enum Arg<T: Scalar> {
    /// An option: Fortran's letter, and CBLAS's number for it.
    Option(u8, i32),
    Int(i32),
    Scalar(T),
    Real(T::Real),
    Array(Array<T>),
    /// Scratch: its contents are nobody's business, but behind it are sentinels.
    Work(Vec<T>),
}

#[derive(Clone, Debug)]
pub(crate) struct Array<T> {
    pub data: Vec<T>,
    /// The leading dimension, if it is a triangle to be divided by.
    pub solved_with: Option<usize>,
}

/// What a call may leave behind: arguments, and what it returns.
#[derive(Clone, Debug)]
pub(crate) struct Outcome<T: Scalar> {
    pub args: Vec<Arg<T>>,
    pub int: i32,
    pub float: T,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Returns {
    Nothing,
    Int,
    Real,
    /// Real, in double precision whatever the operands have.
    Double,
    Scalar,
}

/// How far two results may differ, as a multiple of ε.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    /// Each element by what the call makes of the operands' magnitudes.
    Magnitudes(usize),
    /// Each element by its array's largest.
    Norm(usize),
    /// By numbers of size 1.
    One(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Call<T: Scalar> {
    pub name: String,
    pub abi: Abi,
    pub args: Vec<Arg<T>>,
    pub returns: Returns,
    pub bound: Bound,
}

/// A NaN that no arithmetic makes.
pub(crate) fn sentinel<T: Scalar>() -> T {
    let nan = T::Real::from_f64(f64::from_bits(0x7ff8_0bee_f000_0000));
    T::from_parts(nan, nan)
}

pub(crate) fn is_sentinel<T: Scalar>(x: T) -> bool {
    let bits = |x: T| [x.re(), x.im()].map(|part| part.to_f64().to_bits());
    bits(x) == bits(sentinel())
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Registers(f64, f64);

macro_rules! function {
    ($returns:ty; $($i:literal)+) => {
        unsafe extern "C" fn(f64, f64, $(function!(@ $i)),+) -> $returns
    };
    (@ $i:literal) => { usize };
}
type Function<R> = function!(R; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19);

impl<T: Scalar> Call<T> {
    /// The outcome with our routine.
    pub(crate) fn ours(&self) -> Outcome<T> {
        let routine = symbols::ours().get(self.name.as_str());
        self.run(*routine.unwrap_or_else(|| panic!("{} is not in the table", self.name)))
    }

    /// The outcome with the reference's.
    pub(crate) fn reference(&self) -> Option<Outcome<T>> {
        symbols::reference(&self.name).map(|address| self.run(address))
    }

    fn run(&self, routine: Address) -> Outcome<T> {
        let mut args = self.args.clone();
        let by_value = self.abi != Abi::Fortran;
        // Behind Fortran's arguments come the lengths of its letters.
        let (mut ints, mut floats) = (vec![], vec![]);
        match self.abi {
            Abi::Lapacke(layout) | Abi::LapackeWork(layout) if !self.name.contains("larfg") => {
                ints.push(layout as usize);
            }
            Abi::Cblas(layout)
                if args.iter().any(|arg| matches!(arg, Arg::Option(..))) || self.name.contains("ger") =>
            {
                ints.push(layout as usize);
            }
            _ => {}
        }
        for arg in &mut args {
            match arg {
                Arg::Option(_, number) if matches!(self.abi, Abi::Cblas(_)) => ints.push(*number as usize),
                Arg::Option(letter, _) if by_value => ints.push(*letter as usize),
                Arg::Int(i) if by_value => ints.push(*i as usize),
                Arg::Scalar(x) if by_value && !T::IS_COMPLEX => floats.push(in_register(x.re())),
                Arg::Real(x) if by_value => floats.push(in_register(*x)),
                Arg::Option(letter, _) => ints.push(&raw const *letter as usize),
                Arg::Int(i) => ints.push(&raw mut *i as usize),
                Arg::Scalar(x) => ints.push(&raw mut *x as usize),
                Arg::Real(x) => ints.push(&raw mut *x as usize),
                Arg::Array(Array { data, .. }) | Arg::Work(data) => ints.push(data.as_mut_ptr() as usize),
            }
        }
        ints.resize(20, 1);
        floats.resize(2, 0.0);
        let (mut int, mut float) = (0, Registers(0.0, 0.0));
        // SAFETY: the routine takes these arguments (further registers are not its concern), and the arrays are as
        // large as its contract asks for; what it returns is in the register that is read.
        unsafe {
            match self.returns {
                Returns::Int => int = invoke(transmute::<Address, Function<i32>>(routine), &floats, &ints),
                Returns::Nothing => invoke(transmute::<Address, Function<()>>(routine), &floats, &ints),
                _ => float = invoke(transmute::<Address, Function<Registers>>(routine), &floats, &ints),
            }
        }
        Outcome { args, int, float: self.returned(float) }
    }

    fn returned(&self, Registers(first, second): Registers) -> T {
        let single = size_of::<T::Real>() == 4;
        let half = |bits: u64| T::Real::from_f64(f64::from(f32::from_bits(bits as u32)));
        let bits = first.to_bits();
        match (self.returns, single) {
            (Returns::Real, true) => T::from_real(half(bits)),
            (Returns::Real, false) | (Returns::Double, _) => T::from_real(T::Real::from_f64(first)),
            (Returns::Scalar, true) => T::from_parts(half(bits), half(bits >> 32)),
            (Returns::Scalar, false) => T::from_parts(T::Real::from_f64(first), T::Real::from_f64(second)),
            _ => T::ZERO,
        }
    }
}

/// How a real number stands in a register.
fn in_register<R: Real>(x: R) -> f64 {
    let single = size_of::<R>() == 4;
    if single { f64::from_bits(u64::from((x.to_f64() as f32).to_bits())) } else { x.to_f64() }
}

/// # Safety
/// The function's own.
unsafe fn invoke<R>(f: Function<R>, x: &[f64], i: &[usize]) -> R {
    // SAFETY: the caller's promise.
    unsafe {
        f(
            x[0], x[1], i[0], i[1], i[2], i[3], i[4], i[5], i[6], i[7], i[8], i[9], i[10], i[11], i[12],
            i[13], i[14], i[15], i[16], i[17], i[18], i[19],
        )
    }
}
