//! MKL's switches for answers that don't vary ("conditional numerical reproducibility"). Here they never do: the same
//! input gives the same bits on any number of threads, in every layer, at every alignment, for the kernels in use. So
//! what MKL calls the strict mode of one branch is the only mode there is. Asking for it, or for less, succeeds;
//! asking for another branch, which would mean other kernels, is refused (`ARENABLAS_ISA` chooses them at start).

use std::ffi::c_int;

use crate::ffi::service::mkl::Integer;
use crate::kernel::Isa;

const SUCCESS: c_int = 0;
const INVALID_INPUT: c_int = -2;
const UNSUPPORTED_BRANCH: c_int = -3;

const OFF: c_int = 0;
const BRANCH_OFF: c_int = 1;
const AUTO: c_int = 2;
const COMPATIBLE: c_int = 3;
const AVX2: c_int = 10;
const AVX512: c_int = 12;
/// The highest number of a branch.
const LAST: c_int = 14;
const STRICT: c_int = 0x10000;

const GET_BRANCH: c_int = 1;
const GET_ALL: c_int = !0;

/// MKL's number for the kernels in use.
fn branch() -> c_int {
    match Isa::current() {
        Isa::Generic => COMPATIBLE,
        Isa::Avx2 => AVX2,
        Isa::Avx512 => AVX512,
    }
}

/// `MKL_CBWR_Set`: 0 for off, automatic and the branch in use, strict or not; -3 for another branch; -2 for what is none.
pub(in crate::ffi) extern "C" fn set<I: Integer>(setting: I) -> c_int {
    match setting.get() & !STRICT {
        OFF | BRANCH_OFF | AUTO => SUCCESS,
        asked if asked == branch() => SUCCESS,
        COMPATIBLE..=LAST => UNSUPPORTED_BRANCH,
        _ => INVALID_INPUT,
    }
}

/// `MKL_CBWR_Get`: the branch in use, and for all settings together also that it is strict, whatever was set.
pub(in crate::ffi) extern "C" fn get<I: Integer>(option: I) -> c_int {
    match option.get() {
        GET_BRANCH => branch(),
        GET_ALL => branch() | STRICT,
        _ => INVALID_INPUT,
    }
}

/// `MKL_CBWR_Get_Auto_Branch`: the branch in use.
pub(in crate::ffi) extern "C" fn get_auto_branch() -> c_int {
    branch()
}
