/// Grid steps of 1/1024 day in the most days anybody asks about, 100,000.
private let mostSteps = 102_400_000

/// The largest shock to each commitment, in days, that adds nothing to the total score; `+inf` if no number of days up
/// to 100,000 adds anything; by rank (model.md, section 5).
///
/// Exact to the grid of 1/1024 day and to the Floats of the forward pass: a what-if of the tolerance adds nothing, of a
/// step more it does. One pass backward finds, need by need, the latest slip that hurts nobody; each inverse is found
/// by bisection of the very function that the forward pass uses. Where two members of an `anyOf` group are late
/// together, that is too generous: graphs that have groups are checked in lanes, and what fails is searched for there.
/// - Complexity: O(commitments + needs), with a constant of 32; with groups as much as all blast radii.
public func tolerances(of plan: Baseline) -> [Double] {
    let rooms = rooms(of: plan)
    var steps = [Int](repeating: mostSteps, count: plan.commitmentCount)
    for rank in steps.indices where plan.canMove(rank) {
        steps[rank] = largest(from: 0, through: mostSteps) { steps in
            let slip = plan.starts[rank] + plan.shock(rank, days: Double(steps) / 1024).own
            return (slip > plan.parameters.breakLimit[rank] ? .infinity : slip) <= rooms[rank]
        }
    }
    if !plan.graph.joins.isEmpty || plan.parameters.share.contains(0) { narrow(&steps, plan) }
    return steps.map { $0 == mostSteps ? .infinity : Double($0) / 1024 }
}

/// The latest slip of each commitment that adds nothing to any score, others on plan; by rank.
private func rooms(of plan: Baseline) -> [Float] {
    let graph = plan.graph
    var rooms = plan.rises.neutral
    for rank in stride(from: graph.commitmentCount - 1, through: 0, by: -1)
    where plan.canMove(rank) && rooms[rank] < .infinity {
        let room = rooms[rank]
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            let first = need
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] { need += 1 }
            for member in first..<need {
                let source = Int(graph.needs[member].source)
                guard rooms[source] > plan.slips[source] else { continue }
                let others = smallest(of: first..<need, but: member, plan)
                rooms[source] = largestFloat(from: plan.slips[source], through: rooms[source]) { slip in
                    let slip =
                        min(others, brought(by: member, ofSlip: slip, graph, plan.parameters))
                        + plan.parameters.ownDelay[rank]
                    return (slip > plan.parameters.breakLimit[rank] ? .infinity : slip) <= room
                }
            }
        }
    }
    return rooms
}

/// The smallest that other members of a group bring on plan; `+inf` where there are none.
private func smallest(of group: Range<Int>, but member: Int, _ plan: Baseline) -> Float {
    var smallest = Float.infinity
    for other in group where other != member {
        let slip = plan.slips[Int(plan.graph.needs[other].source)]
        smallest = min(smallest, brought(by: other, ofSlip: slip, plan.graph, plan.parameters))
    }
    return smallest
}

// MARK: Checking in lanes

/// Plays each tolerance, and searches below those that add something.
private func narrow(_ steps: inout [Int], _ plan: Baseline) {
    var sweep = LaneSweep(of: plan)
    let order = sourceOrder(of: plan)
    for first in stride(from: 0, to: order.count, by: Row.count) {
        let batch = order[first..<min(order.count, first + Row.count)]
        let hurts = hurting(batch.map { plan.shock(Int($0), days: Double(steps[Int($0)]) / 1024) }, plan, &sweep)
        for (lane, rank) in batch.enumerated() where hurts >> UInt64(lane) & 1 == 1 {
            steps[Int(rank)] = searched(Int(rank), below: steps[Int(rank)], plan, &sweep)
        }
    }
}

/// The largest number of steps that adds nothing, where `most` add something.
private func searched(_ rank: Int, below most: Int, _ plan: Baseline, _ sweep: inout LaneSweep) -> Int {
    var (low, high) = (0, most)
    while high - low > 1 {
        let count = min(Row.count, high - low - 1)
        var tried: [Int] = []
        for lane in 1...count { tried.append(low + (high - low) * lane / (count + 1)) }
        let hurts = hurting(tried.map { plan.shock(rank, days: Double($0) / 1024) }, plan, &sweep)
        let first = min(count, hurts.trailingZeroBitCount)
        if first > 0 { low = tried[first - 1] }
        if first < count { high = tried[first] }
    }
    return low
}

/// The shocks that add to any score, bit by bit.
private func hurting(_ shocks: [Shock], _ plan: Baseline, _ sweep: inout LaneSweep) -> UInt64 {
    var harm = Harm()
    sweep.run(shocks, plan, &harm)
    return harm.lanes.bits
}

/// Whether anything is added to any score.
private struct Harm: MoveObserver {
    var lanes = RowMask(repeating: false)

    mutating func move(_ rank: Int, _ slip: Row, _ plan: Baseline) {
        lanes = lanes .| (slip .> plan.rises.neutral[rank])
    }
}

// MARK: Bisection

/// The largest number that `holds`, which no number above one that does not.
/// - Precondition: it holds for the first.
private func largest(from first: Int, through last: Int, _ holds: (Int) -> Bool) -> Int {
    if holds(last) { return last }
    var (low, high) = (first, last)
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if holds(middle) { low = middle } else { high = middle }
    }
    return low
}

/// The largest Float that `holds`, by the order of their bit patterns.
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
