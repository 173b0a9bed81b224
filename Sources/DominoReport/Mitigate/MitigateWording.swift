import DominoAnalysis
import DominoScenario

// What a search for the best plan comes to in words, and which of its figures are shown.

extension Answered<MitigationResult> {
    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// What is overdue; what to do, what it costs and saves whom, whether that is proved; what it comes to if nobody is
    /// told, told and with the plan; what is under way; and what waiting costs.
    func statement() -> Statement {
        var statement = begun
        statement.addFirst(names.overdueSentence(answer.overdue))
        let underWay = names.underWay(in: today.day)
        guard !names.scenario.mitigations.isEmpty else {
            statement.add("there is nothing to choose from: the file lists no mitigations.")
            statement.add(remains)
            return statement
        }
        guard answer.baseline.risk >= 0.005 else {
            statement.add("nothing needs to be done: \(figureName) is 0 as things stand.")
            statement.add(underWay)
            return statement
        }
        statement.add(advice)
        statement.add(bridge)
        statement.add(underWay)
        statement.add(waitingClause)
        return statement
    }

    /// What to do, what it costs, and what it saves.
    private var advice: SafeText {
        let proof: SafeText =
            answer.isProved ? "proven best" : "not proven: at most \(names.score(answer.gap)) from the best"
        guard !answer.best.mitigations.isEmpty else {
            let reach: SafeText = answer.question.budget.map { " within \(names.cost($0))" } ?? ""
            let choices = answer.options.filter { $0.standing != .underWay }
            guard !choices.isEmpty else { return "there is nothing left to choose: all is under way already." }
            let isLate = !choices.contains(where: { $0.stillHelps })
            let why: SafeText = isLate ? "every option is too late" : "no plan\(reach) is worth its cost"
            return "do nothing \(decisionDay): \(why) (\(proof))."
        }
        let cost: SafeText = answer.best.cost > 0 ? "for \(names.cost(answer.best.cost))" : "at no cost"
        return "do \(names.listed(answer.best.mitigations)) \(decisionDay) \(cost): \(saving) (\(proof))."
    }

    /// What the best plan saves: on average whom and what; of an objective for bad cases, what becomes of its figure.
    private var saving: SafeText {
        guard answer.isCertain || answer.question.objective == .mean else {
            return "\(figureName) goes from \(names.score(answer.baseline.risk)) to \(figure(answer.best.risk))"
        }
        let (before, after) = (bill(answer.sidesBefore, { $0.before }), bill(answer.sides, { $0.after }))
        var others: [KindIndex: Double] = [:]
        for other in after.others { others[other.kind, default: 0] += other.amount }
        var saved = Bill(ours: max(0, before.ours - after.ours), theirs: max(0, before.theirs - after.theirs))
        saved.others = before.others.map { ($0.kind, $0.amount - others[$0.kind, default: 0]) }
            .filter { $0.1 >= 0.005 }
        let average: SafeText = answer.isCertain ? "" : " on average"
        return "it saves \(names.toWhom(saved))\(average)"
    }

    /// What it comes to if nobody is told, told, and with the plan: those of the three that differ.
    private var bridge: SafeText? {
        let (silent, told, best) = (answer.silent, answer.baseline.risk, answer.best)
        var steps: [(name: SafeText, value: Double)] = []
        if (silent - told).magnitude >= 0.005 {
            steps = [("nobody told", silent), ("told \(decisionDay)", told)]
        } else {
            steps = [("nothing done", told)]
        }
        if !best.mitigations.isEmpty { steps.append(("with the plan", best.total)) }
        guard steps.count > 1 else { return nil }
        let isPlain = names.countsOnlyMoney && (answer.isCertain || answer.question.objective == .mean)
        let parts = steps.enumerated().map { place, step -> SafeText in
            let value = place == 0 ? names.score(step.value) : figure(step.value)
            let cost: SafeText =
                step.name == "with the plan" && best.cost > 0 ? " (of it \(exact(best.cost)) cost)" : ""
            return "\(step.name)\(isPlain ? ":" : "") \(value)\(cost)"
        }
        guard !isPlain else { return "\(parts.joined(separator: "; "))." }
        let meaning: SafeText = names.countsOnlyMoney ? "" : " (\(names.scoreMeaning))"
        return "\(figureName)\(meaning): \(parts.joined(separator: "; "))."
    }

