//! The primitives of a simulated machine, for `--cfg arena_sim`: its threads, futexes, locks, clock and thread-locals stand
//! in for the system's, and shared deques charge for what they would cost. So what is simulated is this scheduler itself.
//!
//! All simulated threads run on one real one, and change only where the machine is asked for something. So atomics
//! are std's. Nothing may wait, in virtual time, while it holds a lock: [`settle`] sees to that.

mod deque;

pub(in crate::arena) use std::sync::atomic::{
    AtomicBool, AtomicI32, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, Ordering, Ordering::SeqCst, fence,
};
pub(in crate::arena) use std::sync::{Arc, OnceLock};

pub(in crate::arena) use crossbeam_utils::CachePadded;

pub(in crate::arena) use super::os::{UnsafeCell, forever, prepare_deques};
pub(in crate::arena) use deque::{Deque, Steal, Stealer};

use std::any::Any;
use std::cell::Cell;
use std::ops::{Add, Deref, DerefMut};
use std::sync::{LockResult, TryLockError, TryLockResult};
use std::time::Duration;

use crate::arena::process::affinity::Affinity;

/// What a machine charges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// A look at a cache line that has not changed since the last.
    Look,
    /// A look at a cache line that another core has written.
    Fetch,
    /// A task taken from another thread.
    Steal,
    /// A lock taken and given back.
    Lock,
    /// A wait in a lock's queue, in nanoseconds.
    Wait(u64),
}

/// A simulated machine. Its methods act on the simulated thread that calls.
pub trait System: Sync {
    /// The number of the thread; `None` outside of simulations.
    fn thread(&self) -> Option<usize>;
    /// The time, in nanoseconds.
    fn now(&self) -> u64;
    /// Makes the thread pay, when it next waits or settles.
    fn charge(&self, cost: Cost);
    /// Lets the time pass that the thread has been charged, if it is at least so many nanoseconds; others run meanwhile.
    fn settle(&self, at_least: u64);
    /// A turn of a spinning wait.
    fn pause(&self);
    /// Sleeps until the address is woken, unless `stay_awake`.
    fn sleep(&self, address: usize, stay_awake: &dyn Fn() -> bool);
    /// Wakes a sleeper of the address.
    fn wake(&self, address: usize);
    /// Starts a thread; whether that worked.
    fn start(&self, main: Box<dyn FnOnce()>) -> bool;
    /// The thread's own value under a key, made by `new` for the first time. It lives as long as the thread.
    fn local(&self, key: usize, new: &dyn Fn() -> Box<dyn Any>) -> *const dyn Any;
}

static SYSTEM: OnceLock<&'static dyn System> = OnceLock::new();

/// Puts a machine in the system's place, for ever.
pub fn install(system: &'static dyn System) {
    SYSTEM.get_or_init(|| system);
}

/// # Panics
/// If none was installed.
fn system() -> &'static dyn System {
    *SYSTEM.get().expect("a simulated machine is installed first")
}

/// The library's constructors run before anybody can have installed a machine.
fn charge(cost: Cost) {
    if let Some(system) = SYSTEM.get() {
        system.charge(cost);
    }
}

std::thread_local! {
    /// How many locks are held. Their holder can't have waited since, so one number does for all simulated threads.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Lets charged time pass, unless the thread holds a lock: another one, run meanwhile, might block on it for real.
fn settle(at_least: u64) {
    if HELD.get() == 0
        && let Some(system) = SYSTEM.get()
    {
        system.settle(at_least);
    }
}

pub(super) fn futex_wait(word: &AtomicU32, expected: u32) {
    system().sleep(word.as_ptr().addr(), &|| word.load(SeqCst) != expected);
}

/// Programs with threads that wait for a core are not simulated.
pub(super) fn futex_wait_for(word: &AtomicU32, expected: u32, _: Duration) {
    futex_wait(word, expected);
}

pub(super) fn futex_wake(word: *const AtomicU32) {
    system().wake(word.addr());
}

pub(super) fn pause() {
    system().pause();
}

pub(in crate::arena) fn start_thread(_stack: usize, main: impl FnOnce() + Send + 'static) -> bool {
    system().start(Box::new(main))
}

pub(in crate::arena) fn coarse_millis() -> u64 {
    system().now() / 1_000_000
}

/// A simulated core is none of the machine's, and nobody is moved.
pub(in crate::arena) fn cores_of_process() -> Affinity {
    Affinity::new(None)
}

/// A point in virtual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::arena) struct Instant(Duration);

impl Instant {
    pub(in crate::arena) fn now() -> Instant {
        Instant(Duration::from_nanos(system().now()))
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, time: Duration) -> Instant {
        Instant(self.0 + time)
    }
}

/// A lock that is held for as long as its holder is charged for, and queued for.
#[derive(Debug, Default)]
pub(in crate::arena) struct Mutex<T> {
    inner: std::sync::Mutex<T>,
    free_at: AtomicU64,
}

#[derive(Debug)]
pub(in crate::arena) struct MutexGuard<'a, T> {
    inner: std::sync::MutexGuard<'a, T>,
    free_at: &'a AtomicU64,
}

impl<T> Mutex<T> {
    pub(in crate::arena) fn new(value: T) -> Mutex<T> {
        Mutex { inner: std::sync::Mutex::new(value), free_at: AtomicU64::new(0) }
    }

    fn queue(&self) -> u64 {
        settle(1);
        self.free_at.load(SeqCst).saturating_sub(system().now())
    }

    fn guard(&self) -> MutexGuard<'_, T> {
        charge(Cost::Lock);
        let inner = self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        HELD.set(HELD.get() + 1);
        MutexGuard { inner, free_at: &self.free_at }
    }

    pub(in crate::arena) fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        charge(Cost::Wait(self.queue()));
        Ok(self.guard())
    }

    pub(in crate::arena) fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        charge(Cost::Fetch);
        if self.queue() > 0 { Err(TryLockError::WouldBlock) } else { Ok(self.guard()) }
    }
}

impl<T> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        HELD.set(HELD.get() - 1);
        self.free_at.store(system().now(), SeqCst);
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

/// A variable of which each simulated thread has its own.
#[derive(Debug)]
pub(in crate::arena) struct LocalKey<T: 'static> {
    new: fn() -> T,
}

impl<T: 'static> LocalKey<T> {
    pub(in crate::arena) const fn new(new: fn() -> T) -> LocalKey<T> {
        LocalKey { new }
    }
    fn with<R>(&'static self, f: impl FnOnce(&T) -> R) -> R {
        let new = || -> Box<dyn Any> { Box::new((self.new)()) };
        let key = std::ptr::from_ref(self).addr();
        // SAFETY: alive as long as the thread, which is the one that runs (`System::local`).
        let value = unsafe { &*system().local(key, &new) };
        f(value.downcast_ref().expect("the key is this variable's address"))
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    pub(in crate::arena) fn set(&'static self, value: T) {
        self.with(|cell| cell.set(value));
    }
    pub(in crate::arena) fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }
    pub(in crate::arena) fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

macro_rules! simulated_thread_local {
    ($($(#[$doc:meta])* static $name:ident: $type:ty = const $init:block;)*) => {
        $($(#[$doc])* static $name: crate::arena::sync::LocalKey<$type> =
            crate::arena::sync::LocalKey::new(|| $init);)*
    };
}
pub(in crate::arena) use simulated_thread_local as thread_local;
