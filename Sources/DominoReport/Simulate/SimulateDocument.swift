import DominoAnalysis
import DominoEngine
import DominoScenario

/// Most rows of causes; what is behind them is counted.
let causeLimit = 12

extension SimulationResult: Renderable {
    /// The odds of the root's date and of the damage, what causes it, who bears it, and which commitments drive it.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<SimulationResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        if let drawing = dateCurve() { document.add(.drawing(drawing)) }
        addDamageCurve(to: &document)
        addCauses(to: &document)
        addBearers(to: &document, limits)
        if let table = names.kindsTable(answer.kinds, limits: []), answer.total.probabilityOfDamage > 0 {
            document.add(kindsHeading, .table(table))
        }
        addCommitments(to: &document, limits)
        addTarget(to: &document)
        document.add(.note(footnote))
        return document
    }

    /// How likely the root is kept by each date.
    private func dateCurve() -> Drawing? {
        guard answer.hasRoot(in: names.scenario), let root = names.scenario.root else { return nil }
        let due = names.scenario[root].due
        guard let drawn = answer.drawnDates(due: due) else { return nil }
        var marks = [(day: due, label: "due \(date(due))" as SafeText)]
        if case .day(let day) = answer.dayOf80(root, in: names.scenario), day != due {
            marks.append((day, "80 %: \(date(day))"))
        }
        for day in [drawn.upperBound, drawn.lowerBound] where day != due { marks.append((day, date(day))) }
        let chart = DateChart(days: drawn, distribution: answer.rootDates, turn: due, marks: marks)
        var rows = [(day: due, name: "\(date(due)) (due)" as SafeText)]
        for level in [0.1, 0.5, 0.8, 0.9, 0.95, 0.99] {
            guard let point = answer.rootDates.first(where: { $0.probability >= level }) else { continue }
            if !rows.contains(where: { $0.day == point.day }) { rows.append((point.day, date(point.day))) }
        }
        rows.sort { $0.day < $1.day }
        let table = Table(
            heading: "date", names: rows.map { $0.name },
            columns: [
                TableColumn(heading: "kept by then", cells: rows.map { likelihood(chart.probability(by: $0.day)) })
            ])
        return Drawing(
            title: "When it will be kept: \(names.title(of: root))", lines: { chart.lines($0) },
            sparkline: chart.sparkline, span: "\(date(drawn.lowerBound)) to \(date(drawn.upperBound))", table: table)
    }

    /// How likely the damage is above each amount.
    private func addDamageCurve(to document: inout Document) {
        let (answer, total, most) = (answer, answer.total, answer.drawnDamage)
        guard total.deviation > 0, most > 0, total.quantiles.count > 3 else { return }
        let (mean, p95) = (total.mean, total[.p95])
        func values(_ columns: Int) -> [Double] {
            (0..<columns).map { answer.probability(above: Double($0) * most / Double(columns - 1)) }
        }
        let lines: @Sendable (TextStyle) -> [SafeText] = { style in
            let columns = min(100, style.width - ColumnChart.margin)
            func mark(_ amount: Double, _ label: SafeText) -> ChartMark {
                ChartMark(column: min(columns - 1, Int((amount / most * Double(columns - 1)).rounded())), label: label)
            }
            let marks =
                (p95 > 0 ? [mark(p95, "5 %: \(figure(p95))")] : [])
                + [mark(mean, "average \(figure(mean))"), mark(0, "0"), mark(most, figure(most))]
            let values = (0..<columns).map { answer.probability(above: Double($0) * most / Double(columns - 1)) }
            return ColumnChart(values: values, marks: marks).lines(style)
        }
        let levels = zip([50, 80, 90, 95, 99], total.quantiles).map { ("at most, in \($0) % of runs" as SafeText, $1) }
        let rows = [("average", mean)] + levels + [("average of the worst 5 %", total.cvar95)]
        let table = Table(
            heading: "", names: rows.map { $0.0 },
            columns: [TableColumn(heading: names.scoreNoun, cells: rows.map { figure($0.1) })])
        let title: SafeText =
            names.countsOnlyMoney
            ? "Chance that damage exceeds an amount\(names.inCurrency)"
            : "Chance that the score exceeds a figure"
        document.add(
            .drawing(
                Drawing(
                    title: title, lines: lines, sparkline: values(40), span: "0 to \(figure(most))", table: table)))
        document.remark([damageRemark, names.scoreRemark].said)
    }

    /// By how much the mean falls without each uncertain input.
    private func addCauses(to document: inout Document) {
        let listed = Array(answer.causes.prefix(causeLimit))
        guard !listed.isEmpty else { return }
        let table = Table(
            heading: "cause", names: listed.map { names.name(of: $0.input) },
            columns: [
                TableColumn(heading: "reduction", cells: listed.map { figure($0.gain) }),
                TableColumn(heading: "", cells: listed.map { "± \(errorFigure($0.standardError))" }),
            ], bar: TableBar(values: listed.map { $0.gain }))
        document.add(
            "Biggest causes: reduction of the average \(names.scoreNoun) without each\(names.inMoney)", .table(table))
        document.remark(causesRemark(listed: listed))
    }

    /// Who bears how much.
    private func addBearers(to document: inout Document, _ limits: Limits) {
        let bearers = names.byMoney(answer.bearers) { answer.stakeholderMoney[Int($0)] }
        guard !bearers.isEmpty else { return }
        let rows = bearers.prefix(limits.rows)
        let money = rows.map { answer.stakeholderMoney[Int($0)] }
        let scores = rows.map { answer.stakeholders[Int($0)] }
        var columns = names.damageColumns(money: money, scores: scores)
        if answer.money >= 0.005 {
            columns.insert(
                TableColumn(
                    heading: "share", cells: money.map { names.share($0, of: answer.money) }, expendable: 2), at: 1)
        }
        let table = Table(
            heading: "who", names: rows.map { names.name(of: $0) }, columns: columns,
            bar: TableBar(values: answer.money >= 0.005 ? money : scores), rest: bearers.count - rows.count)
        document.add("Who is hurt, on average\(names.inCurrency)", .table(table))
        document.remark(names.perDayRemark)
    }

    /// The commitments by the damage they drive; where there is none, by how rarely they are kept in time.
    private func addCommitments(to document: inout Document, _ limits: Limits) {
        let carriers = answer.carriers
        let ranked = carriers.isEmpty ? answer.laggards(in: names.scenario) : carriers
        guard !ranked.isEmpty else { return }
        let places = Array(ranked.prefix(limits.rows))
        let table = Table(
            heading: "commitment", names: places.map { names.title(of: $0) },
            columns: oddsColumns(places) + (carriers.isEmpty ? [] : damageColumns(places)),
            rest: ranked.count - places.count)
        document.add(
            carriers.isEmpty
                ? "Commitments that may be missed"
                : "Commitments, by the \(names.scoreNoun) they drive\(names.inMoney)",
            .table(table))
        document.remark(overcommitment)
    }

    /// How likely they are kept, and when.
    private func oddsColumns(_ places: [CommitmentIndex]) -> [TableColumn] {
        let inTime = places.map { answer.keptInTime($0) ?? 1 }
        let policy = names.scenario.policy
        let dates = places.map { place -> SafeText in
            switch answer.dayOf80(place, in: names.scenario) {
            case .day(let day): date(day)
            case .never: "never"
            case .unknown: ""
            }
        }
        var columns = [
            TableColumn(
                heading: "in\ntime", cells: inTime.map(likelihood),
                tones: inTime.map {
                    $0 >= policy.confidence ? .good : $0 < policy.stretchConfidence ? .alarm : .plain
                }),
            TableColumn(heading: "80 % by", cells: dates, expendable: 1),
        ]
        let broken = places.map { answer.commitments[Int($0)]?.broken ?? 0 }
        if broken.contains(where: { $0 >= 0.005 }) {
            columns.append(
                TableColumn(
                    heading: "broken", cells: broken.map { $0 > 0 ? likelihood($0) : "" }, expendable: 4,
                    tones: [.alarm]))
        }
        return columns
    }

    /// What they cost.
    private func damageColumns(_ places: [CommitmentIndex]) -> [TableColumn] {
        let figures = places.map { answer.commitments[Int($0)] }
        func column(
            _ heading: SafeText, expendable: Int, legend: SafeText, _ value: (SimulationResult.Commitment) -> Double
        ) -> TableColumn {
            TableColumn(
                heading: heading, cells: figures.map { $0.map { figureOrDash(value($0)) } ?? "" },
                expendable: expendable, legend: legend)
        }
        return [
            column(
                "\(names.scoreNoun)\nit drives", expendable: 0,
                legend: "its own and that of what it makes late, on average"
            ) {
                $0.carried
            },
            column("its own\ndamage", expendable: 6, legend: "what its own lateness costs in money") { $0.money },
            column("its own\nshare", expendable: 3, legend: "the part it causes itself") { $0.blame },
            column("per extra\nday", expendable: 2, legend: "what one more \(names.working)day of its delay costs") {
                $0.priceOfDay
            },
            TableColumn(
                heading: "causes\ndamage", cells: figures.map { $0.map { likelihood($0.criticality) } ?? "" },
                expendable: 5, legend: "how often it drives any"),
        ]
    }

    /// What makes the target late.
    private func addTarget(to document: inout Document) {
        guard let target = answer.target else { return }
        let heading: SafeText = "What makes \(names.title(of: target.commitment)) late"
        let places = target.links.prefix(causeLimit)
        guard !places.isEmpty else { return document.add(heading, .paragraph("Nothing does.")) }
        func cells(_ values: [Double?], _ cell: (Double?) -> SafeText) -> [SafeText] {
            places.map { cell(values[Int($0)]) }
        }
        let table = Table(
            heading: "commitment", names: places.map { names.title(of: $0) },
            columns: [
                TableColumn(
                    heading: "in chain", cells: cells(target.criticalityIndex) { likelihood($0 ?? 0) },
                    legend: "how often it is on the chain that decides the date"),
                TableColumn(
                    heading: "SSI", cells: cells(target.ssi, index),
                    legend: "that, weighted by how widely its own delay varies"),
                TableColumn(
                    heading: "cruciality", cells: cells(target.cruciality, index),
                    legend: "how closely its own delay and that date move together, 0 to 1"),
            ], bar: TableBar(values: places.map { target.ssi[Int($0)] ?? 0 }), rest: target.links.count - places.count)
        document.add(heading, .table(table))
    }
}

