//! Routines that change vectors in place: `?axpy`, `?scal`, `?swap`, `?rot`, and `?copy`. Calls with odd numbers undo what the
//! one before did, exactly: elements and factors have few bits, so nothing is rounded. A call that went wrong stays visible.

use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::operands::Seed;
use crate::scalar::{C64, Int, Scalar};
use crate::vector::{Strided, difference};

type Axpy<T, I> = unsafe extern "C" fn(n: &I, alpha: &T, x: *const T, incx: &I, y: *mut T, incy: &I);
type Scal<T, I> = unsafe extern "C" fn(n: &I, alpha: &T, x: *mut T, incx: &I);
type Copy<T, I> = unsafe extern "C" fn(n: &I, x: *const T, incx: &I, y: *mut T, incy: &I);
type Swap<T, I> = unsafe extern "C" fn(n: &I, x: *mut T, incx: &I, y: *mut T, incy: &I);
type Rot<T, I, R> = unsafe extern "C" fn(n: &I, x: *mut T, incx: &I, y: *mut T, incy: &I, c: &R, s: &R);

fn two(order: &Order) -> Result<(Strided, Strided), String> {
    let p = order.params;
    let n = p.size("n", 0)?;
    Ok((Strided { n, inc: p.increment("incx")? }, Strided { n, inc: p.increment("incy")? }))
}

/// y := α x + y.
pub(super) fn axpy<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?axpy.
    let axpy = unsafe { order.library.fortran::<Axpy<T, I>>(order.name)? };
    let (x, y) = two(order)?;
    let mut seed = Seed::new(4);
    let reads = [x.fill(|| seed.coarse::<T>())];
    let writes = [y.fill(|| seed.coarse::<T>())];
    let (n, incx, incy) = (I::size(x.n), I::of(x.inc), I::of(y.inc));
    let alpha = if T::COMPLEX { C64::new(0.75, 0.5) } else { 0.75.into() };
    let factors = [T::of(alpha), T::of(-alpha)];
    Ok(batch::prepare(
        Style::Undo,
        Work::level1::<T>(2.0, 3.0, x.n),
        reads,
        writes,
        // SAFETY: the vectors have the sizes that the arguments say.
        move |[x], [y], i| unsafe { axpy(&n, &factors[i % 2], x.ptr(), &incx, y.ptr(), &incy) },
        move |s| {
            let (x, y) = (x.of::<T>(&s.reads[0]).0, y.of::<T>(&s.before[0]).0);
            let exact = x.iter().zip(&y).map(|(x, y)| alpha * x + y);
            let after = Strided { n: y.len(), inc: incy.into() as isize }.of::<T>(&s.after[0]).0;
            difference(T::EPSILON, &after, exact, |i| x[i].norm() + y[i].norm())
        },
    ))
}

/// x := α x.
pub(super) fn scal<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?scal.
    let scal = unsafe { order.library.fortran::<Scal<T, I>>(order.name)? };
    let x = Strided { n: order.params.size("n", 0)?, inc: order.params.increment("incx")? };
    let mut seed = Seed::new(5);
    let writes = [x.fill(|| seed.element::<T>())];
    let (n, incx) = (I::size(x.n), I::of(x.inc));
    let alpha = if T::COMPLEX { C64::new(0.0, 2.0) } else { 2.0.into() };
    let factors = [T::of(alpha), T::of(1.0 / alpha)];
    Ok(batch::prepare(
        Style::Undo,
        Work::level1::<T>(1.0, 2.0, x.n),
        [],
        writes,
        // SAFETY: the vector has the size that the arguments say.
        move |[], [x], i| unsafe { scal(&n, &factors[i % 2], x.ptr(), &incx) },
        move |s| {
            let (before, after) = (x.of::<T>(&s.before[0]).0, x.of::<T>(&s.after[0]).0);
            difference(T::EPSILON, &after, before.iter().map(|x| alpha * x), |i| before[i].norm())
        },
    ))
}

