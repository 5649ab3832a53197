//! Random callers that come and go, of random widths, in random trees of joins, loops, graphs, groups and nested calls;
//! meanwhile limits go up and down, workers retire, and the process forks. Every result is compared with that of the same
//! tree on one thread. It looks for what must not be lost: a piece, a core, a wake-up (then it hangs, and a watchdog says
//! so). Some seconds here; `scripts/stress.sh` gives it as long as one likes.

use std::env;
use std::fs;
use std::hint;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena::{self, Arena, Config, Graph, Group, Layer};

/// How long nothing may end before it counts as a hang: on a loaded machine a time slice is late, not tens of seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// xorshift: small, and every thread its own.
#[derive(Clone)]
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.next();
        random
    }
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    fn pause(&mut self, micros: u64) {
        thread::sleep(Duration::from_micros(self.below(micros)));
    }
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x2545_F491_4F6C_DD1D)
}

/// The value of a random tree. `alone`, no node touches the arena: that is the oracle.
fn tree(seed: u64, depth: u32, alone: bool) -> u64 {
    let mut random = Random::new(seed);
    if depth == 0 || random.below(8) == 0 {
        if !alone {
            (0..random.clone().below(300)).for_each(|_| hint::spin_loop());
        }
        return mix(seed, 1);
    }
    let (left, right) = (random.next(), random.next());
    let pair = || {
        let (a, b) = (|| tree(left, depth - 1, alone), || tree(right, depth - 1, alone));
        let (a, b) = if alone { (a(), b()) } else { arena::join(a, b) };
        mix(a, b)
    };
    match random.below(6) {
        0 => pair(),
        1 => looped(&mut random, depth, alone),
        2 => graph(&mut random, depth, alone),
        3 => group(&mut random, depth, alone),
        4 if alone => pair(),
        4 => {
            let (width, limit) = (1 + random.below(9) as usize, random.below(4) as usize);
            arena::outside(|| arena::with_thread_limit(limit, || arena::call(width, pair)))
        }
        _ => tree(left, depth - 1, alone),
    }
}

/// So that the children of wide nodes are small.
fn child(seed: u64, i: usize, depth: u32, alone: bool) -> u64 {
    tree(mix(seed, i as u64), depth.saturating_sub(3), alone)
}

fn looped(random: &mut Random, depth: u32, alone: bool) -> u64 {
    let (n, grain, seed) = (random.below(40) as usize, 1 + random.below(5) as usize, random.next());
    let sum = AtomicU64::new(0);
    let piece = |piece: std::ops::Range<usize>| {
        let value = piece.map(|i| child(seed, i, depth, alone)).fold(0, u64::wrapping_add);
        sum.fetch_add(value, Ordering::Relaxed);
    };
    if alone {
        piece(0..n)
    } else {
        arena::parallel_for(0..n, grain, piece)
    }
    sum.into_inner()
}

/// Each task hashes its child with what the tasks before it left.
fn graph(random: &mut Random, depth: u32, alone: bool) -> u64 {
    let (n, seed) = (1 + random.below(12) as usize, random.next());
    let mut graph = Graph::new(n);
    let mut before = vec![Vec::new(); n];
    for task in 1..n {
        for _ in 0..random.below(3) {
            let other = random.below(task as u64) as usize;
            graph.after(task, other);
            before[task].push(other);
        }
    }
    let values = (0..n).map(|_| AtomicU64::new(0)).collect::<Vec<_>>();
    let value = |i: usize| values[i].load(Ordering::Relaxed);
    let run = |task: usize| {
        let own = child(seed, task, depth, alone);
        let value = before[task].iter().fold(own, |sum, &other| mix(sum, value(other)));
        values[task].store(value, Ordering::Relaxed);
    };
    if alone {
        (0..n).for_each(run)
    } else {
        graph.run(run)
    }
    (0..n).map(value).fold(0, mix)
}

fn group(random: &mut Random, depth: u32, alone: bool) -> u64 {
    let (n, seed) = (random.below(6) as usize, random.next());
    let sum = Arc::new(AtomicU64::new(0));
    let group = Group::new();
    for i in 0..n {
        let sum = Arc::clone(&sum);
        let task = move || {
            sum.fetch_add(child(seed, i, depth, alone), Ordering::Relaxed);
        };
        if alone { task() } else { group.run(task) }
    }
    assert!(group.wait(), "the creator may wait");
    sum.load(Ordering::Relaxed)
}

/// What the callers and the disturbers of an arena share.
struct Stress {
    arena: &'static Arena,
    until: Instant,
    /// Calls, and whatever else ends.
    progress: AtomicU64,
}

