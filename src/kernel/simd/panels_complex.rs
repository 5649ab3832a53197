//! Products and solutions with triangles, for complex elements. The loops are those of `combine_complex` and `dot_complex`.

use std::marker::PhantomData;

use num_complex::Complex;

use crate::kernel::simd::Simd;
use crate::kernel::simd::combine_complex::combine;
use crate::kernel::simd::dot_complex::add_products;
use crate::kernel::simd::triangular::{self, Panels};
use crate::kernel::vector::Triangle;
use crate::scalar::{Real, Scalar};

/// The loops over rectangles beside a triangle's diagonal.
struct ComplexPanels<S>(PhantomData<S>);

impl<S: Simd> Panels for ComplexPanels<S>
where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    type Elem = Complex<S::Elem>;

    #[inline(always)]
    unsafe fn combine<const W: usize>(
        m: usize,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: [Self::Elem; W],
        y: *mut Self::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { combine::<S, W>(m, columns, conj, x, y) }
    }

    #[inline(always)]
    unsafe fn add_products<const W: usize>(
        m: usize,
        alpha: Self::Elem,
        columns: [*const Self::Elem; W],
        conj: bool,
        x: *const Self::Elem,
        y: *mut Self::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { add_products::<S, W, 1, true>(m, alpha, columns, conj, x, false, y, 1) }
    }
}

/// y := A·x or Aᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trmv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trmv<S: Simd>(
    a: Triangle<Complex<S::Elem>>,
    transposed: bool,
    unit: bool,
    x: *const Complex<S::Elem>,
    y: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trmv::<ComplexPanels<S>, 4>(a, transposed, unit, x, y) }
}

/// x := A⁻¹·x or A⁻ᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trsv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trsv<S: Simd>(
    a: Triangle<Complex<S::Elem>>,
    transposed: bool,
    unit: bool,
    x: *mut Complex<S::Elem>,
) where
    S::Elem: Real,
    Complex<S::Elem>: Scalar<Real = S::Elem>,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trsv::<ComplexPanels<S>, 4>(a, transposed, unit, x) }
}
