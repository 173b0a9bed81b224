import DominoAnalysis
import DominoScenario

/// The names of both scenarios of a comparison, and how their files were called.
public struct ComparedNames: Sendable {
    /// The first scenario.
    public let a: Names
    /// The second one.
    public let b: Names
    /// The files, as they were given.
    public let files: ComparedFiles

    /// Names of two scenarios.
    public init(a: Names, b: Names, files: ComparedFiles) {
        self.a = a
        self.b = b
        self.files = files
    }
}

/// How two files were called.
public struct ComparedFiles: Sendable {
    /// The first file.
    public let a: String
    /// The second one.
    public let b: String

    /// Two files.
    public init(a: String, b: String) {
        self.a = a
        self.b = b
    }
}

extension ComparisonResult: Renderable {
    /// Two scenarios, or two files, are named.
    public typealias Named = ComparedNames
    /// What changed, and what both come to side by side.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension ComparedResults: Renderable {
    /// Two scenarios, or two files, are named.
    public typealias Named = ComparedFiles

    /// What differs.
    public static func document(_ answered: Answered<ComparedResults>, _ limits: Limits) -> Document {
        let answer = answered.answer
        var document = Document()
        document.add(.verdict(answered.sentence()))
        document.add(answered.names, answer.changes, "What differs, A → B", limits)
        return document
    }

    /// Everything that differs.
    public static func json(_ answered: Answered<ComparedResults>) -> String { answered.json() }
}

extension Answered<ComparedResults> {
    /// The answer in a sentence or two.
    func sentence() -> SafeText { statement().text }

    /// The damage of both, and how many figures differ.
    func statement() -> Statement {
        var statement = Statement()
        guard !answer.changes.isEmpty else {
            statement.add("A and B are the same answer.")
            return statement
        }
        let kind = SafeText(sanitizing: answer.result, limit: 40)
        let verb: SafeText = answer.changes.count == 1 ? "differs" : "differ"
        if let mean = answer.mean {
            statement.add(answer.isScore ? scoreSentence(mean, "the score") : damageSentence(mean, figure))
        }
        statement.add("\(count(answer.changes.count, "figure")) of the two '\(kind)' answers \(verb).")
        return statement
    }
}

