/// What every date of a promise costs on average, from the replicates of one root that nobody has promised.
///
/// The work does not move with the promise, so one run serves all dates: slips are sorted once, and each piece of damage
/// asks for a count and a sum of those between two days. Where the root breaks, those behind it cost what they cost in a
/// run with the root broken.
public struct PromiseCosts: Sendable {
    /// Slips of the replicates in which the root is done at all, rising.
    private var slips: [Double] = []
    /// Sums of the slips before each, and one more.
    private var slipSums: [Double] = [0]
    /// Sums of what breaking adds to the score of the others, before each, and one more; empty where nothing can break.
    private var addedSums: [Double] = []
    /// Score of the others over all replicates, the root not broken by its own lateness.
    private let others: Double
    /// Replicates in which the root is never done.
    private let never: Int
    private let replicates: Int
    private let damage: PromiseDamage
    private let perDayLater: Double

    /// - Parameters:
    ///   - slips: of the root without its promise, by replicate; `+inf` where it is never done.
    ///   - totals: score of each of those replicates, in 1/100, in the same order unless `brokenTotals` is empty.
    ///   - brokenTotals: the same with the root broken; empty where it cannot break.
    /// - Returns: nil where the root is done in no replicate.
    public init?(
        slips column: [Float], totals: [Int64], brokenTotals: [Int64], damage: PromiseDamage, perDayLater: Double
    ) {
        replicates = totals.count
        self.damage = damage
        self.perDayLater = perDayLater
        var sum = 0.0
        for total in totals { sum += Double(total) / 100 }
        others = sum
        if brokenTotals.isEmpty {
            for slip in column.sorted() where slip < .infinity { slips.append(Double(slip)) }
        } else {
            var order: [Int] = []
            for replicate in column.indices where column[replicate] < .infinity { order.append(replicate) }
            order.sort { column[$0] != column[$1] ? column[$0] < column[$1] : $0 < $1 }
            addedSums = [0]
            for replicate in order {
                slips.append(Double(column[replicate]))
                let added = Double(brokenTotals[replicate] - totals[replicate]) / 100
                addedSums.append(addedSums[addedSums.count - 1] + added)
            }
        }
        never = replicates - slips.count
        guard !slips.isEmpty else { return nil }
        for slip in slips { slipSums.append(slipSums[slipSums.count - 1] + slip) }
    }

    /// The date, in days after the due date, that costs least; the earliest of equals.
    /// - Complexity: O(days between the earliest and the latest * pieces * log replicates).
    public func cheapest() -> Int {
        let first = Int((slips[0] - 1e-4).rounded(.up))
        let last = Int((slips[slips.count - 1] - 1e-4).rounded(.up))
        var best = (days: first, cost: cost(first))
        for days in first...last {
            let cost = cost(days)
            if cost < best.cost - 1e-9 * max(1, best.cost.magnitude) { best = (days, cost) }
        }
        return best.days
    }

    /// Mean score of a promise so many days after the due date, and what it costs to promise it so late.
    public func cost(_ days: Int) -> Double {
        let days = Double(days)
        let whole = count(upTo: days + damage.limit)
        var sum = others + Double(never + slips.count - whole) * damage.broken
        if !addedSums.isEmpty { sum += addedSums[slips.count] - addedSums[whole] }
        for piece in damage.pieces {
            let first = count(upTo: days + piece.from)
            let end = min(whole, count(upTo: days + piece.to))
            guard first < end else { continue }
            let number = Double(end - first)
            sum += number * piece.value
            sum += piece.slope * (slipSums[end] - slipSums[first] - number * (days + piece.from))
        }
        return sum / Double(replicates) + perDayLater * days
    }

    /// How many slips are not above a number.
    private func count(upTo most: Double) -> Int {
        var low = 0
        var high = slips.count
        while low < high {
            let middle = (low + high) / 2
            if slips[middle] <= most { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
