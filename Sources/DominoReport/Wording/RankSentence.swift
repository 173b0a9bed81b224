import DominoAnalysis
import DominoScenario

/// The answer of a ranking in one or two sentences: whose slip hurts most, and where the commitment stands that the
/// scenario is about.
func rankSentence(_ answer: RankResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = asOfIsToday ? "As of today, \(answer.question.asOf.spoken): " : ""
    let slip = "slip of \(days(answer.question.days))"
    guard let worst = answer.commitments.first else { return opening + "Nothing is promised, so nothing can slip." }
    guard worst.blastRadius >= 0.005 else { return opening + "A \(slip) costs nothing, whichever promise it hits." }
    let title = sanitized(scenario.title(ofCommitment: Int(worst.commitment)), limit: 60)
    var sentence =
        opening + "A \(slip) hurts most at \(title): it adds \(amount(worst.blastRadius, scenario.currencyName)), "
        + fallenClause(worst) + "."
    let root = answer.commitments.firstIndex { $0.commitment == scenario.root }
    guard let root, root > 0 else { return sentence }
    let rootTitle = scenario.root.map { sanitized(scenario.title(ofCommitment: $0), limit: 60) } ?? ""
    let radius = answer.commitments[root].blastRadius
    sentence +=
        radius >= 0.005
        ? " \(rootTitle) comes \(ordinal(root + 1)) with \(amount(radius, scenario.currencyName))."
        : " At \(rootTitle) it costs nothing."
    return sentence
}

/// How many commitments fall.
private func fallenClause(_ ranked: Ranked) -> String {
    let fallen = ranked.late + ranked.broken
    if fallen == 0 { return "and no promise falls that holds on plan" }
    return "and \(count(fallen, "commitment")) \(fallen == 1 ? "falls" : "fall")"
}

/// Place in a row: `second`, `21st`.
func ordinal(_ number: Int) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    if (1...10).contains(number) { return words[number - 1] }
    let isTeen = (11...13).contains(number % 100)
    let suffix = isTeen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th"
    return grouped(Double(number)) + suffix
}

/// Days a commitment may slip for nothing; `any` where there is no end.
func toleranceCell(_ tolerance: Double) -> String { tolerance < .infinity ? dayCount(tolerance) : "any" }

/// What the columns of a ranking mean.
func rankLegend(_ answer: RankResult) -> String {
    let replays = count(answer.question.replicates, "replay")
    return "Harm: what a slip of \(days(answer.question.days)) of it alone adds. Fall: promises missed then, itself "
        + "included. Free: days it may slip at no harm. Carries: harm of its own and of what it drives, on average "
        + "over \(replays). A day: what one more day of it costs, on average."
}
