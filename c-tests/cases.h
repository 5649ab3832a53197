/* Programs of several cases, each of which needs a process of its own: without arguments, main runs every case in a new
 * process of this program, in both layers that have workers, and compares how it ended. Define _GNU_SOURCE first. */
#ifndef CASES_H
#define CASES_H
#include "check.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct one_case {
    const char* name;
    int (*run)(void);
    int status; /* that it ends with */
};

enum { SECONDS = 180 }; /* a hang fails, it doesn't wait for ever */

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* A line of /proc/self/status, as a number: KiB, or a count. */
static long of_process(const char* name) {
    char line[256];
    long value = -1;
    FILE* status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, name, strlen(name)) && line[strlen(name)] == ':') value = atol(line + strlen(name) + 1);
    if (status) fclose(status);
    return value;
}

static int run_cases(int argc, char** argv, const struct one_case* cases) {
    static const char* const layers[] = {"tbb", "omp"};
    if (argc > 1) {
        for (; cases->name; cases++)
            if (!strcmp(cases->name, argv[1])) {
                alarm(SECONDS);
                const int status = cases->run();
                return failures ? 99 : status;
            }
        return 98;
    }
    setenv("ARENABLAS_CAPACITY", "4", 1);
    for (; cases->name; cases++)
        for (int layer = 0; layer < 2; layer++) {
            int status = 0;
            const double start = seconds();
            setenv("ARENABLAS_THREADING_LAYER", layers[layer], 1);
            const pid_t child = fork();
            if (child == 0) {
                execl("/proc/self/exe", argv[0], cases->name, (char*)0);
                _exit(97);
            }
            waitpid(child, &status, 0);
            printf("%s %s: %.1f s\n", cases->name, layers[layer], seconds() - start);
            fflush(stdout);
            CHECK(WIFEXITED(status) && WEXITSTATUS(status) == cases->status);
        }
    return failures != 0;
}

#endif
