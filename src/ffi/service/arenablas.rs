//! Our own functions, as include/arenablas.h declares and documents them.

use std::ffi::{c_char, c_int, c_void};
use std::mem::size_of;
use std::ptr;

use crate::arena::{self, Group, Layer, Stats};
use crate::ffi::service::{c_text, isa_name, layer_name, number, programs_loop, threads};
use crate::workspace;

pub(in crate::ffi) extern "C" fn get_version() -> *const c_char {
    const { c_text(concat!(env!("CARGO_PKG_VERSION"), "\0")) }.as_ptr()
}

pub(in crate::ffi) extern "C" fn get_kernels() -> *const c_char {
    isa_name().as_ptr()
}

pub(in crate::ffi) extern "C" fn get_process_limit() -> c_int {
    number(arena::process_limit())
}

pub(in crate::ffi) extern "C" fn set_process_limit(n: c_int) -> c_int {
    number(arena::set_process_limit(threads(n)))
}

pub(in crate::ffi) extern "C" fn get_thread_limit() -> c_int {
    number(arena::thread_limit())
}

pub(in crate::ffi) extern "C" fn set_thread_limit(n: c_int) -> c_int {
    number(arena::set_thread_limit(threads(n)))
}

pub(in crate::ffi) extern "C" fn limit_begin(n: c_int) -> c_int {
    let former = arena::thread_limit();
    let tighter = match (threads(n), former) {
        (0, former) => former,
        (n, 0) => n,
        (n, former) => n.min(former),
    };
    arena::set_thread_limit(tighter);
    number(former)
}

pub(in crate::ffi) extern "C" fn limit_end(former: c_int) {
    arena::set_thread_limit(threads(former));
}

pub(in crate::ffi) extern "C" fn get_max_threads() -> c_int {
    number(arena::max_threads())
}

pub(in crate::ffi) extern "C" fn get_capacity() -> c_int {
    number(arena::capacity())
}

pub(in crate::ffi) extern "C" fn get_layer() -> c_int {
    arena::layer() as c_int
}

pub(in crate::ffi) extern "C" fn set_layer(layer: c_int) -> c_int {
    let known = usize::try_from(layer).ok().and_then(|layer| Layer::ALL.get(layer));
    known.map_or_else(arena::layer, |&layer| arena::set_layer(layer)) as c_int
}

pub(in crate::ffi) extern "C" fn get_layer_name() -> *const c_char {
    layer_name(arena::layer()).as_ptr()
}

/// `arenablas_stats`. It grows at its end.
#[repr(C)]
#[derive(Clone, Copy)]
pub(in crate::ffi) struct StatsOut {
    size: usize,
    calls: u64,
    workers: u64,
    joins: u64,
    steals: u64,
    parks: u64,
}

/// # Safety
/// The address is null, or that of a struct whose first member is its size.
pub(in crate::ffi) unsafe extern "C" fn get_stats(out: *mut StatsOut) -> c_int {
    if out.is_null() {
        return -1;
    }
    // SAFETY: the size comes first in every version of the struct.
    let room = unsafe { (*out).size };
    if room < size_of::<usize>() {
        return -1;
    }
    let Stats { calls, workers, joins, steals, parks } = arena::stats();
    let stats = StatsOut { size: room, calls, workers, joins, steals, parks };
    let known = room.min(size_of::<StatsOut>());
    // SAFETY: so many bytes are there on both sides; what a newer program has more is zero, the caller's promise of its size.
    unsafe {
        out.cast::<u8>().write_bytes(0, room);
        (&raw const stats).cast::<u8>().copy_to_nonoverlapping(out.cast(), known);
    }
    0
}

pub(in crate::ffi) extern "C" fn free_buffers() -> usize {
    workspace::trim()
}

/// What a program passes along with its function. It goes to whichever thread runs that.
#[derive(Clone, Copy)]
struct Argument(*mut c_void);

// SAFETY: the program promises (arenablas.h) that its function may be called with it on any thread, at the same time.
unsafe impl Send for Argument {}
// SAFETY: as above.
unsafe impl Sync for Argument {}

impl Argument {
    /// Through a method, so that closures capture the whole and not the bare pointer.
    fn get(self) -> *mut c_void {
        self.0
    }
}

/// # Safety
/// The body may be called with the argument on any thread, also at the same time.
pub(in crate::ffi) unsafe extern "C" fn parallel_for(
    begin: usize,
    end: usize,
    grain: usize,
    body: Option<unsafe extern "C" fn(usize, usize, *mut c_void)>,
    arg: *mut c_void,
) {
    let (Some(body), arg) = (body, Argument(arg)) else { return };
    programs_loop(begin..end, grain.max(1), usize::MAX, |_, piece| {
        // SAFETY: the caller's promise.
        unsafe { body(piece.start, piece.end, arg.get()) };
    });
}

pub(in crate::ffi) extern "C" fn group_new() -> *mut Group {
    Group::try_new().map_or(ptr::null_mut(), |group| Box::into_raw(Box::new(group)))
}

/// # Safety
/// The group is null or one of `group_new`, not freed; the task may be called with the argument on any thread.
pub(in crate::ffi) unsafe extern "C" fn group_run(
    group: *const Group,
    task: Option<unsafe extern "C" fn(*mut c_void)>,
    arg: *mut c_void,
) {
    let (Some(task), arg) = (task, Argument(arg)) else { return };
    // SAFETY: the caller's promise.
    let task = move || unsafe { task(arg.get()) };
    // SAFETY: as above.
    match unsafe { group.as_ref() } {
        Some(group) => group.run(task),
        None => task(),
    }
}

/// # Safety
/// The group is null or one of `group_new`, not freed.
pub(in crate::ffi) unsafe extern "C" fn group_wait(group: *const Group) -> c_int {
    // SAFETY: the caller's promise.
    let done = unsafe { group.as_ref() }.is_none_or(Group::wait);
    if done { 0 } else { -1 }
}

/// # Safety
/// As for `group_wait`; and no other thread uses the group any more.
pub(in crate::ffi) unsafe extern "C" fn group_free(group: *mut Group) {
    if !group.is_null() {
        // SAFETY: made by `group_new`, and the caller's promise.
        drop(unsafe { Box::from_raw(group) });
    }
}

pub(in crate::ffi) extern "C" fn core_take() -> c_int {
    arena::take_core().into()
}

pub(in crate::ffi) extern "C" fn core_try_take() -> c_int {
    arena::try_take_core().into()
}

pub(in crate::ffi) extern "C" fn core_keep() -> c_int {
    arena::keep_core().into()
}

pub(in crate::ffi) extern "C" fn core_give() -> c_int {
    arena::give_core().into()
}

pub(in crate::ffi) extern "C" fn core_retake() {
    arena::retake_core();
}

pub(in crate::ffi) extern "C" fn core_sign() -> *const c_int {
    arena::core_sign().as_ptr()
}
