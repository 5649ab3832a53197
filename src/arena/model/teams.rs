//! The `omp` layer: members are found and woken, every part of a region runs once, and its frame outlives the members.

use super::{Gate, MODEL, Model, Pieces};
use crate::arena::{Layer, call, join, parallel_for};

const TEAM: Model = Model { layer: Layer::Omp, ..MODEL };

fn region(pieces: usize) {
    let done = Pieces::new(pieces);
    parallel_for(0..pieces, 1, |piece| done.run(piece));
    done.assert_done();
}

#[test]
fn two_regions() {
    Model { fence: true, ..TEAM }.check(|_| {
        vec![Box::new(|| {
            call(2, || {
                region(2);
                region(3);
            });
        })]
    });
}

#[test]
fn a_region_of_three() {
    Model { capacity: 3, threads: 2, fence: true, preemptions: 1, ..TEAM }
        .check(|_| vec![Box::new(|| call(3, || region(3)))]);
}

/// The member sleeps between the regions, and is needed.
#[test]
fn a_member_that_falls_asleep() {
    let two_at_once = || {
        let begun = Gate::new();
        parallel_for(0..2, 1, |piece| if piece.start == 0 { begun.wait() } else { begun.open() });
    };
    Model { ..TEAM }.check(move |_| {
        vec![Box::new(move || {
            call(2, || {
                two_at_once();
                two_at_once();
            });
        })]
    });
}

/// Whoever is in the first call's team, or comes too late for it, is in the second's or has left; all cores come back.
#[test]
fn a_team_that_stays() {
    Model { fence: true, preemptions: 1, ..TEAM }.check(|_| {
        vec![Box::new(|| {
            call(2, || region(2));
            call(2, || region(3));
        })]
    });
}

#[test]
fn a_join_in_a_team() {
    Model { ..TEAM }.check(|_| vec![Box::new(|| assert_eq!(call(2, || join(|| 1, || 2)), (1, 2)))]);
}

/// The member may have to leave, and others to be found for the second region.
#[test]
fn a_master_arrives() {
    Model { fence: true, preemptions: 1, ..TEAM }.check(|_| {
        vec![
            Box::new(|| {
                call(2, || {
                    region(2);
                    region(2);
                });
            }),
            Box::new(|| call(2, || region(2))),
        ]
    });
}
