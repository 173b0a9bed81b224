import DominoAnalysis
import DominoEngine
import DominoScenario

/// Most commitments named in one line; what is behind them is counted.
private let listLimit = 3

/// The lines of the brief for one talk.
struct TalkBrief {
    let talk: RenegotiationResult.Talk
    let answered: Answered<RenegotiationResult>

    private var answer: RenegotiationResult { answered.answer }
    private var names: Names { answered.names }

    private func outcome(_ commitment: CommitmentIndex) -> CommitmentOutcome { answer.told.outcome(of: commitment) }

    /// What becomes of a commitment, as a clause: `will be 6 days late, on 18 Jun`.
    private func fate(_ commitment: CommitmentIndex) -> SafeText {
        let outcome = outcome(commitment)
        guard outcome.state != .broken, let date = outcome.date else { return "is lost" }
        return "will be \(names.workingDays(outcome.slip)) late, on \(answered.date(date))"
    }

    // MARK: News and cause

    var news: SafeText {
        guard let commitment = talk.commitment else { return "Tell them before somebody else does." }
        let (title, due) = (names.quoted(commitment), answered.date(outcome(commitment).due))
        switch talk.route {
        case .direct where names.scenario[commitment].promisor == talk.person && isOverdue(commitment):
            return
                "Your \(title), promised for \(due), is still open. When will it come? Let us see together what it"
                + " affects, and how we can help."
        case .direct where names.scenario[commitment].promisor == talk.person:
            return
                "Your \(title), promised for \(due), \(fate(commitment)). Let us see together what it affects, and"
                + " how we can help."
        case .direct:
            let isLost = outcome(commitment).state == .broken
            let news: SafeText = isLost ? "cannot be kept" : "will not be ready on \(due)"
            let lateness: SafeText = isLost ? "" : " As things stand, it \(fate(commitment))."
            return "I want you to hear this from me: \(title) \(news).\(lateness) \(apology(for: commitment))"
        case .through:
            let talker = talk.talker.map { names.shortName(of: $0) } ?? ""
            return
                "\(talker) promised \(title) for \(due); it \(fate(commitment)). Ask \(talker) when they will pass"
                + " this on, and offer help: \(help)."
        case .inside: return "\(title), due \(due), \(fate(commitment)). Agree who says what to whom."
        case .own: return "\(title), due \(due), \(fate(commitment))."
        }
    }

    private func isOverdue(_ commitment: CommitmentIndex) -> Bool {
        answer.silent.overdue.contains { $0.commitment == commitment }
    }

    /// What helps somebody to pass the news on.
    private var help: SafeText {
        talk.way == .announcement ? "words for it, and somebody to turn to" : "figures, words, or to come along"
    }

    /// Whose promise it was, and that one is sorry.
    private func apology(for commitment: CommitmentIndex) -> SafeText {
        let promise = names.scenario[commitment]
        guard promise.promisor == talk.talker else { return "I am sorry for what it does to you." }
        return promise.promisee == talk.person
            ? "I gave you that date, and I am sorry." : "That date was our promise, and I am sorry."
    }

    /// The slip that the talk is about.
    private var slip: Slip? {
        talk.chain.first.flatMap { first in answer.question.slips.first { $0.commitment == first } }
    }

    /// Why it slips, as the file says it; nil where it does not.
    private var because: SafeText? { slip.flatMap { names.stated($0.because) } }

    var cause: SafeText? {
        guard talk.route == .direct || talk.route == .inside, let first = talk.chain.first else { return nil }
        let isOurs = talk.commitment.map { names.scenario[$0].promisor == talk.talker } ?? false
        guard talk.chain.count > 1 else {
            guard talk.route == .direct, isOurs else { return because }
            let happened: SafeText =
                because.map { "\($0) Say since when you know it." }
                ?? "Say in one sentence what happened and since when you know."
            return "\(happened) It was ours to see coming; blame nobody.\(share)"
        }
        let between = talk.chain.count - 2
        let through: SafeText = between == 0 ? "" : ", and goes on through \(count(between, "more commitment"))"
        let reason = because.map { " \($0)" as SafeText } ?? ""
        let chain: SafeText = "It begins with \(names.quoted(first)), which \(fate(first))\(through).\(reason)"
        guard talk.route == .direct else { return chain }
        return "\(chain) Give it as the reason, not as an excuse\(isOurs ? ": the date was ours" : "").\(share)"
    }

