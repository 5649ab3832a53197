//! Every environment variable that the library reads, in one place. Each is read once, by whoever caches it.

/// `ARENABLAS_ISA`: `generic`, `avx2` or `avx512`; the most that kernels may use. Anything else is no limit.
#[must_use]
pub fn isa() -> Option<String> {
    text("ARENABLAS_ISA")
}

/// `LAPACKE_NANCHECK`: `0` turns off LAPACKE's look for NaNs in its arguments.
#[must_use]
pub fn lapacke_nancheck() -> Option<String> {
    text("LAPACKE_NANCHECK")
}

/// A variable's text; unset, empty and non-Unicode are all absent.
fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
