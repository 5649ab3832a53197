//! Memory for the scheduler itself: some hundred bytes a participant, for its seat and its deque.
//!
//! std ends the process if it can't have them. So a call goes parallel, and a worker joins one, only when there is far
//! more than they will ask for. (Another thread may take it in the meantime; but then malloc fails in the program, too.)

use std::hint::black_box;

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
