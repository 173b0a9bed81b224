import Dispatch
import DominoEngine
import Synchronization

/// A graph with random delays as the engine takes it: every commitment draws its triangular delay.
struct DrawnGraph {
    static let replicates = 10_000
    static let seed: UInt64 = 1

    /// What ten thousand replicates come to, as far as the peers give it.
    struct Figures: Equatable {
        /// Sum of all commitments' mean slips, in days.
        var meanSlips = 0.0
        /// Mean total score.
        var meanScore = 0.0
        /// P50, P80 and P95 of ten commitments' slips, and of the total, each three added up.
        var slipQuantiles = 0.0
        var scoreQuantiles = 0.0
    }

    let peer: PeerGraph
    private let columns: Columns
    private let lean: Simulation
    private let causal: Simulation
    /// Ranks of ten commitments, from the last one half-way back in the order of the file.
    private let watched: [Int]

    init(_ peer: PeerGraph) {
        self.peer = peer
        columns = Columns(peer, own: .none)
        var uncertainty = Uncertainty(commitments: peer.commitmentCount)
        for (rank, index) in columns.graph.index.enumerated() {
            let place = Int(index)
            let sampler = Sampler(
                variable: variableHash(Self.variable(place).utf8), least: Double(peer.least[place]),
                mode: Double(peer.likely[place]), most: Double(peer.most[place]))
            uncertainty.contributions.append(
                Uncertainty.Contribution(source: .delay, sampler: sampler, input: Int32(truncatingIfNeeded: rank)))
            uncertainty.contributionStart[rank + 1] = Int32(truncatingIfNeeded: rank + 1)
        }
        uncertainty.inputCount = peer.commitmentCount
        let rank = columns.graph.rank
        watched = Self.watched(of: peer.commitmentCount).map { Int(rank[$0]) }
        func simulation(
            _ columns: Columns, _ watched: [Int], _ figures: DominoEngine.Figures
        ) -> Simulation {
            Simulation(
                graph: columns.graph, parameters: columns.parameters, damage: columns.damage, notice: nil,
                uncertainty: uncertainty, seed: Self.seed, figures: figures,
                watched: watched.map { Int32(truncatingIfNeeded: $0) })
        }
        lean = simulation(columns, watched, .meanSlips)
        causal = simulation(columns, watched, .causes)
    }

    /// The name its draws go by.
    static func variable(_ commitment: Int) -> String { "delay:" + peerID(commitment) }

    static func watched(of commitments: Int) -> [Int] { (0..<10).map { commitments - 1 - $0 * commitments / 20 } }

    /// Runs all replicates.
    func lean(threads: Int) -> Figures { figures(run(lean, replicates: Self.replicates, threads: threads)) }

    /// Runs all replicates, with the pass back to what caused the damage.
    func causes() -> Figures { figures(run(causal, replicates: Self.replicates, threads: 1)) }

    /// What a lean run has to do.
    func work() -> Work { run(lean, replicates: Self.replicates, threads: 1).work }

    // MARK: Running

    /// What is gathered of each replicate, and the sums.
    private struct Gathered: Sendable {
        var totals: [Int64]
        /// Slips of the watched, one behind the other.
        var slips: [[Float]]
        /// Sum of all slips, in 1/1024 day, by rank.
        var sums: [Int64]
        var work = Work()
    }

