/// What makes one commitment late: sums over the replicates in which it is kept, early or late.
public struct TargetTally: Sendable, Equatable {
    /// Rank of the target.
    public let target: Int32
    /// Replicates in which a commitment is on the chain of drivers of the target; by rank.
    public var onChain: [Int64]
    /// Replicates in which the target is not broken.
    public var finite: Int64 = 0
    /// Sums of `x_j`, in 1/1024 day; by rank.
    public var own: [Int128]
    /// Sums of its square.
    public var ownSquares: [Int128]
    /// Sums of `x_j` times the target's slip.
    public var products: [Int128]
    /// Sum of the target's slip.
    public var slip: Int128 = 0
    /// Sum of its square.
    public var slipSquares: Int128 = 0

    /// Nothing counted yet.
    public init(target: Int32, commitments: Int) {
        self.target = target
        onChain = [Int64](repeating: 0, count: commitments)
        own = [Int128](repeating: 0, count: commitments)
        ownSquares = own
        products = own
    }

    /// Adds what other replicates came to.
    public mutating func add(_ other: TargetTally) {
        finite += other.finite
        slip += other.slip
        slipSquares += other.slipSquares
        for rank in onChain.indices {
            onChain[rank] += other.onChain[rank]
            own[rank] += other.own[rank]
            ownSquares[rank] += other.ownSquares[rank]
            products[rank] += other.products[rank]
        }
    }
}

extension Workspace {
    /// Walks from the target back along its drivers, in the block last run.
    public mutating func trace(
        _ simulation: Simulation, replicates: UInt64, into tally: inout TargetTally
    ) {
        let count = simulation.commitmentCount
        var onChain = [UInt64](repeating: 0, count: count)
        let target = Int(tally.target)
        onChain[target] = replicates
        for rank in stride(from: target, through: 0, by: -1) where onChain[rank] != 0 {
            tally.onChain[rank] += Int64(onChain[rank].nonzeroBitCount)
            guard !simulation.graph.features[rank].contains(.fact) else { continue }
            for replicate in 0..<Row.count where onChain[rank] >> UInt64(replicate) & 1 == 1 {
                let need = driver(of: rank, replicate, simulation)
                if need >= 0 { onChain[Int(simulation.graph.needs[need].source)] |= 1 << UInt64(replicate) }
            }
        }
        let slip = slips[target]
        for replicate in 0..<Row.count
        where replicates >> UInt64(replicate) & 1 == 1 && slip[replicate] < .infinity {
            let late = Int128(Self.gridded(slip[replicate]))
            tally.finite += 1
            tally.slip += late
            tally.slipSquares += late * late
            for rank in 0..<count {
                let own = Int128(Self.gridded(ownDelay(rank, simulation)[replicate]))
                guard own != 0 else { continue }
                tally.own[rank] += own
                tally.ownSquares[rank] += own * own
                tally.products[rank] += own * late
            }
        }
    }

    /// Days in 1/1024; what is broken counts as nothing here.
    private static func gridded(_ days: Float) -> Int64 {
        days.isFinite ? Int64(max(-9e15, min(9e15, (Double(days) * 1024).rounded()))) : 0
    }

    /// The need that makes a commitment late in one replicate; -1 where it drives itself.
    private func driver(of rank: Int, _ replicate: Int, _ simulation: Simulation) -> Int {
        let graph = simulation.graph
        var best = -1
        var inherited = -Float.infinity
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            var member = need
            var smallest = brought(need, replicate, simulation)
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] {
                let other = brought(need, replicate, simulation)
                if other < smallest {
                    smallest = other
                    member = need
                }
                need += 1
            }
            if smallest > inherited {
                inherited = smallest
                best = member
            }
        }
        guard best >= 0 else { return -1 }
        let ready = graph.features[rank].contains(.whenReady)
        return ready || inherited > simulation.parameters.baseSlip[rank] ? best : -1
    }

    /// What one need brings in one replicate.
    private func brought(_ need: Int, _ replicate: Int, _ simulation: Simulation) -> Float {
        let slip = slips[Int(simulation.graph.needs[need].source)][replicate]
        return DominoEngine.brought(by: need, ofSlip: slip, simulation.graph, simulation.parameters)
    }
}
