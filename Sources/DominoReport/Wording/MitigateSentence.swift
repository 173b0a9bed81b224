import DominoAnalysis
import DominoScenario

/// The answer of a search for the best plan in one or two sentences: what to do, what it costs, what it saves, whether that
/// is proved, and what waiting costs.
func mitigateSentence(_ answer: MitigationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = asOfIsToday ? "As of today, \(answer.question.asOf.spoken): " : ""
    let currency = scenario.currencyName
    let figure = answer.figureName
    guard !scenario.mitigations.isEmpty else {
        return opening + "Nothing can be done: the scenario has no mitigations. "
            + "\(capitalized(figure)) is \(amount(answer.baseline.risk, currency))."
    }
    guard answer.baseline.risk >= 0.005 else {
        return opening + "Nothing has to be done: \(figure) is 0 as it stands."
    }
    let proof = answer.isProved ? "proved best" : "not proved: at most \(amount(answer.gap, currency)) from the best"
    guard !answer.best.mitigations.isEmpty else {
        let reach = answer.question.budget.map { " within \(amount($0, currency))" } ?? ""
        return opening + "Do nothing \(answer.dayName): no plan\(reach) is worth its cost. "
            + "\(capitalized(figure)) stays at \(amount(answer.baseline.risk, currency)) (\(proof))."
    }
    let cost = answer.best.cost > 0 ? "for \(amount(answer.best.cost, currency))" : "at no cost"
    return opening
        + "Do \(doing(answer.best.mitigations, scenario)) \(answer.dayName) \(cost): \(figure) falls from "
        + "\(amount(answer.baseline.risk, currency)) to \(grouped(answer.best.risk)) (\(proof))."
        + waitingClause(answer, currency)
}

/// Mitigations in a row: `A, B and C`; many are counted.
func doing(_ plan: [MitigationIndex], _ scenario: Scenario) -> String {
    let names = plan.prefix(plan.count > 4 ? 3 : 4).map {
        "\"\(sanitized(scenario.title(ofMitigation: Int($0)), limit: 64))\""
    }
    if plan.count > names.count { return names.joined(separator: ", ") + " and \(plan.count - names.count) more" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " and " + last
}

/// What waiting costs until the first day on which the best plan cannot be had any more.
private func waitingClause(_ answer: MitigationResult, _ currency: String) -> String {
    guard let point = answer.firstLoss else { return "" }
    let loss = point.plan.total - answer.best.total
    guard loss >= 0.005 else { return "" }
    return " Waiting until \(point.decideOn.spoken) costs \(amount(loss, currency))."
}

/// Why an option is not in the best plan, in a few words; nil for one that is.
func reason(_ standing: MitigationResult.Standing, _ scenario: Scenario, limit: Int = 40) -> String? {
    func title(_ place: MitigationIndex) -> String {
        "\"\(sanitized(scenario.title(ofMitigation: Int(place)), limit: limit))\""
    }
    switch standing {
    case .chosen: return nil
    case .tooLate: return "too late"
    case .lacks(let other): return "needs \(title(other)), which does not pay"
    case .excluded(let other): return "not together with \(title(other))"
    case .tooDear: return "beyond the budget"
    case .idle: return "changes nothing here"
    case .superseded: return "worth it alone, not beside the plan"
    case .notWorthIt: return "saves less than it costs"
    }
}

/// What the time limit left open among the budgets; nil where all is told and proved.
func frontierRemark(_ answer: MitigationResult) -> String? {
    var remarks: [String] = []
    if answer.frontier.contains(where: { !$0.isProved }) {
        remarks.append("?: the best found, not proved in the time.")
    }
    if let first = answer.frontier.first, first.budget > 0 {
        remarks.append("Smaller budgets were not reached in the time (--time-limit).")
    }
    return remarks.isEmpty ? nil : remarks.joined(separator: " ")
}

/// Up to which day waiting was looked at, where time was up before the last option expires; else nil.
func waitingRemark(_ answer: MitigationResult) -> String? {
    let ends = answer.options.filter(\.isAvailable).compactMap(\.decideBy)
    guard let last = answer.waiting.last, let end = ends.max(), last.decideOn <= end else { return nil }
    return "Days after \(last.decideOn.spoken) were not reached in the time (--time-limit)."
}

extension MitigationResult {
    /// What is made small, as a subject.
    var figureName: String {
        if isCertain { return "the damage" }
        switch question.objective {
        case .mean: return "expected damage"
        case .p90: return "the damage exceeded once in 10"
        case .p95: return "the damage exceeded once in 20"
        case .cvar95: return "the damage of the worst twentieth"
        }
    }

    /// When it is decided: `today`, or `on 9 Feb 2026`.
    var dayName: String { question.decideOn == question.asOf ? "today" : "on \(question.decideOn.spoken)" }

    /// The first later day on which something of the best plan is lost; without one, the last day looked at.
    var firstLoss: WaitingPoint? {
        let dying = waiting.firstIndex { $0.expiring.contains { best.mitigations.contains($0) } }
        if let dying, waiting.indices.contains(dying + 1) { return waiting[dying + 1] }
        return waiting.count > 1 ? waiting.last : nil
    }

    /// Options to be shown: those of the plan by what they add to it, then the others by what each brings alone.
    var rankedOptions: [Option] {
        func key(_ option: Option) -> (Int, Double, MitigationIndex) {
            option.standing == .chosen
                ? (0, -option.marginalGain, option.mitigation) : (1, -option.aloneGain, option.mitigation)
        }
        return options.sorted { key($0) < key($1) }
    }

    /// The number by which text calls each option: its place in the list.
    var optionNumbers: [MitigationIndex: Int] {
        Dictionary(uniqueKeysWithValues: rankedOptions.enumerated().map { ($1.mitigation, $0 + 1) })
    }

    /// The best total for each working day waited; a day not looked at is like the one before, which is no worse.
    func totalsByDaysWaited(_ calendar: WorkCalendar) -> [Double] {
        guard let first = waiting.first, let last = waiting.last else { return [] }
        let start = calendar.ordinal(first.decideOn)
        var totals = [Double](repeating: 0, count: calendar.ordinal(last.decideOn) - start + 1)
        for (point, next) in zip(waiting, waiting.dropFirst() + [last]) {
            let place = calendar.ordinal(point.decideOn) - start
            for day in place..<max(place + 1, calendar.ordinal(next.decideOn) - start) {
                totals[day] = point.plan.total
            }
        }
        return totals
    }

    /// Stakeholders who bear anything with nothing done, most first.
    var bearers: [Int] {
        harmBefore.indices.filter { harmBefore[$0] >= 0.005 }
            .sorted { (-harmBefore[$0], $0) < (-harmBefore[$1], $1) }
    }

    /// Days on which something expires, and the first and last day looked at.
    var turningPoints: [WaitingPoint] {
        waiting.enumerated().filter { place, point in
            place == 0 || place == waiting.count - 1 || !point.expiring.isEmpty
        }.map(\.element)
    }
}

/// How the figures were come by.
func mitigateFootnote(_ answer: MitigationResult) -> String {
    let luck =
        answer.isCertain
        ? "Nothing is left to luck." : "\(count(answer.replicates, "replay")), seed \(answer.question.seed)."
    return "Alone: what it saves by itself. Beside: what it adds to the rest of the plan. Both before its cost. " + luck
}