impl Stress {
    fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }

    fn check_call(&self, random: &mut Random) {
        let (width, seed) = (1 + random.below(9) as usize, random.next());
        let value = self.arena.with(|| arena::call(width, || tree(seed, 8, false)));
        assert_eq!(value, tree(seed, 8, true), "seed {seed}");
        self.progress.fetch_add(1, Ordering::Relaxed);
    }

    /// A place that threads take one after the other, each for some calls.
    fn callers(&self, mut random: Random) {
        while !self.is_over() {
            let mut random = Random::new(random.next());
            let some_calls = || {
                for _ in 0..=random.below(20) {
                    self.check_call(&mut random);
                    if random.below(16) == 0 {
                        random.pause(500);
                    }
                }
            };
            thread::scope(|scope| scope.spawn(some_calls).join().unwrap());
        }
    }

    /// Limits change under way, and workers are sent home.
    fn disturb(&self, mut random: Random) {
        while !self.is_over() {
            match random.below(8) {
                0 => self.arena.retire(),
                1 => drop(self.arena.with(|| arena::set_process_limit(0))),
                _ => drop(self.arena.with(|| arena::set_process_limit(1 + random.below(9) as usize))),
            }
            random.pause(2000);
        }
        self.arena.with(|| arena::set_process_limit(0));
    }

    /// Children do a call of their own and end.
    fn fork(&self, mut random: Random) {
        while !self.is_over() {
            // SAFETY: the child calls what a child of a threaded process may: this library, and `_exit`.
            match unsafe { libc::fork() } {
                0 => {
                    // SAFETY: if the call hangs, the signal ends the child.
                    unsafe { libc::alarm(PATIENCE.as_secs() as u32) };
                    let wide =
                        |alone| self.arena.with(|| arena::call(8, || looped(&mut random.clone(), 3, alone)));
                    let same = wide(false) == wide(true);
                    // SAFETY: ends the child.
                    unsafe { libc::_exit(i32::from(!same)) }
                }
                -1 => {}
                child => {
                    let mut status = -1;
                    // SAFETY: the status is writable.
                    unsafe { libc::waitpid(child, &raw mut status, 0) };
                    assert_eq!(status, 0, "a forked child's call");
                    self.progress.fetch_add(1, Ordering::Relaxed);
                }
            }
            random.next();
            random.pause(20_000);
        }
    }
}

/// Ends the process if nothing ends any more.
fn watch(stress: &Stress, over: &AtomicBool) {
    let (mut last, mut since) = (0, Instant::now());
    while !over.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(20));
        let now = stress.progress.load(Ordering::Relaxed);
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > PATIENCE {
            eprintln!("nothing has ended for {PATIENCE:?}: {:?}", stress.arena.stats());
            std::process::abort();
        }
    }
}

fn stress(layer: Layer, capacity: usize, callers: u64, time: Duration) {
    let arena = Arena::new(Config { layer, ..Config::with_capacity(capacity) });
    let stress = &Stress { arena, until: Instant::now() + time, progress: AtomicU64::new(0) };
    let over = &AtomicBool::new(false);
    // Another run takes other ways; a failure names the seed of its tree.
    let seed = env::var("STRESS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let random = |thread| Random::new(mix(seed, thread));
    thread::scope(|scope| {
        scope.spawn(|| watch(stress, over));
        thread::scope(|scope| {
            (0..callers).for_each(|caller| drop(scope.spawn(move || stress.callers(random(caller)))));
            scope.spawn(|| stress.disturb(random(1000)));
            scope.spawn(|| stress.fork(random(1001)));
        });
        let until = Instant::now() + PATIENCE;
        while threads() > 0 {
            arena.retire();
            assert!(Instant::now() < until, "workers that don't retire: {:?}", arena.stats());
            thread::sleep(Duration::from_millis(5));
        }
        over.store(true, Ordering::Relaxed);
    });
    let ended = stress.progress.load(Ordering::Relaxed);
    println!("{layer:?}, {capacity} cores, {callers} callers: {ended} calls and forks, {:?}", arena.stats());
}

/// The workers that there are in the process.
fn threads() -> usize {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    tasks
        .filter(|task| fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name == "arenablas\n"))
        .count()
}

/// One test, so that the workers at the end of each round are this round's.
#[test]
fn random_calls() {
    let seconds = env::var("STRESS_SECONDS").ok().and_then(|time| time.parse().ok()).unwrap_or(8.0);
    let rounds = [(Layer::Tbb, [2, 3, 8]), (Layer::Omp, [2, 3, 8])];
    let rounds = rounds.into_iter().flat_map(|(layer, cores)| cores.map(|cores| (layer, cores)));
    let rounds = rounds.flat_map(|(layer, cores)| [1, 2, 10].map(|callers| (layer, cores, callers)));
    let rounds = rounds.collect::<Vec<_>>();
    let time = Duration::from_secs_f64(seconds / rounds.len() as f64);
    for &(layer, capacity, callers) in &rounds {
        stress(layer, capacity, callers, time);
    }
}
