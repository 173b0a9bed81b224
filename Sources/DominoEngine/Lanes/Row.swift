/// Sixteen replicates (or slips, or sources) side by side.
///
/// Concrete on purpose: kernels generic over SIMD types ran 40 times slower, wider vectors 100 times.
public typealias Lanes = SIMD16<Float>

/// Which of sixteen lanes.
typealias LaneMask = SIMDMask<SIMD16<Int32>>

/// One column's value in 64 replicates: four vectors, as Philox draws them (replicate `16 * word + lane`).
public struct Row: BitwiseCopyable, Sendable {
    var a: Lanes
    var b: Lanes
    var c: Lanes
    var d: Lanes

    /// Replicates of a row.
    public static let count = 64

    @inline(__always)
    init(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// The same value everywhere.
    @inline(__always)
    public init(repeating value: Float) {
        let lanes = Lanes(repeating: value)
        self.init(lanes, lanes, lanes, lanes)
    }

    /// The value in one replicate.
    public subscript(replicate: Int) -> Float {
        get {
            switch replicate >> 4 {
            case 0: a[replicate & 15]
            case 1: b[replicate & 15]
            case 2: c[replicate & 15]
            default: d[replicate & 15]
            }
        }
        set {
            switch replicate >> 4 {
            case 0: a[replicate & 15] = newValue
            case 1: b[replicate & 15] = newValue
            case 2: c[replicate & 15] = newValue
            default: d[replicate & 15] = newValue
            }
        }
    }

    /// Copies the first replicates into a list.
    /// - Precondition: `0 <= count <= 64`, and the list has room for them.
    public func copy(_ count: Int, to values: inout [Float], at place: Int) {
        precondition(place >= 0 && count >= 0 && place + count <= values.count, "room for a row")
        guard count == Row.count else {
            for replicate in 0..<count { values[place + replicate] = self[replicate] }
            return
        }
        var span = values.mutableSpan
        for lane in 0..<16 {
            span[unchecked: place + lane] = a[lane]
            span[unchecked: place + 16 + lane] = b[lane]
            span[unchecked: place + 32 + lane] = c[lane]
            span[unchecked: place + 48 + lane] = d[lane]
        }
    }

    /// What `body` makes of each vector.
    @inline(__always)
    func map(_ body: (Lanes) -> Lanes) -> Row { Row(body(a), body(b), body(c), body(d)) }

    /// What `body` makes of each vector and another row's.
    @inline(__always)
    func combined(_ other: Row, _ body: (Lanes, Lanes) -> Lanes) -> Row {
        Row(body(a, other.a), body(b, other.b), body(c, other.c), body(d, other.d))
    }

    @inline(__always)
    static func + (x: Row, y: Row) -> Row { x.combined(y) { $0 + $1 } }
    @inline(__always)
    static func - (x: Row, y: Row) -> Row { x.combined(y) { $0 - $1 } }
    @inline(__always)
    static func * (x: Row, y: Row) -> Row { x.combined(y) { $0 * $1 } }
    @inline(__always)
    static func + (x: Row, y: Float) -> Row { x.map { $0 + y } }
    @inline(__always)
    static func - (x: Row, y: Float) -> Row { x.map { $0 - y } }
    @inline(__always)
    static func * (x: Row, y: Float) -> Row { x.map { $0 * y } }

    /// The larger value of each lane. (`pointwiseMax` was 60 times slower.)
    @inline(__always)
    func larger(_ other: Row) -> Row { combined(other) { $0.replacing(with: $1, where: $1 .> $0) } }
    /// The smaller value of each lane.
    @inline(__always)
    func smaller(_ other: Row) -> Row { combined(other) { $0.replacing(with: $1, where: $1 .< $0) } }
    /// The larger of each lane and a value.
    @inline(__always)
    func larger(_ value: Float) -> Row { larger(Row(repeating: value)) }

    /// Values of `other` where the mask holds.
    @inline(__always)
    func replacing(with other: Row, where mask: RowMask) -> Row {
        Row(
            a.replacing(with: other.a, where: mask.a), b.replacing(with: other.b, where: mask.b),
            c.replacing(with: other.c, where: mask.c), d.replacing(with: other.d, where: mask.d))
    }
    /// A value where the mask holds.
    @inline(__always)
    func replacing(with value: Float, where mask: RowMask) -> Row {
        replacing(with: Row(repeating: value), where: mask)
    }

    @inline(__always)
    static func .> (x: Row, y: Row) -> RowMask { RowMask(x.a .> y.a, x.b .> y.b, x.c .> y.c, x.d .> y.d) }
    @inline(__always)
    static func .>= (x: Row, y: Row) -> RowMask { RowMask(x.a .>= y.a, x.b .>= y.b, x.c .>= y.c, x.d .>= y.d) }
    @inline(__always)
    static func .== (x: Row, y: Row) -> RowMask { RowMask(x.a .== y.a, x.b .== y.b, x.c .== y.c, x.d .== y.d) }
    @inline(__always)
    static func .> (x: Row, y: Float) -> RowMask { x .> Row(repeating: y) }
    @inline(__always)
    static func .>= (x: Row, y: Float) -> RowMask { x .>= Row(repeating: y) }
    @inline(__always)
    static func .< (x: Row, y: Float) -> RowMask { Row(repeating: y) .> x }
    @inline(__always)
    static func .== (x: Row, y: Float) -> RowMask { x .== Row(repeating: y) }
}

/// Which of 64 replicates.
struct RowMask: Sendable {
    var a: LaneMask
    var b: LaneMask
    var c: LaneMask
    var d: LaneMask

