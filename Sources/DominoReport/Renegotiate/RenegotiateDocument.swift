import DominoAnalysis
import DominoScenario

extension RenegotiationResult: Renderable {
    /// The day's plan, what can be offered, a page for each talk, and the new dates.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<RenegotiationResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        addDayPlan(to: &document, limits)
        addSilence(to: &document)
        addPlans(to: &document)
        let talks = answer.talks.filter { $0.route != .own }
        for (place, talk) in talks.prefix(limits.pages).enumerated() {
            document.add(.page(number: place + 1, names.name(of: talk.person)))
            document.add(.remark(talkClause(talk)))
            document.add(.list(brief(for: talk)))
        }
        if talks.count > limits.pages {
            document.remark("And \(talks.count - limits.pages) more talks (--format markdown has a page for each).")
        }
        addNewDates(to: &document, limits)
        if !talks.isEmpty { document.add(.note(talkRules)) }
        return document
    }

    /// The talks in tables, one for each way in which people are reached.
    private func addDayPlan(to document: inout Document, _ limits: Limits) {
        var number = 0
        for (route, heading) in [
            (RenegotiationResult.Route.inside, "Our own people, before the first call" as SafeText),
            (.direct, "Whom we tell\(names.inCurrency)"),
            (.through, "Who hears it from others: make sure they do, and help"),
        ] {
            let talks = answer.talks.filter { $0.route == route }
            guard !talks.isEmpty else { continue }
            let rows = Array(talks.prefix(limits.rows))
            let people = rows.enumerated().map { "\(number + $0 + 1)  \(names.name(of: $1.person))" as SafeText }
            document.add(
                heading,
                .table(
                    Table(
                        heading: "   whom", names: people, columns: planColumns(rows, isThrough: route == .through),
                        rest: talks.count - rows.count)))
            number += talks.count
        }
        if number > 0 {
            document.remark(
                "by: the last day on which telling costs no more than today; silence per day: what each"
                    + " \(names.working)day after that costs them, us, and those who hear it from them; damage: what"
                    + " they bear if nobody speaks.")
            document.remark([names.scoreRemark, names.perDayRemark].said)
        }
        for talk in answer.talks where talk.route == .own {
            let bill = names.bill(of: talk.person, in: answer.silent)
            guard !bill.isNothing else { continue }
            let whom = names.shortName(of: talk.person)
            document.remark("What it costs \(whom) if nobody speaks: \(names.sum(bill)).")
        }
    }

    private func planColumns(_ talks: [RenegotiationResult.Talk], isThrough: Bool) -> [TableColumn] {
        let how =
            isThrough
            ? TableColumn(
                heading: "from", cells: talks.map { $0.talker.map { cut(names.shortName(of: $0), 18) } ?? "" },
                isLeft: true)
            : TableColumn(
                heading: "how", cells: talks.map { $0.way.short }, isLeft: true)
        let bearing = talks.map { answer.silent.stakeholders[Int($0.person)] }
        var damage = names.damageColumns(money: bearing.map { $0.money }, scores: bearing.map { $0.score })
        if damage.count > 1 { damage[1].expendable = 3 }
        return [
            TableColumn(
                heading: "by",
                cells: talks.map { answer.isUrgent($0) && known == "today" ? "today" : date($0.tellBy) },
                tones: talks.map { answer.isUrgent($0) ? .alarm : .plain }),
            how,
            TableColumn(
                heading: "silence\nper day", cells: talks.map { figureOrDash($0.silenceMoneyPerDay) }, expendable: 2),
        ] + damage
    }

    /// What the news costs by the day on which it is told.
    private func addSilence(to document: inout Document) {
        let curve = answer.silence.curve
        guard answer.silence.tellBy != nil, let first = curve.first, let last = curve.last, last.score > 0 else {
            return
        }
        let line = thinned(curve.map { $0.score / last.score }, to: 40)
        let (from, to): (SafeText, SafeText) = (
            "\(date(first.day)) \(figure(first.score))", "\(date(last.day)) \(figure(last.score))"
        )
        document.add(
            .drawing(
                Drawing(
                    title:
                        "\(names.scoreNoun.capitalized), by the day on which they are told\(names.inMoney)",
                    lines: { style in ["  \(from)  \(style.alarm(DominoReport.sparkline(line)))  \(to)"] },
                    sparkline: line, span: "\(from) to \(to)")))
    }

    /// What can be offered: the best plan, and others that differ.
    private func addPlans(to document: inout Document) {
        let underWay = names.scenario.decided.map { decided in
            Item(
                mark: .label("Under way"), text: "\(names.title(of: decided.mitigation, limit: sentenceLimit)).",
                detail: "Decided \(date(decided.on)); it is part of every figure here.")
        }
        guard !answer.plans.isEmpty || !underWay.isEmpty else { return }
        let items =
            underWay
            + answer.plans.enumerated().map { place, plan in
                let left = names.bill(plan.whatIf.sides, plan.whatIf.amounts)
                let damage: SafeText = left.isNothing ? "no damage" : "damage of \(names.all(left))"
                let last: SafeText = plan.decideBy.map { ", to be decided by \(date($0))" } ?? ""
                return Item(
                    mark: .label("Plan \(planName(place))"),
                    text: plan.mitigations.isEmpty ? "Do nothing." : "\(steps(of: plan, limit: 5)).",
                    detail:
                        "It costs \(names.cost(plan.cost))\(last), and leaves \(damage).")
            }
        document.add("What we can offer", .list(items))
    }

    /// All that falls, with the date to promise instead.
    private func addNewDates(to document: inout Document, _ limits: Limits) {
        let rows = answer.newDates.prefix(limits.rows)
        guard !rows.isEmpty else { return }
        let dues = rows.map { answer.told.outcome(of: $0.commitment).due }
        let promisors = rows.map { names.scenario[$0.commitment].promisor }
        let dates = zip(rows, dues).map { new, due -> SafeText in
            new.date.map { $0 > due ? date($0) : "holds" } ?? "none"
        }
        let table = Table(
            heading: "commitment", names: rows.map { names.title(of: $0.commitment) },
            columns: [
                TableColumn(
                    heading: "from", cells: promisors.map { cut(names.shortName(of: $0), 16) }, isLeft: true,
                    expendable: 1),
                TableColumn(heading: "due", cells: dues.map { date($0) }),
                TableColumn(heading: "new date", cells: dates),
                TableColumn(heading: "likely", cells: rows.map { likelihood($0.kept) }),
            ], rest: answer.newDates.count - rows.count)
        document.add("New dates that can be kept", .table(table))
    }
}

