//! The text of a line: arguments, as shims name them, and how they are printed.

use std::fmt::Write;
use std::ptr;
use std::time::Duration;

use crate::arena::trace::{self, Routine};
use crate::enums::Layout;
use crate::ffi::args::Choice;
use crate::scalar::{Real, Scalar};

/// An argument as a line shows it.
#[derive(Clone, Copy, Debug)]
pub(in crate::ffi) enum Arg {
    /// An option; none if its letter is no good.
    Letter(Option<u8>),
    /// An integer.
    Int(isize),
    /// An array, or a scalar that the routine writes.
    Address(usize),
    /// A scalar, by its parts.
    Scalar(f64, f64),
    /// The layout of a row-major call, which only LAPACKE has.
    RowMajor,
}

/// Arguments, one after the other.
pub(in crate::ffi) type Args = Vec<Arg>;

/// What can be an argument, or some.
pub(in crate::ffi) trait Shown {
    /// Appends it.
    fn put(self, args: &mut Args);
}

impl<C: Choice> Shown for Option<C> {
    fn put(self, args: &mut Args) {
        args.push(Arg::Letter(self.map(Choice::letter)));
    }
}
impl Shown for Layout {
    fn put(self, args: &mut Args) {
        if self == Layout::RowMajor {
            args.push(Arg::RowMajor);
        }
    }
}
impl Shown for isize {
    fn put(self, args: &mut Args) {
        args.push(Arg::Int(self));
    }
}
/// What Fortran's arguments don't have: whether a vector is to be conjugated.
impl Shown for bool {
    fn put(self, _: &mut Args) {}
}
impl<T> Shown for *const T {
    fn put(self, args: &mut Args) {
        args.push(Arg::Address(self.addr()));
    }
}
impl<T> Shown for *mut T {
    fn put(self, args: &mut Args) {
        self.cast_const().put(args);
    }
}
impl<T: Scalar> Shown for T {
    fn put(self, args: &mut Args) {
        args.push(Arg::Scalar(self.re().to_f64(), self.im().to_f64()));
    }
}

macro_rules! shown_tuples {
    ($($($t:ident)+;)+) => { $(
        impl<$($t: Shown),+> Shown for ($($t,)+) {
            #[expect(non_snake_case, reason = "values named as their types")]
            fn put(self, args: &mut Args) {
                let ($($t,)+) = self;
                $($t.put(args);)+
            }
        }
    )+ };
}
shown_tuples! {
    A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; A B C D E F G H J; A B C D E F G H J K;
    A B C D E F G H J K L; A B C D E F G H J K L M; A B C D E F G H J K L M N; A B C D E F G H J K L M N O;
}

/// The sizes of a routine: its first integers, up to what comes behind them.
pub(super) fn shape(routine: &mut Routine, args: &[Arg]) {
    let sizes = args.iter().skip_while(|arg| !matches!(arg, Arg::Int(_))).map_while(|arg| match arg {
        Arg::Int(n) => Some(trace::number(usize::try_from(*n).unwrap_or(0))),
        _ => None,
    });
    for (to, n) in routine.shape.iter_mut().zip(sizes) {
        *to = n;
        routine.dims += 1;
    }
}

/// `MKL_VERBOSE DGEMM(N,N,64,64,64,0x7ffe0,0x55d00,64`, without its end.
pub(super) fn begin_line(routine: &Routine, args: &[Arg]) -> String {
    let mut line = String::new();
    let _ = routine.write_name(&mut line);
    line.make_ascii_uppercase();
    line.insert_str(0, "MKL_VERBOSE ");
    let mut between = '(';
    for arg in args {
        line.push(between);
        between = ',';
        let _ = match arg {
            Arg::Letter(letter) => write!(line, "{}", letter.unwrap_or(b'?') as char),
            Arg::Int(n) => write!(line, "{n}"),
            Arg::Address(address) => write!(line, "{address:#x}"),
            // As MKL does it, by the address that it has by now. Its value comes later.
            Arg::Scalar(re, _) => write!(line, "{:p}", ptr::from_ref(re)),
            Arg::RowMajor => write!(line, "101"),
        };
    }
    line
}

/// ` Scalars:1,0`: their values, which MKL doesn't tell.
pub(super) fn scalars(args: &[Arg]) -> String {
    let mut text = String::new();
    for arg in args {
        if let Arg::Scalar(re, im) = arg {
            let _ = match (text.is_empty(), *im == 0.0) {
                (true, true) => write!(text, " Scalars:{re}"),
                (true, false) => write!(text, " Scalars:{re}{im:+}i"),
                (false, true) => write!(text, ",{re}"),
                (false, false) => write!(text, ",{re}{im:+}i"),
            };
        }
    }
    text
}

/// A time as MKL prints it.
pub(super) fn in_units(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (unit, name) = match seconds {
        s if s < 1e-6 => (1e-9, "ns"),
        s if s < 1e-3 => (1e-6, "us"),
        s if s < 1.0 => (1e-3, "ms"),
        _ => (1.0, "s"),
    };
    format!("{:.2}{name}", seconds / unit)
}
