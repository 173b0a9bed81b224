import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("Every draw is the inverse of its distribution function")
struct DrawnValueTests {
    static let distributions: [(text: String, distribution: Distribution)] = [
        (#""days": 3.3"#, .constant(3.3)),
        (#""triangular": [-1, 2, 14]"#, .triangular(least: -1, mode: 2, most: 14)),
        (#""triangular": [0, 0, 5000]"#, .triangular(least: 0, mode: 0, most: 5000)),
        (#""pert": [-2, 1, 10]"#, .pert(least: -2, mode: 1, most: 10)),
        (#""pert": [0, 0.01, 1]"#, .pert(least: 0, mode: 0.01, most: 1)),
        (#""uniform": [-3, 9]"#, .uniform(least: -3, most: 9)),
        (#""normal": [2, 5]"#, .normal(mean: 2, deviation: 5)),
        (#""lognormal": [4, 8]"#, .lognormal(p50: 4, p90: 8)),
        (#""lognormal": [1, 10]"#, .lognormal(p50: 1, p90: 10)),
        (#""discrete": [[6, 1], [-2, 2.5], [9.1, 0], [0.5, 4]]"#, .discrete([(6, 1), (-2, 2.5), (9.1, 0), (0.5, 4)])),
        (#""samples": [2.5, -1, 7.3, 0, 2.5]"#, .samples([2.5, -1, 7.3, 0, 2.5])),
    ]

    @Test(
        "at the uniform of the contract, within the table's stated error and half a grid step", arguments: [nil, 0.3])
    func draws(chance: Double?) throws {
        let chanceText = chance.map { #""chance": \#($0), "# } ?? ""
        let commitments = Self.distributions.enumerated().map { place, one in
            #"{ "id": "c\#(place)", "promisor": "p", "promisee": "q", "due": "2026-06-01", "#
                + #""delay": { \#(chanceText)\#(one.text) } }"#
        }
        let text = #"{ "domino": 1, "name": "", "commitments": [ \#(commitments.joined(separator: ", ")) ] }"#
        let loaded = loadScenario(path: "luck.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
        let compiled = compile(scenario)
        let replicates = 2000
        let question = SimulateQuestion(
            asOf: Day(year: 2026, month: 1, day: 5), replicates: replicates, seed: 7, excludesOne: false)
        let range = ReplicateRange(first: 0, count: replicates)
        let part = simulatePart(question, range, in: compiled, threads: 2)
        let draws = ReferenceDraws(seed: 7)
        for (place, one) in Self.distributions.enumerated() {
            let deviation = moments(of: one.distribution).deviation
            let isTable = one.text.contains("pert") || one.text.contains("normal")
            let reach = max(quantile(of: one.distribution, at: 0).magnitude, quantile(of: one.distribution, at: 1))
            let slips = try part.slips.column(of: #require(compiled.rank(of: CommitmentIndex(place))))
            for replicate in 0..<replicates {
                let name = "delay:c\(place)"
                let happens = chance.map { draws.happens(name, replicate: replicate, chance: $0) } ?? true
                let u = draws.uniform(name, replicate: replicate)
                let exact = happens ? quantile(of: one.distribution, at: u) : 0
                let slip = Double(slips[replicate])
                // Tables promise the larger of the two. A triangle is measured from its ends, in Floats of their size.
                let promised = max(deviation / 1000, exact.magnitude / 2500)
                let allowed = 0.501 / 1024 + (isTable ? promised : reach * 2e-7)
                if (slip - exact).magnitude > allowed || slip * 1024 != (slip * 1024).rounded() {
                    Issue.record("\(one.text), replicate \(replicate): \(slip), not \(exact)")
                }
            }
        }
    }
}
