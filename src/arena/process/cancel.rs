//! Thread cancellation: a caller may have been told to end (`pthread_cancel`), and ends where the C library lets it, in
//! the middle of a file's reading for example. Our frames are no place to end in.

use std::ffi::c_int;
use std::ptr;

/// As POSIX names them; the libc crate has neither.
const PTHREAD_CANCEL_DISABLE: c_int = 1;
unsafe extern "C" {
    fn pthread_setcancelstate(state: c_int, before: *mut c_int) -> c_int;
}

/// Runs `body`, which calls what may end a cancelled thread, to its end.
pub(in crate::arena) fn uncancelled<R>(body: impl FnOnce() -> R) -> R {
    let mut before = 0;
    // SAFETY: `before` is writable; `body` returns, so the state is set back.
    unsafe { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &raw mut before) };
    let result = body();
    // SAFETY: as above, and the old state is not asked for.
    unsafe { pthread_setcancelstate(before, ptr::null_mut()) };
    result
}
