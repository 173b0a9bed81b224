import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis
@testable import DominoEngine

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct DistributionTests {
    @Test("logarithm and exponential agree with the C library's on 100,000 points")
    func elementary() {
        var random = SplitMix64(seed: 1)
        func check(_ own: Double, _ other: Double, _ what: String) {
            if (own - other).magnitude > 2e-15 * other.magnitude { Issue.record("\(what): \(own), not \(other)") }
        }
        for _ in 0..<100_000 {
            let x = random.unit() * 1416 - 708
            check(exponential(x), exp(x), "exp \(x)")
            check(exponentialMinusOne(x / 500), expm1(x / 500), "expm1 \(x / 500)")
            check(naturalLog(exp(x)), log(exp(x)), "log \(exp(x))")
            check(naturalLog(1 + x / 1000), log(1 + x / 1000), "log \(1 + x / 1000)")
        }
    }

    @Test("logarithm and exponential at the edges")
    func elementaryEdges() {
        #expect(naturalLog(0) == -.infinity && naturalLog(-1).isNaN && naturalLog(.infinity) == .infinity)
        #expect(naturalLog(1) == 0 && naturalLog(.leastNonzeroMagnitude) == log(.leastNonzeroMagnitude))
        #expect(exponential(0) == 1 && exponential(709.7) < .infinity && exponential(710) == .infinity)
        #expect(exponential(-745) == .leastNonzeroMagnitude && exponential(-.infinity) == 0 && exponential(.nan).isNaN)
    }

    @Test("the normal quantile, put into the C library's erfc, gives back the probability")
    func normalRoundTrip() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<100_000 {
            let p = random.chanceOfAnySize()
            let z = normalQuantile(p)
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let error = (erfc(-z / 2.0.squareRoot()) / 2 - p) / density
            if error.magnitude > 1e-14 * max(z.magnitude, 0.1) { Issue.record("z(\(p)) = \(z) is off by \(error)") }
            if normalQuantile(1 - p) < z { Issue.record("z(1 - \(p)) is below z(\(p))") }
        }
        #expect(normalQuantile(0.5) == 0 && normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
        #expect((normalQuantile(0.9) - 1.2815515655446004).magnitude < 1e-15)
    }

    @Test("the density of a beta, integrated up to the quantile, is the probability")
    func betaRoundTrip() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            let mode = random.unit()
            let (alpha, beta) = (1 + 4 * mode, 5 - 4 * mode)
            #expect((PertShape(mode: mode).integral * tgamma(6) / tgamma(alpha) / tgamma(beta) - 1).magnitude < 1e-13)
            let p = random.chanceOfAnySize()
            let x = quantile(of: .pert(least: 0, mode: mode, most: 1), at: p)
            #expect((betaIntegral(alpha, beta, upTo: x) / p - 1).magnitude < 1e-9)
            // From the other end, of a distribution the other way round.
            let mirrored = quantile(of: .pert(least: -1, mode: -mode, most: 0), at: 1 - p)
            #expect((mirrored + x).magnitude < 1e-15 / p + 1e-12)
        }
    }

    @Test("betas with a quantile in closed form", arguments: [1e-9, 0.001, 0.1, 0.3, 0.5, 0.6, 0.9, 0.999])
    func knownBetas(u: Double) {
        func check(_ mode: Double, _ expected: Double) {
            let value = quantile(of: .pert(least: 2, mode: 2 + 3 * mode, most: 5), at: u)
            #expect((value - 2 - 3 * expected).magnitude < 1e-12)
        }
        check(0, 1 - pow(1 - u, 0.2))
        check(1, pow(u, 0.2))
        let symmetric = Distribution.pert(least: -1, mode: 0, most: 1)
        #expect((quantile(of: symmetric, at: u) + quantile(of: symmetric, at: 1 - u)).magnitude < 1e-15 / u)
    }

    @Test("quantiles of the other distributions, ends included")
    func otherQuantiles() {
        func check(_ distribution: Distribution, _ u: Double, _ expected: Double) {
            let value = quantile(of: distribution, at: u)
            #expect((value - expected).magnitude <= 1e-12, "\(distribution) at \(u): \(value), not \(expected)")
        }
        check(.constant(3), 0.7, 3)
        for (u, value) in [(0.0, 1.0), (0.125, 2), (0.5, 3), (0.875, 4), (1, 5)] {
            check(.triangular(least: 1, mode: 3, most: 5), u, value)
        }
        check(.triangular(least: 1, mode: 1, most: 5), 0.75, 3)
        check(.triangular(least: 1, mode: 5, most: 5), 0.25, 3)
        for u in [0, 0.25, 1.0] { check(.uniform(least: -1, most: 3), u, -1 + 4 * u) }
        for u in [0.0, 1] { check(.pert(least: 1, mode: 2, most: 9), u, 1 + 8 * u) }
        check(.normal(mean: 3, deviation: 2), 0.5, 3)
        for (u, value) in [(0.0, 0.0), (0.1, 1.6), (0.5, 4), (0.9, 10)] { check(.lognormal(p50: 4, p90: 10), u, value) }
        check(.lognormal(p50: 4, p90: 4), 1, 4)
        let discrete = Distribution.discrete([(value: 5, weight: 2), (0, 0), (1, 1), (9, 0), (3, 1)])
        for (u, value) in [(0.0, 1.0), (0.25, 1), (0.26, 3), (0.5, 3), (0.51, 5), (1, 5)] { check(discrete, u, value) }
        let samples = Distribution.samples([7, 1, 1, 4])
        for (u, value) in [(0.0, 1.0), (0.5, 1), (0.51, 4), (0.75, 4), (0.76, 7), (1, 7)] { check(samples, u, value) }
    }

    @Test("moments are those of the integrated quantile")
    func momentsAgree() {
        func check(_ distribution: Distribution, _ points: [(u: Double, share: Double)], within tolerance: Double) {
            let (mean, deviation) = moments(of: distribution)
            let values = points.map { (value: quantile(of: distribution, at: $0.u), share: $0.share) }
            let sum = values.reduce(0) { $0 + $1.share * $1.value }
            let squares = values.reduce(0) { $0 + $1.share * ($1.value - mean) * ($1.value - mean) }
            #expect((sum - mean).magnitude < tolerance, "mean of \(distribution): \(mean), not \(sum)")
            #expect((squares.squareRoot() - deviation).magnitude < tolerance, "sd of \(distribution): \(deviation)")
        }
        // The trapezoidal rule in the logit of u, where smooth functions leave nothing at the ends.
        let smooth = (-720...720).map { step in
            let u = 1 / (1 + exp(-Double(step) / 20))
            return (u: u, share: u / (1 + exp(Double(step) / 20)) / 20)
        }
        let even = (0..<1000).map { (u: (Double($0) + 0.5) / 1000, share: 0.001) }
        check(.constant(3), even, within: 1e-12)
        check(.uniform(least: -1, most: 3), smooth, within: 1e-12)
        for mode in [1.0, 2, 5] {
            check(.triangular(least: 1, mode: mode, most: 5), smooth, within: 1e-3)
            check(.pert(least: 1, mode: mode, most: 5), smooth, within: 1e-9)
        }
        check(.normal(mean: 10, deviation: 2), smooth, within: 1e-9)
        check(.lognormal(p50: 4, p90: 10), smooth, within: 1e-4)
        check(.lognormal(p50: 1000, p90: 1001), smooth, within: 1e-9)
        check(.discrete([(value: 5, weight: 2), (1, 1), (3, 1)]), even, within: 1e-12)
        check(.samples([7, 1, 1, 4]), even, within: 1e-12)
    }
}

