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

mod line;

use std::ffi::{CStr, CString, c_char, c_int};
use std::fmt::Write;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, Ordering};
use std::time::Instant;

use crate::arena::trace::{self, Routine};
use crate::arena::{self, Domain, Team};
use crate::env;
use crate::ffi::verbose::line::{begin_line, in_units, scalars, shape};
use crate::kernel::Isa;
use crate::scalar::Scalar;

pub(super) use crate::ffi::verbose::line::{Args, Shown};

/// Tells those who watch of a call. The first form is for a function that takes a [`Caller`](super::check::Caller) and
/// returns nothing or an info: it is called again, by its arguments, from inside what is watched. (What stands before a
/// semicolon are its arguments in front of the caller, which are not the routine's.) The second has the rest of a short
/// function as the body of a closure.
macro_rules! watched {
    ($t:ty, $stem:expr, ($($arg:expr),*), move || $body:block) => {{
        // The body stands twice, and is a closure only where somebody watches: the compiler may leave a closure a function of
        // its own, to which its arguments go through memory.
        if $crate::ffi::verbose::is_watched_by(u8::MAX) {
            $crate::ffi::verbose::watch::<$t, _>($stem, move |call| {
                call.begins(($($arg,)*));
                let body = move || $body;
                let result = body();
                call.ends(None);
                result
            })
        } else {
            $body
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
        // Asked first: to list the arguments takes memory, which a call that nobody watches may not need.
        let watchers = watchers();
        if watchers != 0 {
            args.put(&mut self.args);
            self.watch(watchers);
        }
    }

    fn watch(&mut self, watchers: u8) {
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
