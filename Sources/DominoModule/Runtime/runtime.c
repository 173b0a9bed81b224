// What Swift's code calls where there is no C library: memory, and moving it about. Only for the bare WebAssembly
// module; native builds have their own, so this file is no part of the package's target.
//
// The allocator hands out blocks of a power of two and keeps those given back in one list a size. A page asks for few,
// large columns and asks for the same sizes again, so this loses at most half and cannot fragment. Fresh blocks are
// cut from the end of memory, which grows as needed; where it cannot, the instance traps: Swift does not expect null.

#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;

// Stands in the 16 bytes before what was asked for.
struct header {
    struct header *next;  // in the list of free blocks
    void *block;          // where the block begins: earlier than the header if it was moved up for alignment
    uint32_t size;        // bytes asked for
    uint32_t power;       // the block has 2^power bytes
};

enum { page = 65536, least = 16, header_bytes = sizeof(struct header) };

_Static_assert(header_bytes == 16, "so that what follows a header is aligned as the header is");

static struct header *given_back[32];
static uintptr_t end;

static void *fresh(uint32_t power) {
    if (end == 0) end = ((uintptr_t)&__heap_base + least - 1) & -(uintptr_t)least;
    uint64_t wanted = (uint64_t)end + ((uint64_t)1 << power);
    if (wanted > UINT32_MAX) __builtin_trap();
    uint64_t have = (uint64_t)__builtin_wasm_memory_size(0) * page;
    if (wanted > have) {
        uint64_t pages = (wanted - have + page - 1) / page;
        if (__builtin_wasm_memory_grow(0, (size_t)pages) == (size_t)-1) __builtin_trap();
    }
    void *block = (void *)end;
    end = (uintptr_t)wanted;
    return block;
}

static void *take(size_t alignment, size_t size) {
    size_t room = header_bytes + (alignment > least ? alignment : 0);
    if (size > ((size_t)1 << 31) - room) __builtin_trap();
    uint32_t power = 5;
    while (((size_t)1 << power) < size + room) power++;
    struct header *free_one = given_back[power];
    void *block = free_one ? free_one->block : fresh(power);
    if (free_one) given_back[power] = free_one->next;
    uintptr_t address = (uintptr_t)block + header_bytes;
    if (alignment > least) address = (address + alignment - 1) & -(uintptr_t)alignment;
    struct header *header = (struct header *)(address - header_bytes);
    header->block = block;
    header->size = (uint32_t)size;
    header->power = power;
    return (void *)address;
}

void *malloc(size_t size) { return take(least, size); }

void free(void *address) {
    if (!address) return;
    struct header *header = (struct header *)((uintptr_t)address - header_bytes);
    header->next = given_back[header->power];
    given_back[header->power] = header;
}

int posix_memalign(void **address, size_t alignment, size_t size) {
    *address = take(alignment, size);
    return 0;
}

void *aligned_alloc(size_t alignment, size_t size) { return take(alignment, size); }

// With bulk memory these are one instruction each; the compiler may not turn them into calls of themselves.
void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    __builtin_memcpy(to, from, count);
    return to;
}

void *memmove(void *to, const void *from, size_t count) {
    __builtin_memmove(to, from, count);
    return to;
}

void *memset(void *to, int byte, size_t count) {
    __builtin_memset(to, byte, count);
    return to;
}

void *calloc(size_t count, size_t size) {
    if (size != 0 && count > (size_t)-1 / size) __builtin_trap();
    return memset(malloc(count * size), 0, count * size);
}

void *realloc(void *address, size_t size) {
    void *moved = malloc(size);
    if (!address) return moved;
    size_t had = ((struct header *)((uintptr_t)address - header_bytes))->size;
    memcpy(moved, address, had < size ? had : size);
    free(address);
    return moved;
}
