/* The ends of things: of the process while calls run, in every way there is; of threads, by the thousand. */
#define _GNU_SOURCE
#include "cases.h"
#include "work.h"
#include <pthread.h>

enum { CALLERS = 4, SHORT_THREADS = 10000 };

static uint64_t expected;

static void* call_for_ever(void* unused) {
    struct work* work = new_work();
    for (;;) CHECK(compute(work) == expected);
    return unused;
}

static void start_callers(void) {
    struct work* work = new_work();
    expected = compute(work);
    for (int i = 0; i < CALLERS; i++) {
        pthread_t caller;
        CHECK(!pthread_create(&caller, NULL, call_for_ever, NULL));
    }
    usleep(30000);
    CHECK(compute(work) == expected);
    free(work);
}

/* The library works until the very end. */
static void call_at_exit(void) {
    struct work* work = new_work();
    if (compute(work) != expected || failures) _exit(96);
    free(work);
}

static int main_returns(void) {
    atexit(call_at_exit);
    start_callers();
    return 7;
}
static int exits(void) {
    atexit(call_at_exit);
    start_callers();
    exit(8);
}
static int exits_quickly(void) {
    at_quick_exit(call_at_exit);
    start_callers();
    quick_exit(9);
}
static int ends_at_once(void) {
    start_callers();
    _exit(10);
}
static void* exit_from_here(void* unused) {
    (void)unused;
    exit(11);
}
static int another_thread_exits(void) {
    struct work* work = new_work();
    pthread_t thread;
    atexit(call_at_exit);
    start_callers();
    CHECK(!pthread_create(&thread, NULL, exit_from_here, NULL));
    for (;;) CHECK(compute(work) == expected);
    return 0;
}
/* The process goes on without its first thread. */
static void* outlive(void* first) {
    struct work* work = new_work();
    pthread_join(*(pthread_t*)first, NULL);
    for (int i = 0; i < 20; i++) CHECK(compute(work) == expected);
    exit(failures ? 99 : 12);
}
static int first_thread_ends(void) {
    static pthread_t first, other;
    start_callers();
    first = pthread_self();
    CHECK(!pthread_create(&other, NULL, outlive, &first));
    pthread_exit(NULL);
}

/* Keys that are left for the program. */
static int keys_left(void) {
    pthread_key_t keys[2048];
    int n = 0;
    while (n < 2048 && !pthread_key_create(&keys[n], NULL)) n++;
    for (int i = 0; i < n; i++) pthread_key_delete(keys[i]);
    return n;
}

static void* call_once(void* work) {
    CHECK(product(work) == expected);
    return NULL;
}
static int short_threads(void) {
    struct work* work[2] = {new_work(), new_work()};
    long kib = 0, address_kib = 0;
    int keys = 0;
    expected = product(work[0]);
    for (int i = 0; i < SHORT_THREADS; i += 2) {
        pthread_t threads[2];
        for (int j = 0; j < 2; j++) CHECK(!pthread_create(&threads[j], NULL, call_once, work[j]));
        for (int j = 0; j < 2; j++) pthread_join(threads[j], NULL);
        if (i == SHORT_THREADS / 5) kib = of_process("VmRSS"), address_kib = of_process("VmSize"), keys = keys_left();
    }
    printf("%d threads: %+ld KiB resident, %+ld KiB of addresses\n", SHORT_THREADS, of_process("VmRSS") - kib,
           of_process("VmSize") - address_kib);
    CHECK(of_process("VmRSS") - kib < 2048);
    CHECK(of_process("VmSize") - address_kib < 64 * 1024);
    CHECK(keys_left() == keys);
    CHECK(of_process("Threads") <= 1 + 4);
    return 13;
}

int main(int argc, char** argv) {
    static const struct one_case cases[] = {
        {"main-returns", main_returns, 7},
        {"exit", exits, 8},
        {"quick-exit", exits_quickly, 9},
        {"_exit", ends_at_once, 10},
        {"another-thread-exits", another_thread_exits, 11},
        {"first-thread-ends", first_thread_ends, 12},
        {"short-threads", short_threads, 13},
        {0},
    };
    return run_cases(argc, argv, cases);
}
