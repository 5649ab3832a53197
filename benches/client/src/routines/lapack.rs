//! What LAPACK's routines share: info, and workspace.

use super::Order;
use crate::operands::Block;
use crate::scalar::{Int, Plain, Scalar};

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

/// A routine of LAPACK's whose arguments depend on the precision: all of them are pointers, so they are a list.
#[derive(Clone, Copy)]
pub(super) struct Driver(unsafe extern "C" fn());

impl Driver {
    /// The routine that is ordered.
    pub(super) fn new(order: &Order) -> Result<Self, String> {
        // SAFETY: it is called through the type that its number of arguments gives it.
        unsafe { order.library.fortran(order.name).map(Self) }
    }

    /// Calls it.
    ///
    /// # Safety
    /// The pointers are the arguments that the routine documents.
    pub(super) unsafe fn call(self, arguments: &[*const u8]) {
        macro_rules! call {
            ($($i:literal)*) => {{
                type Function = unsafe extern "C" fn($(call!(@ $i)),*);
                // SAFETY: a function of so many pointers, as the caller promises.
                unsafe {
                    let function = std::mem::transmute::<unsafe extern "C" fn(), Function>(self.0);
                    function($(arguments[$i]),*);
                }
            }};
            (@ $i:literal) => { *const u8 };
        }
        match arguments.len() {
            11 => call!(0 1 2 3 4 5 6 7 8 9 10),
            13 => call!(0 1 2 3 4 5 6 7 8 9 10 11 12),
            14 => call!(0 1 2 3 4 5 6 7 8 9 10 11 12 13),
            15 => call!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14),
            other => unreachable!("no routine here has {other} arguments"),
        }
    }
}

/// An argument.
pub(super) fn at<P: Plain>(value: &P) -> *const u8 {
    std::ptr::from_ref(value).cast()
}

/// The workspaces of elements, of real numbers and of integers that a routine asks for, but real numbers and integers no
/// less than `least`: not every routine tells. `query` calls it with these blocks and sizes.
pub(super) fn workspaces<T: Scalar, I: Int>(
    least: [usize; 2],
    query: impl FnOnce([&Block; 3], &[I; 3]),
) -> ([Block; 3], [I; 3]) {
    let [work, rwork, iwork] = [Block::new::<T>(1), Block::new::<T::Real>(1), Block::new::<I>(1)];
    query([&work, &rwork, &iwork], &[I::of(-1); 3]);
    // Where nothing was answered there is still poison, which becomes zero.
    let work = (work.slice::<T>()[0].wide().re as usize).max(1);
    let rwork = (rwork.slice::<T::Real>()[0].wide().re as usize).max(least[0]).max(1);
    let iwork = usize::try_from(iwork.slice::<I>()[0].into()).unwrap_or(0).max(least[1]).max(1);
    let blocks = [Block::new::<T>(work), Block::new::<T::Real>(rwork), Block::new::<I>(iwork)];
    (blocks, [work, rwork, iwork].map(I::size))
}
