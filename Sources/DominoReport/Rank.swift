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
        let slip = days(answer.question.days)
        func cells(_ value: (Ranked) -> Double) -> [SafeText] { rows.map { figureOrDash(value($0)) } }
        let table = Table(
            heading: "commitment", names: rows.map { names.title(of: $0.commitment) },
            columns: [
                TableColumn(
                    heading: "damage", cells: cells(\.blastRadius), legend: "what a slip of \(slip) of it alone adds"),
                TableColumn(
                    heading: "fall", cells: rows.map { $0.late + $0.broken == 0 ? "-" : exact($0.late + $0.broken) },
                    legend: "commitments missed then, itself included"),
                TableColumn(
                    heading: "can\nslip", cells: rows.map { $0.tolerance < .infinity ? dayCount($0.tolerance) : "any" },
                    tones: rows.map { $0.tolerance > 0 ? .good : .plain }, legend: "days without damage"),
                TableColumn(
                    heading: "damage\nit drives", cells: cells(\.carried), expendable: 1,
                    legend: "its own and that of what it makes late, on average over \(runs)"),
                TableColumn(
                    heading: "its own\nshare", cells: cells(\.blame), expendable: 3, legend: "the part it causes itself"
                ),
                TableColumn(
                    heading: "per extra\nday", cells: cells(\.priceOfDay), expendable: 2,
                    legend: "what one more day of its delay costs, on average"),
                TableColumn(
                    heading: "who is hurt", cells: rows.map { reached($0) }, isLeft: true, expendable: 4),
            ], bar: TableBar(values: rows.map(\.blastRadius)), rest: answer.commitments.count - rows.count)
        document.add("What a slip of \(slip) does\(names.inCurrency)", .table(table))
        return document
    }

    private func reached(_ ranked: Ranked) -> SafeText {
        let reached = ranked.stakeholders ?? []
        let rest: SafeText = reached.count > 3 ? " and \(reached.count - 3) more" : ""
        return "\(reached.prefix(3).map { names.name(of: $0) }.joined(separator: "; "))\(rest)"
    }

    /// The answer in one or two sentences: whose slip does most damage, and where the root stands.
    func sentence() -> SafeText {
        let slip: SafeText = "\(opening.isEmpty ? "A" : "a") slip of \(days(answer.question.days))"
        guard let worst = answer.commitments.first else {
            return "\(opening)\(opening.isEmpty ? "Nothing" : "nothing") is promised, so nothing can slip."
        }
        guard worst.blastRadius >= 0.005 else {
            return "\(opening)\(slip) does no damage, whichever commitment it hits."
        }
        let fallen = worst.late + worst.broken
        let falls: SafeText =
            fallen == 0
            ? "no other commitment falls" : "\(count(fallen, "commitment")) \(fallen == 1 ? "falls" : "fall")"
        let sentence: SafeText =
            "\(opening)\(slip) does the most damage at \(names.quoted(worst.commitment)):"
            + " \(names.amount(worst.blastRadius)), and \(falls)."
        guard let root = names.scenario.root,
            let place = answer.commitments.firstIndex(where: { $0.commitment == root }), place > 0
        else { return sentence }
        let radius = answer.commitments[place].blastRadius
        return radius >= 0.005
            ? "\(sentence) \(names.quoted(root)) comes \(ordinal(place + 1)), with \(names.amount(radius))."
            : "\(sentence) At \(names.quoted(root)) it does none."
    }

    fileprivate func json() -> String {
        resultJSON("rank", of: names, asOf: answer.question.asOf, headline: sentence(), overdue: answer.overdue) { json in
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
