import DominoScenario

// What commands say on standard error besides their answers.

/// What each column of an imported file was read as, a line each; empty if nothing had to be guessed.
public func guessesText(_ imported: Imported, style: TextStyle) -> String {
    guard !imported.guesses.isEmpty else { return "" }
    var lines: [SafeText] = ["Column mapping:"]
    for guess in imported.guesses {
        let pieces = wrapped(SafeText(sanitizing: guess), min(style.width, 100) - 2)
        lines += pieces.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }
    return lines.map { $0.string + "\n" }.joined()
}

/// How much was imported: `8 commitments and 9 needs`.
public func importSummary(_ imported: Imported) -> String {
    let summary: SafeText = "\(count(imported.commitmentCount, "commitment")) and \(count(imported.needCount, "need"))"
    return summary.string
}

/// Why runs are not begun: they would not fit the machine's memory; and what to ask for instead.
///
/// - Parameter knowsPrecision: whether the question may also be asked with '--precision'.
public func memorySentence(
    replicates: Int, needed: Int, available: Int, most: Int, knowsPrecision: Bool = true
) -> String {
    func gigabytes(_ bytes: Int) -> SafeText { "\(exact((Double(bytes) / 1e8).rounded() / 10)) GB" }
    let precision: SafeText =
        knowsPrecision ? ", or for '--precision 0.01', which stops when the mean is known to 1 %" : ""
    let advice: SafeText =
        most > 0 ? "Ask for at most \(exact(most))\(precision)" : "Run it on a larger machine"
    let sentence: SafeText = "\(count(replicates, "run")) would need \(gigabytes(needed)) of memory, but only"
        + " \(gigabytes(available)) can be used here. \(advice)."
    return sentence.string
}
