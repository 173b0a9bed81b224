/// Sixteen 32-bit words of a draw.
typealias Words = SIMD16<UInt32>

/// What a draw of a variable is for.
enum Purpose: UInt32 {
    case value = 0
    case chance = 1
}

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011) on the counters
/// of one block: sixteen counters, four words each. Counter in, words out, no state: replicate 5,000,000 costs what
/// replicate 0 does.
///
/// The counters of a block differ in their first word alone. So the first round's product of that word is the same for
/// every variable, and the other products of the first two rounds are numbers rather than vectors: 17 vector products
/// of 20 are left.
struct BlockDraws {
    private let seed: UInt64
    /// The factors. In memory, not as constants: where the compiler knows them it turns a product's shift into a 64-bit
    /// product, of three times the cost.
    private let factor0: UInt64
    private let factor1: UInt64
    /// Halves of the first round's products of the counters.
    private let high: Words
    private let low: Words

    /// Prepares for the replicates of a block: word `k` of counter `16 * block + lane` belongs to replicate
    /// `64 * block + 16 * k + lane` (Model.md, section 4).
    init(block: UInt32, seed: UInt64) {
        self.seed = seed
        factor0 = Self.factors.0
        factor1 = Self.factors.1
        let counters =
            Words(repeating: block &* 16) &+ Words(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        (high, low) = product(counters, Self.factors.0)
    }

    private static var factors: (UInt64, UInt64) { (0xD251_1F53, 0xCD9E_8D57) }
    /// The words of a variable.
    @inline(__always)
    func words(_ variable: UInt64, _ purpose: Purpose) -> WordRow {
        var words = afterTwoRounds(variable, purpose)
        var keys = RoundKeys(seed, round: 2)
        // A loop, for the compiler takes the vectors of rounds in a row apart.
        for _ in 2..<10 {
            words = round(words, keys)
            keys = keys.next
        }
        return words
    }

    /// The words of two variables' values: a round waits for the one before it, and two side by side fill the gaps.
    @inline(__always)
    func words(_ one: UInt64, _ other: UInt64) -> (WordRow, WordRow) {
        var (words, others) = (afterTwoRounds(one, .value), afterTwoRounds(other, .value))
        var keys = RoundKeys(seed, round: 2)
        for _ in 2..<10 {
            words = round(words, keys)
            others = round(others, keys)
            keys = keys.next
        }
        return (words, others)
    }

    @inline(__always)
    private func afterTwoRounds(_ variable: UInt64, _ purpose: Purpose) -> WordRow {
        let key0 = UInt32(truncatingIfNeeded: seed)
        let key1 = UInt32(truncatingIfNeeded: seed >> 32)
        let first = (variable & 0xFFFF_FFFF) &* factor1
        let d0 = UInt32(truncatingIfNeeded: first >> 32) ^ purpose.rawValue ^ key0
        let d1 = UInt32(truncatingIfNeeded: first)
        let d2 = high ^ Words(repeating: UInt32(truncatingIfNeeded: variable >> 32) ^ key1)

        let second = UInt64(d0) &* factor0
        let (high1, low1) = product(d2, factor1)
        return WordRow(
            high1 ^ Words(repeating: d1 ^ (key0 &+ RoundKeys.steps.0)), low1,
            low ^ Words(repeating: UInt32(truncatingIfNeeded: second >> 32) ^ (key1 &+ RoundKeys.steps.1)),
            Words(repeating: UInt32(truncatingIfNeeded: second)))
    }

    @inline(__always)
    private func round(_ words: WordRow, _ keys: RoundKeys) -> WordRow {
        let (high0, low0) = product(words.a, factor0)
        let (high1, low1) = product(words.c, factor1)
        return WordRow(high1 ^ words.b ^ keys.low, low1, high0 ^ words.d ^ keys.high, low0)
    }
}

/// Halves of a round's key in every lane: adding to vectors costs less than moving a number into all lanes.
private struct RoundKeys {
    let low: Words
    let high: Words

    /// What a round adds to the halves of the key.
    static var steps: (UInt32, UInt32) { (0x9E37_79B9, 0xBB67_AE85) }

    @inline(__always)
    init(_ seed: UInt64, round: UInt32) {
        low = Words(repeating: UInt32(truncatingIfNeeded: seed) &+ round &* Self.steps.0)
        high = Words(repeating: UInt32(truncatingIfNeeded: seed >> 32) &+ round &* Self.steps.1)
    }

    @inline(__always)
    private init(_ low: Words, _ high: Words) {
        self.low = low
        self.high = high
    }

    /// Those of the next round.
    @inline(__always)
    var next: RoundKeys {
        RoundKeys(low &+ Words(repeating: Self.steps.0), high &+ Words(repeating: Self.steps.1))
    }
}

/// High and low words of the products: even and odd lanes apart, eight 64-bit products at a time.
@inline(__always)
private func product(_ words: Words, _ factor: UInt64) -> (high: Words, low: Words) {
    let pairs = unsafeBitCast(words, to: SIMD8<UInt64>.self)
    let factors = SIMD8<UInt64>(repeating: factor)
    let lowHalf = SIMD8<UInt64>(repeating: 0xFFFF_FFFF)
    let even = (pairs & lowHalf) &* (factors & lowHalf)
    let odd = (pairs &>> 32) &* (factors & lowHalf)
    let high = (even &>> 32) | (odd & ~lowHalf)
    let low = (even & lowHalf) | (odd &<< 32)
    return (unsafeBitCast(high, to: Words.self), unsafeBitCast(low, to: Words.self))
}

/// The words of one variable in the 64 replicates of a block.
struct WordRow {
    var a: Words
    var b: Words
    var c: Words
    var d: Words

    @inline(__always)
    init(_ a: Words, _ b: Words, _ c: Words, _ d: Words) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// The same word everywhere.
    init(repeating word: UInt32) {
        let words = Words(repeating: word)
        self.init(words, words, words, words)
    }

    /// The word of a replicate.
    subscript(replicate: Int) -> UInt32 {
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
