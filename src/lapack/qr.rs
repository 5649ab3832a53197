//! QR factorisation by Householder reflectors, and what is done with its Q.
//!
//! An elementary reflector is H = I − τ·v·vᴴ with v₁ = 1 ([`larfg`] makes it, [`larf`] applies it). k of them make a
//! block reflector I − V·T·Vᴴ ([`larft`] finds T, [`larfb`] applies it), and `block.rs` holds the form of it in which
//! everything is a matrix product. [`geqrf`] factors, [`ungqr`] forms Q, [`unmqr`] applies it; each of them falls back
//! on its unblocked sister ([`geqr2`], [`ung2r`], [`unm2r`]) where there is no memory to work in.
//!
//! Real and complex are one text, so the names are the complex ones: `ungqr` serves `dorgqr` too.

mod block;
mod blocking;
mod geqr2;
mod geqrf;
mod larf;
mod larf1f;
mod larfb;
mod larfg;
mod larft;
mod panel;
mod ung2r;
mod ungqr;
mod unm2r;
mod unmqr;

pub use blocking::QrBlocking;
pub use geqr2::geqr2;
pub use geqrf::{geqrf, geqrf_with, geqrf_work_len};
pub use larf::larf;
pub use larf1f::larf1f;
pub use larfb::larfb;
pub use larfg::{Reflector, larfg};
pub use larft::larft;
pub use ung2r::ung2r;
pub use ungqr::{ungqr, ungqr_with, ungqr_work_len};
pub use unm2r::unm2r;
pub use unmqr::{unmqr, unmqr_with, unmqr_work_len};
