//! Numba's threading layer: what its `prange` loops, parallel ufuncs and gufuncs call to be run. The Python package
//! hands the addresses to Numba (python/src/arenablas/_numba.py).
//!
//! Numba speaks of threads and means places: a loop is cut into parts, a part asks for the id of its thread, and adds to
//! what the sums of that id hold so far. So parts that run at the same time need different ids, all below the number of
//! threads for which the loop was cut. Here *part i is Numba's thread i*, whichever thread of the arena runs it; so sums
//! have the same bits in every run. Only loops that the program has cut finer (`set_parallel_chunksize`) have more parts
//! than ids: there an id is the runner's seat in the call.

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};
use std::ops::Range;
use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ffi::service::{programs_loop, schedule, threads};

/// The body of a loop, in the form of NumPy's: where its arrays begin; how many iterations to run, followed by the sizes of
/// what each gets; the strides from one iteration to the next, followed by those of what each gets; and what is its own.
type Kernel = unsafe extern "C" fn(*mut *mut c_char, *mut usize, *const isize, *mut c_void);

/// What Numba knows of a thread.
#[derive(Clone, Copy)]
struct Thread {
    /// How many threads its loops are cut for; 0 if it has not been said.
    mask: usize,
    id: usize,
    chunk_size: usize,
    /// That of the loop that it is about to run.
    schedule: *const usize,
}

thread_local! {
    static HERE: Cell<Thread> = const { Cell::new(Thread::new(0, 0)) };
}

/// How many threads loops are cut for if it has not been said, and at most: `NUMBA_NUM_THREADS`.
static LAUNCHED: AtomicUsize = AtomicUsize::new(1);

impl Thread {
    const fn new(id: usize, mask: usize) -> Thread {
        Thread { mask, id, chunk_size: 0, schedule: ptr::null() }
    }

    /// Runs `body` as this one of a loop's threads. What it sets for itself ends with it.
    fn run(self, body: impl FnOnce()) {
        let before = HERE.replace(self);
        body();
        HERE.set(before);
    }
}

/// Starts nothing: threads of the arena come when there is work for them.
pub(in crate::ffi) extern "C" fn launch_threads(n: c_int) {
    LAUNCHED.store(threads(n).max(1), Ordering::Relaxed);
}

pub(in crate::ffi) extern "C" fn get_num_threads() -> usize {
    match HERE.get().mask {
        0 => LAUNCHED.load(Ordering::Relaxed),
        mask => mask,
    }
}

pub(in crate::ffi) extern "C" fn set_num_threads(n: c_int) {
    let mask = threads(n).clamp(1, LAUNCHED.load(Ordering::Relaxed));
    HERE.set(Thread { mask, ..HERE.get() });
}

pub(in crate::ffi) extern "C" fn get_thread_id() -> usize {
    HERE.get().id
}

pub(in crate::ffi) extern "C" fn get_parallel_chunksize() -> usize {
    HERE.get().chunk_size
}

pub(in crate::ffi) extern "C" fn set_parallel_chunksize(chunk_size: usize) -> usize {
    HERE.replace(Thread { chunk_size, ..HERE.get() }).chunk_size
}

/// Into how many parts a nest of loops is to be cut.
///
/// # Safety
/// `starts` and `ends` have `ndim` numbers, of one dimension or more.
pub(in crate::ffi) unsafe extern "C" fn get_sched_size(
    threads: usize,
    ndim: usize,
    starts: *const usize,
    ends: *const usize,
) -> usize {
    // SAFETY: the caller's promise.
    let (starts, ends) = unsafe { (slice::from_raw_parts(starts, ndim), slice::from_raw_parts(ends, ndim)) };
    schedule::parts(schedule::iterations(starts, ends), threads, HERE.get().chunk_size)
}

/// Memory for a schedule. Numba can't be told that there is none: the process ends, as it does in Numba's own layers.
pub(in crate::ffi) extern "C" fn allocate_sched(numbers: usize) -> *mut usize {
    // SAFETY: calloc takes all numbers.
    let schedule = unsafe { libc::calloc(numbers.max(1), size_of::<usize>()) };
    assert!(!schedule.is_null(), "no memory for a schedule of {numbers} numbers");
    schedule.cast()
}

