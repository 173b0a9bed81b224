/// How damage grows with the days of one commitment's slip, under a plan and a telling.
public struct Curve: Sendable {
    /// Total score at each whole day of slip, from 0 on.
    public var scores: [Double]
    /// First day at which each commitment is late; -1 for none; by rank.
    public var late: [Int32]
    /// First day at which each commitment is broken; -1 for none; by rank.
    public var broken: [Int32]
}

extension Model {
    /// Plays slips of 0 to `last` days of a commitment, the question's plan in force and its other slips with it.
    ///
    /// - Complexity: O(days / 64 * (commitments reached and their needs)) rows.
    public func curve(_ question: ModelQuestion, of rank: Int32, last: Int) -> Curve {
        let plan = onPlan(question, but: rank)
        var sweep = SlipSweep(of: plan)
        var scores: [Double] = []
        scores.reserveCapacity(last + 1)
        for first in stride(from: 0, through: last, by: Row.count) {
            var shocks: [Shock] = []
            for day in first...min(last, first + Row.count - 1) {
                shocks.append(plan.shock(Int(rank), days: Double(day)))
            }
            for rise in sweep.run(shocks, from: first, in: plan) { scores.append(plan.total + rise) }
        }
        return Curve(scores: scores, late: sweep.firstLate, broken: sweep.firstBroken)
    }
}
