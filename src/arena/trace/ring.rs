//! [`Ring`]: one thread's records on their way to the file. One thread writes, one reads; neither waits.

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use crate::arena::trace::Event;

/// The records that a thread may be ahead of the file. At 100,000 events a second it is full after 20 ms.
pub(super) const LEN: usize = 2048;

/// An event and its time, in ns since the trace began.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) at: u64,
    pub(super) event: Event,
}

/// A queue of records. All zero bytes are an empty one.
pub(super) struct Ring {
    pushed: AtomicUsize,
    taken: AtomicUsize,
    /// What found no room since the last that did.
    lost: AtomicU32,
    records: [UnsafeCell<MaybeUninit<Record>>; LEN],
}

// SAFETY: a record is written before `pushed` is released beyond it, by the one thread that pushes, and read after
// that was acquired, by the one that takes; it is written again after `taken` was released beyond it.
unsafe impl Sync for Ring {}

impl Ring {
    /// Appends a record, or counts it as lost; how many are in the ring now.
    ///
    /// # Safety
    /// No other thread pushes meanwhile.
    pub(super) unsafe fn push(&self, record: Record) -> usize {
        let pushed = self.pushed.load(Ordering::Relaxed);
        let len = pushed.wrapping_sub(self.taken.load(Ordering::Acquire));
        let lost = self.lost.load(Ordering::Relaxed);
        let new = 1 + usize::from(lost > 0);
        if len + new > LEN {
            self.lost.store(lost.saturating_add(1), Ordering::Relaxed);
            return LEN;
        }
        if lost > 0 {
            self.lost.store(0, Ordering::Relaxed);
            // SAFETY: there is room for both, and only this thread pushes.
            unsafe { self.write(pushed, Record { at: record.at, event: Event::Lost(lost) }) };
        }
        // SAFETY: as above.
        unsafe { self.write(pushed.wrapping_add(new - 1), record) };
        self.pushed.store(pushed.wrapping_add(new), Ordering::Release);
        len + new
    }

    /// # Safety
    /// The place has been taken, and only this thread pushes.
    unsafe fn write(&self, place: usize, record: Record) {
        let cell = self.records[place % LEN].get();
        // SAFETY: nobody reads it before `pushed` is beyond it (caller).
        unsafe { cell.write(MaybeUninit::new(record)) };
    }

    /// Takes the oldest record out.
    ///
    /// # Safety
    /// No other thread takes meanwhile.
    pub(super) unsafe fn take(&self) -> Option<Record> {
        let taken = self.taken.load(Ordering::Relaxed);
        if taken == self.pushed.load(Ordering::Acquire) {
            return None;
        }
        let cell = self.records[taken % LEN].get();
        // SAFETY: written before `pushed` went beyond it, and not again before `taken` does.
        let record = unsafe { cell.read().assume_init() };
        self.taken.store(taken.wrapping_add(1), Ordering::Release);
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use super::*;

    #[test]
    fn records_come_out_in_order_or_are_counted_as_lost() {
        const N: u64 = 200_000;
        // SAFETY: all zero bytes are a ring.
        let ring: Box<Ring> = unsafe { Box::new(MaybeUninit::zeroed().assume_init()) };
        let ended = AtomicBool::new(false);
        let mut accounted = 0;
        thread::scope(|scope| {
            scope.spawn(|| {
                for at in 0..N {
                    // SAFETY: this thread alone pushes.
                    unsafe { ring.push(Record { at, event: Event::End }) };
                }
                ended.store(true, Ordering::Release);
            });
            loop {
                let last = ended.load(Ordering::Acquire);
                // SAFETY: this thread alone takes.
                while let Some(record) = unsafe { ring.take() } {
                    match record.event {
                        Event::Lost(n) => accounted += u64::from(n),
                        _ => {
                            assert_eq!(record.at, accounted);
                            accounted += 1;
                        }
                    }
                }
                if last {
                    break;
                }
            }
        });
        assert_eq!(accounted + u64::from(ring.lost.load(Ordering::Relaxed)), N);
    }
}