// MARK: JSON

extension Answered<RenegotiationResult> {
    /// A renegotiation as JSON: talks in the order in which to have them, new dates in file order.
    func json() -> String {
        resultJSON(
            "renegotiate", of: names, asOf: answer.question.asOf, headline: statement().headline,
            overdue: answer.silent.overdue, namesRoot: true
        ) { json in
            names.write(slips: answer.question.slips, into: &json)
            json.field("knownOn", answer.question.knownOn.description)
            json.field("confidence", answer.question.confidence)
            json.field("replicates", answer.question.replicates)
            json.field("seed", answer.question.seed)
            json.field("silentScore", rounded(figure: answer.silent.score))
            json.field("toldScore", rounded(figure: answer.told.score))
            json.field("silentMoney", rounded(figure: answer.silent.money.told))
            json.field("toldMoney", rounded(figure: answer.told.money.told))
            json.object("silence") { json in
                json.field("tellBy", answer.silence.tellBy?.description)
                json.field("perDay", rounded(figure: answer.silence.perDay))
                json.field("moneyPerDay", rounded(figure: answer.silence.moneyPerDay))
                json.array("curve") { json in
                    for point in answer.silence.curve {
                        json.array {
                            $0.value(point.day.description)
                            $0.value(rounded(figure: point.score))
                        }
                    }
                }
            }
            json.array("plans") { json in
                for (place, plan) in answer.plans.enumerated() { json.object { write(plan, place, into: &$0) } }
            }
            json.array("talks") { json in
                for talk in answer.talks { json.object { write(talk, into: &$0) } }
            }
            json.array("newDates") { json in
                for new in answer.newDates { json.object { write(new, into: &$0) } }
            }
        }
    }

