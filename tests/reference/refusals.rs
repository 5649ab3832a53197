//! Bad arguments of extensions, which the reference can't judge: the handler hears the position of the first one in the
//! routine's own list, once, and no array is written. (What the reference has is compared in c-tests/errors.c.)

use std::cell::RefCell;
use std::ffi::{CStr, c_char, c_int};
use std::mem::transmute;

use crate::call::{Abi, Function};
use crate::symbols::{self, Address};

/// A routine, its prefixes, and its arguments in Fortran, a letter each, a small one where it is not judged:
/// `N` transposition, `O` order, `U` triangle, `M` size, `L` leading dimension, `I` increment, `s` scalar, `a` array,
/// `i` integer.
const FORTRAN: [(&str, &str, &str); 12] = [
    ("gemm3m", "cz", "NNMMMsaLaLsaL"),
    ("gemmt", "sdcz", "UNNMMsaLaLsaL"),
    ("gemmtr", "sdcz", "UNNMMsaLaLsaL"),
    ("gemm_batch_strided", "sdcz", "NNMMMsaLiaLisaLiM"),
    ("omatcopy", "sdcz", "ONMMsaLaL"),
    ("imatcopy", "sdcz", "ONMMsaLL"),
    ("geadd", "sdcz", "MMsaLsaLnn"),
    ("sbmv", "cz", "UMMsaLaIsaI"),
    ("syr2", "cz", "UMsaIaIaL"),
    ("spr2", "cz", "UMsaIaIa"),
    ("spmv", "cz", "UMsaaIsaI"),
    ("symv", "cz", "UMsaLaIsaI"),
];

/// The same of CBLAS, with `C` for the layout. Real scalars have registers of their own: they count as arguments only.
const CBLAS: [(&str, &str, &str); 4] = [
    ("gemm3m", "cz", "CNNMMMsaLaLsaL"),
    ("gemmt", "sdcz", "CUNNMMsaLaLsaL"),
    ("gemmtr", "sdcz", "CUNNMMsaLaLsaL"),
    ("gemm_batch_strided", "sdcz", "CNNMMMsaLiaLisaLiM"),
];

thread_local! {
    /// What the handler heard: names and positions.
    static HEARD: RefCell<Vec<(String, c_int)>> = const { RefCell::new(vec![]) };
}

unsafe extern "C" fn hear(name: *const c_char, position: *const c_int, _: c_int) {
    // SAFETY: the library's promise: a text that ends in NUL, and an integer.
    let (name, position) = unsafe { (CStr::from_ptr(name), *position) };
    HEARD.with_borrow_mut(|heard| heard.push((name.to_str().unwrap().to_lowercase(), position)));
}

/// Bytes of each array.
const BYTES: usize = 8192;

/// Calls the routine with all arguments good but those in `bad`; what was heard.
fn call(name: &str, abi: Abi, letters: &str, bad: &[usize]) -> Vec<(String, c_int)> {
    let routine = symbols::ours(name).unwrap_or_else(|| panic!("no {name} is exported"));
    let real = matches!(name.as_bytes().get("cblas_".len()), Some(b's' | b'd'));
    let mut arrays = vec![vec![0x3c_u8; BYTES]; letters.len()];
    let before = arrays.clone();
    let mut words: Vec<usize> =
        letters.chars().enumerate().map(|(i, letter)| value(letter, abi, bad.contains(&i))).collect();
    let mut arguments = vec![];
    for (i, letter) in letters.chars().enumerate() {
        match letter {
            's' if abi != Abi::Fortran && real => {}
            'a' | 's' => arguments.push(arrays[i].as_mut_ptr() as usize),
            _ if abi == Abi::Fortran => arguments.push(&raw mut words[i] as usize),
            _ => arguments.push(words[i]),
        }
    }
    arguments.resize(20, 1);
    HEARD.take();
    // SAFETY: the routine takes these arguments; a bad one makes it return, and good ones are as its contract asks for.
    unsafe { crate::call::invoke(transmute::<Address, Function<()>>(routine), &[0.5; 2], &arguments) };
    assert!(
        bad.is_empty() || arrays == before,
        "{name} wrote an array, although {bad:?} of {letters} is bad"
    );
    HEARD.take()
}

