//! loom's primitives in place of the system's (`--cfg loom`): every order in which threads can run, and every value that
//! a load may return under C11's memory model, is tried out. `arena/model.rs` has the models.
//!
//! Where loom has nothing the stand-in promises no more than the original does: it may order less, never more.

mod deque;

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::ops::Deref;
use std::time::Duration;

use loom::sync::atomic as checked;
use loom::thread;

pub(in crate::arena) use crossbeam_utils::CachePadded;
pub(in crate::arena) use loom::sync::atomic::fence;
pub(in crate::arena) use loom::sync::{Arc, Mutex, MutexGuard};
pub(in crate::arena) use std::sync::atomic::{Ordering, Ordering::SeqCst};

pub(in crate::arena) use deque::{Deque, Steal, Stealer};

use crate::arena::process::affinity::Affinity;

std::thread_local! {
    /// Which execution of a model this is. All of its threads are coroutines of one thread of the system.
    static EXECUTION: Cell<u64> = const { Cell::new(0) };
    /// Whether a look into a deque has crossbeam's fence.
    static FENCE: Cell<bool> = const { Cell::new(false) };
    /// The threads that may still be created in it.
    static THREADS: Cell<usize> = const { Cell::new(usize::MAX) };
    /// The threads that have not ended, and who waits for them.
    static RUNNING: Cell<usize> = const { Cell::new(0) };
    static WAITING: Cell<Option<thread::Thread>> = const { Cell::new(None) };
    /// Who sleeps on which word.
    static SLEEPERS: RefCell<Vec<(*const AtomicU32, thread::Thread)>> = const { RefCell::new(Vec::new()) };
    /// What was made for ever, until the next execution.
    static FOREVER: RefCell<Vec<Box<dyn std::any::Any>>> = const { RefCell::new(Vec::new()) };
}

/// To be called at the start of each execution, which may create so many threads by [`start_thread`]; and after the last.
pub(in crate::arena) fn begin(threads: usize, fence: bool) {
    FENCE.set(fence);
    EXECUTION.set(EXECUTION.get() + 1);
    THREADS.set(threads);
    RUNNING.set(0);
    WAITING.set(None);
    SLEEPERS.take();
    drop(FOREVER.take());
}

fn has_fence() -> bool {
    FENCE.get()
}

/// In which execution something was made. It may be dropped in a later one, where loom doesn't know it.
#[derive(Debug)]
struct Born(u64);

impl Default for Born {
    fn default() -> Born {
        Born(EXECUTION.get())
    }
}

impl Born {
    /// Whether loom can be asked if it may be dropped now.
    fn is_checkable(&self) -> bool {
        self.0 == EXECUTION.get() && !std::thread::panicking()
    }
}

/// loom's atomics, which are dropped only after all that was done with them *happened*: otherwise somebody might come
/// too late, when the frame or the call that they are in is gone.
macro_rules! atomics {
    ($($name:ident($value:ty)),*) => {$(
        #[derive(Debug)]
        pub(in crate::arena) struct $name {
            checked: checked::$name,
            born: Born,
        }

        impl $name {
            #[track_caller]
            pub(in crate::arena) fn new(value: $value) -> $name {
                $name { checked: checked::$name::new(value), born: Born::default() }
            }
        }

        impl Default for $name {
            #[track_caller]
            fn default() -> $name {
                $name::new(<$value>::default())
            }
        }

        impl Deref for $name {
            type Target = checked::$name;
            fn deref(&self) -> &checked::$name {
                &self.checked
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                if self.born.is_checkable() {
                    self.checked.with_mut(|_| ());
                }
            }
        }
    )*};
}

atomics!(AtomicI32(i32), AtomicU8(u8), AtomicU32(u32), AtomicUsize(usize), AtomicIsize(isize));

/// One of the above, for loom's own can't be asked whether it may be dropped.
#[derive(Debug, Default)]
pub(in crate::arena) struct AtomicBool(AtomicU8);

