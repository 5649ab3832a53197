//! MKL's memory functions: aligned buffers for the program, and what the library keeps for itself.

use std::ffi::{c_int, c_longlong, c_void};
use std::ptr;

use crate::ffi::service::number;
use crate::workspace;

/// The alignment of those who ask for none that is a power of two, and the least: a cache line.
const LINE: usize = 64;

/// What stands before a buffer. It takes as much room as the alignment, so that the buffer is aligned too.
struct Header {
    size: usize,
    align: usize,
}

/// A buffer, not initialised; null if memory can't be had.
fn allocate(size: usize, align: c_int) -> *mut c_void {
    let align = usize::try_from(align).ok().filter(|align| align.is_power_of_two()).unwrap_or(LINE).max(LINE);
    let Some(total) = size.checked_add(align) else { return ptr::null_mut() };
    let mut block = ptr::null_mut();
    // SAFETY: the alignment is a power of two and a multiple of a pointer's size.
    if unsafe { libc::posix_memalign(&raw mut block, align, total) } != 0 {
        return ptr::null_mut();
    }
    // SAFETY: `align` bytes, at least a cache line, lie before the buffer in the block.
    unsafe {
        let buffer = block.byte_add(align);
        header(buffer).write(Header { size, align });
        buffer
    }
}

/// Where a buffer's header is.
///
/// # Safety
/// The buffer is one of `allocate`.
unsafe fn header(buffer: *mut c_void) -> *mut Header {
    // SAFETY: a header fits into the room before the buffer, which is aligned for it.
    unsafe { buffer.cast::<Header>().sub(1) }
}

/// `MKL_malloc`: at least `size` bytes at a multiple of `align`, or of 64 if that is less or no power of two. Null if
/// memory can't be had.
pub(in crate::ffi) extern "C" fn malloc(size: usize, align: c_int) -> *mut c_void {
    allocate(size, align)
}

/// `MKL_calloc`: the same for `count` elements of `size` bytes, all zero.
pub(in crate::ffi) extern "C" fn calloc(count: usize, size: usize, align: c_int) -> *mut c_void {
    let Some(bytes) = count.checked_mul(size) else { return ptr::null_mut() };
    let buffer = allocate(bytes, align);
    if !buffer.is_null() {
        // SAFETY: so many bytes are the buffer's.
        unsafe { ptr::write_bytes(buffer.cast::<u8>(), 0, bytes) };
    }
    buffer
}

/// `MKL_realloc`: a buffer of another size with the same alignment and, as far as both reach, the same contents. Null if
/// memory can't be had; then the old one is as it was. Null for a buffer means a new one; a size of 0 frees.
///
/// # Safety
/// The buffer is null or from one of these functions, and not freed.
pub(in crate::ffi) unsafe extern "C" fn realloc(buffer: *mut c_void, size: usize) -> *mut c_void {
    if buffer.is_null() {
        return allocate(size, 0);
    }
    // SAFETY: the caller's promise; the old buffer and the new one have so many bytes each.
    unsafe {
        if size == 0 {
            free(buffer);
            return ptr::null_mut();
        }
        let old = header(buffer).read();
        let new = allocate(size, number(old.align));
        if !new.is_null() {
            ptr::copy_nonoverlapping(buffer.cast::<u8>(), new.cast::<u8>(), old.size.min(size));
            free(buffer);
        }
        new
    }
}

/// `MKL_free`: gives it back; null is nothing.
///
/// # Safety
/// As for `realloc`.
pub(in crate::ffi) unsafe extern "C" fn free(buffer: *mut c_void) {
    if !buffer.is_null() {
        // SAFETY: the caller's promise: the block begins an alignment before the buffer.
        unsafe { libc::free(buffer.byte_sub((*header(buffer)).align)) };
    }
}

/// `mkl_malloc_`: for Fortran, which passes addresses.
///
/// # Safety
/// Both can be read.
pub(in crate::ffi) unsafe extern "C" fn malloc_fortran(
    size: *const usize,
    align: *const c_int,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { malloc(*size, *align) }
}

/// `mkl_calloc_`: the same.
///
/// # Safety
/// All three can be read.
pub(in crate::ffi) unsafe extern "C" fn calloc_fortran(
    count: *const usize,
    size: *const usize,
    align: *const c_int,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { calloc(*count, *size, *align) }
}

/// `mkl_realloc_`: the same.
///
/// # Safety
/// Both can be read; for what the first holds, as `realloc`.
pub(in crate::ffi) unsafe extern "C" fn realloc_fortran(
    buffer: *const *mut c_void,
    size: *const usize,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { realloc(*buffer, *size) }
}

/// `mkl_free_`: the same.
///
/// # Safety
/// It can be read; for what it holds, as `free`.
pub(in crate::ffi) unsafe extern "C" fn free_fortran(buffer: *const *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { free(*buffer) }
}

/// `MKL_Free_Buffers`, `MKL_Thread_Free_Buffers`: gives the scratch memory that waits for the next call back to the
/// system. None of it is a thread's own, so both do the same; what calls are using at the moment stays.
pub(in crate::ffi) extern "C" fn free_buffers() {
    workspace::trim();
}

/// `MKL_Disable_Fast_MM`: from now on scratch memory goes back to the system after each call. 1: done.
pub(in crate::ffi) extern "C" fn disable_fast_mm() -> c_int {
    workspace::keep(false);
    workspace::trim();
    1
}

/// `MKL_Mem_Stat`: the bytes of scratch memory, in use or kept, and the number of buffers.
///
/// # Safety
/// The address is null, or an integer can be written there.
pub(in crate::ffi) unsafe extern "C" fn mem_stat(buffers: *mut c_int) -> c_longlong {
    let held = workspace::held();
    // SAFETY: the caller's promise.
    if let Some(buffers) = unsafe { buffers.as_mut() } {
        *buffers = number(held.buffers);
    }
    c_longlong::try_from(held.bytes).unwrap_or(c_longlong::MAX)
}
