//! The faer crate as a library of LAPACK's routines: `?gemm_`, `?getrf_`, `?potrf_`, `?geqrf_` with 32-bit integers, for s, d, c
//! and z. Each call is faer's own, on the caller's matrix in place; what it costs to turn faer's permutation and Householder
//! factors into LAPACK's `ipiv` and `tau`, O(m + n), and to allocate faer's scratch space is part of its time.
//!
//! Threads: rayon's, of which `RAYON_NUM_THREADS` says how many.

use std::ffi::{CStr, c_char, c_int};
use std::num::NonZero;
use std::sync::OnceLock;

use faer::dyn_stack::{MemBuffer, MemStack, StackReq};
use faer::linalg::{cholesky, lu, matmul, qr};
use faer::traits::ComplexField;
use faer::{Accum, Conj, MatMut, MatRef, Par, Spec};

/// One thread: no pool. More: rayon's.
fn par() -> Par {
    static THREADS: OnceLock<usize> = OnceLock::new();
    let threads = *THREADS.get_or_init(|| {
        let wanted = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.parse().ok());
        let available = || std::thread::available_parallelism().map_or(1, NonZero::get);
        wanted.filter(|&threads| threads > 0).unwrap_or_else(available)
    });
    if threads == 1 { Par::Seq } else { Par::rayon(threads) }
}

/// Scratch space for a call.
fn with_scratch<R>(size: StackReq, work: impl FnOnce(&mut MemStack) -> R) -> R {
    work(MemStack::new(&mut MemBuffer::new(size)))
}

/// The caller's column-major matrix.
///
/// # Safety
/// The caller of the exported function promises that it is one of these sizes, and that nobody else uses it.
unsafe fn matrix<'a, T>(a: *mut T, rows: c_int, cols: c_int, ld: c_int) -> MatMut<'a, T> {
    // SAFETY: as promised.
    unsafe { MatMut::from_raw_parts_mut(a, rows as usize, cols as usize, 1, ld as isize) }
}

/// op(A), and whether it is conjugated besides; `rows` × `cols` are those of op(A).
///
/// # Safety
/// As for [`matrix`], but others may read it, too.
unsafe fn operand<'a, T>(
    trans: u8,
    a: *const T,
    rows: c_int,
    cols: c_int,
    ld: c_int,
) -> (MatRef<'a, T>, Conj) {
    let (rows, cols, ld) = (rows as usize, cols as usize, ld as isize);
    let conj = if trans == b'C' { Conj::Yes } else { Conj::No };
    // SAFETY: as promised.
    unsafe {
        match trans {
            b'N' => (MatRef::from_raw_parts(a, rows, cols, 1, ld), conj),
            _ => (MatRef::from_raw_parts(a, rows, cols, ld, 1), conj),
        }
    }
}

/// C := α op(A) op(B) + β C.
fn gemm<T: ComplexField>(
    mut c: MatMut<T>,
    alpha: T,
    (a, conj_a): (MatRef<T>, Conj),
    (b, conj_b): (MatRef<T>, Conj),
    beta: &T,
) {
    let accumulate = if *beta == T::zero_impl() {
        Accum::Replace
    } else {
        if *beta != T::one_impl() {
            c.as_mut()
                .col_iter_mut()
                .for_each(|column| column.iter_mut().for_each(|x| *x = x.clone() * beta.clone()));
        }
        Accum::Add
    };
    matmul::matmul_with_conj(c, accumulate, a, conj_a, b, conj_b, alpha, par());
}

/// P A = L U. faer says where each row comes from; LAPACK, with which other each is exchanged.
fn getrf<T: ComplexField>(a: MatMut<T>, ipiv: &mut [c_int]) {
    let (m, n, params) = (a.nrows(), a.ncols(), Spec::default());
    let (mut forward, mut inverse) = (vec![0u32; m], vec![0u32; m]);
    let size = lu::partial_pivoting::factor::lu_in_place_scratch::<u32, T>(m, n, par(), params);
    with_scratch(size, |stack| {
        lu::partial_pivoting::factor::lu_in_place(a, &mut forward, &mut inverse, par(), stack, params);
    });
    // Row i of P A was row forward[i]; place[r] is where row r is after the exchanges so far.
    let mut rows: Vec<u32> = (0..m as u32).collect();
    let mut place = rows.clone();
    for (i, pivot) in ipiv.iter_mut().enumerate() {
        let (here, there) = (rows[i], place[forward[i] as usize]);
        *pivot = there as c_int + 1;
        rows.swap(i, there as usize);
        place.swap(here as usize, forward[i] as usize);
    }
}

