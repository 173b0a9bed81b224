/// Draws as Model.md, section 4, defines them, one word at a time.
public struct ReferenceDraws: Sendable {
    private let seed: UInt64

    /// Draws under a seed.
    public init(seed: UInt64) { self.seed = seed }

    /// The word of a variable in a replicate; purpose 0 is the value, 1 the chance.
    public func word(_ name: String, replicate: Int, purpose: UInt32) -> UInt32 {
        let hash = Self.fnv1a(name)
        let counter = [
            UInt32(replicate / 64 * 16 + replicate % 16), purpose, UInt32(hash & 0xFFFF_FFFF), UInt32(hash >> 32),
        ]
        let words = Self.philox(counter, key: [UInt32(seed & 0xFFFF_FFFF), UInt32(seed >> 32)])
        return words[replicate / 16 % 4]
    }

    /// `u`, between 0 and 1.
    public func uniform(_ name: String, replicate: Int, purpose: UInt32 = 0) -> Double {
        (Double(word(name, replicate: replicate, purpose: purpose)) + 0.5) / 4_294_967_296
    }

    /// Whether a chance happens.
    public func happens(_ name: String, replicate: Int, chance: Double) -> Bool {
        uniform(name, replicate: replicate, purpose: 1) < chance
    }

    /// A value in days, before rounding.
    public func value(_ distribution: ReferenceDistribution, _ name: String, replicate: Int) -> Double {
        if let chance = distribution.chance, !happens(name, replicate: replicate, chance: chance) { return 0 }
        return distribution.quantile(uniform(name, replicate: replicate))
    }

    /// 64-bit FNV-1a of a name's UTF-8 bytes.
    public static func fnv1a(_ name: String) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in name.utf8 {
            hash ^= UInt64(byte)
            hash = hash &* 1_099_511_628_211
        }
        return hash
    }

    /// Philox4x32-10, written from the paper's figure: ten rounds, the key bumped between them.
    public static func philox(_ counter: [UInt32], key: [UInt32]) -> [UInt32] {
        var counter = counter
        var key = key
        for round in 0..<10 {
            if round > 0 { key = [key[0] &+ 0x9E37_79B9, key[1] &+ 0xBB67_AE85] }
            let first = UInt64(0xD251_1F53) * UInt64(counter[0])
            let second = UInt64(0xCD9E_8D57) * UInt64(counter[2])
            counter = [
                UInt32(second >> 32) ^ counter[1] ^ key[0], UInt32(second & 0xFFFF_FFFF),
                UInt32(first >> 32) ^ counter[3] ^ key[1], UInt32(first & 0xFFFF_FFFF),
            ]
        }
        return counter
    }
}

extension ReferenceDistribution {
    /// The value of a word, not yet rounded.
    func valueOfWord(_ word: UInt64) -> Double { quantile((Double(word) + 0.5) / 4_294_967_296) }

    /// `W`: how many of the 2^32 words have a value, to 1/1024 day, below `y`.
    func wordsBelow(_ y: Double) -> Int {
        var (low, high) = (0, 1 << 32)
        while low < high {
            let middle = (low + high) / 2
            if ReferenceModel.roundedTo1024ths(valueOfWord(UInt64(middle))) < y {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
