// clock.hpp - what both peers share with Domino's own benchmarks: the processor's clock, and memory that is kept.
#pragma once
#include <malloc.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

// Seconds of processor time this process has used so far.
static inline double cpuSeconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

// Fresh pages are paid for once, in the warm-up, as in Domino's own benchmarks.
static inline void keepFreedMemory() {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);
}

// A number as its bits, so that programs of two languages can say that theirs is the same.
static inline uint64_t bits(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}
