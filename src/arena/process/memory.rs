//! Memory for the scheduler itself: some hundred bytes a participant, for its seat and its deque.
//!
//! std ends the process if it can't have them. So a call goes parallel, and a worker joins one, only when there is far
//! more than they will ask for. (Another thread may take it in the meantime; but then malloc fails in the program, too.)

use std::hint::black_box;
use std::ptr;

/// Enough for a call of some hundred participants. Less than what makes glibc's `free` think of giving memory back.
const ROOM: usize = 32 << 10;

/// Whether this thread can have some memory. It takes some tens of nanoseconds.
pub(in crate::arena) fn is_there() -> bool {
    // SAFETY: the block is freed at once; free does nothing with null.
    unsafe {
        // Seen by nobody, an allocation may be taken for successful and left out.
        let block = black_box(libc::malloc(ROOM));
        libc::free(block);
        !block.is_null()
    }
}

/// What has to be there beside a new thread's stack: std and the C library end the process if a thread can't note down what to
/// clean up at its end. The scratch that other threads take meanwhile is in it.
const THREAD_ROOM: usize = 1 << 20;

/// Whether there is memory for a thread with such a stack.
pub(in crate::arena) fn is_there_for_thread(stack: usize) -> bool {
    let Some(bytes) = stack.checked_add(THREAD_ROOM) else { return false };
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: a new mapping touches nobody's memory, and goes back as it came. (malloc would take larger blocks from its
    // heap from then on.)
    unsafe {
        let map = libc::mmap(ptr::null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
        map != libc::MAP_FAILED && libc::munmap(map, bytes) == 0
    }
}
