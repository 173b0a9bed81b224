import Dispatch
import DominoEngine
import Synchronization

/// The draws of all replicates, made once for every plan.
struct Grounds: Sendable {
    let blocks: [GroundBlock]
    /// Whether averting a risk can make something later: one that would have brought it forward.
    let mayHurt: Bool

    var count: Int { blocks.count }

    /// Draws on some threads.
    init(_ model: PlanModel, _ simulation: Simulation, replicates: Int, threads: Int) {
        let count = (replicates + Row.count - 1) / Row.count
        let drawn = Mutex([GroundBlock?](repeating: nil, count: count))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            var workspace = Workspace(for: simulation)
            while case let block = next.wrappingAdd(1, ordering: .relaxed).oldValue, block < count {
                let rest = replicates - block * Row.count
                let ground = workspace.ground(
                    block: UInt32(truncatingIfNeeded: block),
                    replicates: rest >= Row.count ? .max : (1 << UInt64(rest)) - 1, of: model, simulation)
                drawn.withLock { $0[block] = ground }
            }
        }
        blocks = drawn.withLock { $0.compactMap { $0 } }
        mayHurt = blocks.contains { $0.mayHurt }
    }

    /// Nothing drawn: for a scenario without luck.
    static let none = Grounds([], mayHurt: false)

    private init(_ blocks: [GroundBlock], mayHurt: Bool) {
        self.blocks = blocks
        self.mayHurt = mayHurt
    }

    /// The same draws where those hurt are told as a model says.
    func told(as model: PlanModel) -> Grounds { Grounds(blocks.map { $0.told(as: model) }, mayHurt: mayHurt) }
}
