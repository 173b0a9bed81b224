/// Sixteen 32-bit words of a draw.
typealias Words = SIMD16<UInt32>

/// Four words for each of sixteen counters: Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy
/// as 1, 2, 3", SC 2011). Counter in, words out, no state: replicate 5,000,000 costs what replicate 0 does.
@inline(__always)
private func philox(
    _ c0: inout Words, _ c1: inout Words, _ c2: inout Words, _ c3: inout Words, key: UInt64
) {
    var low = UInt32(truncatingIfNeeded: key)
    var high = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
        let (high0, low0) = product(c0, 0xD251_1F53)
        let (high1, low1) = product(c2, 0xCD9E_8D57)
        c0 = high1 ^ c1 ^ Words(repeating: low)
        c1 = low1
        c2 = high0 ^ c3 ^ Words(repeating: high)
        c3 = low0
        low &+= 0x9E37_79B9
        high &+= 0xBB67_AE85
    }
}

/// High and low words of the products: even and odd lanes apart, eight 64-bit products at a time.
@inline(__always)
private func product(_ words: Words, _ factor: UInt64) -> (high: Words, low: Words) {
    let pairs = unsafeBitCast(words, to: SIMD8<UInt64>.self)
    let factors = SIMD8<UInt64>(repeating: factor)
    let lowHalf = SIMD8<UInt64>(repeating: 0xFFFF_FFFF)
    let even = (pairs & lowHalf) &* factors
    let odd = (pairs &>> 32) &* factors
    let high = (even &>> 32) | (odd & ~lowHalf)
    let low = (even & lowHalf) | (odd &<< 32)
    return (unsafeBitCast(high, to: Words.self), unsafeBitCast(low, to: Words.self))
}

/// What a draw of a variable is for.
enum Purpose: UInt32 {
    case value = 0
    case chance = 1
}

/// The words of one variable in the 64 replicates of a block (model.md, section 4).
struct WordRow {
    var a: Words
    var b: Words
    var c: Words
    var d: Words

    /// Draws them: word `k` of counter `16 * block + lane` belongs to replicate `64 * block + 16 * k + lane`.
    ///
    /// Never in line: inside a large kernel the compiler takes the vectors of ten rounds apart, at twice the cost.
    @inline(never)
    init(variable: UInt64, purpose: Purpose, block: UInt32, seed: UInt64) {
        a = Words(repeating: block &* 16) &+ Words(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        b = Words(repeating: purpose.rawValue)
        c = Words(repeating: UInt32(truncatingIfNeeded: variable))
        d = Words(repeating: UInt32(truncatingIfNeeded: variable >> 32))
        philox(&a, &b, &c, &d, key: seed)
    }

    /// Where a word is below a threshold; `threshold` 2^32 holds everywhere.
    @inline(__always)
    func below(_ threshold: UInt64) -> RowMask {
        guard threshold < 1 << 32 else { return RowMask(repeating: true) }
        let words = Words(repeating: UInt32(truncatingIfNeeded: threshold))
        return RowMask(a .< words, b .< words, c .< words, d .< words)
    }
}

/// The threshold of a probability: `u < p` holds where the word is below it, `u` being `(word + 0.5) / 2^32`.
public func chanceThreshold(_ probability: Double) -> UInt64 {
    let scaled = (probability * 4_294_967_296 - 0.5).rounded(.up)
    if scaled <= 0 { return 0 }
    return scaled >= 4_294_967_296 ? 1 << 32 : UInt64(scaled)
}

/// The 64-bit FNV-1a hash of a variable's name, which stands for it in every draw.
public func variableHash(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
}
