import DominoAnalysis
import DominoReference
import DominoScenario

/// A scenario, read and compiled once, to which a law puts many questions.
struct LawCase: Sendable {
    let name: String
    let seed: UInt64
    /// As a value with names.
    let reference: ReferenceScenario
    /// As the product read it.
    let scenario: Scenario
    let compiled: Compiled

    /// Nil where the product refuses the scenario.
    init?(_ reference: ReferenceScenario, name: String, seed: UInt64) {
        let text = Array(reference.json().utf8)
        let loaded = loadScenario(path: "law.json", contents: text) { _ in .unreadable(reason: "no includes") }
        guard let scenario = loaded.scenario else { return nil }
        self.name = name
        self.seed = seed
        self.reference = reference
        self.scenario = scenario
        compiled = compile(scenario)
    }

    /// Every graph of up to four commitments, then random scenarios of up to 14: the same each time.
    static let all: [LawCase] = {
        var cases: [LawCase] = []
        var graph: UInt64 = 0
        forEachSmallGraph(upTo: 4) { scenario in
            graph += 1
            if let one = LawCase(scenario, name: "graph \(graph)", seed: graph) { cases.append(one) }
        }
        for seed in 1...UInt64(randomCount) {
            let scenario = randomScenario(seed: seed ^ 0x1A35, commitments: 1 + Int(seed % 14))
            if let one = LawCase(scenario, name: "seed \(seed)", seed: seed) { cases.append(one) }
        }
        return cases
    }()

    /// How many there have to be: none is refused.
    static let count = 1 + 2 + 8 + 64 + randomCount
    static let randomCount = 2000

    /// Asks; ids the scenario does not have are left out.
    func ask(_ slips: [ReferenceSlip], plan: [String] = [], tellOn: ReferenceDate? = nil) -> WhatIfResult {
        var scenario = scenario
        let places = slips.compactMap { slip in
            place(of: slip.commitment).map { place in
                switch slip.shock {
                case .days(let days): Slip(commitment: CommitmentIndex(place), days: days)
                case .broken: Slip(commitment: CommitmentIndex(place), days: .infinity)
                }
            }
        }
        if scenario.root == nil, let first = places.first { scenario.root = first.commitment }
        let mitigations = plan.compactMap { id in
            scenario.mitigations.places.first { scenario.string(scenario[$0].id) == id }
        }
        let question = WhatIfQuestion(
            slips: places, plan: mitigations,
            toldOn: tellOn.flatMap { day(String(describing: $0)) },
            asOf: asOf)
        return whatIf(question, in: compiled)
    }

    /// The day it is.
    var asOf: Day { scenario.asOf ?? Day(year: 2026, month: 1, day: 5) }

    /// A question that fits, the same each time.
    var question: ReferenceQuestion { randomQuestion(for: reference, seed: seed &* 13 &+ 5) }

    /// Asks `question`.
    func ask() -> WhatIfResult { ask(question.slips, plan: question.plan, tellOn: question.tellOn) }

    /// Place of a commitment in the file.
    func place(of id: String) -> Int? {
        scenario.commitments.places.first { scenario.id(ofCommitment: $0) == id }.map { Int($0) }
    }

    /// Commitments that can slip.
    var open: [String] { reference.commitments.filter { !$0.isFact }.map(\.id) }

    /// A commitment and all that need it, directly or not.
    func reached(from id: String) -> [String] {
        var reached = [id]
        var next = 0
        while next < reached.count {
            for commitment in reference.commitments where !reached.contains(commitment.id) {
                if commitment.allNeeds.contains(where: { $0.commitment == reached[next] }) {
                    reached.append(commitment.id)
                }
            }
            next += 1
        }
        return reached
    }

    /// The same, after an edit of the file; nil where the product refuses it.
    func edited(_ edit: (inout ReferenceScenario) -> Void) -> LawCase? {
        var scenario = reference
        edit(&scenario)
        return LawCase(scenario, name: name, seed: seed)
    }
}
