/// The longest slip that can be asked about, 100,000 days, in steps of 1/1024 day.
private let mostSteps = 102_400_000

/// The largest shock to each commitment, in days, that adds nothing to the total score; `+inf` if no number of days up
/// to 100,000 adds anything; by rank (Model.md, section 5).
///
/// Exact to the grid of 1/1024 day and to the Floats of the forward pass: a what-if with the tolerance adds nothing,
/// and with one step more it adds something. One backward pass finds, need by need, the latest slip that adds nothing;
/// each inverse is found by bisection of the function that the forward pass uses. That is too generous where two
/// members of an `anyOf` group are late together. So in graphs with groups each tolerance is checked in lanes, and
/// searched for there if it fails.
/// - Complexity: O(commitments + needs), with a constant of 32; with groups as much as all blast radii.
public func tolerances(of baseline: Baseline) -> [Double] {
    let rooms = rooms(of: baseline)
    var steps = [Int](repeating: mostSteps, count: baseline.commitmentCount)
    for rank in steps.indices where baseline.canMove(rank) {
        steps[rank] = largest(from: 0, through: mostSteps) { steps in
            let start = max(baseline.starts[rank], Shock(rank, days: Double(steps) / 1024).slip)
            return baseline.slip(of: rank, from: start) <= rooms[rank]
        }
    }
    if !baseline.graph.joins.isEmpty || baseline.parameters.share.contains(0) { narrow(&steps, baseline) }
    return steps.map { $0 == mostSteps ? .infinity : Double($0) / 1024 }
}

/// The latest slip of each commitment that adds nothing to any score while all others are on plan; by rank.
private func rooms(of baseline: Baseline) -> [Float] {
    let graph = baseline.graph
    var rooms = baseline.rises.neutral
    for rank in stride(from: graph.commitmentCount - 1, through: 0, by: -1)
    where baseline.canMove(rank) && rooms[rank] < .infinity {
        let room = rooms[rank]
        var next = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while next < end {
            let first = next
            next = graph.endOfGroup(from: first, before: end)
            for member in first..<next {
                let source = Int(graph.needs[member].source)
                guard rooms[source] > baseline.slips[source] else { continue }
                let others = bounds(of: first..<next, but: member, baseline)
                rooms[source] = largestFloat(from: baseline.slips[source], through: rooms[source]) { slip in
                    let days = brought(by: member, ofSlip: slip, graph, baseline.parameters)
                    return baseline.slip(of: rank, from: max(others.least, min(others.most, days))) <= room
                }
            }
        }
    }
    return rooms
}

extension Baseline {
    /// The slip of a commitment that begins so late, on plan.
    fileprivate func slip(of rank: Int, from start: Float) -> Float {
        let slip = start + parameters.ownDelay[rank]
        return parameters.broken(rank, parameters.adjusted(rank, slip, graph.features[rank]).slip)
    }
}

/// Between which delays the other members of a group keep it, whatever this one brings: a group counts as its k-th
/// smallest member.
private func bounds(of group: Range<Int>, but member: Int, _ baseline: Baseline) -> (least: Float, most: Float) {
    var others: [Float] = []
    for other in group where other != member {
        let slip = baseline.slips[Int(baseline.graph.needs[other].source)]
        others.append(brought(by: other, ofSlip: slip, baseline.graph, baseline.parameters))
    }
    others.sort()
    let quorum = baseline.graph.quorum(ofGroupAt: group.lowerBound)
    return (
        quorum >= 2 ? others[quorum - 2] : -.infinity, quorum - 1 < others.count ? others[quorum - 1] : .infinity
    )
}

// MARK: Checking in lanes

/// Checks each tolerance, and searches below those that add something.
private func narrow(_ steps: inout [Int], _ baseline: Baseline) {
    var sweep = LaneSweep(of: baseline)
    let order = sourceOrder(of: baseline)
    for first in stride(from: 0, to: order.count, by: Row.count) {
        let batch = order[first..<min(order.count, first + Row.count)]
        let adding = shocksAdding(
            batch.map { Shock(Int($0), days: Double(steps[Int($0)]) / 1024) }, baseline, &sweep)
        for (lane, rank) in batch.enumerated() where adding >> UInt64(lane) & 1 == 1 {
            steps[Int(rank)] = searched(Int(rank), below: steps[Int(rank)], baseline, &sweep)
        }
    }
}

/// The largest number of steps that adds nothing, if `most` steps add something.
private func searched(_ rank: Int, below most: Int, _ baseline: Baseline, _ sweep: inout LaneSweep) -> Int {
    var (low, high) = (0, most)
    while high - low > 1 {
        let count = min(Row.count, high - low - 1)
        var tried: [Int] = []
        for lane in 1...count { tried.append(low + (high - low) * lane / (count + 1)) }
        let adding = shocksAdding(tried.map { Shock(rank, days: Double($0) / 1024) }, baseline, &sweep)
        let first = min(count, adding.trailingZeroBitCount)
        if first > 0 { low = tried[first - 1] }
        if first < count { high = tried[first] }
    }
    return low
}

/// The shocks that add to any score, bit by bit.
private func shocksAdding(_ shocks: [Shock], _ baseline: Baseline, _ sweep: inout LaneSweep) -> UInt64 {
    var rise = AnyRise()
    sweep.run(shocks, baseline, &rise)
    return rise.lanes.bits
}

/// Whether anything is added to any score.
private struct AnyRise: MoveObserver {
    var lanes = RowMask(repeating: false)

    mutating func move(_ rank: Int, _ slip: Row, _ baseline: Baseline) {
        lanes = lanes .| (slip .> baseline.rises.neutral[rank])
    }
}

// MARK: Bisection

/// The largest number for which a condition holds that fails for all numbers above one for which it fails.
/// - Precondition: it holds for the first number.
private func largest(from first: Int, through last: Int, _ holds: (Int) -> Bool) -> Int {
    holds(last) ? last : firstPlace(in: first + 1..<max(last, first + 1)) { !holds($0) } - 1
}

/// The same for Floats, in the order of their bit patterns.
private func largestFloat(from first: Float, through last: Float, _ holds: (Float) -> Bool) -> Float {
    func key(_ float: Float) -> Int {
        let bits = Int(Int32(bitPattern: float.bitPattern))
        return bits >= 0 ? bits : -(bits & 0x7FFF_FFFF)
    }
    func float(_ key: Int) -> Float {
        let magnitude = Float(bitPattern: UInt32(truncatingIfNeeded: key.magnitude))
        return key < 0 ? -magnitude : magnitude
    }
    return float(largest(from: key(first), through: key(last)) { holds(float($0)) })
}
