import DominoAnalysis
import DominoEngine
import DominoScenario

// What a check comes to in words.

extension Answered<CheckResult> {
    /// The answer in a few sentences: the verdict with its reasons, then which days may be promised.
    func sentence() -> SafeText {
        let root = names.scenario[answer.root]
        return root.keptOn != nil || root.status == .broken ? verdictSentence : "\(verdictSentence) \(window)"
    }

    /// Whether the date may be promised, and why.
    var verdictSentence: SafeText {
        let commitment = names.scenario[answer.root]
        let title = names.quoted(answer.root)
        if let day = commitment.keptOn {
            return "\(opening)\(title) was kept on \(date(day)): nothing is left to promise."
        }
        if commitment.status == .broken {
            return "\(opening)\(title) is already broken: no date for it can be promised."
        }
        let day = date(answer.promise)
        let plan: SafeText = answer.question.plan.isEmpty ? "" : ", with \(names.listed(answer.question.plan))"
        let verdict: SafeText =
            switch answer.verdict {
            case .safe: "\(day) is safe to promise"
            case .stretch: "\(day) is a stretch"
            case .unsafe: "\(opening.isEmpty ? "Do" : "do") not promise \(day)"
            }
        return "\(opening)\(verdict)\(plan): \(title) is \(likely).\(failedLimits)"
    }

    /// How likely it is by then, and how likely it should be.
    private var likely: SafeText {
        let often: SafeText =
            switch answer.kept {
            case 0: "never done by then in \(count(answer.question.replicates, "run"))"
            case 1: "done by then in every run"
            default: "\(chance(answer.kept)) likely by then"
            }
        let confidence = answer.question.policy.confidence
        guard answer.verdict != .safe, answer.kept < confidence else { return often }
        return "\(often); you ask for \(level(confidence))"
    }

    /// The limits that are not kept.
    private var failedLimits: SafeText {
        let failed = answer.thresholds.filter { !$0.passed }
        guard let first = failed.first else { return "" }
        let more: SafeText =
            failed.count > 1
            ? ", and \(failed.count - 1) more \(failed.count > 2 ? "limits are" : "limit is") exceeded" : ""
        return " \(name(of: first, limit: sentenceLimit).capitalized): \(first.valueText), above your limit of"
            + " \(first.limitText)\(more)."
    }

    /// Which days may be promised, or what has to change first.
    private var window: SafeText {
        let confidence = level(answer.question.policy.confidence)
        guard let safe = answer.safeDate else {
            return
                "No date is safe: it is never done in more than \(level(1 - answer.question.policy.confidence)) of"
                + " runs."
        }
        let likely: SafeText = "at least \(confidence) likely"
        guard let window = answer.window else {
            let hurts = answer.usefulDate.map { date(workingDay(after: $0)) } ?? ""
            return "No date works as things stand: you would keep \(date(safe)), but from \(hurts) on others are hurt."
                + " Change the plan, not the date."
        }
        guard let last = window.last else {
            return "Promise \(date(safe)) or later: \(likely), and no delay of it hurts anybody else."
        }
        let days: SafeText =
            last == window.first ? "Promise \(date(last))" : "Promise a day from \(date(safe)) to \(date(last))"
        return "\(days): \(likely), and nobody else is hurt."
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
        case .mean: "average damage"
        case .p95: "damage exceeded in 5 % of runs"
        case .late(let commitment): "chance that \(names.title(of: commitment, limit: limit).quoted) is late or broken"
        case .kind(let kind): "chance of any damage of the kind \(names.name(of: kind).quoted)"
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
        var rows: [(SafeText, SafeText)] = [
            ("average damage", "\(figure(total.mean)) \(plusMinus(total.standardError))"),
            ("exceeded in 5 % of runs", figure(total[.p95])),
            ("average of the worst 5 %", figure(total.cvar95)),
        ]
        if let best = answer.bestDate {
            let perDay = exact(names.scenario[answer.root].perDayLater ?? 0)
            rows.append(("cheapest date", "\(date(best)), each later day counted at \(perDay)"))
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

extension Names {
    /// What a finding is, in one sentence without a full stop.
    func message(of finding: Finding) -> SafeText {
        let titles = finding.commitments.map { quoted($0) }
        let stage = finding.stage.map { quoted($0) } ?? ""
        switch finding.code {
        case .overcommitted:
            let due = fullDate(scenario[finding.commitments[1]].due)
            return
                "\(titles[1]), due \(due), is \(days(finding.days)) too soon after \(titles[0]): late even if nobody"
                + " slips"
        case .notAgreed: return "Nobody has agreed to \(titles[0]), which this promise depends on"
        case .noDate: return "\(titles[0]) was called off and has no date, yet \(titles[1]) needs it"
        case .oneSidedStage: return "In stage \(stage), only the seller has promised anything"
        case .stalledStage:
            return titles.isEmpty
                ? "In stage \(stage), nobody has promised anything"
                : "In stage \(stage), the client has agreed to nothing"
        case .noFallback:
            return
                "\(titles[1]) has no plan B if \(titles[0]) fails: up to \(amount(finding.score)) of average damage"
                + " depends on it"
        case .chainWithoutBuffer:
            return "\(titles.count) commitments in a row have no spare day between them, from \(titles[0]) to"
                + " \(titles.last ?? "")"
        case .overdue:
            let commitment = scenario[finding.commitments[0]]
            return
                "\(titles[0]) was due on \(fullDate(commitment.due)) and is still open, \(workingDays(finding.days)) overdue"
        case .estimateRefuted:
            return "\(titles[0]) has taken longer already than its estimate allows: the estimate is refuted by fact"
        case .assumedPrice:
            return
                "\(chance(finding.share)) of the average damage is a guess: nobody has said what it costs if"
                + " \(titles.listed(limit: 3)) is never kept"
        case .unlistedKind:
            let kind = finding.kind.map { name(of: $0).quoted } ?? ""
            return "The kind of damage \(kind) is not listed in \"kinds\", so each unit of it counts as one of currency"
        }
    }

    /// What to do about a finding, in one or two sentences.
    func advice(on finding: Finding) -> SafeText {
        func promisor(_ place: Int) -> StakeholderIndex { scenario[finding.commitments[place]].promisor }
        switch finding.code {
        case .overcommitted:
            let promisee = subject(scenario[finding.commitments[1]].promisee)
            return
                "Agree on a later date with \(promisee.string.hasSuffix(",") ? promisee : "\(promisee),") or shorten"
                + " the work in between."
        case .notAgreed: return "Get a yes and a date from \(subject(promisor(0))) before you promise."
        case .noDate:
            let who = subject(promisor(0))
            return "Ask \(who) for a new date, or plan without it."
        case .oneSidedStage, .stalledStage:
            return "Ask the client for a commitment in return; 'domino ladder' shows which one to ask for next."
        case .noFallback:
            return "Ask \(subject(promisor(1))) what they would do without it, and after how many days: that is its"
                + " \"fallback\"."
        case .chainWithoutBuffer:
            return "If one is late, all after it are late: leave spare days where they cost least."
        case .overdue:
            return
                "Ask \(subject(promisor(0))) today for a new date, and enter it, or the day on which it was kept."
        case .estimateRefuted:
            return
                "Ask \(subject(promisor(0))) how many days of work are left, and enter them as \"remaining\"."
        case .assumedPrice:
            return "Set \"ifBroken\" to what it costs if it never comes."
        case .unlistedKind:
            return "List it in \"kinds\" with its unit and what one of it is worth to you."
        }
    }
}