/// # Safety
/// It is one of `allocate_sched`, and not used any more.
pub(in crate::ffi) unsafe extern "C" fn deallocate_sched(schedule: *mut usize) {
    // SAFETY: the caller's promise.
    unsafe { libc::free(schedule.cast()) };
}

/// Cuts a nest of loops into so many parts. For indices of either sign.
///
/// # Safety
/// `starts` and `ends` have `ndim` numbers, of one dimension or more, and `rows` has room for 2·`ndim`·`parts`.
pub(in crate::ffi) unsafe extern "C" fn do_scheduling(
    ndim: usize,
    starts: *const usize,
    ends: *const usize,
    parts: usize,
    rows: *mut usize,
    _debug: usize,
) {
    // SAFETY: the caller's promise.
    let (starts, ends) = unsafe { (slice::from_raw_parts(starts, ndim), slice::from_raw_parts(ends, ndim)) };
    // SAFETY: as above.
    schedule::fill(unsafe { slice::from_raw_parts_mut(rows, 2 * ndim * parts) }, starts, ends);
    HERE.set(Thread { schedule: rows, ..HERE.get() });
}

/// A loop as it was handed over.
struct Loop<'a> {
    kernel: Kernel,
    arrays: &'a [*mut c_char],
    sizes: &'a [usize],
    steps: *const isize,
    data: *mut c_void,
}

// SAFETY: Numba's promise (`parallel_for`): the kernel may run on any thread, and at the same time for different iterations.
unsafe impl Sync for Loop<'_> {}

impl Loop<'_> {
    /// Runs some of its iterations.
    fn run(&self, iterations: Range<usize>) {
        // SAFETY: each array has a stride (`parallel_for`).
        let steps = unsafe { slice::from_raw_parts(self.steps, self.arrays.len()) };
        let begin = |(array, &step): (&*mut c_char, &isize)| {
            array.wrapping_offset(step.wrapping_mul(iterations.start.cast_signed()))
        };
        let mut arrays: Vec<_> = self.arrays.iter().zip(steps).map(begin).collect();
        let mut sizes = self.sizes.to_vec();
        sizes[0] = iterations.len();
        // SAFETY: what Numba passes to us goes on to its kernel, for iterations that are the loop's.
        unsafe { (self.kernel)(arrays.as_mut_ptr(), sizes.as_mut_ptr(), self.steps, self.data) };
    }
}

/// Runs a loop of `sizes[0]` iterations for so many of Numba's threads.
///
/// # Safety
/// There are `array_count` arrays and as many strides, and then those that the kernel needs; `inner_ndim` sizes after the
/// first. The kernel may be called with them on any thread, at the same time for different iterations.
pub(in crate::ffi) unsafe extern "C" fn parallel_for(
    kernel: Option<Kernel>,
    arrays: *const *mut c_char,
    sizes: *const usize,
    steps: *const isize,
    data: *mut c_void,
    inner_ndim: usize,
    array_count: usize,
    threads: usize,
) {
    let Some(kernel) = kernel else { return };
    // SAFETY: the caller's promise.
    let arrays = unsafe { slice::from_raw_parts(arrays, array_count) };
    // SAFETY: as above.
    let sizes = unsafe { slice::from_raw_parts(sizes, inner_ndim + 1) };
    let nest = Loop { kernel, arrays, sizes, steps, data };

    // The first array of a prange loop is its schedule, which this thread has just made: an iteration here is a part there.
    let schedule = HERE.replace(Thread { schedule: ptr::null(), ..HERE.get() }).schedule;
    let is_cut = !schedule.is_null() && arrays.first().is_some_and(|first| ptr::eq(first.cast(), schedule));
    let (iterations, threads) = (sizes[0], threads.max(1));
    let parts = if is_cut { iterations } else { iterations.min(threads) };
    let part = |i| schedule::part(iterations, parts, i);
    programs_loop(0..parts, 1, threads, |seat, piece| {
        for i in piece {
            let id = if parts <= threads { i } else { seat };
            Thread::new(id, threads).run(|| nest.run(part(i)));
        }
    });
}