// MARK: JSON

extension Answered<SimulationResult> {
    /// A simulation as JSON; lists of commitments are in file order.
    func json() -> String {
        resultJSON(
            "simulate", of: names, asOf: answer.question.asOf, headline: statement().headline, overdue: answer.overdue,
            namesRoot: true
        ) { json in
            names.write(
                slips: answer.question.slips, plan: answer.question.plan, toldOn: answer.question.toldOn, into: &json)
            json.field("replicates", answer.replicates)
            json.field("seed", answer.question.seed)
            json.field("target", answer.target.map { names.id($0.commitment) })
            names.write(moves: answer.question.moves, into: &json)
            json.object("total") { json in
                write(answer.total, into: &json)
                json.field("money", answer.money)
            }
            names.write(sides: answer.sides, into: &json)
            names.write(kinds: answer.kinds, into: &json)
            json.field("assumedPriceShare", answer.assumedPriceShare)
            json.array("commitments") { json in
                for (place, commitment) in answer.commitments.enumerated() {
                    json.object { write(commitment, of: place, into: &$0) }
                }
            }
            json.array("stakeholders") { json in
                for (place, score) in answer.stakeholders.enumerated() {
                    json.object {
                        $0.field("id", names.id(StakeholderIndex(place)))
                        $0.field("score", score)
                        $0.field("money", answer.stakeholderMoney[place])
                    }
                }
            }
            json.array("excludeOne") { json in
                for exclusion in answer.excludeOne {
                    json.object {
                        $0.field("input", exclusion.input.name(in: names.scenario))
                        $0.field("gain", exclusion.gain)
                        $0.field("standardError", exclusion.standardError)
                    }
                }
            }
            json.field("overcommitted", answer.overcommitted)
        }
    }

