import DominoAnalysis
import DominoScenario

/// The answer of a slip curve in a few sentences: what is free, what the days cost, which domino falls first.
func curveSentence(_ answer: CurveResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = asOfIsToday ? "As of today, \(answer.question.asOf.spoken): " : ""
    let title = sanitized(scenario.title(ofCommitment: Int(answer.question.commitment)), limit: 60)
    let status = scenario.commitments[Int(answer.question.commitment)].status
    if status.isFact || status == .released {
        return opening + "\(title) is \(status.rawValue) already: no slip of it changes anything."
    }
    return opening + costClause(answer, title, scenario.currencyName) + " " + firstFall(answer, in: scenario)
}

/// A run of days that cost the same each.
private struct Stretch {
    /// The last of them.
    var last: Int
    /// What each costs.
    var cost: Double
}

/// What the days of slip cost.
private func costClause(_ answer: CurveResult, _ title: String, _ currency: String) -> String {
    let last = answer.question.days
    let free = answer.freeDays
    guard free < last else { return "\(title) may slip \(days(Double(last))) at no harm." }
    let start = free > 0 ? "\(title) may slip \(days(Double(free))) at no harm; then " : ""
    let stretches = stretches(of: answer.scores, from: free)
    guard stretches.count <= 3 else { return spotClause(answer, start, title, currency) }
    var parts: [String] = []
    for (place, stretch) in stretches.enumerated() {
        let cost = stretch.cost < 0.005 ? "nothing" : amount(stretch.cost, place == 0 ? currency : "")
        parts.append(stretch.last == last ? cost : "\(cost) up to day \(stretch.last)")
    }
    let each = start.isEmpty ? "Each day of slip of \(title) costs " : start + "each day costs "
    return each + parts.joined(separator: ", then ")
        + " (\(amount(answer.added(last), currency)) for \(days(Double(last))))."
}

/// Where the days' costs differ too much for a list: some spots of the curve, and its dearest day.
private func spotClause(_ answer: CurveResult, _ start: String, _ title: String, _ currency: String) -> String {
    let last = answer.question.days
    let middle = max(answer.freeDays + 1, last / 2)
    let dearest = (1...last).max { answer.cost(ofDay: $0) < answer.cost(ofDay: $1) } ?? last
    let (near, far) = (amount(answer.added(middle), currency), grouped(answer.added(last)))
    let costs =
        start.isEmpty
        ? "A slip of \(title) by \(days(Double(middle))) costs \(near), by \(days(Double(last))) \(far)."
        : start + "\(days(Double(middle))) cost \(near), \(days(Double(last))) \(far)."
    return costs + " The dearest day is the \(ordinal(dearest)), at \(grouped(answer.cost(ofDay: dearest)))."
}

/// Days in a row that cost the same, to a part in a thousand.
private func stretches(of scores: [Double], from free: Int) -> [Stretch] {
    var stretches: [Stretch] = []
    for day in free + 1..<scores.count {
        let cost = scores[day] - scores[day - 1]
        if let stretch = stretches.last, (stretch.cost - cost).magnitude <= 0.001 * max(stretch.cost, cost, 0.01) {
            stretches[stretches.count - 1].last = day
        } else {
            stretches.append(Stretch(last: day, cost: cost))
        }
    }
    return stretches
}

/// The first other commitment that falls.
private func firstFall(_ answer: CurveResult, in scenario: Scenario) -> String {
    let others = answer.dominoes.filter { $0.fall.commitment != answer.question.commitment }
    guard let first = others.first else {
        return "No other promise falls up to day \(answer.question.days)."
    }
    let title = sanitized(scenario.title(ofCommitment: Int(first.fall.commitment)), limit: 60)
    let same = others.filter { $0.day == first.day }.count - 1
    let beside = same > 0 ? " and \(same) more" : ""
    let more = others.count - 1 - same
    let rest = more > 0 ? "; \(more) more \(more == 1 ? "follows" : "follow") by day \(answer.question.days)" : ""
    let fall = same > 0 ? "dominoes fall" : "domino falls"
    return "The first other \(fall) at day \(first.day): \(title)\(beside)\(rest)."
}

extension CurveResult {
    /// What a slip of so many days adds to the plan.
    func added(_ day: Int) -> Double { scores[day] - scores[0] }

    /// What the slip's day of that number adds to the days before.
    func cost(ofDay day: Int) -> Double { scores[day] - scores[day - 1] }

    /// Whole days that add nothing.
    var freeDays: Int {
        let least = max(0.005, 1e-9 * scores[0])
        return (scores.firstIndex { $0 - scores[0] >= least } ?? scores.count) - 1
    }

    /// What falls because of the slip, by day, then file order; what has fallen on plan already is left out.
    var dominoes: [(day: Int, fall: Fall)] {
        let fallen = falls.compactMap { fall in fall.first.flatMap { $0 > 0 ? (day: $0, fall: fall) : nil } }
        return fallen.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }
}
