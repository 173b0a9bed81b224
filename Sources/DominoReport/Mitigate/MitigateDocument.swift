import DominoAnalysis
import DominoScenario

extension MitigationResult: Renderable {
    /// The best plan, what it spares whom, every option and why it is chosen or not, what each budget buys, what
    /// waiting costs.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<MitigationResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        addBearers(to: &document, limits)
        addOptions(to: &document, limits)
        addOtherPlans(to: &document)
        addBudgets(to: &document, limits)
        addWaiting(to: &document, limits)
        return document
    }

    /// Who bears how much, before and after: what remains is filled, what is avoided is shaded.
    private func addBearers(to document: inout Document, _ limits: Limits) {
        let bearers = answer.bearers
        guard !bearers.isEmpty, !answer.best.mitigations.isEmpty else { return }
        let rows = names.byMoney(bearers) { answer.moneyByBearer.before[Int($0)] }.prefix(limits.rows).map { Int($0) }
        func cells(_ figures: [Double]) -> [SafeText] { rows.map { figureOrDash(figures[$0]) } }
        let money = answer.moneyByBearer
        var columns = [
            TableColumn(heading: "before", cells: cells(money.before)),
            TableColumn(heading: "after", cells: cells(money.after)),
        ]
        let differs = rows.contains {
            (money.before[$0] - answer.damageBefore[$0]).magnitude >= 0.005
                || (money.after[$0] - answer.damageAfter[$0]).magnitude >= 0.005
        }
        if differs {
            columns += [
                TableColumn(heading: "score\nbefore", cells: cells(answer.damageBefore), expendable: 1),
                TableColumn(heading: "score\nafter", cells: cells(answer.damageAfter), expendable: 1),
            ]
        }
        let isMoney = rows.contains { money.before[$0] >= 0.005 }
        let shown = isMoney ? money : (before: answer.damageBefore, after: answer.damageAfter)
        let table = Table(
            heading: "who", names: rows.map { names.name(of: StakeholderIndex($0)) }, columns: columns,
            bar: TableBar(values: rows.map { shown.after[$0] }, wholes: rows.map { shown.before[$0] }),
            rest: bearers.count - rows.count)
        // A plan for the worst runs is shown by what it spares on average too: shares of a quantile do not add up.
        let average: SafeText = answer.isCertain || answer.question.objective == .mean ? "" : ", on average"
        document.add("Who is hurt, before and after the plan\(average)\(names.inCurrency)", .table(table))
    }

    /// Every option: what it costs and saves, until when, and why it is in the plan or not.
    private func addOptions(to document: inout Document, _ limits: Limits) {
        let rows = answer.rankedOptions.prefix(limits.rows)
        guard !rows.isEmpty else { return }
        // The plans of each budget are told by these numbers.
        let numbers = answer.frontier.isEmpty ? [:] : answer.optionNumbers
        let digits = "\(rows.count)".count
        let titles = rows.map { option -> SafeText in
            let number = numbers[option.mitigation].map { "\(rightAligned("\($0)", digits)) " as SafeText } ?? ""
            return "\(option.standing == .chosen ? "●" : "○") \(number)\(names.title(of: option.mitigation))"
        }
        let table = Table(
            heading: "option", names: titles,
            columns: [
                TableColumn(heading: "cost", cells: rows.map { exact(names.scenario[$0.mitigation].cost) }),
                TableColumn(heading: "by\nitself", cells: rows.map { figureOrDash($0.aloneGain) }, expendable: 1),
                TableColumn(
                    heading: "added to\nthe plan", cells: rows.map { figureOrDash($0.marginalGain) },
                    tones: rows.map { $0.standing == .chosen ? .good : .plain }),
                TableColumn(heading: "works\nfrom", cells: rows.map { date($0.bites) }, expendable: 3),
                TableColumn(
                    heading: "last\nday", cells: rows.map { $0.decideBy.map { date($0) } ?? "any" }, expendable: 2,
                    tones: rows.map { $0.stillHelps ? .plain : .alarm }),
            ], rest: answer.rankedOptions.count - rows.count)
        let unit: SafeText = names.countsOnlyMoney ? names.inCurrency : ", as score"
        document.add("Options and what they save\(unit)  (● in the plan)", .table(table))
        document.remark(footnote)
        let others = rows.compactMap { option in
            names.reason(option).map { Item(text: "\(names.title(of: option.mitigation, limit: 80)): \($0).") }
        }
        if !others.isEmpty { document.add("Why not the others", .list(others)) }
    }

    /// Plans B and C.
    private func addOtherPlans(to document: inout Document) {
        let plans = answer.runnersUp.filter { !$0.mitigations.isEmpty }
        guard !plans.isEmpty else { return }
        let items = zip(["B", "C"] as [SafeText], plans).map { letter, plan in
            Item(
                mark: .label("Plan \(letter)"),
                text: "\(names.listed(plan.mitigations)) for \(names.cost(plan.cost)).",
                detail:
                    "\(figureName.capitalized) is then \(figure(plan.risk));"
                    + " \(figure(plan.total - answer.best.total)) worse than the best plan, cost included.")
        }
        document.add("If the best plan is not possible", .list(items))
    }

    /// The best plan of each budget.
    private func addBudgets(to document: inout Document, _ limits: Limits) {
        let points = answer.frontier.prefix(limits.rows)
        guard !points.isEmpty, !answer.options.isEmpty else { return }
        let numbers = answer.optionNumbers
        let plans = points.map { point -> SafeText in
            let steps = point.plan.mitigations.compactMap { numbers[$0] }.sorted().map { "\($0)" as SafeText }
            return steps.isEmpty ? "nothing" : steps.joined(separator: " + ")
        }
        let totals = points.map { $0.plan.total }
        let table = Table(
            heading: "best plan (options above)", names: plans,
            columns: [
                TableColumn(heading: "budget", cells: points.map { exact($0.budget) }),
                TableColumn(heading: names.scoreNoun, cells: points.map { figure($0.plan.risk) }),
                TableColumn(
                    heading: "\(names.scoreNoun)\nplus cost",
                    cells: points.map { figure($0.plan.total) + ($0.isProved ? "" : " ?") }),
            ], bar: TableBar(values: totals), rest: answer.frontier.count - points.count)
        document.add("What each budget buys\(names.inMoney)", .table(table))
        document.remark(frontierRemark)
    }

    /// What the best plan comes to on each later day of deciding, and the days on which options are lost.
    private func addWaiting(to document: inout Document, _ limits: Limits) {
        guard answer.waiting.count > 1, answer.baseline.risk >= 0.005 else { return }
        let totals = answer.totalsByDaysWaited(names.scenario.calendar)
        let points = answer.turningPoints.prefix(limits.rows)
        let most = totals.max() ?? 0
        document.add(
            .drawing(
                Drawing(
                    title:
                        "What waiting costs: \(names.scoreNoun) plus cost of the best plan, by \(names.working)days"
                        + " waited\(names.inMoney)",
                    lines: { style in DamageChart(totals, width: style.width)?.lines(style) ?? [] },
                    sparkline: most > 0 ? thinned(totals, to: 60).map { $0 / most } : [],
                    span:
                        "\(figure(totals.first ?? 0)) today to \(figure(totals.last ?? 0)) in"
                        + " \(names.workingDays(Double(totals.count - 1)))"
                )))
        let items = points.map { point in
            let titles = point.expiring.prefix(3).map { names.title(of: $0, limit: 80) }.joined(separator: "; ")
            let more: SafeText = point.expiring.count > 3 ? " and \(point.expiring.count - 3) more" : ""
            return Item(text: "\(date(point.decideOn)): last day for \(titles)\(more).")
        }
        if !items.isEmpty { document.add(.list(items)) }
        document.remark(waitingRemark)
    }
}

/// At most so many of some values, evenly.
func thinned(_ values: [Double], to count: Int) -> [Double] {
    guard values.count > count else { return values }
    return (0..<count).map { values[$0 * (values.count - 1) / (count - 1)] }
}