    /// What is made small, as a subject.
    var figureName: SafeText {
        let noun = names.scoreNoun
        if answer.isCertain { return "the \(noun)" }
        switch answer.question.objective {
        case .mean: return "average \(noun)"
        case .p90: return "the \(noun) exceeded in 10 % of runs"
        case .p95: return "the \(noun) exceeded in 5 % of runs"
        case .cvar95: return "the average \(noun) of the worst 5 %"
        }
    }

    /// What it costs where nothing can be chosen.
    private var remains: SafeText? {
        let bill = bill(answer.sidesBefore, { $0.before })
        guard !names.scenario.damages.isEmpty else { return "nothing says what a slip costs either: add \"damage\"." }
        return "it costs \(names.toWhom(bill))\(answer.isCertain ? "" : " on average")."
    }

    private func bill(
        _ sides: [SideDamage], _ amounts: ((before: [Double], after: [Double])) -> [Double]
    ) -> Bill {
        let amounts = amounts(answer.amounts)
        return names.bill(sides, names.scenario.kinds.places.map { (kind: $0, amount: amounts[Int($0)]) })
    }

    /// When it is decided: `today`, or `on 9 Feb`.
    private var decisionDay: SafeText {
        answer.question.decideOn == answer.question.asOf ? "today" : "on \(date(answer.question.decideOn))"
    }

    /// What waiting costs until the first day on which the best plan cannot be had any more.
    private var waitingClause: SafeText? {
        guard !answer.best.mitigations.isEmpty, let point = answer.firstLoss else { return nil }
        let loss = point.plan.total - answer.best.total
        guard loss >= 0.005 else { return nil }
        return names.countsOnlyMoney
            ? "waiting until \(date(point.decideOn)) costs \(names.amount(loss))."
            : "waiting until \(date(point.decideOn)) adds \(figure(loss)) to the score."
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
        let ends = answer.options.filter { $0.isAvailable }.compactMap { $0.decideBy }
        guard let last = answer.waiting.last, let end = ends.max(), last.decideOn <= end else { return nil }
        return "Time ran out before days after \(date(last.decideOn)) were searched (--time-limit)."
    }

    /// How the figures of the options were come by.
    var footnote: SafeText {
        let runs: SafeText =
            answer.isCertain
            ? "Nothing in it is uncertain."
            : "\(count(answer.replicates, "run")), seed \(SafeText(trusted: "\(answer.question.seed)"))."
        let score = names.scoreRemark.map { " \($0)" as SafeText } ?? ""
        return
            "By itself: what it saves as the only step. Added to the plan: what it saves on top of the other steps."
            + " Both exclude its cost. Works from: if decided \(decisionDay).\(score) \(runs)"
    }
}

extension Names {
    /// Why an option is not in the best plan, in a few words; nil for one that is, or is under way.
    func reason(_ option: MitigationResult.Option) -> SafeText? {
        switch option.standing {
        case .chosen, .underWay: nil
        case .tooLate where option.stillHelps: "cannot be combined with what is under way"
        case .tooLate:
            option.decideBy.map { "too late: it had to be decided by \(fullDate($0))" } ?? "too late"
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
    /// The first later day on which something of the best plan is lost; without one, the last day looked at.
    var firstLoss: WaitingPoint? {
        let dying = waiting.firstIndex { $0.expiring.contains { best.mitigations.contains($0) } }
        if let dying, waiting.indices.contains(dying + 1) { return waiting[dying + 1] }
        return waiting.count > 1 ? waiting.last : nil
    }

    /// Options to be shown, without what is under way already: those of the plan by what they add to it, then the
    /// others by what each brings alone.
    var rankedOptions: [Option] {
        func key(_ option: Option) -> (Int, Double, MitigationIndex) {
            option.standing == .chosen
                ? (0, -option.marginalGain, option.mitigation) : (1, -option.aloneGain, option.mitigation)
        }
        return options.filter { $0.standing != .underWay }.sorted { key($0) < key($1) }
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

    /// Days on which something expires that is not under way already.
    var turningPoints: [WaitingPoint] {
        let underWay = Set(options.filter { $0.standing == .underWay }.map { $0.mitigation })
        return waiting.compactMap { point in
            var point = point
            point.expiring.removeAll { underWay.contains($0) }
            return point.expiring.isEmpty ? nil : point
        }
    }
}
