//! Scratch memory: [`Lease`], an aligned buffer that a call borrows and gives back.
//!
//! Buffers wait for the next call in a fixed number of slots that any thread may take from or put into with one
//! atomic swap. There is no lock that a fork could leave held, no limit on callers (who finds no buffer allocates
//! one; who finds no free slot frees his), and memory follows the number of calls at work, not of threads. Buffers
//! come from the system directly: `malloc`'s locks are the program's.

use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};

use crate::scalar::Scalar;

/// Buffers are this size or a power of two above it, so that one serves many shapes.
const MIN_BYTES: usize = 1 << 16;
/// Buffers of this size and more lie on pages of it where the system has them: packed panels are read from one end to
/// the other again and again, and every 4 KiB of it would be another entry of the TLB.
const HUGE_PAGE: usize = 2 << 20;
/// Slots for each size: enough for the callers that a large machine runs at once.
const SLOTS: usize = 64;
/// Sizes from `MIN_BYTES` to 32 MiB are kept; larger ones are freed at once.
const CLASSES: usize = 10;

static KEPT: [[AtomicPtr<u8>; SLOTS]; CLASSES] =
    [const { [const { AtomicPtr::new(ptr::null_mut()) }; SLOTS] }; CLASSES];

/// Slots on a cache line.
const LINE: usize = 64 / size_of::<AtomicPtr<u8>>();

thread_local! {
    /// The slot at which this thread begins to look, once it has done so.
    static FIRST: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Whether buffers wait at all.
static KEEPING: AtomicBool = AtomicBool::new(true);
/// What the system has given and not got back.
static HELD_BYTES: AtomicUsize = AtomicUsize::new(0);
static HELD_BUFFERS: AtomicUsize = AtomicUsize::new(0);

/// Scratch memory of the process, on lease or waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// In bytes.
    pub bytes: usize,
    /// In buffers.
    pub buffers: usize,
}

/// How much scratch memory there is at the moment.
#[must_use]
pub fn held() -> Held {
    Held { bytes: HELD_BYTES.load(Ordering::Relaxed), buffers: HELD_BUFFERS.load(Ordering::Relaxed) }
}

/// Gives the buffers that wait for the next call back to the system; the bytes. Those on lease stay.
pub fn trim() -> usize {
    let mut freed = 0;
    for class in 0..CLASSES {
        while let Some(buffer) = take(class) {
            freed += release(buffer, class);
        }
    }
    freed
}

/// Whether buffers wait for the next call (at first they do), or go back to the system when their lease ends.
pub fn keep(keeping: bool) {
    KEEPING.store(keeping, Ordering::Relaxed);
}

/// A zeroed or formerly used buffer of `len` elements, aligned to a page.
#[derive(Debug)]
pub struct Lease<T> {
    ptr: NonNull<u8>,
    class: usize,
    len: usize,
    kind: PhantomData<T>,
}

// SAFETY: a lease owns its buffer.
unsafe impl<T: Send> Send for Lease<T> {}
// SAFETY: a shared lease only reads.
unsafe impl<T: Sync> Sync for Lease<T> {}

/// Scratch for `len` elements whose values are arbitrary numbers; `None` if memory can't be had.
#[must_use]
pub fn lease<T: Scalar>(len: usize) -> Option<Lease<T>> {
    let bytes = len.checked_mul(size_of::<T>())?.max(1);
    let class = bytes.div_ceil(MIN_BYTES).checked_next_power_of_two()?.trailing_zeros() as usize;
    let ptr = take(class).or_else(|| obtain(class))?;
    Some(Lease { ptr, class, len, kind: PhantomData })
}

/// A new buffer, counted.
fn obtain(class: usize) -> Option<NonNull<u8>> {
    let buffer = allocate(class)?;
    HELD_BYTES.fetch_add(bytes(class)?, Ordering::Relaxed);
    HELD_BUFFERS.fetch_add(1, Ordering::Relaxed);
    Some(buffer)
}

/// Gives a buffer of a class, which nobody has and no slot holds, back to the system; the bytes.
fn release(buffer: NonNull<u8>, class: usize) -> usize {
    let Some(bytes) = bytes(class) else { return 0 };
    // SAFETY: mapped with this size, and nobody else's (caller).
    unsafe { libc::munmap(buffer.as_ptr().cast(), bytes) };
    HELD_BYTES.fetch_sub(bytes, Ordering::Relaxed);
    HELD_BUFFERS.fetch_sub(1, Ordering::Relaxed);
    bytes
}

