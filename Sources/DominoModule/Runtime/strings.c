// What strings, dictionaries and numbers in text need where there is no C library. Only for the bare WebAssembly
// module, as runtime.c.

#include <stddef.h>
#include <stdint.h>

int memcmp(const void *one, const void *other, size_t count) {
    const unsigned char *a = one, *b = other;
    for (; count >= 8; count -= 8, a += 8, b += 8) {
        uint64_t left, right;
        __builtin_memcpy(&left, a, 8);
        __builtin_memcpy(&right, b, 8);
        if (left != right) break;
    }
    for (; count > 0; count--, a++, b++)
        if (*a != *b) return *a < *b ? -1 : 1;
    return 0;
}

// The seed of hashes. No answer depends on the order of a dictionary, and a page has only its own reader's files, so
// that any bytes do.
void arc4random_buf(void *to, size_t count) {
    static uint32_t state = 2463534242;
    unsigned char *bytes = to;
    while (count-- > 0) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        *bytes++ = (unsigned char)state;
    }
}

// Room for 1,100 digits times a power of ten: 64 words of digits would do for any Double that is written in full.
enum { words = 512, most_digits = 1100 };

struct big {
    uint32_t count;  // of words in use; the last one is not 0
    uint32_t word[words];
};

static void multiply(struct big *number, uint32_t factor, uint32_t carry) {
    for (uint32_t i = 0; i < number->count; i++) {
        uint64_t product = (uint64_t)number->word[i] * factor + carry;
        number->word[i] = (uint32_t)product;
        carry = (uint32_t)(product >> 32);
    }
    if (carry != 0) number->word[number->count++] = carry;
}

static int bits(const struct big *number) {
    return (int)number->count * 32 - (number->count ? __builtin_clz(number->word[number->count - 1]) : 0);
}

static void shift_left(struct big *number, int by) {
    uint32_t whole = (uint32_t)by / 32, part = (uint32_t)by % 32;
    if (number->count == 0 || by == 0) return;
    number->word[number->count] = 0;
    for (uint32_t i = number->count + 1; i-- > 0;) {
        uint32_t low = i > 0 && part != 0 ? number->word[i - 1] >> (32 - part) : 0;
        number->word[i + whole] = number->word[i] << part | low;
    }
    for (uint32_t i = 0; i < whole; i++) number->word[i] = 0;
    number->count += whole + 1;
    while (number->count > 0 && number->word[number->count - 1] == 0) number->count--;
}

static int is_less(const struct big *a, const struct big *b) {
    if (a->count != b->count) return a->count < b->count;
    for (uint32_t i = a->count; i-- > 0;)
        if (a->word[i] != b->word[i]) return a->word[i] < b->word[i];
    return 0;
}

static void subtract(struct big *a, const struct big *b) {
    int64_t borrow = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        int64_t rest = (int64_t)a->word[i] - (i < b->count ? b->word[i] : 0) + borrow;
        a->word[i] = (uint32_t)rest;
        borrow = rest >> 32;
    }
    while (a->count > 0 && a->word[a->count - 1] == 0) a->count--;
}

// The Double nearest to mantissa * 2^exponent, halves to even; `has_more` says that a little is missing. The mantissa
// has more than 54 bits.
static double rounded(uint64_t mantissa, int exponent, int has_more) {
    int drop = 64 - __builtin_clzll(mantissa) - 53;
    if (exponent + drop < -1074) drop = -1074 - exponent;
    uint64_t kept = drop > 63 ? 0 : mantissa >> drop;
    uint64_t rest = drop > 63 ? 1 : mantissa & (((uint64_t)1 << drop) - 1), half = (uint64_t)1 << (drop > 63 ? 63 : drop - 1);
    if (rest > half || (rest == half && (has_more || (kept & 1)))) kept++;
    exponent += drop;
    if (kept >> 53) {
        kept >>= 1;
        exponent++;
    }
    if (kept != 0 && exponent > 971) return __builtin_inf();
    uint64_t pattern = kept >> 52 ? (uint64_t)(exponent + 1075) << 52 | (kept & (((uint64_t)1 << 52) - 1)) : kept;
    double value;
    __builtin_memcpy(&value, &pattern, sizeof value);
    return value;
}

// The Double nearest to digits * 10^exponent: the quotient of two whole numbers to 55 bits or more, and whether there is
// a rest.
static double nearest(struct big *digits, int exponent) {
    static struct big divisor;
    divisor.count = 1;
    divisor.word[0] = 1;
    for (; exponent > 0; exponent--) multiply(digits, 10, 0);
    for (; exponent < 0; exponent++) multiply(&divisor, 10, 0);
    int shift = bits(&divisor) - bits(digits) + 56;
    if (shift > 0) shift_left(digits, shift);
    if (shift < 0) shift_left(&divisor, -shift);
    // The quotient is below 2^57: the divisor is taken away in powers of two, the largest first, by doubling the rest.
    uint64_t quotient = 0;
    shift_left(&divisor, 57);
    for (int i = 0; i <= 57; i++) {
        quotient <<= 1;
        if (!is_less(digits, &divisor)) {
            subtract(digits, &divisor);
            quotient |= 1;
        }
        if (i < 57) shift_left(digits, 1);
    }
    return rounded(quotient, -shift, digits->count > 0);
}

// Reads `[+-]digits[.digits][e[+-]digits]`, correctly rounded, and says where it ends; null if it is none. Callers have
// checked that there are at most 1,024 characters.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
    static struct big digits;
    int is_negative = *text == '-', exponent = 0, count = 0, has_point = 0, has_digit = 0;
    if (*text == '-' || *text == '+') text++;
    digits.count = 0;
    for (;; text++) {
        if (*text == '.' && !has_point) {
            has_point = 1;
            continue;
        }
        if (*text < '0' || *text > '9') break;
        has_digit = 1;
        if (has_point) exponent--;
        if (count == 0 && *text == '0') continue;
        if (++count > most_digits) return NULL;
        multiply(&digits, 10, (uint32_t)(*text - '0'));
    }
    if (!has_digit) return NULL;
    if (*text == 'e' || *text == 'E') {
        const char *end = text + 1;
        int sign = *end == '-' ? -1 : 1, written = 0;
        if (*end == '-' || *end == '+') end++;
        if (*end >= '0' && *end <= '9') {
            for (; *end >= '0' && *end <= '9'; end++)
                if (written < 100000) written = written * 10 + (*end - '0');
            exponent += sign * written;
            text = end;
        }
    }
    double value = 0;
    if (count > 0 && count + exponent > 310) value = __builtin_inf();
    else if (count > 0 && count + exponent > -326) value = nearest(&digits, exponent);
    *result = is_negative ? -value : value;
    return text;
}
