import DominoAnalysis
import DominoReference
import DominoScenario
import Testing

/// A question as the product asks it about a scenario that it has read from the reference's text.
struct ProductQuestion {
    let scenario: Scenario
    let slips: [Slip]
    let moves: [Move]
    let plan: [MitigationIndex]

    /// Nothing where the product refuses the scenario. A scenario without `root` has the first slip as its root.
    init?(_ json: String, _ question: ReferenceQuestion) {
        let today = question.today.flatMap { day(String(describing: $0)) }
        let loaded = loadScenario(path: "test.json", contents: Array(json.utf8), today: today) { _ in
            .unreadable(reason: "no includes")
        }
        guard var scenario = loaded.scenario else { return nil }
        let ids = Dictionary(
            uniqueKeysWithValues: scenario.commitments.enumerated().map {
                (scenario.string($1.id), CommitmentIndex($0))
            })
        let mitigations = Dictionary(
            uniqueKeysWithValues: scenario.mitigations.enumerated().map {
                (scenario.string($1.id), MitigationIndex($0))
            })
        slips = question.slips.compactMap { slip in
            ids[slip.commitment].map { place in
                switch slip.shock {
                case .days(let days): Slip(commitment: place, days: days)
                case .broken: Slip(commitment: place, days: .infinity)
                }
            }
        }
        moves = question.moves.compactMap { move in
            ids[move.commitment].map { Move(commitment: $0, days: move.days) }
        }
        plan = question.plan.compactMap { mitigations[$0] }
        if scenario.root == nil, let first = slips.first { scenario.root = first.commitment }
        self.scenario = scenario
    }
}

/// The product's answer to a question about a scenario's text, all the way through: reader, columns, engine, answer.
func productWhatIf(_ json: String, _ question: ReferenceQuestion) -> (scenario: Scenario, answer: WhatIfResult)? {
    guard let asked = ProductQuestion(json, question) else { return nil }
    let whatIfQuestion = WhatIfQuestion(
        slips: asked.slips, moves: asked.moves, plan: asked.plan,
        toldOn: question.tellOn.flatMap { day(String(describing: $0)) },
        decidedOn: question.decidedOn.flatMap { day(String(describing: $0)) },
        asOf: asked.scenario.today ?? Day(year: 2026, month: 1, day: 5))
    return (asked.scenario, whatIf(whatIfQuestion, in: compile(asked.scenario)))
}

/// A day from its text.
func day(_ text: String) -> Day? {
    guard case .day(let day) = readDay(text) else { return nil }
    return day
}

/// Where the product's answer differs from the reference's; nothing if they agree.
///
/// Slips agree to 1/1024 day, figures to 1e-4 of the total (single figures may be small differences of large ones).
func differences(_ scenario: Scenario, _ answer: WhatIfResult, from reference: ReferenceWhatIf) -> [String] {
    var differences = Differences(scenario, answer, reference)
    differences.compareTotals()
    differences.compareCommitments()
    differences.comparePeople()
    return differences.found
}

/// Differences while they are collected.
private struct Differences {
    let scenario: Scenario
    let answer: WhatIfResult
    let reference: ReferenceWhatIf
    let scale: Double
    /// Weights may be small beside the amounts they weigh.
    let moneyScale: Double
    var found: [String] = []

    init(_ scenario: Scenario, _ answer: WhatIfResult, _ reference: ReferenceWhatIf) {
        self.scenario = scenario
        self.answer = answer
        self.reference = reference
        scale = max(1, reference.silentScore.magnitude, reference.score.magnitude)
        moneyScale = max(scale, reference.silentMoney)
    }

    mutating func figure(_ what: String, _ own: Double, _ other: Double, scale: Double? = nil) {
        if (own - other).magnitude > 1e-4 * (scale ?? self.scale) { found.append("\(what): \(own), not \(other)") }
    }

    mutating func same(_ what: String, _ own: String, _ other: String) {
        if own != other { found.append("\(what): \(own), not \(other)") }
    }

