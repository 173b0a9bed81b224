/// Steele, Lea and Flood's small generator: the same numbers for the same seed on every machine.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts at that state.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A whole number of a range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Whether something of a probability happens.
    public mutating func chance(_ p: Double) -> Bool {
        Double(next() >> 11) * 0x1p-53 < p
    }

    /// Mostly eighths, which add up exactly; sometimes three decimals, which do not.
    mutating func days(_ range: ClosedRange<Int>) -> Double {
        if chance(0.15) { return Double(int(range.lowerBound * 1000...range.upperBound * 1000)) / 1000 }
        if chance(0.4) { return Double(int(range)) }
        return Double(int(range.lowerBound * 8...range.upperBound * 8)) / 8
    }

    /// A factor, share or probability between the two, in hundredths.
    mutating func hundredths(_ range: ClosedRange<Int>) -> Double {
        Double(int(range)) / 100
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        precondition(!elements.isEmpty)
        return elements[int(0...elements.count - 1)]
    }

    /// So many different elements, or all of them, in random order.
    mutating func sample<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        var rest = elements
        var taken: [Element] = []
        while taken.count < count && !rest.isEmpty {
            taken.append(rest.remove(at: int(0...rest.count - 1)))
        }
        return taken
    }

    /// A value with that probability, otherwise nil.
    mutating func maybe<Value>(_ p: Double, _ value: (inout SplitMix64) -> Value) -> Value? {
        chance(p) ? value(&self) : nil
    }
}
