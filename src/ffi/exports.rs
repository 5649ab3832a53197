//! THE table: what the library exports, one line a routine. docs/abi holds what others export, and
//! `scripts/coverage.py` compares the two.

use std::ffi::c_int;

use crate::ffi::lapacke::nancheck;
use crate::ffi::mangle::{
    c_names, cblas_names, element, fortran_names, jump, lapacke_names, level1_names, mkl_names,
    openblas_fortran_names, openblas_names, table,
};
use crate::ffi::service::{arenablas, cbwr, memory, mkl, numba, openblas, version};
use crate::ffi::{cblas, fortran, lapacke, xerbla};
use crate::scalar::{c32, c64};

table! { fortran_names {
    dot => dotu: s d;   dotu: c z;   dotc: c z;
    axpy: s d c z;   copy: s d c z;   swap: s d c z;
    scal: s d c z;   scal => rscal: cs zd;
    nrm2: s d sc dz;   asum: s d sc dz;   amax => iamax: is id ic iz;
    rot: s d cs zd;   rot => crot: c z;   rotm: s d;
    axpby: s d c z;   axpyc: c z;   sum: s d sc dz;
    amin => iamin: is id ic iz;   max => imax: is id;   min => imin: is id;
    amax: s d sc dz;   amin: s d sc dz;   max: s d;   min: s d;
    geadd: s d c z;   omatcopy: s d c z;   imatcopy: s d c z;

    gemv: s d c z;   trmv: s d c z;   trsv: s d c z;
    ger: s d;   geru: c z;   gerc: c z;
    gbmv: s d c z;   tbmv: s d c z;   tbsv: s d c z;   tpmv: s d c z;   tpsv: s d c z;
    symv: s d c z;   hemv: c z;   sbmv: s d c z;   hbmv: c z;   spmv: s d c z;   hpmv: c z;
    syr: s d c z;   her: c z;   spr: s d c z;   hpr: c z;
    syr2: s d c z;   her2: c z;   spr2: s d c z;   hpr2: c z;

    gemm: s d c z;   trmm: s d c z;   trsm: s d c z;
    syrk: s d c z;   herk: c z;
    symm: s d c z;   hemm: c z;   syr2k: s d c z;   her2k: c z;
    gemmt: s d c z;   gemmtr: s d c z;   gemm3m: c z;
    gemm_batch: s d c z;   gemm_batch_strided: s d c z;

    geqrf: s d c z;   geqr2: s d c z;
    orgqr => ungqr: s d;   ungqr: c z;   org2r => ung2r: s d;   ung2r: c z;
    ormqr => unmqr: s d;   unmqr: c z;   orm2r => unm2r: s d;   unm2r: c z;
    larfg: s d c z;   larf: s d c z;   larft: s d c z;   larfb: s d c z;
} }

table! { cblas_names {
    dot: s d;   dotu_sub: c z;   dotc_sub: c z;   dotu => dot: c z;   dotc: c z;
    axpy: s d c z;   copy: s d c z;   swap: s d c z;
    scal: s d c z;   scal => rscal: cs zd;
    nrm2: s d sc dz;   asum: s d sc dz;   amax => iamax: is id ic iz;
    rot: s d cs zd;   rot => crot: c z;   rotm: s d;
    axpby: s d c z;   axpyc: c z;   sum: s d sc dz;
    amin => iamin: is id ic iz;   max => imax: is id;   min => imin: is id;
    amax: s d sc dz;   amin: s d sc dz;
    geadd: s d c z;   omatcopy: s d c z;   imatcopy: s d c z;

    gemv: s d c z;   trmv: s d c z;   trsv: s d c z;
    ger: s d;   geru: c z;   gerc: c z;
    gbmv: s d c z;   tbmv: s d c z;   tbsv: s d c z;   tpmv: s d c z;   tpsv: s d c z;
    symv: s d;   hemv: c z;   sbmv: s d;   hbmv: c z;   spmv: s d;   hpmv: c z;
    syr: s d;   her: c z;   spr: s d;   hpr: c z;
    syr2: s d;   her2: c z;   spr2: s d;   hpr2: c z;

    gemm: s d c z;   trmm: s d c z;   trsm: s d c z;
    syrk: s d c z;   herk: c z;
    symm: s d c z;   hemm: c z;   syr2k: s d c z;   her2k: c z;
    gemmt: s d c z;   gemmtr: s d c z;   gemm3m: c z;
    gemm_batch: s d c z;   gemm_batch_strided: s d c z;
} }

// What has no integers, or is of two precisions, in Fortran and CBLAS.
level1_names! {
    srotg => rotg of f32;   drotg => rotg of f64;   crotg => crotg of f32;   zrotg => crotg of f64;
    srotmg => rotmg of f32;   drotmg => rotmg of f64;
    scabs1 => cabs1 of c32;   dcabs1 => cabs1 of c64;
    dsdot => dsdot of integers;   sdsdot => sdsdot of integers;
}