impl AtomicBool {
    #[track_caller]
    pub(in crate::arena) fn new(value: bool) -> AtomicBool {
        AtomicBool(AtomicU8::new(value.into()))
    }
    #[track_caller]
    pub(in crate::arena) fn load(&self, order: Ordering) -> bool {
        self.0.load(order) != 0
    }
    #[track_caller]
    pub(in crate::arena) fn store(&self, value: bool, order: Ordering) {
        self.0.store(value.into(), order);
    }
    #[track_caller]
    pub(in crate::arena) fn swap(&self, value: bool, order: Ordering) -> bool {
        self.0.swap(value.into(), order) != 0
    }
}

/// A cell whose accesses, and whose end, must not be concurrent.
#[derive(Debug)]
pub(in crate::arena) struct UnsafeCell<T> {
    accesses: Accesses,
    value: std::cell::UnsafeCell<T>,
}

impl<T> UnsafeCell<T> {
    #[track_caller]
    pub(in crate::arena) fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell { accesses: Accesses::default(), value: value.into() }
    }
    #[track_caller]
    pub(in crate::arena) fn with<R>(&self, f: impl FnOnce(*const T) -> R) -> R {
        self.accesses.cell.with(|_| f(self.value.get()))
    }
    #[track_caller]
    pub(in crate::arena) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        self.accesses.cell.with_mut(|_| f(self.value.get()))
    }
    #[track_caller]
    pub(in crate::arena) fn into_inner(self) -> T {
        drop(self.accesses);
        self.value.into_inner()
    }
}

#[derive(Debug, Default)]
struct Accesses {
    cell: loom::cell::UnsafeCell<()>,
    born: Born,
}

impl Drop for Accesses {
    fn drop(&mut self) {
        if self.born.is_checkable() {
            self.cell.with_mut(|_| ());
        }
    }
}

/// Initialised once, by one thread: two at the same time fail the model.
#[derive(Debug)]
pub(in crate::arena) struct OnceLock<T> {
    ready: AtomicBool,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is written once, before `ready` is released, and read after that was acquired.
unsafe impl<T: Send + Sync> Sync for OnceLock<T> {}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> OnceLock<T> {
        OnceLock { ready: AtomicBool::default(), value: UnsafeCell::new(None) }
    }
}

impl<T> OnceLock<T> {
    #[track_caller]
    pub(in crate::arena) fn get(&self) -> Option<&T> {
        // SAFETY: see above; nothing is written any more.
        let value = |value: *const Option<T>| unsafe { &*value }.as_ref();
        if self.ready.load(Ordering::Acquire) { self.value.with(value) } else { None }
    }
    #[track_caller]
    pub(in crate::arena) fn get_or_init(&self, new: impl FnOnce() -> T) -> &T {
        if self.get().is_none() {
            // SAFETY: the only thread that initialises, or loom would object to the access.
            self.value.with_mut(|value| unsafe { *value = Some(new()) });
            self.ready.store(true, Ordering::Release);
        }
        self.get().unwrap_or_else(|| unreachable!("initialised"))
    }
}

/// A variable of a modelled thread.
pub(in crate::arena) struct LocalKey<T: 'static>(pub(in crate::arena) thread::LocalKey<T>);

impl<T: 'static> LocalKey<T> {
    pub(in crate::arena) const fn new(init: fn() -> T) -> LocalKey<T> {
        LocalKey(thread::LocalKey { init, _p: PhantomData })
    }
    pub(in crate::arena) fn with<R>(&'static self, f: impl FnOnce(&T) -> R) -> R {
        self.0.with(f)
    }
    pub(in crate::arena) fn try_with<R>(
        &'static self,
        f: impl FnOnce(&T) -> R,
    ) -> Result<R, thread::AccessError> {
        self.0.try_with(f)
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    pub(in crate::arena) fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }
    pub(in crate::arena) fn set(&'static self, value: T) {
        self.with(|cell| cell.set(value));
    }
    pub(in crate::arena) fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

