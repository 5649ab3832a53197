//! The trace of a program that is known: this test, run again with `ARENABLAS_TRACE`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use arenablas::arena;
use cblas_sys::{CBLAS_LAYOUT, CBLAS_TRANSPOSE};

// The library's own, under the name that C calls it by.
unsafe extern "C" {
    fn cblas_dgemm(
        layout: CBLAS_LAYOUT,
        transa: CBLAS_TRANSPOSE,
        transb: CBLAS_TRANSPOSE,
        m: i32,
        n: i32,
        k: i32,
        alpha: f64,
        a: *const f64,
        lda: i32,
        b: *const f64,
        ldb: i32,
        beta: f64,
        c: *mut f64,
        ldc: i32,
    );
}

fn dgemm(n: usize) {
    let (a, mut c) = (vec![1.0; n * n], vec![0.0; n * n]);
    let (col, no, ld) = (CBLAS_LAYOUT::CblasColMajor, CBLAS_TRANSPOSE::CblasNoTrans, n as i32);
    // SAFETY: n×n arrays.
    unsafe {
        cblas_dgemm(col, no, no, ld, ld, ld, 1.0, a.as_ptr(), ld, a.as_ptr(), ld, 0.0, c.as_mut_ptr(), ld)
    };
    assert_eq!(c[n * n - 1], n as f64);
}

fn busy(time: Duration) {
    let until = Instant::now() + time;
    while Instant::now() < until {
        std::hint::spin_loop();
    }
}

/// Whether the kernel says so of every thread of the arena.
fn workers_sleep() -> bool {
    let threads = fs::read_dir("/proc/self/task").unwrap();
    let stats = threads.filter_map(|thread| fs::read_to_string(thread.unwrap().path().join("stat")).ok());
    // `number (name) state …`
    stats.into_iter().all(|stat| !stat.contains("(arenablas)") || stat.contains(") S "))
}

#[test]
#[ignore = "run by the others, traced"]
fn program() {
    dgemm(100);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..5 {
                    arena::call(4, || arena::parallel_for(0..40, 1, |_| busy(Duration::from_micros(100))));
                    dgemm(300);
                }
            });
        }
    });
    // Once all workers sleep, what they have counted they have also recorded. One that waits for a lock sleeps as well, but not for long.
    let mut asleep = 0;
    while asleep < 3 {
        asleep = if workers_sleep() { asleep + 1 } else { 0 };
        std::thread::sleep(Duration::from_millis(10));
    }
    let counted = arena::stats();
    println!("<{} {} {} {}>", counted.calls, counted.joins, counted.steals, counted.parks);
}

#[test]
#[ignore = "run by the others, traced"]
fn forking() {
    dgemm(300);
    // SAFETY: the child calls, and ends as a process does.
    let child = unsafe { libc::fork() };
    dgemm(300);
    if child == 0 {
        std::process::exit(0);
    }
    let mut status = 0;
    // SAFETY: our child, a writable status.
    unsafe { libc::waitpid(child, &mut status, 0) };
    assert_eq!(status, 0);
    println!("<{child}>");
}

#[test]
#[ignore = "run by the others, traced"]
fn killed() {
    let end = Instant::now() + Duration::from_millis(600);
    while Instant::now() < end {
        dgemm(100);
    }
    // SAFETY: ends this process.
    unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
}

/// Runs one of the above; what it says between `<` and `>`.
fn run(test: &str, trace: Option<&Path>) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command.env("ARENABLAS_CAPACITY", "4").env_remove("ARENABLAS_THREADING_LAYER");
    command.env_remove("ARENABLAS_TRACE").envs(trace.map(|path| ("ARENABLAS_TRACE", path)));
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or_else(String::new, |(said, _)| said.into())
}

/// A directory of a test's own.
fn directory(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("arenablas-{name}-{}", std::process::id()));
    fs::create_dir_all(&path).unwrap();
    path
}

/// An event: its fields' text, strings without quotes.
type Event = HashMap<String, String>;

