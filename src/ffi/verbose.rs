//! Who watches the calls that come in from outside: `ARENABLAS_VERBOSE=1` prints a line for each as MKL does, and the
//! arena's trace shows each as a slice. A shim says what was called in one line,
//!
//! ```text
//! let _call = watched!(T, "gemm", op_a, op_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
//! ```
//!
//! with the arguments in the order of the Fortran interface, and `Info` where the routine returns one. If nobody
//! watches that costs a relaxed load, and two branches that are never taken: one here, one where `_call` is dropped.

use std::cell::Cell;
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

/// The call of a routine, until the result is dropped.
macro_rules! watched {
    ($t:ty, $stem:expr $(, $arg:expr)* $(,)?) => {
        if $crate::ffi::verbose::is_watched() {
            // Copies: the addresses of the arguments themselves would keep them out of registers.
            $crate::ffi::verbose::Call::begin::<$t>($stem, &[$($crate::ffi::verbose::Shown::arg($arg)),*])
        } else {
            $crate::ffi::verbose::Call::UNWATCHED
        }
    };
}
pub(super) use watched;

const VERBOSE: u8 = 1;
const TRACED: u8 = 2;
const NOT_ASKED: u8 = 4;

/// Who watches: none, or some of the above.
static WATCHERS: AtomicU8 = AtomicU8::new(NOT_ASKED);

/// Whether anybody watches.
#[inline(always)]
pub(super) fn is_watched() -> bool {
    WATCHERS.load(Ordering::Relaxed) != 0
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
    /// The layout, which only LAPACKE has; of a row-major call.
    RowMajor,
    /// What has no place among Fortran's arguments.
    Nothing,
    /// The info that the routine returns.
    Info,
}

/// What can be an argument.
pub(super) trait Shown {
    /// The argument.
    fn arg(self) -> Arg;
}

/// The place of the info among the arguments: the last.
pub(super) struct Info;

impl Shown for Info {
    fn arg(self) -> Arg {
        Arg::Info
    }
}
impl<C: Choice> Shown for Option<C> {
    fn arg(self) -> Arg {
        Arg::Letter(self.map(Choice::letter))
    }
}
impl Shown for Layout {
    fn arg(self) -> Arg {
        if self == Layout::RowMajor { Arg::RowMajor } else { Arg::Nothing }
    }
}
impl Shown for isize {
    fn arg(self) -> Arg {
        Arg::Int(self)
    }
}
impl<T> Shown for *const T {
    fn arg(self) -> Arg {
        Arg::Address(self.addr())
    }
}
impl<T> Shown for *mut T {
    fn arg(self) -> Arg {
        Arg::Address(self.addr())
    }
}
impl<T: Scalar> Shown for T {
    fn arg(self) -> Arg {
        Arg::Scalar(self.re().to_f64(), self.im().to_f64())
    }
}

thread_local! {
    /// The info of this thread's last call that had one other than 0.
    static INFO: Cell<isize> = const { Cell::new(0) };
}

/// The routine that this thread is in returns this info.
pub(super) fn note_info(info: isize) {
    INFO.set(info);
}

/// A call, if somebody watches it.
pub(super) struct Call(Option<Box<Watched>>);

struct Watched {
    /// The line up to here, if it is to be printed.
    line: Option<String>,
    has_info: bool,
    scalars: String,
    team_before: Team,
    began: Instant,
    /// What the trace shows. It ends when this is dropped.
    _within: trace::Within,
}

impl Call {
    /// One that nobody watches.
    pub(super) const UNWATCHED: Call = Call(None);

    /// One that somebody watches: `stem` is as in [`Routine`].
    #[cold]
    #[inline(never)]
    pub(super) fn begin<T: Scalar>(stem: &'static str, args: &[Arg]) -> Call {
        let watchers = watchers();
        if watchers == 0 {
            return Call(None);
        }
        let mut routine =
            Routine { stem, letters: [T::LETTER, <T::Real as Scalar>::LETTER], shape: [0; 3], dims: 0 };
        shape(&mut routine, args);
        let line = (watchers & VERBOSE != 0).then(|| {
            banner();
            begin_line(&routine, args)
        });
        INFO.set(0);
        Call(Some(Box::new(Watched {
            line,
            has_info: args.iter().any(|arg| matches!(arg, Arg::Info)),
            scalars: scalars(args),
            team_before: arena::replace_team(Team::ALONE),
            _within: trace::routine(routine),
            began: Instant::now(),
        })))
    }
}

impl Drop for Call {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(call) = self.0.take() {
            call.end();
        }
    }
}

impl Watched {
    #[cold]
    #[inline(never)]
    fn end(self: Box<Watched>) {
        let time = self.began.elapsed();
        let team = arena::replace_team(self.team_before);
        let Some(mut line) = self.line else { return };
        if self.has_info {
            let _ = write!(line, ",{}", INFO.get());
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
            self.scalars,
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
        let start = line.len();
        line.push(between);
        let _ = match arg {
            Arg::Letter(letter) => write!(line, "{}", letter.unwrap_or(b'?') as char),
            Arg::Int(n) => write!(line, "{n}"),
            Arg::Address(address) => write!(line, "{address:#x}"),
            // As MKL does it, by the address that it has by now. Its value comes later.
            Arg::Scalar(re, _) => write!(line, "{:p}", ptr::from_ref(re)),
            Arg::RowMajor => write!(line, "101"),
            Arg::Nothing | Arg::Info => {
                line.truncate(start);
                continue;
            }
        };
        between = ',';
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
