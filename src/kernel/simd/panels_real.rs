//! Products and solutions with triangles, for real elements. The loops are those of `combine_real` and `dot_real`.

use std::marker::PhantomData;

use crate::kernel::simd::Simd;
use crate::kernel::simd::ahead::NOTHING;
use crate::kernel::simd::combine_real::combine;
use crate::kernel::simd::dot_real::add_products;
use crate::kernel::simd::triangular::{self, Panels};
use crate::kernel::vector::Triangle;
use crate::scalar::Real;

/// The loops over rectangles beside a triangle's diagonal.
struct RealPanels<S>(PhantomData<S>);

impl<S: Simd> Panels for RealPanels<S>
where
    S::Elem: Real,
{
    type Elem = S::Elem;

    #[inline(always)]
    unsafe fn combine<const W: usize>(
        m: usize,
        columns: [*const S::Elem; W],
        _conj: bool,
        x: [S::Elem; W],
        y: *mut S::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { combine::<S, W, NOTHING>(m, columns, x, y) }
    }

    #[inline(always)]
    unsafe fn add_products<const W: usize>(
        m: usize,
        alpha: S::Elem,
        columns: [*const S::Elem; W],
        _conj: bool,
        x: *const S::Elem,
        y: *mut S::Elem,
    ) {
        // SAFETY: the caller's promise.
        unsafe { add_products::<S, W, 1, true, NOTHING>(m, alpha, columns, x, y) }
    }
}

/// y := A·x or Aᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trmv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trmv<S: Simd>(
    a: Triangle<S::Elem>,
    transposed: bool,
    unit: bool,
    x: *const S::Elem,
    y: *mut S::Elem,
) where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trmv::<RealPanels<S>, 8>(a, transposed, unit, x, y) }
}

/// x := A⁻¹·x or A⁻ᵀ·x with a triangle.
///
/// # Safety
/// As `VectorKernels::trsv`; the processor has `S`.
#[inline(always)]
pub(crate) unsafe fn trsv<S: Simd>(a: Triangle<S::Elem>, transposed: bool, unit: bool, x: *mut S::Elem)
where
    S::Elem: Real,
{
    // SAFETY: the caller's promise.
    unsafe { triangular::trsv::<RealPanels<S>, 8>(a, transposed, unit, x) }
}
