//! The floating-point environment of a call: workers compute in their master's.
//!
//! Rounding mode and flush-to-zero are a thread's own, and programs set them (a library built with `-ffast-math` flushes
//! to zero in the thread that loads it). So that an answer does not depend on who helped, a worker takes over its
//! master's control bits, and the flags that its tasks raise are raised in the master, where the program looks for them.

use std::arch::asm;
use std::sync::atomic::{AtomicU32, Ordering};

/// The status flags in the control and status register of SSE; the other bits are control.
const FLAGS: u32 = 0x3f;

/// The environment in which a call computes.
#[derive(Debug)]
pub(in crate::arena) struct FloatEnv {
    control: u32,
    raised: AtomicU32,
}

impl FloatEnv {
    /// That of this thread.
    pub(in crate::arena) fn of_master() -> FloatEnv {
        FloatEnv { control: read() & !FLAGS, raised: AtomicU32::new(0) }
    }
    /// Takes it over, with no flag raised.
    pub(in crate::arena) fn adopt(&self) {
        write(self.control);
    }
    /// Notes the flags that are raised in this thread, which has adopted the environment.
    pub(in crate::arena) fn note_flags(&self) {
        let flags = read() & FLAGS;
        if flags & !self.raised.load(Ordering::Relaxed) != 0 {
            self.raised.fetch_or(flags, Ordering::Relaxed);
        }
    }
    /// Raises what was noted in this thread, the master's.
    pub(in crate::arena) fn raise_noted(&self) {
        let raised = self.raised.load(Ordering::Relaxed);
        if raised != 0 {
            write(read() | raised);
        }
    }
}

fn read() -> u32 {
    let mut mxcsr = 0u32;
    // SAFETY: stores the register, which every x86-64 has, into a local.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut mxcsr, options(nostack, preserves_flags)) }
    mxcsr
}

fn write(mxcsr: u32) {
    // SAFETY: the control bits are those that the program computes in already, on the thread that called us.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const mxcsr, options(nostack, preserves_flags, readonly)) }
}
