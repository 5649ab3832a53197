//! Whether two outcomes are the same, up to the rounding that the bound allows.

use arenablas::scalar::{Real, Scalar};

use crate::call::{Abi, Arg, Array, Bound, Call, Outcome, is_sentinel};

/// Rounding errors for each unit of a bound; complex arithmetic makes a few at each step.
const FACTOR: f64 = 8.0;

impl<T: Scalar> Call<T> {
    /// Runs the call with ours and with the reference and panics if the outcomes differ. `false` if there is no reference.
    pub(crate) fn compare(&self) -> bool {
        self.compare_within(self)
    }

    /// The same, with the bounds of another call: one on the same operands, before some of them became NaN.
    pub(crate) fn compare_within(&self, finite: &Call<T>) -> bool {
        let Some(expected) = self.reference() else { return false };
        let ours = self.ours();
        let magnitudes = match self.bound {
            Bound::Magnitudes(_) => finite.magnitudes().reference().unwrap(),
            Bound::Norm(_) | Bound::One(_) => expected.clone(),
        };
        let fail = |what: &str| panic!("{what}\n{}", self.describe());
        if ours.int != expected.int {
            fail(&format!("returns {}, the reference {}", ours.int, expected.int));
        }
        if !self.close(ours.float, expected.float, magnitudes.float.abs1().to_f64()) {
            fail(&format!("returns {:?}, the reference {:?}", ours.float, expected.float));
        }
        for (which, (mine, other)) in ours.args.iter().zip(&expected.args).enumerate() {
            match (mine, other, &magnitudes.args[which]) {
                (Arg::Int(x), Arg::Int(y), _) if x != y => {
                    fail(&format!("argument {which}: {x}, the reference {y}"))
                }
                (Arg::Array(x), Arg::Array(y), Arg::Array(z)) => {
                    if let Err(what) = self.same_arrays(&x.data, &y.data, &z.data) {
                        fail(&format!("argument {which}, element {what}"));
                    }
                }
                (Arg::Work(x), ..) if !x[x.len() - GUARD..].iter().all(|&x| is_sentinel(x)) => {
                    fail("the scratch overflows");
                }
                _ => {}
            }
        }
        true
    }

    fn same_arrays(&self, ours: &[T], expected: &[T], magnitudes: &[T]) -> Result<(), String> {
        let size = |x: &T| if is_sentinel(*x) { 0.0 } else { x.abs1().to_f64() };
        // The reference's row-major larft returns what was in its copy's memory as the triangle that T has not.
        let garbage =
            self.name.contains("larft") && matches!(self.abi, Abi::Lapacke(101) | Abi::LapackeWork(101));
        let judged = ours.iter().zip(expected).filter(|(x, _)| !is_sentinel(**x)).map(|(_, y)| size(y));
        let largest = judged.filter(|x| x.is_finite()).fold(0.0, f64::max);
        for (i, (&x, &y)) in ours.iter().zip(expected).enumerate() {
            let scale = match self.bound {
                Bound::Magnitudes(_) => size(&magnitudes[i]),
                Bound::Norm(_) => largest,
                Bound::One(_) => 1.0,
            };
            let good = match (is_sentinel(x), is_sentinel(y)) {
                (false, false) => self.close(x, y, scale),
                (true, false) => garbage,
                (x, y) => x == y,
            };
            if !good {
                return Err(format!("{i}: {x:?}, the reference {y:?}, scale {scale:e}"));
            }
        }
        Ok(())
    }

    fn close(&self, x: T, y: T, scale: f64) -> bool {
        let (Bound::Magnitudes(steps) | Bound::Norm(steps) | Bound::One(steps)) = self.bound;
        let parts = |x: T| [x.re().to_f64(), x.im().to_f64()];
        let ([a, b], [c, d]) = (parts(x), parts(y));
        let finite = [a, b, c, d].map(f64::is_finite);
        if finite != [true; 4] {
            // A complex product with ∞ is ∞ or NaN, part by part, after the order of the multiplications.
            return if T::IS_COMPLEX {
                (!finite[0] || !finite[1]) && (!finite[2] || !finite[3])
            } else {
                a == c || (a.is_nan() && c.is_nan())
            };
        }
        let bound =
            FACTOR * (steps + 2) as f64 * (T::Real::EPS.to_f64() * scale + 4.0 * T::Real::SAFE_MIN.to_f64());
        (a - c).abs() <= bound && (b - d).abs() <= bound
    }

    /// The call on magnitudes: as every routine here is made of sums of products, its result bounds what the roundings can
    /// do (Higham, Accuracy and Stability, §3.5). Where it solves, off-diagonal elements are negative (§8.2).
    fn magnitudes(&self) -> Call<T> {
        let mut call = self.clone();
        let abs = |x: T| if is_sentinel(x) { x } else { T::from_real(x.abs1()) };
        for arg in &mut call.args {
            match arg {
                Arg::Scalar(x) => *x = abs(*x),
                Arg::Real(x) => *x = x.abs(),
                Arg::Array(Array { data, solved_with }) => {
                    for (i, x) in data.iter_mut().enumerate() {
                        let off = solved_with.is_some_and(|ld| i % (ld + 1) != 0);
                        // |x| of a divisor must not be larger than it is.
                        *x = match *x {
                            x if is_sentinel(x) => x,
                            x if off => -abs(x),
                            x if solved_with.is_some() => T::from_real(x.re().abs().max_nan(x.im().abs())),
                            x => abs(x),
                        };
                    }
                }
                _ => {}
            }
        }
        call
    }

    fn describe(&self) -> String {
        let args = self.args.iter().map(|arg| match arg {
            Arg::Option(letter, _) => format!("'{}'", *letter as char),
            Arg::Int(i) => format!("{i}"),
            Arg::Scalar(x) => format!("{x:?}"),
            Arg::Real(x) => format!("{x:?}"),
            Arg::Array(Array { data, .. }) if data.len() <= 20 => format!("{data:?}"),
            Arg::Array(Array { data, .. }) => format!("[{}]", data.len()),
            Arg::Work(data) => format!("work[{}]", data.len() - GUARD),
        });
        format!("{} {:?} ({})", self.name, self.abi, args.collect::<Vec<_>>().join(", "))
    }
}

/// Sentinels behind every array.
pub(crate) const GUARD: usize = 8;

/// The array that a call leaves at a position.
pub(crate) fn array<T: Scalar>(outcome: Outcome<T>, position: usize) -> Vec<T> {
    match outcome.args.into_iter().nth(position) {
        Some(Arg::Array(array)) => array.data,
        other => panic!("{other:?} is no array"),
    }
}
