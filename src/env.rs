//! Every environment variable that the library reads, in one place. Each is read once, by whoever caches it.

/// `ARENABLAS_ISA`: `generic`, `avx2` or `avx512`; the most that kernels may use. Anything else is no limit.
#[must_use]
pub(crate) fn isa() -> Option<String> {
    text("ARENABLAS_ISA")
}

/// `LAPACKE_NANCHECK`: `0` turns off LAPACKE's look for NaNs in its arguments.
#[must_use]
pub(crate) fn lapacke_nancheck() -> Option<String> {
    text("LAPACKE_NANCHECK")
}

/// `ARENABLAS_THREADING_LAYER`, else `MKL_THREADING_LAYER`: how the arena works (`sequential`, `tbb`, `omp`).
#[must_use]
pub(crate) fn threading_layer() -> Option<String> {
    text("ARENABLAS_THREADING_LAYER").or_else(|| text("MKL_THREADING_LAYER"))
}

/// `ARENABLAS_CAPACITY`: the number of cores to use, whatever was found; for tests and simulations.
#[must_use]
pub(crate) fn capacity() -> Option<usize> {
    count("ARENABLAS_CAPACITY")
}

/// The most threads a call may have: the strongest of `ARENABLAS_NUM_THREADS`, `MKL_NUM_THREADS`,
/// `OPENBLAS_NUM_THREADS` and `OMP_NUM_THREADS` that is a positive number.
#[must_use]
pub(crate) fn thread_limit() -> Option<usize> {
    ["ARENABLAS_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"]
        .into_iter()
        .find_map(count)
}

/// `ARENABLAS_TRACE`: the file to write what the arena does to.
#[must_use]
pub(crate) fn trace() -> Option<String> {
    text("ARENABLAS_TRACE")
}

/// `ARENABLAS_VERBOSE`, else `MKL_VERBOSE`: whether to print a line for each call; 0 is no.
#[must_use]
pub(crate) fn verbose() -> bool {
    let mode = text("ARENABLAS_VERBOSE").or_else(|| text("MKL_VERBOSE"));
    mode.and_then(|mode| mode.trim().parse::<u32>().ok()).is_some_and(|mode| mode > 0)
}

/// `MKL_VERBOSE_OUTPUT_FILE`: where to, instead of stdout.
#[must_use]
pub(crate) fn verbose_output() -> Option<String> {
    text("MKL_VERBOSE_OUTPUT_FILE")
}

/// A variable's text; unset, empty and non-Unicode are all absent.
fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// A positive number; of a list (`OMP_NUM_THREADS=4,2`: a number for each level of nesting) the first.
fn count(name: &str) -> Option<usize> {
    let text = text(name)?;
    text.split(',').next()?.trim().parse().ok().filter(|&n| n > 0)
}
