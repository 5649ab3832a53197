//! `?dot`, `?dotu`, `?dotc`: the inner product; `dsdot`, `sdsdot`: in double precision.

use std::ops::Add;

use crate::level1::halves::{by_halves, is_part};
use crate::mat::{VecMut, VecRef};
use crate::scalar::Scalar;

/// Elements that are converted at a time.
const CHUNK: usize = 256;

/// Σ xᵢ·yᵢ, with the views' conjugation: `?dotc` is `dot(x.conj(), y)`. Flops (real): 2n.
///
/// # Panics
/// If the lengths differ.
#[must_use]
#[inline(always)]
pub fn dot<T: Scalar>(x: VecRef<'_, T>, y: VecRef<'_, T>) -> T {
    assert!(x.len() == y.len());
    let v = (x, y);
    if is_part(&v) {
        return T::kernels().vector.dot(x, y);
    }
    by_halves(v, |kernels, (x, y)| kernels.dot(x, y), Add::add)
}

/// Σ xᵢ·yᵢ in double precision, in which the products are exact: `dsdot`; `sdsdot` adds a number and rounds.
///
/// # Panics
/// If the lengths differ.
#[must_use]
pub fn dot_in_double(x: VecRef<'_, f32>, y: VecRef<'_, f32>) -> f64 {
    assert!(x.len() == y.len());
    by_halves((x, y), |_, (x, y)| serially(x, y), Add::add)
}

/// The same on one thread, by chunks.
fn serially(x: VecRef<'_, f32>, y: VecRef<'_, f32>) -> f64 {
    let mut single = [[0.0; CHUNK]; 2];
    let mut double = [[0.0; CHUNK]; 2];
    let (mut sum, n) = (0.0, x.len());
    for start in (0..n).step_by(CHUNK) {
        let chunk = start..n.min(start + CHUNK);
        for (v, (single, double)) in [x, y].into_iter().zip(single.iter_mut().zip(&mut double)) {
            let single = &mut single[..chunk.len()];
            f32::kernels().vector.copy(v.sub(chunk.clone()), VecMut::from_slice(single));
            for (to, from) in double.iter_mut().zip(single) {
                *to = f64::from(*from);
            }
        }
        let [x, y] = [0, 1].map(|i| VecRef::from_slice(&double[i][..chunk.len()]));
        sum += f64::kernels().vector.dot(x, y);
    }
    sum
}
