import DominoAnalysis
import DominoScenario

// What a what-if comes to in words.

extension Answered<WhatIfResult> {
    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// What is overdue; what falls, what it costs whom, and what telling is worth.
    func statement() -> Statement {
        var statement = begun
        statement.addFirst(names.overdueSentence(answer.overdue))
        statement.add(falls)
        statement.add(cost)
        statement.add(mostHurt)
        statement.add(followers)
        statement.add(firstToFall)
        statement.add(telling)
        return statement
    }

    /// How many fall.
    private var falls: SafeText {
        let fallen = answer.sequence.count
        let overdue = Set(answer.overdue.map { $0.commitment })
        let isOld = answer.question.slips.isEmpty && answer.question.moves.isEmpty && fallen > 0
        guard fallen > 0, !(isOld && answer.sequence.allSatisfy(overdue.contains)) else {
            return "\(premise), nothing \(fallen > 0 ? "else " : "")falls."
        }
        return "\(premise), \(count(fallen, "commitment")) \(fallen == 1 ? "falls" : "fall")\(neverKept)."
    }

    /// What is never kept because of it: worse than late, and soon read past in a table.
    private var neverKept: SafeText {
        let said = Set(answer.question.slips.map { $0.commitment })
        let lost = answer.sequence.filter {
            answer.outcome(of: $0).state == .broken && !names.scenario[$0].status.isFact && !said.contains($0)
        }
        guard let first = lost.first else { return "" }
        return lost.count == 1 ? ", and \(names.quoted(first)) is never kept" : ", and \(lost.count) are never kept"
    }

    /// What slips and what is moved, by how much, and under which plan: `if "Platform live" slips 5 days`.
    private var premise: SafeText {
        let changes = answer.question.slips.map { names.clause($0) } + answer.question.moves.map { names.clause($0) }
        var premise: SafeText = "as things stand"
        if changes.count > 2 {
            premise = "if \(changes[0]) and \(changes.count - 1) more change"
        } else if !changes.isEmpty {
            premise = "if \(changes.joined(separator: " and "))"
        }
        let plan = answer.question.plan
        return plan.isEmpty ? premise : "\(premise), with \(names.planClause(plan))"
    }

    /// What it costs us and them; where nothing in the file says so, where to say it.
    private var cost: SafeText? {
        let bill = names.bill(answer.sides, answer.amounts)
        guard bill.isNothing else { return "it costs \(names.toWhom(bill))." }
        guard names.scenario.damages.isEmpty else { return answer.sequence.isEmpty ? nil : "it costs nothing so far." }
        guard !answer.sequence.isEmpty else {
            let root = names.scenario.root ?? names.scenario.commitments.places.first { names.scenario[$0].isOpen }
            return root.map {
                "nothing says what a slip costs: add \"damage\" to \(names.quoted($0)) to see the price."
            }
        }
        let priceless = answer.sequence.map { names.quoted($0) }.listed(limit: 2)
        return "nothing says what it costs: add \"damage\" to \(priceless) to see the price."
    }

    /// Who bears most of the money, where that is not said already.
    private var mostHurt: SafeText? {
        let money = answer.stakeholders.map { $0.money }
        let bearers = names.scenario.stakeholders.places.filter { money[Int($0)] >= 0.005 }
        let counted = names.hasSides ? bearers.filter { names.scenario[$0].side != .seller } : bearers
        guard let worst = counted.max(by: { (money[Int($0)], $1) < (money[Int($1)], $0) }) else { return nil }
        let isAll = counted.count == bearers.count
        let hasOthers = !names.bill(answer.sides, answer.amounts).others.isEmpty
        guard counted.count > 1 else {
            return isAll ? "all \(hasOthers ? "the money" : "of it") hits \(names.named(worst))." : nil
        }
        let whose: SafeText = !isAll ? " of theirs" : hasOthers ? " of the money" : ""
        return "the largest part\(whose) hits \(names.named(worst)): \(names.amount(money[Int(worst)]))."
    }

    /// What moves along with what is moved, and is not hurt.
    private var followers: SafeText? {
        let moved = Set(answer.question.moves.map { $0.commitment })
        let followers = names.scenario.commitments.places.filter { place in
            let outcome = answer.outcome(of: place)
            return outcome.moved != 0 && outcome.state == .kept && !moved.contains(place)
        }
        guard let first = followers.first else { return nil }
        return followers.count == 1
            ? "\(names.quoted(first)) moves along and is not hurt."
            : "\(followers.count) commitments move along and are not hurt."
    }

    /// The first to fall that is news: neither late already nor slipped in the question.
    private var firstToFall: SafeText? {
        let slipped = answer.question.slips.map { $0.commitment }
        let overdue = answer.overdue.map { $0.commitment }
        let first = answer.sequence.first {
            !names.scenario[$0].status.isFact && !slipped.contains($0) && !overdue.contains($0)
        }
        guard let first else { return nil }
        let due = date(answer.outcome(of: first).due)
        let verb: SafeText = slipped.isEmpty && overdue.isEmpty ? "fall" : "follow"
        return "the first to \(verb) is \(names.quoted(first)), due \(due)."
    }