struct QuantileTableTests {
    /// With its promised error, in standard deviations.
    static let cases: [(distribution: Distribution, promised: Double)] = [
        (.normal(mean: 0, deviation: 1), 3e-4),
        (.normal(mean: 30, deviation: 8), 3e-4),
        (.pert(least: 0, mode: 0, most: 1), 3e-4),
        (.pert(least: 0, mode: 0.01, most: 1), 3e-4),
        (.pert(least: 1, mode: 3, most: 15), 3e-4),
        (.pert(least: -1, mode: 1, most: 12), 3e-4),
        (.pert(least: -1, mode: 0, most: 1), 3e-4),
        (.pert(least: 0.9, mode: 1.3, most: 1.4), 3e-4),
        (.pert(least: 0, mode: 10, most: 10), 3e-4),
        (.lognormal(p50: 4, p90: 5), 3e-4),
        (.lognormal(p50: 4, p90: 8), 1e-3),
    ]

    @Test("20,000 words of any size, and those around all bounds of cells, are right and in order", arguments: cases)
    func withinPromise(distribution: Distribution, promised: Double) {
        let table = tabled(distribution)
        let deviation = moments(of: distribution).deviation
        var last = -Float.infinity
        var worst = (error: 0.0, word: UInt32(0))
        for word in words(20_000).sorted() {
            let value = sample(table, word)
            if value < last { Issue.record("\(value) at word \(word), after \(last)") }
            last = value
            let exact = quantile(of: distribution, at: (Double(word) + 0.5) * 0x1p-32)
            let error = max(0, (Double(value) - exact).magnitude - exact.magnitude * 2e-7)
            if error > worst.error { worst = (error, word) }
        }
        #expect(worst.error < promised * deviation, "\(worst.error / deviation) sd at word \(worst.word)")
    }

