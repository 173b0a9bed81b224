import DominoAnalysis
import DominoReference
import DominoScenario
import Testing

@Suite("A what-if equals the slow reference written from the model")
struct WhatIfReferenceTests {
    /// Asks both and records where they differ.
    func check(_ reference: ReferenceScenario, _ question: ReferenceQuestion, _ name: String) {
        let completed = question.completed(by: reference)
        guard let (scenario, answer) = productWhatIf(reference.json(), completed) else {
            let json = reference.json()
            let problems = loadScenario(path: name, contents: Array(json.utf8)) { _ in .unreadable(reason: "") }
                .diagnostics.filter { $0.severity == .error }.map(\.message)
            Issue.record("\(name): the scenario is refused: \(problems)")
            return
        }
        let expected = referenceWhatIf(reference, completed)
        let found = differences(scenario, answer, from: expected)
        if !found.isEmpty { Issue.record("\(name): \(found.prefix(8).joined(separator: "; "))") }
    }

    @Test("on every graph of up to five commitments with varied fields")
    func smallGraphs() {
        var seed: UInt64 = 0
        forEachSmallGraph(upTo: 5) { scenario in
            seed += 1
            for variant in 0..<2 {
                let question = randomQuestion(for: scenario, seed: seed * 2 + UInt64(variant))
                check(scenario, question, "graph \(seed), question \(variant)")
            }
        }
        #expect(seed == 1099)
    }

    @Test("on 10,000 random scenarios with everything of version 2", arguments: 0..<10)
    func version2(_ part: Int) {
        for number in 0..<1000 {
            let seed = UInt64(100_000 + part * 1000 + number)
            let scenario = randomScenario(seed: seed, commitments: 1 + Int(seed % 14), features: .version2)
            // Where breaking is stated to cost less than being late, the reader refuses the scenario.
            guard productWhatIf(scenario.json(), ReferenceQuestion()) != nil else { continue }
            let question = randomQuestion(for: scenario, seed: seed &* 31 &+ 7, moves: true)
            check(scenario, question, "seed \(seed)")
        }
    }

    @Test("on 10,000 random scenarios", arguments: 0..<10)
    func randomScenarios(_ part: Int) {
        for number in 0..<1000 {
            let seed = UInt64(part * 1000 + number)
            let scenario = randomScenario(seed: seed, commitments: 1 + Int(seed % 14))
            check(scenario, randomQuestion(for: scenario, seed: seed &* 31 &+ 7), "seed \(seed)")
        }
    }
}
