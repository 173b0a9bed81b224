import DominoAnalysis
import DominoEngine
import DominoScenario

extension CheckResult: Renderable {
    /// The verdict, the odds of each date with the days that may be promised, the limits, and what speaks against it.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<CheckResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        if let drawing = dateCurve() {
            document.add(.drawing(drawing))
            document.remark(spansRemark)
        }
        let rows = figures
        let table = Table(
            heading: "", names: rows.map { $0.name },
            columns: [TableColumn(heading: "", cells: rows.map { $0.figure }, isLeft: true)])
        document.add("If you promise \(date(answer.promise))\(names.inMoney)", .table(table))
        document.remark([names.scoreRemark, answer.total.mean > 0 ? names.perDayRemark : nil].said)
        if let table = names.kindsTable(answer.kinds, limits: answer.question.policy.maxChance) {
            document.add(kindsHeading, .table(table))
        }
        addThresholds(to: &document, limits)
        addFindings(to: &document, limits)
        document.add(.note(footnote))
        return document
    }

    // MARK: Dates

    /// The days between which the odds are drawn: the promise and what matters in it, without the last hundredth.
    var drawnDates: ClosedRange<Day>? {
        guard let first = answer.distribution.first, let last = answer.distribution.last else { return nil }
        let end = answer.distribution.first { $0.probability >= 0.99 * last.probability }?.day ?? last.day
        var days = [first.day, end, answer.promise]
        if let safeDate = answer.safeDate { days.append(safeDate) }
        // A useful day far off the others would leave them no room: it is drawn at the edge then.
        if let usefulDate = answer.usefulDate,
            abs(Int(usefulDate.number - answer.promise.number)) <= 3 * max(14, Int(end.number - first.day.number))
        {
            days.append(usefulDate)
        }
        guard let from = days.min(), let to = days.max(), from < to else { return nil }
        return from...to
    }

    /// How likely the root is done by each date, and which days are safe and useful.
    private func dateCurve() -> Drawing? {
        guard let drawn = drawnDates, !answer.distribution.isEmpty else { return nil }
        var marks = [(day: answer.promise, label: "promise \(date(answer.promise))" as SafeText)]
        for day in [answer.safeDate, drawn.upperBound, drawn.lowerBound] {
            if let day, day != answer.promise { marks.append((day, date(day))) }
        }
        let chart = DateChart(days: drawn, distribution: answer.distribution, turn: answer.promise, marks: marks)
        var days = [answer.promise: "promise" as SafeText]
        for (day, name) in [
            (answer.safeDate, "safe" as SafeText), (answer.usefulDate, "useful until"), (answer.bestDate, "cheapest"),
        ] {
            if let day { days[day] = days[day].map { "\($0), \(name)" } ?? name }
        }
        let rows = days.sorted { $0.key < $1.key }
        let table = Table(
            heading: "date", names: rows.map { date($0.key) },
            columns: [
                TableColumn(heading: "done by then", cells: rows.map { likelihood(chart.probability(by: $0.key)) }),
                TableColumn(heading: "", cells: rows.map { $0.value }, isLeft: true),
            ])
        return Drawing(
            title: "When it will be done: \(names.title(of: answer.root))",
            lines: { chart.lines($0) + spans(chart, $0) }, sparkline: chart.sparkline,
            span: "\(date(drawn.lowerBound)) to \(date(drawn.upperBound))", table: table)
    }

    /// The safe days and the useful days as two bars on the axis: where both are, the promise belongs.
    private func spans(_ chart: DateChart, _ style: TextStyle) -> [SafeText] {
        let columns = chart.columns(style.width)
        func column(_ day: Day) -> Int { min(chart.column(day, of: columns), columns - 1) }
        func line(_ name: SafeText, _ drawn: SafeText) -> SafeText {
            "  \(style.dim(fitted(name, ColumnChart.margin - 2)))\(drawn)"
        }
        var lines: [SafeText] = []
        if let start = answer.safeDate.map(column) {
            lines.append(line("safe", spaces(start) + style.good("├" + repeated("─", columns - start - 1))))
        }
        if let end = answer.usefulDate.map(column) {
            lines.append(line("useful", style.good(repeated("─", end) + "┤")))
        } else {
            lines.append(line("useful", style.good(repeated("─", columns))))
        }
        return lines
    }

    // MARK: Limits and findings

    /// The limits set.
    private func addThresholds(to document: inout Document, _ limits: Limits) {
        let rows = answer.thresholds.prefix(limits.rows)
        guard !rows.isEmpty else { return }
        let table = Table(
            heading: "figure", names: rows.map { label(of: $0) },
            columns: [
                TableColumn(heading: "limit", cells: rows.map { $0.limitText }),
                TableColumn(heading: "result", cells: rows.map { $0.valueText }),
                TableColumn(
                    heading: "", cells: rows.map { $0.passed ? "kept" : "exceeded" }, isLeft: true,
                    tones: rows.map { $0.passed ? .good : .alarm }),
            ], rest: answer.thresholds.count - rows.count)
        document.add("Your limits", .table(table))
    }

    /// What speaks against promising.
    private func addFindings(to document: inout Document, _ limits: Limits) {
        let rows = answer.findings.prefix(limits.rows / 2)
        guard !rows.isEmpty else { return }
        let items = rows.map { finding in
            Item(
                mark: .point(finding.severity == .note ? .plain : .alarm), text: "\(names.message(of: finding)).",
                detail: names.advice(on: finding))
        }
        document.add("Before you promise", .list(items))
        document.rest(answer.findings.count, rows.count)
    }
}

