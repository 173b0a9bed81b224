import DominoAnalysis
import DominoReport
import DominoScenario

/// A question chosen by a number: what slips, what is done about it, when it is told.
struct Asked {
    let scenario: Scenario
    let choice: UInt64
    let whatIf: WhatIfQuestion

    init(_ given: Scenario, choice: UInt64) {
        var scenario = given
        var slips = given.slips
        let count = given.commitments.count
        if choice & 1 << 20 != 0, count > 0 {
            let place = CommitmentIndex(Int(choice >> 32) % count)
            let days = [-100_000, -3, 0, 0.5, 4, 14, 100_000, .infinity][Int(choice >> 21 & 7)]
            slips = [Slip(commitment: place, days: days)]
        }
        if scenario.root == nil, let first = slips.first { scenario.root = first.commitment }
        var plan: [MitigationIndex] = []
        for place in given.mitigations.indices where choice >> UInt64(24 + place % 16) & 1 != 0 {
            plan.append(MitigationIndex(place))
        }
        if planProblem(plan, in: scenario) != nil || luckProblem(plan, in: scenario) != nil { plan = [] }
        let asOf = given.asOf ?? Day(year: 2026, month: 2, day: 2)
        self.scenario = scenario
        self.choice = choice
        whatIf = WhatIfQuestion(
            slips: slips, plan: plan, toldOn: choice & 1 << 44 == 0 ? given.toldOn : given.toldOn ?? asOf, asOf: asOf)
    }

    var asOf: Day { whatIf.asOf }
    var style: TextStyle { TextStyle(width: 40 + Int(choice >> 45 & 127)) }
    var objective: Objective { Objective.allCases[Int(choice >> 52) % Objective.allCases.count] }
    var days: Double { [0, 0.25, 10, 100_000][Int(choice >> 54 & 3)] }
    /// A commitment, where there is one.
    var commitment: CommitmentIndex { CommitmentIndex(Int(choice >> 32) % max(1, scenario.commitments.count)) }
    /// Whether there is a root that can still be promised.
    var hasPromise: Bool { scenario.root.map { scenario[$0].status != .released } ?? false }
}

extension Asked {
    /// An answer about the scenario, with its names; nothing but the clock says which day it is.
    func answered<A: Answer>(_ answer: A) -> Answered<A> where A.Named == Names {
        Answered(answer, names: Names(scenario), today: .today(asOf))
    }

    /// An answer as JSON.
    func json<A: Renderable>(_ answer: A) -> String where A.Named == Names {
        render(answered(answer), as: .json, style: style)
    }
}
