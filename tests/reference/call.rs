//! [`Call`]: a routine's name and arguments as data, which can be run with ours and with the reference.
//!
//! All three interfaces pass integers, letters and addresses in the same registers, and real scalars (CBLAS) in others,
//! so that one function type serves every routine. Whatever a routine must not touch or read holds [`sentinel`].

use std::ffi::c_int;
use std::mem::{transmute, transmute_copy};
use std::ops::Range;

use arenablas::scalar::{Real, Scalar, c64};

use crate::memory::{Operand, Place};
use crate::setting::Setting;
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
    /// CBLAS's and LAPACKE's layout; Fortran has none.
    Layout,
    /// An option: Fortran's letter, and CBLAS's number for it.
    Option(u8, i32),
    Int(i32),
    Scalar(T),
    Real(T::Real),
    Array(Array<T>),
    /// Real numbers by their address, whatever the type of the others.
    Reals(Vec<T::Real>),
    /// For each group of a batch: an option, letters and numbers; an integer; a factor.
    Options(Vec<u8>, Vec<i32>),
    Ints(Vec<i32>),
    Scalars(Vec<T>),
    /// Scratch: its contents are nobody's business.
    Work(Vec<T>),
}

#[derive(Clone, Debug)]
pub(crate) struct Array<T> {
    pub data: Vec<T>,
    /// Where the diagonal is, if it is a triangle to be divided by.
    pub solved_with: Option<Vec<usize>>,
    /// The matrices in it, if what is passed is the list of their addresses.
    pub members: Option<Vec<Range<usize>>>,
}

impl<T> Array<T> {
    pub(crate) fn new(data: Vec<T>) -> Self {
        Array { data, solved_with: None, members: None }
    }
}

/// An argument that is in memory.
enum Placed<T: Scalar> {
    Numbers(Operand<T>),
    Reals(Operand<T::Real>),
}

impl<T: Scalar> Placed<T> {
    fn address(&self) -> usize {
        match self {
            Placed::Numbers(operand) => operand.address as usize,
            Placed::Reals(operand) => operand.address as usize,
        }
    }
}

/// What a call leaves behind: its arguments, what it returns, and the floating-point flags.
#[derive(Clone, Debug)]
pub(crate) struct Outcome<T: Scalar> {
    pub args: Vec<Arg<T>>,
    pub int: i32,
    pub float: c64,
    pub flags: c_int,
    /// The argument beside which it wrote.
    pub stray: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Returns {
    Nothing,
    Int,
    Real,
    Scalar,
    /// A double, whatever the type of the operands.
    Double,
}

/// How far two results may differ, as a multiple of ε.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    /// Each element by what the call makes of the operands' magnitudes: for sums of products.
    Magnitudes(usize),
    /// Each element by its array's largest.
    Norm(usize),
    /// Each element by the square of the largest operand, or 1: for differences of products.
    Operands(usize),
}

/// What is expected of a call, for routines that the reference lacks.
pub(crate) type Definition<T> = fn(&Call<T>) -> Outcome<T>;

#[derive(Clone, Debug)]
pub(crate) struct Call<T: Scalar> {
    pub name: String,
    pub abi: Abi,
    pub args: Vec<Arg<T>>,
    pub returns: Returns,
    pub bound: Bound,
    pub definition: Option<Definition<T>>,
    /// What the call was generated in.
    pub round: u64,
}

/// A NaN that no arithmetic makes, and that raises FE_INVALID in any.
pub(crate) fn sentinel<T: Scalar>() -> T {
    // SAFETY: each type is one or two of these floats.
    unsafe {
        match size_of::<T::Real>() {
            4 => transmute_copy(&[0x7fa0_beef_u32; 4]),
            _ => transmute_copy(&[0x7ff4_0bee_f000_0000_u64; 2]),
        }
    }
}