    @inline(__always)
    init(_ a: LaneMask, _ b: LaneMask, _ c: LaneMask, _ d: LaneMask) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// All, or none.
    @inline(__always)
    init(repeating value: Bool) {
        let mask = LaneMask(repeating: value)
        self.init(mask, mask, mask, mask)
    }

    @inline(__always)
    static func .& (x: RowMask, y: RowMask) -> RowMask { RowMask(x.a .& y.a, x.b .& y.b, x.c .& y.c, x.d .& y.d) }
    @inline(__always)
    static func .| (x: RowMask, y: RowMask) -> RowMask { RowMask(x.a .| y.a, x.b .| y.b, x.c .| y.c, x.d .| y.d) }
    @inline(__always)
    static prefix func .! (x: RowMask) -> RowMask { RowMask(.!x.a, .!x.b, .!x.c, .!x.d) }

    /// Whether it holds anywhere.
    @inline(__always)
    var isSomewhere: Bool {
        let lanes = SIMD16<Int32>().replacing(with: SIMD16<Int32>(repeating: -1), where: (a .| b) .| (c .| d))
        let eight = unsafeBitCast(lanes, to: SIMD8<UInt64>.self)
        let four = eight.lowHalf | eight.highHalf
        let two = four.lowHalf | four.highHalf
        return two[0] | two[1] != 0
    }

    /// Whether it holds everywhere.
    @inline(__always)
    var isEverywhere: Bool { !(.!self).isSomewhere }

    /// Makes it hold in one replicate.
    mutating func insert(_ replicate: Int) {
        switch replicate >> 4 {
        case 0: a[replicate & 15] = true
        case 1: b[replicate & 15] = true
        case 2: c[replicate & 15] = true
        default: d[replicate & 15] = true
        }
    }

    /// In how many replicates it holds.
    @inline(__always)
    var count: Int {
        let one = SIMD16<Int32>(repeating: 1)
        let zero = SIMD16<Int32>()
        let sum =
            (zero.replacing(with: one, where: a) &+ zero.replacing(with: one, where: b))
            &+ (zero.replacing(with: one, where: c) &+ zero.replacing(with: one, where: d))
        return Int(total(sum))
    }
}

// MARK: Arithmetic in lanes

// Arithmetic that SIMD types lack or have only lane by lane. Everything is + - * /, comparisons and bit patterns, so
// that it gives the same bits natively and in WebAssembly.

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
/// `squareRoot()` of a vector runs lane by lane, with a check each: three times the cost of a whole draw. Here a bit
/// trick gives `y` near 1/sqrt, to 4 %; what is left, `1 / sqrt(x * y * y)`, is a polynomial in `x * y * y - 1`
/// (minimax on the interval that the trick reaches, found by Remez' algorithm; 2.2e-8).
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
/// The halves of a word are set into the digits of Floats at whose size a digit is worth as much as theirs: 2^39 and
/// 2^22.
@inline(__always)
func centred(_ words: Words) -> Lanes {
    let high = unsafeBitCast((words &>> 16) | 0x5300_0000, to: Lanes.self) - (0x1p39 + 0x1p22)
    let low = unsafeBitCast(((words &<< 1) & 0x1_FFFE) | 0x4A80_0001, to: Lanes.self)
    return high + low
}