// MARK: JSON

extension Answered<CheckResult> {
    /// The answer as an object.
    ///
    /// - Parameters:
    ///   - result: the command that it answers.
    ///   - headline: its first sentence; nil for that of the check.
    ///   - knowsOdds: whether the odds rest on anything; figures that rest on nothing are null.
    ///   - more: writes the fields after those of the check.
    func json(
        _ result: String = "check", headline: SafeText? = nil, knowsOdds: Bool = true,
        more: (inout JSONText) -> Void = { _ in }
    ) -> String {
        func known<Value>(_ value: Value?) -> Value? { knowsOdds ? value : nil }
        return resultJSON(
            result, of: names, asOf: answer.question.asOf, headline: headline ?? statement().headline,
            overdue: answer.overdue, namesRoot: true
        ) { json in
            json.field("replicates", answer.question.replicates)
            json.field("seed", answer.question.seed)
            json.list("plan", answer.question.plan.map { names.id($0) })
            json.field("promise", answer.promise.description)
            json.field("verdict", known(answer.verdict.rawValue))
            json.field("pKept", known(answer.kept))
            json.field("pKeptStandardError", known(answer.standardError))
            json.field("confidence", answer.question.policy.confidence)
            json.field("stretchConfidence", answer.question.policy.stretchConfidence)
            json.field("safeDate", known(answer.safeDate?.description))
            json.field("usefulDate", answer.usefulDate?.description)
            if let window = known(answer.window) {
                json.list("window", [window.first.description, window.last?.description])
            } else {
                json.field("window", String?.none)
            }
            json.field("mean", known(answer.total.mean))
            json.field("standardError", known(answer.total.standardError))
            json.field("p95", known(answer.total[.p95]))
            json.field("cvar95", known(answer.total.cvar95))
            json.field("money", known(answer.money))
            json.field("bestDate", answer.bestDate?.description)
            names.write(sides: answer.sides, into: &json)
            names.write(kinds: answer.kinds, into: &json)
            json.field("assumedPriceShare", answer.assumedPriceShare)
            json.array("thresholds") { json in
                for threshold in answer.thresholds { json.object { write(threshold, into: &$0) } }
            }
            json.array("findings") { json in
                for finding in answer.findings { json.object { write(finding, into: &$0) } }
            }
            json.array("distribution") { json in
                for (day, probability) in knowsOdds ? answer.distribution : [] {
                    json.array {
                        $0.value(day.description)
                        $0.value(probability)
                    }
                }
            }
            more(&json)
        }
    }

    private func write(_ threshold: Threshold, into json: inout JSONText) {
        switch threshold.figure {
        case .mean: json.field("name", "maxMean")
        case .p95: json.field("name", "maxP95")
        case .late(let commitment):
            json.field("name", "maxLate")
            json.field("commitment", names.id(commitment))
        case .kind(let kind):
            json.field("name", "maxChance")
            json.field("kind", names.id(kind))
        }
        json.field("limit", threshold.limit)
        json.field("value", threshold.value)
        json.field("passed", threshold.passed)
    }

    private func write(_ finding: Finding, into json: inout JSONText) {
        json.field("code", finding.code.rawValue)
        json.field("severity", finding.severity.rawValue)
        json.list("commitments", finding.commitments.map { names.id($0) })
        if let stage = finding.stage { json.field("stage", names.id(stage)) }
        json.field("message", names.message(of: finding))
        json.field("advice", names.advice(on: finding))
    }
}