/// A = L Lᴴ; the number of the first pivot that isn't positive, or 0.
fn potrf<T: ComplexField>(a: MatMut<T>) -> c_int {
    use cholesky::llt::factor::{LltError, cholesky_in_place, cholesky_in_place_scratch};
    let params = Spec::default();
    let size = cholesky_in_place_scratch::<T>(a.nrows(), par(), params);
    match with_scratch(size, |stack| cholesky_in_place(a, Default::default(), par(), stack, params)) {
        Ok(_) => 0,
        Err(LltError::NonPositivePivot { index }) => index as c_int + 1,
    }
}

/// A = Q R. The diagonals of faer's triangular factors are the reciprocals of LAPACK's τ.
fn geqrf<T: ComplexField>(a: MatMut<T>, tau: &mut [T]) {
    use qr::no_pivoting::factor::{qr_in_place, qr_in_place_scratch, recommended_block_size};
    let (m, n, params) = (a.nrows(), a.ncols(), Spec::default());
    let block = recommended_block_size::<T>(m, n);
    let size = qr_in_place_scratch::<T>(m, n, block, par(), params);
    let mut factors = faer::Mat::<T>::zeros(block, m.min(n));
    with_scratch(size, |stack| qr_in_place(a, factors.as_mut(), par(), stack, params));
    for (j, tau) in tau.iter_mut().enumerate() {
        *tau = T::recip_impl(&factors[(j % block, j)]);
    }
}

macro_rules! export {
    ($($t:ty: $gemm:ident $getrf:ident $potrf:ident $geqrf:ident;)*) => {$(
        /// `?gemm`.
        ///
        /// # Safety
        /// The arguments are as the reference asks for.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $gemm(
            transa: &u8, transb: &u8, m: &c_int, n: &c_int, k: &c_int, alpha: &$t, a: *const $t, lda: &c_int,
            b: *const $t, ldb: &c_int, beta: &$t, c: *mut $t, ldc: &c_int,
        ) {
            // SAFETY: as the caller promises.
            unsafe {
                let (a, b) = (operand(*transa, a, *m, *k, *lda), operand(*transb, b, *k, *n, *ldb));
                gemm(matrix(c, *m, *n, *ldc), *alpha, a, b, beta);
            }
        }

        /// `?getrf`.
        ///
        /// # Safety
        /// The arguments are as the reference asks for.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $getrf(
            m: &c_int, n: &c_int, a: *mut $t, lda: &c_int, ipiv: *mut c_int, info: &mut c_int,
        ) {
            // SAFETY: as the caller promises.
            unsafe {
                let ipiv = std::slice::from_raw_parts_mut(ipiv, *m.min(n) as usize);
                getrf(matrix(a, *m, *n, *lda), ipiv);
            }
            *info = 0;
        }

        /// `?potrf`. The upper triangle of a matrix is the lower one of its transpose.
        ///
        /// # Safety
        /// The arguments are as the reference asks for.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $potrf(uplo: &u8, n: &c_int, a: *mut $t, lda: &c_int, info: &mut c_int) {
            // SAFETY: as the caller promises.
            let a = unsafe { matrix(a, *n, *n, *lda) };
            *info = potrf(if *uplo == b'U' { a.transpose_mut() } else { a });
        }

        /// `?geqrf`. It answers a query for workspace, but has its own.
        ///
        /// # Safety
        /// The arguments are as the reference asks for.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $geqrf(
            m: &c_int, n: &c_int, a: *mut $t, lda: &c_int, tau: *mut $t, work: &mut $t, lwork: &c_int,
            info: &mut c_int,
        ) {
            *info = 0;
            if *lwork == -1 {
                *work = <$t>::one_impl();
                return;
            }
            // SAFETY: as the caller promises.
            unsafe {
                geqrf(matrix(a, *m, *n, *lda), std::slice::from_raw_parts_mut(tau, *m.min(n) as usize));
            }
        }
    )*};
}
export! {
    f32: sgemm_ sgetrf_ spotrf_ sgeqrf_;
    f64: dgemm_ dgetrf_ dpotrf_ dgeqrf_;
    faer::c32: cgemm_ cgetrf_ cpotrf_ cgeqrf_;
    faer::c64: zgemm_ zgetrf_ zpotrf_ zgeqrf_;
}

/// What the comparison's report calls this library.
#[unsafe(no_mangle)]
pub extern "C" fn faer_peer_version() -> *const c_char {
    const { c"faer 0.24" as &CStr }.as_ptr()
}

/// The threads that a call may use.
#[unsafe(no_mangle)]
pub extern "C" fn faer_peer_threads() -> c_int {
    par().degree() as c_int
}
