/// Days that nobody asks beyond.
private let mostDays = 100_000

/// The last day after its due date on which a commitment can be done, all else on plan, with nothing added to the score of
/// any other; nil if there is no last one (model.md, section 7).
///
/// Nothing is added where every other commitment costs what it costs with this one done early. So where the plan leaves
/// less than no time after the due date, the day lies before that date.
/// - Complexity: O(commitments + needs + damage), some 20 times.
public func usefulDays(ofRank rank: Int, in graph: CommitmentGraph, under parameters: Parameters, _ damage: DamageTable)
    -> Int?
{
    func scores(_ days: Int) -> [Double] {
        let slips = slips(in: graph, under: parameters, doneAfter: Float(days), rank: rank)
        var scores = assess(slips, under: damage, dueShift: parameters.dueShift, notice: nil).scores
        scores[rank] = 0
        return scores
    }
    let free = scores(-mostDays)
    func addsNothing(_ days: Int) -> Bool {
        let scores = scores(days)
        for rank in scores.indices where scores[rank] - free[rank] > 1e-9 * max(1, free[rank]) { return false }
        return true
    }

    if addsNothing(mostDays) { return nil }
    var (low, high) = (-mostDays, mostDays)
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if addsNothing(middle) { low = middle } else { high = middle }
    }
    return low
}

/// Slips where one commitment is done on a day whatever it needs. Nothing in its run reads it, so the pass goes on as ever.
private func slips(in graph: CommitmentGraph, under parameters: Parameters, doneAfter days: Float, rank: Int) -> [Float]
{
    var slips = [Float](repeating: 0, count: graph.commitmentCount)
    for run in graph.runs {
        propagate(run, graph, parameters, into: &slips)
        if rank >= Int(run.first), rank < Int(run.first + run.count) { slips[rank] = days }
    }
    return slips
}
