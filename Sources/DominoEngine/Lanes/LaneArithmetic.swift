// Arithmetic that SIMD types lack or have only lane by lane. Everything is + - * /, comparisons and bit patterns, so that
// it gives the same bits natively and in WebAssembly.

/// Adding and subtracting it rounds a Float below 2^22 to the nearest integer: there Floats are 1 apart.
private let roundingShift: Float = 12_582_912

/// The nearest integer of each lane.
/// - Precondition: below 2^22 in size.
@inline(__always)
func nearest(_ lanes: Lanes) -> Lanes { (lanes + roundingShift) - roundingShift }

/// What `shiftedIntegers` are too large by: the bits of `roundingShift`.
let integerShift: Int32 = 0x4B40_0000

/// The nearest integer of each lane, as an integer, and `integerShift` more.
/// - Precondition: below 2^22 in size.
@inline(__always)
func shiftedIntegers(_ lanes: Lanes) -> SIMD16<Int32> {
    unsafeBitCast(lanes + roundingShift, to: SIMD16<Int32>.self)
}

/// The nearest integer of each lane, as an integer.
/// - Precondition: below 2^22 in size.
@inline(__always)
func integers(_ lanes: Lanes) -> SIMD16<Int32> { shiftedIntegers(lanes) &- integerShift }

/// The largest integer not above each lane.
/// - Precondition: below 2^22 in size.
@inline(__always)
func flooredIntegers(_ lanes: Lanes) -> SIMD16<Int32> {
    let nearest = integers(lanes)
    let isAbove = (lanes + roundingShift) - roundingShift .> lanes
    return nearest.replacing(with: nearest &- 1, where: isAbove)
}

/// The sum of the lanes, half onto half: `wrappedSum` is a call that goes lane by lane.
@inline(__always)
func total(_ lanes: SIMD16<Int32>) -> Int32 {
    let eight = lanes.lowHalf &+ lanes.highHalf
    let four = eight.lowHalf &+ eight.highHalf
    let two = four.lowHalf &+ four.highHalf
    return two[0] &+ two[1]
}

/// Adding and subtracting it rounds a Float to the nearest 1/1024: between 8,192 and 16,384 Floats are 1/1024 apart.
private let gridShift: Float = 12_288

/// Days rounded to the grid of 1/1024.
/// - Precondition: below 4,096 days.
@inline(__always)
func onGrid(_ days: Lanes) -> Lanes { (days + gridShift) - gridShift }

/// The square root of each lane, to a unit or two in the last place; 0 of 0.
///
/// `squareRoot()` of a vector runs lane by lane, with a check each: three times the cost of a whole draw. Here a bit trick
/// gives `y` near 1/sqrt, to 4 %; what is left, `1 / sqrt(x * y * y)`, is a polynomial in `x * y * y - 1` (minimax on the
/// interval that the trick reaches, found by Remez' algorithm; 2.2e-8).
///
/// Evaluated in pairs, not from the inside out: arithmetic of Floats goes lane by lane until the compiler has found the
/// vectors again, which it does in expressions at most twelve operations deep.
@inline(__always)
func root(_ lanes: Lanes) -> Lanes {
    let inverse = unsafeBitCast(
        Words(repeating: 0x5F37_0000) &- (unsafeBitCast(lanes, to: Words.self) &>> 1), to: Lanes.self)
    let rough = lanes * inverse
    let rest = rough * inverse - 1
    let square = rest * rest
    let outer = (0.374_985_18 - rest * 0.313_887_8) + square * 0.278_575_3
    return rough * ((1 - rest * 0.499_998_43) + square * outer)
}

/// `word + 0.5` of each lane, rounded once. (`Lanes(words)` goes lane by lane.)
///
/// The halves of a word are set into the digits of Floats at whose size a digit is worth as much as theirs: 2^39 and 2^22.
@inline(__always)
func centred(_ words: Words) -> Lanes {
    let high = unsafeBitCast((words &>> 16) | 0x5300_0000, to: Lanes.self) - (0x1p39 + 0x1p22)
    let low = unsafeBitCast(((words &<< 1) & 0x1_FFFE) | 0x4A80_0001, to: Lanes.self)
    return high + low
}
