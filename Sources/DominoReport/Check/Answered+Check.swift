import DominoAnalysis
import DominoEngine
import DominoScenario

// What a check comes to in words.

extension Answered<CheckResult> {
    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// What is overdue, the verdict with its reasons, which days may be promised, and what that costs whom.
    func statement() -> Statement {
        var statement = verdictStatement()
        let root = names.scenario[answer.root]
        guard root.keptOn == nil, root.status != .broken else { return statement }
        statement.add(answer.isRefuted ? refuted : window)
        statement.add(cost)
        statement.add(names.assumedPrice(answer.assumedPriceShare))
        return statement
    }

    /// What is overdue, whether the date may be promised, and why.
    func verdictStatement() -> Statement {
        var statement = begun
        let commitment = names.scenario[answer.root]
        let title = names.quoted(answer.root)
        if let day = commitment.keptOn {
            statement.add("\(title) was kept on \(date(day)): nothing is left to promise.")
        } else if commitment.status == .broken {
            statement.add("\(title) is already broken: no date for it can be promised.")
        } else {
            statement.addFirst(names.overdueSentence(overdue))
            statement.add(verdict)
            statement.add(failedLimits)
        }
        return statement
    }

    /// What is overdue of what the root depends on, or depends on it.
    private var overdue: [Overdue] {
        let near = Set(answer.findings.filter { $0.code == .overdue }.flatMap { $0.commitments })
        return answer.overdue.filter { near.contains($0.commitment) }
    }

    /// Whether the date may be promised, and why.
    private var verdict: SafeText {
        let day = date(answer.promise)
        let plan: SafeText = answer.question.plan.isEmpty ? "" : ", with \(names.listed(answer.question.plan))"
        if let obstacle { return "\(day) cannot be kept\(plan): \(obstacle)." }
        let title = names.quoted(answer.root)
        switch answer.verdict {
        case .safe: return "\(day) is safe to promise\(plan): \(title) is \(likely)."
        case .stretch: return "\(day) is a stretch\(plan): \(title) is \(likely)."
        case .unsafe: return "do not promise \(day)\(plan): \(title) is \(likely)."
        }
    }

    /// Where the chain begins that rules the date out: `"Data" is still open, and 20 days of work follow it`.
    private var obstacle: SafeText? {
        guard let obstacle = answer.obstacle else { return nil }
        let title = names.quoted(obstacle.commitment)
        let commitment = names.scenario[obstacle.commitment]
        let isOverdue = answer.overdue.contains { $0.commitment == obstacle.commitment }
        let cause: SafeText =
            switch commitment.status {
            case .kept: "\(title) was kept only on \(commitment.keptOn.map { date($0) } ?? "a later day")"
            case .broken: "\(title) is broken"
            case _ where obstacle.slip == .infinity: "\(title) is never kept"
            case _ where isOverdue: "\(title) is still open"
            default: "\(title) is \(obstacle.slip.map { "\(names.workingDays($0)) late" } ?? "late in every run")"
            }
        guard obstacle.commitment != answer.root else { return cause }
        let root = names.quoted(answer.root)
        guard let slip = obstacle.slip, slip < .infinity else { return "\(cause), and \(root) needs it" }
        guard obstacle.daysAfter < .infinity else { return "\(cause), and that is too late for \(root)" }
        guard obstacle.daysAfter >= 0.005 else { return "\(cause), and \(root) needs it" }
        let days = names.workingDays(obstacle.daysAfter)
        let verb: SafeText = days.string.hasPrefix("1 ") ? "follows" : "follow"
        let work: SafeText = obstacle.isHeld ? ", waiting included," : names.countsWorkingDays ? "" : " of work"
        return "\(cause), and \(days)\(work) \(verb) it"
    }

    /// How likely it is by then, and how likely it should be.
    private var likely: SafeText {
        let often: SafeText =
            switch answer.kept {
            case 0: "never done by then in \(count(answer.question.replicates, "run"))"
            case 1 where names.isCertain: "done by then if all goes to plan, and nothing in the file is uncertain"
            case 1: "done by then in every run"
            default: "\(chance(answer.kept)) likely by then"
            }
        let confidence = answer.question.policy.confidence
        guard answer.verdict != .safe, answer.kept < confidence else { return often }
        return "\(often); you ask for \(level(confidence))"
    }

    /// The limits that are not kept.
    private var failedLimits: SafeText? {
        let failed = answer.thresholds.filter { !$0.passed }
        guard let first = failed.first else { return nil }
        let more: SafeText =
            failed.count > 1
            ? ", and \(failed.count - 1) more \(failed.count > 2 ? "limits are" : "limit is") exceeded" : ""
        return "\(name(of: first, limit: sentenceLimit)): \(first.valueText), above your limit of"
            + " \(first.limitText)\(more)."
    }

    /// Why no date is called safe: what has been refuted by fact, and what to ask for.
    private var refuted: SafeText? {
        let refuted = answer.findings.filter { $0.code == .estimateRefuted && $0.isOnTheWay }.flatMap { $0.commitments }
        guard let first = refuted.first else { return nil }
        let (has, its): (SafeText, SafeText) = refuted.count == 1 ? ("has", "its") : ("have", "their")
        let whom = names.scenario[first].promisor
        let ask: SafeText = names.isOurs(whom) ? "say" : "ask \(names.subject(whom))"
        return
            "no date is safe: \(refuted.map { names.quoted($0) }.listed(limit: 2)) \(has) taken longer already than"
            + " \(its) estimate allows; \(ask) how many days are left, and enter them as \"remaining\"."
    }

