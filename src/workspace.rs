//! Scratch memory: [`Lease`], an aligned buffer that a call borrows and gives back.
//!
//! Buffers wait for the next call in a fixed number of slots that any thread may take from or put into with one
//! atomic swap. There is no lock that a fork could leave held, no limit on callers (who finds no buffer allocates
//! one; who finds no free slot frees his), and memory follows the number of calls at work, not of threads.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, Ordering};

use crate::scalar::Scalar;

/// A cache line, and the widest register.
const ALIGN: usize = 64;
/// Buffers are this size or a power of two above it, so that one serves many shapes.
const MIN_BYTES: usize = 1 << 16;
/// Buffers of this size and more lie on pages of it, where the system has them: fewer misses in the TLB.
const HUGE_PAGE: usize = 2 << 20;
/// Slots for each size: enough for the callers that a large machine runs at once.
const SLOTS: usize = 64;
/// Sizes from `MIN_BYTES` to 2 GiB are kept; larger ones are freed at once.
const CLASSES: usize = 16;

static KEPT: [[AtomicPtr<u8>; SLOTS]; CLASSES] =
    [const { [const { AtomicPtr::new(ptr::null_mut()) }; SLOTS] }; CLASSES];

/// A zeroed or formerly used buffer of `len` elements, aligned to 64 bytes.
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

/// A new buffer of a size.
fn allocate(class: usize) -> Option<NonNull<u8>> {
    let layout = layout(class)?;
    // SAFETY: the layout's size is not zero.
    let ptr = NonNull::new(unsafe { alloc_zeroed(layout) })?;
    if layout.size() >= HUGE_PAGE {
        // SAFETY: the memory is ours; advice changes no contents, and may be refused.
        unsafe { libc::madvise(ptr.as_ptr().cast(), layout.size(), libc::MADV_HUGEPAGE) };
    }
    Some(ptr)
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
        if let Some(layout) = layout(self.class) {
            // SAFETY: allocated with this layout, and in no slot.
            unsafe { dealloc(mine, layout) }
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

/// The layout of a size class.
fn layout(class: usize) -> Option<Layout> {
    let bytes = MIN_BYTES.checked_shl(class as u32).filter(|bytes| bytes >> class == MIN_BYTES)?;
    Layout::from_size_align(bytes, if bytes >= HUGE_PAGE { HUGE_PAGE } else { ALIGN }).ok()
}