    @Test("a wide lognormal is right to 1/1000 of its deviation or 1/2500 of the value", arguments: [3.0, 10, 100])
    func wideLognormal(p90: Double) {
        let distribution = Distribution.lognormal(p50: 1, p90: p90)
        let table = tabled(distribution)
        let deviation = moments(of: distribution).deviation
        for word in words(20_000) {
            let exact = quantile(of: distribution, at: (Double(word) + 0.5) * 0x1p-32)
            let error = (Double(sample(table, word)) - exact).magnitude
            if error > max(deviation / 1000, exact / 2500) { Issue.record("\(error) off \(exact) at word \(word)") }
        }
    }

    @Test("the law of order holds for words next to each other, around the median and towards both ends")
    func neighboursInOrder() {
        let narrow = Distribution.pert(least: 1000, mode: 1000.1, most: 1000.5)
        for distribution in [narrow, .normal(mean: 0, deviation: 1)] {
            let table = tabled(distribution)
            for start: UInt32 in [0, 0x7FFF_0000, 0xFFFC_0000] {
                var last = -Float.infinity
                for word in start..<start + 0x2_0000 {
                    let value = sample(table, word)
                    if value < last { Issue.record("\(value) at word \(word), after \(last)") }
                    last = value
                }
            }
        }
    }

    @Test("distributions without width, and values beyond Float, still make a table of numbers")
    func degenerate() {
        #expect(sample(tabled(.pert(least: 3, mode: 3, most: 3)), 77) == 3)
        #expect(sample(tabled(.lognormal(p50: 4, p90: 4)), 77) == 4)
        for p50 in [.leastNonzeroMagnitude, 1e-300, 1e-30, 1] {
            let table = tabled(.lognormal(p50: p50, p90: 100_000))
            #expect(table.count == 2052)
            #expect(table.allSatisfy { $0.isFinite })
            #expect(sample(table, 0) >= 0 && sample(table, .max) > 100_000)
        }
    }

    @Test("tables have these bits on every platform")
    func sameBits() {
        func digest(_ distribution: Distribution) -> UInt64 {
            tabled(distribution).reduce(0xCBF2_9CE4_8422_2325) { digest, value in
                (digest ^ UInt64(value.bitPattern)) &* 0x100_0000_01B3
            }
        }
        #expect(digest(.pert(least: -1, mode: 1, most: 12)) == 0x89B0_3AFB_0508_C401)
        #expect(digest(.normal(mean: 30, deviation: 8)) == 0x2E19_E08A_ACEA_B812)
        #expect(digest(.lognormal(p50: 4, p90: 8)) == 0x7DCB_9A42_2BBC_1743)
    }
}

/// Probability of at most x under a beta, by Simpson's rule over the fourth root, in which the density has no corner.
private func betaIntegral(_ alpha: Double, _ beta: Double, upTo x: Double) -> Double {
    func height(_ step: Int) -> Double {
        let t = Double(step) / 2000
        let y = x * t * t * t * t
        return step == 0 ? 0 : 4 * x * t * t * t * pow(y, alpha - 1) * pow(1 - y, beta - 1)
    }
    let sum = (1...2000).reduce(0) { $0 + ($1 == 2000 ? 1 : $1 & 1 == 0 ? 2 : 4) * height($1) }
    return sum / 6000 * tgamma(6) / tgamma(alpha) / tgamma(beta)
}

/// The engine's reading of a table, written once more from its layout.
private func sample(_ table: [Float], _ word: UInt32) -> Float {
    let half = word < 1 << 31 ? 0 : 1
    let p = Float(half == 0 ? word : ~word) + 0.5
    let cell = Int(p.bitPattern >> 19) - Int(Float(0.5).bitPattern >> 19)
    let fraction = Float(p.bitPattern & 0x7FFFF) * 0x1p-19
    return table[2 * (half * 513 + cell)] + fraction * table[2 * (half * 513 + cell) + 1]
}

/// Random words, each second one of any size and from either end; all bounds of cells with their neighbours.
private func words(_ count: Int) -> [UInt32] {
    var random = SplitMix64(seed: 4)
    var words: [UInt32] = [0, .max, 1 << 31 - 1, 1 << 31]
    for place in 0..<count {
        let word = UInt32(truncatingIfNeeded: random.next())
        let small = word >> UInt32(truncatingIfNeeded: random.next() % 32)
        words.append(place & 1 == 0 ? word : word & 1 == 0 ? small : ~small)
    }
    for cell in 0..<512 {
        let bound = UInt32(TableNodes.probability(ofCell: cell) * 0x1p32)
        for word in [max(bound, 1) - 1, bound, bound + 1] { words += [word, ~word] }
    }
    return words
}

extension SplitMix64 {
    /// From 0 to 1, without either.
    fileprivate mutating func unit() -> Double {
        (Double(next() >> 12) + 0.5) * 0x1p-52
    }

    /// From `2^-33` to one half, each size as likely.
    fileprivate mutating func chanceOfAnySize() -> Double {
        exp2(-1 - 32 * unit())
    }
}

/// The table of a distribution that has one.
private func tabled(_ distribution: Distribution) -> [Float] {
    distribution.tabled.map { quantileTable(of: $0) } ?? []
}
