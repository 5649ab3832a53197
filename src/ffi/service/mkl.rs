//! MKL's service functions that concern threads, layers, instruction sets and messages.

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicPtr, Ordering};

use crate::arena::{self, Domain, Layer};
use crate::env;
use crate::ffi::service::{number, threads};
use crate::ffi::{verbose, xerbla};
use crate::kernel::Isa;
use crate::workspace;

/// An integer argument of a service function.
pub(in crate::ffi) trait Integer {
    /// Its value.
    fn get(self) -> c_int;
}

impl Integer for c_int {
    fn get(self) -> c_int {
        self
    }
}

/// An integer that is passed by address or by value.
///
/// MKL's names in small letters are those of its Fortran interface, so they take addresses; its C header redefines
/// them as the others. Programs that don't include that header fall for it either way, and both ways work here: no number of
/// threads, domain or mode is a multiple of 4 that could be the address of an integer.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(in crate::ffi) struct Either(usize);

/// The kernel maps nothing below.
const LOWEST_ADDRESS: usize = 1 << 16;
/// Nothing of a program's lies above.
const HIGHEST_ADDRESS: usize = 1 << 56;

impl Integer for Either {
    fn get(self) -> c_int {
        let at = self.0;
        if at.is_multiple_of(align_of::<c_int>()) && (LOWEST_ADDRESS..HIGHEST_ADDRESS).contains(&at) {
            // SAFETY: the caller passes an integer or the address of one; and this is no integer that has a meaning.
            unsafe { *ptr::with_exposed_provenance::<c_int>(at) }
        } else {
            at as c_int
        }
    }
}

/// `MKL_Set_Num_Threads`: the limit of the process; 0 goes back to what the environment says.
pub(in crate::ffi) extern "C" fn set_num_threads<I: Integer>(n: I) {
    arena::set_process_limit(threads(n.get()));
}

/// `MKL_Set_Num_Threads_Local`: the limit of this thread's calls. 0 takes it away. The former one, 0 if there was none.
pub(in crate::ffi) extern "C" fn set_num_threads_local<I: Integer>(n: I) -> c_int {
    number(arena::set_thread_limit(threads(n.get())))
}

/// `MKL_Get_Max_Threads`: what a call of this thread may have now, at least 1.
pub(in crate::ffi) extern "C" fn get_max_threads() -> c_int {
    number(arena::max_threads())
}

const ALL: c_int = 0;
const BLAS: c_int = 1;
/// Fourier transforms, vector functions, sparse solvers: there are none here, so limits on them hold without doing anything.
const FFT_TO_PARDISO: std::ops::RangeInclusive<c_int> = 2..=4;
const LAPACK: c_int = 5;

/// `MKL_Domain_Set_Num_Threads`: the limit of a part of the library; 0 takes it away. 1 if it was understood, else 0.
pub(in crate::ffi) extern "C" fn domain_set_num_threads<I: Integer>(n: I, domain: I) -> c_int {
    let (n, domain) = (n.get(), domain.get());
    if n < 0 {
        return 0;
    }
    match domain {
        ALL => arena::set_process_limit(threads(n)),
        BLAS => arena::set_domain_limit(Domain::Blas, threads(n)),
        LAPACK => arena::set_domain_limit(Domain::Lapack, threads(n)),
        other => return c_int::from(FFT_TO_PARDISO.contains(&other)),
    };
    1
}

/// `MKL_Domain_Get_Max_Threads`: what a call of this thread may have now in a part of the library.
pub(in crate::ffi) extern "C" fn domain_get_max_threads<I: Integer>(domain: I) -> c_int {
    number(match domain.get() {
        BLAS => arena::max_width(Domain::Blas),
        LAPACK => arena::max_width(Domain::Lapack),
        _ => arena::max_threads(),
    })
}

/// Whether MKL may adapt the number of threads (1) or not (0); -1 until somebody asks.
static DYNAMIC: AtomicI32 = AtomicI32::new(-1);

/// `MKL_Set_Dynamic`: what `MKL_Get_Dynamic` answers. The arena adapts in any case: limits are upper limits here.
pub(in crate::ffi) extern "C" fn set_dynamic<I: Integer>(on: I) {
    DYNAMIC.store(c_int::from(on.get() != 0), Ordering::Relaxed);
}

/// `MKL_Get_Dynamic`: what was set, else what `MKL_DYNAMIC` says, else 1.
pub(in crate::ffi) extern "C" fn get_dynamic() -> c_int {
    match DYNAMIC.load(Ordering::Relaxed) {
        -1 => c_int::from(env::mkl_dynamic()),
        set => set,
    }
}

/// MKL's numbers of its layers.
const INTEL: c_int = 0;
const SEQUENTIAL: c_int = 1;
const GNU: c_int = 3;
const TBB: c_int = 4;

