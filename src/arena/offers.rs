//! [`Offers`]: which seats of a call may have tasks to steal, a bit each. A call on many cores has many deques, and to
//! look at one that has changed takes as long as a cache line needs from another core; so only those are looked at
//! whose bit is set.
//!
//! The owner of a deque pushes, fences, and raises its sign unless that is up. A thief that finds a deque empty lowers the
//! sign, fences, and looks once more: so if a task came at the same moment, either the owner has seen the sign down, or
//! the thief sees the task (and raises the sign again).

use crate::arena::sync::{AtomicUsize, CachePadded, SeqCst, fence};

/// Seats a word.
const BITS: usize = usize::BITS as usize;

/// A sign for each seat.
#[derive(Debug, Default)]
pub(super) struct Offers {
    words: Box<[CachePadded<AtomicUsize>]>,
}

impl Offers {
    /// All signs down.
    pub(super) fn new(seats: usize) -> Offers {
        Offers { words: (0..seats.div_ceil(BITS)).map(|_| CachePadded::default()).collect() }
    }

    /// Where there are tasks already, it writes nothing that others read. Else it ends with a fence, for now whoever
    /// raised it looks who could take the task.
    pub(super) fn raise(&self, seat: usize) {
        let (word, bit) = (&self.words[seat / BITS], 1 << (seat % BITS));
        if word.load(SeqCst) & bit == 0 {
            word.fetch_or(bit, SeqCst);
            fence(SeqCst);
        }
    }
    pub(super) fn lower(&self, seat: usize) {
        self.words[seat / BITS].fetch_and(!(1 << (seat % BITS)), SeqCst);
    }

    /// The seats whose signs are up, beginning at `first` or thereabouts.
    pub(super) fn seats(&self, first: usize) -> impl Iterator<Item = usize> {
        let (words, turn) = (self.words.len(), first % BITS);
        (0..words).flat_map(move |i| {
            let word = (first / BITS + i) % words;
            let mut bits = self.words[word].load(SeqCst).rotate_right(turn as u32);
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(word * BITS + (bit + turn) % BITS)
            })
        })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::Offers;

    #[test]
    fn the_seats_under_a_sign_come_once_each() {
        for width in [1, 64, 65, 200] {
            let offers = Offers::new(width);
            for first in [0, 1, 63, 64, 130, 1000] {
                assert_eq!(offers.seats(first).count(), 0);
                let up: Vec<_> = (0..width).filter(|seat| seat % 3 != 1).collect();
                up.iter().for_each(|&seat| offers.raise(seat));
                let mut seen: Vec<_> = offers.seats(first).collect();
                seen.sort_unstable();
                assert_eq!(seen, up);
                up.iter().for_each(|&seat| offers.lower(seat));
            }
        }
    }
}
