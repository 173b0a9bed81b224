import Dispatch
import DominoEngine
import DominoScenario
import Synchronization

/// What one source's slip comes to.
struct Reach: Sendable {
    var radius = BlastRadius.none
    /// Places in the scenario's `stakeholders`.
    var stakeholders: [StakeholderIndex] = []
}

/// The blast radius of every commitment, by rank.
///
/// - Complexity: O(commitments * what they reach) / 64, divided by the threads; no answer depends on these.
func blastRadii(
    _ days: Double, of plan: Baseline, in scenario: Scenario, _ compiled: CompiledScenario, asksWhom: Bool, threads: Int
) -> [Reach] {
    let count = plan.commitmentCount
    let order = sourceOrder(of: plan)
    let batches = (order.count + Row.count - 1) / Row.count
    let stakeholders = asksWhom ? scenario.stakeholders.count : 0
    let promisees =
        asksWhom ? (0..<count).map { scenario[compiled.commitment(ofRank: $0)].promisee.place } : []
    let gathered = Mutex([Reach](repeating: Reach(), count: count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, batches))) { _ in
        var sweep = SourceSweep(of: plan, promisees: promisees, stakeholders: stakeholders)
        while true {
            let batch = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard batch < batches else { break }
            let ranks = order[batch * Row.count..<min(order.count, (batch + 1) * Row.count)]
            sweep.run(ranks.map { plan.shock(Int($0), days: days) }, in: plan)
            let reaches = ranks.indices.map { place in
                let lane = place - ranks.startIndex
                return Reach(
                    radius: sweep.radius(ofLane: lane, in: plan),
                    stakeholders: (0..<stakeholders).compactMap {
                        sweep.reaches($0, fromLane: lane) ? StakeholderIndex($0) : nil
                    })
            }
            gathered.withLock { gathered in
                for (rank, reach) in zip(ranks, reaches) { gathered[Int(rank)] = reach }
            }
        }
    }
    return gathered.withLock { $0 }
}
