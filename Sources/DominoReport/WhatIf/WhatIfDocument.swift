import DominoAnalysis
import DominoScenario

extension WhatIfResult: Renderable {
    /// What falls, whom it hurts, why, and what one more day costs.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<WhatIfResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        addDominoes(to: &document, limits)
        if let moved {
            document.add("Moved on purpose", .table(moved))
            document.remark(movedRemark)
        }
        addBearers(to: &document, limits)
        if !answer.sequence.isEmpty {
            let tree = whyTree(rows: limits.rows)
            let counted: SafeText = names.countsWorkingDays ? ", in working days" : ""
            document.add(.drawing(Drawing(title: "Why: what makes each of them late\(counted)", lines: tree)))
        }
        addNextDay(to: &document, limits)
        addPlan(to: &document)
        return document
    }

    // MARK: Sections

    /// The dominoes in the order they fall, each with the days from due to kept drawn on one axis.
    private func addDominoes(to document: inout Document, _ limits: Limits) {
        guard !answer.sequence.isEmpty else { return }
        let places = Array(answer.sequence.prefix(limits.rows))
        let rows = places.map { commitment in
            let outcome = answer.outcome(of: commitment)
            return Timeline.Row(
                title: names.title(of: commitment), due: promised(commitment), kept: outcome.date,
                late: outcome.state == .broken ? "broken" : "\(dayCount(outcome.slip - outcome.moved)) d")
        }
        let timeline = Timeline(rows: rows, today: today.day)
        var table = Table(
            heading: "commitment", names: rows.map { $0.title },
            columns: [
                TableColumn(heading: "due", cells: rows.map { date($0.due) }),
                TableColumn(heading: "kept", cells: rows.map { $0.kept.map { date($0) } ?? "never" }),
                TableColumn(heading: "late", cells: rows.map { $0.late }),
            ])
        table.columns.append(TableColumn(heading: "because of", cells: places.map(because), isLeft: true))
        let title: SafeText =
            "The dominoes, in the order they fall\(names.countsWorkingDays ? " (d: working days)" : "")"
        document.add(.drawing(Drawing(title: title, lines: { timeline.lines($0) }, table: table)))
        document.rest(answer.sequence.count, places.count)
        let held = answer.held(in: names.scenario)
        guard !held.isEmpty else { return }
        let next = held.prefix(3).map { names.title(of: $0, limit: sentenceLimit) }.joined(separator: "; ")
        let rest: SafeText = held.count > 3 ? "; and \(held.count - 3) more" : ""
        document.remark("Next in line, but still kept: \(next)\(rest).")
    }

    /// The day for which something is promised, moved dates as they were agreed.
    private func promised(_ commitment: CommitmentIndex) -> Day {
        let outcome = answer.outcome(of: commitment)
        guard outcome.moved != 0 else { return outcome.due }
        return names.scenario.calendar.day(at: Double(names.scenario.due(commitment)) + outcome.moved)
    }

    /// Who bears how much.
    private func addBearers(to document: inout Document, _ limits: Limits) {
        let bearers = names.byMoney(answer.bearers) { answer.stakeholders[Int($0)].money }
        guard !bearers.isEmpty else { return }
        let rows = bearers.prefix(limits.rows).map { answer.stakeholders[Int($0)] }
        let money = rows.map { $0.money }
        let whole = answer.stakeholders.reduce(0) { $0 + $1.money }
        var columns = names.damageColumns(money: money, scores: rows.map { $0.score })
        if whole >= 0.005 {
            columns.insert(
                TableColumn(heading: "share", cells: money.map { names.share($0, of: whole) }, expendable: 2), at: 1)
        }
        let table = Table(
            heading: "who", names: bearers.prefix(limits.rows).map { names.name(of: $0) }, columns: columns,
            bar: TableBar(values: whole >= 0.005 ? money : rows.map { $0.score }), rest: bearers.count - rows.count)
        document.add("Who is hurt\(names.inCurrency)", .table(table))
        let others = names.bill(answer.sides, answer.amounts).others.map { names.quantity($0.amount, of: $0.kind) }
        document.remark(
            [
                others.isEmpty ? nil : "Beside the money: \(others.listed()).",
                columns.contains { $0.heading == "score" } ? names.scoreRemark : nil, names.perDayRemark,
            ].said)
    }

    /// What one more day costs, where it costs most.
    private func addNextDay(to document: inout Document, _ limits: Limits) {
        let prices = answer.commitments.map { $0.priceOfDay }
        let places = prices.indices.filter { prices[$0] >= 0.005 }
            .sorted { (-prices[$0], $0) < (-prices[$1], $1) }.prefix(limits.rows / 4)
        guard !places.isEmpty else { return }
        let table = Table(
            heading: "commitment", names: places.map { names.title(of: CommitmentIndex($0)) },
            columns: [TableColumn(heading: "per extra day", cells: places.map { figure(prices[$0]) })],
            bar: TableBar(values: places.map { prices[$0] }))
        let adds: SafeText =
            names.countsOnlyMoney
            ? "costs, knock-on damage included\(names.inCurrency)"
            : "adds to the score, knock-on damage included"
        document.add("What one more \(names.working)day of delay \(adds)", .table(table))
        if answer.bearers.isEmpty { document.remark([names.scoreRemark, names.perDayRemark].said) }
    }

    /// The plan in force and what it costs.
    private func addPlan(to document: inout Document) {
        if let underWay = names.underWay(in: today.day) { document.remark(underWay.capitalized) }
        let plan = answer.question.plan
        guard !plan.isEmpty else { return }
        let table = Table(
            heading: "step", names: plan.map { names.title(of: $0) },
            columns: [TableColumn(heading: "cost", cells: plan.map { exact(names.scenario[$0].cost) })])
        document.add("The plan, \(names.cost(answer.planCost)) in total", .table(table))
    }
}

