import DominoEngine
import DominoScenario

/// Why there can be no such plan: what a mitigation of it requires or excludes. Nil if there can.
///
/// What is under way already counts as chosen.
public func planProblem(_ plan: [MitigationIndex], in scenario: Scenario) -> String? {
    func name(_ mitigation: MitigationIndex) -> String {
        "\"\(sanitized(scenario.string(scenario[mitigation].id), limit: 80))\""
    }
    let chosen = Set(plan + scenario.decided.map { $0.mitigation })
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
    let fallible = Set(plan + scenario.decided.map { $0.mitigation }).count { scenario[$0].chance < 1 }
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
        steepest += (pieces.lazy.map { $0.slope }.max() ?? 0) * entry.weight
    }
    return max(most, steepest)
}

/// As a whole number, with an exponent only where the digits would fill a line.
private func writtenDamage(_ damage: Double) -> String {
    damage < 1e16 ? "\(Int(damage.rounded()))" : "\(damage)"
}

/// Warnings about a question: a slip or a move of a fact, a mitigation that comes too late or is under way already,
/// telling on a day off.
///
/// - Complexity: O(slips + moves); with a plan, that of a what-if.
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
    let decided = question.decidedOn ?? question.asOf
    var lastDays: [MitigationIndex: Int] = [:]
    if !question.plan.isEmpty {
        let compiled = compile(scenario, draws: false)
        lastDays = compiled.decideBy(under: compiled.question(slips: question.slips, moves: question.moves))
    }
    for place in question.plan {
        let name = "\"\(sanitized(scenario.string(scenario[place].id), limit: 80))\""
        if let underWay = scenario.decided.first(where: { $0.mitigation == place }) {
            warnings.append(
                Diagnostic(
                    .alreadyDecided,
                    "\(name) was decided on \(underWay.on) and is in force already: naming it changes nothing"))
            continue
        }
        guard let last = lastDays[place], scenario.calendar.ordinal(decided) > last else { continue }
        warnings.append(
            Diagnostic(
                .lateMitigation,
                "\(name) comes too late on \(decided): it had to be decided by "
                    + "\(scenario.calendar.day(ordinal: last))"))
    }
    if let day = question.toldOn, !scenario.calendar.isWorking(day) {
        let next = scenario.calendar.day(ordinal: scenario.calendar.ordinal(day))
        warnings.append(
            Diagnostic(.dayOff, "\(day) is a day off, so telling counts as on \(next), the working day after"))
    }
    return warnings
}

extension Compiled {
    /// The last day on which each mitigation can be decided and still change something, as an ordinal; nil for none.
    ///
    /// - Parameter question: its slips and moves count.
    func decideBy(under question: ModelQuestion) -> [MitigationIndex: Int] {
        var days: [MitigationIndex: Int] = [:]
        for (place, last) in model.lastDays(question).enumerated() {
            if case .day(let day) = last { days[MitigationIndex(place)] = day }
        }
        return days
    }
}
