//! The QR family against its definition, in double precision, by LAPACK's own scaled residuals.

mod apply;
mod block;
#[path = "../common/mod.rs"]
mod common;
mod dense;
mod factor;
mod reflector;

/// Runs a test that is generic over the element type for each of the four.
macro_rules! for_each_type {
    ($($name:ident),* $(,)?) => {
        $(
            mod $name {
                #[test]
                fn s() {
                    super::$name::<f32>();
                }
                #[test]
                fn d() {
                    super::$name::<f64>();
                }
                #[test]
                fn c() {
                    super::$name::<arenablas::scalar::c32>();
                }
                #[test]
                fn z() {
                    super::$name::<arenablas::scalar::c64>();
                }
            }
        )*
    };
}
use for_each_type;