    /// How much of the damage is of our own making; nothing where that is not known.
    private var share: SafeText {
        guard answer.silent.score >= 0.005 else { return "" }
        let ours = zip(names.scenario.commitments, answer.silent.commitments).reduce(0) { sum, pair in
            names.isOurs(pair.0.promisor) ? sum + pair.1.blame : sum
        }
        return ours < 0.005 ? "" : " Of all the damage, \(percent(ours, of: answer.silent.score)) % is of our making."
    }

    // MARK: Meaning and options

    var meaning: SafeText? {
        let person = Int(talk.person)
        var parts: [SafeText] = []
        let more = talk.missed.filter { $0 != talk.commitment }
        if !more.isEmpty { parts.append("\(listed(more) { "\(names.quoted($0)) \(fate($0))" }).") }
        let silent = answer.silent.stakeholders[person].score
        if silent >= 0.005 {
            var costs: [SafeText] = ["It costs\(whom) \(price(in: answer.silent, isFirst: true)) if nobody speaks"]
            let told = answer.told.stakeholders[person].score
            if silent - told >= 0.005 { costs.append("\(price(in: answer.told)) if told \(answered.known)") }
            if let plan = answer.plans.first, !plan.mitigations.isEmpty {
                costs.append("\(price(in: plan.whatIf)) with plan A")
            }
            parts.append("\(costs.joined(separator: ", ")).")
        } else if parts.isEmpty, talk.route != .inside {
            parts.append("The scenario puts no price on it. Ask what it means for them.")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Whom it costs: them, or in our own house us all.
    private var whom: SafeText { talk.route == .inside ? "" : " them" }

    /// What it costs them: money, and what else they bear. A plain sum names its currency only once.
    private func price(in answer: WhatIfResult, isFirst: Bool = false) -> SafeText {
        let bill = names.bill(of: talk.person, in: answer)
        guard !bill.isNothing else { return "nothing" }
        let isPlain = names.bill(of: talk.person, in: self.answer.silent).others.isEmpty
        return isPlain && !isFirst ? figure(bill.money) : names.all(bill)
    }

    /// What is under way already, for those to whom it can be told.
    var underWay: SafeText? {
        guard talk.route == .direct || talk.route == .inside, !names.scenario.decided.isEmpty else { return nil }
        let steps = names.scenario.decided.map { decided -> SafeText in
            "\(names.title(of: decided.mitigation, limit: sentenceLimit)), since \(answered.date(decided.on))"
        }
        return "\(steps.listed(limit: listLimit, separator: "; "))."
    }

    /// What a plan does for them; nil where it does nothing.
    func effect(of plan: RenegotiationResult.Plan) -> SafeText? {
        let person = Int(talk.person)
        let (told, left) = (answer.told.stakeholders[person].score, plan.whatIf.stakeholders[person].score)
        var effects: [SafeText] = []
        if let commitment = talk.commitment {
            let outcome = plan.whatIf.outcome(of: commitment)
            if self.outcome(commitment).slip != outcome.slip {
                let title = names.quoted(commitment)
                effects.append(outcome.date.map { "\(title) on \(answered.date($0))" } ?? "\(title) is lost")
            }
        }
        if told - left >= 0.005 {
            effects.append("it costs\(whom) \(price(in: plan.whatIf, isFirst: true)), not \(price(in: answer.told))")
        }
        guard !plan.mitigations.isEmpty, !effects.isEmpty else { return nil }
        let last: SafeText = plan.decideBy.map { ", to be decided by \(answered.date($0))" } ?? ""
        return "\(answered.steps(of: plan, limit: listLimit)) (\(names.cost(plan.cost))\(last)):"
            + " \(effects.joined(separator: "; "))."
    }

    // MARK: Dates

    /// Under which plan dates hold; nothing where there is none.
    private var withPlan: SafeText { answer.plans.first.map { $0.mitigations.isEmpty } ?? true ? "" : " with plan A" }

    var offer: SafeText? {
        guard talk.route != .own, let commitment = talk.commitment, let new = answer.newDate(of: commitment) else {
            return nil
        }
        guard let date = new.date else {
            return
                "None: no date is \(level(answer.question.confidence)) likely. Promise the day on which you will"
                + " know more instead."
        }
        let likely: SafeText =
            new.kept == 1 ? "kept in all \(count(answer.question.replicates, "run"))" : "\(chance(new.kept)) likely"
        guard date > outcome(commitment).due else { return "\(answered.date(date)) holds\(withPlan): \(likely)." }
        let offer: SafeText = "Offer \(answered.date(date)), no earlier: \(likely)"
        guard new.kept == 1 else {
            // Both shares in whole hundredths, so that they make a hundred.
            let missed = 1 - max(0.01, min(0.99, (new.kept * 100).rounded() / 100))
            return "\(offer), so a \(chance(missed)) risk of a second miss."
        }
        guard let slip, slip.days < .infinity, talk.route == .direct || talk.route == .inside else {
            return "\(offer)."
        }
        return
            "\(offer). It is as sure as the \(names.workingDays(slip.days)) are: ask those who do the work for a number"
            + " they can stand by."
    }

    var anew: SafeText? {
        guard talk.route != .own, !talk.anew.isEmpty else { return nil }
        let dates = listed(talk.anew) { commitment -> SafeText in
            let what: SafeText =
                "\(names.quoted(commitment)) to \(names.shortName(of: names.scenario[commitment].promisee))"
            let due = outcome(commitment).due
            guard let new = answer.newDate(of: commitment) else { return names.quoted(commitment) }
            guard let date = new.date else { return "\(what), no date is sure enough" }
            return date > due
                ? "\(what), \(answered.date(date)) instead of \(answered.date(due)) (\(likelihood(new.kept)))"
                : "\(what) holds\(withPlan) (\(likelihood(new.kept)))"
        }
        return "They have promised others: \(dates)."
    }

    // MARK: Next time

    var prevention: SafeText? {
        guard talk.route == .direct || talk.route == .inside else { return nil }
        let stated = slip.flatMap { names.stated($0.prevention) }
        let measures = [stated].compactMap { $0 } + talk.prevention.prefix(2).map(measure)
        return measures.isEmpty ? nil : measures.joined(separator: " ")
    }

    private func measure(_ prevention: RenegotiationResult.Prevention) -> SafeText {
        switch prevention {
        case .laterDate(_, let date, let kept):
            let often: SafeText =
                kept == 0
                ? "never kept in \(count(answer.question.replicates, "run"))" : "only \(chance(kept)) likely"
            return "Promise \(answered.date(date)) from the start: the date given was \(often)."
        case .buffer(_, let need, let gap):
            let days: SafeText = "more \(names.working)day\(gap == 1 ? "" : "s")"
            return "Leave \(dayCount(gap)) \(days) after \(names.quoted(need))."
        case .checkpoint(_, let before, let share):
            return
                "Agree on a checkpoint \(names.workingDays(before)) before the due date: a word by then leaves"
                + " \(likelihood(share)) of the damage."
        }
    }

    /// Some commitments in a clause each, the rest counted.
    private func listed(_ commitments: [CommitmentIndex], _ clause: (CommitmentIndex) -> SafeText) -> SafeText {
        let listed = commitments.prefix(listLimit).map(clause).joined(separator: "; ")
        return commitments.count > listLimit ? "\(listed); and \(commitments.count - listLimit) more" : listed
    }
}

extension Names {
    /// What somebody stated, as a sentence; nil where they did not.
    fileprivate func stated(_ text: Text) -> SafeText? {
        let said = SafeText(sanitizing: scenario.string(text), limit: 200)
        guard let last = said.string.last else { return nil }
        return ".!?…".contains(last) ? said : "\(said)."
    }
}
