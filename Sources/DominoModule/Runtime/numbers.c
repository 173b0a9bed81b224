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

// Division by shifting and subtracting; both halves fit 64 bits in most of our sums.
static unsigned_wide divided(unsigned_wide value, unsigned_wide by, unsigned_wide *rest) {
    if (by == 0) __builtin_trap();
    if (value <= UINT64_MAX && by <= UINT64_MAX) {
        *rest = (uint64_t)value % (uint64_t)by;
        return (uint64_t)value / (uint64_t)by;
    }
    unsigned_wide quotient = 0;
    *rest = 0;
    for (int bit = 127; bit >= 0; bit--) {
        int carries = (int)(*rest >> 127);
        *rest = *rest << 1 | (value >> bit & 1);
        if (carries || *rest >= by) {
            *rest -= by;
            quotient |= (unsigned_wide)1 << bit;
        }
    }
    return quotient;
}

static unsigned_wide size(wide value) { return value < 0 ? -(unsigned_wide)value : (unsigned_wide)value; }

wide __divti3(wide value, wide by) {
    unsigned_wide rest, quotient = divided(size(value), size(by), &rest);
    return (value < 0) != (by < 0) ? (wide)-quotient : (wide)quotient;
}

wide __modti3(wide value, wide by) {
    unsigned_wide rest;
    divided(size(value), size(by), &rest);
    return value < 0 ? (wide)-rest : (wide)rest;
}
