/* Where a function comes from, for programs that print it. */
#ifndef WHERE_H
#define WHERE_H
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>

static int from_arenablas(const char *name)
{
    Dl_info info;
    void *function = dlsym(RTLD_DEFAULT, name);
    if (!function || !dladdr(function, &info)) {
        printf("%s: nowhere\n", name);
        return 0;
    }
    void *ours = dlsym(RTLD_DEFAULT, "arenablas_get_version");
    Dl_info library;
    printf("%s: %s\n", name, info.dli_fname);
    return ours && dladdr(ours, &library) && info.dli_fbase == library.dli_fbase;
}
#endif
