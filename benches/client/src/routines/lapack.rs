//! What LAPACK's routines share: info, and workspace.

use crate::operands::Block;
use crate::scalar::{Int, Scalar};

/// A place for info, poisoned.
pub(super) fn info<I: Int>() -> Block {
    Block::new::<I>(1)
}

/// The residual of a call that may have failed: without info = 0 there is no result.
pub(super) fn if_done<I: Int>(info: &Block, residual: impl FnOnce() -> f64) -> f64 {
    if info.slice::<I>()[0].into() == 0 { residual() } else { f64::MAX }
}

/// The workspace that a routine asks for: `query` calls it with lwork = −1, a place for the answer, and one for info.
pub(super) fn workspace<T: Scalar, I: Int>(query: impl FnOnce(*mut T, &I, *mut I)) -> (Block, I) {
    let (answer, info) = (Block::new::<T>(1), info::<I>());
    query(answer.ptr(), &I::of(-1), info.ptr());
    let elements = (answer.slice::<T>()[0].wide().re.max(1.0)) as usize;
    (Block::new::<T>(elements), I::size(elements))
}
