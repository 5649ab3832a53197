//! [`Pulse`]: whether another thread of the process does anything, as the kernel tells.

use std::fs;
use std::time::Duration;

use crate::arena::process::cancel::uncancelled;

/// A thread, to be felt by others. It may end meanwhile.
#[derive(Clone, Copy, Debug)]
pub(in crate::arena) struct Pulse {
    /// That of its CPU time.
    clock: Option<libc::clockid_t>,
}

impl Pulse {
    /// The calling thread's.
    pub(in crate::arena) fn of_this_thread() -> Pulse {
        let mut clock = 0;
        // SAFETY: the clock's number is writable, and the thread is this one, which lives.
        let failed = unsafe { libc::pthread_getcpuclockid(libc::pthread_self(), &raw mut clock) };
        Pulse { clock: (failed == 0).then_some(clock) }
    }

    /// The CPU time that it has used; None if it has ended.
    pub(in crate::arena) fn cpu_time(self) -> Option<Duration> {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the time is writable; the clock of a thread that has ended is an error.
        let failed = unsafe { libc::clock_gettime(self.clock?, &raw mut time) };
        (failed == 0).then(|| Duration::new(time.tv_sec as u64, time.tv_nsec as u32))
    }

    /// Whether it would run if there were a core for it: a thread may use no CPU time because others have all of it. Some
    /// microseconds. Where `/proc` isn't there, no.
    pub(in crate::arena) fn is_runnable(self) -> bool {
        let Some(clock) = self.clock else { return false };
        let file = format!("/proc/self/task/{}/stat", thread(clock));
        let stat = uncancelled(|| fs::read_to_string(file));
        stat.is_ok_and(|stat| state(&stat) == Some('R'))
    }
}

/// The thread that a clock of CPU time is of. Linux makes the one's number from the other's: so there is no need to ask for
/// both, each time that a thread takes a core.
fn thread(clock: libc::clockid_t) -> libc::pid_t {
    !(clock >> 3)
}

/// The state in a line of `stat`. It stands behind the name, which is in brackets, and may have such in it.
fn state(stat: &str) -> Option<char> {
    stat.rsplit_once(')')?.1.trim_start().chars().next()
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::hint;
    use std::sync::mpsc;
    use std::thread;
    use std::time::{Duration, Instant};

    use super::{Pulse, state, thread};

    #[test]
    fn names_may_look_like_anything() {
        assert_eq!(state("17 (python3) S 1 2"), Some('S'));
        assert_eq!(state("17 (a) R (b) D 1"), Some('D'));
        assert_eq!(state("17 (cut"), None);
    }

    #[test]
    fn a_thread_that_works_and_one_that_waits_and_one_that_has_ended() {
        let (tell, told) = mpsc::channel();
        let (end, ended) = mpsc::channel::<()>();
        let waiting = thread::spawn(move || {
            tell.send(Pulse::of_this_thread()).unwrap();
            ended.recv().unwrap_err();
        });
        let pulse = told.recv().unwrap();
        while pulse.is_runnable() {
            thread::yield_now();
        }
        let spent = pulse.cpu_time().unwrap();
        thread::sleep(Duration::from_millis(5));
        assert_eq!(pulse.cpu_time(), Some(spent));
        drop(end);
        waiting.join().unwrap();
        assert!(pulse.cpu_time().is_none() && !pulse.is_runnable());

        let mine = Pulse::of_this_thread();
        // SAFETY: it takes nothing and touches nothing.
        assert_eq!(mine.clock.map(thread), Some(unsafe { libc::gettid() }));
        let (before, start) = (mine.cpu_time().unwrap(), Instant::now());
        while start.elapsed() < Duration::from_millis(5) {
            hint::spin_loop();
        }
        assert!(mine.cpu_time().unwrap() > before && mine.is_runnable());
    }
}
