import DominoAnalysis
import DominoScenario

/// One line of the brief for a talk: what it is about in a word or two, and what to say or know.
struct BriefLine {
    var label: String
    var text: String
}

/// The brief for one talk: what to say first, how it came, what it means for them, what can be done, the date to offer,
/// what they have to promise anew, what is done differently next time. Names in it are harmless.
func brief(for talk: RenegotiationResult.Talk, of answer: RenegotiationResult, in scenario: Scenario) -> [BriefLine] {
    let writer = BriefWriter(talk: talk, answer: answer, scenario: scenario)
    let isDirect = talk.route == .direct
    var lines = [(isDirect ? "Say" : "News", writer.opening()), (isDirect ? "Own it" : "Why", writer.cause())]
    lines.append((talk.route == .inside ? "For us" : "For them", writer.meaning()))
    for (place, plan) in answer.plans.enumerated() { lines.append(("Plan \(planName(place))", writer.option(plan))) }
    lines += [("New date", writer.offer()), ("In turn", writer.anew()), ("Next time", writer.nextTime())]
    return lines.compactMap { label, text in
        // What is counted and its sign stay on one line.
        text.map { BriefLine(label: label, text: $0.replacing(" %", with: "\u{A0}%")) }
    }
}

/// Most promises named in one line; what is behind them is counted.
private let listLimit = 3

private struct BriefWriter {
    let talk: RenegotiationResult.Talk
    let answer: RenegotiationResult
    let scenario: Scenario

    private var currency: String { scenario.currencyName }

    private func title(_ commitment: CommitmentIndex) -> String {
        "\"\(sanitized(scenario.title(ofCommitment: Int(commitment)), limit: 60))\""
    }

    private func outcome(_ commitment: CommitmentIndex) -> CommitmentOutcome {
        answer.told.commitments[Int(commitment)]
    }

    /// What becomes of a commitment, as a clause: `comes 6 days late, on 18 Jun`.
    private func fate(_ commitment: CommitmentIndex) -> String {
        let outcome = outcome(commitment)
        guard outcome.state != .broken, let date = outcome.date else { return "is lost" }
        return "comes \(days(outcome.slip)) late, on \(answer.brief(date))"
    }

    // MARK: News and cause

    func opening() -> String {
        guard let commitment = talk.commitment else { return "Tell them before somebody else does." }
        let due = answer.brief(outcome(commitment).due)
        switch talk.route {
        case .direct where scenario.commitments[Int(commitment)].promisor == talk.person:
            return "Your \(title(commitment)), promised for \(due), \(fate(commitment)). Let us see together what it "
                + "touches, and how we can help."
        case .direct:
            let isLost = outcome(commitment).state == .broken
            let news = isLost ? "cannot be kept" : "will not be there on \(due)"
            let lateness = isLost ? "" : " As things stand it \(fate(commitment))."
            return "I want you to hear this from me: \(title(commitment)) \(news).\(lateness) \(owning(commitment))"
        case .through:
            let talker = talk.talker.map { shortName($0, scenario) } ?? ""
            return
                "\(talker) promised \(title(commitment)) for \(due); it \(fate(commitment)). Ask \(talker) when they "
                + "will tell them, and offer help: figures, words, or to come along."
        case .inside: return "\(title(commitment)), due \(due), \(fate(commitment)). Agree who says what to whom."
        case .own: return "\(title(commitment)), due \(due), \(fate(commitment))."
        }
    }

    /// Whose promise it was, and that one is sorry.
    private func owning(_ commitment: CommitmentIndex) -> String {
        let promise = scenario.commitments[Int(commitment)]
        guard promise.promisor == talk.talker else { return "I am sorry for what it does to you." }
        return promise.promisee == talk.person
            ? "I gave you that date, and I am sorry." : "That date was our promise, and I am sorry."
    }

    func cause() -> String? {
        guard talk.route == .direct || talk.route == .inside, let first = talk.chain.first else { return nil }
        let isOurs = talk.commitment.map { scenario.commitments[Int($0)].promisor == talk.talker } ?? false
        guard talk.chain.count > 1 else {
            return talk.route == .direct && isOurs
                ? "Say in one sentence what happened and since when you know. It was ours to see coming; blame nobody."
                : nil
        }
        let between = talk.chain.count - 2
        let through = between == 0 ? "" : ", and goes on through \(count(between, "more promise"))"
        let chain = "It begins with \(title(first)), which \(fate(first))\(through)."
        guard talk.route == .direct else { return chain }
        return chain + " Give it as the reason, not as an excuse\(isOurs ? ": the date was ours" : "")."
    }

    // MARK: Meaning and options

