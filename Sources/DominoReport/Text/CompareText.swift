import DominoAnalysis
import DominoScenario

/// Most changes and most rows of a table in text; what is behind them is counted.
private let changeLimit = 20

/// Two scenarios side by side for the terminal of a sales leader: what it comes to in a sentence, what changed, and both
/// in columns.
public func compareText(_ answer: ComparisonResult, _ names: ComparedNames, style: TextStyle) -> String {
    var lines = wrappedToFit(compareSentence(answer, names), style.width).map { style.bold($0) }
    lines += files(names.files, style) + changes(answer.changes, "What changed", style)
    guard !answer.changes.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    let rows = compareRows(answer, names)
    lines += ["", style.heading("Side by side\(inCurrency(names.a))")]
    lines += textTable(
        "", rows.map(\.name),
        [
            TableColumn(heading: "A", cells: rows.map(\.a)), TableColumn(heading: "B", cells: rows.map(\.b)),
            TableColumn(heading: "B less A", cells: rows.map(\.difference), expendable: 1),
        ], style)
    lines += moved(answer, names, style) + bearers(answer, names, style)
    lines += [""] + wrappedToFit(compareFootnote(answer), style.width).map { style.dim($0) }
    return lines.joined(separator: "\n") + "\n"
}

/// Two saved results side by side.
public func compareText(_ answer: ComparedResults, files names: (a: String, b: String), style: TextStyle) -> String {
    var lines = wrappedToFit(compareSentence(answer), style.width).map { style.bold($0) }
    lines += files(names, style) + changes(answer.changes, "What differs, A → B", style)
    return lines.joined(separator: "\n") + "\n"
}

/// Which file is which.
private func files(_ names: (a: String, b: String), _ style: TextStyle) -> [String] {
    ["", cut("  A  \(sanitized(names.a))", style.width), cut("  B  \(sanitized(names.b))", style.width)]
}

/// What changed in the input.
private func changes(_ changes: [Change], _ heading: String, _ style: TextStyle) -> [String] {
    guard !changes.isEmpty else { return [] }
    var lines = ["", style.heading(heading)]
    for change in changes.prefix(changeLimit) {
        let (path, values) = (changePath(change), changeValues(change))
        if cellWidth(path) + cellWidth(values) + 4 <= style.width {
            lines.append("  " + path + "  " + style.dim(values))
        } else {
            lines += wrappedToFit(path, style.width - 2).map { "  " + $0 }
            lines += wrappedToFit(values, style.width - 6).map { style.dim("      " + $0) }
        }
    }
    let rest = changes.count - changeLimit
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    return lines
}

/// The commitments whose odds differ.
private func moved(_ answer: ComparisonResult, _ names: ComparedNames, _ style: TextStyle) -> [String] {
    let moved = movedCommitments(answer)
    guard !moved.isEmpty else { return [] }
    let rows = Array(moved.prefix(changeLimit))
    func day(_ day: Day?) -> String { day.map { shortDate($0, year: false) } ?? "never" }
    let columns = [
        TableColumn(heading: "A", cells: rows.map { likelihood($0.kept.a) }),
        TableColumn(heading: "B", cells: rows.map { likelihood($0.kept.b) }),
        TableColumn(
            heading: "B less A", cells: rows.map { points($0.kept) },
            paint: { row, cell, style in rows[row].kept.difference < 0 ? style.alarm(cell) : style.good(cell) }),
        TableColumn(heading: "80 % by", cells: rows.map { "\(day($0.day80.a)) → \(day($0.day80.b))" }, expendable: 1),
    ]
    let titles = rows.map { sanitized(names.b.title(ofCommitment: Int($0.b))) }
    let rest = moved.count - rows.count
    return ["", style.heading("Kept in time")] + textTable("commitment", titles, columns, style)
        + (rest > 0 ? [style.dim("  and \(rest) more (--format json lists all)")] : [])
}

/// Who bears more or less.
private func bearers(_ answer: ComparisonResult, _ names: ComparedNames, _ style: TextStyle) -> [String] {
    let rows = movedBearers(answer).prefix(changeLimit).map { bearer in
        BarRow(
            name: sanitized(names.b.name(ofStakeholder: Int(bearer.b))),
            figures: [grouped(bearer.score.a), grouped(bearer.score.b), signed(bearer.score.difference)],
            value: bearer.score.difference)
    }
    guard !rows.isEmpty else { return [] }
    return ["", style.heading("Who bears more or less, on average\(inCurrency(names.a))")]
        + barChart(rows, headings: ["A", "B", "B less A"], style)
}
