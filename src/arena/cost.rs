//! The cost model: how many threads a call is worth.
//!
//! A thread is worth waking if its share of the work takes as long as waking it: a futex wake-up and the first steal
//! take 10 to 80 µs, and a core does 20 to 100 Gflop/s in the level-3 kernels, so a share is 2²² flops (about 4 Mflop: 40
//! to 200 µs). `tests/arena_break_even.rs` measures where that is right. One thread's time over two threads', on two cores
//! of an AMD EPYC in a virtual machine, where waking takes 50 to 80 µs; and with the worker still awake:
//!
//! ```text
//!            dgemm            dsyrk            dtrsm
//! Mflop   asleep  awake    asleep  awake    asleep  awake
//!   2–4     1.04   1.35      0.78   1.83      0.92   1.03
//!   7–8     1.18   1.57      1.28   1.83      1.17   1.13
//!  14–17     1.63   1.94      1.64   1.95      1.33   1.33
//! ```
//!
//! A worker that is awake, as it is for a while after it has had work, begins within a microsecond: a share is 2¹⁸ flops then.
//! So in between it depends on who is at hand (`Arena::at_hand`); and calls that come one after the other, a streak, wake a
//! worker together that none of them would alone (`streaks.rs`). Gflop/s in such calls, on two cores of an Intel Xeon
//! (AVX-512) in a virtual machine, of which one does 118 at best: on one thread; and as they come, two threads or one. (Of
//! several runs on a machine whose speed drifted by some 15 per cent; the last build's were not repeated as a table.)
//!
//! ```text
//!        dgemm         dsymm         dsyrk         dtrsm
//!   n   one  both     one  both     one  both     one  both
//!  80    99   110      64    98      72    65      50    44
//!  96   103   140      69   118      75    67      54    64
//! 128    81   145      73   127      56    83      58    83
//! 192    78   145      74   145      67   100      66   108
//! ```
//!
//! It is a model of compute-bound work. Who is bound by memory (level 2) passes the flops that a core would do in the
//! same time instead. It needs to be right within a factor of two only: width is a ceiling, and a thread that
//! comes too late finds nothing to do and leaves.

/// The flops that are worth waking a thread.
const TO_WAKE: f64 = (1 << 22) as f64;
/// The flops that are worth a thread that is awake.
const AWAKE: f64 = (1 << 18) as f64;
/// The flops of a streak of calls, after which the next ones are worth an awake thread.
pub(super) const STREAK: f64 = 4.0 * TO_WAKE;

/// The threads that so many flops are worth: at least 1, at most `max`. `at_hand` is how many workers would come at once.
/// Either is asked for only if it matters.
pub(super) fn width(flops: f64, max: impl FnOnce() -> usize, at_hand: impl FnOnce() -> usize) -> usize {
    // A NaN is no reason for a second thread.
    let (asleep, awake) = ((flops / TO_WAKE) as usize, (flops / AWAKE) as usize);
    if awake < 2 {
        return 1;
    }
    let most = awake.min(max());
    if most < 2 || most <= asleep { most.max(1) } else { most.min(asleep.max(1 + at_hand())) }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn small_work_stays_on_its_caller_and_asks_nobody() {
        let nobody = || -> usize { panic!("asked for the limit") };
        for flops in [0.0, -1.0, f64::NAN, gemm(60.0)] {
            assert_eq!(width(flops, nobody, nobody), 1);
        }
    }

    #[test]
    fn large_work_gets_what_it_deserves_and_may_have() {
        let nobody = || -> usize { panic!("asked who is at hand") };
        for (flops, max) in [(gemm(1000.0), 8), (f64::INFINITY, 8), (gemm(1000.0), 1), (gemm(192.0), 3)] {
            assert_eq!(width(flops, || max, nobody), max);
        }
    }

    #[test]
    fn what_lies_between_gets_who_is_at_hand() {
        let width = |n: f64, max, at_hand| width(gemm(n), || max, || at_hand);
        assert_eq!(
            [width(128.0, 8, 0), width(128.0, 8, 1), width(128.0, 8, 7), width(128.0, 2, 7)],
            [1, 2, 8, 2]
        );
        assert_eq!([width(75.0, 8, 7), width(128.0, 1, 7)], [3, 1]);
        assert_eq!([width(192.0, 8, 0), width(192.0, 8, 1), width(192.0, 8, 5)], [3, 3, 6]);
    }

    fn gemm(n: f64) -> f64 {
        2.0 * n * n * n
    }
}
