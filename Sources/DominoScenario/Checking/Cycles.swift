/// Commitments that need each other in a circle: each with the place in `needs` of the need that leads to the next.
struct Cycle {
    var needs: [(commitment: CommitmentIndex, need: NeedIndex)]
}

/// One circle of each strongly connected part of the needs, in file order; none if the commitments can be kept in some
/// order.
///
/// Commitments on no circle are removed first, so that a sound file costs two linear passes.
/// - Complexity: O(commitments + needs).
func cycles(in scenario: Scenario) -> [Cycle] {
    guard !needsPointBack(scenario) else { return [] }
    let circular = circularCommitments(scenario)
    guard circular.contains(true) else { return [] }
    var cycles: [Cycle] = []
    let part = strongParts(scenario, among: circular)
    // One circle a part: the others mostly disappear with it.
    var reported = [Bool](repeating: false, count: part.count)
    for first in part.indices where part[first] >= 0 && !reported[Int(part[first])] {
        reported[Int(part[first])] = true
        if let cycle = shortestCycle(through: first, scenario, part) { cycles.append(cycle) }
    }
    return cycles
}

/// The live needs of a commitment: none of a released one, none on a released one.
private func liveNeeds(of commitment: Int, _ scenario: Scenario) -> Range<NeedIndex> {
    let commitment = scenario.commitments[commitment]
    return commitment.status == .released ? NeedIndex(0)..<NeedIndex(0) : commitment.needs
}

/// Whether every commitment comes after all it needs, as in most files: then there is no circle.
private func needsPointBack(_ scenario: Scenario) -> Bool {
    for (number, commitment) in scenario.commitments.enumerated() {
        for need in commitment.needs where Int(scenario[need].commitment) >= number { return false }
    }
    return true
}

/// The commitments that are left after removing, again and again, those without open needs.
private func circularCommitments(_ scenario: Scenario) -> [Bool] {
    let count = scenario.commitments.count
    var start = [Int32](repeating: 0, count: count + 1)
    var waiting = [Int32](repeating: 0, count: count)
    for commitment in 0..<count {
        for need in liveNeeds(of: commitment, scenario) {
            start[Int(scenario[need].commitment) + 1] += 1
            waiting[commitment] += 1
        }
    }
    for place in 0..<count { start[place + 1] += start[place] }
    var dependents = [Int32](repeating: 0, count: Int(start[count]))
    var at = start
    for commitment in 0..<count {
        for need in liveNeeds(of: commitment, scenario) {
            let source = Int(scenario[need].commitment)
            dependents[Int(at[source])] = Int32(commitment)
            at[source] += 1
        }
    }
    var ready = (0..<count).filter { waiting[$0] == 0 }
    var circular = [Bool](repeating: true, count: count)
    while let source = ready.popLast() {
        circular[source] = false
        for place in start[source]..<start[source + 1] {
            let dependent = Int(dependents[Int(place)])
            waiting[dependent] -= 1
            if waiting[dependent] == 0 { ready.append(dependent) }
        }
    }
    return circular
}

/// Numbers the strongly connected parts of these commitments (Tarjan, without recursion); -1 outside all parts.
private func strongParts(_ scenario: Scenario, among circular: [Bool]) -> [Int32] {
    let count = circular.count
    var number = [Int32](repeating: -1, count: count)
    var lowest = number
    var part = number
    var onStack = [Bool](repeating: false, count: count)
    var stack: [Int] = []
    var path: [(commitment: Int, next: NeedIndex)] = []
    var counter: Int32 = 0
    var parts: Int32 = 0
    for root in 0..<count where circular[root] && number[root] < 0 {
        path.append((root, scenario.commitments[root].needs.lowerBound))
        while let (commitment, next) = path.last {
            if number[commitment] < 0 {
                number[commitment] = counter
                lowest[commitment] = counter
                counter += 1
                stack.append(commitment)
                onStack[commitment] = true
            }
            if next < liveNeeds(of: commitment, scenario).upperBound {
                path[path.count - 1].next = next.advanced(by: 1)
                let source = Int(scenario[next].commitment)
                guard circular[source] else { continue }
                if number[source] < 0 {
                    path.append((source, scenario.commitments[source].needs.lowerBound))
                } else if onStack[source] {
                    lowest[commitment] = min(lowest[commitment], number[source])
                }
                continue
            }
            path.removeLast()
            if let parent = path.last?.commitment { lowest[parent] = min(lowest[parent], lowest[commitment]) }
            guard lowest[commitment] == number[commitment] else { continue }
            var size = 0
            while let member = stack.popLast() {
                onStack[member] = false
                part[member] = parts
                size += 1
                if member == commitment { break }
            }
            if size == 1 { part[commitment] = -1 }
            parts += 1
        }
    }
    return part
}

/// A shortest circle through a commitment within its part: breadth first along needs.
private func shortestCycle(through first: Int, _ scenario: Scenario, _ part: [Int32]) -> Cycle? {
    var reachedBy = [Int: (commitment: Int, need: NeedIndex)]()
    var queue = [first]
    var next = 0
    while next < queue.count {
        let commitment = queue[next]
        next += 1
        for need in liveNeeds(of: commitment, scenario) {
            let source = Int(scenario[need].commitment)
            guard part[source] == part[first], reachedBy[source] == nil else { continue }
            reachedBy[source] = (commitment, need)
            queue.append(source)
            if source == first { return circle(back: first, reachedBy) }
        }
    }
    return nil
}

/// The circle that a search from `first` has closed.
private func circle(back first: Int, _ reachedBy: [Int: (commitment: Int, need: NeedIndex)]) -> Cycle? {
    var needs: [(commitment: CommitmentIndex, need: NeedIndex)] = []
    var at = first
    while let step = reachedBy[at] {
        needs.append((CommitmentIndex(step.commitment), step.need))
        at = step.commitment
        if at == first { break }
    }
    needs.reverse()
    return Cycle(needs: needs)
}
