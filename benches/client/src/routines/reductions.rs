//! Routines that make a number of vectors: `?dot`, `?dotu`, `?dotc`, `?asum`, `?nrm2`, `i?amax`. Every number that a batch
//! returns is kept and compared.

use super::{Order, Prepared};
use crate::batch::{self, Style, Work};
use crate::check::{scaled, worst};
use crate::operands::{Block, Seed};
use crate::scalar::{C64, Int, Plain, Scalar};
use crate::vector::Strided;

/// The most calls of a batch: their results must not drive the operands out of the caches.
const RESULTS: usize = 8192;

type Dot<T, I> = unsafe extern "C" fn(n: &I, x: *const T, incx: &I, y: *const T, incy: &I) -> T;
type DotInto<T, I> = unsafe extern "C" fn(n: I, x: *const T, incx: I, y: *const T, incy: I, dot: *mut T);
type Sum<T, I, R> = unsafe extern "C" fn(n: &I, x: *const T, incx: &I) -> R;

/// Σ x·y. Fortran compilers don't agree on how a complex number is returned, so those go through CBLAS, which has a pointer
/// for it.
pub(super) fn dot<T: Scalar, I: Int>(order: &Order, conjugated: bool) -> Prepared {
    let p = order.params;
    let n = p.size("n", 0)?;
    let (x, y) = (Strided { n, inc: p.increment("incx")? }, Strided { n, inc: p.increment("incy")? });
    let mut seed = Seed::new(2);
    let reads = [x.fill(|| seed.element::<T>()), y.fill(|| seed.element::<T>())];
    let work = Work::level1::<T>(2.0, 2.0, n);
    let (ni, incx, incy) = (I::size(n), I::of(x.inc), I::of(y.inc));
    let products = x.of::<T>(&reads[0]).0.into_iter().zip(y.of::<T>(&reads[1]).0);
    let products = products.map(|(x, y)| if conjugated { x.conj() * y } else { x * y });
    let (sum, size) = products.fold((C64::ZERO, 0.0), |(sum, size), p| (sum + p, size + p.norm()));
    let scale = rounding::<T>(n) * size;
    let error = move |dot: T| scaled((dot.wide() - sum).norm(), scale);
    if T::COMPLEX {
        let name = format!("cblas_{}_sub", order.name);
        // SAFETY: the signature of cblas_?dot?_sub.
        let dot = unsafe { order.library.c::<DotInto<T, I>>(&name)? };
        // SAFETY: the vectors have the sizes that the arguments say, and there is room for the result.
        let call = move |[x, y]: &[Block; 2], result: *mut T| unsafe {
            dot(ni, x.ptr(), incx, y.ptr(), incy, result);
        };
        Ok(collect(work, reads, call, error))
    } else {
        // SAFETY: the signature of ?dot.
        let dot = unsafe { order.library.fortran::<Dot<T, I>>(order.name)? };
        // SAFETY: as above.
        let call = move |[x, y]: &[Block; 2], result: *mut T| unsafe {
            *result = dot(&ni, x.ptr(), &incx, y.ptr(), &incy);
        };
        Ok(collect(work, reads, call, error))
    }
}

/// Σ |re x| + |im x|.
pub(super) fn asum<T: Scalar, I: Int>(order: &Order) -> Prepared {
    one_vector::<T, I, T::Real>(order, |x| {
        let sum: f64 = x.iter().map(abs1).sum();
        let scale = rounding::<T>(x.len()) * sum;
        Box::new(move |got| scaled((got.wide().re - sum).abs(), scale))
    })
}

/// √Σ |x|².
pub(super) fn nrm2<T: Scalar, I: Int>(order: &Order) -> Prepared {
    one_vector::<T, I, T::Real>(order, |x| {
        let norm = x.iter().map(|x| x.norm_sqr()).sum::<f64>().sqrt();
        let scale = rounding::<T>(x.len()) * norm;
        Box::new(move |got| scaled((got.wide().re - norm).abs(), scale))
    })
}

/// The first i with the largest |re x| + |im x|.
pub(super) fn amax<T: Scalar, I: Int>(order: &Order) -> Prepared {
    one_vector::<T, I, I>(order, |x| {
        let sizes: Vec<f64> = x.iter().map(abs1).collect();
        let largest = worst(sizes.iter().copied());
        Box::new(move |got| {
            let index: i64 = got.into();
            let found = usize::try_from(index - 1).ok().and_then(|i| sizes.get(i));
            found.map_or(f64::MAX, |size| scaled(largest - size, T::EPSILON * largest))
        })
    })
}

/// The relative error of a long sum: one rounding an element, each up or down as it happens.
fn rounding<T: Scalar>(n: usize) -> f64 {
    T::EPSILON * (n as f64).sqrt()
}

fn abs1(x: &C64) -> f64 {
    x.re.abs() + x.im.abs()
}

/// Says how wrong a result is.
type Judge<R> = Box<dyn Fn(R) -> f64>;

fn one_vector<T: Scalar, I: Int, R: Plain>(
    order: &Order,
    judge: impl FnOnce(&[C64]) -> Judge<R>,
) -> Prepared {
    // SAFETY: the signature of ?asum, ?nrm2 and i?amax, by their type of result.
    let sum = unsafe { order.library.fortran::<Sum<T, I, R>>(order.name)? };
    let n = order.params.size("n", 0)?;
    let x = Strided { n, inc: order.params.increment("incx")? };
    let mut seed = Seed::new(3);
    let reads = [x.fill(|| seed.element::<T>())];
    let (ni, incx) = (I::size(n), I::of(x.inc));
    let error = judge(&x.of::<T>(&reads[0]).0);
    // SAFETY: the vector has the size that the arguments say, and there is room for the result.
    let call = move |[x]: &[Block; 1], result: *mut R| unsafe { *result = sum(&ni, x.ptr(), &incx) };
    Ok(collect(Work::level1::<T>(2.0, 1.0, n), reads, call, error))
}

fn collect<R: Plain, const N: usize>(
    work: Work,
    reads: [Block; N],
    call: impl Fn(&[Block; N], *mut R) + 'static,
    error: impl Fn(R) -> f64 + 'static,
) -> Box<dyn batch::Batch> {
    batch::prepare(
        Style::Collect(RESULTS),
        work,
        reads,
        [Block::new::<R>(RESULTS)],
        move |reads, [results], i| call(reads, results.ptr::<R>().wrapping_add(i)),
        move |s| worst(s.after[0].slice::<R>()[..s.calls].iter().map(|&got| error(got))),
    )
}
