import DominoScenario

/// Why a plan cannot be: what a mitigation of it requires or excludes. Nil if it can.
public func planProblem(_ plan: [Int32], in scenario: Scenario) -> String? {
    func name(_ mitigation: Int32) -> String {
        "\"\(shown(scenario.string(scenario.mitigations[Int(mitigation)].id), limit: 80))\""
    }
    let chosen = Set(plan)
    for place in plan {
        let mitigation = scenario.mitigations[Int(place)]
        for required in mitigation.requires where !chosen.contains(required) {
            return "\(name(place)) requires \(name(required))"
        }
        for excluded in mitigation.excludes where chosen.contains(excluded) {
            return "\(name(place)) excludes \(name(excluded))"
        }
    }
    return nil
}

/// Why a plan cannot be simulated: too many of its mitigations may fail. Nil if it can.
public func luckProblem(_ plan: [Int32], in scenario: Scenario) -> String? {
    let doubtful = plan.count { scenario.mitigations[Int($0)].chance < 1 }
    guard doubtful > Replay.chancyLimit else { return nil }
    return "\(doubtful) of these mitigations may fail, and at most \(Replay.chancyLimit) such can be simulated together"
}

/// What a question may not mean: a slip of a fact, a mitigation that is too late to bite, telling on a day off.
public func questionWarnings(_ question: WhatIfQuestion, in scenario: Scenario) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for slip in question.slips {
        let commitment = scenario.commitments[Int(slip.commitment)]
        guard commitment.status.isFact || commitment.status == .released else { continue }
        warnings.append(
            Diagnostic(
                .slipOnFact,
                "\"\(shown(scenario.string(commitment.id), limit: 80))\" is \(commitment.status.rawValue) already, so "
                    + "a slip of it changes nothing"))
    }
    let decided = question.toldOn ?? question.asOf
    for place in question.plan {
        guard let last = decideBy(Int(place), in: scenario), scenario.calendar.ordinal(decided) > last else { continue }
        warnings.append(
            Diagnostic(
                .lateMitigation,
                "\"\(shown(scenario.string(scenario.mitigations[Int(place)].id), limit: 80))\" comes too late on "
                    + "\(decided): it had to be decided by \(scenario.calendar.day(ordinal: last))",
                hint: "it is played as if it still worked"))
    }
    if let day = question.toldOn, !scenario.calendar.isWorking(day) {
        let next = scenario.calendar.day(ordinal: scenario.calendar.ordinal(day))
        warnings.append(
            Diagnostic(.dayOff, "\(day) is a day off, so telling counts as on \(next), the working day after"))
    }
    return warnings
}
