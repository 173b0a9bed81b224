import Dispatch
import DominoEngine
import DominoScenario
import Synchronization

/// Replays a scenario under luck.
///
/// - Precondition: the question's places exist; at most `Replay.fallibleLimit` mitigations of its plan may fail.
/// - Complexity: O(replicates * (commitments + needs)), divided by the threads; exclude-one as often again as inputs matter.
public func simulate(
    _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> SimulationResult {
    let whole = ReplicateRange(first: 0, count: question.replicates)
    let (replay, wishes) = prepared(question, in: scenario, compiled)
    guard let precision = question.precision else {
        let part = run(replay, whole, threads: threads, wishes, progress: progress)
        return summary(of: part, question, in: scenario, compiled, threads: threads)
    }
    var parts: [SimulationPart] = []
    var first = 0
    while first < question.replicates {
        let range = ReplicateRange(first: first, count: min(wave(after: first), question.replicates - first))
        parts.append(run(replay, range, threads: threads, wishes, progress: progress))
        first += range.count
        if isPrecise(parts.lazy.map(\.totals).joined(), precision) { break }
    }
    return summary(of: SimulationPart.joined(parts), question, in: scenario, compiled, threads: threads)
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
        cones: question.excludesOne ? exclusionCones(for: replay.any) : [],
        target: question.target.flatMap { compiled.ranks[Int($0)] < 0 ? nil : compiled.ranks[Int($0)] })
    return (replay, wishes)
}

/// The figures of all replicates; the threads look for quantiles.
public func summary(
    of part: SimulationPart, _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario,
    threads: Int
) -> SimulationResult {
    let count = Double(part.totals.count)
    func mean(_ cents: Int128) -> Double { Double(cents) / 100 / count }
    var commitments = [SimulationResult.Commitment?](repeating: nil, count: scenario.commitments.count)
    let quantiles = part.slipQuantiles([0.5, 0.8, 0.95], commitments: compiled.graph.commitmentCount, threads: threads)
    for rank in 0..<compiled.graph.commitmentCount {
        let tally = part.tally
        let broken = tally.broken[rank]
        let kept = tally.replicates - broken
        let entries = Int(compiled.damage.start[rank])..<Int(compiled.damage.start[rank + 1])
        commitments[Int(compiled.commitment(ofRank: rank))] = SimulationResult.Commitment(
            late: Double(tally.late[rank]) / count, broken: Double(broken) / count,
            meanSlip: kept > 0 ? Double(tally.slip[rank]) / 1024 / Double(kept) : nil,
            quantiles: quantiles[rank],
            score: mean(entries.reduce(0) { $0 + tally.score[$1] }), carried: mean(tally.carried[rank]),
            blame: mean(tally.blame[rank]), priceOfDay: mean(tally.priceOfDay[rank]),
            criticality: Double(tally.critical[rank]) / count)
    }
    var stakeholders = [Int128](repeating: 0, count: scenario.stakeholders.count)
    for (place, entry) in compiled.damage.entries.enumerated() {
        stakeholders[Int(entry.bearer)] += part.tally.score[place]
    }
    var answer = SimulationResult(
        question: question, replicates: part.totals.count, total: ScoreFigures(cents: part.totals),
        commitments: commitments,
        stakeholders: stakeholders.map(mean), excludeOne: excludeOne(part, question, scenario, compiled),
        overcommitted: mean(part.tally.overcommitted))
    if let root = scenario.root { answer.rootDates = dates(of: root, part, scenario, compiled) }
    answer.target = part.target.map { target($0, part.totals.count, scenario, compiled) }
    return answer
}

/// The tornado, by falling gain.
private func excludeOne(
    _ part: SimulationPart, _ question: SimulateQuestion, _ scenario: Scenario, _ compiled: CompiledScenario
) -> [SimulationResult.Exclusion] {
    let inputs = uncertainInputs(scenario, compiled, slips: question.slips)
    let exclusions = part.exclusions.map { exclusion in
        let (gain, standardError) = exclusion.fall(replicates: part.totals.count)
        return SimulationResult.Exclusion(
            input: inputs[Int(exclusion.input)], gain: gain, standardError: standardError)
    }
    return exclusions.enumerated().sorted { ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset) }.map(\.element)
}

extension SimulationPart {
    /// Quantiles of every commitment's slip, by rank; nil where that is broken.
    public func slipQuantiles(_ quantiles: [Double], commitments: Int, threads: Int) -> [[Double?]] {
        let ranks = quantiles.map { nearestRank($0, of: totals.count) }
        // As many together as half a megabyte of slips holds: neighbours in memory, and still in the cache when they are looked at.
        let chunk = max(1, min(16, (1 << 17) / max(1, totals.count)))
        let chunks = (commitments + chunk - 1) / chunk
        let found = Mutex([[[Double?]]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, chunks))) { worker in
            var search = QuantileSearch()
            var values: [Float] = []
            for number in stride(from: worker, to: chunks, by: threads) {
                let place = chunk * number
                let end = min(commitments, place + chunk)
                if histograms.isEmpty { slips.gather(place..<end, into: &values) }
                let rows = (place..<end).map { rank in
                    let row =
                        histograms.isEmpty
                        ? search.smallest(ranks, of: values, from: (rank - place) * totals.count, count: totals.count)
                        : ranks.map { histograms[rank].slip(ofRank: $0) }
                    return row.map { $0 < .infinity ? Double($0) : nil }
                }
                found.withLock { $0[number] = rows }
            }
        }
        return found.withLock { $0.flatMap(\.self) }
    }

    /// Quantiles of a commitment's slip, nil for broken.
    func slipQuantiles(ofRank rank: Int, _ quantiles: [Double]) -> [Double?] {
        let ranks = quantiles.map { nearestRank($0, of: totals.count) }
        let found =
            histograms.isEmpty
            ? smallest(ranks, of: slips.column(ofRank: rank)) : ranks.map { histograms[rank].slip(ofRank: $0) }
        return found.map { $0 < .infinity ? Double($0) : nil }
    }
}