    mutating func compareTotals() {
        figure("score", answer.score, reference.score)
        figure("silentScore", answer.silentScore, reference.silentScore)
        figure("onPlanScore", answer.onPlanScore, reference.onPlanScore, scale: max(1, reference.onPlanScore))
        figure("planCost", answer.planCost, reference.planCost)
        figure("money", answer.money.told, reference.money, scale: moneyScale)
        figure("silentMoney", answer.money.silent, reference.silentMoney, scale: moneyScale)
        figure("onPlanMoney", answer.money.onPlan, reference.onPlanMoney, scale: max(1, reference.onPlanMoney))
        for expected in reference.sides {
            let side = answer.sides.first { $0.side.rawValue == expected.side }
            figure("score of \(expected.side)", side?.score ?? -1, expected.score)
            figure("money of \(expected.side)", side?.money ?? -1, expected.money, scale: moneyScale)
        }
        same(
            "overdue", "\(answer.overdue.map { "\(scenario.id(ofCommitment: $0.commitment)) \($0.days)" })",
            "\(reference.overdue.map { "\($0.commitment) \(Int($0.days))" })")
        figure("overcommitted", answer.overcommitted, reference.overcommitted)
    }

    mutating func compareCommitments() {
        for (place, expected) in reference.commitments.enumerated() {
            let outcome = answer.commitments[place]
            same("\(expected.id) state", outcome.state.rawValue, expected.state.rawValue)
            guard expected.state != .released else { continue }
            if let slip = expected.slip, (outcome.slip - slip).magnitude > 1.0 / 1024 {
                found.append("\(expected.id) slip: \(outcome.slip), not \(slip)")
            }
            same("\(expected.id) due", "\(outcome.due)", expected.due.map { "\($0)" } ?? "none")
            same(
                "\(expected.id) date", outcome.date.map { "\($0)" } ?? "never", expected.date.map { "\($0)" } ?? "never"
            )
            same(
                "\(expected.id) driver", outcome.driver.map { scenario.id(ofCommitment: $0) } ?? "none",
                expected.driver ?? "none")
            same(
                "\(expected.id) told", outcome.told.map { "\($0)" } ?? "never", expected.told.map { "\($0)" } ?? "never"
            )
            figure("\(expected.id) notice", outcome.notice, expected.notice, scale: 10)
            figure("\(expected.id) score", outcome.score, expected.score)
            figure("\(expected.id) silentScore", outcome.silentScore, expected.silentScore)
            figure("\(expected.id) money", outcome.money, expected.money, scale: moneyScale)
            figure("\(expected.id) moved", outcome.moved, expected.moved)
            same(
                "\(expected.id) heldBy",
                outcome.heldBy.map { holder in
                    switch holder {
                    case .today: "today"
                    case .window(let window): scenario.string(scenario[window].id)
                    }
                } ?? "nothing", expected.heldBy ?? "nothing")
            figure("\(expected.id) carried", outcome.carried, expected.carried)
            figure("\(expected.id) blame", outcome.blame, expected.blame)
            figure(
                "\(expected.id) priceOfDay", outcome.priceOfDay, expected.priceOfDay,
                scale: max(scale, expected.priceOfDay)
            )
            for borne in expected.amounts {
                let own = outcome.amounts.first {
                    scenario.string(scenario.kinds[Int($0.kind)].id) == borne.kind
                        && scenario.string(scenario.stakeholders[Int($0.bearer)].id) == borne.bearer
                }
                figure(
                    "\(expected.id) \(borne.kind) of \(borne.bearer)", own?.amount ?? -1, borne.amount,
                    scale: max(1, borne.amount))
            }
        }
    }

    mutating func comparePeople() {
        for expected in reference.stakeholders {
            let place = scenario.stakeholders.firstIndex { scenario.string($0.id) == expected.id }
            guard let place else {
                found.append("no stakeholder \(expected.id)")
                continue
            }
            let outcome = answer.stakeholders[place]
            figure("\(expected.id) bears", outcome.score, expected.score)
            same("\(expected.id) promises", "\(outcome.late) \(outcome.broken)", "\(expected.late) \(expected.broken)")
        }
        same(
            "sequence", "\(answer.sequence.map { scenario.id(ofCommitment: $0) })",
            "\(reference.sequence.map(\.commitment))")
    }
}
