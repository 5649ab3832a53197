/* CHECK(condition): counts and names what does not hold. */
#ifndef CHECK_H
#define CHECK_H
#include <stdio.h>

static int failures;
#define CHECK(condition) \
    ((condition) ? (void)0 : (void)(failures++, fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition)))

#endif