    func meaning() -> String? {
        let person = Int(talk.person)
        var parts: [String] = []
        let more = talk.missed.filter { $0 != talk.commitment }
        if !more.isEmpty { parts.append(listed(more) { "\(title($0)) \(fate($0))" } + ".") }
        let silent = answer.silent.stakeholders[person].score
        if silent >= 0.005 {
            var costs = ["costs \(amount(silent, currency)) if nobody speaks"]
            let told = answer.told.stakeholders[person].score
            if silent - told >= 0.005 { costs.append("\(grouped(told)) if told \(answer.known)") }
            if let plan = answer.plans.first, !plan.mitigations.isEmpty {
                costs.append("\(grouped(plan.whatIf.stakeholders[person].score)) with plan A")
            }
            parts.append("It \(costs.joined(separator: ", ")).")
        } else if parts.isEmpty, talk.route != .inside {
            parts.append("No price stands in the file. Ask what it does to them.")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// What a plan does for them; nil where it does nothing.
    func option(_ plan: RenegotiationResult.Plan) -> String? {
        let (told, left) = (
            answer.told.stakeholders[Int(talk.person)].score, plan.whatIf.stakeholders[Int(talk.person)].score
        )
        var effects: [String] = []
        if let commitment = talk.commitment, outcome(commitment).slip != plan.whatIf.commitments[Int(commitment)].slip {
            let date = plan.whatIf.commitments[Int(commitment)].date
            effects.append(date.map { "\(title(commitment)) on \(answer.brief($0))" } ?? "\(title(commitment)) is lost")
        }
        if told - left >= 0.005 { effects.append("it costs them \(amount(left, currency)), not \(grouped(told))") }
        guard !plan.mitigations.isEmpty, !effects.isEmpty else { return nil }
        let last = plan.decideBy.map { ", to be decided by \(answer.brief($0))" } ?? ""
        return planParts(plan, limit: listLimit, scenario) + " (\(amount(plan.cost, currency))\(last)): "
            + effects.joined(separator: "; ") + "."
    }

    // MARK: Dates

    func offer() -> String? {
        guard talk.route != .own, let commitment = talk.commitment, let new = answer.newDate(of: commitment) else {
            return nil
        }
        let often = ofReplays(new.kept, answer.question.replicates)
        let wanted = likelihood(answer.question.confidence)
        guard let date = new.date else {
            return "None: no date is kept in \(wanted) of replays. Promise the day on which you will know more instead."
        }
        guard date > outcome(commitment).due else {
            return "\(answer.brief(date)) holds\(answer.withPlan): kept \(often)."
        }
        let offer = "Offer \(answer.brief(date)), no earlier: kept \(often)"
        guard new.kept == 1 else {
            // Both shares in whole hundredths, so that they make a hundred.
            let missed = 1 - max(0.01, min(0.99, (new.kept * 100).rounded() / 100))
            return offer + ", so a second miss \(ofReplays(missed, answer.question.replicates))."
        }
        let slip = talk.chain.first.flatMap { first in answer.question.slips.first { $0.commitment == first } }
        guard let slip, slip.days < .infinity, talk.route == .direct || talk.route == .inside else {
            return offer + "."
        }
        return offer
            + ". It is as sure as the \(days(slip.days)) are: ask those who do the work for a number they would "
            + "keep again."
    }

    func anew() -> String? {
        guard talk.route != .own, !talk.anew.isEmpty else { return nil }
        let dates = listed(talk.anew) { commitment in
            let to = shortName(scenario.commitments[Int(commitment)].promisee, scenario)
            let due = outcome(commitment).due
            guard let new = answer.newDate(of: commitment) else { return title(commitment) }
            guard let date = new.date else { return "\(title(commitment)) to \(to): no date is sure enough" }
            return date > due
                ? "\(title(commitment)) to \(to): \(answer.brief(date)), not \(answer.brief(due)) (\(likelihood(new.kept)))"
                : "\(title(commitment)) to \(to) holds\(answer.withPlan) (\(likelihood(new.kept)))"
        }
        return "They have promised on: " + dates + "."
    }

    // MARK: Next time

    func nextTime() -> String? {
        guard talk.route == .direct || talk.route == .inside else { return nil }
        let measures = talk.prevention.prefix(2).map(measure)
        return measures.isEmpty ? nil : measures.joined(separator: " ")
    }

    private func measure(_ prevention: RenegotiationResult.Prevention) -> String {
        switch prevention {
        case .laterDate(_, let date, let kept):
            return "Promise \(answer.brief(date)) at the outset: the date given was kept only "
                + "\(ofReplays(kept, answer.question.replicates))."
        case .buffer(_, let need, let gap):
            return "Leave \(gap == 1 ? "1 more day" : "\(dayCount(gap)) more days") behind \(title(need))."
        case .checkpoint(_, let before, let share):
            return "Agree on a checkpoint \(days(before)) before the due date: a word by then leaves "
                + "\(likelihood(share)) of the harm."
        }
    }

    /// Some promises in a clause each, the rest counted.
    private func listed(_ commitments: [CommitmentIndex], _ clause: (CommitmentIndex) -> String) -> String {
        let rest = commitments.count - listLimit
        return commitments.prefix(listLimit).map(clause).joined(separator: "; ")
            + (rest > 0 ? "; and \(rest) more" : "")
    }
}
