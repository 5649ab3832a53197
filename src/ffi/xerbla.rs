//! The error handlers: harmless by default (a line on stderr, and the routine returns), and replaceable by the program.
//!
//! A program that defines `xerbla_`, `xerbla_64_`, `cblas_xerbla`… itself gets the calls. The dynamic linker knows
//! whose definition comes first, so it is asked, at the time of an error and never before. Where the library is
//! linked statically it may know no such name; then the handler here is the one. What it would print goes to the
//! program's hook instead, if that has set one (`mkl_set_xerbla`).

use std::cell::Cell;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::mem::transmute;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use crate::enums::Layout;
use crate::int::FortranInt;

/// LAPACKE's info where scratch can't be had.
pub(super) const WORK_MEMORY_ERROR: isize = -1010;
/// LAPACKE's info where a transposed copy can't be had. Ours never makes one; a program may report its own.
const TRANSPOSE_MEMORY_ERROR: isize = -1011;

type Xerbla<I> = unsafe extern "C" fn(*const c_char, *const I, usize);
type CblasXerbla<I> = unsafe extern "C" fn(I, *const c_char, *const c_char, ...);

type LapackeXerbla<I> = unsafe extern "C" fn(*const c_char, I);

thread_local! {
    /// The layout of the CBLAS call that an error is being reported of, if it is one. (The reference has two global
    /// variables for it.)
    static CBLAS_CALL: Cell<Option<Layout>> = const { Cell::new(None) };
}

/// Calls the program's Fortran handler, or ours. Errors of CBLAS calls that the Fortran interface judges come here
/// too, as in the reference: a program that has replaced `xerbla_` alone hears of all of them.
pub(super) fn report<I: FortranInt>(name: &str, position: isize, cblas: Option<Layout>) {
    let info = I::put(position);
    let symbol = if size_of::<I>() == 8 { c"xerbla_64_" } else { c"xerbla_" };
    let handler = match find(symbol) {
        // SAFETY: whoever defines the symbol defines it with this signature, the reference's.
        Some(address) => unsafe { transmute::<*mut c_void, Xerbla<I>>(address) },
        None => xerbla::<I>,
    };
    CBLAS_CALL.set(cblas);
    // SAFETY: the name is readable for its length, the integer for the call.
    unsafe { handler(name.as_ptr().cast(), &raw const info, name.len()) }
    CBLAS_CALL.set(None);
}

/// Calls the program's CBLAS handler, or ours.
pub(super) fn report_cblas<I: FortranInt>(name: &str, position: isize) {
    let symbol = if size_of::<I>() == 8 { c"cblas_xerbla_64" } else { c"cblas_xerbla" };
    let name = CString::new(name).unwrap_or_default();
    match find(symbol) {
        // SAFETY: whoever defines the symbol defines it with this signature, the reference's; both strings end in NUL.
        Some(address) => unsafe {
            transmute::<*mut c_void, CblasXerbla<I>>(address)(I::put(position), name.as_ptr(), c"".as_ptr());
        },
        // SAFETY: both strings end in NUL.
        None => unsafe { cblas_xerbla(I::put(position), name.as_ptr(), c"".as_ptr()) },
    }
}

/// Calls the program's LAPACKE handler, or ours.
pub(super) fn report_lapacke<I: FortranInt>(name: &str, info: isize) {
    let symbol = if size_of::<I>() == 8 { c"LAPACKE_xerbla_64" } else { c"LAPACKE_xerbla" };
    let name = CString::new(name).unwrap_or_default();
    let handler = match find(symbol) {
        // SAFETY: whoever defines the symbol defines it with this signature, the reference's.
        Some(address) => unsafe { transmute::<*mut c_void, LapackeXerbla<I>>(address) },
        None => lapacke_xerbla::<I>,
    };
    // SAFETY: the name ends in NUL.
    unsafe { handler(name.as_ptr(), I::put(info)) }
}

/// `xerbla_`: says which argument of which routine is bad, or, in a CBLAS call, has `cblas_xerbla` say it.
///
/// # Safety
/// `name` is readable up to the first character that is not a letter, a digit or an underscore, or to `len`.
pub(super) unsafe extern "C" fn xerbla<I: FortranInt>(name: *const c_char, info: *const I, len: usize) {
    // C callers often leave the length out, so the name's own end counts as well, and no name is long.
    // SAFETY: the caller's promise for the characters; the integer is an argument.
    let (name, info) = unsafe {
        let name = (0..len.min(32)).map(|i| *name.add(i) as u8 as char);
        (name.take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>(), (*info).get())
    };
    if CBLAS_CALL.get().is_some() {
        // The layout comes first in the argument lists of CBLAS.
        return report_cblas::<I>(&format!("cblas_{}", name.to_ascii_lowercase()), info + 1);
    }
    if !told_hook(&name, info) {
        say(&format!(" ** On entry to {name} parameter number {info:2} had an illegal value\n"));
    }
}

