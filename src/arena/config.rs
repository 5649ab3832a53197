//! What an arena is told when it starts: capacity, limit, layer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::arena::process::capacity;
use crate::env;

/// How calls use threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// Every call runs on its caller.
    Sequential,
    /// Work stealing: workers join and leave calls as cores come and go.
    #[default]
    Tbb,
    /// Gangs: a call takes a team of the free workers when it starts, and splits its loops evenly among them.
    Omp,
}

impl Layer {
    /// All of them; each is at the index of its number.
    pub const ALL: [Layer; 3] = [Layer::Sequential, Layer::Tbb, Layer::Omp];

    /// The layer of that name; case doesn't matter, and MKL's names are understood.
    #[must_use]
    pub fn parse(name: &str) -> Option<Layer> {
        match name.trim().to_ascii_lowercase().as_str() {
            "sequential" => Some(Layer::Sequential),
            "tbb" | "tbb-like" | "arena" => Some(Layer::Tbb),
            "omp" | "omp-like" | "intel" | "gnu" => Some(Layer::Omp),
            _ => None,
        }
    }

    /// Its name, as the environment variable takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Layer::Sequential => "sequential",
            Layer::Tbb => "tbb",
            Layer::Omp => "omp",
        }
    }
}

/// What an arena is told when it starts.
#[derive(Clone, Debug)]
pub struct Config {
    /// The cores to use.
    pub capacity: usize,
    /// Whether that number is the machine's, and changes when the machine's does.
    pub detected: bool,
    /// The most threads that may run, until somebody sets another limit; 0 is none. It can't raise the capacity.
    pub limit: usize,
    /// The same for the calls of each [`Domain`](crate::arena::Domain).
    pub domain_limits: [usize; 2],
    /// How calls use threads.
    pub layer: Layer,
    /// How long a thread out of work looks for more before it sleeps. About the time that a sleep and a wake-up
    /// take: so waiting costs at most twice what it would for somebody who knew the future.
    pub spin: Duration,
    /// A core that a master leaves is given to a worker after so long: the master may be back at once.
    pub grace: Duration,
    /// The stack of a worker, in bytes.
    pub worker_stack: usize,
    /// Where a thief looks first: any value gives the same answers, as tests show by trying many.
    pub seed: usize,
    /// Whether masters have a core of the capacity: as here, and not as elsewhere, for the simulator to compare.
    #[cfg(arena_sim)]
    pub counts_masters: bool,
}

const SPIN: Duration = Duration::from_micros(50);
/// More than what most programs do between two calls; less than what is worth waking a worker for twice.
const GRACE: Duration = Duration::from_micros(200);
/// A worker without a call looks around so many times as long as one in a call does. What programs do between two calls
/// mostly takes less, and to wake it would cost the next call as much as its help is worth. It leaves at once for a master,
/// and gives way to the program's own threads.
const PATIENCE: u32 = 8;
const WORKER_STACK: usize = 2 << 20;

impl Config {
    /// What the machine and the environment say.
    #[must_use]
    pub fn from_env() -> Config {
        let cores = capacity::detect();
        Config {
            limit: env::thread_limit().unwrap_or(0),
            domain_limits: ["BLAS", "LAPACK"].map(|domain| env::domain_limit(domain).unwrap_or(0)),
            layer: env::threading_layer().map_or_else(Layer::default, |name| layer_or_warn(&name)),
            detected: env::capacity().is_none(),
            ..Config::simulated(env::capacity().unwrap_or(cores), cores)
        }
    }

    /// The same, with the machine as it is now.
    pub(super) fn redetected(&self) -> Config {
        if self.detected { Config { capacity: capacity::detect(), ..self.clone() } } else { self.clone() }
    }

    /// An arena of that capacity, with no limit and the default layer.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Config {
        Config::simulated(capacity, capacity::detect())
    }

    /// How long a worker without a call looks around before it sleeps.
    pub(super) fn patience(&self) -> Duration {
        self.spin * PATIENCE
    }

    /// Who spins on a core that doesn't exist keeps a real one from somebody's work.
    fn simulated(capacity: usize, cores: usize) -> Config {
        let spin = if capacity <= cores { SPIN } else { Duration::ZERO };
        Config {
            capacity,
            detected: false,
            limit: 0,
            domain_limits: [0; 2],
            layer: Layer::default(),
            spin,
            grace: GRACE,
            worker_stack: WORKER_STACK,
            seed: 0,
            #[cfg(arena_sim)]
            counts_masters: true,
        }
    }
}

fn layer_or_warn(name: &str) -> Layer {
    static WARNED: AtomicBool = AtomicBool::new(false);
    Layer::parse(name).unwrap_or_else(|| {
        let layer = Layer::default();
        if !WARNED.swap(true, Ordering::Relaxed) {
            eprintln!("arenablas: unknown threading layer {name:?}, using {}", layer.name());
        }
        layer
    })
}
