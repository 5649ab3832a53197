//! Who watches the calls that come in from outside: `ARENABLAS_VERBOSE=1` prints a line for each as MKL does, and the
//! arena's trace shows each as a slice. A shim says what was called in one line: its name and its arguments, in the
//! order of the Fortran interface, by the call of itself that is to be watched.
//!
//! ```text
//! watched!(caller, T, "gemm", checked(op_a, op_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc));
//! ```
//!
//! If nobody watches, that is a relaxed load and a branch that is never taken, and nothing else: what somebody watches
//! goes another way from there to the end, so that the usual one keeps no register and no frame for it.

use std::ffi::{CStr, CString, c_char, c_int};
use std::fmt::Write;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, Ordering};
use std::time::{Duration, Instant};

use crate::arena::trace::{self, Routine};
use crate::arena::{self, Domain, Team};
use crate::enums::Layout;
use crate::env;
use crate::ffi::args::Choice;
use crate::kernel::Isa;
use crate::scalar::{Real, Scalar};

/// Tells those who watch of a call. The first form is for a function that takes a [`Caller`](super::check::Caller) and
/// returns nothing or an info: it is called again, by its arguments, from inside what is watched. (What stands before a
/// semicolon are its arguments in front of the caller, which are not the routine's.) The second has the rest of a short
/// function as a closure, which it runs once.
macro_rules! watched {
    ($t:ty, $stem:expr, ($($arg:expr),*), $body:expr) => {{
        let body = $body;
        if $crate::ffi::verbose::is_watched_by(u8::MAX) {
            $crate::ffi::verbose::watch::<$t, _>($stem, move |call| {
                call.begins(($($arg,)*));
                let result = body();
                call.ends(None);
                result
            })
        } else {
            body()
        }
    }};
    ($caller:ident, $t:ty, $stem:expr, $f:ident($($arg:expr),*)) => {
        watched!($caller, $t, $stem, $f(; $($arg),*))
    };
    ($caller:ident, $t:ty, $stem:expr, $f:ident($($before:expr),*; $($arg:expr),*)) => {
        if $crate::ffi::verbose::is_watched_by($caller.untold()) {
            // It moves copies: the addresses of the arguments themselves would keep them out of registers.
            return $crate::ffi::verbose::watch::<$t, _>($stem, move |call| {
                call.begins(($($arg,)*));
                // SAFETY: the promise of this function's caller, by the same arguments.
                let result = unsafe { $f($($before,)* $caller.told(), $($arg),*) };
                call.ends($crate::ffi::verbose::Outcome::info(result));
                result
            });
        }
    };
}
pub(super) use watched;

const VERBOSE: u8 = 1;
const TRACED: u8 = 2;
const NOT_ASKED: u8 = 4;

/// Who watches: none, or some of the above.
static WATCHERS: AtomicU8 = AtomicU8::new(NOT_ASKED);

/// Whether any of these watches.
#[inline(always)]
pub(super) fn is_watched_by(these: u8) -> bool {
    WATCHERS.load(Ordering::Relaxed) & these != 0
}

/// Who watches, by the environment if it wasn't asked yet.
fn watchers() -> u8 {
    let known = WATCHERS.load(Ordering::Relaxed);
    if known & NOT_ASKED == 0 {
        return known;
    }
    let found = u8::from(env::verbose()) * VERBOSE + u8::from(trace::is_on()) * TRACED;
    if let Some(path) = env::verbose_output().and_then(|path| CString::new(path).ok()) {
        set_output(&path);
    }
    // Who asks at the same time finds the same; what a program has said meanwhile stands.
    match WATCHERS.compare_exchange(known, found, Ordering::Relaxed, Ordering::Relaxed) {
        Ok(_) => found,
        Err(said) => said,
    }
}

/// `MKL_Verbose`: prints a line for each call from here on (1, or 2), or none (0); what was before, or −1 if there is
/// no such mode.
pub(in crate::ffi) fn enable(mode: c_int) -> c_int {
    let before = watchers();
    match mode {
        0 => WATCHERS.fetch_and(!VERBOSE, Ordering::Relaxed),
        1 | 2 => WATCHERS.fetch_or(VERBOSE, Ordering::Relaxed),
        _ => return -1,
    };
    c_int::from(before & VERBOSE)
}

/// The file to append lines to; null is stdout. A name once set stays in memory: another thread may be using it.
static OUTPUT: AtomicPtr<c_char> = AtomicPtr::new(ptr::null_mut());

/// `MKL_Verbose_Output_File`: the file to append lines to; false if it can't be opened.
pub(in crate::ffi) fn set_output(path: &CStr) -> bool {
    // SAFETY: the path ends in NUL, the descriptor is ours.
    let works = unsafe {
        let file = open(path.as_ptr());
        file >= 0 && libc::close(file) == 0
    };
    if works {
        OUTPUT.store(path.to_owned().into_raw(), Ordering::Release);
    }
    works
}

