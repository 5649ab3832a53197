//! The processor's own limits, which figures are fractions of: measured in turns with the libraries.

mod bandwidth;
mod chain;
mod fma;

use std::sync::Barrier;
use std::thread;

use serde_json::{Value, json};

use crate::clock::Clock;

use bandwidth::Arrays;

/// The time is cut into so many slices for each figure, and the best slice counts: a limit is what can be reached.
const SLICES: usize = 4;

/// Measures with a number of threads.
pub(crate) struct Limits {
    threads: usize,
    arrays: Vec<Arrays>,
}

impl Limits {
    /// Allocates the arrays of the bandwidth: large ones, shared out among the threads.
    pub(crate) fn new(threads: usize) -> Self {
        Self { threads, arrays: (0..threads).map(|_| Arrays::new(threads)).collect() }
    }

    /// One reply, from so many seconds: flops, bytes a second, and GHz. Null is what the processor can't do.
    pub(crate) fn measure(&mut self, seconds: f64) -> Value {
        let kernels = fma::kernels();
        let slice = seconds / (SLICES * (kernels.len() + 3)) as f64;
        let mut all = serde_json::Map::new();
        for (name, kernel) in kernels {
            let rate = kernel.map(|kernel| self.best(slice, |_| kernel()));
            all.insert(name.into(), json!(rate));
        }
        all.insert("update".into(), self.best(slice, Arrays::update).into());
        all.insert("read".into(), self.best(slice, Arrays::read).into());
        all.insert("ghz".into(), json!(1e-9 * self.best(slice, |_| chain::cycles()) / self.threads as f64));
        Value::Object(all)
    }

    /// The most that all threads together do in a second; `work` does some and says how much.
    fn best(&mut self, seconds: f64, work: impl Fn(&mut Arrays) -> f64 + Sync) -> f64 {
        (0..SLICES).map(|_| self.together(seconds, &work)).fold(0.0, f64::max)
    }

    fn together(&mut self, seconds: f64, work: &(impl Fn(&mut Arrays) -> f64 + Sync)) -> f64 {
        let clock = Clock::for_threads(self.threads);
        if let [arrays] = &mut self.arrays[..] {
            return rate(clock, seconds, || work(arrays));
        }
        let start = Barrier::new(self.threads);
        let one = |arrays: &mut Arrays| {
            start.wait();
            rate(clock, seconds, || work(arrays))
        };
        thread::scope(|scope| {
            let threads: Vec<_> = self.arrays.iter_mut().map(|arrays| scope.spawn(|| one(arrays))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or(0.0)).sum()
        })
    }
}

/// What `work` does in a second, by doing it for at least so many.
fn rate(clock: Clock, seconds: f64, mut work: impl FnMut() -> f64) -> f64 {
    let start = clock.now();
    let mut done = 0.0;
    loop {
        done += work();
        let time = clock.now() - start;
        if time >= seconds && time > 0.0 {
            return done / time;
        }
    }
}
