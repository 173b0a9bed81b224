import DominoAnalysis
import DominoScenario

// What a search for the best plan comes to in words, and which of its figures are shown.

extension Answered<MitigationResult> {
    /// The answer in one or two sentences: what to do, what it costs, what it saves, whether that is proved, and what
    /// waiting costs.
    func sentence() -> SafeText {
        let risk = names.amount(answer.baseline.risk)
        let figureName = answer.figureName.capitalized
        guard !names.scenario.mitigations.isEmpty else {
            return
                "\(opening)\(begun("there")) is nothing to choose from: the scenario lists no mitigations."
                + " \(figureName) is \(risk)."
        }
        guard answer.baseline.risk >= 0.005 else {
            return "\(opening)\(begun("nothing")) needs to be done: \(answer.figureName) is 0 as things stand."
        }
        let proof: SafeText =
            answer.isProved ? "proven best" : "not proven: at most \(names.amount(answer.gap)) from the best"
        guard !answer.best.mitigations.isEmpty else {
            let reach: SafeText = answer.question.budget.map { " within \(names.cost($0))" } ?? ""
            return
                "\(opening)\(begun("do")) nothing \(decisionDay): no plan\(reach) is worth its cost. \(figureName)"
                + " stays at \(risk) (\(proof))."
        }
        let cost: SafeText = answer.best.cost > 0 ? "for \(names.cost(answer.best.cost))" : "at no cost"
        let steps = names.listed(answer.best.mitigations)
        return "\(opening)\(begun("do")) \(steps) \(decisionDay) \(cost): \(answer.figureName) falls from \(risk) to"
            + " \(figure(answer.best.risk)) (\(proof)).\(waitingClause)"
    }

    /// The first word of the sentence, with a capital where nothing stands before it.
    private func begun(_ word: SafeText) -> SafeText { opening.isEmpty ? word.capitalized : word }

    /// When it is decided: `today`, or `on 9 Feb`.
    private var decisionDay: SafeText {
        answer.question.decideOn == answer.question.asOf ? "today" : "on \(date(answer.question.decideOn))"
    }

    /// What waiting costs until the first day on which the best plan cannot be had any more.
    private var waitingClause: SafeText {
        guard let point = answer.firstLoss else { return "" }
        let loss = point.plan.total - answer.best.total
        return loss < 0.005 ? "" : " Waiting until \(date(point.decideOn)) costs \(names.amount(loss))."
    }

    /// What the time limit left open among the budgets; nil where all is told and proved.
    var frontierRemark: SafeText? {
        var remarks: [SafeText] = []
        if answer.frontier.contains(where: { !$0.isProved }) {
            remarks.append("?: the best found within the time limit, not proven best.")
        }
        if let first = answer.frontier.first, first.budget > 0 {
            remarks.append("Time ran out before smaller budgets were searched (--time-limit).")
        }
        return remarks.isEmpty ? nil : remarks.joined(separator: " ")
    }

    /// Up to which day waiting was looked at, where time was up before the last option expires; else nil.
    var waitingRemark: SafeText? {
        let ends = answer.options.filter(\.isAvailable).compactMap(\.decideBy)
        guard let last = answer.waiting.last, let end = ends.max(), last.decideOn <= end else { return nil }
        return "Time ran out before days after \(date(last.decideOn)) were searched (--time-limit)."
    }

    /// How the figures of the options were come by.
    var footnote: SafeText {
        let runs: SafeText =
            answer.isCertain
            ? "Nothing in it is uncertain."
            : "\(count(answer.replicates, "run")), seed \(SafeText(trusted: "\(answer.question.seed)"))."
        return
            "By itself: what it saves as the only step. Added to the plan: what it saves on top of the other steps."
            + " Both exclude its cost. \(runs)"
    }
}

extension Names {
    /// Why an option is not in the best plan, in a few words; nil for one that is.
    func reason(_ standing: MitigationResult.Standing) -> SafeText? {
        switch standing {
        case .chosen: nil
        case .underWay: "is under way already"
        case .tooLate: "too late"
        case .missingRequirement(let other): "needs \(title(of: other, limit: 40).quoted), which is not worth it"
        case .excluded(let other): "cannot be combined with \(title(of: other, limit: 40).quoted)"
        case .overBudget: "over budget"
        case .noEffect: "has no effect here"
        case .superseded: "worth it by itself, but not on top of the plan"
        case .notWorthIt: "saves less than it costs"
        }
    }
}

extension MitigationResult {
    /// What is made small, as a subject.
    var figureName: SafeText {
        if isCertain { return "the damage" }
        switch question.objective {
        case .mean: return "expected damage"
        case .p90: return "the damage exceeded in 10 % of runs"
        case .p95: return "the damage exceeded in 5 % of runs"
        case .cvar95: return "the average damage of the worst 5 %"
        }
    }

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
    var bearers: [StakeholderIndex] {
        damageBefore.indices.filter { damageBefore[$0] >= 0.005 }
            .sorted { (-damageBefore[$0], $0) < (-damageBefore[$1], $1) }.map { StakeholderIndex($0) }
    }

    /// Days on which something expires.
    var turningPoints: [WaitingPoint] { waiting.filter { !$0.expiring.isEmpty } }
}