    private func write(_ total: SimulationResult.Total, into json: inout JSONText) {
        json.field("mean", total.mean)
        json.field("sd", total.deviation)
        for (name, quantile) in zip(["p50", "p80", "p90", "p95", "p99"], total.quantiles) { json.field(name, quantile) }
        json.field("cvar95", total.cvar95)
        json.field("probabilityOfDamage", total.probabilityOfDamage)
        json.field("standardError", total.standardError)
        json.array("exceedance") { json in
            for (amount, probability) in total.exceedance {
                json.array {
                    $0.value(amount)
                    $0.value(probability)
                }
            }
        }
    }

    private func write(_ commitment: SimulationResult.Commitment?, of place: Int, into json: inout JSONText) {
        json.field("id", names.id(CommitmentIndex(place)))
        guard let commitment else { return json.field("state", State.released.rawValue) }
        json.field("pLate", commitment.late)
        json.field("pBroken", commitment.broken)
        json.field("meanSlip", commitment.meanSlip)
        for (name, quantile) in zip(["p50", "p80", "p95"], commitment.quantiles) { json.field(name, quantile) }
        json.field("score", commitment.score)
        json.field("money", commitment.money)
        json.field("carried", commitment.carried)
        json.field("blame", commitment.blame)
        json.field("priceOfDay", commitment.priceOfDay)
        json.field("criticality", commitment.criticality)
        guard let target = answer.target else { return }
        json.field("criticalityIndex", target.criticalityIndex[place])
        json.field("ssi", target.ssi[place])
        json.field("cruciality", target.cruciality[place])
    }
}
