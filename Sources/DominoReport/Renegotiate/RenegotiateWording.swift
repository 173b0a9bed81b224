import DominoAnalysis
import DominoEngine
import DominoScenario

// What a renegotiation comes to in words.

extension Answered<RenegotiationResult> {
    /// The answer in a few sentences: whom to see first, by when, what silence costs a day; how many talks and new
    /// dates there are, and what telling and the best plan leave of the damage.
    func sentence() -> SafeText {
        guard let first = answer.firstTalk else {
            let slip = answer.question.slips.first.map { "if \(names.clause($0))" as SafeText } ?? "as things stand"
            let premise = opening.isEmpty ? slip.capitalized : slip
            let seller = answer.talks.first.map { "nobody but \(names.shortName(of: $0.person))" as SafeText }
            return "\(opening)\(premise), \(seller ?? "nobody") is hurt, so nobody has to be told."
        }
        let verb: SafeText = first.way == .inPerson ? "see" : "call"
        let hurt = answer.talks.count { $0.route != .own }
        let anew = answer.datesToPromiseAnew.count
        let dates: SafeText =
            anew > 0 ? ", and \(count(anew, "commitment")) \(anew == 1 ? "needs" : "need") a new date" : ""
        return "\(opening)\(opening.isEmpty ? verb.capitalized : verb) \(names.shortName(of: first.person)) first,"
            + " \(deadline(of: first)). \(count(hurt, "stakeholder")) \(hurt == 1 ? "has" : "have") to hear it\(dates)."
            + damageClause
    }

    /// By when, and what silence costs.
    private func deadline(of talk: RenegotiationResult.Talk) -> SafeText {
        let price = talk.tellBy == answer.silence.tellBy ? answer.silence.perDay : talk.silencePerDay
        guard price >= 0.005 else { return answer.isUrgent(talk) ? known : "by \(date(talk.tellBy))" }
        return answer.isUrgent(talk)
            ? "\(known): each day of silence costs \(names.amount(price))"
            : "by \(date(talk.tellBy)): each day of silence after that costs \(names.amount(price))"
    }

    /// What telling and the best plan leave of the damage.
    private var damageClause: SafeText {
        let silent = answer.silent.score
        guard silent >= 0.005 else { return "" }
        var steps: [SafeText] = []
        if silent - answer.told.score >= 0.005 { steps.append("Telling them cuts it to \(figure(answer.told.score))") }
        if let plan = answer.plans.first, !plan.mitigations.isEmpty {
            steps.append("\(steps.isEmpty ? "Plan A cuts it" : "plan A") to \(figure(plan.whatIf.score))")
        }
        let rest: SafeText = steps.isEmpty ? "" : " \(steps.joined(separator: ", and "))."
        return " The damage is \(names.amount(silent)) if nobody speaks.\(rest)"
    }

    /// The day the slip is known, as people say it.
    var known: SafeText {
        answer.question.knownOn == answer.question.asOf ? "today" : "on \(date(answer.question.knownOn))"
    }

    /// How, by when and by whom somebody is told: `In person, today, by Femke de Wit.`
    func talkClause(_ talk: RenegotiationResult.Talk) -> SafeText {
        let way: SafeText = talk.way == .inPerson ? "In person" : "By phone"
        let day = answer.isUrgent(talk) ? known : "by \(date(talk.tellBy))"
        let talker: SafeText = talk.talker.map { ", from \(names.shortName(of: $0))" } ?? ""
        let price: SafeText =
            talk.silencePerDay < 0.005
            ? "" : "; each day of silence after that costs \(names.amount(talk.silencePerDay))"
        return "\(way), \(day)\(talker)\(price)."
    }

    /// What a plan is made of: at most so many mitigations by name, the rest counted.
    func steps(of plan: RenegotiationResult.Plan, limit: Int) -> SafeText {
        let steps = plan.mitigations.prefix(limit).map { names.title(of: $0, limit: sentenceLimit) }
        let rest = plan.mitigations.count - steps.count
        return "\(steps.joined(separator: "; "))\(rest > 0 ? "; and \(rest) more" : "")"
    }

    /// The brief for one talk: what to say first, how it came, what it means for them, what can be done, the date to
    /// offer, what they have to promise anew, what is done differently next time.
    func brief(for talk: RenegotiationResult.Talk) -> [Item] {
        let brief = TalkBrief(talk: talk, answered: self)
        let isDirect = talk.route == .direct
        var lines: [(SafeText, SafeText?)] = [
            (isDirect ? "Say" : "News", brief.news), (isDirect ? "Own it" : "Why", brief.cause),
            (talk.route == .inside ? "For us" : "For them", brief.meaning),
        ]
        for (place, plan) in answer.plans.enumerated() {
            lines.append(("Plan \(planName(place))", brief.effect(of: plan)))
        }
        lines += [("New date", brief.offer), ("In turn", brief.anew), ("Next time", brief.prevention)]
        // What is counted and its sign stay on one line.
        return lines.compactMap { label, text in text.map { Item(mark: .label(label), text: $0.withUnbrokenPercent) } }
    }
}

/// What holds for every talk, whoever it is with.
let talkRules: SafeText = """
    In every talk: give the news first, say that you are sorry, then listen; offer options once they have said what it \
    means for them. See them or call, never write: tone does not travel by e-mail. Offer no date you might miss again.
    """

/// The name of a plan among several: A, B, C.
func planName(_ place: Int) -> SafeText {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return SafeText(trusted: place < letters.count ? String(letters[place]) : "\(place + 1)")
}

/// Most commitments named in one line; what is behind them is counted.
private let listLimit = 3