    private func write(_ plan: RenegotiationResult.Plan, _ place: Int, into json: inout JSONText) {
        json.field("name", planName(place))
        json.list("plan", plan.mitigations.map { names.id($0) })
        json.field("cost", rounded(figure: plan.cost))
        json.field("decideBy", plan.decideBy?.description)
        json.field("score", rounded(figure: plan.whatIf.score))
        json.field("money", rounded(figure: plan.whatIf.money.told))
    }

    private func write(_ talk: RenegotiationResult.Talk, into json: inout JSONText) {
        let person = Int(talk.person)
        json.field("stakeholder", names.id(talk.person))
        json.field("route", talk.route.rawValue)
        json.field("way", talk.talker == nil ? nil : talk.way.rawValue)
        json.field("talker", talk.talker.map { names.id($0) })
        json.field("tellBy", talk.tellBy.description)
        json.field("silencePerDay", rounded(figure: talk.silencePerDay))
        json.field("silentScore", rounded(figure: answer.silent.stakeholders[person].score))
        json.field("toldScore", rounded(figure: answer.told.stakeholders[person].score))
        json.field("silenceMoneyPerDay", rounded(figure: talk.silenceMoneyPerDay))
        json.field("silentMoney", rounded(figure: answer.silent.stakeholders[person].money))
        json.field("toldMoney", rounded(figure: answer.told.stakeholders[person].money))
        json.array("plans") { json in
            for (place, plan) in answer.plans.enumerated() {
                json.object {
                    $0.field("name", planName(place))
                    $0.field("score", rounded(figure: plan.whatIf.stakeholders[person].score))
                    $0.field("date", talk.commitment.flatMap { plan.whatIf.outcome(of: $0).date }?.description)
                }
            }
        }
        json.field("commitment", talk.commitment.map { names.id($0) })
        json.list("chain", talk.chain.map { names.id($0) })
        json.list("missed", talk.missed.map { names.id($0) })
        json.list("anew", talk.anew.map { names.id($0) })
        json.array("prevention") { json in
            for prevention in talk.prevention { json.object { write(prevention, into: &$0) } }
        }
    }

    private func write(_ prevention: RenegotiationResult.Prevention, into json: inout JSONText) {
        switch prevention {
        case .laterDate(let commitment, let date, let kept):
            json.field("measure", "laterDate")
            json.field("commitment", names.id(commitment))
            json.field("date", date.description)
            json.field("pKept", kept)
        case .buffer(let commitment, let need, let days):
            json.field("measure", "buffer")
            json.field("commitment", names.id(commitment))
            json.field("need", names.id(need))
            json.field("days", rounded(days: days))
        case .checkpoint(let commitment, let days, let share):
            json.field("measure", "checkpoint")
            json.field("commitment", names.id(commitment))
            json.field("days", rounded(days: days))
            json.field("factor", share)
        }
    }

    private func write(_ new: RenegotiationResult.NewDate, into json: inout JSONText) {
        let commitment = names.scenario[new.commitment]
        let outcome = answer.told.outcome(of: new.commitment)
        json.field("commitment", names.id(new.commitment))
        json.field("promisor", names.id(commitment.promisor))
        json.field("promisee", names.id(commitment.promisee))
        json.field("due", outcome.due.description)
        json.field("slip", outcome.slip < .infinity ? rounded(days: outcome.slip) : nil)
        json.field("state", outcome.state.rawValue)
        json.field("date", new.date?.description)
        json.field("pKept", new.kept)
        json.field("pMissedAgain", new.missedAgain)
    }
}

extension RenegotiationResult.Way {
    /// The way in a cell of a table.
    fileprivate var short: SafeText {
        switch self {
        case .inPerson: "in person"
        case .telephone: "by phone"
        case .announcement: "announced"
        }
    }
}
