/// Dependents of one commitment that a walk looks at: a hub has thousands, and the first will do.
private let looks = 16
/// Commitments a walk passes that are in the order already before it gives up.
private let patience = 64

/// All ranks that can move, in an order in which 64 in a row reach much the same commitments.
///
/// A row costs the same for one lane as for 64, so sources should share what they reach, and nothing shares as much as a
/// commitment and those it makes late. So the order walks down from the lowest rank left, always to the dependent with the
/// least spare time, and takes along what no walk has met before.
/// - Complexity: O(commitments), with a constant of 64 * 16.
public func sourceOrder(of plan: OnPlan) -> [Int32] {
    var isTaken = [Bool](repeating: false, count: plan.commitmentCount)
    var order: [Int32] = []
    order.reserveCapacity(plan.commitmentCount)
    for start in isTaken.indices where !isTaken[start] && plan.canMove(start) {
        var rank = start
        var passed = 0
        while true {
            if isTaken[rank] {
                passed += 1
            } else {
                isTaken[rank] = true
                order.append(Int32(truncatingIfNeeded: rank))
                passed = 0
            }
            guard passed < patience, let next = nextStep(from: rank, isTaken, plan) else { break }
            rank = next
        }
    }
    return order
}

/// The dependent with the least spare time: one that is not taken, if there is any.
private func nextStep(from rank: Int, _ isTaken: [Bool], _ plan: OnPlan) -> Int? {
    let first = Int(plan.dependentStart[rank])
    var best: OnPlan.Dependent?
    for place in first..<min(Int(plan.dependentStart[rank + 1]), first + looks) {
        let dependent = plan.dependents[place]
        guard let known = best else {
            best = dependent
            continue
        }
        let (isFree, wasFree) = (!isTaken[Int(dependent.rank)], !isTaken[Int(known.rank)])
        if isFree != wasFree ? isFree : dependent.buffer < known.buffer { best = dependent }
    }
    return best.map { Int($0.rank) }
}