// What programs find in the reference's library besides.
jump!("lsame_" => fortran::lsame::<i32>);
jump!("lsame_64_" => fortran::lsame::<i64>);
jump!("scipy_lsame_" => fortran::lsame::<i32>);
jump!("scipy_lsame_64_" => fortran::lsame::<i64>);

table! { lapacke_names {
    geqrf: s d c z;   geqrf_work: s d c z;
    geqr2: s d c z;   geqr2_work: s d c z;
    orgqr => ungqr: s d;   orgqr_work => ungqr_work: s d;
    ungqr: c z;   ungqr_work: c z;
    ormqr => unmqr: s d;   ormqr_work => unmqr_work: s d;
    unmqr: c z;   unmqr_work: c z;
    larfg: s d c z;   larfg_work: s d c z;
    larft: s d c z;   larft_work: s d c z;
    larfb: s d c z;   larfb_work: s d c z;
} }

// The error handlers, which a program may replace. Not under the wheels' names: their OpenBLAS has those, for NumPy
// and SciPy to replace.
jump!("xerbla_" => xerbla::xerbla::<i32>);
jump!("xerbla_64_" => xerbla::xerbla::<i64>);
jump!("xerbla_array_" => xerbla::xerbla_array::<i32>);
jump!("xerbla_array_64_" => xerbla::xerbla_array::<i64>);
jump!("cblas_xerbla" => xerbla::cblas_xerbla::<i32>);
jump!("cblas_xerbla_64" => xerbla::cblas_xerbla::<i64>);
jump!("cblas_xerbla64_" => xerbla::cblas_xerbla::<i64>);
jump!("LAPACKE_xerbla" => xerbla::lapacke_xerbla::<i32>);
jump!("LAPACKE_xerbla_64" => xerbla::lapacke_xerbla::<i64>);
jump!("LAPACKE_xerbla64_" => xerbla::lapacke_xerbla::<i64>);

// LAPACKE's switch, which has the same type in both widths.
jump!("LAPACKE_get_nancheck" => nancheck::get_nancheck);
jump!("LAPACKE_get_nancheck_64" => nancheck::get_nancheck);
jump!("LAPACKE_get_nancheck64_" => nancheck::get_nancheck);
jump!("scipy_LAPACKE_get_nancheck" => nancheck::get_nancheck);
jump!("scipy_LAPACKE_get_nancheck64_" => nancheck::get_nancheck);
jump!("LAPACKE_set_nancheck" => nancheck::set_nancheck);
jump!("LAPACKE_set_nancheck_64" => nancheck::set_nancheck);
jump!("LAPACKE_set_nancheck64_" => nancheck::set_nancheck);
jump!("scipy_LAPACKE_set_nancheck" => nancheck::set_nancheck);
jump!("scipy_LAPACKE_set_nancheck64_" => nancheck::set_nancheck);

openblas_names! {
    openblas_set_num_threads => set_num_threads;
    goto_set_num_threads => set_num_threads;
    openblas_get_num_threads => get_num_threads;
    openblas_set_num_threads_local => set_num_threads_local;
    openblas_get_num_procs => get_num_procs;
    openblas_get_parallel => get_parallel;
    openblas_get_corename => get_corename;
    openblas_set_threads_callback_function => set_threads_callback_function;
}
openblas_fortran_names! {
    openblas_set_num_threads => set_num_threads_fortran;
    openblas_get_num_threads => get_num_threads;
    openblas_get_num_procs => get_num_procs;
    openblas_get_parallel => get_parallel;
}
// What it says depends on the integers.
jump!("openblas_get_config" => openblas::get_config::<i32>);
jump!("openblas_get_config64_" => openblas::get_config::<i64>);
jump!("openblas_get_config_64" => openblas::get_config::<i64>);
jump!("scipy_openblas_get_config" => openblas::get_config::<i32>);
jump!("scipy_openblas_get_config64_" => openblas::get_config::<i64>);
jump!("scipy_openblas_get_config_64" => openblas::get_config::<i64>);

