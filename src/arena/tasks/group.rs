//! [`Group`]: tasks of the program's own, added one by one, waited for together.
//!
//! From its first task to the end of the wait for it, a group is a call: its creator is the master, the tasks are in the
//! deques of the participants that add them. But each is on the heap, for nobody's frame lasts from `run` to `wait`.
//! Group and tasks form a tree, in which each counts what it has added and waits for no more than that.

use std::alloc::{Layout, alloc};
use std::cell::Cell;
use std::fmt;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::{self, NonNull};

use crate::arena::call::{Call, MASTER_SEAT};
use crate::arena::master::Master;
use crate::arena::participant::Participant;
use crate::arena::process::memory;
use crate::arena::sync::{Arc, AtomicUsize, Mutex, Ordering, lock, this_thread, thread_local};
use crate::arena::tasks::gang;
use crate::arena::tasks::job::{Job, Outcome};
use crate::arena::{Arena, Layer, outside};

/// Tasks that are waited for together. Its creator and its tasks add to it. On any other thread a new task runs at once.
pub struct Group {
    root: ManuallyDrop<Box<Root>>,
}

struct Root {
    node: Node,
    /// The thread that may open rounds.
    creator: u64,
    /// The call that the group is while it has tasks. The creator's alone.
    round: Cell<Option<Master>>,
    panic: Mutex<Outcome<()>>,
}

// SAFETY: `round` is used by the creator only (`Root::call`, `Group::settle`), and all the rest is Sync.
unsafe impl Sync for Root {}
// SAFETY: on another thread it only runs tasks, and leaks when dropped.
unsafe impl Send for Group {}

/// What can be waited for: a group, or one of its tasks together with those that it has added.
struct Node {
    /// Those that it has added and that have not ended, and 1 for itself until its own body ends (a group's never does).
    pending: AtomicUsize,
    /// Of the participant that runs it.
    seat: AtomicUsize,
    /// Who added it; null if it is the group.
    parent: *const Node,
    /// Gives its memory back.
    free: unsafe fn(*const Node),
}

/// A task. The node comes first, so that a pointer to it is one to the task.
#[repr(C)]
struct Task<F> {
    node: Node,
    root: *const Root,
    body: ManuallyDrop<F>,
}

/// A task that the thread is running, or has been interrupted in to run another.
struct Frame {
    root: *const Root,
    node: *const Node,
    participant: *const Participant<'static>,
    below: *const Frame,
}

thread_local! {
    /// The innermost of the thread's.
    static TOP: Cell<*const Frame> = const { Cell::new(ptr::null()) };
}

impl Group {
    /// A group without tasks, for this thread and the tasks that it adds. Costs nothing until there is one.
    #[must_use]
    pub fn new() -> Group {
        let root = Root {
            node: Node::new(ptr::null(), |_| {}),
            creator: this_thread(),
            round: Cell::new(None),
            panic: Mutex::new(Ok(())),
        };
        Group { root: ManuallyDrop::new(Box::new(root)) }
    }

    /// The same; none if memory is short.
    #[must_use]
    pub fn try_new() -> Option<Group> {
        memory::is_there().then(Group::new)
    }

    /// Adds a task. It runs on whichever thread has time, the creator's in `wait` at the latest; and at once, before
    /// this returns, if no other thread may help.
    pub fn run(&self, body: impl FnOnce() + Send + 'static) {
        let root: &Root = &self.root;
        if let Some(frame) = root.frame() {
            // SAFETY: the frames of this thread, and what they refer to, are there while the thread is inside of them.
            let (participant, node) = unsafe { (&*frame.participant, &*frame.node) };
            return node.add(participant, root, body);
        }
        let Some(call) = root.call() else { return outside(body) };
        if call.layer() == Layer::Omp {
            gang::recruit(&call);
        }
        // SAFETY: the creator is the master and so has its seat; it is not waiting, else there would be a frame.
        let master = unsafe { Participant::new(&call, MASTER_SEAT) };
        root.node.add(&master, root, body);
    }

    /// Waits for what this thread's task has added, and what those have; outside of tasks, for all. Meanwhile the
    /// thread runs tasks of the group. False if this thread may not wait, being neither the creator nor in a task; or
    /// if some were begun by threads that the child of a fork doesn't have. If a task panicked, so does the creator.
    pub fn wait(&self) -> bool {
        let done = self.settle();
        if self.root.creator == this_thread() && self.root.frame().is_none() {
            let outcome = std::mem::replace(&mut *lock(&self.root.panic), Ok(()));
            outcome.unwrap_or_else(|panic| resume_unwind(panic));
        }
        done
    }

    /// `wait`, but for the panic.
    fn settle(&self) -> bool {
        let root: &Root = &self.root;
        if let Some(frame) = root.frame() {
            // SAFETY: as in `run`.
            let (participant, node) = unsafe { (&*frame.participant, &*frame.node) };
            return node.wait(participant);
        }
        if root.creator != this_thread() {
            return false;
        }
        let Some(round) = root.round.take() else { return true };
        // SAFETY: as in `run`.
        let done = root.node.wait(&unsafe { Participant::new(round.call(), MASTER_SEAT) });
        // What the child of a fork has not ended it never will.
        root.node.pending.store(1, Ordering::Relaxed);
        done
    }
}

