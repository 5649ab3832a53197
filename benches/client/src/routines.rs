//! The table of routines: each file prepares some, in all precisions and with both integers.

mod accumulate;
mod eigen;
mod gemm;
mod gemv;
mod geqrf;
mod ger;
mod getrf;
mod lapack;
mod potrf;
mod reductions;
mod svd;
mod symm;
mod symv;
mod syrk;
mod trmv;
mod trsm;
mod updates;

use num_complex::Complex;

use crate::batch::Batch;
use crate::library::Library;
use crate::params::Params;
use crate::scalar::{Int, Scalar};

/// A routine of one precision is prepared from here.
pub(crate) struct Order<'a> {
    /// Where it is called.
    pub(crate) library: &'a Library,
    /// Its whole name, say `dgemm`.
    pub(crate) name: &'a str,
    /// What it is called with.
    pub(crate) params: &'a Params,
}

/// What an order leads to.
pub(crate) type Prepared = Result<Box<dyn Batch>, String>;

/// Prepares the routine of this name.
pub(crate) fn prepare(order: &Order) -> Prepared {
    let (letter, stem) = precision(order.name)?;
    let cell = if order.library.wide {
        typed::<i64>(order, letter, stem)
    } else {
        typed::<i32>(order, letter, stem)
    }?;
    order.params.all_used()?;
    Ok(cell)
}

/// The letter of the element type, and the name without letters of types: `idamax` is d's `amax`, `dznrm2` is z's `nrm2`.
fn precision(name: &str) -> Result<(u8, &str), String> {
    let (index, rest) = match name.strip_prefix('i') {
        Some(rest) => (1, rest),
        None => (0, name),
    };
    let real_result = rest.starts_with("sc") && !rest.starts_with("scopy") && !rest.starts_with("scal");
    let rest = if rest.starts_with("dz") || real_result { &rest[1..] } else { rest };
    match rest.as_bytes() {
        [letter @ (b's' | b'd' | b'c' | b'z'), _, ..] => Ok((*letter, &rest[1..])),
        _ => Err(format!("no precision in the name {}", &name[index..])),
    }
}

fn typed<I: Int>(order: &Order, letter: u8, stem: &str) -> Prepared {
    match letter {
        b's' => routine::<f32, I>(order, stem),
        b'd' => routine::<f64, I>(order, stem),
        b'c' => routine::<Complex<f32>, I>(order, stem),
        _ => routine::<Complex<f64>, I>(order, stem),
    }
}

fn routine<T: Scalar, I: Int>(order: &Order, stem: &str) -> Prepared {
    match stem {
        // Level 1.
        "dot" | "dotu" => reductions::dot::<T, I>(order, false),
        "dotc" => reductions::dot::<T, I>(order, true),
        "asum" => reductions::asum::<T, I>(order),
        "nrm2" => reductions::nrm2::<T, I>(order),
        "amax" => reductions::amax::<T, I>(order),
        "axpy" => updates::axpy::<T, I>(order),
        "scal" => updates::scal::<T, I>(order),
        "copy" => updates::copy::<T, I>(order),
        "swap" => updates::swap::<T, I>(order),
        "rot" | "srot" | "drot" => updates::rot::<T, I>(order),
        // Level 2.
        "gemv" => gemv::full::<T, I>(order),
        "gbmv" => gemv::band::<T, I>(order),
        "symv" => symv::full::<T, I>(order, false),
        "hemv" => symv::full::<T, I>(order, true),
        "sbmv" => symv::band::<T, I>(order, false),
        "hbmv" => symv::band::<T, I>(order, true),
        "spmv" => symv::packed::<T, I>(order, false),
        "hpmv" => symv::packed::<T, I>(order, true),
        "ger" | "geru" => ger::general::<T, I>(order, false),
        "gerc" => ger::general::<T, I>(order, true),
        "syr" => ger::symmetric::<T, I, T>(order, false),
        "her" => ger::symmetric::<T, I, T::Real>(order, true),
        "trmv" => trmv::full::<T, I>(order, false),
        "trsv" => trmv::full::<T, I>(order, true),
        "tbmv" => trmv::band::<T, I>(order, false),
        "tbsv" => trmv::band::<T, I>(order, true),
        "tpmv" => trmv::packed::<T, I>(order, false),
        "tpsv" => trmv::packed::<T, I>(order, true),
        // Level 3.
        "gemm" => gemm::prepare::<T, I>(order),
        "symm" => symm::prepare::<T, I>(order, false),
        "hemm" => symm::prepare::<T, I>(order, true),
        "syrk" => syrk::rank_k::<T, I, T>(order, false),
        "herk" => syrk::rank_k::<T, I, T::Real>(order, true),
        "syr2k" => syrk::rank_2k::<T, I, T>(order, false),
        "her2k" => syrk::rank_2k::<T, I, T::Real>(order, true),
        "trmm" => trsm::prepare::<T, I>(order, false),
        "trsm" => trsm::prepare::<T, I>(order, true),
        // LAPACK.
        "getrf" => getrf::factor::<T, I>(order),
        "gesv" => getrf::solve::<T, I>(order),
        "potrf" => potrf::prepare::<T, I>(order),
        "geqrf" => geqrf::factor::<T, I>(order),
        "orgqr" | "ungqr" => geqrf::generate::<T, I>(order),
        "ormqr" | "unmqr" => geqrf::multiply::<T, I>(order),
        "syevd" | "heevd" => eigen::symmetric::<T, I>(order),
        "geev" => eigen::general::<T, I>(order),
        "gesdd" => svd::decompose::<T, I>(order),
        "gelsd" => svd::least_squares::<T, I>(order),
        _ => Err(format!("the client has no routine {}", order.name)),
    }
}
