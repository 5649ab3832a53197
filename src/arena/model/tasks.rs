//! Graphs and groups: tasks come after those that they wait for, and what they live in after those that use it.

use super::{LARGE, MODEL, Model};
use crate::arena::sync::{Arc, UnsafeCell};
use crate::arena::{Graph, Group, Layer, call};

/// What tasks write, one at a time.
struct Shared(UnsafeCell<u32>);

// SAFETY: loom checks that no two accesses are concurrent.
unsafe impl Sync for Shared {}
// SAFETY: as above.
unsafe impl Send for Shared {}

impl Shared {
    fn new() -> Shared {
        Shared(UnsafeCell::new(0))
    }
    fn add(&self, n: u32) {
        // SAFETY: see above.
        self.0.with_mut(|sum| unsafe { *sum += n });
    }
    fn read(&self) -> u32 {
        // SAFETY: see above.
        self.0.with(|sum| unsafe { *sum })
    }
}

/// 0 before 1 and 2, and those before 3.
fn diamond() {
    let mut graph = Graph::new(4);
    for (task, before) in [(1, 0), (2, 0), (3, 1), (3, 2)] {
        graph.after(task, before);
    }
    let done: [Shared; 4] = std::array::from_fn(|_| Shared::new());
    graph.run(|task| {
        let before = [&done[..0], &done[..1], &done[..1], &done[1..3]][task];
        assert!(before.iter().all(|before| before.read() == 1));
        done[task].add(1);
    });
    assert!(done.iter().all(|task| task.read() == 1));
}

#[test]
fn a_graph() {
    Model { fence: true, ..MODEL }.check(|_| vec![Box::new(|| call(2, diamond))]);
}

#[test]
fn a_graph_in_a_team() {
    Model { fence: true, layer: Layer::Omp, ..MODEL }.check(|_| vec![Box::new(|| call(2, diamond))]);
}

#[test]
fn a_group() {
    Model { fence: true, ..MODEL }.check(|_| {
        vec![Box::new(|| {
            let sums = [Arc::new(Shared::new()), Arc::new(Shared::new())];
            let group = Group::new();
            for sum in &sums {
                let sum = Arc::clone(sum);
                group.run(move || sum.add(1));
            }
            assert!(group.wait());
            assert!(sums.iter().all(|sum| sum.read() == 1));
        })]
    });
}

/// A task of the group adds another.
#[test]
fn a_group_that_grows() {
    Model { ..LARGE }.check(|_| {
        vec![Box::new(|| {
            let sum = Arc::new(Shared::new());
            let group = Arc::new(Group::new());
            let (inner, inner_sum) = (Arc::clone(&group), Arc::clone(&sum));
            group.run(move || {
                let sum = Arc::clone(&inner_sum);
                inner.run(move || sum.add(1));
                assert!(inner.wait());
                inner_sum.add(2);
            });
            assert!(group.wait());
            assert_eq!(sum.read(), 3);
        })]
    });
}