/// `MKL_Set_Threading_Layer`: chooses the layer, until there has been a call that goes parallel. The layer in force; any
/// number that stands for none, such as -1, only asks.
pub(in crate::ffi) extern "C" fn set_threading_layer<I: Integer>(code: I) -> c_int {
    let layer = match code.get() {
        INTEL | GNU => arena::set_layer(Layer::Omp),
        SEQUENTIAL => arena::set_layer(Layer::Sequential),
        TBB => arena::set_layer(Layer::Tbb),
        _ => arena::layer(),
    };
    match layer {
        Layer::Sequential => SEQUENTIAL,
        Layer::Tbb => TBB,
        Layer::Omp => INTEL,
    }
}

/// `MKL_Set_Interface_Layer`: nothing to choose, since all interfaces have names of their own. Under the plain names
/// integers have 32 bits (0), and complex results are returned as GNU's compiler does it (2), for whom asks for that.
pub(in crate::ffi) extern "C" fn set_interface_layer<I: Integer>(code: I) -> c_int {
    const LP64: c_int = 0;
    const LP64_GNU: c_int = 2;
    if code.get() == LP64_GNU { LP64_GNU } else { LP64 }
}

/// `MKL_Verbose`: a line for each call from now on (1), or none (0). What was before; -1 for other modes, which change
/// nothing.
pub(in crate::ffi) extern "C" fn set_verbose<I: Integer>(mode: I) -> c_int {
    let mode = mode.get();
    if matches!(mode, 0 | 1) { verbose::enable(mode) } else { -1 }
}

/// `MKL_Verbose_Output_File`: the lines go to the end of that file. 0, or 1 if it can't be written.
///
/// # Safety
/// The text ends in NUL, or is null.
pub(in crate::ffi) unsafe extern "C" fn verbose_output_file(path: *const c_char) -> c_int {
    if path.is_null() {
        return 1;
    }
    // SAFETY: the caller's promise.
    c_int::from(!verbose::set_output(unsafe { CStr::from_ptr(path) }))
}

/// `mkl_verbose_output_file_`: for Fortran, where a text has blanks to its end.
///
/// # Safety
/// `len` characters can be read, or the text is null.
pub(in crate::ffi) unsafe extern "C" fn verbose_output_file_fortran(
    path: *const c_char,
    len: usize,
) -> c_int {
    if path.is_null() {
        return 1;
    }
    // SAFETY: the caller's promise.
    let text = unsafe { std::slice::from_raw_parts(path.cast::<u8>(), len) };
    match CString::new(text.trim_ascii_end()) {
        Ok(path) => c_int::from(!verbose::set_output(&path)),
        Err(_) => 1,
    }
}

/// `MKL_Enable_Instructions`: 1 if the kernels in use need no more than these instructions, else 0: they are chosen
/// once (`ARENABLAS_ISA`), and not changed afterwards.
pub(in crate::ffi) extern "C" fn enable_instructions<I: Integer>(set: I) -> c_int {
    const AVX2: c_int = 2;
    const AVX512_OF_COMMON_PROCESSORS: std::ops::RangeInclusive<c_int> = 4..=9;
    const AVX2_WITH_VNNI: c_int = 10;
    let most = match set.get() {
        AVX2 | AVX2_WITH_VNNI => Isa::Avx2,
        set if AVX512_OF_COMMON_PROCESSORS.contains(&set) => Isa::Avx512,
        _ => Isa::Generic,
    };
    c_int::from(Isa::current() <= most)
}

/// `MKL_Finalize`: gives back what is kept for later calls. There may be later calls nevertheless.
pub(in crate::ffi) extern "C" fn finalize() {
    workspace::trim();
}

/// What the program wants to be called instead of the end of the process.
type ExitHandler = unsafe extern "C" fn(why: c_int);

/// `MKL_Set_Exit_Handler`: taken, and never called: the library never ends the process.
pub(in crate::ffi) extern "C" fn set_exit_handler(_: Option<ExitHandler>) {}

/// `mkl_set_xerbla`: from now on the handler hears of bad arguments, where ours would print a line; null for ours. The
/// former handler, null for ours. A program's own `xerbla_` or `cblas_xerbla` is stronger.
pub(in crate::ffi) extern "C" fn set_xerbla(handler: Option<xerbla::Hook>) -> Option<xerbla::Hook> {
    xerbla::set_hook(handler)
}

/// What the program wants to be called from time to time during long calls.
type Progress =
    unsafe extern "C" fn(thread: *mut c_int, step: *mut c_int, stage: *mut c_char, length: c_int) -> c_int;

/// `mkl_set_progress`: kept for who asks, and never called: no routine here reports its progress. The former one.
pub(in crate::ffi) extern "C" fn set_progress(progress: Option<Progress>) -> Option<Progress> {
    static PROGRESS: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());
    let address = progress.map_or(ptr::null_mut(), |progress| progress as *mut ());
    let former = PROGRESS.swap(address, Ordering::AcqRel);
    // SAFETY: null, or stored from a function of this type.
    unsafe { std::mem::transmute::<*mut (), Option<Progress>>(former) }
}
