import DominoAnalysis
import DominoScenario

/// Both scenarios of a comparison, for their names.
public struct ComparedNames: Sendable {
    /// The first scenario.
    public var a: Scenario
    /// The second one.
    public var b: Scenario
    /// How the files were called.
    public var files: (a: String, b: String)

    /// Names of two scenarios.
    public init(a: Scenario, b: Scenario, files: (a: String, b: String)) {
        self.a = a
        self.b = b
        self.files = files
    }
}

/// The answer of a comparison in a few sentences: the harm, the odds of the root, the verdict.
func compareSentence(_ answer: ComparisonResult, _ names: ComparedNames) -> String {
    guard !answer.changes.isEmpty else { return "A and B say the same, so everything in them comes to the same." }
    return harmSentence(answer.mean, names.a.currencyName) + rootSentence(answer, names) + verdictSentence(answer)
}

/// The average harm of both.
func harmSentence(_ mean: Pair, _ currency: String) -> String {
    let difference = mean.difference
    let error = mean.standardError ?? 0
    guard difference.magnitude >= 0.005 else { return "A and B cost the same on average, \(amount(mean.a, currency))." }
    let size = "\(amount(difference.magnitude, currency))\(plusMinus(error))"
    let figures = "(\(grouped(mean.b)) against \(grouped(mean.a)))"
    let sentence = "B costs \(size) \(difference < 0 ? "less" : "more") than A on average \(figures)"
    return sentence + (difference.magnitude < 2 * error ? ", which may be chance." : ".")
}

/// How the odds of the root move, where both have the same.
private func rootSentence(_ answer: ComparisonResult, _ names: ComparedNames) -> String {
    guard let pair = answer.commitments.first(where: { $0.a == names.a.root && $0.b == names.b.root }) else {
        return ""
    }
    let title = sanitized(names.b.title(ofCommitment: Int(pair.b)), limit: 60)
    let (before, after) = (likelihood(pair.kept.a), likelihood(pair.kept.b))
    return before == after
        ? " \(title) is kept in time as often, \(after)."
        : " \(title) is kept in time \(after) of the time, not \(before)."
}

/// How the verdict on the root moves.
private func verdictSentence(_ answer: ComparisonResult) -> String {
    guard let a = answer.checks.a?.verdict, let b = answer.checks.b?.verdict else { return "" }
    return a == b
        ? " Its due date stays \(b.adjective)." : " Its due date is \(b.adjective), where it was \(a.adjective)."
}

extension Verdict {
    /// A verdict in a sentence.
    fileprivate var adjective: String {
        switch self {
        case .safe: "safe to promise"
        case .stretch: "a stretch"
        case .unsafe: "unsafe to promise"
        }
    }
}

/// One row of two scenarios side by side.
struct CompareRow {
    var name: String
    var a: String
    var b: String
    var difference = ""
}

/// Figures, dates and verdict of both.
func compareRows(_ answer: ComparisonResult, _ names: ComparedNames) -> [CompareRow] {
    func row(_ name: String, _ pair: Pair) -> CompareRow {
        CompareRow(
            name: name, a: grouped(pair.a), b: grouped(pair.b),
            difference: signed(pair.difference) + plusMinus(pair.standardError ?? 0))
    }
    var rows = [
        row("average harm", answer.mean), row("one time in twenty more than", answer.p95),
        row("average of the worst twentieth", answer.cvar95),
        CompareRow(
            name: "any harm", a: likelihood(answer.probabilityOfDamage.a), b: likelihood(answer.probabilityOfDamage.b),
            difference: points(answer.probabilityOfDamage)),
    ]
    if let slip = answer.slip { rows.append(row("the slip of the file", slip)) }
    guard let a = answer.checks.a, let b = answer.checks.b else { return rows }
    rows.append(CompareRow(name: "promise of the root", a: a.promise.spoken, b: b.promise.spoken))
    rows.append(
        CompareRow(
            name: "done by then", a: likelihood(a.kept), b: likelihood(b.kept),
            difference: points(Pair(a: a.kept, b: b.kept))))
    func dates(_ name: String, _ a: Day?, _ b: Day?) -> CompareRow {
        CompareRow(name: name, a: a?.spoken ?? "none", b: b?.spoken ?? "none")
    }
    rows.append(dates("safe from", a.safeDate, b.safeDate))
    rows.append(dates("hurts nobody else until", a.usefulDate, b.usefulDate))
    if a.bestDate != nil || b.bestDate != nil { rows.append(dates("costs least on", a.bestDate, b.bestDate)) }
    rows.append(CompareRow(name: "verdict", a: a.verdict.rawValue, b: b.verdict.rawValue))
    return rows
}

