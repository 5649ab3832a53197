//! crossbeam's deques, charged for what others do with them.

use std::sync::PoisonError;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex};

pub(in crate::arena) use crossbeam_deque::Steal;

use super::{Cost, SYSTEM, SeqCst, charge, settle};

/// A deque whose own end is free to use.
#[derive(Debug)]
pub(in crate::arena) struct Deque<T> {
    inner: crossbeam_deque::Worker<T>,
    line: Arc<Line>,
}

impl<T> Deque<T> {
    pub(in crate::arena) fn new_lifo() -> Deque<T> {
        Deque { inner: crossbeam_deque::Worker::new_lifo(), line: Arc::default() }
    }
    pub(in crate::arena) fn stealer(&self) -> Stealer<T> {
        Stealer { inner: self.inner.stealer(), line: Arc::clone(&self.line) }
    }
    pub(in crate::arena) fn push(&self, task: T) {
        self.line.write();
        self.inner.push(task);
    }
    pub(in crate::arena) fn pop(&self) -> Option<T> {
        self.line.write();
        self.inner.pop()
    }
    pub(in crate::arena) fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }
}

/// The end that others take from, and pay.
#[derive(Debug)]
pub(in crate::arena) struct Stealer<T> {
    inner: crossbeam_deque::Stealer<T>,
    line: Arc<Line>,
}

/// Charges below this many nanoseconds may wait until the thread does something else: the order of events is at most that
/// much out.
const SOON: u64 = 500;

impl<T> Stealer<T> {
    pub(in crate::arena) fn steal(&self) -> Steal<T> {
        self.line.read();
        settle(SOON);
        let task = self.inner.steal();
        if task.is_success() {
            self.line.write();
            charge(Cost::Steal);
        }
        task
    }
    pub(in crate::arena) fn is_empty(&self) -> bool {
        self.line.read();
        self.inner.is_empty()
    }
}

/// A cache line that some write and others read: reading costs more after a write.
#[derive(Debug, Default)]
struct Line {
    written: AtomicU32,
    /// What each thread has read last; at its number.
    read: Mutex<Vec<u32>>,
}

impl Line {
    fn write(&self) {
        self.written.fetch_add(1, SeqCst);
    }
    fn read(&self) {
        let Some(thread) = SYSTEM.get().and_then(|system| system.thread()) else { return };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() <= thread {
            read.resize(thread + 1, 0);
        }
        // One more than what was written, so that 0 is "never".
        let written = self.written.load(SeqCst) + 1;
        charge(if read[thread] == written { Cost::Look } else { Cost::Fetch });
        read[thread] = written;
    }
}
