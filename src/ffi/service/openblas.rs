//! OpenBLAS's service functions. Programs find them by name and expect OpenBLAS's numbers, so these are kept where they
//! are true here.

use std::ffi::{c_char, c_int, c_void};

use crate::arena::{self, Layer};
use crate::ffi::service::{c_text, for_isa, isa_name, number, threads};
use crate::int::FortranInt;
use crate::kernel::Isa;

/// `openblas_set_num_threads`, `goto_set_num_threads`: the limit of the process. 0 goes back to what the environment
/// says.
pub(in crate::ffi) extern "C" fn set_num_threads(n: c_int) {
    arena::set_process_limit(threads(n));
}

/// `openblas_set_num_threads_`: the same for Fortran.
///
/// # Safety
/// An integer can be read there.
pub(in crate::ffi) unsafe extern "C" fn set_num_threads_fortran(n: *const c_int) {
    // SAFETY: the caller's promise.
    set_num_threads(unsafe { *n });
}

/// `openblas_get_num_threads`: what a call of this thread may have now, at least 1.
pub(in crate::ffi) extern "C" fn get_num_threads() -> c_int {
    number(arena::max_threads())
}

/// `openblas_set_num_threads_local`: the limit of this thread's calls, and, unlike OpenBLAS's own, of nobody else's. 0
/// takes it away. What its calls could have before.
pub(in crate::ffi) extern "C" fn set_num_threads_local(n: c_int) -> c_int {
    let former = get_num_threads();
    arena::set_thread_limit(threads(n));
    former
}

/// `openblas_get_num_procs`: the cores that this process may use, in a container too.
pub(in crate::ffi) extern "C" fn get_num_procs() -> c_int {
    number(arena::cores())
}

/// `openblas_get_parallel`: 0 for the sequential layer, else 1. Never 2, which tells its readers (threadpoolctl) to use
/// `omp_set_num_threads` instead of these functions: the `omp` layer is our own, and no OpenMP runtime's.
pub(in crate::ffi) extern "C" fn get_parallel() -> c_int {
    c_int::from(arena::layer() != Layer::Sequential)
}

/// `openblas_get_config`: "OpenBLAS", the version whose interface this is, then who we are. The first two words are
/// what programs read (threadpoolctl, NumPy), the rest is for people. With 64-bit integers it says so, as OpenBLAS does.
pub(in crate::ffi) extern "C" fn get_config<I: FortranInt>() -> *const c_char {
    let isa = Isa::current();
    let text = if size_of::<I>() == 8 {
        for_isa!(isa: concat!("OpenBLAS 0.3.34 USE64BITINT arenablas ", env!("CARGO_PKG_VERSION"), " DYNAMIC_ARCH "), "")
    } else {
        for_isa!(isa: concat!("OpenBLAS 0.3.34 arenablas ", env!("CARGO_PKG_VERSION"), " DYNAMIC_ARCH "), "")
    };
    text.as_ptr()
}

/// `openblas_get_corename`: the name of the kernels in use.
pub(in crate::ffi) extern "C" fn get_corename() -> *const c_char {
    isa_name().as_ptr()
}

/// OpenBLAS's type of a function that runs the jobs of a parallel region on the program's own threads.
type ThreadsCallback = unsafe extern "C" fn(
    sync: c_int,
    dojob: unsafe extern "C" fn(c_int, *mut c_void, c_int),
    jobs: c_int,
    job_size: usize,
    job_data: *mut c_void,
    dojob_data: c_int,
);

/// `openblas_set_threads_callback_function`: taken, and never called.
///
/// A program gives it so that BLAS has no threads beside its own. OpenBLAS's regions need all their jobs at the same
/// time, so they need a gang from the program. Here a region completes on its caller alone, help is optional, and running
/// threads are counted together with the callers: what the callback is for holds already. A program that wants its
/// own loops to share these threads uses `arenablas_parallel_for`; one that wants none sets the limit to 1.
pub(in crate::ffi) extern "C" fn set_threads_callback_function(_: Option<ThreadsCallback>) {}