/// A good argument, or a bad one.
fn value(letter: char, abi: Abi, bad: bool) -> usize {
    let (fortran, cblas, wrong) = match letter {
        'N' | 'n' => (b'N', 111, 7),
        'U' => (b'L', 122, 7),
        'O' => (b'C', 102, 7),
        'C' => (0, if let Abi::Cblas(layout) = abi { layout } else { 0 }, 7),
        'M' => (5, 5, -1),
        'L' => (8, 8, 4),
        'i' => (64, 64, 0),
        _ => (1, 1, 0),
    };
    let good = if abi == Abi::Fortran { i32::from(fortran) } else { cblas };
    (if bad { wrong } else { good }) as usize
}

fn judged(letters: &str) -> Vec<usize> {
    letters.char_indices().filter(|(_, letter)| letter.is_uppercase()).map(|(i, _)| i).collect()
}

/// One and two bad arguments in every place.
fn refuses(name: &str, abi: Abi, letters: &str, pairs: bool) {
    assert_eq!(call(name, abi, letters, &[]), []);
    let judged = judged(letters);
    for (at, &first) in judged.iter().enumerate() {
        let mut cases = vec![vec![first]];
        if pairs {
            cases.extend(judged[at + 1..].iter().map(|&second| vec![first, second]));
        }
        for bad in cases {
            let expected = (name.trim_end_matches('_').to_string(), first as c_int + 1);
            assert_eq!(call(name, abi, letters, &bad), [expected], "{abi:?}, {bad:?} of {letters} bad");
        }
    }
}

/// From now on [`hear`] hears of bad arguments.
fn listen() {
    type Hook = unsafe extern "C" fn(*const c_char, *const c_int, c_int);
    let set = symbols::ours("mkl_set_xerbla").unwrap();
    // SAFETY: mkl_service.h declares it so.
    unsafe { transmute::<Address, extern "C" fn(Hook) -> usize>(set)(hear) };
}

#[test]
fn bad_arguments_of_extensions() {
    listen();
    for (stem, prefixes, letters) in FORTRAN {
        for prefix in prefixes.chars() {
            refuses(&format!("{prefix}{stem}_"), Abi::Fortran, letters, true);
        }
    }
    for (stem, prefixes, letters) in CBLAS {
        for prefix in prefixes.chars() {
            let name = format!("cblas_{prefix}{stem}");
            refuses(&name, Abi::Cblas(102), letters, true);
            // By rows, the operands are judged in another order, and the positions are renumbered.
            refuses(&name, Abi::Cblas(101), letters, false);
        }
    }
}

/// `xerbla_array_` passes on as many characters as it is told, and no blanks behind.
#[test]
fn names_as_characters() {
    listen();
    let address = symbols::ours("xerbla_array_").unwrap();
    // SAFETY: lapack.h declares it so.
    let call = unsafe { transmute::<Address, extern "C" fn(*const u8, &c_int, &c_int)>(address) };
    for (text, len, name) in [("DPOTRF", 6, "dpotrf"), ("DGEMM  ", 7, "dgemm"), ("DGEMMxyz", 5, "dgemm")] {
        HEARD.take();
        call(text.as_ptr(), &len, &3);
        assert_eq!(HEARD.take(), [(name.to_string(), 3)]);
    }
}

/// `lsame_` of any two characters that are letters, as the reference has it.
#[test]
fn letters() {
    type Lsame = extern "C" fn(&u8, &u8, usize, usize) -> c_int;
    let Some(reference) = symbols::reference("lsame_") else { return };
    // SAFETY: lapack.h declares it so, and hidden lengths may follow.
    let [ours, reference] =
        [symbols::ours("lsame_").unwrap(), reference].map(|f| unsafe { transmute::<Address, Lsame>(f) });
    for (a, b) in (b'@'..=b'{').flat_map(|a| (b'@'..=b'{').map(move |b| (a, b))) {
        assert_eq!(ours(&a, &b, 1, 1) != 0, reference(&a, &b, 1, 1) != 0, "{a} {b}");
    }
}