mkl_names! {
    MKL_Set_Num_Threads mkl_set_num_threads => mkl::set_num_threads of integers;
    MKL_Set_Num_Threads_Local mkl_set_num_threads_local => mkl::set_num_threads_local of integers;
    MKL_Get_Max_Threads mkl_get_max_threads => mkl::get_max_threads;
    MKL_Domain_Set_Num_Threads mkl_domain_set_num_threads => mkl::domain_set_num_threads of integers;
    MKL_Domain_Get_Max_Threads mkl_domain_get_max_threads => mkl::domain_get_max_threads of integers;
    MKL_Set_Dynamic mkl_set_dynamic => mkl::set_dynamic of integers;
    MKL_Get_Dynamic mkl_get_dynamic => mkl::get_dynamic;
    MKL_Set_Threading_Layer mkl_set_threading_layer => mkl::set_threading_layer of integers;
    MKL_Set_Interface_Layer mkl_set_interface_layer => mkl::set_interface_layer of integers;

    MKL_Get_Version mkl_get_version => version::get_version;
    MKL_Get_Version_String mkl_get_version_string => version::get_version_string, get_version_string_fortran;
    MKL_Verbose mkl_verbose => mkl::set_verbose of integers;
    MKL_Verbose_Output_File mkl_verbose_output_file => mkl::verbose_output_file, verbose_output_file_fortran;
    MKL_CBWR_Set mkl_cbwr_set => cbwr::set of integers;
    MKL_CBWR_Get mkl_cbwr_get => cbwr::get of integers;
    MKL_CBWR_Get_Auto_Branch mkl_cbwr_get_auto_branch => cbwr::get_auto_branch;
    MKL_Enable_Instructions mkl_enable_instructions => mkl::enable_instructions of integers;
    MKL_Finalize mkl_finalize => mkl::finalize;
    MKL_Set_Exit_Handler mkl_set_exit_handler => mkl::set_exit_handler;

    MKL_malloc mkl_malloc => memory::malloc, malloc_fortran;
    MKL_calloc mkl_calloc => memory::calloc, calloc_fortran;
    MKL_realloc mkl_realloc => memory::realloc, realloc_fortran;
    MKL_free mkl_free => memory::free, free_fortran;
    MKL_Free_Buffers mkl_free_buffers => memory::free_buffers;
    MKL_Thread_Free_Buffers mkl_thread_free_buffers => memory::free_buffers;
    MKL_Mem_Stat mkl_mem_stat => memory::mem_stat;
    MKL_Disable_Fast_MM mkl_disable_fast_mm => memory::disable_fast_mm;
}
// MKL has them in small letters only.
jump!("mkl_set_xerbla" => mkl::set_xerbla);
jump!("mkl_set_xerbla_" => mkl::set_xerbla);
jump!("mkl_set_progress" => mkl::set_progress);
jump!("mkl_set_progress_" => mkl::set_progress);

// Our own.
jump!("arenablas_get_version" => arenablas::get_version);
jump!("arenablas_get_kernels" => arenablas::get_kernels);
jump!("arenablas_get_capacity" => arenablas::get_capacity);
jump!("arenablas_get_max_threads" => arenablas::get_max_threads);
jump!("arenablas_get_process_limit" => arenablas::get_process_limit);
jump!("arenablas_set_process_limit" => arenablas::set_process_limit);
jump!("arenablas_get_thread_limit" => arenablas::get_thread_limit);
jump!("arenablas_set_thread_limit" => arenablas::set_thread_limit);
jump!("arenablas_limit_begin" => arenablas::limit_begin);
jump!("arenablas_limit_end" => arenablas::limit_end);
jump!("arenablas_get_layer" => arenablas::get_layer);
jump!("arenablas_set_layer" => arenablas::set_layer);
jump!("arenablas_get_layer_name" => arenablas::get_layer_name);
jump!("arenablas_get_stats" => arenablas::get_stats);
jump!("arenablas_free_buffers" => arenablas::free_buffers);
jump!("arenablas_parallel_for" => arenablas::parallel_for);
jump!("arenablas_group_new" => arenablas::group_new);
jump!("arenablas_group_run" => arenablas::group_run);
jump!("arenablas_group_wait" => arenablas::group_wait);
jump!("arenablas_group_free" => arenablas::group_free);
jump!("arenablas_core_take" => arenablas::core_take);
jump!("arenablas_core_try_take" => arenablas::core_try_take);
jump!("arenablas_core_keep" => arenablas::core_keep);
jump!("arenablas_core_give" => arenablas::core_give);
jump!("arenablas_core_retake" => arenablas::core_retake);
jump!("arenablas_core_sign" => arenablas::core_sign);

// Numba's threading layer.
jump!("arenablas_numba_launch_threads" => numba::launch_threads);
jump!("arenablas_numba_get_num_threads" => numba::get_num_threads);
jump!("arenablas_numba_set_num_threads" => numba::set_num_threads);
jump!("arenablas_numba_get_thread_id" => numba::get_thread_id);
jump!("arenablas_numba_get_parallel_chunksize" => numba::get_parallel_chunksize);
jump!("arenablas_numba_set_parallel_chunksize" => numba::set_parallel_chunksize);
jump!("arenablas_numba_get_sched_size" => numba::get_sched_size);
jump!("arenablas_numba_allocate_sched" => numba::allocate_sched);
jump!("arenablas_numba_deallocate_sched" => numba::deallocate_sched);
jump!("arenablas_numba_do_scheduling_signed" => numba::do_scheduling);
jump!("arenablas_numba_do_scheduling_unsigned" => numba::do_scheduling);
jump!("arenablas_numba_parallel_for" => numba::parallel_for);
