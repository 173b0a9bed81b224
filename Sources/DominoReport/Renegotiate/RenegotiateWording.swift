import DominoAnalysis
import DominoEngine
import DominoScenario

// What a renegotiation comes to in words.

extension Answered<RenegotiationResult> {
    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// What is overdue; whom to see first, by when, what silence costs a day, which date to offer; how many have to
    /// hear it; what it costs us and them, and what telling and the best plan leave of that.
    func statement() -> Statement {
        var statement = begun
        statement.addFirst(names.overdueSentence(answer.silent.overdue))
        guard let first = answer.firstTalk else {
            let slip = answer.question.slips.first.map { "if \(names.clause($0))" as SafeText } ?? "as things stand"
            let seller = answer.talks.first.map { "nobody but \(names.shortName(of: $0.person))" as SafeText }
            statement.add("\(slip), \(seller ?? "nobody") is hurt, so nobody has to be told.")
            return statement
        }
        let person = names.shortName(of: first.person)
        let whom: SafeText =
            switch first.way {
            case .inPerson: "see \(person) first"
            case .telephone: "call \(person) first"
            case .announcement: "announce it to \(person) first, with somebody to turn to"
            }
        statement.add("\(whom), \(deadline(of: first)).")
        statement.add(offer(in: first))
        let hurt = answer.talks.count { $0.route != .own }
        let anew = answer.datesToPromiseAnew.count
        let dates: SafeText =
            anew > 0 ? ", and \(count(anew, "commitment")) \(anew == 1 ? "needs" : "need") a new date" : ""
        statement.add("\(count(hurt, "stakeholder")) \(hurt == 1 ? "has" : "have") to hear it\(dates).")
        statement.add(cost)
        statement.add(bridge)
        statement.add(names.underWay(in: today.day))
        return statement
    }

    /// The date to offer first.
    private func offer(in talk: RenegotiationResult.Talk) -> SafeText? {
        guard let commitment = talk.commitment, let new = answer.newDate(of: commitment), let date = new.date,
            date > answer.told.outcome(of: commitment).due
        else { return nil }
        let likely: SafeText = new.kept == 1 ? "kept in every run" : "\(chance(new.kept)) likely"
        return "offer \(self.date(date)) for \(names.quoted(commitment)): \(likely)."
    }

    /// By when, and what silence costs.
    private func deadline(of talk: RenegotiationResult.Talk) -> SafeText {
        let isAll = talk.tellBy == answer.silence.tellBy
        let price = silencePrice(
            isAll ? answer.silence.moneyPerDay : talk.silenceMoneyPerDay,
            isAll ? answer.silence.perDay : talk.silencePerDay)
        let day = answer.isUrgent(talk) ? known : "by \(date(talk.tellBy))"
        guard let price else { return day }
        return "\(day): each \(names.working)day of silence\(answer.isUrgent(talk) ? "" : " after that") \(price)"
    }

    /// What a day of silence does: `costs USD 682`; nil where it costs nothing.
    private func silencePrice(_ money: Double, _ score: Double) -> SafeText? {
        if money >= 0.005 { return "costs \(names.amount(money))" }
        return score >= 0.005 ? "adds \(figure(score)) to the score" : nil
    }

    /// What it costs us and them if nobody speaks.
    private var cost: SafeText? {
        let bill = names.bill(answer.silent.sides, answer.silent.amounts)
        return bill.isNothing ? nil : "if nobody speaks, it costs \(names.toWhom(bill))."
    }

    /// What telling and the best plan leave of the money: those that differ.
    private var bridge: SafeText? {
        let (silent, told) = (answer.silent.money.told, answer.told.money.told)
        var steps: [(name: SafeText, money: Double, cost: Double)] = []
        if silent - told >= 0.005 {
            steps += [("nobody told", silent, 0), ("told \(known)", told, 0)]
        }
        if let plan = answer.plans.first, !plan.mitigations.isEmpty {
            steps.append(("with plan A", plan.whatIf.money.told + plan.cost, plan.cost))
        }
        guard !steps.isEmpty, silent >= 0.005 else { return nil }
        let parts = steps.enumerated().map { place, step -> SafeText in
            let cost: SafeText = step.cost > 0 ? " (of it \(exact(step.cost)) cost)" : ""
            return "\(step.name): \(place == 0 ? names.amount(step.money) : figure(step.money))\(cost)"
        }
        return "\(parts.joined(separator: "; "))."
    }

    /// The day the slip is known, as people say it.
    var known: SafeText {
        answer.question.knownOn == answer.question.asOf ? "today" : "on \(date(answer.question.knownOn))"
    }

    /// How, by when and by whom somebody is told: `In person, today, by Femke de Wit.`
    func talkClause(_ talk: RenegotiationResult.Talk) -> SafeText {
        let way: SafeText =
            switch talk.way {
            case .inPerson: "In person"
            case .telephone: "By phone"
            case .announcement: "By an announcement that names somebody to turn to"
            }
        let day = answer.isUrgent(talk) ? known : "by \(date(talk.tellBy))"
        let talker: SafeText = talk.talker.map { ", from \(names.shortName(of: $0))" } ?? ""
        let price: SafeText =
            silencePrice(talk.silenceMoneyPerDay, talk.silencePerDay).map {
                "; each \(names.working)day of silence after that \($0)"
            } ?? ""
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
            (talk.route == .inside ? "For us" : "For them", brief.meaning), ("Under way", brief.underWay),
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
