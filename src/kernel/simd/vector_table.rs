//! Compiles the vector kernels' texts for an instruction set. A text that is the same for real and complex elements is told which
//! (`[T]`).

/// Defines `const fn $t() -> VectorKernels<$t>` in the calling module, for each line: the kernels of the module `$text`
/// over registers `$simd`, compiled with `$features`.
macro_rules! vector_kernels {
    ($features:literal; $($t:ident: $text:path, $simd:ident;)*) => {
        $(vector_kernels!(@kernels $features, $t, $text, $simd);)*
    };
    (@kernels $features:literal, $t:ident, $text:path, $simd:ident) => {
        pub(in crate::kernel) const fn $t() -> $crate::kernel::VectorKernels<$t> {
            mod compiled {
                use super::*;
                use $crate::enums::Uplo;
                use $crate::kernel::simd::vector_table::vector_kernels;
                use $crate::kernel::vector::{Columns, Extreme, Sheared, Strided, Triangle};
                use $crate::scalar::Scalar;
                use $text as text;

                type T = $t;
                type R = <$t as Scalar>::Real;

                vector_kernels! { @compile $simd, $features;
                    dot(n: usize, x: *const T, y: *const T, conj_x: bool) -> T;
                    dot_ahead(n: usize, x: *const T, y: *const T, conj_x: bool) -> T;
                    axpy_ahead[T](n: usize, alpha: T, x: *const T, conj_x: bool, y: *mut T) -> ();
                    scal_ahead[T](n: usize, alpha: T, x: *mut T) -> ();
                    asum_ahead(n: usize, x: *const T) -> R;
                    axpy[T](n: usize, alpha: T, x: *const T, conj_x: bool, y: *mut T) -> ();
                    scal[T](n: usize, alpha: T, x: *mut T) -> ();
                    scal_real(n: usize, alpha: R, x: *mut T) -> ();
                    amax(n: usize, x: *const T) -> R;
                    sum_squares(n: usize, x: *const T, scale: R) -> R;
                    asum(n: usize, x: *const T) -> R;
                    sum(n: usize, x: *const T) -> R;
                    extreme(n: usize, x: *const T, which: Extreme) -> usize;
                    copy_far[T](n: usize, x: *const T, y: *mut T) -> ();
                    swap(n: usize, x: *mut T, y: *mut T) -> ();
                    rotate(n: usize, x: *mut T, y: *mut T, h1: (R, R), h2: (R, R)) -> ();
                    gemv_n(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) -> ();
                    gemv_t(
                        m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, conj: bool, y: *mut T, incy: isize
                    ) -> ();
                    gemv_n_wide(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) -> ();
                    gemv_t_wide(
                        m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, conj: bool, y: *mut T, incy: isize
                    ) -> ();
                    gemv_n_ahead(m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) -> ();
                    gemv_t_ahead(
                        m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, conj: bool, y: *mut T, incy: isize
                    ) -> ();
                    gemv_n_single[T](m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) -> ();
                    gemv_t_single(
                        m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, conj: bool, y: *mut T, incy: isize
                    ) -> ();
                    sheared[T](m: usize, n: usize, alpha: T, a: Columns<T>, x: Strided<T>, y: *mut T) -> ();
                    sheared_t[T](m: usize, n: usize, alpha: T, a: Columns<T>, x: *const T, y: *mut T) -> ();
                    sheared_both[T](alpha: T, a: Sheared<T>, hermitian: bool, x: *const T, y: *mut T) -> ();
                    ger[T](
                        m: usize, n: usize, alpha: T, x: *const T, conj_x: bool, y: Strided<T>, a: *mut T, a_col: isize
                    ) -> ();
                    ger_single[T](
                        m: usize, n: usize, alpha: T, x: *const T, conj_x: bool, y: Strided<T>, a: *mut T, a_col: isize
                    ) -> ();
                    ger_ahead[T](
                        m: usize, n: usize, alpha: T, x: *const T, conj_x: bool, y: Strided<T>, a: *mut T, a_col: isize
                    ) -> ();
                    symv(alpha: T, a: Triangle<T>, hermitian: bool, x: *const T, y: *mut T) -> ();
                    trmv(a: Triangle<T>, transposed: bool, unit: bool, x: *const T, y: *mut T) -> ();
                    trsv(a: Triangle<T>, transposed: bool, unit: bool, x: *mut T) -> ();
                    tbsv[T](a: Sheared<T>, uplo: Uplo, transposed: bool, unit: bool, x: *mut T) -> ();
                    syr[T](alpha: T, x: *const T, a: Triangle<T>, hermitian: bool) -> ();
                    syr2[T](alpha: T, x: *const T, y: *const T, a: Triangle<T>, hermitian: bool) -> ();
                }
            }
            use compiled::*;
            $crate::kernel::VectorKernels {
                dot, dot_ahead, axpy, axpy_ahead, scal, scal_ahead, asum_ahead, scal_real, amax, sum_squares, asum, sum, extreme, copy_far, swap, rotate, gemv_n, gemv_t,
                gemv_n_wide, gemv_t_wide, gemv_n_ahead, gemv_t_ahead, gemv_n_single, gemv_t_single, sheared, sheared_t, sheared_both, ger, ger_single,
                ger_ahead, symv, trmv, trsv, tbsv, syr, syr2,
            }
        }
    };
    (@compile $simd:ident, $features:literal; $($name:ident $([$elem:ident])? ($($arg:ident: $of:ty),*) -> $result:ty;)*) => {
        $(
            /// # Safety
            /// As `VectorKernels` says; the processor has the features.
            #[target_feature(enable = $features)]
            pub(super) unsafe fn $name($($arg: $of),*) -> $result {
                // SAFETY: the caller's promise, and the features of this function.
                unsafe { text::$name::<$simd $(, $elem)?>($($arg),*) }
            }
        )*
    };
}
pub(crate) use vector_kernels;