/// # Safety
/// The path ends in NUL.
unsafe fn open(path: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { libc::open(path, libc::O_WRONLY | libc::O_APPEND | libc::O_CREAT | libc::O_CLOEXEC, 0o644) }
}

/// Writes lines in one piece, so that those of several threads don't mix, and past every buffer and lock.
fn print(text: &str) {
    let path = OUTPUT.load(Ordering::Acquire);
    // SAFETY: the path is null or ends in NUL, for ever; the text is readable.
    unsafe {
        if path.is_null() {
            libc::write(libc::STDOUT_FILENO, text.as_ptr().cast(), text.len());
            return;
        }
        // Opened for each line, the file needs no descriptor that a program or its child could take for its own.
        let file = open(path);
        if file >= 0 {
            libc::write(file, text.as_ptr().cast(), text.len());
            libc::close(file);
        }
    }
}

/// An argument as a line shows it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Arg {
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
pub(super) type Args = Vec<Arg>;

/// What can be an argument, or some.
pub(super) trait Shown {
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
    A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; A B C D E F G H J; A B C D E F G H J K;
    A B C D E F G H J K L; A B C D E F G H J K L M; A B C D E F G H J K L M N; A B C D E F G H J K L M N O;
}

/// What a shim returns.
pub(super) trait Outcome {
    /// The info, if it is one.
    fn info(self) -> Option<isize>;
}
impl Outcome for () {
    fn info(self) -> Option<isize> {
        None
    }
}
impl Outcome for isize {
    fn info(self) -> Option<isize> {
        Some(self)
    }
}

/// Runs `call`, which is a call of the routine and tells what it is called with and when it begins and ends. `stem` is
/// as in [`Routine`].
#[cold]
#[inline(never)]
pub(super) fn watch<T: Scalar, R>(stem: &'static str, call: impl FnOnce(&mut Call) -> R) -> R {
    let letters = [T::LETTER, <T::Real as Scalar>::LETTER];
    call(&mut Call {
        routine: Routine { stem, letters, shape: [0; 3], dims: 0 },
        args: Args::new(),
        watched: None,
    })
}

/// A call of a routine.
pub(super) struct Call {
    routine: Routine,
    args: Args,
    watched: Option<Watched>,
}

/// A call that is under way.
struct Watched {
    /// The line up to the info, if it is to be printed.
    line: Option<String>,
    team_before: Team,
    began: Instant,
    /// What the trace shows. It ends when this is dropped.
    _within: trace::Within,
}

impl Call {
    /// It begins, with these arguments.
    pub(super) fn begins(&mut self, args: impl Shown) {
        args.put(&mut self.args);
        self.watch();
    }

    fn watch(&mut self) {
        let watchers = watchers();
        if watchers == 0 {
            return;
        }
        shape(&mut self.routine, &self.args);
        let line = (watchers & VERBOSE != 0).then(|| {
            banner();
            begin_line(&self.routine, &self.args)
        });
        self.watched = Some(Watched {
            line,
            team_before: arena::replace_team(Team::ALONE),
            _within: trace::routine(self.routine),
            began: Instant::now(),
        });
    }

    /// It has ended, with this info.
    pub(super) fn ends(&mut self, info: Option<isize>) {
        let Some(watched) = self.watched.take() else { return };
        let time = watched.began.elapsed();
        let team = arena::replace_team(watched.team_before);
        let Some(mut line) = watched.line else { return };
        if let Some(info) = info {
            let _ = write!(line, ",{info}");
        }
        let _ = writeln!(
            line,
            ") {} CNR:OFF Dyn:1 FastMM:1 TID:{}  NThr:{} Layer:{} Asked:{} Joined:{} Kernels:{}{}",
            in_units(time),
            trace::thread_number(),
            arena::max_width(Domain::Blas),
            arena::layer().name(),
            team.asked,
            team.joined,
            Isa::current().name(),
            scalars(&self.args),
        );
        print(&line);
    }
}

/// The sizes of a routine: its first integers, up to what comes behind them.
fn shape(routine: &mut Routine, args: &[Arg]) {
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
fn begin_line(routine: &Routine, args: &[Arg]) -> String {
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
fn scalars(args: &[Arg]) -> String {
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
fn in_units(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (unit, name) = match seconds {
        s if s < 1e-6 => (1e-9, "ns"),
        s if s < 1e-3 => (1e-6, "us"),
        s if s < 1.0 => (1e-3, "ms"),
        _ => (1.0, "s"),
    };
    format!("{:.2}{name}", seconds / unit)
}

/// The first line of a process says who speaks.
fn banner() {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        print(&format!(
            "MKL_VERBOSE arenablas {}, {} kernels, layer {}, capacity {}\n",
            env!("CARGO_PKG_VERSION"),
            Isa::current().name(),
            arena::layer().name(),
            arena::capacity(),
        ));
    }
}
