//! What α and β are: decided once a tile, for real and complex tiles alike.

/// β = 0: C isn't read.
pub(crate) const NO_BETA: u8 = 0;
/// β = 1.
pub(crate) const BETA_ONE: u8 = 1;
/// Any other β.
pub(crate) const BETA: u8 = 2;

/// Calls `$update` with two more constants: whether there is an α (≠ 1), and what β is. Left to itself, the compiler may
/// compute an element in two or three ways, and then pick: which takes time, and raises the flags of all of them.
macro_rules! by_factors {
    ($alpha:expr, $beta:expr, $zero:expr, $one:expr; $update:ident::<$($param:tt),*>$args:tt) => {
        match ($alpha != $one, $beta == $zero, $beta == $one) {
            (false, true, _) => $update::<$($param),*, false, NO_BETA>$args,
            (false, _, true) => $update::<$($param),*, false, BETA_ONE>$args,
            (false, _, _) => $update::<$($param),*, false, BETA>$args,
            (true, true, _) => $update::<$($param),*, true, NO_BETA>$args,
            (true, _, true) => $update::<$($param),*, true, BETA_ONE>$args,
            (true, _, _) => $update::<$($param),*, true, BETA>$args,
        }
    };
}
pub(crate) use by_factors;
