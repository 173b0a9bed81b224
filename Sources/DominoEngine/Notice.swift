/// The day on which news of a slip reaches each commitment, by rank; `+inf` where it never does.
///
/// News is a shortest path: `told_j = min over needs (told_i + relay_ij)` (model.md, section 3). It travels along every
/// need, also one that a plan has cut: people who worked together go on talking, and a mitigation never hurts.
///
/// - Parameters:
///   - origins: ranks where the news starts.
///   - day: the day of telling.
///   - relays: days a need takes to carry the news, by need as ranked; empty for none.
/// - Complexity: O(commitments + needs); allocates one column.
public func notifiedOn(
    from origins: [Int32], on day: Double, through graph: CommitmentGraph, relays: [Float]
) -> [Double] {
    precondition(relays.isEmpty || relays.count == graph.needCount, "one relay a need")
    var told = [Double](repeating: .infinity, count: graph.commitmentCount)
    for origin in origins { told[Int(origin)] = day }
    for rank in 0..<graph.commitmentCount {
        var earliest = told[rank]
        for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
            let relay = relays.isEmpty ? 0 : Double(relays[need])
            earliest = min(earliest, told[Int(graph.needs[need].source)] + relay)
        }
        told[rank] = earliest
    }
    return told
}
