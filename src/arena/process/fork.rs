//! Fork: the child has one thread and a copy of an arena whose workers are gone and whose locks may be held by nobody
//! who is still there. It never touches that copy again, and makes an arena of its own at its next call.
//!
//! The only handler runs in the child, waits for nothing and locks nothing.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Counted up in every child. An arena of another generation is a parent's.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// The generation of this process.
pub(in crate::arena) fn generation() -> u32 {
    GENERATION.load(Ordering::Relaxed)
}

/// From here on forks are noticed.
pub(in crate::arena) fn watch() {
    static WATCHING: AtomicBool = AtomicBool::new(false);
    extern "C" fn in_child() {
        GENERATION.fetch_add(1, Ordering::Relaxed);
    }
    if !WATCHING.load(Ordering::Acquire) {
        // SAFETY: the handler does one atomic addition, which is allowed anywhere. If two threads come here at once it
        // does two; and if memory is short, forks go unnoticed.
        unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
        WATCHING.store(true, Ordering::Release);
    }
}

/// Ends a child that has come to wait for a task of a thread that it doesn't have. Nobody will ever do that task, and
/// what it was to compute is missing: to go on would be wrong, and to wait, for ever.
pub(in crate::arena) fn end_orphan() -> ! {
    const WHY: &str = "arenablas: a forked child returned into a call of its parent, to wait for a thread that only the parent has\n";
    // SAFETY: the text is readable, and as long as said. The child's exit handlers would find it in the middle of a call.
    unsafe {
        libc::write(libc::STDERR_FILENO, WHY.as_ptr().cast(), WHY.len());
        libc::_exit(libc::EXIT_FAILURE)
    }
}
