//! [`Recorder`]: the rings of all threads, and how what they hold gets into the file.
//!
//! All of it is the system's own, whatever stands in for that in the scheduler (`sync`): a trace orders nothing there.

use std::alloc::{Layout, alloc_zeroed};
use std::cell::Cell;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crate::arena::process::{affinity, fork};
use crate::arena::trace::json::Row;
use crate::arena::trace::ring::{self, Record, Ring};
use crate::arena::trace::writer::Writer;
use crate::arena::trace::{self, Event, Slice};

/// Records are in memory for at most so long while events come: what a killed process loses.
const PERIOD: Duration = Duration::from_millis(100);
/// How long the end of the process waits for a thread that is writing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A ring and whose it is. All zero bytes are one that nobody has. It is never freed, and serves the next thread when
/// one ends.
pub(super) struct Buffer {
    pub(super) ring: Ring,
    pub(super) row: Row,
    taken: AtomicBool,
    next: AtomicPtr<Buffer>,
}

/// The trace of a process. A forked child makes one of its own, and never looks at the copy of its parent's.
pub(super) struct Recorder {
    generation: u32,
    began: Instant,
    /// A list that only grows.
    buffers: AtomicPtr<Buffer>,
    /// When the rings were emptied, in ns since the trace began.
    emptied: AtomicU64,
    writer: Mutex<Writer>,
}

/// The recorder of the process.
static RECORDER: AtomicPtr<Recorder> = AtomicPtr::new(ptr::null_mut());

thread_local! {
    static MINE: Mine = const { Mine { buffer: Cell::new(None), generation: Cell::new(0), number: Cell::new(None) } };
}

/// A thread's buffer, and to which generation's recorder it belongs.
struct Mine {
    buffer: Cell<Option<&'static Buffer>>,
    generation: Cell<u32>,
    number: Cell<Option<u32>>,
}

impl Drop for Mine {
    fn drop(&mut self) {
        if let Some(buffer) = self.buffer.get()
            && self.generation.get() == fork::generation()
        {
            buffer.taken.store(false, Ordering::Release);
        }
    }
}

/// The number of this thread, callers and workers counted together.
pub(crate) fn thread_number() -> u32 {
    static THREADS: AtomicU32 = AtomicU32::new(0);
    // A thread that is ending has no name any more.
    MINE.try_with(|mine| {
        let number = mine.number.get().unwrap_or_else(|| THREADS.fetch_add(1, Ordering::Relaxed));
        mine.number.set(Some(number));
        number
    })
    .unwrap_or(u32::MAX)
}