    /// Which days may be promised, or what has to change first.
    private var window: SafeText {
        let confidence = level(answer.question.policy.confidence)
        guard let safe = answer.safeDate else {
            return
                "no date is safe: it is never done in more than \(level(1 - answer.question.policy.confidence)) of"
                + " runs."
        }
        let likely: SafeText = "at least \(confidence) likely"
        guard let window = answer.window else {
            let hurts = answer.usefulDate.map { date(workingDay(after: $0)) } ?? ""
            return "no date works as things stand: you would keep \(date(safe)), but from \(hurts) on others are hurt;"
                + " change the plan, not the date."
        }
        guard let last = window.last else {
            return "promise \(date(safe)) or later: \(likely), and no delay of it hurts anybody else."
        }
        let days: SafeText =
            last == window.first ? "promise \(date(last))" : "promise a day from \(date(safe)) to \(date(last))"
        return "\(days): \(likely), and nobody else is hurt."
    }

    /// What promising that day costs on average; nil where it costs nothing.
    private var cost: SafeText? {
        let bill = names.bill(answer.sides, answer.kinds)
        return bill.isNothing
            ? nil : "if you promise \(date(answer.promise)), it costs \(names.toWhom(bill)) on average."
    }

    private func workingDay(after day: Day) -> Day {
        let calendar = names.scenario.calendar
        return calendar.day(ordinal: calendar.dueOrdinal(day) + 1)
    }

    // MARK: Remarks

    /// What the two bars of days mean.
    var spansRemark: SafeText {
        let confidence = level(answer.question.policy.confidence)
        let safe: SafeText =
            answer.safeDate.map { "safe: from \(date($0)) it is at least \(confidence) likely" } ?? "safe: no day"
        let useful: SafeText =
            answer.usefulDate.map { "useful: until \(date($0)) a delay hurts nobody else" }
            ?? "useful: no delay of it hurts anybody else"
        return "\(safe); \(useful)."
    }

    /// What a limit is about.
    func name(of threshold: Threshold, limit: Int? = nil) -> SafeText {
        switch threshold.figure {
        case .mean: "average \(names.scoreNoun)"
        case .p95: "\(names.scoreNoun) exceeded in 5 % of runs"
        case .late(let commitment): "chance that \(names.title(of: commitment, limit: limit).quoted) is late or broken"
        case .kind(let kind): "chance of any damage to \(names.name(of: kind).quoted)"
        }
    }

    /// What a limit is about, in a table: the title last, where it may be cut.
    func label(of threshold: Threshold) -> SafeText {
        guard case .late(let commitment) = threshold.figure else { return name(of: threshold) }
        return "late or broken: \(names.title(of: commitment))"
    }

    /// What promising that day comes to: names and figures.
    var figures: [(name: SafeText, figure: SafeText)] {
        let total = answer.total
        let mean: SafeText = "\(figure(total.mean)) \(plusMinus(total.standardError))"
        var rows: [(name: SafeText, figure: SafeText)] = []
        if names.countsOnlyMoney {
            rows.append(("average damage", mean))
        } else {
            rows += [("average damage", names.amount(answer.money)), ("average score", mean)]
        }
        if names.hasSides, answer.money >= 0.005 {
            let bill = names.bill(answer.sides, answer.kinds)
            let (ours, theirs) = (bill.ours >= 0.005, bill.theirs >= 0.005)
            let whose: (SafeText, SafeText) =
                ours && theirs
                ? ("of it ours and theirs", "\(figure(bill.ours)) and \(figure(bill.theirs))")
                : ("whose it is", ours ? "all ours" : "all theirs")
            rows.insert(whose, at: 1)
        }
        let score: SafeText = names.countsOnlyMoney ? "" : "score "
        rows += [
            ("\(score)exceeded in 5 % of runs", figure(total[.p95])),
            ("average of the worst 5 %", figure(total.cvar95)),
        ]
        if let best = answer.bestDate {
            let perDay = exact(names.scenario[answer.root].perDayLater ?? 0)
            rows.append(("cheapest date", "\(date(best)), each later \(names.working)day counted at \(perDay)"))
        }
        return rows
    }

    /// Below everything: how many runs, and how sure the chance is.
    var footnote: SafeText {
        var note: SafeText = "\(count(answer.question.replicates, "run")), seed"
        note += " \(SafeText(trusted: "\(answer.question.seed)"))."
        let error = answer.standardError * 100
        if error >= 0.005 { note += " Standard error of the chance: \(errorFigure(error)) percentage points." }
        return "\(note) \(reproducible)"
    }
}

extension Threshold {
    /// Whether it is a probability.
    private var isChance: Bool {
        switch figure {
        case .late, .kind: true
        case .mean, .p95: false
        }
    }

    /// What it comes to: an amount, or a probability in per cent; in full where it would read as the limit.
    var valueText: SafeText {
        if isChance {
            let text = likelihood(value)
            return text == limitText && !passed ? level(value) : text
        }
        let text = DominoReport.figure(value)
        return text == limitText && !passed ? exact(value) : text
    }

    /// The most it may be.
    var limitText: SafeText {
        if isChance { return level(limit) }
        return exact(limit)
    }
}