/// The bytes of a number, padded with zeros.
pub(crate) fn bits<T: Copy>(x: T) -> u128 {
    let mut bytes = [0; 16];
    // SAFETY: a number, of at most so many bytes.
    unsafe { (&raw const x).cast::<u8>().copy_to_nonoverlapping(bytes.as_mut_ptr(), size_of::<T>()) };
    u128::from_le_bytes(bytes)
}

pub(crate) fn is_sentinel<T: Scalar>(x: T) -> bool {
    bits(x) == bits(sentinel::<T>())
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
pub(crate) type Function<R> = function!(R; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19);

#[link(name = "m")]
unsafe extern "C" {
    fn feclearexcept(flags: c_int) -> c_int;
    fn fetestexcept(flags: c_int) -> c_int;
}

/// The flags that are judged: invalid, division by zero, overflow. (Whether a sum underflows on the way depends on its
/// order, and nearly everything is inexact.)
pub(crate) const FLAGS: [(c_int, &str); 3] = [(1, "INVALID"), (4, "DIVBYZERO"), (8, "OVERFLOW")];
const ALL_FLAGS: c_int = 0x3d;

impl<T: Scalar> Call<T> {
    /// The outcome with our routine.
    pub(crate) fn ours(&self, setting: &Setting) -> Outcome<T> {
        let routine = symbols::ours(&self.name).unwrap_or_else(|| panic!("no {} is exported", self.name));
        setting.apply();
        self.run(routine, |argument| setting.place(argument))
    }

    /// The outcome that is expected.
    pub(crate) fn reference(&self) -> Option<Outcome<T>> {
        match self.definition {
            Some(definition) => Some(definition(self)),
            None => symbols::reference(&self.name).map(|address| self.run(address, |_| Place::Inside(0))),
        }
    }

    /// What a call that does nothing would leave: where definitions start from.
    pub(crate) fn untouched(&self) -> Outcome<T> {
        Outcome { args: self.args.clone(), int: 0, float: c64::new(0.0, 0.0), flags: 0, stray: None }
    }

    fn run(&self, routine: Address, place: impl Fn(usize) -> Place) -> Outcome<T> {
        let mut outcome = self.untouched();
        let placed: Vec<_> = (self.args.iter().enumerate())
            .map(|(which, arg)| match arg {
                Arg::Array(Array { data, .. }) | Arg::Work(data) => {
                    Some(Placed::Numbers(Operand::new(which, data, sentinel::<T>(), place(which))))
                }
                Arg::Reals(data) => {
                    Some(Placed::Reals(Operand::new(which, data, sentinel::<T::Real>(), place(which))))
                }
                _ => None,
            })
            .collect();
        let lists = self.lists(&placed);
        let (ints, floats) = self.registers(&mut outcome.args, &placed, &lists);
        let (mut int, mut float) = (0, Registers(0.0, 0.0));
        // SAFETY: the routine takes these arguments (further registers are not its concern), and the arrays are as
        // large as its contract asks for; what it returns is in the register that is read.
        unsafe {
            feclearexcept(ALL_FLAGS);
            match self.returns {
                Returns::Int => int = invoke(transmute::<Address, Function<i32>>(routine), &floats, &ints),
                Returns::Nothing => invoke(transmute::<Address, Function<()>>(routine), &floats, &ints),
                _ => float = invoke(transmute::<Address, Function<Registers>>(routine), &floats, &ints),
            }
            outcome.flags = fetestexcept(ALL_FLAGS);
        }
        for (which, (arg, placed)) in outcome.args.iter_mut().zip(placed).enumerate() {
            let intact;
            match (arg, placed) {
                (Arg::Array(Array { data, .. }) | Arg::Work(data), Some(Placed::Numbers(operand))) => {
                    (*data, intact) = operand.take();
                }
                (Arg::Reals(data), Some(Placed::Reals(operand))) => (*data, intact) = operand.take(),
                _ => continue,
            }
            if !intact {
                outcome.stray = Some(which);
            }
        }
        (outcome.int, outcome.float) = (int, self.returned(float));
        outcome
    }

    /// The addresses of the members, of arrays that have members.
    fn lists(&self, placed: &[Option<Placed<T>>]) -> Vec<Option<Vec<usize>>> {
        let list = |(arg, placed): (&Arg<T>, &Option<Placed<T>>)| match (arg, placed) {
            (Arg::Array(Array { members: Some(members), .. }), Some(placed)) => {
                Some(members.iter().map(|member| placed.address() + member.start * size_of::<T>()).collect())
            }
            _ => None,
        };
        self.args.iter().zip(placed).map(list).collect()
    }

    /// What goes into the registers for integers and for floats, the stack being a continuation of the first.
    fn registers(
        &self,
        args: &mut [Arg<T>],
        placed: &[Option<Placed<T>>],
        lists: &[Option<Vec<usize>>],
    ) -> (Vec<usize>, Vec<f64>) {
        let by_value = self.abi != Abi::Fortran;
        let (mut ints, mut floats) = (vec![], vec![]);
        for ((arg, placed), list) in args.iter_mut().zip(placed).zip(lists) {
            match arg {
                Arg::Array(_) if list.is_some() => ints.extend(list.as_ref().map(|x| x.as_ptr() as usize)),
                Arg::Options(_, numbers) if by_value => ints.push(numbers.as_ptr() as usize),
                Arg::Options(letters, _) => ints.push(letters.as_ptr() as usize),
                Arg::Ints(of) => ints.push(of.as_ptr() as usize),
                Arg::Scalars(of) => ints.push(of.as_ptr() as usize),
                Arg::Layout => {
                    if let Abi::Cblas(layout) | Abi::Lapacke(layout) | Abi::LapackeWork(layout) = self.abi {
                        ints.push(layout as usize);
                    }
                }
                Arg::Option(_, number) if matches!(self.abi, Abi::Cblas(_)) => ints.push(*number as usize),
                Arg::Option(letter, _) if by_value => ints.push(*letter as usize),
                Arg::Int(i) if by_value => ints.push(*i as usize),
                Arg::Scalar(x) if by_value && !T::IS_COMPLEX => floats.push(in_register(x.re())),
                Arg::Real(x) if by_value => floats.push(in_register(*x)),
                Arg::Option(letter, _) => ints.push(&raw const *letter as usize),
                Arg::Int(i) => ints.push(&raw mut *i as usize),
                Arg::Scalar(x) => ints.push(&raw mut *x as usize),
                Arg::Real(x) => ints.push(&raw mut *x as usize),
                Arg::Array(_) | Arg::Work(_) | Arg::Reals(_) => {
                    ints.extend(placed.as_ref().map(Placed::address))
                }
            }
        }
        // Behind Fortran's arguments come the lengths of its letters.
        assert!(ints.len() <= 20 && floats.len() <= 2, "{} has more arguments than are passed", self.name);
        ints.resize(20, 1);
        floats.resize(2, 0.0);
        (ints, floats)
    }

    fn returned(&self, Registers(first, second): Registers) -> c64 {
        let single = size_of::<T::Real>() == 4;
        let half = |bits: u64| f64::from(f32::from_bits(bits as u32));
        let bits = first.to_bits();
        match (self.returns, single) {
            (Returns::Real, true) => c64::new(half(bits), 0.0),
            (Returns::Real, false) | (Returns::Double, _) => c64::new(first, 0.0),
            (Returns::Scalar, true) => c64::new(half(bits), half(bits >> 32)),
            (Returns::Scalar, false) => c64::new(first, second),
            _ => c64::new(0.0, 0.0),
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
pub(crate) unsafe fn invoke<R>(f: Function<R>, x: &[f64], i: &[usize]) -> R {
    // SAFETY: the caller's promise.
    unsafe {
        f(
            x[0], x[1], i[0], i[1], i[2], i[3], i[4], i[5], i[6], i[7], i[8], i[9], i[10], i[11], i[12],
            i[13], i[14], i[15], i[16], i[17], i[18], i[19],
        )
    }
}
