import DominoEngine
import DominoScenario

/// The root's own damage as straight pieces over the days it is done after its promise, all bearers and kinds in one.
struct PromiseDamage {
    /// `value + slope * (days - from)` for `from < days <= to`.
    struct Piece {
        var from: Double
        var to: Double
        var value: Double
        var slope: Double
    }

    var pieces: [Piece] = []
    /// What breaking costs.
    var broken = 0.0
    /// Days after the promise beyond which it is broken.
    var limit: Double

    init(ofRank rank: Int, in compiled: CompiledScenario, notice days: Double) {
        let table = compiled.damage
        limit = Double(compiled.terms.limit[rank])
        let remaining = table.noticeFactor(of: rank, days: days)
        for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
            let entry = table.entries[place]
            let factor = remaining * entry.softened * entry.weight
            broken += entry.broken * factor
            let first = Int(entry.pieceStart)
            let end = first + Int(entry.pieceCount)
            for number in first..<end {
                let piece = table.pieces[number]
                pieces.append(
                    Piece(
                        from: piece.from + entry.grace,
                        to: number + 1 < end ? table.pieces[number + 1].from + entry.grace : .infinity,
                        value: piece.value * factor, slope: piece.slope * factor))
            }
        }
    }
}

/// What every date of a promise costs on average, from the replicates of one root that nobody has promised.
///
/// The work does not move with the promise, so one run serves all dates: slips are sorted once, and each piece of damage
/// asks for a count and a sum of those between two days. Where the root breaks, those behind it cost what they cost in a
/// run with the root broken.
struct PromiseCosts {
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
    ///   - free: replicates of the root without its promise.
    ///   - broken: the same with the root broken; nil where it cannot break.
    /// - Returns: nil where the root is done in no replicate, or where it can break and its slips were too many to keep:
    ///   what breaking costs the others is known only replicate by replicate.
    init?(free: SimulationPart, broken: SimulationPart?, rank: Int, damage: PromiseDamage, perDayLater: Double) {
        if broken != nil, free.slips.isEmpty { return nil }
        let count = free.totals.count
        replicates = count
        self.damage = damage
        self.perDayLater = perDayLater
        others = free.totals.reduce(0.0) { $0 + Double($1) / 100 }
        if let broken {
            let column = free.slips[rank * count..<(rank + 1) * count]
            let order = column.indices.filter { column[$0] < .infinity }.sorted { (column[$0], $0) < (column[$1], $1) }
            slips = order.map { Double(column[$0]) }
            addedSums = [0]
            for place in order {
                let replicate = place - rank * count
                let added = Double(broken.totals[replicate] - free.totals[replicate]) / 100
                addedSums.append(addedSums[addedSums.count - 1] + added)
            }
        } else {
            for (slip, count) in free.slipCounts(ofRank: rank) where slip < .infinity {
                slips += [Double](repeating: Double(slip), count: count)
            }
        }
        never = count - slips.count
        guard !slips.isEmpty else { return nil }
        for slip in slips { slipSums.append(slipSums[slipSums.count - 1] + slip) }
    }

    /// The date, in days after the due date, that costs least; the earliest of equals.
    /// - Complexity: O(days between the earliest and the latest * pieces * log replicates).
    func cheapest() -> Int {
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
    func cost(_ days: Int) -> Double {
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
