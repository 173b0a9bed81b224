/// Where rows live while a pass goes over a graph: each in a slot that another row takes after its last reader.
///
/// Rows of 10,000 commitments leave the cache, the some 700 slots that they need do not.
struct RowSlots: Sendable {
    /// The slot of each rank; -1 for one whose row nobody reads.
    let slots: [Int32]
    /// How many slots there are.
    let count: Int

    /// A slot for each rank, never used again.
    init(commitments: Int) {
        var slots: [Int32] = []
        slots.reserveCapacity(commitments)
        for rank in 0..<commitments { slots.append(Int32(truncatingIfNeeded: rank)) }
        self.slots = slots
        count = commitments
    }

    /// Slots that are used again.
    ///
    /// - Parameter lastReaders: the last rank that reads a row, by rank; -1 for one that is not even written, its own rank for
    ///   one that is written and not read, `Int32.max` for one that is kept.
    /// - Complexity: O(commitments + needs).
    init(of graph: CommitmentGraph, lastReaders: [Int32]) {
        var slots = [Int32](repeating: -1, count: graph.commitmentCount)
        var last = lastReaders
        var free: [Int32] = []
        var count: Int32 = 0
        for rank in slots.indices {
            if last[rank] >= 0 {
                if let slot = free.popLast() {
                    slots[rank] = slot
                } else {
                    slots[rank] = count
                    count += 1
                }
            }
            // Only now: a row is written after those of its needs were read, but in one step.
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                let source = Int(graph.needs[need].source)
                if last[source] == rank {
                    free.append(slots[source])
                    last[source] = -1
                }
            }
            if last[rank] == rank { free.append(slots[rank]) }
        }
        self.slots = slots
        self.count = Int(count)
    }
}