impl Default for Group {
    fn default() -> Group {
        Group::new()
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Group").field("pending", &self.root.node.pending).finish_non_exhaustive()
    }
}

impl Drop for Group {
    /// Waits. Where that can't be (on another thread, in a task of its own), what tasks may refer to stays.
    fn drop(&mut self) {
        if self.root.creator == this_thread() && self.root.frame().is_none() {
            self.settle();
            // SAFETY: no task of it is left, or the threads that had begun it are not in this process.
            unsafe { ManuallyDrop::drop(&mut self.root) };
        }
    }
}

impl Root {
    /// The innermost of the thread's frames that is a task of this group.
    fn frame(&self) -> Option<&Frame> {
        let mut frame = TOP.get();
        loop {
            // SAFETY: null, or a frame of this thread that has not been left; it refers to one below or to null.
            let here = unsafe { frame.as_ref() }?;
            if ptr::eq(here.root, self) {
                return Some(here);
            }
            frame = here.below;
        }
    }

    /// The call that the group is, which begins with its first task. None if tasks run on their own threads: on one
    /// that isn't the creator, where nobody could help, and in the child of a fork until the creator has waited.
    fn call(&self) -> Option<Arc<Call>> {
        if self.creator != this_thread() {
            return None;
        }
        let round = self.round.take().or_else(|| {
            let arena = Arena::current();
            let width = arena.max_width(None);
            (width > 1 && memory::is_there()).then(|| arena.begin(width))
        })?;
        let call = Arc::clone(round.call());
        call.expect_programs_tasks();
        self.round.set(Some(round));
        Some(call).filter(|call| !call.arena().is_forked())
    }
}

impl Node {
    fn new(parent: *const Node, free: unsafe fn(*const Node)) -> Node {
        Node { pending: AtomicUsize::new(1), seat: AtomicUsize::new(MASTER_SEAT), parent, free }
    }

    /// Whether only itself is left.
    fn is_done(&self) -> bool {
        self.pending.load(Ordering::Acquire) == 1
    }

    /// Adds a task, which is run at once if it may not wait for others, or if memory is short.
    fn add<F: FnOnce() + Send + 'static>(&self, participant: &Participant<'_>, root: &Root, body: F) {
        if !participant.may_offer() || participant.call().arena().is_forked() {
            return outside(body);
        }
        // SAFETY: a task has a size, for a node has one.
        let Some(task) = NonNull::new(unsafe { alloc(Layout::new::<Task<F>>()) }.cast::<Task<F>>()) else {
            return outside(body);
        };
        let node = Node::new(self, Task::<F>::free);
        // SAFETY: new, and large enough.
        unsafe { task.write(Task { node, root, body: ManuallyDrop::new(body) }) };
        self.pending.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the task frees itself when it was run, not before; F may be sent to other threads.
        participant.push(unsafe { Job::new(task.as_ptr().cast_const().cast(), Task::<F>::run) });
    }

    /// Waits for what was added; false in the child of a fork, if other threads had begun some of it.
    fn wait(&self, participant: &Participant<'_>) -> bool {
        let abandoned = || participant.call().arena().is_forked() && participant.is_sold_out();
        participant.wait(&|| self.is_done() || abandoned());
        self.is_done()
    }

    /// A task has ended: counts down what it is counted in.
    ///
    /// # Safety
    /// The node is counted in itself once for this call of the function, so it is there, and so are all above it.
    unsafe fn end(mut node: *const Node, call: &Call) {
        loop {
            // SAFETY: there (caller, then: it counts its child until below).
            let (this, seat) = unsafe { (&*node, (*node).seat.load(Ordering::Relaxed)) };
            let (parent, free) = (this.parent, this.free);
            match this.pending.fetch_sub(1, Ordering::AcqRel) {
                1 => {
                    // SAFETY: its body and all that it added have ended; nobody else counts it down.
                    unsafe { free(node) };
                    node = parent;
                }
                // Whoever runs it may wait for this. From here on it may be gone.
                2 => return call.wake_owner(seat),
                _ => return,
            }
        }
    }
}

impl<F: FnOnce() + Send + 'static> Task<F> {
    /// # Safety
    /// `this` is a Task of this type, and this is its only run.
    unsafe fn run(this: *const (), participant: &Participant<'_>) {
        let this = this.cast::<Task<F>>();
        // SAFETY: the body is used here only; the root is there as long as it counts the task.
        let (body, root, node) = unsafe { (ptr::read(&(*this).body), &*(*this).root, &(*this).node) };
        node.seat.store(participant.seat(), Ordering::Relaxed);
        let frame = Frame { root, node, participant: ptr::from_ref(participant).cast(), below: TOP.get() };
        TOP.set(&raw const frame);
        let body = ManuallyDrop::into_inner(body);
        let outcome = catch_unwind(AssertUnwindSafe(|| outside(body)));
        TOP.set(frame.below);
        if outcome.is_err() {
            *lock(&root.panic) = outcome;
        }
        participant.task_ends();
        // SAFETY: this was the body, for which the node counts itself.
        unsafe { Node::end(node, participant.call()) };
    }

    /// # Safety
    /// `node` is that of a Task of this type, which has run and is not used any more.
    unsafe fn free(node: *const Node) {
        // SAFETY: allocated with this layout (`add`), and unused (caller).
        drop(unsafe { Box::from_raw(node.cast_mut().cast::<Task<F>>()) });
    }
}
