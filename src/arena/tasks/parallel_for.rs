//! `parallel_for`: a loop, split when somebody could take a part.

use std::ops::Range;

use crate::arena::Layer;
use crate::arena::participant::Participant;
#[cfg(arena_sim)]
use crate::arena::record;
use crate::arena::tasks::gang;
use crate::arena::trace::{self, Slice};

/// Runs `body` on the pieces of `range`, in any order, perhaps at the same time. The range is cut at
/// `range.start + k·grain`, always: who works on it decides which thread gets a piece, and nothing else.
///
/// It splits at once into as many parts as the call may have threads, for who is robbed looks up only after a piece: else
/// many threads would be hungry for some pieces' time. From there on it splits lazily. A participant that has something
/// on offer runs its pieces one after the other; when all it had was taken, so that somebody seems hungry, it offers
/// half of what is left. A loop from which nobody steals costs as many offers as the call is wide, and one look at the
/// own deque a piece.
pub fn parallel_for(range: Range<usize>, grain: usize, body: impl Fn(Range<usize>) + Sync) {
    let grain = grain.max(1);
    #[cfg(arena_sim)]
    if record::is_on() {
        let piece = |range| record::part(record::Part::Piece, || body(range));
        return record::part(record::Part::Loop, || in_order(range, grain, &piece));
    }
    Participant::with(|participant| match participant {
        None => in_order(range, grain, &body),
        Some(participant) if participant.call().layer() == Layer::Omp => {
            gang::region(participant, range, grain, &body);
        }
        Some(participant) => split(participant, range, grain, participant.call().width(), &body),
    });
}

/// All pieces, one after the other.
pub(in crate::arena) fn in_order(mut range: Range<usize>, grain: usize, body: &impl Fn(Range<usize>)) {
    while range.len() > grain {
        let next = range.start + grain;
        body(range.start..next);
        range.start = next;
    }
    if !range.is_empty() {
        body(range);
    }
}

/// As `in_order`, but in `parts` that others may take, and what is left of them is offered when others are hungry, or when
/// this thread has to leave.
fn split(
    participant: &Participant<'_>,
    mut range: Range<usize>,
    grain: usize,
    parts: usize,
    body: &(impl Fn(Range<usize>) + Sync),
) {
    while range.len() > grain {
        if (parts > 1 || participant.is_sold_out()) && participant.may_offer() {
            let middle = range.start + range.len().div_ceil(grain) / 2 * grain;
            let (first, second) = (range.start..middle, middle..range.end);
            participant.join(
                |participant| split(participant, first, grain, parts / 2, body),
                |participant| split(participant, second, grain, parts / 2, body),
            );
            return;
        }
        let next = range.start + grain;
        piece(range.start..next, body);
        range.start = next;
        participant.look_around();
        if !participant.may_go_on() {
            return participant.go_on(|participant| split(participant, range, grain, 1, body));
        }
    }
    if !range.is_empty() {
        piece(range, body);
    }
}

/// Runs `body` on a piece that others could have had.
pub(in crate::arena) fn piece(range: Range<usize>, body: impl FnOnce(Range<usize>)) {
    let _piece = trace::slice(|| Slice::Piece(range.start as u64, range.end as u64));
    body(range);
}
