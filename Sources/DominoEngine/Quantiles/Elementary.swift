// The C library's exp and log differ between platforms in the last bit. These use + - * / and bit patterns only, so
// that tables, and with them every result, have the same bits everywhere.

/// Natural logarithm.
///
/// `ln x = e ln 2 + ln m` with m in `sqrt(1/2)...sqrt(2)`, and `ln m = 2 artanh s`, `s = (m - 1) / (m + 1)`, by its
/// Taylor series (Abramowitz and Stegun 4.1.27) up to `s^19`: what is left out is below 3e-17 of the sum.
/// Relative error below 1e-15 (3e-16 measured against 40 digits); `-inf` at 0, NaN below.
public func naturalLog(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return .infinity }
    let isSubnormal = x < .leastNormalMagnitude
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    var exponent = Int(truncatingIfNeeded: bits >> 52) - (isSubnormal ? 1023 + 54 : 1023)
    var m = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if m > 0x1.6a09e667f3bcdp+0 {
        m *= 0.5
        exponent += 1
    }
    let s = (m - 1) / (m + 1)
    let z = s * s
    var series = 1.0 / 19
    series = series * z + 1.0 / 17
    series = series * z + 1.0 / 15
    series = series * z + 1.0 / 13
    series = series * z + 1.0 / 11
    series = series * z + 1.0 / 9
    series = series * z + 1.0 / 7
    series = series * z + 1.0 / 5
    series = series * z + 1.0 / 3
    let twice = 2 * s
    let e = Double(exponent)
    return e * ln2High + (twice + (twice * z * series + e * ln2Low))
}

/// `e^x`.
///
/// `e^x = 2^k e^r` with `|r| <= ln(2) / 2`; `e^r` by its Taylor series up to `r^13`: what is left out is below 5e-18.
/// Relative error below 1e-15 (2e-16 measured against 40 digits) where the result is a normal number; `+inf` from
/// 709.79 on, 0 below -745.2.
public func exponential(_ x: Double) -> Double {
    guard x < 710 else { return x.isNaN ? x : .infinity }
    guard x > -746 else { return x.isNaN ? x : 0 }
    let (k, r) = reduced(x)
    let power = 1 + (r + r * r * exponentialRest(r))
    // In two steps, as 2^k alone may be too large or too small.
    let half = k >> 1
    return power * powerOfTwo(half) * powerOfTwo(k - half)
}

/// `e^x - 1`: relative error below 2e-15 for small x too (6e-16 measured).
public func exponentialMinusOne(_ x: Double) -> Double {
    if x.magnitude > 0.34 { return exponential(x) - 1 }
    return x + x * x * exponentialRest(x)
}

/// The first 41 bits of ln 2, so that its multiples up to 4096 are exact; then the rest.
private let ln2High = 0x1.62e42fefa3p-1
private let ln2Low = 0x1.3de6af278ece6p-42

/// `x = k ln 2 + r`, `|r| <= ln(2) / 2` but for rounding.
private func reduced(_ x: Double) -> (k: Int, r: Double) {
    // Adding and taking off 3 * 2^51 rounds to a whole number.
    let k = (x * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52
    return (Int(k), (x - k * ln2High) - k * ln2Low)
}

/// `(e^r - 1 - r) / r^2` for `|r| <= 0.35`: 1/2! + r/3! + ...
private func exponentialRest(_ r: Double) -> Double {
    var series = 1.0 / 6_227_020_800
    series = series * r + 1.0 / 479_001_600
    series = series * r + 1.0 / 39_916_800
    series = series * r + 1.0 / 3_628_800
    series = series * r + 1.0 / 362_880
    series = series * r + 1.0 / 40_320
    series = series * r + 1.0 / 5040
    series = series * r + 1.0 / 720
    series = series * r + 1.0 / 120
    series = series * r + 1.0 / 24
    series = series * r + 1.0 / 6
    return series * r + 1.0 / 2
}

/// `2^k` for k in -1022...1023.
private func powerOfTwo(_ k: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: k + 1023) << 52)
}