/// y := x.
pub(super) fn copy<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?copy.
    let copy = unsafe { order.library.fortran::<Copy<T, I>>(order.name)? };
    let (x, y) = two(order)?;
    let mut seed = Seed::new(6);
    let reads = [x.fill(|| seed.element::<T>())];
    let writes = [y.fill(|| T::of(f64::NAN.into()))];
    let (n, incx, incy) = (I::size(x.n), I::of(x.inc), I::of(y.inc));
    Ok(batch::prepare(
        Style::Over,
        Work::level1::<T>(0.0, 2.0, x.n),
        reads,
        writes,
        // SAFETY: the vectors have the sizes that the arguments say.
        move |[x], [y], _| unsafe { copy(&n, x.ptr(), &incx, y.ptr(), &incy) },
        move |s| difference(T::EPSILON, &y.of::<T>(&s.after[0]).0, x.of::<T>(&s.reads[0]).0, |_| 0.0),
    ))
}

/// x, y := y, x.
pub(super) fn swap<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?swap.
    let swap = unsafe { order.library.fortran::<Swap<T, I>>(order.name)? };
    let (x, y) = two(order)?;
    let mut seed = Seed::new(7);
    let writes = [x.fill(|| seed.element::<T>()), y.fill(|| seed.element::<T>())];
    let (n, incx, incy) = (I::size(x.n), I::of(x.inc), I::of(y.inc));
    Ok(batch::prepare(
        Style::Undo,
        Work::level1::<T>(0.0, 4.0, x.n),
        [],
        writes,
        // SAFETY: the vectors have the sizes that the arguments say.
        move |[], [x, y], _| unsafe { swap(&n, x.ptr(), &incx, y.ptr(), &incy) },
        move |s| {
            let one = difference(T::EPSILON, &x.of::<T>(&s.after[0]).0, y.of::<T>(&s.before[1]).0, |_| 0.0);
            let other = difference(T::EPSILON, &y.of::<T>(&s.after[1]).0, x.of::<T>(&s.before[0]).0, |_| 0.0);
            one.max(other)
        },
    ))
}

/// x, y := c x + s y, c y − s x. With c = s = 2, undone by ¼ and −¼: BLAS doesn't ask for c² + s² = 1.
pub(super) fn rot<T: Scalar, I: Int>(order: &Order) -> Prepared {
    // SAFETY: the signature of ?rot, and of csrot and zdrot.
    let rot = unsafe { order.library.fortran::<Rot<T, I, T::Real>>(order.name)? };
    let (x, y) = two(order)?;
    let mut seed = Seed::new(8);
    let writes = [x.fill(|| seed.coarse::<T>()), y.fill(|| seed.coarse::<T>())];
    let (n, incx, incy) = (I::size(x.n), I::of(x.inc), I::of(y.inc));
    let angles =
        [(2.0, 2.0), (0.25, -0.25)].map(|(c, s): (f64, f64)| (T::Real::of(c.into()), T::Real::of(s.into())));
    Ok(batch::prepare(
        Style::Undo,
        Work::level1::<T>(6.0, 4.0, x.n),
        [],
        writes,
        // SAFETY: the vectors have the sizes that the arguments say.
        move |[], [x, y], i| unsafe {
            let (c, s) = &angles[i % 2];
            rot(&n, x.ptr(), &incx, y.ptr(), &incy, c, s);
        },
        move |s| {
            let (x0, y0) = (x.of::<T>(&s.before[0]).0, y.of::<T>(&s.before[1]).0);
            let (x1, y1) = (x.of::<T>(&s.after[0]).0, y.of::<T>(&s.after[1]).0);
            let size = |i: usize| x0[i].norm() + y0[i].norm();
            let sums = x0.iter().zip(&y0).map(|(x, y)| 2.0 * (x + y));
            let differences = x0.iter().zip(&y0).map(|(x, y)| 2.0 * (y - x));
            let error = difference(T::EPSILON, &x1, sums, size);
            error.max(difference(T::EPSILON, &y1, differences, size))
        },
    ))
}