    /// What telling saves, or would save today.
    private var telling: SafeText? {
        func saving(_ saves: SafeText, _ money: Double, _ score: Double, of whole: Double) -> SafeText? {
            if money >= 0.005 { return "\(saves) \(names.amount(money))." }
            return score >= 0.005 ? "\(saves) \(percent(score, of: whole)) % of it." : nil
        }
        if let day = answer.question.toldOn {
            return saving(
                "telling those hurt on \(date(day)) saves", answer.money.silent - answer.money.told,
                answer.silentScore - answer.score, of: answer.silentScore)
        }
        return saving(
            "telling those hurt today would save", answer.money.told - answer.money.toldToday,
            answer.score - answer.toldTodayScore, of: answer.score)
    }
}

extension Answered<WhatIfResult> {
    /// What makes a commitment late, in the table of dominoes: what holds it, else its driver.
    func because(_ commitment: CommitmentIndex) -> SafeText {
        let outcome = answer.outcome(of: commitment)
        let driver = outcome.driver.map { names.title(of: $0) }
        guard let held = held(outcome) else { return driver ?? "" }
        return driver.map { "\($0); \(held)" } ?? held
    }

    /// What holds a commitment beside its needs and its own delay; nil where nothing does.
    func held(_ outcome: CommitmentOutcome) -> SafeText? {
        switch outcome.heldBy {
        case .today?: return "still open today"
        case .window(let window)?:
            let name = SafeText(sanitizing: names.scenario.string(names.scenario[window].id), limit: 40)
            return outcome.date.map { "held until \(date($0)) by \(name)" } ?? "no day left in \(name)"
        case nil: return nil
        }
    }

    /// What is moved on purpose: from when to when, and why.
    var moved: Table? {
        let places = names.scenario.commitments.places.filter { answer.outcome(of: $0).moved != 0 }
        guard !places.isEmpty else { return nil }
        let calendar = names.scenario.calendar
        let outcomes = places.map { answer.outcome(of: $0) }
        let agreed = Set(answer.question.moves.map { $0.commitment })
        let dates = zip(places, outcomes).map { place, outcome in
            date(calendar.day(at: Double(names.scenario.due(place)) + outcome.moved))
        }
        let why = places.map { agreed.contains($0) ? "by agreement" : follows($0) }
        return Table(
            heading: "commitment", names: places.map { names.title(of: $0) },
            columns: [
                TableColumn(heading: "from", cells: outcomes.map { date($0.due) }),
                TableColumn(heading: "to", cells: dates), TableColumn(heading: "", cells: why, isLeft: true),
            ])
    }

    private func follows(_ place: CommitmentIndex) -> SafeText {
        names.scenario[place].follows.map { "follows \(names.title(of: $0, limit: 30))" } ?? ""
    }

    /// That what moves along is no damage.
    var movedRemark: SafeText? {
        guard let move = answer.question.moves.first else { return nil }
        let days = names.workingDays(move.days.magnitude)
        let by: SafeText = answer.question.moves.count == 1 ? " by \(days)" : ""
        return "Moved by agreement\(by): nobody who follows it is hurt."
    }
}

extension Names {
    /// A stakeholder in a sentence, with their office: at its end, where nothing has to follow.
    func named(_ person: StakeholderIndex) -> SafeText {
        let short = shortName(of: person)
        return short == "us" ? short : name(of: person, limit: sentenceLimit)
    }

    /// A slip as a clause: `"Platform live" slips 5 days`.
    func clause(_ slip: Slip) -> SafeText {
        let title = quoted(slip.commitment)
        if slip.days == .infinity { return "\(title) is never kept" }
        return slip.days < 0
            ? "\(title) comes \(workingDays(-slip.days)) early" : "\(title) slips \(workingDays(slip.days))"
    }

    /// A move as a clause: `"Accounts migrated" is moved 30 days later by agreement`.
    func clause(_ move: Move) -> SafeText {
        let direction: SafeText = move.days < 0 ? "earlier" : "later"
        return "\(quoted(move.commitment)) is moved \(workingDays(move.days.magnitude)) \(direction) by agreement"
    }

    /// A plan and its cost in a sentence: `"Pilot" and "New date" (USD 13,000)`; many mitigations are counted.
    func planClause(_ plan: [MitigationIndex]) -> SafeText {
        let steps = plan.count <= 2 ? listed(plan) : "\(plan.count) mitigations"
        return "\(steps) (\(cost(scenario.cost(ofPlan: plan))))"
    }

    /// What is under way, and since when it was decided; nil where nothing is.
    func underWay(in today: Day) -> SafeText? {
        let steps = scenario.decided.map { "\(quoted($0.mitigation)), decided \(date($0.on, in: today))" as SafeText }
        return steps.isEmpty ? nil : "under way already: \(steps.listed(limit: 3, separator: "; "))."
    }
}