macro_rules! modelled_local {
    ($($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty = $init:expr;)*) => {$(
        $(#[$attribute])*
        $visibility static $name: $crate::arena::sync::LocalKey<$type> =
            $crate::arena::sync::LocalKey::new(|| $init);
    )*};
}
pub(in crate::arena) use modelled_local as thread_local;

/// A value that no word has.
const NEVER: u32 = u32::MAX;

/// Looks at the word and falls asleep in one step, as the kernel does; loom switches threads before the look, not after.
/// A read-modify-write, even one that fails, reads the newest value.
pub(in crate::arena) fn futex_wait(word: &AtomicU32, expected: u32) {
    let found = word.compare_exchange(NEVER, NEVER, Ordering::Relaxed, Ordering::Relaxed);
    if found == Err(expected) {
        let me = thread::current();
        let name: *const AtomicU32 = word;
        SLEEPERS.with_borrow_mut(|sleepers| sleepers.push((name, me.clone())));
        let asleep =
            || SLEEPERS.with_borrow(|sleepers| sleepers.iter().any(|(_, other)| other.id() == me.id()));
        while asleep() {
            thread::park();
        }
    }
}

/// No time passes in a model.
pub(in crate::arena) fn futex_wait_for(word: &AtomicU32, expected: u32, _: Duration) {
    futex_wait(word, expected);
}

/// Wakes a thread that sleeps on the word.
pub(in crate::arena) fn futex_wake(word: *const AtomicU32) {
    let sleeper = SLEEPERS.with_borrow_mut(|sleepers| {
        let i = sleepers.iter().position(|&(name, _)| name == word)?;
        Some(sleepers.swap_remove(i).1)
    });
    if let Some(sleeper) = sleeper {
        sleeper.unpark();
    }
}

/// Time stands still: what waits for it waits for ever, and what is over at once is over.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(in crate::arena) struct Instant(Duration);

impl Instant {
    pub(in crate::arena) fn now() -> Instant {
        Instant(Duration::ZERO)
    }
    pub(in crate::arena) fn elapsed(self) -> Duration {
        Duration::ZERO
    }
}

/// As above.
pub(in crate::arena) fn coarse_millis() -> u64 {
    0
}

impl std::ops::Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, time: Duration) -> Instant {
        Instant(self.0 + time)
    }
}

/// Lets the others run: who waits for them would not come to an end.
pub(super) fn pause() {
    thread::yield_now();
}

/// The stack of a modelled thread, in words.
const STACK: usize = 1 << 14;

/// Starts a thread, if there may be another.
pub(in crate::arena) fn start_thread(_stack: usize, main: impl FnOnce() + Send + 'static) -> bool {
    let left = THREADS.get();
    THREADS.set(left.saturating_sub(1));
    if left > 0 {
        spawn(main);
    }
    left > 0
}

/// Starts a thread that [`join_all`] waits for.
pub(in crate::arena) fn spawn(main: impl FnOnce() + Send + 'static) {
    RUNNING.set(RUNNING.get() + 1);
    let counted = move || {
        main();
        fence(SeqCst);
        RUNNING.set(RUNNING.get() - 1);
        if RUNNING.get() == 0
            && let Some(waiting) = WAITING.take()
        {
            waiting.unpark();
        }
    };
    assert!(thread::Builder::new().stack_size(STACK).spawn(counted).is_ok());
}

/// Waits until all threads have ended; what they did has happened then.
pub(in crate::arena) fn join_all() {
    while RUNNING.get() > 0 {
        WAITING.set(Some(thread::current()));
        thread::park();
    }
    fence(SeqCst);
}

/// Keeps a value until the next execution.
pub(in crate::arena) fn forever<T: 'static>(value: T) -> &'static T {
    let value = Box::new(value);
    let kept: *const T = &raw const *value;
    FOREVER.with_borrow_mut(|all| all.push(value));
    // SAFETY: boxed, and dropped when the threads that know it have ended.
    unsafe { &*kept }
}

/// A model has no cores of its own for its threads to keep to.
pub(in crate::arena) fn cores_of_process() -> Affinity {
    Affinity::new(None)
}

/// crossbeam's deques need some preparation, these don't.
pub(in crate::arena) fn prepare_deques() {}
