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

    /// A value in days, before rounding. Only distributions whose inverse is elementary.
    public func value(_ distribution: ReferenceDistribution, _ name: String, replicate: Int) -> Double {
        if let chance = distribution.chance, !happens(name, replicate: replicate, chance: chance) { return 0 }
        let u = uniform(name, replicate: replicate)
        switch distribution.shape {
        case .number(let days), .days(let days): return days
        case .uniform(let a, let b): return a + (b - a) * u
        case .triangular(let a, let m, let b): return Self.triangular(u, a, m, b)
        case .samples(let values): return values.sorted()[Int(u * Double(values.count))]
        case .discrete(let values):
            let sum = values.map(\.value).reduce(0, +)
            var cumulative = 0.0
            for point in values.sorted(by: { $0.days < $1.days }) {
                cumulative += point.value
                if cumulative / sum >= u { return point.days }
            }
            return values.map(\.days).max() ?? 0
        case .pert, .normal, .lognormal: preconditionFailure("its inverse is not elementary")
        }
    }

    /// The inverse of a triangle's distribution function.
    static func triangular(_ u: Double, _ a: Double, _ m: Double, _ b: Double) -> Double {
        if a == b { return a }
        if u < (m - a) / (b - a) { return a + (u * (b - a) * (m - a)).squareRoot() }
        return b - ((1 - u) * (b - a) * (b - m)).squareRoot()
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

/// `x_j` of every commitment in a replicate, before what mitigations take off: delay, risks and factors, each rounded
/// to 1/1024 day. In file order.
public func referenceOwnDelays(
    _ scenario: ReferenceScenario, _ draws: ReferenceDraws, replicate: Int
) -> [Double] {
    referenceOwnDraws(scenario, draws, replicate: replicate).map { drawn in
        drawn.reduce(0) { $0 + ReferenceModel.roundedTo1024ths($1) }
    }
}

/// How many draws of a replicate lie so near the middle between two steps of 1/1024 day that a Float may round them to
/// the other: slips may be off by as many steps.
public func referenceCloseDraws(_ scenario: ReferenceScenario, _ draws: ReferenceDraws, replicate: Int) -> Int {
    let work = scenario.commitments.reduce(1) { max($0, $1.work ?? 0) }
    let delays = scenario.commitments.compactMap(\.delay) + scenario.risks.flatMap { $0.hits.map(\.delay) }
    let largest = max(
        delays.reduce(1) { max($0, $1.largest) }, scenario.factors.reduce(1) { max($0, $1.value.largest) } * work)
    // Half a dozen roundings to 24 bits, of values as large as the parameters.
    let doubt = largest * 4e-7 * 1024
    return referenceOwnDraws(scenario, draws, replicate: replicate).joined()
        .filter { ($0 * 1024 - ($0 * 1024).rounded(.down) - 0.5).magnitude < doubt }.count
}

extension ReferenceDistribution {
    /// The largest number it is given by, in size. Only distributions whose inverse is elementary.
    fileprivate var largest: Double {
        switch shape {
        case .number(let days), .days(let days): days.magnitude
        case .uniform(let a, let b), .triangular(let a, _, let b): max(a.magnitude, b.magnitude)
        case .samples(let values): values.reduce(0) { max($0, $1.magnitude) }
        case .discrete(let values): values.reduce(0) { max($0, $1.days.magnitude) }
        case .pert, .normal, .lognormal: preconditionFailure("its inverse is not elementary")
        }
    }
}

/// What `x_j` of every commitment is the sum of, not yet rounded.
private func referenceOwnDraws(
    _ scenario: ReferenceScenario, _ draws: ReferenceDraws, replicate: Int
) -> [[Double]] {
    scenario.commitments.map { commitment in
        var days: [Double] = []
        if let delay = commitment.delay {
            days.append(draws.value(delay, "delay:\(commitment.id)", replicate: replicate))
        }
        for risk in scenario.risks where draws.happens("risk:\(risk.id)", replicate: replicate, chance: risk.chance) {
            for hit in risk.hits where hit.commitment == commitment.id {
                days.append(draws.value(hit.delay, "hit:\(risk.id):\(commitment.id)", replicate: replicate))
            }
        }
        for factor in scenario.factors where factor.scales.contains(commitment.id) {
            let value = draws.value(factor.value, "factor:\(factor.id)", replicate: replicate)
            days.append((commitment.work ?? 0) * (value - 1))
        }
        return days
    }
}
