//! MKL's service functions that say which version this is.

use std::ffi::{CStr, c_char, c_int};
use std::ptr;

use crate::ffi::service::{c_text, for_isa, isa_name};
use crate::kernel::Isa;

/// `MKLVersion`, as MKL's header has it.
#[repr(C)]
pub(in crate::ffi) struct Version {
    major: c_int,
    minor: c_int,
    update: c_int,
    patch: c_int,
    product_status: *const c_char,
    build: *const c_char,
    processor: *const c_char,
    platform: *const c_char,
}

/// `MKL_Get_Version`: the MKL whose interface this is; the texts say who we are. They must not be freed.
///
/// # Safety
/// The address is null, or that of a struct to write.
pub(in crate::ffi) unsafe extern "C" fn get_version(version: *mut Version) {
    // SAFETY: the caller's promise.
    let Some(version) = (unsafe { version.as_mut() }) else { return };
    *version = Version {
        major: 2026,
        minor: 2,
        update: 0,
        patch: 0,
        product_status: c"arenablas".as_ptr(),
        build: const { c_text(concat!(env!("CARGO_PKG_VERSION"), "\0")) }.as_ptr(),
        processor: isa_name().as_ptr(),
        platform: c"x86-64 Linux".as_ptr(),
    };
}

/// The same in a line. Programs read the word after "Version".
fn version_text() -> &'static CStr {
    let isa = Isa::current();
    for_isa!(isa: concat!("arenablas ", env!("CARGO_PKG_VERSION"), " for oneMKL Version 2026.2 for x86-64 (kernels: "), ")")
}

/// `MKL_Get_Version_String`: writes it with its NUL, cut off at `len` characters.
///
/// # Safety
/// So many characters can be written, or the buffer is null.
pub(in crate::ffi) unsafe extern "C" fn get_version_string(buffer: *mut c_char, len: c_int) {
    let room = usize::try_from(len).unwrap_or(0);
    if buffer.is_null() || room == 0 {
        return;
    }
    let text = version_text().to_bytes();
    let length = text.len().min(room - 1);
    // SAFETY: length + 1 ≤ len, the caller's promise.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr().cast(), buffer, length);
        buffer.add(length).write(0);
    }
}

/// `mkl_get_version_string_`: for Fortran, where a text has no NUL, and blanks to its end.
///
/// # Safety
/// `len` characters can be written, or the buffer is null.
pub(in crate::ffi) unsafe extern "C" fn get_version_string_fortran(buffer: *mut c_char, len: usize) {
    if buffer.is_null() {
        return;
    }
    let text = version_text().to_bytes();
    // SAFETY: at most `len` characters, the caller's promise.
    unsafe {
        ptr::write_bytes(buffer, b' ', len);
        ptr::copy_nonoverlapping(text.as_ptr().cast(), buffer, text.len().min(len));
    }
}
