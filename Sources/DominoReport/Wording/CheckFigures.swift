import DominoAnalysis
import DominoScenario

extension CheckResult {
    /// The days between which the odds are drawn: the promise and what matters in it, without the last hundredth.
    var drawnDates: ClosedRange<Day>? {
        guard let first = distribution.first, let last = distribution.last else { return nil }
        let end = distribution.first { $0.probability >= 0.99 * last.probability }?.day ?? last.day
        var days = [first.day, end, promise]
        if let safeDate { days.append(safeDate) }
        // A useful day far off the others would leave them no room: it is drawn at the edge then.
        if let usefulDate,
            abs(Int(usefulDate.number - promise.number)) <= 3 * max(14, Int(end.number - first.day.number))
        {
            days.append(usefulDate)
        }
        guard let from = days.min(), let to = days.max(), from < to else { return nil }
        return from...to
    }

    /// How likely the root is done by the end of a day.
    func probability(keptBy day: Day) -> Double { distribution.last { $0.day <= day }?.probability ?? 0 }
}

/// What promising that day comes to: names and figures.
func checkFigures(_ answer: CheckResult, in scenario: Scenario) -> [(name: String, figure: String)] {
    let total = answer.total
    var rows = [("average harm", grouped(total.mean) + plusMinus(total.standardError))]
    rows.append(("one time in twenty more than", grouped(total.quantiles[3])))
    rows.append(("average of the worst twentieth", grouped(total.cvar95)))
    if let best = answer.bestDate {
        let perDay = scenario.commitments[Int(answer.root)].perDayLater ?? 0
        rows.append(
            ("the day that costs least", "\(best.spoken), each later one counted at \(grouped(perDay))"))
    }
    return rows
}

/// A standard error behind a figure; nothing where it would read as 0.
func plusMinus(_ error: Double) -> String { error >= 0.005 ? " ± " + grouped(error) : "" }

/// What the two bars of days mean.
func spansRemark(_ answer: CheckResult) -> String {
    let policy = answer.question.policy
    let safe =
        answer.safeDate.map { "safe: from \($0.spoken) on at least \(ofHundred(policy.confidence)) replays keep it" }
        ?? "safe: no day"
    let useful =
        answer.usefulDate.map { "useful: until \($0.spoken) its delay hurts nobody else" }
        ?? "useful: no delay of it hurts anybody else"
    return "\(safe); \(useful)."
}
