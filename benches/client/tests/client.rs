//! The client against a library that is right, and against one that isn't.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Map, Value, json};

/// A client at work.
struct Client {
    child: Child,
    requests: ChildStdin,
    replies: BufReader<ChildStdout>,
}

impl Client {
    fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_compare-client"))
            .args(arguments)
            .envs(environment.iter().copied())
            .env("ARENABLAS_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (requests, replies) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, requests, replies: BufReader::new(replies) }
    }

    fn ask(&mut self, request: &Value) -> Value {
        writeln!(self.requests, "{request}").unwrap();
        let mut line = String::new();
        self.replies.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("{request} was answered by {line:?}"))
    }

    fn cell(&mut self, routine: &str, params: &Value) -> Value {
        self.ask(&json!({ "do": "cell", "routine": routine, "params": params }))
    }

    fn turn(&mut self) -> Value {
        self.ask(&json!({ "do": "turn", "seconds": 0.001 }))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Debian's reference if it is installed, else arenablas.
fn library() -> &'static str {
    static LIBRARY: OnceLock<String> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/release/libarenablas.so");
        let folders = ["/usr/lib/x86_64-linux-gnu/lapack", "/usr/lib64", "/usr/lib"];
        let reference = folders.iter().map(|folder| format!("{folder}/liblapack.so.3"));
        reference.chain([ours.into()]).find(|path| Path::new(path).exists()).expect("no library to test with")
    })
}

/// Every combination of a letter for each name.
fn options(names: &[(&str, &str)]) -> Vec<Map<String, Value>> {
    names.iter().fold(vec![Map::new()], |all, (name, letters)| {
        let more = |one: &Map<String, Value>, letter: char| {
            let mut one = one.clone();
            one.insert((*name).into(), letter.to_string().into());
            one
        };
        all.iter().flat_map(|one| letters.chars().map(move |letter| more(one, letter))).collect()
    })
}

