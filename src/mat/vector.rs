//! [`VecRef`] and [`VecMut`]: strided vectors.

use std::marker::PhantomData;
use std::ops::Range;

use crate::mat::MatMut;
use crate::scalar::Scalar;

/// A read-only vector; element i lies at `ptr + i·inc` and is conjugated on reading if the view says so.
///
/// The stride may have any sign, or be zero.
#[derive(Clone, Copy, Debug)]
pub struct VecRef<'a, T> {
    ptr: *const T,
    len: usize,
    inc: isize,
    conj: bool,
    life: PhantomData<&'a T>,
}

/// A writable vector; element i lies at `ptr + i·inc`.
///
/// Stride zero, where all elements are one, is legal in some routines of BLAS; such a vector can't be split.
#[derive(Debug)]
pub struct VecMut<'a, T> {
    ptr: *mut T,
    len: usize,
    inc: isize,
    life: PhantomData<&'a mut T>,
}

// SAFETY: a VecRef is a shared reference to elements (the constructor's promise), and Scalars are Sync.
unsafe impl<T: Sync> Send for VecRef<'_, T> {}
// SAFETY: as for Send.
unsafe impl<T: Sync> Sync for VecRef<'_, T> {}
// SAFETY: a VecMut is an exclusive reference to its elements (the constructor's promise), and Scalars are Send.
unsafe impl<T: Send> Send for VecMut<'_, T> {}
// SAFETY: a shared VecMut only reads.
unsafe impl<T: Sync> Sync for VecMut<'_, T> {}

impl<'a, T: Scalar> VecRef<'a, T> {
    /// A view of the vector whose element 0 is at `ptr`. (BLAS's convention for negative strides, where the pointer
    /// is that of the last element, is resolved in `ffi`.)
    ///
    /// # Safety
    /// Every element is readable for `'a`, and not written by anybody meanwhile.
    #[must_use]
    #[inline(always)]
    pub unsafe fn from_raw(ptr: *const T, len: usize, inc: isize) -> Self {
        VecRef { ptr, len, inc, conj: false, life: PhantomData }
    }
    /// A slice as a vector.
    #[must_use]
    pub fn from_slice(data: &'a [T]) -> Self {
        // SAFETY: the slice's elements, borrowed for 'a.
        unsafe { Self::from_raw(data.as_ptr(), data.len(), 1) }
    }
    /// Number of elements.
    #[must_use]
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there is none.
    #[must_use]
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Distance in elements from one to the next.
    #[must_use]
    #[inline(always)]
    pub fn inc(&self) -> isize {
        self.inc
    }
    /// Whether elements are conjugated on reading.
    #[must_use]
    #[inline(always)]
    pub fn is_conj(&self) -> bool {
        self.conj
    }
    /// Address of element 0, as stored (not conjugated).
    #[must_use]
    #[inline(always)]
    pub fn as_ptr(&self) -> *const T {
        self.ptr
    }
    /// Element i.
    #[must_use]
    #[inline(always)]
    pub fn at(&self, i: usize) -> T {
        assert!(i < self.len);
        // SAFETY: inside the view (asserted), so readable (constructor's promise).
        unsafe { *self.ptr.offset(i as isize * self.inc) }.conj_if(self.conj)
    }
    /// The conjugate.
    #[must_use]
    #[inline(always)]
    pub fn conj(self) -> Self {
        self.conj_if(true)
    }
    /// The conjugate if `yes`.
    #[must_use]
    #[inline(always)]
    pub fn conj_if(self, yes: bool) -> Self {
        VecRef { conj: self.conj ^ (yes && T::IS_COMPLEX), ..self }
    }
    /// The elements in reverse order.
    #[must_use]
    #[inline(always)]
    pub fn rev(self) -> Self {
        let inc = -self.inc;
        VecRef { ptr: self.ptr.wrapping_offset((1 - self.len as isize) * inc), inc, ..self }
    }
    /// The elements before `i`, and from it on.
    #[must_use]
    #[inline(always)]
    pub fn split_at(&self, i: usize) -> (Self, Self) {
        (self.sub(0..i), self.sub(i..self.len))
    }
    /// Some of the elements.
    #[must_use]
    #[inline(always)]
    pub fn sub(&self, range: Range<usize>) -> Self {
        assert!(range.start <= range.end && range.end <= self.len);
        VecRef { ptr: self.ptr.wrapping_offset(range.start as isize * self.inc), len: range.len(), ..*self }
    }
}

