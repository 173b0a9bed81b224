import DominoScenario

/// What was taken for what while a scenario was made of a file, a line each; empty if nothing was.
public func guessesText(_ imported: Imported, style: TextStyle) -> String {
    guard !imported.guesses.isEmpty else { return "" }
    var lines = ["What was taken for what:"]
    for guess in imported.guesses {
        let pieces = wrapped(sanitized(guess), min(style.width, 100) - 2)
        lines += pieces.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }
    return lines.joined(separator: "\n") + "\n"
}

/// How much was imported: `8 commitments and 9 needs`.
public func importSummary(_ imported: Imported) -> String {
    "\(count(imported.commitmentCount, "commitment")) and \(count(imported.needCount, "need"))"
}
