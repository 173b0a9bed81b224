import DominoAnalysis
import DominoScenario

extension RankResult: Renderable {
    /// Whose slip does the most damage, and what hangs on each commitment.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<RankResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        let rows = answer.commitments.prefix(limits.rows)
        guard !rows.isEmpty else { return document }
        let runs = count(answer.question.replicates, "run")
        let slip = names.workingDays(answer.question.days)
        func cells(_ value: (Ranked) -> Double) -> [SafeText] { rows.map { figureOrDash(value($0)) } }
        let table = Table(
            heading: "commitment", names: rows.map { names.title(of: $0.commitment) },
            columns: radiusColumns(rows, slip) + [
                TableColumn(
                    heading: "fall", cells: rows.map { $0.late + $0.broken == 0 ? "-" : exact($0.late + $0.broken) },
                    legend: "commitments missed then, itself included"),
                TableColumn(
                    heading: "can\nslip", cells: rows.map { $0.tolerance < .infinity ? dayCount($0.tolerance) : "any" },
                    tones: rows.map { $0.tolerance > 0 ? .good : .plain }, legend: "\(names.working)days without damage"
                ),
                TableColumn(
                    heading: "\(names.scoreNoun)\nit drives", cells: cells { $0.carried }, expendable: 1,
                    legend: "its own and that of what it makes late, on average over \(runs)"),
                TableColumn(
                    heading: "its own\nshare", cells: cells { $0.blame }, expendable: 3,
                    legend: "the part it causes itself"
                ),
                TableColumn(
                    heading: "per extra\nday", cells: cells { $0.priceOfDay }, expendable: 2,
                    legend: "what one more \(names.working)day of its delay costs, on average"),
                TableColumn(
                    heading: "who is hurt", cells: rows.map { reached($0) }, isLeft: true, expendable: 4),
            ], bar: TableBar(values: rows.map { $0.blastRadius }), rest: answer.commitments.count - rows.count)
        document.add("What a slip of \(slip) does\(names.inMoney)", .table(table))
        document.remark([names.scoreRemark, names.perDayRemark].said)
        return document
    }

    /// What a slip adds: in money, and as the score that all are ranked by where that is something else.
    private func radiusColumns(_ rows: ArraySlice<Ranked>, _ slip: SafeText) -> [TableColumn] {
        var columns = names.damageColumns(money: rows.map { $0.money }, scores: rows.map { $0.blastRadius })
        columns[0].legend = "what a slip of \(slip) of it alone adds"
        if columns.count > 1 { columns[1].expendable = 0 }
        return columns
    }

    private func reached(_ ranked: Ranked) -> SafeText {
        let reached = ranked.stakeholders ?? []
        let rest: SafeText = reached.count > 3 ? " and \(reached.count - 3) more" : ""
        return "\(reached.prefix(3).map { names.name(of: $0) }.joined(separator: "; "))\(rest)"
    }

    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// Whose slip does most damage, and where the root stands.
    func statement() -> Statement {
        var statement = begun
        statement.addFirst(names.overdueSentence(answer.overdue))
        let slip: SafeText = "a slip of \(names.workingDays(answer.question.days))"
        guard let worst = answer.commitments.first else {
            statement.add("nothing is promised, so nothing can slip.")
            return statement
        }
        guard worst.blastRadius >= 0.005 else {
            statement.add("\(slip) does no damage, whichever commitment it hits.")
            if names.scenario.damages.isEmpty { statement.add("nothing says what a slip costs: add \"damage\".") }
            return statement
        }
        let fallen = worst.late + worst.broken
        let falls: SafeText =
            fallen == 0
            ? "no other commitment falls" : "\(count(fallen, "commitment")) \(fallen == 1 ? "falls" : "fall")"
        statement.add(
            "\(slip) does the most damage at \(names.quoted(worst.commitment)): \(price(worst)), and \(falls).")
        if let root = names.scenario.root,
            let place = answer.commitments.firstIndex(where: { $0.commitment == root }), place > 0
        {
            statement.add(
                answer.commitments[place].blastRadius >= 0.005
                    ? "\(names.quoted(root)) comes \(ordinal(place + 1)), with \(price(answer.commitments[place]))."
                    : "at \(names.quoted(root)) it does none.")
        }
        if !names.countsOnlyMoney { statement.add("they are ranked by score: \(names.scoreMeaning).") }
        return statement
    }

    /// What a slip of one adds: money, or the score where it adds no money.
    private func price(_ ranked: Ranked) -> SafeText {
        ranked.money >= 0.005 ? names.amount(ranked.money) : "a score of \(figure(ranked.blastRadius))"
    }

    fileprivate func json() -> String {
        resultJSON(
            "rank", of: names, asOf: answer.question.asOf, headline: statement().headline, overdue: answer.overdue
        ) { json in
            json.field("days", answer.question.days)
            json.field("replicates", answer.question.replicates)
            json.field("seed", answer.question.seed)
            json.array("commitments") { json in
                for ranked in answer.commitments { json.object { write(ranked, into: &$0) } }
            }
        }
    }

    private func write(_ ranked: Ranked, into json: inout JSONText) {
        json.field("id", names.id(ranked.commitment))
        json.field("blastRadius", rounded(figure: ranked.blastRadius))
        json.field("money", rounded(figure: ranked.money))
        json.field("late", ranked.late)
        json.field("broken", ranked.broken)
        if let reached = ranked.stakeholders {
            json.list("stakeholders", reached.map { names.id($0) })
        } else {
            json.field("stakeholders", Int?.none)
        }
        json.field("tolerance", ranked.tolerance < .infinity ? rounded(days: ranked.tolerance) : nil)
        json.field("carried", ranked.carried)
        json.field("blame", ranked.blame)
        json.field("priceOfDay", ranked.priceOfDay)
    }
}
