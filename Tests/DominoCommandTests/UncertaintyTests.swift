import DominoTestSupport
import Foundation
import Testing

/// A simulation by the optimised command, whose total score is a thousand for each day of something known.
///
/// Chances of failing: each figure is allowed four standard errors, beyond which a right one is once in 16,000. The
/// draws are those of seed 1, so a test that passes goes on passing.
private struct KnownCase {
    static let replicates = 1_000_000
    /// Standard errors allowed.
    static let errors = 4.0
    /// Half a cent of a thousand a day, and a hair for the decimal digits of the answer.
    static let rounding = 2e-5
    /// Days to the nearest grid step.
    static let step = 1.0 / 1024

    private let total: [String: Any]
    private let commitments: [[String: Any]]

    init(_ scenario: String) throws {
        let yard = try Playground(["a.json": scenario])
        let run = runProcess(
            try Configuration.release.binary,
            ["simulate", "a.json", "--replicates", "\(Self.replicates)", "--format", "json", "--quiet"],
            environment: [:], directory: yard.folder)
        #expect(run.status == 0 && run.errors == "")
        let answer = try JSONSerialization.jsonObject(with: Data(run.standardOutput)) as? [String: Any]
        total = try #require(answer?["total"] as? [String: Any])
        commitments = try #require(answer?["commitments"] as? [[String: Any]])
    }

    private func number(_ key: String, of object: [String: Any]) -> Double { object[key] as? Double ?? .nan }

    /// Holds the total to what is known of the days it stands for, `shift` days apart.
    func expectTotal(_ known: ClosedForm, shiftedBy shift: Double = 0, _ name: String) {
        let root = Double(Self.replicates).squareRoot()
        let mean = number("mean", of: total) / 1000 - shift
        #expect(
            (mean - known.mean).magnitude <= Self.errors * known.deviation / root + Self.rounding,
            "\(name): mean \(mean), not \(known.mean)")
        let deviation = number("sd", of: total) / 1000
        #expect(
            (deviation - known.deviation).magnitude <= Self.errors * known.deviationError / root + Self.rounding,
            "\(name): sd \(deviation), not \(known.deviation)")
        for (key, share) in [("p50", 0.5), ("p80", 0.8), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)] {
            expectQuantile(number(key, of: total) / 1000 - shift, share, of: known, "\(name), total \(key)")
        }
    }

    /// Holds a commitment's slips to what is known of them.
    func expectSlips(of place: Int, _ known: ClosedForm, _ name: String) {
        let found = commitments[place]
        let mean = number("meanSlip", of: found)
        let allowed = Self.errors * known.deviation / Double(Self.replicates).squareRoot() + Self.rounding
        #expect((mean - known.mean).magnitude <= allowed, "\(name): mean slip \(mean), not \(known.mean)")
        expectShare(number("pLate", of: found), 1 - known.below(0.0001), "\(name), P(late)")
        for (key, share) in [("p50", 0.5), ("p80", 0.8), ("p95", 0.95)] {
            expectQuantile(number(key, of: found), share, of: known, "\(name), \(key)")
        }
    }

    /// A share of the replicates; days this near an edge may be rounded over it.
    private func expectShare(_ found: Double, _ expected: Double, _ what: String) {
        let error = (expected * (1 - expected) / Double(Self.replicates)).squareRoot()
        #expect((found - expected).magnitude <= Self.errors * error + 1e-4, "\(what): \(found), not \(expected)")
    }

    /// A quantile is right where the distribution function passes its share: within the standard error of a share, a
    /// grid step to either side.
    private func expectQuantile(_ found: Double, _ share: Double, of known: ClosedForm, _ what: String) {
        let allowed = Self.errors * (share * (1 - share) / Double(Self.replicates)).squareRoot()
        #expect(known.below(found + Self.step) >= share - allowed, "\(what): \(found) is too small")
        #expect(known.below(found - Self.step) <= share + allowed, "\(what): \(found) is too large")
    }
}

@Suite("A simulation of a million runs gives the figures of the textbook")
struct UncertaintyTests {
    /// A kind of distribution as people write it, and what is known of it.
    struct Kind: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var known: ClosedForm

