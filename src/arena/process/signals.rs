//! Signals are the program's: none is delivered to a worker while it works for the library. A task of the program's own
//! runs with the mask that a thread of its own would have, and so do processes that it starts.

use std::cell::Cell;
use std::mem::MaybeUninit;
use std::ptr;

use crate::arena::sync::thread_local;

/// Which signals are blocked.
pub(in crate::arena) type Mask = libc::sigset_t;

thread_local! {
    /// In a worker, the mask of the thread that it was started by.
    static PROGRAMS: Cell<Option<Mask>> = const { Cell::new(None) };
}

/// Blocks all signals for this thread, and for those that it starts; what was blocked before. Faults stay deliverable:
/// they are the thread's own, and the program's handler shall report them.
pub(in crate::arena) fn block() -> Mask {
    let mut all = MaybeUninit::uninit();
    // SAFETY: sigfillset initialises the set.
    unsafe {
        libc::sigfillset(all.as_mut_ptr());
        for fault in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL, libc::SIGTRAP] {
            libc::sigdelset(all.as_mut_ptr(), fault);
        }
        set(&all.assume_init())
    }
}

/// Sets this thread's mask; the former one.
pub(in crate::arena) fn set(mask: &Mask) -> Mask {
    let mut before = MaybeUninit::uninit();
    // SAFETY: pthread_sigmask initialises `before`; it fails on no valid `how`.
    unsafe {
        libc::pthread_sigmask(libc::SIG_SETMASK, ptr::from_ref(mask), before.as_mut_ptr());
        before.assume_init()
    }
}

/// To be called by a new worker: what its program has blocked.
pub(in crate::arena) fn remember(programs: Mask) {
    PROGRAMS.set(Some(programs));
}

/// Runs a task of the program's own.
pub(in crate::arena) fn as_program<R>(body: impl FnOnce() -> R) -> R {
    struct Restore(Option<Mask>);
    impl Drop for Restore {
        fn drop(&mut self) {
            self.0.as_ref().map(set);
        }
    }
    let _restore = Restore(PROGRAMS.get().as_ref().map(set));
    body()
}
