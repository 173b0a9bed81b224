import DominoTestSupport
import Foundation
import Testing

/// Found by the soak: sums of scores left 64 bits. `simulate` was ended by the system, and others printed what was left
/// of them.
@Suite("Damage too great to be added up")
struct GreatDamageTests {
    /// A scenario that may come to so much: the amount, once, a million times weighted.
    static func scenario(_ amount: String) -> String {
        """
        { "domino": 1, "name": "great", "root": "a", "asOf": "2026-01-05", "kinds": [ { "id": "m", "weight": 1e6 } ],
          "commitments": [
            { "id": "a", "promisor": "us", "promisee": "you", "due": "2026-03-02", "delay": { "uniform": [1, 9] },
              "damage": [ { "kind": "m", "lump": \(amount) } ] } ],
          "mitigations": [ { "id": "x", "effects": [ { "expedite": "a", "days": 20 } ] } ] }
        """
    }

    static let searches = ["mitigate great.json --slip a=5", "renegotiate great.json --slip a=5"]
    static let simulations = [
        "simulate great.json", "simulate great.json --shard 1/2 -o part", "check great.json", "rank great.json",
        "compare great.json great.json",
    ]

    @Test("is refused where plans are looked for, with what would fit, before a run begins", arguments: searches)
    func refused(_ command: String) throws {
        // 10^13 a run: 9,000 runs of it fit, the usual 10,000 do not.
        let yard = try Playground(["great.json": Self.scenario("1e7")])
        let arguments = command.split(separator: " ").map(String.init)
        let refused = yard.domino(arguments + ["--quiet"])
        #expect(refused.status == 64 && refused.output == "")
        #expect(
            refused.errors.contains("10000 runs with a damage of up to 10000000000000 each"), "\(refused.errors)"
        )
        #expect(refused.errors.contains("at most 9000, or"), "\(refused.errors)")
        #expect(yard.names == ["great.json"])
        let fitting = yard.domino(arguments + ["--quiet", "--replicates", "9000"])
        #expect(fitting.status <= 1, "\(fitting.errors)")
    }

    @Test("is simulated as long as one run can be counted", arguments: simulations)
    func simulated(_ command: String) throws {
        let yard = try Playground(["great.json": Self.scenario("1e7")])
        let run = yard.domino(command.split(separator: " ").map(String.init) + ["--quiet"])
        #expect(run.status <= 1, "\(run.errors)")
        let negative = run.output.range(of: #"-\d{4}"#, options: .regularExpression)
        #expect(negative == nil, "no damage is negative: \(run.output)")
    }

    @Test("is refused whatever the number of runs, where one is too many")
    func oneRun() throws {
        let yard = try Playground(["great.json": Self.scenario("1e12")])
        let refused = yard.domino("simulate", "great.json", "--replicates", "1")
        #expect(refused.status == 64)
        #expect(refused.errors.contains("one run may come to 1e+18"), "\(refused.errors)")
        #expect(refused.errors.contains("larger unit"), "\(refused.errors)")
    }

    @Test("is no matter where nothing is added up")
    func certain() throws {
        let yard = try Playground(["great.json": Self.scenario("1e12")])
        let run = yard.domino("whatif", "great.json", "--slip", "a=5", "--format", "json")
        #expect(run.status == 0 && run.output.contains("1e+18"), "\(run.output)\(run.errors)")
    }

    @Test("at the limit of one run is added up right")
    func largest() throws {
        let yard = try Playground(["great.json": Self.scenario("9e7")])
        let run = yard.domino("simulate", "great.json", "--format", "json", "--quiet")
        let answer = try JSONSerialization.jsonObject(with: Data(run.standardOutput)) as? [String: Any]
        let mean = try #require((answer?["total"] as? [String: Any])?["mean"] as? Double)
        // Late in every run; scores are right to one part in a million.
        #expect((mean / 9e13 - 1).magnitude < 1e-6, "\(mean)")
    }
}
