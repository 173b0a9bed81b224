import DominoEngine
import DominoScenario

/// Why there can be no such plan: what a mitigation of it requires or excludes. Nil if there can.
public func planProblem(_ plan: [MitigationIndex], in scenario: Scenario) -> String? {
    func name(_ mitigation: MitigationIndex) -> String {
        "\"\(sanitized(scenario.string(scenario[mitigation].id), limit: 80))\""
    }
    let chosen = Set(plan)
    for place in plan {
        let mitigation = scenario[place]
        for required in mitigation.requires where !chosen.contains(required) {
            return "\(name(place)) requires \(name(required))"
        }
        for excluded in mitigation.excludes where chosen.contains(excluded) {
            return "\(name(place)) excludes \(name(excluded))"
        }
    }
    return nil
}

/// Why a plan cannot be simulated: too many of its mitigations are fallible. Nil if it can.
public func fallibleProblem(_ plan: [MitigationIndex], in scenario: Scenario) -> String? {
    let fallible = plan.count { scenario[$0].chance < 1 }
    guard fallible > Replication.fallibleLimit else { return nil }
    return
        "\(fallible) of these mitigations may fail, and at most \(Replication.fallibleLimit) such can be simulated "
        + "together"
}

/// Why the damage of so many runs cannot be added up in 64 bits, in 1/100 of a score, as the search for plans does; nil
/// if it can.
///
/// Law: where it is nil for one run, no figure of a simulation, which adds up in 128 bits, is cut off.
public func countingProblem(replicates: Int, _ compiled: Compiled) -> String? {
    let most = countableReplicates(compiled)
    guard replicates > most else { return nil }
    let damage = writtenDamage(greatestDamage(compiled))
    guard most > 0 else {
        return "the damage of one run may come to \(damage), and more than 9e13 cannot be counted to the hundredth. "
            + "Give amounts or weights in a larger unit, such as thousands"
    }
    return "\(replicates) runs with a damage of up to \(damage) each are more than can be added up exactly. "
        + "Ask for at most \(most), or give amounts or weights in a larger unit, such as thousands"
}

/// Most replicates of a scenario that can be added up; 0 where a single one cannot be counted.
private func countableReplicates(_ compiled: Compiled) -> Int {
    let damage = greatestDamage(compiled)
    guard damage <= 9e13 else { return 0 }
    return Int(min(1e9, 9e16 / max(1, damage)))
}

/// A bound of the damage of one run and of the price of a day: everything broken, or the steepest pieces of all damage.
private func greatestDamage(_ compiled: Compiled) -> Double {
    var (most, steepest) = (0.0, 0.0)
    let table = compiled.model.damage
    for entry in table.entries {
        most += entry.broken * entry.weight
        let pieces = table.pieces[entry.pieces]
        steepest += (pieces.lazy.map(\.slope).max() ?? 0) * entry.weight
    }
    return max(most, steepest)
}

/// As a whole number, with an exponent only where the digits would fill a line.
private func writtenDamage(_ damage: Double) -> String {
    damage < 1e16 ? "\(Int(damage.rounded()))" : "\(damage)"
}

/// Warnings about a question: a slip or a move of a fact, a mitigation that comes too late, telling on a day off.
public func questionWarnings(_ question: WhatIfQuestion, in scenario: Scenario) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    let changed =
        question.slips.map { ($0.commitment, "slip") } + question.moves.map { ($0.commitment, "move") }
    for (place, change) in changed {
        let commitment = scenario[place]
        guard commitment.status.isFact || commitment.status == .released else { continue }
        warnings.append(
            Diagnostic(
                .slipOnFact,
                "\"\(sanitized(scenario.string(commitment.id), limit: 80))\" is \(commitment.status.rawValue) already, "
                    + "so a \(change) of it changes nothing"))
    }
    let decided = question.toldOn ?? question.asOf
    for place in question.plan {
        guard let last = decideBy(place, in: scenario), scenario.calendar.ordinal(decided) > last else { continue }
        warnings.append(
            Diagnostic(
                .lateMitigation,
                "\"\(sanitized(scenario.string(scenario[place].id), limit: 80))\" comes too late on "
                    + "\(decided): it had to be decided by \(scenario.calendar.day(ordinal: last))",
                hint: "it counts as if it still worked"))
    }
    if let day = question.toldOn, !scenario.calendar.isWorking(day) {
        let next = scenario.calendar.day(ordinal: scenario.calendar.ordinal(day))
        warnings.append(
            Diagnostic(.dayOff, "\(day) is a day off, so telling counts as on \(next), the working day after"))
    }
    return warnings
}

/// The last day on which a mitigation can be decided and still work: `T + leadTime <= due` of every commitment it works
/// on (Model.md, section 6); nil if it works on none.
/// - Complexity: O(its effects, and the hits of risks it averts).
public func decideBy(_ mitigation: MitigationIndex, in scenario: Scenario) -> Int? {
    var earliest: Int?
    func works(on commitment: CommitmentIndex) {
        guard scenario[commitment].status != .released else { return }
        earliest = min(earliest ?? .max, scenario.due(commitment))
    }
    for place in scenario[mitigation].effects {
        switch scenario.effects[Int(place)].target {
        case .commitment(let commitment), .need(_, of: let commitment): works(on: commitment)
        case .risk(let risk): for hit in scenario[risk].hits { works(on: scenario.hits[Int(hit)].commitment) }
        }
    }
    return earliest.map { Int((Double($0) - scenario[mitigation].leadTime).rounded(.down)) }
}