/// Commitments whose odds differ by more than chance and rounding, the largest difference first.
func movedCommitments(_ answer: ComparisonResult) -> [ComparisonResult.Commitment] {
    let moved = answer.commitments.filter {
        $0.kept.difference.magnitude >= max(0.005, 2 * ($0.kept.standardError ?? 0))
    }
    return moved.enumerated().sorted {
        (-$0.element.kept.difference.magnitude, $0.offset) < (-$1.element.kept.difference.magnitude, $1.offset)
    }.map(\.element)
}

/// Stakeholders whose expected score differs, the largest difference first.
func movedBearers(_ answer: ComparisonResult) -> [ComparisonResult.Bearer] {
    let moved = answer.stakeholders.filter { $0.score.difference.magnitude >= 0.005 }
    return moved.enumerated().sorted {
        (-$0.element.score.difference.magnitude, $0.offset) < (-$1.element.score.difference.magnitude, $1.offset)
    }.map(\.element)
}

/// A difference with its sign.
func signed(_ difference: Double) -> String {
    if difference.magnitude < 0.005 { return "0" }
    return (difference > 0 ? "+" : "") + grouped(difference)
}

/// A difference of odds in points of a hundred.
func points(_ pair: Pair) -> String {
    let hundredths = (pair.difference * 100).rounded()
    if hundredths == 0 { return pair.difference == 0 ? "0" : pair.difference > 0 ? "+<1" : "-<1" }
    return (hundredths > 0 ? "+" : "") + dayCount(hundredths)
}

/// Where something changed, from the outside in.
func changePath(_ change: Change) -> String { change.path.map { sanitized($0, limit: 60) }.joined(separator: " › ") }

/// What it was and is.
func changeValues(_ change: Change) -> String {
    switch change.kind {
    case .added: change.after.map { "new: \(leafText($0))" } ?? "new"
    case .removed: change.before.map { "gone: \(leafText($0))" } ?? "gone"
    case .changed: "\(change.before.map(leafText) ?? "") → \(change.after.map(leafText) ?? "")\(differenceText(change))"
    }
}

/// The difference of two numbers, in brackets.
private func differenceText(_ change: Change) -> String {
    guard case .number(let before)? = change.before, case .number(let after)? = change.after else { return "" }
    let difference = after - before
    return " (\(difference > 0 ? "+" : "")\(leafText(.number(difference))))"
}

private func leafText(_ leaf: JSONLeaf) -> String {
    switch leaf {
    case .number(let number): number.magnitude < 100 ? plain(number) : grouped(number)
    case .text(let text): sanitized(text, limit: 60)
    // A curve of forty points says nothing in a line.
    case .list(let text): text.utf8.count > 60 ? "a longer list" : sanitized(text)
    case .truth(let truth): truth ? "true" : "false"
    case .null: "null"
    }
}

/// A number as a file writes it, at most four decimals.
private func plain(_ number: Double) -> String {
    let rounded = (number * 10_000).rounded() / 10_000
    return Int64(exactly: rounded).map(String.init) ?? rounded.description
}

/// Below everything: how many replays, and that luck is shared.
func compareFootnote(_ answer: ComparisonResult) -> String {
    "\(count(answer.replicates, "replay")) of each, seed \(answer.seed), on the same luck: ± is the standard error of the"
        + " difference, replay by replay."
}

/// The answer of a comparison of saved results in a sentence or two.
func compareSentence(_ answer: ComparedResults) -> String {
    guard !answer.changes.isEmpty else { return "A and B are the same answer." }
    let kind = sanitized(answer.result, limit: 40)
    let differs =
        "\(count(answer.changes.count, "figure")) of two answers of '\(kind)' \(answer.changes.count == 1 ? "differs" : "differ")."
    guard let mean = answer.mean else { return capitalized(differs) }
    return harmSentence(mean, "") + " " + capitalized(differs)
}
