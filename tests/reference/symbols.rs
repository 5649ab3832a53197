//! Where the routines are: ours in the shared library that was built with this test, the reference's in Debian's, both
//! out of everybody's sight.

use std::env;
use std::ffi::CString;
use std::path::Path;
use std::sync::OnceLock;

/// The address of a routine.
pub(crate) type Address = usize;
/// What `dlopen` returns.
type Handle = usize;

/// Debian's reference BLAS (with CBLAS), LAPACK and LAPACKE.
const REFERENCE: [&str; 3] = ["blas/libblas.so.3", "lapack/liblapack.so.3", "liblapacke.so.3"];

struct Libraries {
    ours: Handle,
    reference: Option<[Handle; 3]>,
}

fn libraries() -> &'static Libraries {
    static LIBRARIES: OnceLock<Libraries> = OnceLock::new();
    LIBRARIES.get_or_init(|| {
        // SAFETY: the only writer of the environment, and nothing but Rust's own functions reads it meanwhile.
        unsafe { env::set_var("ARENABLAS_CAPACITY", "8") };
        // Cargo puts the library and the tests that are built with it into one folder.
        let ours = open(&env::current_exe().unwrap().with_file_name("libarenablas.so"));
        assert_ne!(ours, 0, "no library beside this test");
        let reference = REFERENCE.map(|file| open(&Path::new("/usr/lib/x86_64-linux-gnu").join(file)));
        if !reference.contains(&0) {
            return Libraries { ours, reference: Some(reference) };
        }
        assert!(env::var_os("CI").is_none(), "no reference libraries");
        eprintln!("SKIPPED: please install libblas3 liblapack3 liblapacke, the reference");
        Libraries { ours, reference: None }
    })
}

fn open(path: &Path) -> Handle {
    let path = CString::new(path.to_str().unwrap()).unwrap();
    // SAFETY: loading these libraries has no effect but their symbols, which stay local.
    unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) as Handle }
}

fn find(handle: Handle, name: &str) -> Option<Address> {
    let name = CString::new(name).unwrap();
    // SAFETY: the handle is open for ever, the name ends in NUL.
    let address = unsafe { libc::dlsym(handle as *mut _, name.as_ptr()) } as Address;
    (address != 0).then_some(address)
}

/// A function of the library.
pub(crate) fn ours(name: &str) -> Option<Address> {
    find(libraries().ours, name)
}

/// The reference's routine of a name. `None` if the libraries are not installed, which only a developer's own machine
/// may lack.
pub(crate) fn reference(name: &str) -> Option<Address> {
    let address = libraries().reference?.into_iter().find_map(|handle| find(handle, name));
    Some(address.unwrap_or_else(|| panic!("the reference has no {name}")))
}
