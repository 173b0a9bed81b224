/// The level of each commitment: 0 without needs, else one above the highest it needs; nil if some form a circle.
///
/// Files are mostly written causes first, and then one pass does; otherwise Kahn's algorithm. No recursion, so a
/// chain of millions is as good as any other graph.
/// - Complexity: O(commitments + needs).
func levels(needStart: [Int32], needs: [CommitmentGraph.Need]) -> [Int32]? {
    let count = needStart.count - 1
    var levels = [Int32](repeating: 0, count: count)
    for commitment in 0..<count {
        var level: Int32 = 0
        for need in Int(needStart[commitment])..<Int(needStart[commitment + 1]) {
            let source = Int(needs[need].source)
            if source >= commitment { return levelsInAnyOrder(needStart: needStart, needs: needs) }
            level = max(level, levels[source] + 1)
        }
        levels[commitment] = level
    }
    return levels
}

/// `levels` where some commitment stands before one that it needs.
private func levelsInAnyOrder(needStart: [Int32], needs: [CommitmentGraph.Need]) -> [Int32]? {
    let count = needStart.count - 1
    let (start, dependents) = dependents(needStart: needStart, needs: needs)
    var levels = [Int32](repeating: 0, count: count)
    var waiting = [Int32](repeating: 0, count: count)
    var ready: [Int32] = []
    ready.reserveCapacity(count)
    for commitment in 0..<count {
        waiting[commitment] = needStart[commitment + 1] - needStart[commitment]
        if waiting[commitment] == 0 { ready.append(Int32(truncatingIfNeeded: commitment)) }
    }
    var next = 0
    while next < ready.count {
        let source = Int(ready[next])
        next += 1
        for place in Int(start[source])..<Int(start[source + 1]) {
            let dependent = Int(dependents[place])
            levels[dependent] = max(levels[dependent], levels[source] + 1)
            waiting[dependent] -= 1
            if waiting[dependent] == 0 { ready.append(dependents[place]) }
        }
    }
    return ready.count == count ? levels : nil
}

/// The needs the other way round: for each commitment, those that need it, in compressed rows.
/// - Complexity: O(commitments + needs).
public func dependents(needStart: [Int32], needs: [CommitmentGraph.Need]) -> (start: [Int32], dependents: [Int32]) {
    let count = needStart.count - 1
    var start = [Int32](repeating: 0, count: count + 1)
    for need in needs { start[Int(need.source) + 1] += 1 }
    for place in 0..<count { start[place + 1] += start[place] }
    var at = start
    var dependents = [Int32](repeating: 0, count: needs.count)
    for commitment in 0..<count {
        for need in Int(needStart[commitment])..<Int(needStart[commitment + 1]) {
            let source = Int(needs[need].source)
            dependents[Int(at[source])] = Int32(truncatingIfNeeded: commitment)
            at[source] += 1
        }
    }
    return (start, dependents)
}

/// The file indices in order of rank: by level, then features, then number of needs, then place in the file.
///
/// Three stable counting sorts, the least significant key first. Commitments with 64 needs or more share one key: their
/// inner loop is long enough to be predicted anyhow.
/// - Complexity: O(commitments + levels).
func ranking(levels: [Int32], features: [CommitmentGraph.Features], needStart: [Int32]) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(levels.count)
    for commitment in 0..<levels.count { order.append(Int32(truncatingIfNeeded: commitment)) }
    var highest: Int32 = 0
    for level in levels { highest = max(highest, level) }
    order = countingSort(order, keys: 65) { min(64, Int(needStart[$0 + 1] - needStart[$0])) }
    order = countingSort(order, keys: 256) { Int(features[$0].rawValue) }
    order = countingSort(order, keys: Int(highest) + 1) { Int(levels[$0]) }
    return order
}

/// `order` sorted by `key`, equals in the order they came.
func countingSort(_ order: [Int32], keys: Int, key: (Int) -> Int) -> [Int32] {
    var start = [Int32](repeating: 0, count: keys + 1)
    for commitment in order { start[key(Int(commitment)) + 1] += 1 }
    for place in 0..<keys { start[place + 1] += start[place] }
    var sorted = [Int32](repeating: 0, count: order.count)
    for commitment in order {
        let place = key(Int(commitment))
        sorted[Int(start[place])] = commitment
        start[place] += 1
    }
    return sorted
}
