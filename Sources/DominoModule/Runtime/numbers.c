// Arithmetic that the compiler calls for where the machine has no instruction: sums of 128 bits, and rounding. Only for
// the bare WebAssembly module, as runtime.c. Each gives the very bits its native counterpart gives; a test compares.

#include <stdint.h>

typedef __int128 wide;
typedef unsigned __int128 unsigned_wide;

// The two halves of a wide integer: WebAssembly is little-endian.
union halves {
    wide all;
    struct {
        uint64_t low;
        uint64_t high;
    };
};

wide __ashlti3(wide value, int shift) {
    union halves in = {value}, out;
    if (shift & 64) {
        out.low = 0;
        out.high = in.low << (shift & 63);
    } else if (shift == 0) {
        return value;
    } else {
        out.low = in.low << shift;
        out.high = in.high << shift | in.low >> (64 - shift);
    }
    return out.all;
}

wide __lshrti3(wide value, int shift) {
    union halves in = {value}, out;
    if (shift & 64) {
        out.low = in.high >> (shift & 63);
        out.high = 0;
    } else if (shift == 0) {
        return value;
    } else {
        out.low = in.low >> shift | in.high << (64 - shift);
        out.high = in.high >> shift;
    }
    return out.all;
}

wide __ashrti3(wide value, int shift) {
    union halves in = {value}, out;
    if (shift & 64) {
        out.low = (uint64_t)((int64_t)in.high >> (shift & 63));
        out.high = (uint64_t)((int64_t)in.high >> 63);
    } else if (shift == 0) {
        return value;
    } else {
        out.low = in.low >> shift | in.high << (64 - shift);
        out.high = (uint64_t)((int64_t)in.high >> shift);
    }
    return out.all;
}

// By 32-bit digits, as on paper: what overflows 128 bits falls away.
wide __multi3(wide x, wide y) {
    union halves a = {x}, b = {y}, product;
    uint64_t a0 = a.low & UINT32_MAX, a1 = a.low >> 32;
    uint64_t b0 = b.low & UINT32_MAX, b1 = b.low >> 32;
    uint64_t low = a0 * b0;
    uint64_t middle = a1 * b0 + (low >> 32);
    uint64_t other = a0 * b1 + (middle & UINT32_MAX);
    product.low = other << 32 | (low & UINT32_MAX);
    product.high = a1 * b1 + (middle >> 32) + (other >> 32) + a.high * b.low + a.low * b.high;
    return product.all;
}

// The nearest whole number, halves away from zero: cutting off is exact, and so is what is left.
double round(double x) {
    double whole = __builtin_trunc(x);
    double rest = x - whole;
    if (rest >= 0.5) return whole + 1;
    if (rest <= -0.5) return whole - 1;
    return whole;
}

float roundf(float x) {
    float whole = __builtin_truncf(x);
    float rest = x - whole;
    if (rest >= 0.5f) return whole + 1;
    if (rest <= -0.5f) return whole - 1;
    return whole;
}
