//! The C interface to LAPACK, in two levels a routine: `LAPACKE_?stem_work`, where the caller brings scratch, and
//! `LAPACKE_?stem`, which looks for NaNs, gets scratch and calls it. Both take either layout; a row-major matrix is
//! worked on where it lies. Infos count the layout, and so are one further down than Fortran's.

mod geqr2;
mod geqrf;
mod larfb;
mod larfg;
mod larft;
pub(super) mod nancheck;
mod ungqr;
mod unmqr;

pub(super) use geqr2::{geqr2, geqr2_work};
pub(super) use geqrf::{geqrf, geqrf_work};
pub(super) use larfb::{larfb, larfb_work};
pub(super) use larfg::{larfg, larfg_work};
pub(super) use larft::{larft, larft_work};
pub(super) use ungqr::{ungqr, ungqr_work};
pub(super) use unmqr::{unmqr, unmqr_work};

use crate::enums::Layout;
use crate::ffi::xerbla::{WORK_MEMORY_ERROR, report_lapacke};
use crate::int::FortranInt;
use crate::scalar::{Real, Scalar};
use crate::workspace;

/// Reports an info under the name of a LAPACKE routine, and returns it.
#[cold]
fn refuse<T: Scalar, I: FortranInt>(stem: &str, info: isize) -> I {
    report_lapacke::<I>(&format!("LAPACKE_{}{stem}", T::LETTER.to_ascii_lowercase()), info);
    I::put(info)
}

/// Fortran's info in a LAPACKE call.
fn shift<I: FortranInt>(info: isize) -> I {
    I::put(if info < 0 { info - 1 } else { info })
}

/// Judges the leading dimensions of a row-major call: (info, leading dimension, columns) in the order in which they
/// are judged. Those of a column-major call are judged with the other arguments.
fn bad_ld(layout: Layout, lds: &[(isize, isize, isize)]) -> Option<isize> {
    let bad = lds.iter().find(|(_, ld, cols)| layout == Layout::RowMajor && ld < cols);
    bad.map(|&(info, ..)| info)
}

/// Calls a routine with scratch of `len` elements.
fn with_scratch<T: Scalar, I: FortranInt>(stem: &str, len: usize, call: impl FnOnce(*mut T) -> I) -> I {
    match workspace::lease::<T>(len) {
        Some(mut lease) => call(lease.as_mut_ptr()),
        None => refuse::<T, I>(stem, WORK_MEMORY_ERROR),
    }
}

/// Asks a routine for the scratch that it wants (lwork = −1), and calls it with that.
fn with_query<T: Scalar, I: FortranInt>(stem: &str, call: impl Fn(*mut T, I) -> I) -> I {
    let mut best = T::ZERO;
    let info = call(&raw mut best, I::put(-1));
    if info.get() != 0 {
        return info;
    }
    let len = best.re().to_f64() as usize;
    with_scratch(stem, len, |work| call(work, I::put(len as isize)))
}
