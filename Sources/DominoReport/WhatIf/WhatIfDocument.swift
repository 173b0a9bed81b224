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
        addBearers(to: &document, limits)
        if !answer.sequence.isEmpty {
            let tree = whyTree(rows: limits.rows)
            document.add(.drawing(Drawing(title: "Why: what makes each of them late", lines: tree)))
        }
        addNextDay(to: &document, limits)
        addPlan(to: &document)
        return document
    }

    // MARK: The sentence

    /// The answer in one or two sentences: what falls, what it costs whom, what telling is worth.
    func sentence() -> SafeText {
        let fallen = answer.sequence.count
        let damage = answer.score > 0 ? "the damage is \(names.amount(answer.score))" : SafeText("there is no damage")
        guard fallen > 0 else {
            let rest: SafeText = answer.score > 0 ? ", but \(damage)" : ""
            return "\(opening(of: premise))nothing falls\(rest).\(telling)"
        }
        let falls: SafeText = "\(count(fallen, "commitment")) \(fallen == 1 ? "falls" : "fall") and \(damage)."
        return "\(opening(of: premise))\(falls)\(mostHurt)\(firstToFall)\(telling)"
    }

    /// The beginning of the sentence: `As of today, 9 Oct 2026: if "Platform live" slips 5 days, `.
    private func opening(of premise: SafeText) -> SafeText {
        opening.isEmpty ? "\(premise.capitalized), " : "\(opening)\(premise), "
    }

    /// What slips, by how much, and under which plan.
    private var premise: SafeText {
        let slips = answer.question.slips
        var premise: SafeText = "as things stand"
        if slips.count > 2 {
            premise = "if \(names.clause(slips[0])) and \(slips.count - 1) more slip"
        } else if !slips.isEmpty {
            premise = "if \(slips.map { names.clause($0) }.joined(separator: " and "))"
        }
        let plan = answer.question.plan
        return plan.isEmpty ? premise : "\(premise), with \(names.planClause(plan))"
    }

    /// Who bears most.
    private var mostHurt: SafeText {
        guard let worst = answer.bearers.first else { return "" }
        let score = answer.stakeholders[Int(worst)].score
        let who = names.subject(worst).capitalized
        return score < answer.score ? " \(who) bears the most: \(figure(score))." : " \(who) bears all of it."
    }

    /// The first to fall that is news: neither late already nor slipped in the question.
    private var firstToFall: SafeText {
        let slipped = answer.question.slips.map(\.commitment)
        let first = answer.sequence.first { !names.scenario[$0].status.isFact && !slipped.contains($0) }
        guard let first else { return "" }
        let due = date(answer.outcome(of: first).due)
        return slipped.isEmpty
            ? " The first to fall is \(names.quoted(first)), due \(due)."
            : " The first to follow is \(names.quoted(first)), due \(due)."
    }

    /// What telling saves, or would save today.
    private var telling: SafeText {
        if let day = answer.question.toldOn {
            let saved = answer.silentScore - answer.score
            return saved < 0.005 ? "" : " Telling those hurt on \(date(day)) saves \(names.amount(saved)) of damage."
        }
        let saved = answer.score - answer.toldTodayScore
        return saved < 0.005 ? "" : " Telling those hurt today would save \(names.amount(saved))."
    }

    // MARK: Sections

    /// The dominoes in the order they fall, each with the days from due to kept drawn on one axis.
    private func addDominoes(to document: inout Document, _ limits: Limits) {
        guard !answer.sequence.isEmpty else { return }
        let places = Array(answer.sequence.prefix(limits.rows))
        let rows = places.map { commitment in
            let outcome = answer.outcome(of: commitment)
            return Timeline.Row(
                title: names.title(of: commitment), due: outcome.due, kept: outcome.date,
                late: outcome.state == .broken ? "broken" : "\(dayCount(outcome.slip)) d")
        }
        let timeline = Timeline(rows: rows, today: today.day)
        var table = Table(
            heading: "commitment", names: rows.map(\.title),
            columns: [
                TableColumn(heading: "due", cells: rows.map { date($0.due) }),
                TableColumn(heading: "kept", cells: rows.map { $0.kept.map { date($0) } ?? "never" }),
                TableColumn(heading: "late", cells: rows.map(\.late)),
            ])
        let drivers = places.map { answer.outcome(of: $0).driver.map { names.title(of: $0) } ?? "" }
        table.columns.append(TableColumn(heading: "because of", cells: drivers, isLeft: true))
        document.add(
            .drawing(
                Drawing(title: "The dominoes, in the order they fall", lines: { timeline.lines($0) }, table: table)))
        document.rest(answer.sequence.count, places.count)
        let held = answer.held(in: names.scenario)
        guard !held.isEmpty else { return }
        let next = held.prefix(3).map { names.title(of: $0, limit: sentenceLimit) }.joined(separator: "; ")
        let rest: SafeText = held.count > 3 ? "; and \(held.count - 3) more" : ""
        document.remark("Next in line, but still kept: \(next)\(rest).")
    }

    /// Who bears how much.
    private func addBearers(to document: inout Document, _ limits: Limits) {
        let bearers = answer.bearers
        guard !bearers.isEmpty else { return }
        let rows = bearers.prefix(limits.rows)
        let scores = rows.map { answer.stakeholders[Int($0)].score }
        let table = Table(
            heading: "who", names: rows.map { names.name(of: $0) },
            columns: [
                TableColumn(heading: "damage", cells: scores.map(figure)),
                TableColumn(heading: "share", cells: scores.map { "\(percent($0, of: answer.score)) %" }),
            ], bar: TableBar(values: scores), rest: bearers.count - rows.count)
        document.add("Who is hurt\(names.inCurrency)", .table(table))
        document.remark(names.amountsInKind(of: answer))
    }

    /// What one more day costs, where it costs most.
    private func addNextDay(to document: inout Document, _ limits: Limits) {
        let prices = answer.commitments.map(\.priceOfDay)
        let places = prices.indices.filter { prices[$0] >= 0.005 }
            .sorted { (-prices[$0], $0) < (-prices[$1], $1) }.prefix(limits.rows / 4)
        guard !places.isEmpty else { return }
        let table = Table(
            heading: "commitment", names: places.map { names.title(of: CommitmentIndex($0)) },
            columns: [TableColumn(heading: "per extra day", cells: places.map { figure(prices[$0]) })],
            bar: TableBar(values: places.map { prices[$0] }))
        document.add("What one more day of delay costs, knock-on damage included\(names.inCurrency)", .table(table))
    }

    /// The plan in force and what it costs.
    private func addPlan(to document: inout Document) {
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

extension Names {
    /// What of the damage has a unit of its own; nil where nothing has.
    func amountsInKind(of answer: WhatIfResult) -> SafeText? {
        let amounts = answer.amounts.filter { $0.amount > 0 && !scenario[$0.kind].unit.isEmpty }
        guard !amounts.isEmpty else { return nil }
        let list = amounts.map { kind, amount in "\(figure(amount)) \(unit(of: kind)) of \(name(of: kind))" as SafeText
        }
        return "Including \(list.listed())."
    }

    /// A slip as a clause: `"Platform live" slips 5 days`.
    func clause(_ slip: Slip) -> SafeText {
        let title = quoted(slip.commitment)
        if slip.days == .infinity { return "\(title) is never kept" }
        return slip.days < 0 ? "\(title) comes \(days(-slip.days)) early" : "\(title) slips \(days(slip.days))"
    }

    /// A plan and its cost in a sentence: `"Pilot" and "New date" (USD 13,000)`; many mitigations are counted.
    func planClause(_ plan: [MitigationIndex]) -> SafeText {
        let steps = plan.count <= 2 ? listed(plan) : "\(plan.count) mitigations"
        return "\(steps) (\(cost(scenario.cost(ofPlan: plan))))"
    }
}

// MARK: JSON

extension Answered<WhatIfResult> {
    /// A what-if as JSON; lists of commitments are in file order.
    func json() -> String {
        resultJSON("whatif", of: names, asOf: answer.question.asOf, headline: sentence(), overdue: answer.overdue, namesRoot: true
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

extension Names {
    /// What was asked: slips, the plan and its cost, the day of telling.
    func write(slips: [Slip], plan: [MitigationIndex], toldOn: Day?, into json: inout JSONText) {
        write(slips: slips, into: &json)
        json.list("plan", plan.map { id($0) })
        json.field("planCost", rounded(figure: scenario.cost(ofPlan: plan)))
        json.field("toldOn", toldOn?.description)
    }

    /// Dates that are moved on purpose.
    func write(moves: [Move], into json: inout JSONText) {
        json.array("moves") { json in
            for move in moves {
                json.object {
                    $0.field("commitment", id(move.commitment))
                    $0.field("days", move.days)
                }
            }
        }
    }

    /// What each side bears.
    func write(sides: [SideDamage], into json: inout JSONText, _ figure: (Double) -> Double = { $0 }) {
        json.array("sides") { json in
            for side in sides {
                json.object {
                    $0.field("side", side.side.rawValue)
                    $0.field("score", figure(side.score))
                    $0.field("money", figure(side.money))
                }
            }
        }
    }

    /// How often there is damage of each kind, and how much.
    func write(kinds: [KindFigures], into json: inout JSONText) {
        json.array("kinds") { json in
            for figures in kinds {
                json.object {
                    $0.field("id", id(figures.kind))
                    $0.field("unit", scenario.unit(ofKind: figures.kind))
                    $0.field("mean", figures.mean)
                    $0.field("pAny", figures.any)
                }
            }
        }
    }

    /// What holds a commitment: `today`, or the id of a window.
    func id(_ holder: Holder) -> String {
        switch holder {
        case .today: "today"
        case .window(let window): scenario.string(scenario[window].id)
        }
    }

    /// Slips as the scenario file writes them.
    func write(slips: [Slip], into json: inout JSONText) {
        json.array("slips") { json in
            for slip in slips {
                json.object {
                    $0.field("commitment", id(slip.commitment))
                    if slip.days == .infinity { $0.field("days", "broken") } else { $0.field("days", slip.days) }
                }
            }
        }
    }
}
