// Arithmetic that SIMD types lack or have only lane by lane. Everything is + - * /, comparisons and bit patterns, so that
// it gives the same bits natively and in WebAssembly.

/// Adding and subtracting it rounds a Float below 2^22 to the nearest integer: there Floats are 1 apart.
private let roundingShift: Float = 12_582_912

/// The nearest integer of each lane.
/// - Precondition: below 2^22 in size.
@inline(__always)
func nearest(_ lanes: Lanes) -> Lanes { (lanes + roundingShift) - roundingShift }

/// The nearest integer of each lane, as an integer.
/// - Precondition: below 2^22 in size.
@inline(__always)
func integers(_ lanes: Lanes) -> SIMD16<Int32> {
    unsafeBitCast(lanes + roundingShift, to: SIMD16<Int32>.self) &- 0x4B40_0000
}

/// The sum of the lanes, half onto half: `wrappedSum` is a call that goes lane by lane.
@inline(__always)
func total(_ lanes: SIMD16<Int32>) -> Int32 {
    let eight = lanes.lowHalf &+ lanes.highHalf
    let four = eight.lowHalf &+ eight.highHalf
    let two = four.lowHalf &+ four.highHalf
    return two[0] &+ two[1]
}

/// Days rounded to the grid of 1/1024.
/// - Precondition: below 4,096 days.
@inline(__always)
func onGrid(_ days: Lanes) -> Lanes { nearest(days * 1024) * 0x1p-10 }

/// The square root of each lane, to a unit or two in the last place; 0 of 0.
///
/// `squareRoot()` of a vector runs lane by lane, with a check each: three times the cost of a whole draw. Here a bit trick
/// gives 1/sqrt to 3 %, two Newton steps bring it to 5e-6, and a last one on the root itself does the rest.
@inline(__always)
func root(_ lanes: Lanes) -> Lanes {
    let half = lanes * 0.5
    var inverse = unsafeBitCast(
        Words(repeating: 0x5F37_5A86) &- (unsafeBitCast(lanes, to: Words.self) &>> 1), to: Lanes.self)
    inverse = inverse * (1.5 - half * inverse * inverse)
    inverse = inverse * (1.5 - half * inverse * inverse)
    let root = lanes * inverse
    return root + (0.5 * inverse) * (lanes - root * root)
}

/// `(word + 0.5) / 2^32` of each lane, rounded once: the two halves of a word are exact Floats.
@inline(__always)
func uniform(_ words: Words) -> Lanes {
    let high = unsafeBitCast((words &>> 16) | 0x4B00_0000, to: Lanes.self) - 8_388_608
    let low = unsafeBitCast((words & 0xFFFF) | 0x4B00_0000, to: Lanes.self) - 8_388_607.5
    return high * 0x1p-16 + low * 0x1p-32
}
