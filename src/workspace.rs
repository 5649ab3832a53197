//! Scratch memory: [`Lease`], an aligned buffer that a call borrows and gives back.
//!
//! Buffers wait for the next call in a fixed number of slots that any thread may take from or put into with one
//! atomic swap. There is no lock that a fork could leave held, no limit on callers (who finds no buffer allocates
//! one; who finds no free slot frees his), and memory follows the number of calls at work, not of threads. Buffers
//! come from the system directly: `malloc`'s locks are the program's.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, Ordering};

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
    let ptr = take(class).or_else(|| allocate(class))?;
    Some(Lease { ptr, class, len, kind: PhantomData })
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
        for slot in KEPT.get(self.class).into_iter().flatten() {
            if slot.load(Ordering::Relaxed).is_null()
                && slot.compare_exchange(ptr::null_mut(), mine, Ordering::Release, Ordering::Relaxed).is_ok()
            {
                return;
            }
        }
        if let Some(bytes) = bytes(self.class) {
            // SAFETY: mapped with this size, and in no slot.
            unsafe { libc::munmap(mine.cast(), bytes) };
        }
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

/// Takes a kept buffer of a size.
fn take(class: usize) -> Option<NonNull<u8>> {
    KEPT.get(class)?.iter().find_map(|slot| {
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
    use super::{MIN_BYTES, lease};

    #[test]
    fn buffers_are_apart_and_come_back() {
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
    fn what_cannot_be_had_is_none() {
        assert!(lease::<f64>(usize::MAX).is_none());
        assert!(lease::<f64>(usize::MAX / 16).is_none());
        assert!(lease::<f32>(isize::MAX as usize / MIN_BYTES * 15_000).is_none());
    }
}