/// The lines of the brief for one talk.
private struct TalkBrief {
    let talk: RenegotiationResult.Talk
    let answered: Answered<RenegotiationResult>

    private var answer: RenegotiationResult { answered.answer }
    private var names: Names { answered.names }

    private func outcome(_ commitment: CommitmentIndex) -> CommitmentOutcome { answer.told.outcome(of: commitment) }

    /// What becomes of a commitment, as a clause: `will be 6 days late, on 18 Jun`.
    private func fate(_ commitment: CommitmentIndex) -> SafeText {
        let outcome = outcome(commitment)
        guard outcome.state != .broken, let date = outcome.date else { return "is lost" }
        return "will be \(days(outcome.slip)) late, on \(answered.date(date))"
    }

    // MARK: News and cause

    var news: SafeText {
        guard let commitment = talk.commitment else { return "Tell them before somebody else does." }
        let (title, due) = (names.quoted(commitment), answered.date(outcome(commitment).due))
        switch talk.route {
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
                + " this on, and offer help: figures, words, or to come along."
        case .inside: return "\(title), due \(due), \(fate(commitment)). Agree who says what to whom."
        case .own: return "\(title), due \(due), \(fate(commitment))."
        }
    }

    /// Whose promise it was, and that one is sorry.
    private func apology(for commitment: CommitmentIndex) -> SafeText {
        let promise = names.scenario[commitment]
        guard promise.promisor == talk.talker else { return "I am sorry for what it does to you." }
        return promise.promisee == talk.person
            ? "I gave you that date, and I am sorry." : "That date was our promise, and I am sorry."
    }

    var cause: SafeText? {
        guard talk.route == .direct || talk.route == .inside, let first = talk.chain.first else { return nil }
        let isOurs = talk.commitment.map { names.scenario[$0].promisor == talk.talker } ?? false
        guard talk.chain.count > 1 else {
            guard talk.route == .direct, isOurs else { return nil }
            return "Say in one sentence what happened and since when you know. It was ours to see coming; blame nobody."
        }
        let between = talk.chain.count - 2
        let through: SafeText = between == 0 ? "" : ", and goes on through \(count(between, "more commitment"))"
        let chain: SafeText = "It begins with \(names.quoted(first)), which \(fate(first))\(through)."
        guard talk.route == .direct else { return chain }
        return "\(chain) Give it as the reason, not as an excuse\(isOurs ? ": the date was ours" : "")."
    }

    // MARK: Meaning and options

    var meaning: SafeText? {
        let person = Int(talk.person)
        var parts: [SafeText] = []
        let more = talk.missed.filter { $0 != talk.commitment }
        if !more.isEmpty { parts.append("\(listed(more) { "\(names.quoted($0)) \(fate($0))" }).") }
        let silent = answer.silent.stakeholders[person].score
        if silent >= 0.005 {
            let whom: SafeText = talk.route == .inside ? "" : " them"
            var costs: [SafeText] = ["It costs\(whom) \(names.amount(silent)) if nobody speaks"]
            let told = answer.told.stakeholders[person].score
            if silent - told >= 0.005 { costs.append("\(figure(told)) if told \(answered.known)") }
            if let plan = answer.plans.first, !plan.mitigations.isEmpty {
                costs.append("\(figure(plan.whatIf.stakeholders[person].score)) with plan A")
            }
            parts.append("\(costs.joined(separator: ", ")).")
        } else if parts.isEmpty, talk.route != .inside {
            parts.append("The scenario puts no price on it. Ask what it means for them.")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
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
        if told - left >= 0.005 { effects.append("it costs them \(names.amount(left)), not \(figure(told))") }
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
        let slip = talk.chain.first.flatMap { first in answer.question.slips.first { $0.commitment == first } }
        guard let slip, slip.days < .infinity, talk.route == .direct || talk.route == .inside else {
            return "\(offer)."
        }
        return
            "\(offer). It is as sure as the \(days(slip.days)) are: ask those who do the work for a number they can"
            + " stand by."
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
        let measures = talk.prevention.prefix(2).map(measure)
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
            return "Leave \(gap == 1 ? "1 more day" : "\(dayCount(gap)) more days") after \(names.quoted(need))."
        case .checkpoint(_, let before, let share):
            return
                "Agree on a checkpoint \(days(before)) before the due date: a word by then leaves"
                + " \(likelihood(share)) of the damage."
        }
    }

    /// Some commitments in a clause each, the rest counted.
    private func listed(_ commitments: [CommitmentIndex], _ clause: (CommitmentIndex) -> SafeText) -> SafeText {
        let listed = commitments.prefix(listLimit).map(clause).joined(separator: "; ")
        return commitments.count > listLimit ? "\(listed); and \(commitments.count - listLimit) more" : listed
    }
}

extension RenegotiationResult {
    /// The talk to begin with outside our own house; inside, where there is no other; nil if nobody has to be told.
    var firstTalk: Talk? { talks.first { $0.route == .direct } ?? talks.first { $0.route != .own } }

    /// Whether a talk cannot wait for the day after.
    func isUrgent(_ talk: Talk) -> Bool { talk.tellBy <= question.knownOn }

    /// New dates that are later than the old ones, or that do not exist.
    var datesToPromiseAnew: [NewDate] {
        newDates.filter { new in new.date.map { $0 > told.outcome(of: new.commitment).due } ?? true }
    }

    /// The new date of a commitment that falls; nil for one that does not. New dates are in file order.
    func newDate(of commitment: CommitmentIndex) -> NewDate? {
        let place = firstPlace(in: newDates.indices) { newDates[$0].commitment >= commitment }
        return place < newDates.count && newDates[place].commitment == commitment ? newDates[place] : nil
    }
}
