//! The cores that a process finds, and that it follows when they change: affinity mask, cpuset, CPU quota. Each test runs
//! `report` in a child, which it confines. Groups of our own need root and a control group file system that can be
//! written; where there is none, those tests say so and test nothing.

use std::ffi::CString;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arenablas::arena;

/// Cores in the mask of this thread.
fn allowed() -> usize {
    let set = mask(0);
    // SAFETY: a set.
    unsafe { libc::CPU_COUNT(&set) as usize }
}

fn mask(thread: libc::pid_t) -> libc::cpu_set_t {
    // SAFETY: zero is the empty set; it is writable, and as long as said.
    unsafe {
        let mut set = std::mem::zeroed();
        assert_eq!(libc::sched_getaffinity(thread, size_of_val(&set), &raw mut set), 0);
        set
    }
}

fn set_mask(thread: libc::pid_t, set: &libc::cpu_set_t) {
    // SAFETY: the set is readable, and as long as said.
    assert_eq!(unsafe { libc::sched_setaffinity(thread, size_of_val(set), set) }, 0);
}

/// The first core of a set.
fn first_of(set: &libc::cpu_set_t) -> (usize, libc::cpu_set_t) {
    // SAFETY: sets, and numbers of cores within them; zero is the empty set.
    unsafe {
        let first = (0..libc::CPU_SETSIZE as usize).find(|&core| libc::CPU_ISSET(core, set)).unwrap();
        let mut one = std::mem::zeroed();
        libc::CPU_SET(first, &mut one);
        (first, one)
    }
}

/// For each line that it reads: the capacity, and the most cores that a worker of a parallel call may run on (0 if none
/// came).
#[test]
#[ignore = "run by the others in a child"]
fn report() {
    for _ in std::io::stdin().lines() {
        let (master, widest) = (thread::current().id(), AtomicUsize::new(0));
        arena::call(64, || {
            arena::parallel_for(0..100, 1, |_| {
                if thread::current().id() != master {
                    widest.fetch_max(allowed(), Ordering::Relaxed);
                }
                thread::sleep(Duration::from_micros(200));
            });
        });
        println!("<{} {}>", arena::capacity(), widest.into_inner());
    }
}

/// A child in `report`.
struct Reporter {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Reporter {
    /// Starts one; `confine` is run in it first.
    fn start(confine: impl FnMut() -> std::io::Result<()> + Send + Sync + 'static) -> Reporter {
        Reporter::try_start(confine).unwrap()
    }

    fn try_start(
        confine: impl FnMut() -> std::io::Result<()> + Send + Sync + 'static,
    ) -> std::io::Result<Reporter> {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "report", "--ignored", "--nocapture"]);
        for (name, _) in std::env::vars().filter(|(name, _)| name.contains("NUM_THREADS")) {
            command.env_remove(name);
        }
        command.env_remove("ARENABLAS_CAPACITY").env("ARENABLAS_THREADING_LAYER", "tbb");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        // SAFETY: it makes system calls only.
        unsafe { command.pre_exec(confine) };
        let mut child = command.spawn()?;
        let output = BufReader::new(child.stdout.take().unwrap());
        Ok(Reporter { child, output })
    }

    fn pid(&self) -> libc::pid_t {
        self.child.id() as libc::pid_t
    }

    /// What the child reports now: capacity, and the cores of its workers.
    fn ask(&mut self) -> (usize, usize) {
        self.child.stdin.as_mut().unwrap().write_all(b"?\n").unwrap();
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the child has ended");
            if let Some((_, report)) = line.split_once('<') {
                let mut numbers = report.trim_end_matches(">\n").split(' ').map(|n| n.parse().unwrap());
                return (numbers.next().unwrap(), numbers.next().unwrap());
            }
        }
    }

    /// Whether the child comes to report that within twenty seconds.
    fn comes_to(&mut self, expected: impl Fn((usize, usize)) -> bool) -> bool {
        let until = Instant::now() + Duration::from_secs(20);
        while !expected(self.ask()) {
            if Instant::now() > until {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }
}

impl Drop for Reporter {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let ended = self.child.wait().unwrap();
        assert!(thread::panicking() || ended.success());
    }
}

/// A control group of our own, in one of the places where its controller may be.
struct Group(PathBuf);

impl Group {
    fn new(controller: &str, name: &str) -> Option<Group> {
        let name = format!("arenablas-{name}-{}", std::process::id());
        let group = Path::new("/sys/fs/cgroup").join(controller).join(name);
        match fs::create_dir(&group) {
            Ok(()) => Some(Group(group)),
            Err(error) => {
                println!("not tested: {}: {error}", group.display());
                None
            }
        }
    }
    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }
    /// Moves the process that calls what is returned.
    fn enter(&self) -> impl FnMut() -> std::io::Result<()> + Send + Sync + use<> {
        let file = self.0.join("cgroup.procs");
        move || fs::write(&file, "0")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // A child that has just ended may still be in it for a moment.
        let removed = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(10));
            fs::remove_dir(&self.0).is_ok()
        });
        assert!(removed || thread::panicking());
    }
}

