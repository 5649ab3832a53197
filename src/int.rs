//! `FortranInt`: the integer width of an interface. LP64 and ILP64 differ in this type alone, and only `ffi` sees it.

/// `INTEGER` as the caller's Fortran understands it: `i32` (LP64) or `i64` (ILP64).
pub(crate) trait FortranInt: Copy + PartialEq + PartialOrd + Send + Sync + 'static {
    /// The value as the 64-bit index that all arithmetic inside uses.
    fn get(self) -> isize;
    /// A value to hand back to the caller; saturates at the width's limit.
    fn put(value: isize) -> Self;
}

impl FortranInt for i32 {
    #[inline(always)]
    fn get(self) -> isize {
        self as isize
    }
    #[inline(always)]
    fn put(value: isize) -> Self {
        i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX })
    }
}

impl FortranInt for i64 {
    #[inline(always)]
    fn get(self) -> isize {
        self as isize
    }
    #[inline(always)]
    fn put(value: isize) -> Self {
        value as i64
    }
}
