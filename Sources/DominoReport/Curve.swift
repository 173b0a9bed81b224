import DominoAnalysis
import DominoScenario

extension CurveResult: Renderable {
    /// What the days of slip cost, and the day on which each domino falls.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<CurveResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        let (costs, last) = (costs, answer.scores.count - 1)
        if let most = costs.max(), most > 0, last > 0 {
            let step = max(1, (last + 15) / 16)
            let shown = Array(stride(from: 0, to: last, by: step)) + [last]
            let table = Table(
                heading: "\(names.working)days", names: shown.map { "\($0)" },
                columns: names.damageColumns(
                    money: shown.map { answer.money[$0] }, scores: shown.map { answer.scores[$0] }))
            let what: SafeText = isMoney ? "Damage" : "Score"
            document.add(
                .drawing(
                    Drawing(
                        title: "\(what) by \(names.working)days of slip\(isMoney ? names.inCurrency : "")",
                        lines: { style in DamageChart(costs, width: style.width)?.lines(style) ?? [] },
                        sparkline: thinned(costs.map { $0 / most }, to: 60), span: "day 0 to \(last)", table: table)))
            document.remark([names.perDayRemark, isMoney ? nil : names.scoreRemark].said)
        }
        let dominoes = answer.dominoes
        guard !dominoes.isEmpty else { return document }
        let rows = dominoes.prefix(limits.rows).map { $0.fall }
        func cells(_ day: (Fall) -> Int?) -> [SafeText] { rows.map { fall in day(fall).map { "day \($0)" } ?? "" } }
        var columns: [TableColumn] = []
        if rows.contains(where: { $0.late != nil }) {
            columns.append(TableColumn(heading: "late from", cells: cells { $0.late }))
        }
        if rows.contains(where: { $0.broken != nil }) {
            columns.append(TableColumn(heading: "broken from", cells: cells { $0.broken }, tones: [.alarm]))
        }
        let table = Table(
            heading: "commitment", names: rows.map { names.title(of: $0.commitment) }, columns: columns,
            rest: dominoes.count - rows.count)
        document.add("The dominoes, by the \(names.working)day of slip on which each falls", .table(table))
        return document
    }

    // MARK: The sentence

    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// What is free, what the days cost, which domino falls first.
    func statement() -> Statement {
        var statement = begun
        let title = names.quoted(answer.question.commitment)
        let status = names.scenario[answer.question.commitment].status
        if status.isFact || status == .released {
            statement.add("\(title) is already \(SafeText(trusted: status.rawValue)): no slip of it changes anything.")
            return statement
        }
        statement.addFirst(names.overdueSentence(answer.overdue))
        for sentence in costSentences(title) { statement.add(sentence) }
        statement.add(otherDamage)
        statement.add(firstFall)
        return statement
    }

    /// Whether days are priced in money: else in score.
    private var isMoney: Bool { names.countsOnlyMoney || (answer.money.max() ?? 0) > (answer.money.min() ?? 0) }

    /// What the days cost.
    private var costs: [Double] { isMoney ? answer.money : answer.scores }

    /// A price in a sentence.
    private func price(_ value: Double) -> SafeText { isMoney ? names.amount(value) : "a score of \(figure(value))" }

    /// What a slip of so many days adds to the plan.
    private func added(_ day: Int) -> Double { costs[day] - costs[0] }

    /// What the slip's day of that number adds to the days before.
    private func cost(ofDay day: Int) -> Double { costs[day] - costs[day - 1] }

    /// What the days of slip cost.
    private func costSentences(_ title: SafeText) -> [SafeText] {
        let last = answer.question.days
        let free = answer.freeDays
        let canSlip: SafeText = "\(title) can slip \(names.workingDays(Double(free))) without damage"
        guard free < last else {
            return names.scenario.damages.isEmpty
                ? ["nothing says what a slip costs: add \"damage\" to see the price."] : ["\(canSlip)."]
        }
        let stretches = stretches(from: free)
        guard stretches.count <= 3 else { return someDays(title, free > 0 ? canSlip : nil) }
        let parts = stretches.enumerated().map { place, stretch -> SafeText in
            let cost = stretch.cost < 0.005 ? "nothing" : place == 0 ? price(stretch.cost) : figure(stretch.cost)
            return stretch.last == last ? cost : "\(cost) up to day \(stretch.last)"
        }
        let each: SafeText =
            free > 0
            ? "\(canSlip); after that, each day costs " : "each \(names.working)day of slip of \(title) costs "
        return [
            "\(each)\(parts.joined(separator: ", then "))"
                + " (\(price(added(last))) for \(names.workingDays(Double(last))))."
        ]
    }

    /// Where the days' costs differ too much for a list: some spots of the curve, and its most expensive day.
    private func someDays(_ title: SafeText, _ canSlip: SafeText?) -> [SafeText] {
        let last = answer.question.days
        let middle = max(answer.freeDays + 1, last / 2)
        let worst = (1...last).max { cost(ofDay: $0) < cost(ofDay: $1) } ?? last
        let (near, far) = (price(added(middle)), figure(added(last)))
        let (soon, late) = (names.workingDays(Double(middle)), names.workingDays(Double(last)))
        let costs: SafeText =
            canSlip.map { "\($0); \(soon) cost \(near), and \(late) \(far)." }
            ?? "a slip of \(title) by \(soon) costs \(near), by \(late) \(far)."
        return [costs, "the most expensive day is the \(ordinal(worst)), at \(figure(cost(ofDay: worst)))."]
    }

    /// That there is other damage than money.
    private var otherDamage: SafeText? {
        guard !names.countsOnlyMoney, isMoney, answer.freeDays < answer.question.days else { return nil }
        let last = answer.question.days
        let score = answer.scores[last] - answer.scores[0]
        guard (score - added(last)).magnitude >= 0.005 else { return nil }
        return "as a score (\(names.scoreMeaning)), \(names.workingDays(Double(last))) come to \(figure(score))."
    }

    /// A run of days that cost the same each.
    private struct Stretch {
        /// The last of them.
        var last: Int
        /// What each costs.
        var cost: Double
    }

    /// Days in a row that cost the same, to a part in a thousand.
    private func stretches(from free: Int) -> [Stretch] {
        var stretches: [Stretch] = []
        for day in free + 1..<answer.scores.count {
            let cost = cost(ofDay: day)
            if let stretch = stretches.last, (stretch.cost - cost).magnitude <= 0.001 * max(stretch.cost, cost, 0.01) {
                stretches[stretches.count - 1].last = day
            } else {
                stretches.append(Stretch(last: day, cost: cost))
            }
        }
        return stretches
    }

    /// The first other commitment that falls.
    private var firstFall: SafeText {
        let others = answer.dominoes.filter { $0.fall.commitment != answer.question.commitment }
        guard let first = others.first else { return "no other commitment falls up to day \(answer.question.days)." }
        let same = others.count { $0.day == first.day } - 1
        let more = others.count - 1 - same
        let beside: SafeText = same > 0 ? " and \(same) more" : ""
        let rest: SafeText =
            more > 0 ? "; \(more) more \(more == 1 ? "follows" : "follow") by day \(answer.question.days)" : ""
        let fall: SafeText = same > 0 ? "dominoes fall" : "domino falls"
        return "the first other \(fall) on day \(first.day): \(names.quoted(first.fall.commitment))\(beside)\(rest)."
    }

    // MARK: JSON

    fileprivate func json() -> String {
        resultJSON(
            "curve", of: names, asOf: answer.question.asOf, headline: statement().headline, overdue: answer.overdue
        ) { json in
            json.field("commitment", names.id(answer.question.commitment))
            json.array("points") { json in
                for (day, score) in answer.scores.enumerated() {
                    json.array {
                        $0.value(day)
                        $0.value(rounded(figure: score))
                    }
                }
            }
            json.array("money") { json in
                for (day, money) in answer.money.enumerated() {
                    json.array {
                        $0.value(day)
                        $0.value(rounded(figure: money))
                    }
                }
            }
            json.array("falls") { json in
                for fall in answer.falls {
                    json.object {
                        $0.field("commitment", names.id(fall.commitment))
                        $0.field("late", fall.late)
                        $0.field("broken", fall.broken)
                    }
                }
            }
        }
    }
}

extension CurveResult {
    /// Whole days that add nothing.
    var freeDays: Int {
        let least = max(0.005, 1e-9 * scores[0])
        return (scores.firstIndex { $0 - scores[0] >= least } ?? scores.count) - 1
    }

    /// What falls because of the slip, by day, then file order; what has fallen on plan already is left out.
    var dominoes: [(day: Int, fall: Fall)] {
        let fallen = falls.compactMap { fall in fall.first.flatMap { $0 > 0 ? (day: $0, fall: fall) : nil } }
        return fallen.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map { $0.element }
    }
}
