//! `lsame_`: whether two letters are the same but for their case. Programs that call the reference's own find it in its
//! library, so it is here, too.

use std::ffi::c_char;

use crate::int::FortranInt;

/// A `LOGICAL`, which is as wide as an integer: 1 or 0.
///
/// # Safety
/// The pointers are those of readable characters.
pub(in crate::ffi) unsafe extern "C" fn lsame<I: FortranInt>(a: *const c_char, b: *const c_char) -> I {
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (*a as u8, *b as u8) };
    I::put(isize::from(a.eq_ignore_ascii_case(&b)))
}