/// The events of a file, of which each is a line; and whether the file is complete.
fn events(path: &Path) -> (Vec<Event>, bool) {
    let text = fs::read_to_string(path).unwrap();
    let body = text.strip_prefix("[\n").expect("an array");
    let complete = body.ends_with("}\n]\n");
    let lines = body.strip_suffix("\n]\n").unwrap_or_else(|| &body[..body.rfind('\n').unwrap()]);
    let event = |line: &str| {
        let object = line.trim_end_matches(',').strip_prefix('{').and_then(|line| line.strip_suffix('}'));
        let object = object.unwrap_or_else(|| panic!("no object: {line}"));
        let (plain, args) = object.split_once(",\"args\":{").unwrap_or((object, "}"));
        let pairs = plain.split(",\"").chain(args.strip_suffix('}').unwrap().split(",\""));
        let pair = |pair: &str| {
            let (name, value) = pair.split_once(':').unwrap();
            (name.trim_matches('"').to_string(), value.trim_matches('"').to_string())
        };
        pairs.filter(|pair| !pair.is_empty()).map(pair).collect::<Event>()
    };
    (lines.lines().map(event).collect(), complete)
}

/// Begins and ends match, thread by thread; how many slices there are of each category.
fn slices(events: &[Event], complete: bool) -> HashMap<String, u64> {
    let mut open: HashMap<&str, Vec<(&str, f64)>> = HashMap::new();
    let mut counts = HashMap::new();
    for event in events.iter().filter(|event| event.contains_key("ts")) {
        let (thread, at) = (event["tid"].as_str(), event["ts"].parse::<f64>().unwrap());
        let open = open.entry(thread).or_default();
        match event["ph"].as_str() {
            "B" => {
                *counts.entry(event["cat"].clone()).or_default() += 1;
                open.push((&event["name"], at));
            }
            "E" => assert!(open.pop().expect("a beginning").1 <= at),
            phase => assert!(matches!(phase, "i" | "C"), "{phase}"),
        }
    }
    assert!(!complete || open.values().all(Vec::is_empty), "{open:?}");
    counts
}

#[test]
fn a_trace_tells_what_the_arena_counts() {
    let dir = directory("trace");
    let path = dir.join("of-%p.json");
    let said = run("program", Some(&path));
    let counted: Vec<u64> = said.split(' ').map(|n| n.parse().unwrap()).collect();
    let file = fs::read_dir(&dir).unwrap().next().expect("a file").unwrap().path();
    let (events, complete) = events(&file);
    assert!(complete);
    let slices = slices(&events, true);
    let named = |name: &str| {
        events.iter().filter(|event| event.get("name").is_some_and(|found| found == name)).count() as u64
    };
    assert_eq!(named("lost"), 0);
    assert_eq!(slices["routine"], 16);
    assert_eq!([slices["call"], slices["join"], named("steal"), slices["park"]][..], counted[..]);
    assert!(slices["task"] >= counted[2]);
    assert_eq!(named("dgemm 100x100x100"), 1);
    let threads = |kind: &str| {
        let names = events.iter().filter(|event| event["ph"] == "M").filter_map(|event| event.get("name"));
        names.filter(|name| name.starts_with(kind)).count()
    };
    assert_eq!((threads("caller"), threads("worker") <= 4), (4, true));

    // The arena's count of running threads: workers never make it more than the capacity, masters may.
    let count = |name: &str| {
        let at = |event: &Event| event["ts"].parse::<f64>().unwrap();
        let value = |event: &Event| Some((at(event), event.get(name)?.parse::<u64>().unwrap()));
        let mut values: Vec<_> = events.iter().filter(|event| event["ph"] == "C").filter_map(value).collect();
        // Threads come one after the other in the file.
        values.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        values.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
    };
    assert_eq!(count("capacity"), [4]);
    assert!(count("running threads").into_iter().max() >= Some(2));
    assert_eq!(count("queued tasks").last(), Some(&0));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_child_writes_to_a_file_of_its_own() {
    let dir = directory("trace-fork");
    let path = dir.join("t.json");
    let child = run("forking", Some(&path));
    for (file, calls) in [(path, 2), (dir.join(format!("t.{child}.json")), 1)] {
        let (events, complete) = events(&file);
        assert!(complete, "{}", file.display());
        assert_eq!(slices(&events, true)["routine"], calls, "{}", file.display());
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_killed_process_leaves_what_a_viewer_reads() {
    let dir = directory("trace-killed");
    let path = dir.join("t.json");
    run("killed", Some(&path));
    let (events, complete) = events(&path);
    assert!(!complete);
    assert!(slices(&events, false)["routine"] > 10);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn without_a_name_or_a_place_there_is_no_file_and_all_goes_on() {
    let dir = directory("trace-none");
    assert!(run("program", None).contains(' '));
    assert!(run("program", Some(&dir.join("no/such/place.json"))).contains(' '));
    assert!(run("program", Some(&dir)).contains(' '), "a directory");
    assert!(run("program", Some(Path::new("/dev/full"))).contains(' '), "not a file");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 0);
    fs::remove_dir_all(dir).unwrap();
}