/// A routine for all options and some shapes: sizes, and anything else that it is to be called with.
fn cases(t: char) -> Vec<(String, Value)> {
    let complex = matches!(t, 'c' | 'z');
    let symmetric: &[&str] = if complex { &["hemm", "symm"] } else { &["symm"] };
    let rank: &[&str] = if complex { &["herk", "her2k"] } else { &["syrk", "syr2k"] };
    let vectors = json!({ "n": 33, "incx": 2, "incy": -3 });
    let vector = json!({ "n": 33, "incx": 2 });
    let matrix = json!({ "n": 33, "m": 36, "k": 35, "lda_extra": 1, "alpha": 1.5 });
    let square = json!({ "n": 33, "lda_extra": 1 });
    let mut all: Vec<(String, Value)> = Vec::new();
    let mut add = |name: &str, base: &Value, letters: &[(&str, &str)], beta: bool| {
        for chosen in options(letters) {
            for beta in if beta { &[0.0, 0.5][..] } else { &[0.0][..] } {
                let mut params = base.as_object().unwrap().clone();
                params.extend(chosen.clone());
                if *beta != 0.0 {
                    params.insert("beta".into(), (*beta).into());
                }
                all.push((name.to_owned(), params.into()));
            }
        }
    };
    let with = |base: &Value, remove: &str| {
        let mut base = base.clone();
        base.as_object_mut().unwrap().remove(remove);
        base
    };
    let adjoint = if complex { "NC" } else { "NT" };
    for stem in ["axpy", "copy", "swap"] {
        add(&format!("{t}{stem}"), &vectors, &[], false);
    }
    for stem in if complex { &["dotu", "dotc"][..] } else { &["dot"] } {
        add(&format!("{t}{stem}"), &vectors, &[], false);
    }
    let real = if t == 'c' { "sc" } else { "dz" };
    for stem in ["asum", "nrm2"] {
        add(&if complex { format!("{real}{stem}") } else { format!("{t}{stem}") }, &vector, &[], false);
    }
    add(&format!("i{t}amax"), &vector, &[], false);
    add(&format!("{t}scal"), &vector, &[], false);
    add(["srot", "drot", "csrot", "zdrot"]["sdcz".find(t).unwrap()], &vectors, &[], false);
    add(&format!("{t}gemv"), &json!({ "n": 33, "m": 36, "incy": 2 }), &[("trans", "NTC")], true);
    add(&format!("{t}gbmv"), &json!({ "n": 33, "m": 36, "kl": 2, "ku": 3 }), &[("trans", "NTC")], true);
    for stem in if complex { ["hemv", "hpmv"] } else { ["symv", "spmv"] } {
        add(&format!("{t}{stem}"), &vectors, &[("uplo", "LU")], true);
    }
    let wide = json!({ "n": 33, "k": 5, "lda_extra": 1, "incx": 2 });
    add(&format!("{t}{}", if complex { "hbmv" } else { "sbmv" }), &wide, &[("uplo", "LU")], true);
    for stem in if complex { &["geru", "gerc"][..] } else { &["ger"] } {
        add(&format!("{t}{stem}"), &json!({ "n": 33, "m": 36, "incx": 2 }), &[], false);
    }
    add(&format!("{t}{}", if complex { "her" } else { "syr" }), &vector, &[("uplo", "LU")], false);
    let triangle = [("uplo", "LU"), ("trans", "NTC"), ("diag", "NU")];
    for stem in ["trmv", "trsv", "tpmv", "tpsv"] {
        add(&format!("{t}{stem}"), &vector, &triangle, false);
    }
    for stem in ["tbmv", "tbsv"] {
        add(&format!("{t}{stem}"), &wide, &triangle, false);
    }
    add(&format!("{t}gemm"), &matrix, &[("transa", "NTC"), ("transb", "NTC")], true);
    for stem in symmetric {
        add(&format!("{t}{stem}"), &with(&matrix, "k"), &[("side", "LR"), ("uplo", "LU")], true);
    }
    for stem in rank {
        add(&format!("{t}{stem}"), &with(&matrix, "m"), &[("uplo", "LU"), ("trans", adjoint)], true);
    }
    let triangle = [("side", "LR"), ("uplo", "LU"), ("transa", "NTC"), ("diag", "NU")];
    for stem in ["trmm", "trsm"] {
        add(&format!("{t}{stem}"), &with(&matrix, "k"), &triangle, false);
    }
    for m in [20, 33, 50] {
        add(&format!("{t}getrf"), &json!({ "m": m, "n": 33 }), &[], false);
        add(&format!("{t}geqrf"), &json!({ "m": m, "n": 33 }), &[], false);
    }
    add(&format!("{t}potrf"), &square, &[("uplo", "LU")], false);
    add(&format!("{t}gesv"), &json!({ "n": 33, "nrhs": 3 }), &[], false);
    let [generate, multiply] = if complex { ["ungqr", "unmqr"] } else { ["orgqr", "ormqr"] };
    add(&format!("{t}{generate}"), &json!({ "m": 40, "n": 33, "k": 20 }), &[], false);
    let eigen = if complex { "heevd" } else { "syevd" };
    add(&format!("{t}{eigen}"), &square, &[("jobz", "VN"), ("uplo", "LU")], false);
    add(&format!("{t}geev"), &square, &[("jobvr", "VN")], false);
    for m in [20, 33, 50] {
        add(&format!("{t}gesdd"), &json!({ "m": m, "n": 33 }), &[("jobz", "SN")], false);
        add(&format!("{t}gelsd"), &json!({ "m": m, "n": 33, "nrhs": 2 }), &[], false);
    }
    let sides = [("side", "LR"), ("trans", adjoint)];
    add(&format!("{t}{multiply}"), &json!({ "m": 40, "n": 33, "k": 20 }), &sides, false);
    all
}

#[test]
fn right_answers_pass() {
    let mut client = Client::start(&[library()], &[]);
    let mut passed = 0;
    for (routine, params) in "sdcz".chars().flat_map(cases) {
        let cell = client.cell(&routine, &params);
        if cell["error"].as_str().is_some_and(|error| error.starts_with("no symbol")) {
            continue; // arenablas in place of the reference may not have it yet
        }
        assert_eq!(cell["right"], true, "{routine} {params}: {cell}");
        let turn = client.turn();
        assert_eq!(turn["right"], true, "{routine} {params}: {turn}");
        assert!(turn["seconds"].as_f64().unwrap() > 0.0 && turn["calls"].as_u64().unwrap() > 0, "{turn}");
        passed += 1;
    }
    assert!(passed > 300, "only {passed} cells could be tested");
}

/// The library of tests/wrong.c, compiled.
fn wrong() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    static COMPILED: OnceLock<()> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wrong.c");
        let mut cc = Command::new("cc");
        cc.args(["-O1", "-shared", "-fPIC", "-o"]).arg(folder.join("libwrong.so")).args([source, "-ldl"]);
        assert!(cc.status().unwrap().success());
    });
    folder.join("libwrong.so")
}

