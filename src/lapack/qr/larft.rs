//! `?larft`: the triangular factor T of a block reflector, H = I − V·T·Vᴴ (or I − Vᴴ·T·V, stored by rows).
//!
//! V: n×k (columnwise) or k×n (rowwise), n ≥ k; its unit triangle's ones and zeros are not read.   tau: k.
//! T: k×k, upper triangular if H = H₁⋯Hₖ (forward), lower if H = Hₖ⋯H₁; its other triangle is not touched.
//! Flops (real): about nk².   Parallel: through level 3, for large V.
//! Ref: Schreiber & Van Loan (1989); in halves as Elmroth & Gustavson (2000).

use crate::enums::{Diag, Direct, StoreV, Uplo};
use crate::lapack::qr::QrBlocking;
use crate::lapack::qr::block::{Scratch, compact, copy_upper};
use crate::level2::{gemv, trmv};
use crate::mat::{MatMut, MatRef, VecRef};
use crate::scalar::Scalar;

/// T := the triangular factor.
///
/// # Panics
/// If the shapes don't match.
pub fn larft<T: Scalar>(
    direct: Direct,
    storev: StoreV,
    v: MatRef<'_, T>,
    tau: VecRef<'_, T>,
    t: MatMut<'_, T>,
) {
    let v = if storev == StoreV::Columnwise { v } else { v.h() };
    // Read backwards, the backward form is the forward one: H = Hₖ⋯H₁, V unit upper at its end, T lower.
    let (v, tau, t) = match direct {
        Direct::Forward => (v, tau, t),
        Direct::Backward => (v.flip(), tau.rev(), t.flip()),
    };
    let k = v.cols();
    assert!(v.rows() >= k && tau.len() == k && t.rows() == k && t.cols() == k);
    let Some(mut scratch) = Scratch::new(k, k) else {
        return by_columns(v, tau, t);
    };
    let (v1, explicit_t, work) = scratch.parts();
    let h = compact(QrBlocking::new::<T>(k).base, v, tau, v1, explicit_t, work);
    copy_upper(h.t, t);
}

/// The same without scratch: column i of T is −τᵢ·T·(VᴴV)ᵢ, on top of τᵢ.
fn by_columns<T: Scalar>(v: MatRef<'_, T>, tau: VecRef<'_, T>, mut t: MatMut<'_, T>) {
    let n = v.rows();
    for i in 0..v.cols() {
        let (before, column) = t.rb().sub_rows(0..i + 1).split_cols(i);
        let (mut w, mut diagonal) = column.col(0).split_at(i);
        diagonal.set(0, tau.at(i));
        if tau.at(i) == T::ZERO {
            w.fill(T::ZERO);
            continue;
        }
        // w := −τ·Vᴴ·vᵢ, vᵢ being one in row i
        for j in 0..i {
            w.set(j, -tau.at(i) * v.at(i, j).conj());
        }
        let below = v.sub(i + 1..n, 0..i + 1);
        gemv(-tau.at(i), below.sub_cols(0..i).h(), below.col(i), T::ONE, w.rb());
        trmv(Uplo::Upper, Diag::NonUnit, before.as_ref().sub_rows(0..i), w);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::c64;

    /// What has no memory for halves gets the same T, column by column.
    #[test]
    fn by_columns_is_the_same() {
        let number = |i: usize| c64::new((i * 7 % 11) as f64 / 11.0 - 0.4, (i * 5 % 13) as f64 / 13.0 - 0.4);
        let (n, k) = (20, 11);
        let v: Vec<c64> = (0..n * k).map(number).collect();
        let v = MatRef::from_slice(&v, n, k, n);
        let tau: Vec<c64> = (0..k).map(|i| if i == 5 { c64::ZERO } else { number(i) }).collect();
        let (mut halves, mut columns) = (vec![c64::ONE; k * k], vec![c64::ONE; k * k]);
        let tau = VecRef::from_slice(&tau);
        larft(Direct::Forward, StoreV::Columnwise, v, tau, MatMut::from_slice(&mut halves, k, k, k));
        by_columns(v, tau, MatMut::from_slice(&mut columns, k, k, k));
        let off = halves.iter().zip(&columns).map(|(x, y)| (x - y).norm()).fold(0.0, f64::max);
        let scale = halves.iter().map(|x| x.norm()).fold(1.0, f64::max);
        assert!(off < 1e-13 * scale, "{off}");
    }
}
