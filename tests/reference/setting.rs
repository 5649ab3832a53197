//! [`Setting`]: what must not change an answer, namely layers, threads and places in memory.

use std::ffi::c_int;
use std::mem::transmute;

use crate::common::Rng;
use crate::memory::Place;
use crate::symbols::{self, Address};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// As in arenablas.h: 0 is sequential.
    layer: c_int,
    threads: c_int,
    places: [Place; 5],
}

impl Setting {
    /// One thread; every operand at one of the forbidden pages.
    pub(crate) fn alone(rng: &mut Rng) -> Setting {
        let places = [(); 5].map(|()| if rng.index(0, 2) == 0 { Place::Front } else { Place::Back });
        Setting { layer: 0, threads: 1, places }
    }

    /// One thread; operands so many times the alignment of their type behind the beginning of a cache line, or all but
    /// the first at its beginning.
    pub(crate) fn shifted(shift: usize, all: bool) -> Setting {
        let places = [0, 1, 2, 3, 4].map(|i| Place::Inside(if all || i == 0 { shift } else { 0 }));
        Setting { layer: 0, threads: 1, places }
    }

    /// Anything.
    pub(crate) fn any(rng: &mut Rng) -> Setting {
        let places = [(); 5].map(|()| match rng.index(0, 4) {
            0 => Place::Front,
            1 => Place::Back,
            _ => Place::Inside(rng.index(0, 16)),
        });
        Setting { layer: rng.index(0, 3) as c_int, threads: rng.index(1, 9) as c_int, places }
    }

    /// For the calls of this thread; the layer is the process's, but no answer depends on it.
    pub(crate) fn apply(&self) {
        for (name, value) in
            [("arenablas_set_layer", self.layer), ("arenablas_set_thread_limit", self.threads)]
        {
            let address = symbols::ours(name).expect("a service function");
            // SAFETY: arenablas.h declares both so.
            unsafe { transmute::<Address, extern "C" fn(c_int) -> c_int>(address)(value) };
        }
    }

    pub(crate) fn place(&self, argument: usize) -> Place {
        self.places[argument % self.places.len()]
    }
}