const SPOILED: [&str; 33] = [
    "ddot", "dasum", "dnrm2", "idamax", "daxpy", "dscal", "dcopy", "dswap", "drot", "dgemv", "dsymv",
    "dsbmv", "dger", "dsyr", "dtrmv", "dtrsv", "dtbmv", "dtbsv", "dtpmv", "dtpsv", "dgbmv", "dgemm", "dsymm",
    "dsyrk", "dsyr2k", "dtrmm", "dtrsm", "dgetrf", "dgesv", "dpotrf", "dgeqrf", "dorgqr", "dormqr",
];

/// The shim does nothing but spoil: without that, it passes.
#[test]
fn the_shim_itself_is_right() {
    let path = wrong();
    let environment = [("WRONG_REAL", library()), ("WRONG_CALL", "1000000000")];
    let mut client = Client::start(&[path.to_str().unwrap()], &environment);
    for routine in SPOILED {
        assert_eq!(client.cell(routine, &json!({ "n": 24 }))["right"], true, "{routine}");
        assert_eq!(client.turn()["right"], true, "{routine}");
    }
}

#[test]
fn one_element_off_from_the_first_call_is_wrong() {
    let path = wrong();
    let environment = [("WRONG_REAL", library()), ("WRONG_CALL", "1")];
    for routine in SPOILED {
        // Preparing dorgqr and dormqr calls dgeqrf, which counts for itself.
        let mut client = Client::start(&[path.to_str().unwrap()], &environment);
        let cell = client.cell(routine, &json!({ "n": 24 }));
        assert_eq!(cell["right"], false, "{routine}: {cell}");
        assert!(cell["error"].as_f64().unwrap() > 30.0, "{routine}: {cell}");
    }
}

#[test]
fn one_element_off_later_is_wrong() {
    let path = wrong();
    let environment = [("WRONG_REAL", library()), ("WRONG_CALL", "30000")];
    let mut client = Client::start(&[path.to_str().unwrap()], &environment);
    for routine in SPOILED {
        client.cell(routine, &json!({ "n": 4 }));
        let noticed = (0..2000).any(|_| client.turn()["right"] == false);
        assert!(noticed, "{routine}");
    }
}

#[test]
fn failures_are_replies() {
    let mut client = Client::start(&[library()], &[]);
    let requests = [
        json!({ "do": "turn" }),
        json!({ "do": "nothing" }),
        json!({ "do": "cell", "routine": "dnothing", "params": {} }),
        json!({ "do": "cell", "routine": "", "params": {} }),
        json!({ "do": "cell", "routine": "dgemm", "params": { "n": -1 } }),
        json!({ "do": "cell", "routine": "dgemm", "params": { "n": 8, "incx": 2 } }),
        json!({ "do": "cell", "routine": "dgemm", "params": { "n": 8, "transa": "X" } }),
        json!({ "do": "cell", "routine": "dorgqr", "params": { "m": 4, "n": 8 } }),
        json!("not an object"),
    ];
    for request in requests {
        assert!(client.ask(&request)["error"].is_string(), "{request}");
    }
    let mut other = Client::start(&[library(), "--suffix", "_none"], &[]);
    assert_eq!(other.cell("dgemm", &json!({ "n": 8 }))["error"], "no symbol dgemm_none");
    assert_eq!(client.cell("dgemm", &json!({ "n": 8 }))["right"], true);
    assert_eq!(client.ask(&json!({ "do": "drop" })), json!({}));
    assert!(client.turn()["error"].is_string());
}

#[test]
fn empty_matrices_are_no_error() {
    let mut client = Client::start(&[library()], &[]);
    for routine in ["ddot", "daxpy", "dgemv", "dger", "dgemm", "dtrsm", "dgetrf", "dgeqrf"] {
        assert_eq!(client.cell(routine, &json!({ "n": 0 }))["right"], true, "{routine}");
    }
}

#[test]
fn limits_are_measured() {
    let mut client = Client::start(&["--limits", "--threads", "2"], &[]);
    let limits = client.ask(&json!({ "do": "limits", "seconds": 0.01 }));
    for figure in ["update", "read", "ghz"] {
        assert!(limits[figure].as_f64().unwrap() > 0.0, "{limits}");
    }
    assert!(client.cell("dgemm", &json!({ "n": 8 }))["error"].is_string());
}
