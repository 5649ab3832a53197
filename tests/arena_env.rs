//! What the environment says to the arena of the process. The test runs itself again with variables set.

use std::process::Command;

use arenablas::arena::{self, Domain};

const VARIABLES: [&str; 7] = [
    "ARENABLAS_THREADING_LAYER",
    "MKL_THREADING_LAYER",
    "ARENABLAS_CAPACITY",
    "ARENABLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
];

#[test]
#[ignore = "run by the other with an environment"]
fn report() {
    println!("<{} {} {}>", arena::layer().name(), arena::cores(), arena::width(Domain::Blas, 1e12));
}

/// What `report` prints with these variables set, and what comes on stderr.
fn reported(variables: &[(&str, &str)]) -> (String, String) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "report", "--ignored", "--nocapture"]);
    VARIABLES.iter().for_each(|name| {
        command.env_remove(name);
    });
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let report = text.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    (report.expect("a report").0.to_string(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn variables_set_layer_capacity_and_limit_the_strongest_first() {
    for (variables, expected) in [
        (&[("ARENABLAS_CAPACITY", "8")][..], "tbb 8 8"),
        (&[("ARENABLAS_CAPACITY", "8"), ("OMP_NUM_THREADS", "3,2")], "tbb 8 3"),
        (&[("ARENABLAS_CAPACITY", "8"), ("OMP_NUM_THREADS", "3"), ("OPENBLAS_NUM_THREADS", "5")], "tbb 8 5"),
        (&[("ARENABLAS_CAPACITY", "8"), ("MKL_NUM_THREADS", "2"), ("OPENBLAS_NUM_THREADS", "5")], "tbb 8 2"),
        (&[("ARENABLAS_CAPACITY", "8"), ("ARENABLAS_NUM_THREADS", "6"), ("MKL_NUM_THREADS", "2")], "tbb 8 6"),
        (&[("ARENABLAS_CAPACITY", "2"), ("ARENABLAS_NUM_THREADS", "64")], "tbb 2 2"),
        (&[("ARENABLAS_CAPACITY", "4"), ("ARENABLAS_NUM_THREADS", "0"), ("MKL_NUM_THREADS", "x")], "tbb 4 4"),
        (&[("ARENABLAS_CAPACITY", "4"), ("MKL_THREADING_LAYER", "GNU")], "omp 4 4"),
        (
            &[
                ("ARENABLAS_CAPACITY", "4"),
                ("MKL_THREADING_LAYER", "INTEL"),
                ("ARENABLAS_THREADING_LAYER", "Sequential"),
            ],
            "sequential 4 1",
        ),
    ] {
        let (report, stderr) = reported(variables);
        assert_eq!(report, expected, "{variables:?}");
        assert!(!stderr.contains("arenablas:"), "{stderr}");
    }
}

#[test]
fn an_unknown_layer_is_the_default_with_one_warning() {
    let (report, stderr) = reported(&[("ARENABLAS_CAPACITY", "2"), ("ARENABLAS_THREADING_LAYER", "cilk")]);
    assert_eq!(report, "tbb 2 2");
    assert_eq!(stderr.matches("unknown threading layer \"cilk\"").count(), 1, "{stderr}");
}

#[test]
fn without_variables_capacity_is_at_most_the_affinity_mask() {
    let (report, _) = reported(&[]);
    let fields: Vec<_> = report.split(' ').collect();
    let capacity: usize = fields[1].parse().unwrap();
    assert!(capacity >= 1 && capacity <= std::thread::available_parallelism().unwrap().get());
    let pinned = Command::new("taskset")
        .arg("-c")
        .arg("0")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "report", "--ignored", "--nocapture"])
        .output();
    // Where there is no taskset, or the process may not run on core 0, there is nothing to compare.
    if let Ok(output) = pinned.map(|output| String::from_utf8(output.stdout).unwrap())
        && output.contains('<')
        && std::env::var_os("ARENABLAS_CAPACITY").is_none()
    {
        assert!(output.contains(" 1 1>"), "{output}");
    }
}