    /// Blocks go to whoever is free.
    private func run(_ simulation: Simulation, replicates: Int, threads: Int) -> Gathered {
        let blocks = (replicates + Row.count - 1) / Row.count
        let chunk = 16
        let next = Atomic<Int>(0)
        let room = blocks * Row.count
        let gathered = Mutex(
            Gathered(
                totals: [Int64](repeating: 0, count: room),
                slips: [[Float]](repeating: [Float](repeating: 0, count: room), count: watched.count),
                sums: [Int64](repeating: 0, count: peer.commitmentCount)))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            var workspace = Workspace(for: simulation)
            var slips = [[Float]](repeating: [Float](repeating: 0, count: Row.count * chunk), count: watched.count)
            var totals = [Int64](repeating: 0, count: Row.count * chunk)
            while case let first = chunk * next.wrappingAdd(1, ordering: .relaxed).oldValue, first < blocks {
                let last = min(first + chunk, blocks)
                for block in first..<last {
                    let valid = min(Row.count, replicates - block * Row.count)
                    let bits: UInt64 = valid == Row.count ? .max : 1 << UInt64(valid) - 1
                    workspace.run(block: UInt32(truncatingIfNeeded: block), replicates: bits, of: simulation)
                    let place = (block - first) * Row.count
                    for lane in 0..<Row.count { totals[place + lane] = workspace.totals[lane] }
                    for (number, rank) in watched.enumerated() {
                        workspace.copySlips(rank: rank, to: &slips[number], at: place, where: .max)
                    }
                }
                let (place, count) = (first * Row.count, (last - first) * Row.count)
                gathered.withLock { gathered in
                    gathered.totals.replaceSubrange(place..<place + count, with: totals[..<count])
                    for number in slips.indices {
                        gathered.slips[number].replaceSubrange(place..<place + count, with: slips[number][..<count])
                    }
                }
            }
            let tally = workspace.tally
            let work = Work(
                rows: workspace.rowsComputed, needs: workspace.needsRelaxed, draws: workspace.variablesDrawn)
            gathered.withLock { gathered in
                gathered.work += work
                for rank in tally.slip.indices { gathered.sums[rank] += tally.slip[rank] }
            }
        }
        return gathered.withLock { gathered in
            gathered.totals.removeLast(room - replicates)
            for number in gathered.slips.indices { gathered.slips[number].removeLast(room - replicates) }
            return gathered
        }
    }

    private func figures(_ gathered: Gathered) -> Figures {
        var figures = Figures()
        let count = Double(gathered.totals.count)
        figures.meanSlips = gathered.sums.reduce(0.0) { $0 + Double($1) } / 1024 / count
        figures.meanScore = Double(gathered.totals.reduce(0, +)) / 100 / count
        figures.scoreQuantiles = quantiles(of: gathered.totals).reduce(0.0) { $0 + Double($1) / 100 }
        for slips in gathered.slips { figures.slipQuantiles += quantiles(of: slips).reduce(0.0) { $0 + Double($1) } }
        return figures
    }

    /// P50, P80 and P95 by nearest rank, each looked for only above the former, as the peers do.
    private func quantiles<Value: Comparable>(of values: [Value]) -> [Value] {
        var values = values
        var first = 0
        return [50, 80, 95].map { percent in
            let place = (values.count * percent + 99) / 100 - 1
            partition(&values, around: place, from: first)
            first = place
            return values[place]
        }
    }

    /// Puts the value that belongs at a place there, no larger ones before it and no smaller ones behind (Hoare's
    /// selection).
    private func partition<Value: Comparable>(_ values: inout [Value], around place: Int, from first: Int) {
        var (low, high) = (first, values.count - 1)
        while low < high {
            let pivot = values[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if place <= right { high = right } else if place >= left { low = left } else { return }
        }
    }

    // MARK: Another way

    /// Compares two blocks with a walk, replicate by replicate, over draws by the book.
    func problem() -> String? {
        let replicates = 2 * Row.count
        let found = run(lean, replicates: replicates, threads: 1)
        var sums = [Double](repeating: 0, count: peer.commitmentCount)
        for replicate in 0..<replicates {
            let own = (0..<peer.commitmentCount).map { delay(of: $0, replicate) }
            let slips = peer.walk(own: own, adds: true)
            for (place, slip) in slips.enumerated() { sums[place] += Double(slip) }
            let (expected, total) = (peer.damage(of: slips), Double(found.totals[replicate]) / 100)
            // A draw may come out a grid step apart, which moves what depends on it.
            guard (total - expected).magnitude <= 1e-4 * expected + 1 else {
                return "replicate \(replicate) costs \(total) and should cost \(expected)"
            }
        }
        for (place, sum) in sums.enumerated() {
            let slips = Double(found.sums[Int(columns.graph.rank[place])]) / 1024
            guard (slips - sum).magnitude <= Double(replicates) / 1024 else {
                return "commitment \(place) slips by \(slips) days in all and should by \(sum)"
            }
        }
        return nil
    }

    /// The delay a commitment draws (Model.md, section 4), in Double and then on the grid.
    private func delay(of commitment: Int, _ replicate: Int) -> Float {
        let hash = variableHash(Self.variable(commitment).utf8)
        var counter = (
            UInt32(truncatingIfNeeded: replicate / 64 * 16 + replicate % 16), UInt32(0),
            UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)
        )
        var key = (UInt32(truncatingIfNeeded: Self.seed), UInt32(truncatingIfNeeded: Self.seed >> 32))
        for _ in 0..<10 {
            let (one, other) = (UInt64(counter.0) * 0xD251_1F53, UInt64(counter.2) * 0xCD9E_8D57)
            counter = (
                UInt32(other >> 32) ^ counter.1 ^ key.0, UInt32(truncatingIfNeeded: other),
                UInt32(one >> 32) ^ counter.3 ^ key.1, UInt32(truncatingIfNeeded: one)
            )
            key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
        }
        let words = [counter.0, counter.1, counter.2, counter.3]
        let u = (Double(words[replicate / 16 % 4]) + 0.5) * 0x1p-32
        let (least, likely) = (Double(peer.least[commitment]), Double(peer.likely[commitment]))
        let most = Double(peer.most[commitment])
        let width = most - least
        let days =
            u < (likely - least) / width
            ? least + (u * width * (likely - least)).squareRoot()
            : most - ((1 - u) * width * (most - likely)).squareRoot()
        return onGrid(days)
    }
}
