//! What routines of the form C := … + β C share. With β = 0 the result starts as poison, which must all be overwritten and
//! never read; with any other β each call has a copy of C of its own.

use crate::batch::Style;
use crate::check::{Linear, Term, residual, term};
use crate::operands::Block;
use crate::scalar::C64;

/// The style of the calls, and C before them: of random elements where it is read.
pub(super) fn start(beta: C64, random: Block) -> (Style, [Block; 1]) {
    if beta == C64::ZERO {
        let mut poisoned = random;
        poisoned.poison();
        (Style::Over, [poisoned])
    } else {
        (Style::Own, [random])
    }
}

/// How far C, of n columns, is from the sum of the terms and β times what it was.
pub(super) fn end<'a>(
    n: usize,
    epsilon: f64,
    beta: C64,
    [before, after]: [&'a dyn Linear; 2],
    sum: impl IntoIterator<Item = Term<'a>>,
) -> f64 {
    let mut terms: Vec<_> = sum.into_iter().collect();
    terms.push(term(-1.0, &[after]));
    if beta != C64::ZERO {
        terms.push(term(beta, &[before]));
    }
    residual(n, epsilon, &terms)
}
