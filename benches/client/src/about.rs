//! What a library says of itself: configuration, the path that it chose for this processor, threads, layer.

use std::ffi::{c_char, c_int};

use serde_json::{Value, json};

use crate::batch;
use crate::library::Library;
use crate::params::Params;
use crate::routines::{self, Order};

/// The answer to `about`; null is what the library doesn't tell.
pub(crate) fn about(library: &Library) -> Value {
    // arenablas answers to OpenBLAS's questions, too, so it is asked for its own first.
    let core = library
        .text("arenablas_get_kernels")
        .or_else(|| library.text("openblas_get_corename"))
        .or_else(|| mkl_path(library))
        .or_else(|| blis_path(library))
        .or_else(|| library.text("faer_peer_simd"));
    let config = library
        .text("arenablas_get_version")
        .map(|version| format!("arenablas {version}"))
        .or_else(|| library.text("openblas_get_config"))
        .or_else(|| mkl_version(library))
        .or_else(|| Some(format!("BLIS {}", library.text("bli_info_get_version_str")?)))
        .or_else(|| library.text("faer_peer_version"));
    let threads = [
        "openblas_get_num_threads",
        "arenablas_get_max_threads",
        "MKL_Get_Max_Threads",
        "bli_thread_get_num_threads",
        "faer_peer_threads",
    ];
    let threads = threads.iter().find_map(|name| library.number(name).filter(|&n| n > 0));
    json!({ "config": config, "core": core, "threads": threads, "layer": layer(library) })
}

fn layer(library: &Library) -> Option<String> {
    let openblas = || {
        let names = ["sequential", "pthreads", "openmp"];
        let layer = library.number("openblas_get_parallel")?;
        Some((*names.get(usize::try_from(layer).ok()?)?).to_owned())
    };
    // MKL doesn't tell; this is what it was asked for.
    let mkl = || {
        library.number("MKL_Get_Max_Threads")?;
        std::env::var("MKL_THREADING_LAYER").ok().map(|layer| layer.to_lowercase())
    };
    library.text("arenablas_get_layer_name").or_else(mkl).or_else(openblas)
}

fn mkl_version(library: &Library) -> Option<String> {
    // SAFETY: MKL's declaration of it.
    let version: unsafe extern "C" fn(*mut c_char, c_int) =
        unsafe { library.service("MKL_Get_Version_String")? };
    let mut text = [0u8; 256];
    // SAFETY: it writes at most so many characters.
    unsafe { version(text.as_mut_ptr().cast(), text.len() as c_int) };
    let end = text.iter().position(|&c| c == 0).unwrap_or(text.len());
    Some(String::from_utf8_lossy(&text[..end]).trim().to_owned())
}

/// MKL doesn't tell which of its parts it chose for this processor; those that a call has made it load do.
fn mkl_path(library: &Library) -> Option<String> {
    library.number("MKL_Get_Max_Threads")?;
    let params = Params::new(serde_json::Map::from_iter([("n".to_owned(), 8.into())]));
    let mut call = routines::prepare(&Order { library, name: "dgemm", params: &params }).ok()?;
    batch::count(&mut *call, 1).ok()?;
    let maps = std::fs::read_to_string("/proc/self/maps").ok()?;
    let parts = ["def", "mc3", "avx2", "avx512", "avx10"];
    let loaded: Vec<_> = parts
        .into_iter()
        .map(|part| format!("libmkl_{part}"))
        .filter(|part| maps.contains(&format!("{part}.")))
        .collect();
    Some(loaded.join(" "))
}

fn blis_path(library: &Library) -> Option<String> {
    let id = library.number("bli_arch_query_id")? as c_int;
    // SAFETY: BLIS's declaration of it.
    let name: unsafe extern "C" fn(c_int) -> *const c_char = unsafe { library.service("bli_arch_string")? };
    // SAFETY: the number is one that BLIS gave, so the answer is a string constant of its own.
    Some(unsafe { std::ffi::CStr::from_ptr(name(id)) }.to_string_lossy().into_owned())
}
