//! [`Affinity`]: the cores that threads may run on, as the kernel keeps them.

use std::mem::size_of_val;

/// A set of cores: bit i of the whole is core i.
#[derive(Debug)]
pub(super) struct Affinity(Vec<u64>);

impl Affinity {
    /// That of the process, which is its first thread's: a caller may be pinned to one core.
    pub(super) fn of_process() -> Option<Affinity> {
        // The kernel refuses a mask that is too short for the machine, and says no more than that.
        (4..=12).find_map(|log| {
            let mut mask = vec![0_u64; 1 << log];
            // SAFETY: the mask is writable and as long as said.
            let result = unsafe {
                libc::sched_getaffinity(
                    libc::getpid(),
                    size_of_val(mask.as_slice()),
                    mask.as_mut_ptr().cast(),
                )
            };
            (result == 0).then_some(Affinity(mask))
        })
    }

    /// How many cores there are in it.
    pub(super) fn cores(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Lets this thread run on all of them. If none is there any more, it stays where it is.
    pub(super) fn adopt(&self) {
        // SAFETY: the mask is readable and as long as said; 0 is this thread.
        unsafe { libc::sched_setaffinity(0, size_of_val(self.0.as_slice()), self.0.as_ptr().cast()) };
    }
}
