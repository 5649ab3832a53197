//! The deque of Chase and Lev as Lê, Pop, Cohen and Zappa Nardelli wrote it for C11 (*Correct and efficient work-stealing
//! for weak memory models*, PPoPP 2013), which crossbeam's is too; that one can't run in a model. It grows no buffer. The
//! fence in crossbeam's `is_empty`, on which nobody should rely, is there in large models only, which it makes smaller.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

use super::{AtomicIsize, UnsafeCell, fence, has_fence};

#[derive(Debug)]
struct Shared<T> {
    /// What thieves take next, and what the owner pushes next. A slot's index never comes back once it was stolen.
    top: AtomicIsize,
    bottom: AtomicIsize,
    /// Written before `bottom` is released; with `top` taken, by one thread only.
    slots: RefCell<Vec<Option<T>>>,
}

// SAFETY: modelled threads are coroutines of one thread of the system, and no slot is borrowed while they switch.
unsafe impl<T: Send> Sync for Shared<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for Shared<T> {}

impl<T> Shared<T> {
    fn take(&self, index: isize) -> T {
        let task = self.slots.borrow_mut()[index as usize].take();
        task.unwrap_or_else(|| unreachable!("a task is taken once"))
    }
}

/// The owner's end.
#[derive(Debug)]
pub(in crate::arena) struct Deque<T> {
    shared: Arc<Shared<T>>,
    /// The owner's own copy. loom sees whether there is one owner at a time.
    bottom: UnsafeCell<isize>,
}

/// The thieves' end.
#[derive(Debug)]
pub(in crate::arena) struct Stealer<T>(Arc<Shared<T>>);

/// What a thief got.
#[derive(Debug)]
pub(in crate::arena) enum Steal<T> {
    Empty,
    Success(T),
    /// Another was faster.
    Retry,
}

impl<T> Deque<T> {
    pub(in crate::arena) fn new_lifo() -> Deque<T> {
        let (top, bottom) = (AtomicIsize::new(0), AtomicIsize::new(0));
        let shared = Arc::new(Shared { top, bottom, slots: RefCell::default() });
        Deque { shared, bottom: UnsafeCell::new(0) }
    }
    pub(in crate::arena) fn stealer(&self) -> Stealer<T> {
        Stealer(Arc::clone(&self.shared))
    }
    pub(in crate::arena) fn is_empty(&self) -> bool {
        self.shared.top.load(SeqCst) >= self.bottom()
    }

    pub(in crate::arena) fn push(&self, task: T) {
        let bottom = self.bottom();
        let mut slots = self.shared.slots.borrow_mut();
        slots.truncate(bottom as usize);
        slots.push(Some(task));
        drop(slots);
        fence(Release);
        self.set_bottom(bottom + 1);
    }

    pub(in crate::arena) fn pop(&self) -> Option<T> {
        let bottom = self.bottom() - 1;
        if self.shared.top.load(Relaxed) > bottom {
            return None;
        }
        self.set_bottom(bottom);
        fence(SeqCst);
        let top = self.shared.top.load(Relaxed);
        if top < bottom {
            return Some(self.shared.take(bottom));
        }
        // The last one: thieves may want it, too.
        let won = top == bottom && self.shared.top.compare_exchange(top, top + 1, SeqCst, Relaxed).is_ok();
        self.set_bottom(bottom + 1);
        won.then(|| self.shared.take(bottom))
    }

    fn bottom(&self) -> isize {
        // SAFETY: the owner's.
        self.bottom.with(|own| unsafe { *own })
    }
    fn set_bottom(&self, bottom: isize) {
        // SAFETY: the owner's.
        self.bottom.with_mut(|own| unsafe { *own = bottom });
        self.shared.bottom.store(bottom, Relaxed);
    }
}

impl<T> Stealer<T> {
    pub(in crate::arena) fn is_empty(&self) -> bool {
        let top = self.0.top.load(Acquire);
        if has_fence() {
            fence(SeqCst);
        }
        top >= self.0.bottom.load(Acquire)
    }

    pub(in crate::arena) fn steal(&self) -> Steal<T> {
        let top = self.0.top.load(Acquire);
        fence(SeqCst);
        if top >= self.0.bottom.load(Acquire) {
            return Steal::Empty;
        }
        if self.0.top.compare_exchange(top, top + 1, SeqCst, Relaxed).is_err() {
            return Steal::Retry;
        }
        // Nobody pushes at that index again.
        Steal::Success(self.0.take(top))
    }
}
