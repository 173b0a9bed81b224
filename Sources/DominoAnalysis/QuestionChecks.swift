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

/// Why so many replicates of a scenario cannot be added up: their sums, in 1/100 of a score, are integers of 64 bits, and would
/// leave them. Nil if they can.
///
/// Law: where it is nil, no sum of a simulation overflows, and no score is cut off. What a scenario can come to is bounded by all of
/// it being broken, and the price of a day by the steepest pieces of all its damage.
public func countingProblem(replicates: Int, _ compiled: CompiledScenario) -> String? {
    var (most, steepest) = (0.0, 0.0)
    for entry in compiled.damage.entries {
        most += entry.broken * entry.weight
        let pieces = compiled.damage.pieces[Int(entry.pieceStart)..<Int(entry.pieceStart + entry.pieceCount)]
        steepest += (pieces.lazy.map(\.slope).max() ?? 0) * entry.weight
    }
    let bound = max(most, steepest)
    guard bound > min(9e13, 9e16 / Double(replicates)) else { return nil }
    let unit = "Give amounts or weights in a larger unit, such as thousands"
    guard bound <= 9e13 else {
        return
            "the harm of one replay may come to \(shownHarm(bound)), and more than 9e13 cannot be counted to the hundredth. \(unit)"
    }
    let fitting = Int(9e16 / bound)
    return
        "\(replicates) replays of a harm that may come to \(shownHarm(bound)) each are more than can be added up exactly. Ask for at "
        + "most \(fitting). Or: \(unit.prefix(1).lowercased() + unit.dropFirst())"
}

/// Whole, and in tens to a power only where its digits would fill a line.
private func shownHarm(_ harm: Double) -> String { harm < 1e16 ? "\(Int(harm.rounded()))" : "\(harm)" }

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