impl<'a, T: Scalar> VecMut<'a, T> {
    /// A view of the vector whose element 0 is at `ptr`.
    ///
    /// # Safety
    /// Every element is readable and writable for `'a`, and touched by nobody else meanwhile.
    #[must_use]
    #[inline(always)]
    pub unsafe fn from_raw(ptr: *mut T, len: usize, inc: isize) -> Self {
        VecMut { ptr, len, inc, life: PhantomData }
    }
    /// A slice as a vector.
    #[must_use]
    pub fn from_slice(data: &'a mut [T]) -> Self {
        // SAFETY: the slice's elements, borrowed for 'a.
        unsafe { Self::from_raw(data.as_mut_ptr(), data.len(), 1) }
    }
    /// Number of elements.
    #[must_use]
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there is none.
    #[must_use]
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Distance in elements from one to the next.
    #[must_use]
    #[inline(always)]
    pub fn inc(&self) -> isize {
        self.inc
    }
    /// Address of element 0.
    #[must_use]
    #[inline(always)]
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self.ptr
    }
    /// Element i.
    #[must_use]
    #[inline(always)]
    pub fn at(&self, i: usize) -> T {
        self.as_ref().at(i)
    }
    /// Element i := value.
    #[inline(always)]
    pub fn set(&mut self, i: usize, value: T) {
        assert!(i < self.len);
        // SAFETY: inside the view (asserted), so writable (constructor's promise).
        unsafe { *self.ptr.offset(i as isize * self.inc) = value }
    }
    /// Every element := value.
    pub fn fill(&mut self, value: T) {
        for i in 0..self.len {
            self.set(i, value);
        }
    }
    /// The only column of a matrix.
    ///
    /// # Panics
    /// If the stride is zero.
    #[must_use]
    pub fn into_matrix(self) -> MatMut<'a, T> {
        assert!(self.inc != 0);
        // SAFETY: these elements, which have addresses of their own (asserted), for the same life.
        unsafe { MatMut::from_raw(self.ptr, self.len, 1, self.inc, 0) }
    }
    /// The same view for a shorter time, to be handed on.
    #[must_use]
    #[inline(always)]
    pub fn rb(&mut self) -> VecMut<'_, T> {
        VecMut { ..*self }
    }
    /// The view, to be read.
    #[must_use]
    #[inline(always)]
    pub fn as_ref(&self) -> VecRef<'_, T> {
        // SAFETY: &self keeps writers away for as long as the VecRef lives.
        unsafe { VecRef::from_raw(self.ptr, self.len, self.inc) }
    }
    /// Some of the elements.
    #[must_use]
    #[inline(always)]
    #[allow(
        clippy::should_implement_trait,
        reason = "a part, as `MatMut::sub` is one; nothing is subtracted"
    )]
    pub fn sub(self, range: Range<usize>) -> Self {
        assert!(range.start <= range.end && range.end <= self.len);
        VecMut { ptr: self.ptr.wrapping_offset(range.start as isize * self.inc), len: range.len(), ..self }
    }
    /// The elements before `i`, and from it on.
    ///
    /// # Panics
    /// If `i` is outside, or if the stride is zero, where both would be one element.
    #[must_use]
    #[inline(always)]
    pub fn split_at(self, i: usize) -> (Self, Self) {
        assert!(i <= self.len && (self.inc != 0 || self.len == 0));
        let rest = VecMut { ptr: self.ptr.wrapping_offset(i as isize * self.inc), len: self.len - i, ..self };
        (VecMut { len: i, ..self }, rest)
    }
    /// Element `i` alone, and a range of others.
    ///
    /// # Panics
    /// If one of them is outside, `i` is in the range, or the stride is zero.
    #[must_use]
    #[inline(always)]
    pub fn split_out(self, i: usize, range: Range<usize>) -> (Self, Self) {
        if range.start > i {
            let (front, rest) = self.split_at(i + 1);
            (front.sub(i..i + 1), rest.sub(range.start - i - 1..range.end - i - 1))
        } else {
            let (front, rest) = self.split_at(i);
            (rest.sub(0..1), front.sub(range))
        }
    }
}
