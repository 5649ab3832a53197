/* MKL's functions about the library: limits, layers, versions, memory. Written by scripts/headers.py. */
#ifndef ARENABLAS_MKL_SERVICE_H
#define ARENABLAS_MKL_SERVICE_H

#include "arenablas.h"

typedef struct {
    int MajorVersion, MinorVersion, UpdateVersion, PatchVersion;
    const char *ProductStatus, *Build, *Processor, *Platform;
} MKLVersion;
typedef void (*MKLExitHandler)(int why);
typedef void (*XerblaEntry)(const char* name, const int* position, int length);
typedef int (*ProgressEntry)(int* thread, int* step, char* stage, int length);

#define MKL_DOMAIN_ALL 0
#define MKL_DOMAIN_BLAS 1
#define MKL_DOMAIN_FFT 2
#define MKL_DOMAIN_VML 3
#define MKL_DOMAIN_PARDISO 4
#define MKL_DOMAIN_LAPACK 5

#define MKL_INTERFACE_LP64 0
#define MKL_INTERFACE_ILP64 1
#define MKL_INTERFACE_GNU 2
#define MKL_THREADING_INTEL 0
#define MKL_THREADING_SEQUENTIAL 1
#define MKL_THREADING_GNU 3
#define MKL_THREADING_TBB 4

#define MKL_CBWR_BRANCH 1
#define MKL_CBWR_ALL (~0)
#define MKL_CBWR_OFF 0
#define MKL_CBWR_BRANCH_OFF 1
#define MKL_CBWR_AUTO 2
#define MKL_CBWR_COMPATIBLE 3
#define MKL_CBWR_AVX2 10
#define MKL_CBWR_AVX512 12
#define MKL_CBWR_STRICT 0x10000
#define MKL_CBWR_SUCCESS 0
#define MKL_CBWR_ERR_INVALID_INPUT (-2)
#define MKL_CBWR_ERR_UNSUPPORTED_BRANCH (-3)

#define MKL_ENABLE_AVX2 2
#define MKL_ENABLE_AVX512 4

#define mkl_cbwr_get MKL_CBWR_Get
#define mkl_cbwr_get_auto_branch MKL_CBWR_Get_Auto_Branch
#define mkl_cbwr_set MKL_CBWR_Set
#define mkl_disable_fast_mm MKL_Disable_Fast_MM
#define mkl_domain_get_max_threads MKL_Domain_Get_Max_Threads
#define mkl_domain_set_num_threads MKL_Domain_Set_Num_Threads
#define mkl_enable_instructions MKL_Enable_Instructions
#define mkl_finalize MKL_Finalize
#define mkl_free_buffers MKL_Free_Buffers
#define mkl_get_dynamic MKL_Get_Dynamic
#define mkl_get_max_threads MKL_Get_Max_Threads
#define mkl_get_version MKL_Get_Version
#define mkl_get_version_string MKL_Get_Version_String
#define mkl_mem_stat MKL_Mem_Stat
#define mkl_set_dynamic MKL_Set_Dynamic
#define mkl_set_exit_handler MKL_Set_Exit_Handler
#define mkl_set_interface_layer MKL_Set_Interface_Layer
#define mkl_set_num_threads MKL_Set_Num_Threads
#define mkl_set_num_threads_local MKL_Set_Num_Threads_Local
#define mkl_set_threading_layer MKL_Set_Threading_Layer
#define mkl_thread_free_buffers MKL_Thread_Free_Buffers
#define mkl_verbose MKL_Verbose
#define mkl_verbose_output_file MKL_Verbose_Output_File
#define mkl_calloc MKL_calloc
#define mkl_free MKL_free
#define mkl_malloc MKL_malloc
#define mkl_realloc MKL_realloc

#ifdef __cplusplus
extern "C" {
#endif

int MKL_CBWR_Get(int option);
int MKL_CBWR_Get_Auto_Branch(void);
int MKL_CBWR_Set(int setting);
int MKL_Disable_Fast_MM(void);
int MKL_Domain_Get_Max_Threads(int domain);
int MKL_Domain_Set_Num_Threads(int n, int domain);
int MKL_Enable_Instructions(int set);
void MKL_Finalize(void);
void MKL_Free_Buffers(void);
int MKL_Get_Dynamic(void);
int MKL_Get_Max_Threads(void);
void MKL_Get_Version(MKLVersion* version);
void MKL_Get_Version_String(char* buffer, int len);
long long MKL_Mem_Stat(int* buffers);
void MKL_Set_Dynamic(int on);
void MKL_Set_Exit_Handler(MKLExitHandler handler);
int MKL_Set_Interface_Layer(int code);
void MKL_Set_Num_Threads(int n);
int MKL_Set_Num_Threads_Local(int n);
int MKL_Set_Threading_Layer(int code);
void MKL_Thread_Free_Buffers(void);
int MKL_Verbose(int mode);
int MKL_Verbose_Output_File(const char* path);
void* MKL_calloc(size_t count, size_t size, int align);
void MKL_free(void* buffer);
void* MKL_malloc(size_t size, int align);
void* MKL_realloc(void* buffer, size_t size);
ProgressEntry mkl_set_progress(ProgressEntry progress);
XerblaEntry mkl_set_xerbla(XerblaEntry handler);

#ifdef __cplusplus
}
#endif

#endif