        init(_ text: String, _ known: ClosedForm) {
            testDescription = text
            self.known = known
        }
    }

    static let discrete: [(value: Double, probability: Double)] = [(-2, 0.25), (0.5, 0.5), (6, 0.125), (9.125, 0.125)]
    static let samples: [(value: Double, probability: Double)] = [
        (-1, 0.2), (0, 0.2), (2.5, 0.4), (7.25, 0.2),
    ]

    /// All kinds but the bare number, which takes no chance.
    static let kinds = [
        Kind(#""days": 3.5"#, .discrete([(3.5, 1)])),
        Kind(#""triangular": [-1, 2, 14]"#, .triangular(-1, 2, 14)),
        Kind(#""pert": [-2, 1, 10]"#, .quarterPert(-2, 10)),
        Kind(#""uniform": [-3, 9]"#, .uniform(-3, 9)),
        Kind(#""normal": [2, 5]"#, .normal(2, 5)),
        Kind(#""lognormal": [4, 9]"#, .lognormal(p50: 4, p90: 9)),
        Kind(#""discrete": [[6, 1], [-2, 2], [9.125, 1], [0.5, 4]]"#, .discrete(discrete)),
        Kind(#""samples": [2.5, -1, 7.25, 0, 2.5]"#, .discrete(samples)),
    ]

    /// A commitment with a delay, and one 50 days overcommitted on it, so that nothing is early and the total shows all
    /// of it.
    private func check(_ delay: String, _ known: ClosedForm, _ name: String) throws {
        let simulated = try KnownCase(
            """
            { "domino": 1, "name": "Uncertain", "asOf": "2026-01-05", "commitments": [
              { "id": "a", "promisor": "p", "promisee": "q", "due": "2026-06-01", "delay": \(delay) },
              { "id": "b", "promisor": "q", "promisee": "r", "due": "2026-06-01",
                "needs": [ { "commitment": "a", "buffer": -50 } ], "damage": [ { "kind": "k", "perDay": 1000 } ] } ] }
            """)
        simulated.expectSlips(of: 0, known, name)
        simulated.expectTotal(known, shiftedBy: 50, name)
    }

    @Test("every kind of delay, certain to come", arguments: kinds)
    func certain(_ kind: Kind) throws { try check("{ \(kind.testDescription) }", kind.known, kind.testDescription) }

    @Test("every kind of delay, with a chance", arguments: kinds)
    func chancy(_ kind: Kind) throws {
        try check(
            #"{ "chance": 0.3, \#(kind.testDescription) }"#, kind.known.happening(0.3), "0.3 of \(kind.testDescription)"
        )
    }

    @Test("a bare number is that many days in every replicate")
    func number() throws { try check("4.25", .discrete([(4.25, 1)]), "4.25") }

    @Test("a chain of two uniforms is late by their sum, a trapezium")
    func chain() throws {
        let simulated = try KnownCase(
            """
            { "domino": 1, "name": "Chain", "asOf": "2026-01-05", "commitments": [
              { "id": "a", "promisor": "p", "promisee": "q", "due": "2026-06-01", "delay": { "uniform": [0, 6] } },
              { "id": "b", "promisor": "q", "promisee": "r", "due": "2026-06-01", "delay": { "uniform": [1, 3] },
                "needs": [ { "commitment": "a", "buffer": 0 } ], "damage": [ { "kind": "k", "perDay": 1000 } ] } ] }
            """)
        // Area below x of a trapezium that rises from 1 to 3, is level up to 7 and falls to 9.
        let known = ClosedForm.sum(.uniform(0, 6), .uniform(1, 3)) { x in
            let area: (Double) -> Double = { max(0, $0) * max(0, $0) / 2 }
            return (area(x - 1) - area(x - 3) - area(x - 7) + area(x - 9)) / 12
        }
        simulated.expectSlips(of: 1, known, "chain")
        simulated.expectTotal(known, "chain")
    }

    @Test("what needs three exponentials is as late as the largest: its mean is 11/6 of theirs")
    func largestOfExponentials() throws {
        // An exponential of mean 5 as a thousand equally likely samples, the quantiles in the middles of a thousand
        // equal shares: `samples` is how a scenario states any distribution. Each is on the grid, so nothing is
        // rounded.
        let samples = (0..<1000).map { place in
            (-5 * log(1 - (Double(place) + 0.5) / 1000) * 1024).rounded() / 1024
        }
        let list = samples.map { "\($0)" }.joined(separator: ", ")
        let causes = ["a", "b", "c"].map { id in
            #"{ "id": "\#(id)", "promisor": "p", "promisee": "q", "due": "2026-06-01", "#
                + #""delay": { "samples": [\#(list)] } }"#
        }
        let needs = ["a", "b", "c"].map { #"{ "commitment": "\#($0)", "buffer": 0 }"# }.joined(separator: ", ")
        let simulated = try KnownCase(
            """
            { "domino": 1, "name": "Largest", "asOf": "2026-01-05", "commitments": [ \(causes.joined(separator: ", ")),
              { "id": "d", "promisor": "q", "promisee": "r", "due": "2026-06-01", "needs": [ \(needs) ],
                "damage": [ { "kind": "k", "perDay": 1000 } ] } ] }
            """)
        // The largest of three is at most the k-th sample with probability (k/1000)^3.
        let largest = samples.enumerated().map { place, value in
            (value: value, probability: (pow(Double(place + 1), 3) - pow(Double(place), 3)) / 1e9)
        }
        let known = ClosedForm.discrete(largest)
        simulated.expectSlips(of: 3, known, "largest of three")
        simulated.expectTotal(known, "largest of three")
        // The table's own distance from exponentials: half of a last sample in a thousand.
        #expect((known.mean - 5 * 11 / 6).magnitude < 0.01)
    }

    @Test("a risk is one event for all it hits")
    func risk() throws {
        let simulated = try KnownCase(
            """
            { "domino": 1, "name": "Risk", "asOf": "2026-01-05", "commitments": [
              { "id": "a", "promisor": "p", "promisee": "q", "due": "2026-06-01",
                "damage": [ { "kind": "k", "perDay": 1000 } ] },
              { "id": "b", "promisor": "q", "promisee": "r", "due": "2026-06-01",
                "damage": [ { "kind": "k", "perDay": 1000 } ] } ],
              "risks": [ { "id": "freeze", "chance": 0.15, "hits": [ { "commitment": "a", "delay": 4 },
                { "commitment": "b", "delay": { "chance": 0.5, "days": 7 } } ] } ] }
            """)
        simulated.expectSlips(of: 0, .discrete([(0, 0.85), (4, 0.15)]), "hit")
        simulated.expectSlips(of: 1, .discrete([(0, 0.925), (7, 0.075)]), "hit with a chance")
        simulated.expectTotal(.discrete([(0, 0.85), (4, 0.075), (11, 0.075)]), "both at once")
    }
}
