/// Quantile of the standard normal distribution: the z below which it is with probability p.
///
/// Michael J. Wichura, Algorithm AS 241 (PPND16): The Percentage Points of the Normal Distribution, Applied Statistics
/// 37 (3), 1988, pages 477-484, with its published coefficients: rational functions of degree 7, relative error about
/// 1e-16 (7e-16 measured against 40 digits, arithmetic included). `-inf` at 0, `+inf` at 1, NaN outside.
public func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    let q = p - 0.5
    if q.magnitude <= 0.425 { return q * middle(0.180625 - q * q) }
    let r = (-naturalLog(q < 0 ? p : 1 - p)).squareRoot()
    let z = r <= 5 ? tail(r - 1.6) : farTail(r - 5)
    return q < 0 ? -z : z
}

/// For p in 0.075...0.925.
private func middle(_ r: Double) -> Double {
    var top = 2.5090809287301226727e+3
    top = top * r + 3.3430575583588128105e+4
    top = top * r + 6.7265770927008700853e+4
    top = top * r + 4.5921953931549871457e+4
    top = top * r + 1.3731693765509461125e+4
    top = top * r + 1.9715909503065514427e+3
    top = top * r + 1.3314166789178437745e+2
    top = top * r + 3.3871328727963666080e+0
    var bottom = 5.2264952788528545610e+3
    bottom = bottom * r + 2.8729085735721942674e+4
    bottom = bottom * r + 3.9307895800092710610e+4
    bottom = bottom * r + 2.1213794301586595867e+4
    bottom = bottom * r + 5.3941960214247511077e+3
    bottom = bottom * r + 6.8718700749205790830e+2
    bottom = bottom * r + 4.2313330701600911252e+1
    bottom = bottom * r + 1
    return top / bottom
}

/// Down to `e^-25`.
private func tail(_ r: Double) -> Double {
    var top = 7.74545014278341407640e-4
    top = top * r + 2.27238449892691845833e-2
    top = top * r + 2.41780725177450611770e-1
    top = top * r + 1.27045825245236838258e+0
    top = top * r + 3.64784832476320460504e+0
    top = top * r + 5.76949722146069140550e+0
    top = top * r + 4.63033784615654529590e+0
    top = top * r + 1.42343711074968357734e+0
    var bottom = 1.05075007164441684324e-9
    bottom = bottom * r + 5.47593808499534494600e-4
    bottom = bottom * r + 1.51986665636164571966e-2
    bottom = bottom * r + 1.48103976427480074590e-1
    bottom = bottom * r + 6.89767334985100004550e-1
    bottom = bottom * r + 1.67638483018380384940e+0
    bottom = bottom * r + 2.05319162663775882187e+0
    bottom = bottom * r + 1
    return top / bottom
}

/// Below `e^-25`.
private func farTail(_ r: Double) -> Double {
    var top = 2.01033439929228813265e-7
    top = top * r + 2.71155556874348757815e-5
    top = top * r + 1.24266094738807843860e-3
    top = top * r + 2.65321895265761230930e-2
    top = top * r + 2.96560571828504891230e-1
    top = top * r + 1.78482653991729133580e+0
    top = top * r + 5.46378491116411436990e+0
    top = top * r + 6.65790464350110377720e+0
    var bottom = 2.04426310338993978564e-15
    bottom = bottom * r + 1.42151175831644588870e-7
    bottom = bottom * r + 1.84631831751005468180e-5
    bottom = bottom * r + 7.86869131145613259100e-4
    bottom = bottom * r + 1.48753612908506148525e-2
    bottom = bottom * r + 1.36929880922735805310e-1
    bottom = bottom * r + 5.99832206555887937690e-1
    bottom = bottom * r + 1
    return top / bottom
}

// MARK: Exponentials and logarithms

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
