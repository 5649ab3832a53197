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

/// The most threads a call may have: the first of these that is a positive number. `MKL_DOMAIN_ALL` of
/// `MKL_DOMAIN_NUM_THREADS` comes with MKL's; `OPENBLAS_DEFAULT_NUM_THREADS` is for who sets nothing else.
#[must_use]
pub(crate) fn thread_limit() -> Option<usize> {
    count("ARENABLAS_NUM_THREADS")
        .or_else(|| count("MKL_NUM_THREADS"))
        .or_else(|| domain_limit("ALL"))
        .or_else(|| count("OPENBLAS_NUM_THREADS"))
        .or_else(|| count("GOTO_NUM_THREADS"))
        .or_else(|| count("OMP_NUM_THREADS"))
        .or_else(|| count("OPENBLAS_DEFAULT_NUM_THREADS"))
}

/// The most threads for a part of the library (`ALL`, `BLAS`, `LAPACK`), as `MKL_DOMAIN_NUM_THREADS` has it:
/// `MKL_DOMAIN_ALL=2, MKL_DOMAIN_BLAS=1`, or with `MKL_BLAS` for the name, other separators, or none.
#[must_use]
pub(crate) fn domain_limit(domain: &str) -> Option<usize> {
    in_list(&text("MKL_DOMAIN_NUM_THREADS")?, domain)
}

/// The positive number that stands behind a domain's name.
fn in_list(list: &str, domain: &str) -> Option<usize> {
    let mut words = list.split([' ', '\t', ',', ';', ':', '=']).filter(|word| !word.is_empty());
    let mut limit = None;
    while let (Some(name), Some(number)) = (words.next(), words.next()) {
        let name = name.to_ascii_uppercase();
        let name = name.strip_prefix("MKL_").unwrap_or(&name);
        if name.strip_prefix("DOMAIN_").unwrap_or(name) == domain {
            limit = number.parse().ok().filter(|&n| n > 0);
        }
    }
    limit
}

/// `MKL_DYNAMIC`: whether the number of threads may be adapted; unless it says no, it may.
#[must_use]
pub(crate) fn mkl_dynamic() -> bool {
    text("MKL_DYNAMIC").is_none_or(|value| {
        !matches!(value.trim().to_ascii_lowercase().as_str(), "false" | "0" | "no" | "off")
    })
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

/// `ARENABLAS_MODEL_MORE`: how many more preemptions the models try than they name.
#[cfg(all(loom, test))]
pub(crate) fn more_preemptions() -> usize {
    count("ARENABLAS_MODEL_MORE").unwrap_or(0)
}

/// `ARENABLAS_MODEL_WEAK`: models do without the fence that crossbeam has in a look into a deque.
#[cfg(all(loom, test))]
#[must_use]
pub(crate) fn weak_models() -> bool {
    text("ARENABLAS_MODEL_WEAK").is_some()
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

#[cfg(test)]
mod tests {
    use super::in_list;

    #[test]
    fn limits_of_domains_in_all_spellings() {
        for list in [
            "MKL_DOMAIN_ALL=2, MKL_DOMAIN_BLAS=1",
            "mkl_all : 2 ; mkl_blas : 1",
            "MKL_DOMAIN_ALL 2 MKL_BLAS 3 MKL_BLAS 1",
        ] {
            assert_eq!(
                (in_list(list, "ALL"), in_list(list, "BLAS"), in_list(list, "LAPACK")),
                (Some(2), Some(1), None)
            );
        }
        for list in
            ["", "MKL_DOMAIN_BLAS", "MKL_DOMAIN_BLAS=x", "MKL_DOMAIN_BLAS=-1", "=,=", "MKL_DOMAIN_BLAS=0"]
        {
            assert_eq!(in_list(list, "BLAS"), None, "{list}");
        }
    }
}
