//! One way for all shims to judge arguments: in argument order, the first bad one goes to the error handler by the
//! routine's name and its position, the routine returns, and nothing has been written.
//!
//! ```text
//! let bad = first_bad(&[(1, uplo.is_some()), (2, n >= 0), (4, lda >= n.max(1))]);
//! let (Some(uplo), None) = (uplo, bad) else {
//!     return caller.refuse::<T>("potrf", bad);
//! };
//! ```

use crate::enums::Layout;
use crate::ffi::xerbla;
use crate::int::FortranInt;
use crate::scalar::Scalar;

/// The position of the first argument that is not as it must be.
#[inline(always)]
pub(super) fn first_bad<const N: usize>(args: &[(u8, bool); N]) -> Option<u8> {
    // One branch for a call as it should be: which argument is bad is asked afterwards.
    let all_good = args.iter().fold(true, |all, (_, good)| all & good);
    if all_good { None } else { position_of_bad(args) }
}

#[cold]
fn position_of_bad(args: &[(u8, bool)]) -> Option<u8> {
    args.iter().find(|(_, good)| !good).map(|&(position, _)| position)
}

/// A LAPACK stem that is spelt differently for real and complex matrices.
pub(super) fn stem<T: Scalar>(real: &'static str, complex: &'static str) -> &'static str {
    if T::IS_COMPLEX { complex } else { real }
}

/// Through which door the call came: it decides which handler hears of a bad argument, and under which name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller {
    /// The layout of a CBLAS call; none if it came through Fortran, or LAPACKE, which calls Fortran.
    cblas: Option<Layout>,
    ilp64: bool,
    /// Those who watch calls (`verbose.rs`) and have not been told of this one: all, or none.
    untold: u8,
}

impl Caller {
    /// A call of a Fortran name.
    #[inline(always)]
    pub(super) fn fortran<I: FortranInt>() -> Self {
        Caller { cblas: None, ilp64: size_of::<I>() == 8, untold: u8::MAX }
    }

    /// A call of a CBLAS name.
    #[inline(always)]
    pub(super) fn cblas<I: FortranInt>(layout: Layout) -> Self {
        Caller { cblas: Some(layout), ilp64: size_of::<I>() == 8, untold: u8::MAX }
    }

    /// The same, of a call that those who watch have been told of.
    pub(super) fn told(self) -> Self {
        Caller { untold: 0, ..self }
    }
    /// Those who watch calls and have not been told of this one, as far as they are there.
    #[inline(always)]
    pub(super) fn untold(self) -> u8 {
        self.untold
    }

    /// Reports the argument at a position of the Fortran interface, if one is bad; the info that goes with it.
    #[cold]
    pub(super) fn refuse<T: Scalar>(self, stem: &str, bad: Option<u8>) -> isize {
        let Some(position) = bad.map(isize::from) else { return 0 };
        let name = format!("{}{stem:5}", T::LETTER).to_uppercase();
        if self.ilp64 {
            xerbla::report::<i64>(&name, position, self.cblas);
        } else {
            xerbla::report::<i32>(&name, position, self.cblas);
        }
        -position
    }
}

/// Reports the first bad one among CBLAS's layout and enums, which come first in every argument list.
#[cold]
pub(super) fn refuse_enums<T: Scalar, I: FortranInt>(stem: &str, good: &[bool]) {
    let position = good.iter().take_while(|good| **good).count() + 1;
    xerbla::report_cblas::<I>(&format!("cblas_{}{stem}", T::LETTER).to_lowercase(), position as isize);
}
