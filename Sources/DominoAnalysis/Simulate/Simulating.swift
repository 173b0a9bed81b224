import DominoEngine
import DominoScenario

/// Replays a scenario under luck.
///
/// - Precondition: the question's places exist; at most `Replay.chancyLimit` mitigations of its plan may fail.
/// - Complexity: O(replicates * (commitments + needs)), divided by the threads; exclude-one as often again as inputs matter.
public func simulate(
    _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> Simulated {
    let whole = ReplicateRange(first: 0, count: question.replicates)
    let (replay, wishes) = prepared(question, in: scenario, compiled)
    guard let precision = question.precision else {
        let part = run(replay, whole, threads: threads, wishes, progress: progress)
        return summary(of: part, question, in: scenario, compiled)
    }
    var parts: [SimulationPart] = []
    var first = 0
    while first < question.replicates {
        let range = ReplicateRange(first: first, count: min(wave(after: first), question.replicates - first))
        parts.append(run(replay, range, threads: threads, wishes, progress: progress))
        first += range.count
        if isPrecise(parts.lazy.map(\.totals).joined(), precision) { break }
    }
    return summary(of: SimulationPart.joined(parts), question, in: scenario, compiled)
}

/// Replicates until precision is judged again: the same steps however many threads there are, and ever larger ones.
private func wave(after replicates: Int) -> Int { max(8192, replicates / 8 / Row.count * Row.count) }

/// Whether the standard error of the mean has come down to so much of the mean.
private func isPrecise(_ totals: some Sequence<Int64>, _ precision: Double) -> Bool {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0
    for cents in totals {
        count += 1
        sum += Double(cents)
        squares += Double(cents) * Double(cents)
    }
    let variance = max(0, squares / count - sum / count * (sum / count))
    return (variance / count).squareRoot() <= precision * (sum / count)
}

/// Replays a range of replicates: what one shard does.
public func simulatePart(
    _ question: SimulateQuestion, _ range: ReplicateRange, in scenario: Scenario, _ compiled: CompiledScenario,
    threads: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> SimulationPart {
    let (replay, wishes) = prepared(question, in: scenario, compiled)
    return run(replay, range, threads: threads, wishes, progress: progress)
}

/// A question compiled, and what its answer needs: the same for every range of its replicates.
private func prepared(
    _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario
) -> (replay: Replay, wishes: Wishes) {
    let replay = Replay(question, in: scenario, compiled, figures: .causes)
    let wishes = Wishes(
        keepsSlips: keepsSamples(commitments: replay.any.commitmentCount, replicates: question.replicates),
        cones: question.excludesOne ? exclusionCones(replay) : [],
        target: question.target.flatMap { compiled.ranks[Int($0)] < 0 ? nil : compiled.ranks[Int($0)] })
    return (replay, wishes)
}

/// The figures of all replicates.
public func summary(
    of part: SimulationPart, _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario
) -> Simulated {
    let count = Double(part.totals.count)
    func mean(_ cents: Int64) -> Double { Double(cents) / 100 / count }
    var commitments = [Simulated.Commitment?](repeating: nil, count: scenario.commitments.count)
    for rank in 0..<compiled.graph.commitmentCount {
        let tally = part.tally
        let broken = tally.broken[rank]
        let kept = tally.replicates - broken
        let entries = Int(compiled.damage.start[rank])..<Int(compiled.damage.start[rank + 1])
        commitments[compiled.commitment(ofRank: rank)] = Simulated.Commitment(
            late: Double(tally.late[rank]) / count, broken: Double(broken) / count,
            meanSlip: kept > 0 ? Double(tally.slip[rank]) / 1024 / Double(kept) : nil,
            quantiles: part.slipQuantiles(ofRank: rank, [0.5, 0.8, 0.95]),
            score: mean(entries.reduce(0) { $0 + tally.score[$1] }), carried: mean(tally.carried[rank]),
            blame: mean(tally.blame[rank]), priceOfDay: mean(tally.priceOfDay[rank]),
            criticality: Double(tally.critical[rank]) / count)
    }
    var stakeholders = [Int64](repeating: 0, count: scenario.stakeholders.count)
    for (place, entry) in compiled.damage.entries.enumerated() {
        stakeholders[Int(entry.bearer)] += part.tally.score[place]
    }
    var answer = Simulated(
        question: question, replicates: part.totals.count, total: total(part.totals), commitments: commitments,
        stakeholders: stakeholders.map(mean), excludeOne: excludeOne(part, question, scenario, compiled),
        overcommitted: mean(part.tally.overcommitted))
    if scenario.root >= 0 { answer.rootDates = dates(of: scenario.root, part, scenario, compiled) }
    answer.target = part.target.map { target($0, part.totals.count, scenario, compiled) }
    return answer
}

/// The tornado, by falling gain.
private func excludeOne(
    _ part: SimulationPart, _ question: SimulateQuestion, _ scenario: Scenario, _ compiled: CompiledScenario
) -> [Simulated.Exclusion] {
    let count = Double(part.totals.count)
    let inputs = uncertainInputs(scenario, compiled, slips: question.slips)
    let exclusions = part.exclusions.map { exclusion in
        let mean = Double(exclusion.sum) / count
        let variance = max(0, Double(exclusion.squares) / count - mean * mean)
        return Simulated.Exclusion(
            input: inputs[Int(exclusion.input)], gain: mean / 100,
            standardError: (variance / count).squareRoot() / 100)
    }
    return exclusions.enumerated().sorted { ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset) }.map(\.element)
}

extension SimulationPart {
    /// Quantiles of a commitment's slip, nil for broken.
    func slipQuantiles(ofRank rank: Int, _ quantiles: [Double]) -> [Double?] {
        let count = totals.count
        let ranks = quantiles.map { nearestRank($0, of: count) }
        let found =
            histograms.isEmpty
            ? smallest(ranks, of: slips[rank * count..<(rank + 1) * count])
            : ranks.map { histograms[rank].slip(ofRank: $0) }
        return found.map { $0 < .infinity ? Double($0) : nil }
    }
}

/// Figures of the total score from each replicate's, in 1/100.
func total(_ cents: [Int64]) -> Simulated.Total {
    let sorted = cents.sorted()
    let count = sorted.count
    let sum = sorted.reduce(Int128(0)) { $0 + Int128($1) }
    let mean = Double(sum) / Double(count)
    let deviation = variance(of: sorted, sum: sum).squareRoot() / 100
    let worst = sorted.suffix(count - Int((0.95 * Double(count)).rounded(.down)))
    let worstSum = worst.reduce(Int128(0)) { $0 + Int128($1) }
    return Simulated.Total(
        mean: mean / 100, deviation: deviation,
        quantiles: [0.5, 0.8, 0.9, 0.95, 0.99].map { Double(sorted[nearestRank($0, of: count)]) / 100 },
        cvar95: Double(worstSum) / Double(worst.count) / 100,
        probabilityOfDamage: Double(sorted.count { $0 > 0 }) / Double(count),
        standardError: deviation / Double(count).squareRoot(), exceedance: exceedance(sorted))
}

/// The variance of sorted amounts, divided by their number.
///
/// `n * squares - sum^2` is exact in integers while it fits, where a difference of Doubles would lose its digits.
private func variance(of sorted: [Int64], sum: Int128) -> Double {
    let count = Double(sorted.count)
    let largest = Double(max(sorted.last?.magnitude ?? 0, sorted.first?.magnitude ?? 0))
    // Both products stay below 2^126 here.
    if largest * count < 9e18 {
        let squares = sorted.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
        return Double(squares * Int128(sorted.count) - sum * sum) / count / count
    }
    let mean = Double(sum) / count
    return sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
}

/// The loss exceedance curve at quantiles, thinned: how often the score is above an amount.
private func exceedance(_ sorted: [Int64]) -> [(amount: Double, probability: Double)] {
    let count = sorted.count
    var points: [(amount: Double, probability: Double)] = []
    for step in 0...40 {
        let place = min(count - 1, step * (count - 1) / 40)
        let amount = sorted[place]
        // The place after the last equal one.
        var low = place
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= amount { low = middle + 1 } else { high = middle }
        }
        if points.last?.amount == Double(amount) / 100 { continue }
        points.append((Double(amount) / 100, Double(count - low) / Double(count)))
    }
    return points
}