extension Answered<ComparisonResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        document.add(names.files, answer.changes, "What changed, A → B", limits)
        guard !answer.changes.isEmpty else { return document }
        let rows = rows
        document.add(
            "Side by side\(countsOnlyMoney ? names.a.inCurrency : "")",
            .table(
                Table(
                    heading: "", names: rows.map { $0.name },
                    columns: [
                        TableColumn(heading: "A", cells: rows.map { $0.a }),
                        TableColumn(heading: "B", cells: rows.map { $0.b }),
                        TableColumn(heading: "change", cells: rows.map { $0.change }, expendable: 1),
                    ])))
        addCommitments(to: &document, limits)
        addBearers(to: &document, limits)
        document.add(
            .note(
                "\(count(answer.replicates, "run")) of each with the same random numbers, seed"
                    + " \(SafeText(trusted: "\(answer.seed)")). ± is the standard error of the change."))
        return document
    }

    // MARK: The sentence

    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// The damage, the odds of the root, the verdict.
    func statement() -> Statement {
        var statement = Statement()
        guard !answer.changes.isEmpty else {
            statement.add("A and B say the same, so everything comes to the same.")
            return statement
        }
        if countsOnlyMoney {
            statement.add(damageSentence(answer.mean) { names.a.amount($0) })
        } else {
            statement.add(damageSentence(answer.money) { names.a.amount($0) })
            statement.add(scoreSentence(answer.mean, "the score (\(names.b.scoreMeaning))"))
        }
        statement.add(rootSentence)
        statement.add(verdictSentence)
        return statement
    }

    /// Whether score and money are the same in both.
    private var countsOnlyMoney: Bool { names.a.countsOnlyMoney && names.b.countsOnlyMoney }

    /// How the odds of the root move, where both have the same.
    private var rootSentence: SafeText? {
        guard
            let pair = answer.commitments.first(where: {
                $0.a == names.a.scenario.root && $0.b == names.b.scenario.root
            })
        else { return nil }
        let (before, after) = (chance(pair.kept.a), chance(pair.kept.b))
        let title = names.b.quoted(pair.b)
        return before == after
            ? "\(title) is still \(after) likely to be on time."
            : "\(title) is \(after) likely to be on time, not \(before)."
    }

    /// How the verdict on the root moves.
    private var verdictSentence: SafeText? {
        guard let a = answer.checks.a?.verdict, let b = answer.checks.b?.verdict else { return nil }
        return a == b
            ? "its due date stays \(b.adjective)." : "its due date is now \(b.adjective), not \(a.adjective)."
    }

    // MARK: Tables

    /// One figure, date or word of both.
    private typealias Row = (name: SafeText, a: SafeText, b: SafeText, change: SafeText)

    /// Figures, dates and verdict of both.
    private var rows: [Row] {
        func row(_ name: SafeText, _ pair: Pair) -> Row {
            let error = plusMinus(pair.standardError ?? 0)
            let change = signed(pair.difference)
            return (name, figure(pair.a), figure(pair.b), error.isEmpty ? change : "\(change) \(error)")
        }
        func dates(_ name: SafeText, _ a: Day?, _ b: Day?) -> Row {
            (name, a.map { date($0) } ?? "none", b.map { date($0) } ?? "none", "")
        }
        let any = answer.probabilityOfDamage
        let score: SafeText = countsOnlyMoney ? "" : "score "
        var rows = [row("average damage", countsOnlyMoney ? answer.mean : answer.money)]
        if !countsOnlyMoney { rows.append(row("average score", answer.mean)) }
        rows += [
            row("\(score)exceeded in 5 % of runs", answer.p95), row("average of the worst 5 %", answer.cvar95),
            ("runs with any damage", likelihood(any.a), likelihood(any.b), points(any.difference)),
        ]
        if let slip = answer.slip {
            rows.append(row("\(countsOnlyMoney ? "damage" : "score") of the file's slip", slip))
        }
        guard let a = answer.checks.a, let b = answer.checks.b else { return rows }
        rows += [
            dates("promised for", a.promise, b.promise),
            ("done by then", likelihood(a.kept), likelihood(b.kept), points(b.kept - a.kept)),
            dates("safe from", a.safeDate, b.safeDate), dates("hurts nobody else until", a.usefulDate, b.usefulDate),
        ]
        if a.bestDate != nil || b.bestDate != nil { rows.append(dates("cheapest date", a.bestDate, b.bestDate)) }
        rows.append(
            ("verdict", SafeText(trusted: a.verdict.rawValue), SafeText(trusted: b.verdict.rawValue), ""))
        return rows
    }

    /// Commitments whose odds differ by more than chance and rounding, the largest difference first.
    private func addCommitments(to document: inout Document, _ limits: Limits) {
        let moved = byDifference(answer.commitments, { $0.kept }) { max(0.005, 2 * ($0.standardError ?? 0)) }
        let rows = moved.prefix(limits.rows)
        guard !rows.isEmpty else { return }
        func day(_ day: Day?) -> SafeText { day.map { date($0) } ?? "never" }
        let table = Table(
            heading: "commitment", names: rows.map { names.b.title(of: $0.b) },
            columns: [
                TableColumn(heading: "A", cells: rows.map { likelihood($0.kept.a) }),
                TableColumn(heading: "B", cells: rows.map { likelihood($0.kept.b) }),
                TableColumn(
                    heading: "change", cells: rows.map { points($0.kept.difference) },
                    tones: rows.map { $0.kept.difference < 0 ? .alarm : .good }),
                TableColumn(
                    heading: "80 % by", cells: rows.map { "\(day($0.day80.a)) → \(day($0.day80.b))" }, expendable: 1),
            ], rest: moved.count - rows.count)
        document.add("Chance of being on time", .table(table))
    }

    /// Stakeholders whose expected score differs, the largest difference first.
    private func addBearers(to document: inout Document, _ limits: Limits) {
        let isMoney = countsOnlyMoney || answer.stakeholders.contains { $0.money.difference.magnitude >= 0.005 }
        let pair: (ComparisonResult.Bearer) -> Pair = isMoney ? { $0.money } : { $0.score }
        let moved = byDifference(answer.stakeholders, pair) { _ in 0.005 }
        let rows = moved.prefix(limits.rows)
        guard !rows.isEmpty else { return }
        let pairs = rows.map(pair)
        let table = Table(
            heading: "who", names: rows.map { names.b.name(of: $0.b) },
            columns: [
                TableColumn(heading: "A", cells: pairs.map { figure($0.a) }),
                TableColumn(heading: "B", cells: pairs.map { figure($0.b) }),
                TableColumn(heading: "change", cells: pairs.map { signed($0.difference) }),
            ], bar: TableBar(values: pairs.map { $0.difference }), rest: moved.count - rows.count)
        let unit = isMoney ? names.a.inCurrency : ", as score"
        document.add("Who is hurt more or less, on average\(unit)", .table(table))
    }
}

