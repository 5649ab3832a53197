//! Whether two outcomes are the same: ours and the reference's up to the rounding that the bound allows, ours on one
//! thread and on several to the last bit.

use arenablas::scalar::{Real, Scalar, c64};

use crate::call::{Abi, Arg, Array, Bound, Call, FLAGS, Outcome, bits, is_sentinel};
use crate::common::Rng;
use crate::define::wide;
use crate::memory;
use crate::setting::Setting;

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
        let mut rng = Rng::new(self.round);
        let (alone, any) = (Setting::alone(&mut rng), Setting::any(&mut rng));
        let run = |setting: &Setting| {
            memory::if_it_faults(self.describe(setting));
            let outcome = self.ours(setting);
            if let Some(which) = outcome.stray {
                panic!("writes beside argument {which}\n{}", self.describe(setting));
            }
            outcome
        };
        let ours = run(&alone);
        let judged = self.judge(&ours, &expected, finite);
        judged.unwrap_or_else(|what| panic!("{what}\n{}", self.describe(&alone)));
        same_bits(&ours, &run(&any)).unwrap_or_else(|what| panic!("{what}\n{}", self.describe(&any)));
        true
    }

    /// Whether the bits are the same for every place in a cache line where an operand of its type can begin.
    pub(crate) fn compare_places(&self) {
        let alone = self.ours(&Setting::shifted(0, true));
        for (shift, all) in (1..64 / align_of::<T>()).flat_map(|shift| [(shift, false), (shift, true)]) {
            let setting = Setting::shifted(shift, all);
            memory::if_it_faults(self.describe(&setting));
            same_bits(&alone, &self.ours(&setting))
                .unwrap_or_else(|what| panic!("{what}\n{}", self.describe(&setting)));
        }
    }

    fn judge(&self, ours: &Outcome<T>, expected: &Outcome<T>, finite: &Call<T>) -> Result<(), String> {
        let magnitudes = match self.bound {
            Bound::Magnitudes(_) => finite.magnitudes().reference().unwrap(),
            _ => expected.clone(),
        };
        if ours.int != expected.int {
            return Err(format!("returns {}, the reference {}", ours.int, expected.int));
        }
        if !self.close(
            ours.float,
            expected.float,
            self.scale(magnitudes.float.l1_norm(), expected.float.norm()),
        ) {
            return Err(format!("returns {:?}, the reference {:?}", ours.float, expected.float));
        }
        for (which, (mine, other)) in ours.args.iter().zip(&expected.args).enumerate() {
            let same = match (mine, other, &magnitudes.args[which]) {
                (Arg::Int(x), Arg::Int(y), _) if x != y => Err(format!("{x}, the reference {y}")),
                (Arg::Array(x), Arg::Array(y), Arg::Array(z)) => self.same_arrays(&x.data, &y.data, &z.data),
                (Arg::Reals(x), Arg::Reals(y), Arg::Reals(z)) => {
                    let [x, y, z] = [x, y, z].map(|v| v.iter().map(|&x| T::from_real(x)).collect::<Vec<_>>());
                    self.same_arrays(&x, &y, &z)
                }
                _ => Ok(()),
            };
            same.map_err(|what| format!("argument {which}: {what}"))?;
        }
        let raised = ours.flags & !expected.flags;
        match FLAGS.iter().find(|(flag, _)| raised & flag != 0) {
            Some((_, name)) if self.flags_are_determined() => {
                Err(format!("raises {name}, the reference does not"))
            }
            _ => Ok(()),
        }
    }

    /// Whether the operands alone say which flags there are. With ∞ it can depend on the order: a NaN may come before
    /// ∞ − ∞ or after it, and a complex product has parts that the mathematics has not.
    fn flags_are_determined(&self) -> bool {
        let (mut nan, mut infinite) = (false, false);
        for x in self.operands().filter(|x| !is_sentinel(*x)) {
            let x = x.abs1();
            nan |= x.is_nan();
            infinite |= !x.is_nan() && !x.is_finite();
        }
        self.definition.is_none() && !(infinite && (nan || T::IS_COMPLEX))
    }

    /// What an error is a multiple of ε of.
    fn scale(&self, magnitude: f64, largest: f64) -> f64 {
        match self.bound {
            Bound::Magnitudes(_) => magnitude,
            Bound::Norm(_) => largest,
            Bound::Operands(_) => self.largest_operand().max(1.0).powi(2),
        }
    }

    fn largest_operand(&self) -> f64 {
        self.operands().map(|x| x.abs1().to_f64()).filter(|x| x.is_finite()).fold(0.0, f64::max)
    }

    /// All numbers among the arguments.
    fn operands(&self) -> impl Iterator<Item = T> {
        self.args.iter().flat_map(|arg| match arg {
            Arg::Scalar(x) => vec![*x],
            Arg::Scalars(of) => of.clone(),
            Arg::Real(x) => vec![T::from_real(*x)],
            Arg::Reals(x) => x.iter().map(|&x| T::from_real(x)).collect(),
            Arg::Array(array) => array.data.clone(),
            _ => vec![],
        })
    }

    fn same_arrays(&self, ours: &[T], expected: &[T], magnitudes: &[T]) -> Result<(), String> {
        let size = |x: &T| if is_sentinel(*x) { 0.0 } else { x.abs1().to_f64() };
        // The reference's row-major larft returns what was in its copy's memory as the triangle that T has not.
        let garbage =
            self.name.contains("larft") && matches!(self.abi, Abi::Lapacke(101) | Abi::LapackeWork(101));
        let judged = ours.iter().zip(expected).filter(|(x, _)| !is_sentinel(**x)).map(|(_, y)| size(y));
        let largest = judged.filter(|x| x.is_finite()).fold(0.0, f64::max);
        // The same for all elements, so it is looked for once.
        let of_operands = matches!(self.bound, Bound::Operands(_)).then(|| self.scale(0.0, 0.0));
        for (i, (&x, &y)) in ours.iter().zip(expected).enumerate() {
            let scale = of_operands.unwrap_or_else(|| self.scale(size(&magnitudes[i]), largest));
            let good = match (is_sentinel(x), is_sentinel(y)) {
                (false, false) => self.close(wide(x), wide(y), scale),
                (true, false) => garbage,
                (x, y) => x == y,
            };
            if !good {
                return Err(format!("element {i}: {x:?}, the reference {y:?}, scale {scale:e}"));
            }
        }
        Ok(())
    }

    fn close(&self, x: c64, y: c64, scale: f64) -> bool {
        let (Bound::Magnitudes(steps) | Bound::Norm(steps) | Bound::Operands(steps)) = self.bound;
        let ([a, b], [c, d]) = ([x.re, x.im], [y.re, y.im]);
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
                Arg::Reals(x) => x.iter_mut().for_each(|x| *x = x.abs()),
                Arg::Scalars(of) => of.iter_mut().for_each(|x| *x = abs(*x)),
                Arg::Array(Array { data, solved_with, .. }) => {
                    for (i, x) in data.iter_mut().enumerate() {
                        let off =
                            solved_with.as_ref().is_some_and(|diagonal| diagonal.binary_search(&i).is_err());
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

    fn describe(&self, setting: &Setting) -> String {
        let args = self.args.iter().filter_map(|arg| match arg {
            Arg::Layout => None,
            Arg::Option(letter, _) => Some(format!("'{}'", *letter as char)),
            Arg::Int(i) => Some(format!("{i}")),
            Arg::Scalar(x) => Some(format!("{x:?}")),
            Arg::Real(x) => Some(format!("{x:?}")),
            Arg::Reals(x) => Some(format!("{x:?}")),
            Arg::Options(letters, _) => Some(format!("{:?}", String::from_utf8_lossy(letters))),
            Arg::Ints(of) => Some(format!("{of:?}")),
            Arg::Scalars(of) => Some(format!("{of:?}")),
            Arg::Array(Array { data, .. }) if data.len() <= 20 => Some(format!("{data:?}")),
            Arg::Array(Array { data, .. }) => Some(format!("[{}]", data.len())),
            Arg::Work(data) => Some(format!("work[{}]", data.len())),
        });
        let args = args.collect::<Vec<_>>().join(", ");
        let (name, abi, round) = (&self.name, self.abi, self.round);
        format!(
            "{name} {abi:?} ({args}), {setting:?}\nagain: ONLY='{name} {round}' cargo test --test reference"
        )
    }
}

/// Whether everything that two runs leave is the same; a NaN is a NaN, unless it is a sentinel.
fn same_bits<T: Scalar>(x: &Outcome<T>, y: &Outcome<T>) -> Result<(), String> {
    let same = |x: T, y: T| {
        let parts = [(x.re(), y.re()), (x.im(), y.im())];
        let nan = parts.iter().all(|(x, y)| bits(*x) == bits(*y) || (x.is_nan() && y.is_nan()));
        bits(x) == bits(y) || (nan && is_sentinel(x) == is_sentinel(y))
    };
    let float = |x: c64| [x.re, x.im].map(|x| if x.is_nan() { f64::NAN } else { x }).map(f64::to_bits);
    if x.int != y.int || float(x.float) != float(y.float) {
        return Err(format!("returned {:?} {}, now {:?} {}", x.float, x.int, y.float, y.int));
    }
    for (which, args) in x.args.iter().zip(&y.args).enumerate() {
        let reals = |of: &[T::Real]| of.iter().map(|&x| T::from_real(x)).collect::<Vec<_>>();
        let (x, y) = match args {
            (Arg::Array(x), Arg::Array(y)) => (x.data.clone(), y.data.clone()),
            (Arg::Reals(x), Arg::Reals(y)) => (reals(x), reals(y)),
            _ => continue,
        };
        if let Some(i) = x.iter().zip(&y).position(|(x, y)| !same(*x, *y)) {
            return Err(format!("argument {which}, element {i}: was {:?}, now {:?}", x[i], y[i]));
        }
    }
    Ok(())
}

/// The array that a call leaves at a position.
pub(crate) fn array<T: Scalar>(outcome: Outcome<T>, position: usize) -> Vec<T> {
    match outcome.args.into_iter().nth(position) {
        Some(Arg::Array(array)) => array.data,
        other => panic!("{other:?} is no array"),
    }
}
