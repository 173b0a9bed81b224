import DominoEngine
import DominoScenario

/// Figures of what makes a target late, from their sums (model.md, section 4).
func target(
    _ tally: TargetTally, _ replicates: Int, _ scenario: Scenario, _ compiled: CompiledScenario
) -> SimulationResult.Target {
    let none = [Double?](repeating: nil, count: scenario.commitments.count)
    var figures = SimulationResult.Target(
        commitment: compiled.commitment(ofRank: Int(tally.target)),
        criticalityIndex: none, ssi: none, cruciality: none)
    let slipSpread = spread(tally.finite, tally.slip, tally.slipSquares)
    for rank in 0..<compiled.graph.commitmentCount {
        let place = Int(compiled.commitment(ofRank: rank))
        let index = Double(tally.onChain[rank]) / Double(replicates)
        let ownSpread = spread(tally.finite, tally.own[rank], tally.ownSquares[rank])
        figures.criticalityIndex[place] = index
        figures.ssi[place] = slipSpread > 0 ? index * ownSpread / slipSpread : 0
        figures.cruciality[place] =
            slipSpread > 0 && ownSpread > 0
            ? min(1, (covariance(tally, rank) / ownSpread / slipSpread).magnitude) : 0
    }
    return figures
}

/// Standard deviation, divided by the number, of sums of exact integers.
private func spread(_ count: Int64, _ sum: Int128, _ squares: Int128) -> Double {
    guard count > 0 else { return 0 }
    let difference = difference(squares, count, sum, sum)
    return max(0, difference / Double(count) / Double(count)).squareRoot()
}

/// Covariance of a commitment's own delay and the target's slip.
private func covariance(_ tally: TargetTally, _ rank: Int) -> Double {
    difference(tally.products[rank], tally.finite, tally.own[rank], tally.slip)
        / Double(tally.finite) / Double(tally.finite)
}

/// `products * count - one * other`: exact in integers while it fits, where a difference of Doubles would lose its digits.
private func difference(_ products: Int128, _ count: Int64, _ one: Int128, _ other: Int128) -> Double {
    let (minuend, isLarge) = products.multipliedReportingOverflow(by: Int128(count))
    let (subtrahend, isHuge) = one.multipliedReportingOverflow(by: other)
    let (difference, isOver) = minuend.subtractingReportingOverflow(subtrahend)
    guard isLarge || isHuge || isOver else { return Double(difference) }
    return Double(products) * Double(count) - Double(one) * Double(other)
}

/// Most days of a distribution of dates.
private let dateLimit = 60

/// The probability that a commitment is kept by each of some days: all on which it is, or 60 spread over them.
func dates(
    of commitment: CommitmentIndex, _ part: SimulationPart, _ scenario: Scenario, _ compiled: CompiledScenario
) -> [(day: Day, probability: Double)] {
    let rank = Int(compiled.ranks[Int(commitment)])
    guard rank >= 0 else { return [] }
    let due = Double(scenario.due(commitment))
    var counts: [Day: Int] = [:]
    for (slip, count) in part.slipCounts(ofRank: rank) where slip < .infinity {
        counts[scenario.calendar.day(at: due + Double(slip)), default: 0] += count
    }
    var below = 0
    let all = counts.sorted { $0.key < $1.key }.map { day, count in
        below += count
        return (day: day, probability: Double(below) / Double(part.totals.count))
    }
    guard all.count > dateLimit else { return all }
    return (0..<dateLimit).map { all[$0 * (all.count - 1) / (dateLimit - 1)] }
}

extension SimulationPart {
    /// A commitment's slips and how often each occurs: as kept, or as counted on the grid.
    func slipCounts(ofRank rank: Int) -> [(slip: Float, count: Int)] {
        guard histograms.isEmpty else {
            let histogram = histograms[rank]
            return histogram.counts.enumerated().map { place, count in
                (SlipHistogram.slip(ofStep: histogram.first + Int32(truncatingIfNeeded: place)), Int(count))
            }
        }
        let sorted = slips.column(ofRank: rank).sorted()
        var counts: [(slip: Float, count: Int)] = []
        for slip in sorted {
            if counts.last?.slip == slip { counts[counts.count - 1].count += 1 } else { counts.append((slip, 1)) }
        }
        return counts
    }
}
