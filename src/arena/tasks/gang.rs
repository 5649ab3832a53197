//! The `omp` layer: a call takes a team when it starts, and splits each region evenly among it.
//!
//! Part i of a region is member i's, so that it finds in its cache what it had there in the region before. But nobody
//! waits for a member who doesn't come: a part not begun is anybody's who is done with his own.

use std::cell::Cell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::arena::call::{Call, MASTER_SEAT};
use crate::arena::participant::Participant;
use crate::arena::sync::{Arc, AtomicUsize, Mutex, Ordering, lock};
use crate::arena::tasks::job::{Job, Outcome};
use crate::arena::tasks::parallel_for::{in_order, piece};

/// Completes the team of a call from the workers that are free; its size now. Whoever is still here from the call before, if that was as
/// wide, is in it. Asked for at the beginning of the call and at that of each region: the workers of another call that has just
/// ended may not have been free yet, and a member may have given its core to a master who has left since.
pub(in crate::arena) fn recruit(call: &Arc<Call>) -> usize {
    let team = call.team().load(Ordering::Relaxed);
    let new = (team..call.width()).take_while(|_| call.arena().send_worker(call)).count();
    // Added after they were sent, so who leaves at once may be subtracted first; nobody reads the sum meanwhile.
    call.team().fetch_add(new, Ordering::Relaxed);
    team + new
}

/// A member has left its seat, which is free for whoever is recruited next; or it was sent and found none.
pub(in crate::arena) fn dismissed(call: &Call) {
    call.team().fetch_sub(1, Ordering::Relaxed);
}

/// A loop of a team. It lives in the frame of the master.
struct Region<'a, F> {
    range: Range<usize>,
    grain: usize,
    body: &'a F,
    team: usize,
    /// How many of the team's other members have been here and left.
    finished: AtomicUsize,
    outcome: Mutex<Outcome<()>>,
}

/// Runs a loop: on the whole team if the call's master asks for it, else (a region in a region) on the caller alone.
pub(in crate::arena) fn region(
    participant: &Participant<'_>,
    range: Range<usize>,
    grain: usize,
    body: &(impl Fn(Range<usize>) + Sync),
) {
    let pieces = range.len().div_ceil(grain);
    if pieces < 2 || participant.in_region().get() {
        return in_order(range, grain, body);
    }
    let team = recruit(participant.call()).min(pieces);
    if team < 2 {
        return in_order(range, grain, body);
    }
    let _in_region = participant.begin_region();
    for claim in participant.call().claims() {
        claim.store(false, Ordering::Relaxed);
    }
    let (finished, outcome) = (AtomicUsize::new(0), Mutex::new(Ok(())));
    Region { range, grain, body, team, finished, outcome }.run(participant);
}

impl<F: Fn(Range<usize>) + Sync> Region<'_, F> {
    fn run(self, master: &Participant<'_>) {
        for _ in 1..self.team {
            // SAFETY: below, every job is taken back or waited for; body is Sync.
            master.push(unsafe { Job::new((&raw const self).cast(), Self::visit) });
        }
        self.work(master);
        // All parts are taken. Invitations that nobody has followed yet are void.
        let mut invited = self.team - 1;
        while master.pop().is_some() {
            invited -= 1;
        }
        master.wait(&|| self.finished.load(Ordering::Acquire) == invited);
        let outcome = std::mem::replace(&mut *lock(&self.outcome), Ok(()));
        outcome.unwrap_or_else(|panic| resume_unwind(panic));
    }

    /// Runs parts until all are taken, the participant's own first.
    fn work(&self, participant: &Participant<'_>) {
        let claims = &participant.call().claims()[..self.team];
        let own = participant.seat() % self.team;
        let result = catch_unwind(AssertUnwindSafe(|| {
            for part in (own..self.team).chain(0..own) {
                if !claims[part].swap(true, Ordering::Relaxed) {
                    piece(self.part(part), |part| in_order(part, self.grain, self.body));
                }
            }
        }));
        if result.is_err() {
            *lock(&self.outcome) = result;
        }
    }

    /// The pieces of a part: as many as the others', or one more.
    fn part(&self, part: usize) -> Range<usize> {
        let pieces = self.range.len().div_ceil(self.grain);
        let (each, more) = (pieces / self.team, pieces % self.team);
        // The last piece may be shorter, and what a whole one would end at not be a number.
        let cut = |part: usize| {
            let pieces = part * each + part.min(more);
            self.range.start + pieces.saturating_mul(self.grain).min(self.range.len())
        };
        cut(part)..cut(part + 1)
    }

    /// # Safety
    /// `this` is a Region of this type, alive until `finished` was counted up.
    unsafe fn visit(this: *const (), participant: &Participant<'_>) {
        // SAFETY: alive (caller).
        let this = unsafe { &*this.cast::<Self>() };
        this.work(participant);
        participant.task_ends();
        // From here on the master, who alone begins regions, may leave its frame, and `this` with it.
        this.finished.fetch_add(1, Ordering::Release);
        participant.call().wake_owner(MASTER_SEAT);
    }
}

impl Participant<'_> {
    /// Regions don't split until this is dropped.
    pub(in crate::arena) fn begin_region(&self) -> impl Drop + use<'_> {
        struct End<'a>(&'a Cell<bool>);
        impl Drop for End<'_> {
            fn drop(&mut self) {
                self.0.set(false);
            }
        }
        self.in_region().set(true);
        End(self.in_region())
    }
}
