//! [`Graph`]: tasks that wait for each other, so that a factorisation needs no barrier between its steps.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::arena::Layer;
use crate::arena::participant::Participant;
use crate::arena::sync::{AtomicBool, AtomicU32, AtomicUsize, Mutex, Ordering, SeqCst, lock};
use crate::arena::tasks::gang;
use crate::arena::tasks::job::{Job, Outcome};

/// Tasks 0, 1, … and which of them wait for which. A task waits for tasks of lower numbers only, so their order is
/// one in which a single thread can run them.
///
/// Number them in order of urgency: of the tasks that a task sets free, its thread goes on with the first and offers
/// the others, those of the highest numbers to thieves. So the tasks of a factorisation, numbered as the plain loops
/// would run them, run the next panel before the rest of the update.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// How many tasks each one waits for.
    waits_for: Vec<u32>,
    /// (task, one that waits for it)
    edges: Vec<(u32, u32)>,
}

impl Graph {
    /// `tasks` tasks that wait for nothing yet.
    #[must_use]
    pub fn new(tasks: usize) -> Graph {
        assert!(u32::try_from(tasks).is_ok(), "a graph has fewer than 2³² tasks");
        Graph { waits_for: vec![0; tasks], edges: Vec::new() }
    }

    /// Lets `task` begin only after `before` has ended.
    ///
    /// # Panics
    /// Unless `before` < `task` < the number of tasks.
    pub fn after(&mut self, task: usize, before: usize) {
        assert!(before < task && task < self.waits_for.len(), "{before} before {task}");
        self.waits_for[task] += 1;
        self.edges.push((before as u32, task as u32));
    }

    /// Runs all tasks, `body(i)` being task i, and returns when all have ended. Inside a call they run at the same time
    /// as far as they may; elsewhere one after the other. In the `omp` layer the team runs them. If one panics, those that
    /// haven't begun are left out, and `run` panics when the others have ended.
    pub fn run(&self, body: impl Fn(usize) + Sync) {
        let in_order = || (0..self.waits_for.len()).for_each(&body);
        Participant::with(|participant| match participant {
            Some(participant) if participant.call().layer() == Layer::Omp => {
                if participant.in_region().get() || gang::recruit(participant.call()) < 2 {
                    return in_order();
                }
                let _in_region = participant.begin_region();
                Run::new(self, &body, participant).run(participant);
            }
            Some(participant) if participant.may_offer() => {
                Run::new(self, &body, participant).run(participant)
            }
            _ => in_order(),
        });
    }
}

/// A graph while it runs. It lives in the frame of the participant that waits for its end.
struct Run<'a, F> {
    body: &'a F,
    nodes: Box<[Node<'a, F>]>,
    /// The tasks that wait for task i are `successors[first[i]..first[i + 1]]`, in descending order.
    first: Box<[u32]>,
    successors: Box<[u32]>,
    unfinished: AtomicUsize,
    panicked: AtomicBool,
    outcome: Mutex<Outcome<()>>,
    owner: usize,
}

/// A task as the deques point to it.
struct Node<'a, F> {
    run: *const Run<'a, F>,
    index: u32,
    waits_for: AtomicU32,
}

// SAFETY: `run` is set before the first job is made, and points to what all threads of the run share; `body` is Sync.
unsafe impl<F: Sync> Sync for Node<'_, F> {}

impl<'a, F: Fn(usize) + Sync> Run<'a, F> {
    fn new(graph: &Graph, body: &'a F, owner: &Participant<'_>) -> Run<'a, F> {
        let n = graph.waits_for.len();
        let mut edges = graph.edges.clone();
        edges.sort_unstable_by_key(|&(before, task)| (before, std::cmp::Reverse(task)));
        let first = (0..=n as u32).map(|i| edges.partition_point(|&(before, _)| before < i) as u32).collect();
        let node = |(index, &waits_for): (usize, &u32)| Node {
            run: std::ptr::null(),
            index: index as u32,
            waits_for: AtomicU32::new(waits_for),
        };
        Run {
            body,
            nodes: graph.waits_for.iter().enumerate().map(node).collect(),
            first,
            successors: edges.into_iter().map(|(_, task)| task).collect(),
            unfinished: AtomicUsize::new(n),
            panicked: AtomicBool::new(false),
            outcome: Mutex::new(Ok(())),
            owner: owner.seat(),
        }
    }

    fn run(mut self, participant: &Participant<'_>) {
        // It stays here from now on.
        let this = &raw const self;
        self.nodes.iter_mut().for_each(|node| node.run = this);
        let this = &self;
        let ready = |node: &&Node<'_, F>| node.waits_for.load(Ordering::Relaxed) == 0;
        // Collected before the first is offered: from then on others come to be ready.
        let ready = this.nodes.iter().rev().filter(ready).collect::<Vec<_>>();
        for node in ready {
            // SAFETY: all nodes stay here until all tasks have ended.
            participant.push(unsafe { node.as_job() });
        }
        participant.wait(&|| this.unfinished.load(SeqCst) == 0);
        let outcome = std::mem::replace(&mut *lock(&self.outcome), Ok(()));
        outcome.unwrap_or_else(|panic| resume_unwind(panic));
    }

    /// Runs a task and, one after the other, the first of those that it sets free, while this thread may.
    fn follow(&self, first: u32, participant: &Participant<'_>) {
        let mut next = Some(first);
        while let Some(task) = next {
            self.work(task as usize);
            participant.look_around();
            next = self.release(task as usize, participant);
            if let Some(task) = next
                && !participant.may_go_on()
            {
                // SAFETY: it is unfinished, so nothing leaves its place.
                participant.push(unsafe { self.nodes[task as usize].as_job() });
                next = None;
            }
            participant.task_ends();
            let owner = self.owner;
            // From here on the owner may leave its frame, and `self` with it, unless there is a next task: that is
            // unfinished too.
            if self.unfinished.fetch_sub(1, SeqCst) == 1 {
                participant.call().wake_owner(owner);
            }
        }
    }

    fn work(&self, task: usize) {
        if self.panicked.load(Ordering::Relaxed) {
            return;
        }
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| (self.body)(task))) {
            self.panicked.store(true, Ordering::Relaxed);
            *lock(&self.outcome) = Err(panic);
        }
    }

    /// Tells the tasks that wait for this one; offers those that can begin now, but for the first, which it returns.
    fn release(&self, task: usize, participant: &Participant<'_>) -> Option<u32> {
        let range = self.first[task] as usize..self.first[task + 1] as usize;
        let mut urgent = None;
        for &successor in &self.successors[range] {
            if self.nodes[successor as usize].waits_for.fetch_sub(1, SeqCst) == 1
                && let Some(other) = urgent.replace(successor)
            {
                // SAFETY: as above.
                participant.push(unsafe { self.nodes[other as usize].as_job() });
            }
        }
        urgent
    }
}

impl<'a, F: Fn(usize) + Sync> Node<'a, F> {
    /// # Safety
    /// The caller keeps the node and its run in place until the task has ended.
    unsafe fn as_job(&self) -> Job {
        // SAFETY: the caller's promise; `body` is Sync.
        unsafe { Job::new(std::ptr::from_ref(self).cast(), Self::run) }
    }

    /// # Safety
    /// `this` is a node of this type, alive until its task has ended, and this is its only run.
    unsafe fn run(this: *const (), participant: &Participant<'_>) {
        // SAFETY: alive (caller).
        let this = unsafe { &*this.cast::<Self>() };
        // SAFETY: set before the job was made, to where the run stays.
        let run = unsafe { &*this.run };
        run.follow(this.index, participant);
    }
}
