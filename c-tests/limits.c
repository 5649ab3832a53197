/* When things can't be had: no threads, no memory, little stack; a thousand callers, callers that are cancelled, signals
 * without end. Every call completes, with the same bits. */
#define _GNU_SOURCE
#include "cases.h"
#include "work.h"
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>

enum { NOBODY = 65534, CAPACITY = 4 };

static uint64_t expected;
static struct shared {
    struct work work;
    uint64_t hash;
} * reference;

/* What a single thread computes, in another process: this one has called nothing yet. */
static uint64_t alone(void) {
    reference = mmap(NULL, sizeof *reference, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (reference == MAP_FAILED) abort();
    const pid_t child = fork();
    if (child == 0) {
        setenv("ARENABLAS_THREADING_LAYER", "sequential", 1);
        reference->hash = compute(&reference->work);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    CHECK(reference->hash);
    return reference->hash;
}

/* Without memory for packed panels sums are rounded in another order. */
static double error(const struct work* work) {
    double most = 0;
    for (int i = 0; i < N * N; i++) {
        most = fmax(most, fabs(work->b[i] - reference->work.b[i]));
        most = fmax(most, fabs(work->c[i] - reference->work.c[i]));
    }
    return most;
}
static int is_near(struct work* work) { return compute(work) != 0 && error(work) < 1e-10; }

static void* nothing(void* unused) { return unused; }

static int no_threads(void) {
    struct work* work = new_work();
    struct rlimit limit;
    pthread_t thread;
    expected = alone();
    /* Root may have as many as it likes. */
    if (getuid() == 0) CHECK(!setgid(NOBODY) && !setuid(NOBODY));
    getrlimit(RLIMIT_NPROC, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 1;
    CHECK(!setrlimit(RLIMIT_NPROC, &limit));
    CHECK(pthread_create(&thread, NULL, nothing, NULL) == EAGAIN);
    for (int i = 0; i < 50; i++) CHECK(compute(work) == expected);
    CHECK(of_process("Threads") == 1);
    /* When they can be had again, they come. */
    limit.rlim_cur = before;
    CHECK(!setrlimit(RLIMIT_NPROC, &limit));
    for (double end = seconds() + 20; of_process("Threads") == 1 && seconds() < end;) CHECK(compute(work) == expected);
    CHECK(of_process("Threads") > 1);
    return 1;
}

/* Limits the address space to what there is and `room` more. */
static void leave_room(size_t room) {
    struct rlimit limit;
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = (rlim_t)of_process("VmSize") * 1024 + room;
    CHECK(!setrlimit(RLIMIT_AS, &limit));
}
/* Threads end, and the process: that takes memory, too. */
static void end_scarcity(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = limit.rlim_max;
    CHECK(!setrlimit(RLIMIT_AS, &limit));
}

/* Takes all that malloc has, and gives back `room` in small pieces. */
static void exhaust(size_t room) {
    static void* pieces[1 << 16];
    size_t n = 0, sizes[] = {1 << 20, 1 << 16, 1 << 12, 1 << 8, 1 << 6, 24};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (void* piece; (piece = malloc(sizes[i]));)
            if (sizes[i] == 1 << 8 && n < 1 << 16) pieces[n++] = piece;
    for (size_t given = 0; n && given < room; given += 1 << 8) free(pieces[--n]);
}

static struct work* scarce;

static int no_memory_for_the_first_call(void) {
    scarce = new_work();
    expected = alone();
    leave_room(0);
    exhaust(0);
    for (int i = 0; i < 10; i++) CHECK(is_near(scarce));
    end_scarcity();
    return 2;
}
static int no_memory_later(void) {
    scarce = new_work();
    expected = alone();
    CHECK(compute(scarce) == expected);
    leave_room(0);
    exhaust(0);
    for (int i = 0; i < 10; i++) CHECK(is_near(scarce));
    end_scarcity();
    return 3;
}
/* Every amount between nothing and enough. */
static int little_memory(void) {
    scarce = new_work();
    expected = alone();
    for (size_t room = 256; room < (size_t)64 << 20; room += room / 2) {
        int status;
        const int fragments = room < 1 << 17;
        const pid_t child = fork();
        if (child == 0) {
            leave_room(fragments ? 0 : room);
            if (fragments) exhaust(room);
            for (int i = 0; i < 3; i++) CHECK(is_near(scarce));
            _exit(failures != 0);
        }
        waitpid(child, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status)) fprintf(stderr, "with %zu bytes: %x\n", room, status), failures++;
    }
    return 4;
}

static void* compute_once(void* work) {
    CHECK(compute(work) == expected);
    return NULL;
}
static int small_stacks(void) {
    pthread_t threads[8];
    pthread_attr_t small;
    expected = alone();
    pthread_attr_init(&small);
    CHECK(!pthread_attr_setstacksize(&small, 64 << 10));
    /* The first of them makes the arena. */
    for (int round = 0; round < 5; round++) {
        const int n = round ? 8 : 1;
        for (int i = 0; i < n; i++) CHECK(!pthread_create(&threads[i], &small, compute_once, new_work()));
        for (int i = 0; i < n; i++) pthread_join(threads[i], NULL);
    }
    return 5;
}

static pthread_barrier_t all_there;
static void* call_together(void* work) {
    pthread_barrier_wait(&all_there);
    for (int i = 0; i < 2; i++) CHECK(product(work) == expected);
    return NULL;
}
static int a_thousand_callers(void) {
    static pthread_t threads[1000];
    static struct work* works[1000];
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 128 << 10);
    pthread_barrier_init(&all_there, NULL, 1000);
    expected = product(new_work());
    for (int i = 0; i < 1000; i++) {
        works[i] = new_work();
        CHECK(!pthread_create(&threads[i], &small, call_together, works[i]));
    }
    for (int i = 0; i < 1000; i++) pthread_join(threads[i], NULL);
    CHECK(of_process("Threads") <= 1 + CAPACITY);
    return 6;
}

static void* compute_until_cancelled(void* work) {
    for (;;) {
        CHECK(compute(work) == expected);
        pthread_testcancel();
    }
    return NULL;
}
/* A cancelled thread ends where its program lets it, not in the library; the first call of all included. */
static int cancelled_callers(void) {
    pthread_t threads[8];
    void* result;
    expected = alone();
    for (int round = 0; round < 25; round++) {
        const int n = round ? 8 : 1;
        struct work* works[8];
        for (int i = 0; i < n; i++) {
            works[i] = new_work();
            CHECK(!pthread_create(&threads[i], NULL, compute_until_cancelled, works[i]));
        }
        if (round) usleep((useconds_t)(1000 + 997 * round));
        for (int i = 0; i < n; i++) CHECK(!pthread_cancel(threads[i]));
        for (int i = 0; i < n; i++) {
            CHECK(!pthread_join(threads[i], &result) && result == PTHREAD_CANCELED);
            free(works[i]);
        }
    }
    CHECK(compute(new_work()) == expected);
    return 7;
}

static volatile sig_atomic_t alarms;
static void count_alarm(int signal) {
    (void)signal;
    alarms++;
}
static int signals_without_end(void) {
    const struct sigaction count = {.sa_handler = count_alarm}; /* no SA_RESTART: waits are interrupted */
    const struct itimerval often = {{0, 100}, {0, 100}};
    pthread_t threads[2];
    struct work* work = new_work();
    expected = alone();
    sigaction(SIGVTALRM, &count, NULL);
    sigaction(SIGPROF, &count, NULL);
    sigaction(SIGUSR1, &count, NULL);
    setitimer(ITIMER_PROF, &often, NULL);
    setitimer(ITIMER_VIRTUAL, &often, NULL);
    for (int i = 0; i < 50; i++) {
        for (int j = 0; j < 2; j++) CHECK(!pthread_create(&threads[j], NULL, compute_once, new_work()));
        for (int j = 0; j < 20; j++) pthread_kill(threads[j % 2], SIGUSR1), usleep(100);
        CHECK(compute(work) == expected);
        for (int j = 0; j < 2; j++) pthread_join(threads[j], NULL);
    }
    CHECK(alarms > 100);
    return 8;
}

int main(int argc, char** argv) {
    static const struct one_case cases[] = {
        {"no-threads", no_threads, 1},
        {"no-memory-for-the-first-call", no_memory_for_the_first_call, 2},
        {"no-memory-later", no_memory_later, 3},
        {"little-memory", little_memory, 4},
        {"small-stacks", small_stacks, 5},
        {"a-thousand-callers", a_thousand_callers, 6},
        {"cancelled-callers", cancelled_callers, 7},
        {"signals-without-end", signals_without_end, 8},
        {0},
    };
    return run_cases(argc, argv, cases);
}