extension WhatIfResult {
    /// What becomes of a commitment.
    func outcome(of commitment: CommitmentIndex) -> CommitmentOutcome { commitments[Int(commitment)] }

    /// Stakeholders who bear anything, most first.
    var bearers: [StakeholderIndex] {
        stakeholders.indices.filter { stakeholders[$0].score > 0 }
            .sorted { (-stakeholders[$0].score, $0) < (-stakeholders[$1].score, $1) }.map { StakeholderIndex($0) }
    }

    /// Commitments that need a fallen one and are kept all the same.
    func held(in scenario: Scenario) -> [CommitmentIndex] {
        let fallen = Set(sequence)
        return scenario.commitments.places.filter { place in
            commitments[Int(place)].state == .kept && !scenario[place].status.isFact
                && scenario[place].needs.contains { fallen.contains(scenario[$0].commitment) }
        }
    }
}

// MARK: JSON

extension Answered<WhatIfResult> {
    /// A what-if as JSON; lists of commitments are in file order.
    func json() -> String {
        resultJSON(
            "whatif", of: names, asOf: answer.question.asOf, headline: statement().headline, overdue: answer.overdue,
            namesRoot: true
        ) { json in
            names.write(
                slips: answer.question.slips, plan: answer.question.plan, toldOn: answer.question.toldOn, into: &json)
            names.write(moves: answer.question.moves, into: &json)
            writeTotal(into: &json)
            names.write(sides: answer.sides, into: &json) { rounded(figure: $0) }
            json.array("commitments") { json in
                for (place, outcome) in answer.commitments.enumerated() {
                    json.object { write(outcome, of: CommitmentIndex(place), into: &$0) }
                }
            }
            json.array("stakeholders") { json in
                for (place, outcome) in answer.stakeholders.enumerated() {
                    json.object {
                        $0.field("id", names.id(StakeholderIndex(place)))
                        $0.field("score", rounded(figure: outcome.score))
                        $0.field("money", rounded(figure: outcome.money))
                        $0.field("late", outcome.late)
                        $0.field("broken", outcome.broken)
                    }
                }
            }
            json.array("sequence") { json in
                for place in answer.sequence {
                    let outcome = answer.outcome(of: place)
                    json.object {
                        $0.field("commitment", names.id(place))
                        $0.field("date", outcome.due.description)
                        $0.field("state", outcome.state.rawValue)
                    }
                }
            }
            json.field("overcommitted", rounded(figure: answer.overcommitted))
        }
    }

    private func writeTotal(into json: inout JSONText) {
        json.object("total") { json in
            json.field("score", rounded(figure: answer.score))
            json.field("silentScore", rounded(figure: answer.silentScore))
            json.field("onPlanScore", rounded(figure: answer.onPlanScore))
            json.field("money", rounded(figure: answer.money.told))
            json.field("silentMoney", rounded(figure: answer.money.silent))
            json.field("onPlanMoney", rounded(figure: answer.money.onPlan))
            json.array("amounts") { json in
                for (kind, amount) in answer.amounts {
                    json.object {
                        $0.field("kind", names.id(kind))
                        $0.field("unit", names.scenario.unit(ofKind: kind))
                        $0.field("amount", rounded(figure: amount))
                    }
                }
            }
        }
    }

    private func write(_ outcome: CommitmentOutcome, of place: CommitmentIndex, into json: inout JSONText) {
        json.field("id", names.id(place))
        guard outcome.state != .released else { return json.field("state", outcome.state.rawValue) }
        json.field("due", outcome.due.description)
        json.field("slip", outcome.slip < .infinity ? rounded(days: outcome.slip) : nil)
        json.field("state", outcome.state.rawValue)
        json.field("date", outcome.date?.description)
        json.field("moved", rounded(days: outcome.moved))
        json.field("heldBy", outcome.heldBy.map { names.id($0) })
        json.field("driver", outcome.driver.map { names.id($0) })
        json.field("told", outcome.told?.description)
        json.field("notice", rounded(days: outcome.notice))
        json.field("score", rounded(figure: outcome.score))
        json.field("silentScore", rounded(figure: outcome.silentScore))
        json.field("money", rounded(figure: outcome.money))
        json.field("carried", rounded(figure: outcome.carried))
        json.field("blame", rounded(figure: outcome.blame))
        json.field("priceOfDay", rounded(figure: outcome.priceOfDay))
        json.array("amounts") { json in
            for borne in outcome.amounts {
                json.object {
                    $0.field("kind", names.id(borne.kind))
                    $0.field("bearer", names.id(borne.bearer))
                    $0.field("amount", rounded(figure: borne.amount))
                }
            }
        }
    }
}