impl Recorder {
    /// The recorder of this process, if it has begun one.
    fn known() -> Option<&'static Recorder> {
        // SAFETY: null, or made by `begin`, so alive for ever.
        let known = unsafe { RECORDER.load(Ordering::Acquire).as_ref() };
        known.filter(|recorder| recorder.generation == fork::generation())
    }

    /// The recorder of this process, if there can be one.
    pub(super) fn current() -> Option<&'static Recorder> {
        Recorder::known().or_else(Recorder::begin)
    }

    /// Whether this process is a child that was forked.
    pub(super) fn is_of_child(&self) -> bool {
        self.generation > 0
    }

    /// Makes one where there is none, or a parent's.
    fn begin() -> Option<&'static Recorder> {
        extern "C" fn at_exit() {
            if let Some(recorder) = Recorder::known() {
                recorder.end();
            }
        }
        fork::watch();
        let before = RECORDER.load(Ordering::Acquire);
        let mut place = Vec::new();
        place.try_reserve_exact(1).ok()?;
        place.push(Recorder {
            generation: fork::generation(),
            began: Instant::now(),
            buffers: AtomicPtr::new(ptr::null_mut()),
            emptied: AtomicU64::new(0),
            writer: Mutex::new(Writer::default()),
        });
        let fresh: *mut Recorder = place.leak().as_mut_ptr();
        if RECORDER.compare_exchange(before, fresh, Ordering::AcqRel, Ordering::Acquire).is_err() {
            // Who loses the race leaves an empty one behind.
            return Recorder::known();
        }
        trace::QUEUED.store(0, Ordering::Relaxed);
        if before.is_null() {
            // SAFETY: the handler belongs to this library, which is never unloaded. A child inherits it.
            unsafe { libc::atexit(at_exit) };
        }
        Recorder::known()
    }

    /// Records an event of this thread, and empties the rings if it is time.
    pub(super) fn record(&'static self, now: u64, event: Event) {
        let Some(buffer) = self.mine(now) else { return };
        let may_write = !matches!(event, Event::Running(..) | Event::Queued(_));
        // SAFETY: the buffer is this thread's.
        let len = unsafe { buffer.ring.push(Record { at: now, event }) };
        let is_time = now.saturating_sub(self.emptied.load(Ordering::Relaxed)) > PERIOD.as_nanos() as u64;
        if may_write && (is_time || len > ring::LEN / 2) {
            self.write(buffer, now);
        }
    }

    /// In ns since the trace began.
    pub(super) fn now(&self) -> u64 {
        self.began.elapsed().as_nanos() as u64
    }

    /// This thread's buffer.
    fn mine(&self, now: u64) -> Option<&'static Buffer> {
        // A thread that is ending has none any more.
        MINE.try_with(|mine| {
            if mine.generation.get() != self.generation {
                mine.buffer.set(None);
                mine.generation.set(self.generation);
            }
            if mine.buffer.get().is_none() {
                let buffer = self.free_buffer().or_else(|| self.new_buffer())?;
                mine.buffer.set(Some(buffer));
                let event = Event::Thread { worker: affinity::worker() != 0, number: thread_number() };
                // SAFETY: the buffer is this thread's.
                unsafe { buffer.ring.push(Record { at: now, event }) };
            }
            mine.buffer.get()
        })
        .ok()
        .flatten()
    }

    pub(super) fn buffers(&self) -> impl Iterator<Item = &'static Buffer> {
        // SAFETY: null, or made by `new_buffer`, so alive for ever.
        let buffer = |at: &AtomicPtr<Buffer>| unsafe { at.load(Ordering::Acquire).as_ref() };
        std::iter::successors(buffer(&self.buffers), move |last| buffer(&last.next))
    }

    /// One whose thread has ended.
    fn free_buffer(&self) -> Option<&'static Buffer> {
        self.buffers().find(|buffer| {
            !buffer.taken.load(Ordering::Relaxed) && !buffer.taken.swap(true, Ordering::Acquire)
        })
    }

    fn new_buffer(&self) -> Option<&'static Buffer> {
        // SAFETY: the type has a size, and all zero bytes are a value of it.
        let buffer = unsafe { alloc_zeroed(Layout::new::<Buffer>()).cast::<Buffer>().as_ref() }?;
        buffer.taken.store(true, Ordering::Relaxed);
        let mut head = self.buffers.load(Ordering::Relaxed);
        loop {
            buffer.next.store(head, Ordering::Relaxed);
            let new = ptr::from_ref(buffer).cast_mut();
            match self.buffers.compare_exchange_weak(head, new, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return Some(buffer),
                Err(other) => head = other,
            }
        }
    }

    /// Empties the rings, unless another thread is about it.
    fn write(&self, mine: &Buffer, now: u64) {
        let Some(mut writer) = self.try_lock() else { return };
        self.emptied.store(now, Ordering::Relaxed);
        // SAFETY: the buffer is this thread's.
        let note = |at, event| unsafe { mine.ring.push(Record { at, event }) };
        note(now, Event::Begin(Slice::Writing));
        writer.write(self);
        note(self.now(), Event::End);
    }

    fn try_lock(&self) -> Option<MutexGuard<'_, Writer>> {
        match self.writer.try_lock() {
            Ok(writer) => Some(writer),
            Err(TryLockError::Poisoned(writer)) => Some(writer.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Ends the trace with the process. Other threads may still be at work, and one of them writing.
    fn end(&self) {
        trace::stop();
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(mut writer) = self.try_lock() {
                return writer.end(self);
            }
            if Instant::now() > until {
                return;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}
