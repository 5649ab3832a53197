//! A library under test: its symbols, by whatever names and integers it has.

use std::ffi::{CStr, c_char, c_int};
use std::path::Path;

use libloading::os::unix::{Library as Handle, RTLD_GLOBAL, RTLD_LAZY, RTLD_LOCAL};

/// A loaded library and how it spells its names.
pub(crate) struct Library {
    handle: Handle,
    prefix: String,
    suffix: String,
    /// Whether its integers have 64 bits.
    pub(crate) wide: bool,
}

impl Library {
    /// Loads it. Its names don't mix with others', except for MKL's: its dispatcher loads its parts by name, and they
    /// look for each other.
    pub(crate) fn load(path: &Path, prefix: String, suffix: String, wide: bool) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let scope = if name.starts_with("libmkl") { RTLD_GLOBAL } else { RTLD_LOCAL };
        // SAFETY: what its initialisers do is the library's promise: it is one to be loaded by programs like this.
        let handle = unsafe { Handle::open(Some(path), RTLD_LAZY | scope) }.map_err(|e| e.to_string())?;
        Ok(Self { handle, prefix, suffix, wide })
    }

    /// The Fortran function of this name, say `dgemm`.
    ///
    /// # Safety
    /// `F` is the type of that function in a library of these integers.
    pub(crate) unsafe fn fortran<F: Copy>(&self, stem: &str) -> Result<F, String> {
        // SAFETY: as promised by the caller.
        unsafe { self.symbol(&format!("{}{stem}{}", self.prefix, self.suffix)) }
    }

    /// The C function of this name, say `cblas_zdotc_sub`: its suffix has no underscore in front.
    ///
    /// # Safety
    /// `F` is the type of that function in a library of these integers.
    pub(crate) unsafe fn c<F: Copy>(&self, stem: &str) -> Result<F, String> {
        let suffix = self.suffix.strip_prefix('_').unwrap_or(&self.suffix);
        let (plain, mkl) = (format!("{}{stem}{suffix}", self.prefix), format!("{stem}_64"));
        // SAFETY: as promised by the caller. MKL's 64-bit names have an underscore in front of 64.
        unsafe { self.symbol(&plain).or_else(|e| if self.wide { self.symbol(&mkl) } else { Err(e) }) }
    }

    unsafe fn symbol<F: Copy>(&self, name: &str) -> Result<F, String> {
        // SAFETY: as promised by the callers. The library is never unloaded: a `Library` lives as long as the process.
        let symbol = unsafe { self.handle.get::<F>(name.as_bytes()) };
        symbol.map(|symbol| *symbol).map_err(|_| format!("no symbol {name}"))
    }

    /// The string that a service function without arguments returns.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        // SAFETY: service functions of this name return a string that lives as long as the library.
        let text = unsafe { self.service::<unsafe extern "C" fn() -> *const c_char>(name)?() };
        if text.is_null() {
            return None;
        }
        // SAFETY: as above, ended by zero.
        Some(unsafe { CStr::from_ptr(text) }.to_string_lossy().trim().to_owned())
    }

    /// The number that a service function without arguments returns.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        // SAFETY: service functions of this name return a C int, whatever BLAS's integers are.
        let number = unsafe { self.service::<unsafe extern "C" fn() -> c_int>(name)?() };
        Some(number.into())
    }

    /// A service function: under its plain name, or under this library's spelling of it.
    ///
    /// # Safety
    /// `F` is its type.
    pub(crate) unsafe fn service<F: Copy>(&self, name: &str) -> Option<F> {
        // SAFETY: as promised by the caller.
        unsafe { self.symbol(name).or_else(|_| self.c(name)).ok() }
    }
}
