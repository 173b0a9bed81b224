import DominoAnalysis
import DominoScenario

/// Most rows of a table in Markdown.
private let rowLimit = 50

/// Two scenarios side by side as Markdown, for a ticket, a wiki or a pull request.
public func compareMarkdown(_ answer: ComparisonResult, _ names: ComparedNames) -> String {
    var lines = ["**\(markdown(compareSentence(answer, names)))**"]
    lines += files(names.files) + changes(answer.changes)
    guard !answer.changes.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    lines += ["", "### Side by side", ""]
    lines += markdownTable(
        ["", "A", "B", "B less A"], right: [1, 2, 3],
        rows: compareRows(answer, names).map { [markdown($0.name), $0.a, $0.b, markdown($0.difference)] })
    let moved = movedCommitments(answer)
    if !moved.isEmpty {
        lines += ["", "### Kept in time", ""]
        lines += markdownTable(
            ["commitment", "A", "B", "B less A", "80 % by, A", "80 % by, B"], right: [1, 2, 3],
            rows: moved.prefix(rowLimit).map { pair in
                [
                    markdown(names.b.title(ofCommitment: Int(pair.b))), likelihood(pair.kept.a),
                    likelihood(pair.kept.b),
                    markdown(points(pair.kept)), pair.day80.a?.description ?? "never",
                    pair.day80.b?.description ?? "never",
                ]
            })
    }
    let bearers = movedBearers(answer)
    if !bearers.isEmpty {
        lines += ["", "### Who bears more or less, on average", ""]
        lines += markdownTable(
            ["stakeholder", "A", "B", "B less A"], right: [1, 2, 3],
            rows: bearers.prefix(rowLimit).map { bearer in
                [
                    markdown(names.b.name(ofStakeholder: Int(bearer.b))), grouped(bearer.score.a),
                    grouped(bearer.score.b),
                    markdown(signed(bearer.score.difference)),
                ]
            })
    }
    lines += ["", "_\(markdown(compareFootnote(answer)))_"]
    return lines.joined(separator: "\n") + "\n"
}

/// Two saved results side by side.
public func compareMarkdown(_ answer: ComparedResults, files names: (a: String, b: String)) -> String {
    let lines = ["**\(markdown(compareSentence(answer)))**"] + files(names) + changes(answer.changes)
    return lines.joined(separator: "\n") + "\n"
}

private func files(_ names: (a: String, b: String)) -> [String] {
    ["", "A is \(markdown(sanitized(names.a, limit: 200))), B is \(markdown(sanitized(names.b, limit: 200)))."]
}

private func changes(_ changes: [Change]) -> [String] {
    guard !changes.isEmpty else { return [] }
    let rest = changes.count - rowLimit
    return ["", "### What changed", ""]
        + changes.prefix(rowLimit).map { "- \(markdown(changePath($0))): \(markdown(changeValues($0)))" }
        + (rest > 0 ? ["", "And \(rest) more."] : [])
}
