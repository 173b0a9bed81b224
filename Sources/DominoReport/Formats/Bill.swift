import DominoAnalysis
import DominoScenario

/// What damage comes to for people: money first, ours and theirs, then what else is hurt, in its own unit.
struct Bill: Sendable {
    /// What the seller's side bears, in the currency.
    var ours = 0.0
    /// What everybody else bears, in the currency.
    var theirs = 0.0
    /// Amounts of the kinds that have a unit of their own.
    var others: [(kind: KindIndex, amount: Double)] = []

    /// All money.
    var money: Double { ours + theirs }
    /// Whether there is nothing in it.
    var isNothing: Bool { money < 0.005 && others.isEmpty }
}

extension Names {
    /// A bill from what each side bears, and all amounts by kind.
    func bill(_ sides: [SideDamage], _ amounts: [(kind: KindIndex, amount: Double)]) -> Bill {
        var bill = Bill()
        for side in sides {
            if side.side == .seller { bill.ours += side.money } else { bill.theirs += side.money }
        }
        bill.others = amounts.filter { $0.amount >= 0.005 && !scenario.isMoney($0.kind) }
        return bill
    }

    /// A bill from mean amounts by kind.
    func bill(_ sides: [SideDamage], _ kinds: [KindFigures]) -> Bill {
        bill(sides, kinds.map { (kind: $0.kind, amount: $0.mean) })
    }

    /// The bill of one person in a what-if.
    func bill(of person: StakeholderIndex, in answer: WhatIfResult) -> Bill {
        var bill = Bill()
        for borne in answer.commitments.lazy.flatMap({ $0.amounts }) where borne.bearer == person {
            if scenario.isMoney(borne.kind) {
                bill.theirs += borne.amount
            } else if let known = bill.others.firstIndex(where: { $0.kind == borne.kind }) {
                bill.others[known].amount += borne.amount
            } else {
                bill.others.append((borne.kind, borne.amount))
            }
        }
        bill.others.removeAll { $0.amount < 0.005 }
        return bill
    }

    /// Whether the file says whose side anybody is on.
    var hasSides: Bool { scenario.stakeholders.contains { $0.side != .other } }

    /// A bill behind "costs" or "saves": `us USD 10,000 and them USD 5,030, and 10 points of trust`.
    func toWhom(_ bill: Bill) -> SafeText {
        guard hasSides, bill.money >= 0.005 else { return sum(bill) }
        let parts: [SafeText] = [(bill.ours, "us" as SafeText), (bill.theirs, "them")].compactMap { money, whom in
            money >= 0.005 ? "\(whom) \(amount(money))" : nil
        }
        return parts.joined(separator: " and ") + besides(bill)
    }

    /// A bill whoever bears it: `USD 15,000, and 10 points of trust`.
    func sum(_ bill: Bill) -> SafeText {
        guard bill.money >= 0.005 else {
            let others = bill.others.map { quantity($0.amount, of: $0.kind) }
            return others.isEmpty ? "nothing" : "no money, but \(others.listed(limit: 3))"
        }
        return amount(bill.money) + besides(bill)
    }

    private func besides(_ bill: Bill) -> SafeText {
        let others = bill.others.map { quantity($0.amount, of: $0.kind) }
        return others.isEmpty ? "" : ", and \(others.listed(limit: 3))"
    }

    /// Everything in a bill, in a row: `USD 15,000 and 10 points of trust`; `nothing` where nothing is in it.
    func all(_ bill: Bill) -> SafeText {
        let money = bill.money >= 0.005 ? [amount(bill.money)] : []
        let parts = money + bill.others.map { quantity($0.amount, of: $0.kind) }
        return parts.isEmpty ? "nothing" : parts.listed(limit: 4)
    }

    /// A share of all money in per cent; a dash for nothing.
    func share(_ money: Double, of whole: Double) -> SafeText {
        money < 0.005 ? "-" : "\(percent(money, of: whole)) %"
    }

    /// An amount in the unit of its kind: `10 points of trust`, `27 operations put off`.
    func quantity(_ amount: Double, of kind: KindIndex) -> SafeText {
        let (figure, name) = (figure(amount), name(of: kind))
        var unit = unit(of: kind)
        if figure == "1", unit.string.hasSuffix("s"), !unit.string.hasSuffix("ss") {
            unit = SafeText(trusted: String(unit.string.dropLast()))
        }
        return unit.string.firstPlace(of: name.string) != nil ? "\(figure) \(unit)" : "\(figure) \(unit) of \(name)"
    }

    // MARK: The score

    /// What the score is made of, said once where it is named.
    var scoreMeaning: SafeText {
        let kinds = Set(scenario.damages.map { $0.kind }).sorted()
        let units = kinds.filter { !scenario.isMoney($0) }.map { unit(of: $0).string }
        let others: SafeText =
            units.isEmpty
            ? "" : " plus what you said \(units.allSatisfy { $0 == "points" } ? "a point" : "the rest") is worth"
        let isWeighted =
            kinds.contains { scenario.isMoney($0) && scenario[$0].weight != 1 }
            || scenario.damages.contains { scenario[$0.bearer].weight != 1 }
        return "money\(others)\(isWeighted ? ", by your weights" : "")"
    }

    /// The sentence that explains a column of scores; nil where damage is money and nothing else.
    var scoreRemark: SafeText? { countsOnlyMoney ? nil : "Score: \(scoreMeaning)." }

    /// What a weighted sum is called: damage, where it is money and nothing else.
    var scoreNoun: SafeText { countsOnlyMoney ? "damage" : "score" }

    /// The currency behind a heading of weighted sums: only where they are money and nothing else.
    var inMoney: SafeText { countsOnlyMoney ? inCurrency : "" }

    /// A weighted sum in a sentence: with the currency only where it is money and nothing else.
    func score(_ value: Double) -> SafeText { countsOnlyMoney ? amount(value) : figure(value) }

    /// Columns of damage: money, and the score beside it where that is something else.
    func damageColumns(money: [Double], scores: [Double], heading: SafeText = "damage") -> [TableColumn] {
        let column = TableColumn(heading: heading, cells: money.map(figureOrDash))
        guard zip(money, scores).contains(where: { ($0 - $1).magnitude >= 0.005 }) else { return [column] }
        return [column, TableColumn(heading: "score", cells: scores.map(figureOrDash), expendable: 1)]
    }

    /// Stakeholders by falling money; those with as much in the order given.
    func byMoney(_ people: [StakeholderIndex], _ money: (StakeholderIndex) -> Double) -> [StakeholderIndex] {
        people.enumerated().sorted { (-money($0.element), $0.offset) < (-money($1.element), $1.offset) }.map {
            $0.element
        }
    }

    // MARK: Days

    /// Whether only working days count.
    var countsWorkingDays: Bool { scenario.calendarAsWritten != nil }

    /// Which days are counted, before a noun: `working `, or nothing.
    var working: SafeText { countsWorkingDays ? "working " : "" }

    /// That damage by the day counts working days; nil where every day counts, or nothing is priced by the day.
    var perDayRemark: SafeText? {
        guard countsWorkingDays else { return nil }
        let isByDay = scenario.damages.contains { if case .perDay = $0.shape { true } else { false } }
        return isByDay ? "Damage by the day counts working days (\"perCalendarDay\" would count all)." : nil
    }
}

extension Array<SafeText?> {
    /// What there is to say, in a row.
    var said: SafeText { compactMap { $0 }.joined(separator: " ") }
}