/// A new buffer of a size, zeroed.
fn allocate(class: usize) -> Option<NonNull<u8>> {
    let bytes = bytes(class)?;
    let huge = bytes >= HUGE_PAGE;
    // What sticks out on both sides of a multiple of the huge page is given back.
    let spare = if huge { HUGE_PAGE } else { 0 };
    // SAFETY: a new mapping touches nobody's memory. Its parts that are unmapped lie outside of the buffer; advice
    // changes no contents, and may be refused. It has to come before the first access.
    unsafe {
        let access = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let map = libc::mmap(ptr::null_mut(), bytes.checked_add(spare)?, access, flags, -1, 0);
        if map == libc::MAP_FAILED {
            return None;
        }
        if !huge {
            return NonNull::new(map.cast());
        }
        let before = map.cast::<u8>().align_offset(HUGE_PAGE);
        let buffer = map.byte_add(before);
        if before > 0 {
            libc::munmap(map, before);
        }
        if before < spare {
            libc::munmap(buffer.byte_add(bytes), spare - before);
        }
        libc::madvise(buffer, bytes, libc::MADV_HUGEPAGE);
        NonNull::new(buffer.cast())
    }
}

impl<T> Drop for Lease<T> {
    fn drop(&mut self) {
        let mine = self.ptr.as_ptr();
        let keeping = KEEPING.load(Ordering::Relaxed);
        for slot in slots(self.class).filter(|_| keeping) {
            if slot.load(Ordering::Relaxed).is_null()
                && slot.compare_exchange(ptr::null_mut(), mine, Ordering::Release, Ordering::Relaxed).is_ok()
            {
                return;
            }
        }
        release(self.ptr, self.class);
    }
}

impl<T: Scalar> Deref for Lease<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        // SAFETY: the buffer is ours, long enough, aligned, and initialised: zeroed first (a Scalar of zero bytes is
        // 0), and written with Scalars since; every bit pattern is one.
        unsafe { std::slice::from_raw_parts(self.ptr.as_ptr().cast(), self.len) }
    }
}

impl<T: Scalar> DerefMut for Lease<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as for deref.
        unsafe { std::slice::from_raw_parts_mut(self.ptr.as_ptr().cast(), self.len) }
    }
}

/// The slots of a size, in the order in which this thread looks through them. It begins where it has put its last buffers, most
/// likely: they are in its core's cache, and others' in others'.
fn slots(class: usize) -> impl Iterator<Item = &'static AtomicPtr<u8>> {
    let slots = KEPT.get(class).map_or(&[][..], |slots| slots);
    let (before, after) = slots.split_at(FIRST.get().unwrap_or_else(choose_first).min(slots.len()));
    after.iter().chain(before)
}

/// Where this thread begins: threads take the cache lines of slots in turns.
#[cold]
fn choose_first() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let first = NEXT.fetch_add(LINE, Ordering::Relaxed) % SLOTS;
    FIRST.set(Some(first));
    first
}

/// Takes a kept buffer of a size.
fn take(class: usize) -> Option<NonNull<u8>> {
    slots(class).find_map(|slot| {
        if slot.load(Ordering::Relaxed).is_null() {
            return None;
        }
        NonNull::new(slot.swap(ptr::null_mut(), Ordering::Acquire))
    })
}

/// The size of a class.
fn bytes(class: usize) -> Option<usize> {
    MIN_BYTES.checked_shl(class as u32).filter(|bytes| bytes >> class == MIN_BYTES)
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use super::{KEPT, MIN_BYTES, Ordering, held, keep, lease, trim};

    /// Held by tests of what waits in the slots: those are the process's.
    static SLOTS_OF_PROCESS: Mutex<()> = Mutex::new(());

    #[test]
    fn buffers_are_apart_and_come_back() {
        let _alone = SLOTS_OF_PROCESS.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut a, mut b) = (lease::<f64>(100).unwrap(), lease::<f64>(1 << 20).unwrap());
        a.fill(1.0);
        b.fill(2.0);
        assert!(a.iter().all(|x| *x == 1.0) && b.iter().all(|x| *x == 2.0));
        assert_eq!((a.len(), b.len()), (100, 1 << 20));
        let place = b.as_ptr();
        drop(b);
        assert_eq!(lease::<f64>((1 << 20) - 5).unwrap().as_ptr(), place);
    }

    #[test]
    fn trim_gives_back_what_waits() {
        let _alone = SLOTS_OF_PROCESS.lock().unwrap_or_else(PoisonError::into_inner);
        let size = 3 << 20;
        let lease_bytes = 32 << 20;
        drop(lease::<f64>(size).unwrap());
        assert!(held().bytes >= lease_bytes && held().buffers >= 1);
        let on_lease = lease::<f64>(size).unwrap();
        trim();
        assert!(held().bytes >= lease_bytes);
        drop(on_lease);
        assert!(trim() >= lease_bytes);
        keep(false);
        drop(lease::<f64>(size).unwrap());
        keep(true);
        let waits = KEPT.last().unwrap().iter().any(|slot| !slot.load(Ordering::Relaxed).is_null());
        assert!(!waits);
    }

    #[test]
    fn what_cannot_be_had_is_none() {
        assert!(lease::<f64>(usize::MAX).is_none());
        assert!(lease::<f64>(usize::MAX / 16).is_none());
        assert!(lease::<f32>(isize::MAX as usize / MIN_BYTES * 15_000).is_none());
    }
}