/// The tests look at the whole machine: one after the other.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn the_affinity_mask_counts_and_a_change_in_flight_reaches_the_workers() {
    let _alone = ALONE.lock();
    let all = mask(0);
    let (_, one) = first_of(&all);
    let mut pinned = Reporter::start(move || {
        set_mask(0, &one);
        Ok(())
    });
    assert_eq!(pinned.ask(), (1, 0), "as with taskset");
    drop(pinned);

    let mut free = Reporter::start(|| Ok(()));
    let cores = free.ask().0;
    if cores < 2 {
        return;
    }
    // Workers come, and may go wherever the process may.
    assert!(free.comes_to(|report| report == (cores, allowed())));
    // As with taskset -p: the mask of the first thread. (libtest runs `report` on another: so this is noticed by the watch.)
    set_mask(free.pid(), &one);
    assert!(free.comes_to(|report| report == (1, 0)), "fewer");
    set_mask(free.pid(), &all);
    assert!(free.comes_to(|report| report == (cores, allowed())), "more");
}

#[test]
fn a_quota_counts_and_is_followed() {
    let _alone = ALONE.lock();
    let Some(group) = Group::new("cpu", "quota") else { return };
    group.write("cpu.cfs_period_us", "100000");
    group.write("cpu.cfs_quota_us", "90000");
    let mut child = Reporter::start(group.enter());
    assert_eq!(child.ask(), (1, 0), "a part of a core is one");
    group.write("cpu.cfs_quota_us", "-1");
    let cores = allowed();
    assert!(child.comes_to(|report| report.0 == cores), "no quota");
    group.write("cpu.cfs_quota_us", "100000");
    assert!(child.comes_to(|report| report == (1, 0)), "one core");
    group.write("cpu.cfs_quota_us", "150000");
    assert!(child.comes_to(|report| report.0 == cores.min(2)), "one and a half are two");
}

/// What a container of version 2 shows its processes, on a machine that has version 1: the child gets a view of the file
/// system in which the kernel tells of such groups.
#[test]
fn a_quota_of_version_2_counts_and_is_followed() {
    let _alone = ALONE.lock();
    let folder = std::env::temp_dir().join(format!("arenablas-v2-{}", std::process::id()));
    let limit = folder.join("mount/pod/cpu.max");
    fs::create_dir_all(limit.parent().unwrap()).unwrap();
    fs::write(&limit, "100000 100000\n").unwrap();
    let mount = format!("41 31 0:38 / {}/mount rw - cgroup2 cgroup2 rw\n", folder.display());
    let told = [("cgroup", "0::/pod\n".to_string()), ("mountinfo", mount)].map(|(name, text)| {
        fs::write(folder.join(name), text).unwrap();
        let path = |path: PathBuf| CString::new(path.into_os_string().into_encoded_bytes()).unwrap();
        (path(folder.join(name)), path(Path::new("/proc/self").join(name)))
    });
    let see = move || {
        let none = std::ptr::null();
        // SAFETY: strings that end; the mounts are this child's own.
        let done = unsafe {
            let shared_with_nobody = libc::MS_REC | libc::MS_PRIVATE;
            libc::unshare(libc::CLONE_NEWNS) == 0
                && libc::mount(none, c"/".as_ptr(), none, shared_with_nobody, none.cast()) == 0
                && told.iter().all(|(file, at)| {
                    libc::mount(file.as_ptr(), at.as_ptr(), none, libc::MS_BIND, none.cast()) == 0
                })
        };
        if done { Ok(()) } else { Err(std::io::Error::last_os_error()) }
    };
    match Reporter::try_start(see) {
        Err(error) => println!("not tested: {error}"),
        Ok(mut child) => {
            assert_eq!(child.ask(), (1, 0), "one core");
            fs::write(&limit, "100001 100000\n").unwrap();
            assert!(child.comes_to(|report| report.0 == allowed().min(2)), "a little more than one are two");
            fs::write(&limit, "50000 100000\n").unwrap();
            assert!(child.comes_to(|report| report == (1, 0)), "half a core is one");
            fs::write(&limit, "max 100000\n").unwrap();
            assert!(child.comes_to(|report| report.0 == allowed()), "no quota");
        }
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_cpuset_counts_and_is_followed() {
    let _alone = ALONE.lock();
    let Some(group) = Group::new("cpuset", "set") else { return };
    let all = mask(0);
    let (first, _) = first_of(&all);
    group.write("cpuset.mems", "0");
    group.write("cpuset.cpus", &first.to_string());
    let mut child = Reporter::start(group.enter());
    assert_eq!(child.ask(), (1, 0));
    let every = fs::read_to_string("/sys/fs/cgroup/cpuset/cpuset.cpus").unwrap();
    group.write("cpuset.cpus", every.trim());
    assert!(child.comes_to(|report| report.0 == allowed()));
}
