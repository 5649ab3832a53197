//! The two clocks, and what reading them costs.

use std::mem::MaybeUninit;

/// What time is taken by.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    /// The CPU time of the whole process: what the hypervisor or another process takes is not the library's fault, and no
    /// thread of its own escapes it. For one thread.
    Cpu,
    /// The time on the wall. For more.
    Wall,
}

impl Clock {
    /// The clock for so many threads.
    pub(crate) fn for_threads(threads: usize) -> Self {
        if threads == 1 { Self::Cpu } else { Self::Wall }
    }

    /// Seconds since some moment.
    pub(crate) fn now(self) -> f64 {
        let id = match self {
            Self::Cpu => libc::CLOCK_PROCESS_CPUTIME_ID,
            Self::Wall => libc::CLOCK_MONOTONIC,
        };
        let mut time = MaybeUninit::<libc::timespec>::uninit();
        // SAFETY: the clock exists on every Linux, so the call fills `time`.
        let time = unsafe {
            libc::clock_gettime(id, time.as_mut_ptr());
            time.assume_init()
        };
        time.tv_sec as f64 + 1e-9 * time.tv_nsec as f64
    }

    /// Seconds that a reading takes: the median of some.
    pub(crate) fn cost(self) -> f64 {
        let mut gaps = [0.0; 101];
        for gap in &mut gaps {
            let start = self.now();
            *gap = self.now() - start;
        }
        gaps.sort_by(f64::total_cmp);
        gaps[gaps.len() / 2]
    }
}

/// Involuntary context switches of this process so far.
pub(crate) fn switches() -> i64 {
    let mut usage = MaybeUninit::<libc::rusage>::uninit();
    // SAFETY: RUSAGE_SELF is valid, so the call fills `usage`.
    unsafe {
        libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr());
        usage.assume_init().ru_nivcsw
    }
}
