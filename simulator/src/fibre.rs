//! [`Fibre`]: a simulated thread's code, with a stack of its own. It runs until it asks the machine for something.
//!
//! All fibres of a machine run on one real thread, one at a time. So what they do between two requests happens at one
//! instant, in an order that only the machine decides.

use std::cell::{Cell, RefCell};
use std::ptr;

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};

use crate::machine::Request;

/// Bytes of a stack. The arena promises to work on 64 KB; pages that nobody touches cost nothing.
const STACK: usize = 128 << 10;

type Code = Coroutine<(), Request, (), DefaultStack>;

thread_local! {
    /// The way out of the fibre that runs.
    static WAY_OUT: Cell<*const Yielder<(), Request>> = const { Cell::new(ptr::null()) };
    /// Stacks of fibres that have ended.
    static SPARE: RefCell<Vec<DefaultStack>> = const { RefCell::new(Vec::new()) };
}

/// A simulated thread's code and stack.
pub(crate) struct Fibre(Option<Code>);

impl Fibre {
    /// A fibre that will run `main`; `None` if there is no memory for its stack.
    pub(crate) fn new(main: impl FnOnce() + 'static) -> Option<Fibre> {
        let spare = SPARE.with_borrow_mut(Vec::pop);
        let stack = spare.or_else(|| DefaultStack::new(STACK).ok())?;
        Some(Fibre(Some(Coroutine::with_stack(stack, move |way_out, ()| {
            WAY_OUT.set(way_out);
            main();
        }))))
    }

    /// Runs it until its next request.
    pub(crate) fn resume(&mut self) -> Request {
        let Some(code) = &mut self.0 else { return Request::End };
        match code.resume(()) {
            CoroutineResult::Yield(request) => request,
            CoroutineResult::Return(()) => {
                if let Some(code) = self.0.take() {
                    SPARE.with_borrow_mut(|spare| spare.push(code.into_stack()));
                }
                Request::End
            }
        }
    }
}

impl Drop for Fibre {
    /// A thread that still sleeps when the simulation is over is forgotten, not unwound: nobody would miss it.
    fn drop(&mut self) {
        if let Some(mut code) = self.0.take() {
            // SAFETY: what the frames own is leaked; nothing outside refers to them, for the machine that could have woken
            // this fibre is being dropped with it.
            unsafe { code.force_reset() };
            SPARE.with_borrow_mut(|spare| spare.push(code.into_stack()));
        }
    }
}

/// Asks the machine for something, from inside a fibre; returns when it is granted.
pub(crate) fn request(request: Request) {
    let way_out = WAY_OUT.get();
    assert!(!way_out.is_null(), "only a simulated thread can wait");
    // SAFETY: it lies in the first frame of the fibre that runs, which is this one: set when it started and whenever it
    // was resumed.
    unsafe { &*way_out }.suspend(request);
    WAY_OUT.set(way_out);
}