/// `xerbla_array_`: calls `xerbla_`, the program's or ours, with a name that is given as characters and their number.
///
/// # Safety
/// The integers can be read, and so many characters.
pub(super) unsafe extern "C" fn xerbla_array<I: FortranInt>(
    name: *const c_char,
    len: *const I,
    info: *const I,
) {
    // SAFETY: the caller's promise. The reference keeps 32 characters of a name.
    let (name, info) = unsafe {
        let len = (*len).get().clamp(0, 32) as usize;
        ((0..len).map(|i| *name.add(i) as u8 as char).collect::<String>(), (*info).get())
    };
    report::<I>(name.trim_end(), info, None);
}

/// `cblas_xerbla`: the same for CBLAS. The position that comes here is that in the column-major call which stands for
/// a row-major one, and is renumbered here, as in the reference. (It is variadic in C; `form` is printed if it needs no
/// further arguments.)
///
/// # Safety
/// The strings end in NUL.
pub(super) unsafe extern "C" fn cblas_xerbla<I: FortranInt>(
    info: I,
    name: *const c_char,
    form: *const c_char,
) {
    // SAFETY: the caller's promise.
    let (name, form) =
        unsafe { (CStr::from_ptr(name).to_string_lossy(), CStr::from_ptr(form).to_string_lossy()) };
    let row_major = CBLAS_CALL.get() == Some(Layout::RowMajor);
    let position = if row_major { c_position(&name, info.get()) } else { info.get() };
    if told_hook(&name, position) {
        return;
    }
    let form = if form.contains('%') { "" } else { &form };
    say(&format!("Parameter {position} to routine {name} was incorrect\n{form}"));
}

/// `LAPACKE_xerbla`: says which argument of which routine is bad, or that memory is short.
///
/// # Safety
/// The name ends in NUL.
pub(super) unsafe extern "C" fn lapacke_xerbla<I: FortranInt>(name: *const c_char, info: I) {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
    match info.get() {
        WORK_MEMORY_ERROR => say(&format!("Not enough memory to allocate work array in {name}\n")),
        TRANSPOSE_MEMORY_ERROR => say(&format!("Not enough memory to transpose matrix in {name}\n")),
        info if info < 0 => say(&format!("Wrong parameter {} in {name}\n", info.unsigned_abs())),
        _ => {}
    }
}

/// The position in the C call of what stands at `position` in the column-major call that a row-major one becomes:
/// there the operands have changed places.
fn c_position(name: &str, position: isize) -> isize {
    let swapped: &[(isize, isize)] = match name.get("cblas_?".len()..) {
        Some("gemm" | "gemm3m") => &[(4, 5), (9, 11)],
        Some("gemm_batch") => &[(2, 3), (4, 5), (9, 11)],
        Some("gemm_batch_strided") => &[(4, 5), (9, 12)],
        Some("gemmt" | "gemmtr") => &[(9, 11)],
        Some("symm" | "hemm") => &[(4, 5)],
        Some("gemv") => &[(3, 4)],
        Some("gbmv") => &[(3, 4), (5, 6)],
        Some("her2" | "hpr2") => &[(6, 8)],
        Some("ger" | "geru" | "gerc") => &[(2, 3), (6, 8)],
        Some("trmm" | "trsm") => &[(6, 7)],
        _ => &[],
    };
    let other = swapped.iter().find_map(|&(a, b)| match position {
        p if p == a => Some(b),
        p if p == b => Some(a),
        _ => None,
    });
    other.unwrap_or(position)
}

/// A handler that a program sets by a call (`mkl_set_xerbla`): name, position, length of the name.
pub(super) type Hook = unsafe extern "C" fn(*const c_char, *const c_int, c_int);

/// The one that is set, or null.
static HOOK: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// From now on `hook` hears what our handlers would print. The former one.
pub(super) fn set_hook(hook: Option<Hook>) -> Option<Hook> {
    let address = hook.map_or(ptr::null_mut(), |hook| hook as *mut ());
    // SAFETY: null, or stored here.
    unsafe { transmute::<*mut (), Option<Hook>>(HOOK.swap(address, Ordering::AcqRel)) }
}

/// Calls the program's hook, if there is one; whether there was.
fn told_hook(name: &str, position: isize) -> bool {
    // SAFETY: null, or stored by `set_hook`.
    let hook = unsafe { transmute::<*mut (), Option<Hook>>(HOOK.load(Ordering::Acquire)) };
    let Some(hook) = hook else { return false };
    let length = c_int::try_from(name.len()).unwrap_or(0);
    let (name, position) = (CString::new(name).unwrap_or_default(), position as c_int);
    // SAFETY: the program gave it with this signature; name and position are readable for the call.
    unsafe { hook(name.as_ptr(), &raw const position, length) };
    true
}

/// The address that a name has for the program, if it is known to the dynamic linker.
fn find(name: &CStr) -> Option<*mut c_void> {
    // SAFETY: the name ends in NUL; looking a name up has no other effect.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    (!address.is_null()).then_some(address)
}

/// Writes to stderr, past every lock and buffer, and whether it works or not.
pub(super) fn say(text: &str) {
    // SAFETY: the bytes are readable.
    unsafe { libc::write(libc::STDERR_FILENO, text.as_ptr().cast(), text.len()) };
}
