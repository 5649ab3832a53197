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
//! It is a model of compute-bound work. Who is bound by memory (level 2) passes the flops that a core would do in the
//! same time instead. It needs to be right within a factor of two only: width is a ceiling, and a thread that
//! comes too late finds nothing to do and leaves.

/// The flops that are worth a thread.
const FLOPS_PER_THREAD: f64 = (1 << 22) as f64;

/// The threads that so many flops are worth: at least 1, at most `max`, which is asked for only if it matters.
pub(super) fn width(flops: f64, max: impl FnOnce() -> usize) -> usize {
    // A NaN is no reason for a second thread.
    let deserved = (flops / FLOPS_PER_THREAD) as usize;
    if deserved < 2 { 1 } else { deserved.min(max()).max(1) }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn small_work_stays_on_its_caller_and_asks_nobody() {
        let gemm = |n: f64| 2.0 * n * n * n;
        let nobody = || -> usize { panic!("asked for the limit") };
        assert_eq!(width(gemm(128.0), nobody), 1);
        assert_eq!(width(f64::NAN, nobody), 1);
        assert_eq!(width(-1.0, nobody), 1);
        assert_eq!(width(gemm(192.0), || 8), 3);
        assert_eq!(width(gemm(1000.0), || 8), 8);
        assert_eq!(width(f64::INFINITY, || 8), 8);
        assert_eq!(width(gemm(1000.0), || 1), 1);
    }
}
