import DominoEngine
import DominoScenario

/// Days that nobody asks beyond.
private let mostDays = 100_000

/// The last day on which the root can be done, all else on plan, with nothing added to the score of any other
/// commitment; nil if there is no last one (model.md, section 7).
///
/// Nothing is added where every other commitment costs what it costs with the root done early. So where the plan leaves
/// less than no time after the root's due date, the day lies before that date.
/// - Complexity: O(commitments + needs + damage), some 20 times.
func usefulDate(_ question: CheckQuestion, in scenario: Scenario) -> Day? {
    // A root that is kept has the slip it is given, whatever it needs.
    let root = Int(scenario.root)
    var known = scenario
    known.commitments[root].status = .kept
    known.commitments[root].keptOn = known.commitments[root].due
    let compiled = compile(known)
    let rank = Int(compiled.ranks[root])
    var terms = compiled.terms
    shock(question.slips, compiled, &terms)

    func scores(_ days: Int) -> [Double] {
        terms.own[rank] = Float(days)
        let slips = slips(in: compiled.graph, under: terms)
        var scores = assess(slips, under: compiled.damage, redate: terms.redate, notice: nil).scores
        scores[rank] = 0
        return scores
    }
    let free = scores(-mostDays)
    func addsNothing(_ days: Int) -> Bool { zip(scores(days), free).allSatisfy { $0 - $1 <= 1e-9 * max(1, $1) } }

    if addsNothing(mostDays) { return nil }
    var (low, high) = (-mostDays, mostDays)
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if addsNothing(middle) { low = middle } else { high = middle }
    }
    return scenario.calendar.day(at: Double(scenario.due(root) + low))
}