/// The average score of both: by how much it is higher or lower.
private func scoreSentence(_ mean: Pair, _ subject: SafeText) -> SafeText {
    let difference = mean.difference
    let error = mean.standardError ?? 0
    guard difference.magnitude >= 0.005 else { return "\(subject) is the same on average, \(figure(mean.a))." }
    let size: SafeText =
        error >= 0.005 ? "\(figure(difference.magnitude)) \(plusMinus(error))" : figure(difference.magnitude)
    let sentence: SafeText =
        "\(subject) is \(size) \(difference < 0 ? "lower" : "higher") in B on average"
        + " (\(figure(mean.b)) against \(figure(mean.a)))"
    return sentence + (difference.magnitude < 2 * error ? ", which may be chance." : ".")
}

/// The average damage of both.
private func damageSentence(_ mean: Pair, _ amount: (Double) -> SafeText) -> SafeText {
    let difference = mean.difference
    let error = mean.standardError ?? 0
    guard difference.magnitude >= 0.005 else { return "A and B cost the same on average, \(amount(mean.a))." }
    let size: SafeText =
        error >= 0.005 ? "\(amount(difference.magnitude)) \(plusMinus(error))" : amount(difference.magnitude)
    let sentence: SafeText =
        "B costs \(size) \(difference < 0 ? "less" : "more") than A on average"
        + " (\(figure(mean.b)) against \(figure(mean.a)))"
    return sentence + (difference.magnitude < 2 * error ? ", which may be chance." : ".")
}

/// Elements whose figures differ by so much, the largest difference first.
private func byDifference<Element>(
    _ elements: [Element], _ pair: (Element) -> Pair, _ least: (Pair) -> Double
) -> [Element] {
    elements.enumerated().filter { pair($0.element).difference.magnitude >= least(pair($0.element)) }
        .sorted { one, other in
            (-pair(one.element).difference.magnitude, one.offset)
                < (-pair(other.element).difference.magnitude, other.offset)
        }.map { $0.element }
}

extension Verdict {
    /// A verdict in a sentence.
    fileprivate var adjective: SafeText {
        switch self {
        case .safe: "safe to promise"
        case .stretch: "a stretch"
        case .unsafe: "unsafe to promise"
        }
    }
}

// MARK: Changes

extension Document {
    /// Which file is which, and what changed in the input.
    fileprivate mutating func add(
        _ files: ComparedFiles, _ changes: [Change], _ heading: SafeText, _ limits: Limits
    ) {
        add(
            "The two files",
            .list([
                Item(mark: .label("A"), text: SafeText(sanitizing: files.a, limit: 200)),
                Item(mark: .label("B"), text: SafeText(sanitizing: files.b, limit: 200)),
            ]))
        guard !changes.isEmpty else { return }
        let items = changes.prefix(limits.rows).map { change in
            let path = change.path.map { SafeText(sanitizing: $0, limit: sentenceLimit) }.joined(separator: " › ")
            return Item(text: "\(path): \(values(change))")
        }
        add(heading, .list(items))
        rest(changes.count, items.count)
    }
}

/// What it was and is.
private func values(_ change: Change) -> SafeText {
    let (before, after) = (change.before.map(text) ?? "", change.after.map(text) ?? "")
    switch change.kind {
    case .added: return after.isEmpty ? "new" : "new, \(after)"
    case .removed: return before.isEmpty ? "gone" : "gone, \(before)"
    case .changed:
        guard case .number(let from)? = change.before, case .number(let to)? = change.after else {
            return "\(before) → \(after)"
        }
        return "\(before) → \(after) (\(to > from ? "+" : "")\(text(.number(to - from))))"
    }
}

private func text(_ leaf: JSONLeaf) -> SafeText {
    switch leaf {
    case .number(let number): return number.magnitude < 100 ? decimal(number) : exact(number)
    case .text(let text): return SafeText(sanitizing: text, limit: sentenceLimit)
    // A curve of forty points says nothing in a line.
    case .list(let text): return text.utf8.count > 60 ? "a longer list" : SafeText(sanitizing: text)
    case .truth(let truth): return truth ? "true" : "false"
    case .null: return "null"
    }
}

/// A number as a file writes it, at most four decimals.
private func decimal(_ number: Double) -> SafeText {
    let rounded = (number * 10_000).rounded() / 10_000
    return SafeText(trusted: Int64(exactly: rounded).map(String.init) ?? rounded.description)
}
