import DominoEngine
import DominoScenario

/// Why shards cannot be merged; shards are given by their place in the list.
public enum MergeFault: Sendable, Equatable {
    /// A shard whose question differs from that of another one, which most shards share.
    case different(Int, from: Int, ShardDifference)
    /// Replicates that two shards contain.
    case twice(ReplicateRange, Int, Int)
    /// An empty part that is given twice.
    case samePart(ShardPlace, Int, Int)
    /// Replicates that no shard contains; with the parts that would, if all shards are parts of the same number.
    case missing(ReplicateRange, parts: ClosedRange<Int>?, of: Int)
    /// Figures that do not belong to the scenario in the shard.
    case misfit(Int)
    /// Files that contain no scenario.
    case noScenario
}

/// What is wrong with shards as a set: all differences, or else all gaps and overlaps; empty if they form one run.
/// - Precondition: all are of one version; there is at least one.
public func faults(inMerging shards: [Shard]) -> [MergeFault] {
    let reference = mostCommonQuestion(shards)
    let different = shards.indices.compactMap { place in
        shards[place].question.difference(from: shards[reference].question).map {
            MergeFault.different(place, from: reference, $0)
        }
    }
    return different.isEmpty ? coverageFaults(shards) : different
}

/// The shard whose question most shards share; the first one of several.
private func mostCommonQuestion(_ shards: [Shard]) -> Int {
    var examples: [(place: Int, count: Int)] = []
    for place in shards.indices {
        let known = examples.firstIndex {
            shards[$0.place].question.difference(from: shards[place].question) == nil
        }
        if let known { examples[known].count += 1 } else { examples.append((place, 1)) }
    }
    var best = examples[0]
    for example in examples where example.count > best.count { best = example }
    return best.place
}

/// Replicates that are contained twice or not at all.
private func coverageFaults(_ shards: [Shard]) -> [MergeFault] {
    var faults: [MergeFault] = []
    let empty = shards.indices.filter { shards[$0].part.range.count == 0 }
    for (position, place) in empty.enumerated() {
        if let other = empty[..<position].first(where: { shards[$0].place == shards[place].place }) {
            faults.append(.samePart(shards[place].place, other, place))
        }
    }
    let held = shards.indices.filter { shards[$0].part.range.count > 0 }.sorted {
        (shards[$0].part.range.first, $0) < (shards[$1].part.range.first, $1)
    }
    var reached = 0
    var last: Int?
    for place in held {
        let range = shards[place].part.range
        let end = range.first + range.count
        if range.first > reached { faults.append(gap(reached, range.first, shards)) }
        if range.first < reached, let last {
            let both = ReplicateRange(first: range.first, count: min(end, reached) - range.first)
            faults.append(.twice(both, min(last, place), max(last, place)))
        }
        if end > reached {
            reached = end
            last = place
        }
    }
    let replicates = shards[0].question.replicates
    if reached < replicates { faults.append(gap(reached, replicates, shards)) }
    return faults
}

/// A gap, and the parts that would fill it.
private func gap(_ from: Int, _ to: Int, _ shards: [Shard]) -> MergeFault {
    let count = shards[0].place.count
    let range = ReplicateRange(first: from, count: to - from)
    guard shards.allSatisfy({ $0.place.count == count }) else { return .missing(range, parts: nil, of: count) }
    let replicates = shards[0].question.replicates
    // Ranges rise with the parts, so the part of a replicate is the first one that ends after it.
    func part(holding replicate: Int) -> Int {
        firstPlace(in: 1..<count) { number in
            let range = ShardPlace(number, of: count).range(of: replicates)
            return range.first + range.count > replicate
        }
    }
    return .missing(range, parts: part(holding: from)...part(holding: to - 1), of: count)
}

/// Merges shards that have no faults as a set.
/// - Precondition: `faults(inMerging:)` is empty.
/// - Complexity: O(their figures).
public func merged(_ shards: [Shard]) -> SimulationPart {
    .joined(shards.map { $0.part }.filter { $0.range.count > 0 }.sorted { $0.range.first < $1.range.first })
}

/// The shards whose figures do not belong to the scenario: they have other numbers of commitments or entries, or other
/// inputs.
public func misfits(
    _ shards: [Shard], _ question: SimulateQuestion, in compiled: Compiled
) -> [MergeFault] {
    guard let first = shards.first else { return [] }
    let shape = PartShape(question, first.part, compiled)
    var misfits: [MergeFault] = []
    for (place, shard) in shards.enumerated() where !shape.fits(shard.part) { misfits.append(.misfit(place)) }
    return misfits
}

/// The number of each figure in the parts of a question.
private struct PartShape {
    let commitments: Int
    let entries: Int
    let keepsSlips: Bool
    /// Rank of the target; -1 for none.
    let target: Int32
    /// The switched-off inputs of the first part, which all others have to share.
    let excluded: [Int32]
    let inputs: Int

    init(
        _ question: SimulateQuestion, _ part: SimulationPart, _ compiled: Compiled
    ) {
        commitments = compiled.model.commitmentCount
        entries = compiled.model.damage.entries.count
        keepsSlips = keepsSamples(commitments: commitments, replicates: question.replicates)
        target = question.target.flatMap { compiled.rank(of: $0) }?.rawValue ?? -1
        excluded = part.exclusions.map { $0.input }
        inputs = compiled.openInputs(slips: question.slips).count
    }

    func fits(_ part: SimulationPart) -> Bool {
        guard part.tally.late.count == commitments, part.tally.score.count == entries else { return false }
        guard commitments == 0 || part.histograms.isEmpty == keepsSlips else { return false }
        guard (part.target?.target ?? -1) == target else { return false }
        let own = part.exclusions.map { $0.input }
        return own == excluded && own.allSatisfy { Int($0) < inputs }
    }
}
