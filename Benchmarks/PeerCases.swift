import DominoEngine
import DominoScenario

/// Work that a C++ program does as well.
struct PeerCase {
    /// The work, and what the peer has to print.
    typealias Work = (run: () -> Double, sums: CheckSums)

    var name: String
    var isQuick: Bool
    /// The input's name in the folder.
    var file: String
    /// Writes the input.
    var write: (String) -> Bool
    /// The input at hand.
    var prepare: () -> Work
    /// What the peer is called, its program, and its arguments behind file and samples.
    var peers: [(String, [String])]
}

/// What tells that two programs have done the same.
enum CheckSums: CustomStringConvertible {
    /// Equal to the bit.
    case same(String)
    /// Each within a share of the larger: Floats added up in another order, and draws that a root's last digit sends to
    /// the next 1/1024 day.
    case near([Double], within: Double)
    /// The same number of commitments, and two sums as bits that are near.
    case sameCountNearTotals(count: Int, Double, Double, within: Double)

    var description: String {
        switch self {
        case .same(let text): text
        case .near(let values, _): values.map { "\($0)" }.joined(separator: " ")
        case .sameCountNearTotals(let count, let one, let other, _): "\(count) \(bits(one)) \(bits(other))"
        }
    }

    /// Whether a peer has printed the like.
    func agree(with printed: Substring) -> Bool {
        switch self {
        case .same(let text): return printed == text
        case .near(let values, let share):
            return Self.areNear(values, printed.split(separator: " ").compactMap { Double($0) }, within: share)
        case .sameCountNearTotals(let count, let one, let other, let share):
            let parts = printed.split(separator: " ")
            guard parts.first == "\(count)" else { return false }
            let sums = parts.dropFirst().compactMap { UInt64($0, radix: 16).map { Double(bitPattern: $0) } }
            return Self.areNear([one, other], sums, within: share)
        }
    }

    private static func areNear(_ values: [Double], _ others: [Double], within share: Double) -> Bool {
        others.count == values.count
            && zip(values, others).allSatisfy { ($0 - $1).magnitude <= share * max($0.magnitude, $1.magnitude) }
    }
}

/// All cases that have a peer.
func peerCases() -> [PeerCase] {
    propagationPeers() + drawsPeers() + blastPeers() + loadingPeers()
}

/// A program by each compiler, with its arguments behind file and samples.
private func compiled(_ program: String, _ methods: [[String]]) -> [(String, [String])] {
    ["g++", "clang++"].flatMap { compiler in
        methods.map { (([compiler] + $0).joined(separator: ", "), ["\(program)-\(compiler)"] + $0) }
    }
}

private func propagationPeers() -> [PeerCase] {
    [("1e5", 25_000), ("1e6", 250_000), ("1e7", 2_500_000)].map { size, commitments in
        let graph = Shared { PeerGraph(layered: commitments) }
        return PeerCase(
            name: "T1/assess/\(size)", isQuick: commitments < 100_000, file: "layered\(size).bin",
            write: { graph.value.write(to: $0) }, prepare: { propagation(graph.value) },
            peers: compiled("limit", [["file"], ["ranked"], ["slices"]]))
    }
}

private func drawsPeers() -> [PeerCase] {
    [("1e2", 100), ("1e3", 1000), ("1e4", 10_000)].map { size, commitments in
        let graph = Shared { PeerGraph(layered: commitments) }
        return PeerCase(
            name: "T2/lean/\(size)", isQuick: commitments <= 1000, file: "draws\(size).bin",
            write: { graph.value.write(to: $0) },
            prepare: {
                let drawn = DrawnGraph(graph.value)
                let found = drawn.lean(threads: 1)
                return (
                    { drawn.lean(threads: 1).meanScore },
                    .near(
                        [found.meanSlips, found.meanScore, found.slipQuantiles, found.scoreQuantiles], within: 2e-5)
                )
            }, peers: compiled("draws", [["\(DrawnGraph.replicates)"]]))
    }
}

private func blastPeers() -> [PeerCase] {
    [("1e3", 1000), ("1e4", 10_000), ("1e5", 100_000)].flatMap { size, commitments in
        [true, false].map { isLayered in
            let graph = Shared {
                isLayered ? PeerGraph(layered: commitments) : PeerGraph(deals: commitments / 100)
            }
            let kind = isLayered ? "layered" : "deals"
            return PeerCase(
                name: "T3/\(kind)/\(size)", isQuick: commitments < 100_000, file: "blast-\(kind)\(size).bin",
                write: { graph.value.write(to: $0) },
                prepare: {
                    let blast = Blast(graph.value)
                    return ({ blast.run().sum }, .near([blast.run().sum], within: 1e-6))
                }, peers: compiled("blast", [["swept"], ["reached"]]))
        }
    }
}

private func loadingPeers() -> [PeerCase] {
    [("1e4", 10_000), ("1e5", 100_000), ("1e6", 1_000_000)].flatMap { size, commitments in
        let text = Shared { scenarioText(PeerGraph(layered: commitments)) }
        return [false, true].map { isCompiled in
            PeerCase(
                name: isCompiled ? "T5/columns/\(size)" : "T5/load/\(size)", isQuick: commitments < 100_000,
                file: "layered\(size).json", write: { write(text.value, to: $0) },
                prepare: { loading(text.value, isCompiled: isCompiled) },
                peers: [("simdjson on demand", ["load"])])
        }
    }
}

/// One propagation with damage; the sums are the number of commitments, their slips and the total.
private func propagation(_ graph: PeerGraph) -> PeerCase.Work {
    let work = Columns(graph, own: .floors)
    func run() -> (slips: [Float], total: Double) {
        let slips = DominoEngine.slips(in: work.graph, under: work.parameters)
        let cost = assess(slips, under: work.damage, dueShift: work.parameters.dueShift, notice: nil)
        return (slips, cost.total)
    }
    let (slips, total) = run()
    let sum = slips.reduce(0) { $0 + Double($1) }
    // The peers add Floats, and print the sum of the slips and the total as bits.
    return ({ run().total }, .sameCountNearTotals(count: graph.commitmentCount, sum, total, within: 1e-6))
}

/// The bytes of a scenario to lists or columns; the sums are those of `checkSums` in `load.cpp`.
private func loading(_ text: [UInt8], isCompiled: Bool) -> PeerCase.Work {
    func load() -> Scenario? {
        loadScenario(path: "bench.json", contents: text) { _ in .unreadable(reason: "nothing is included") }.scenario
    }
    guard let scenario = load() else { return ({ 0 }, .same("refused")) }
    var sources: UInt64 = 0
    var (spare, points) = (0.0, 0.0)
    for (place, need) in scenario.needs.enumerated() {
        sources &+= UInt64(place % 1000 + 1) &* (UInt64(Int(need.commitment)) + 1)
        spare += Double(Float(need.buffer ?? need.lead ?? 0))
    }
    for point in scenario.curvePoints { points += point.days + point.value }
    let dues = scenario.commitments.reduce(0) { $0 + Int($1.due.number) }
    let sums =
        "\(scenario.commitments.count) \(scenario.needs.count) \(sources) \(bits(spare)) \(dues) "
        + "\(scenario.curvePoints.count) \(bits(points))"
    func needCount(_ scenario: Scenario) -> Int {
        isCompiled ? compile(scenario, draws: false).model.graph.needCount : scenario.needs.count
    }
    return ({ load().map { Double(needCount($0)) } ?? 0 }, .same(sums))
}

/// A number as its bits, so that programs of two languages can say that theirs is the same.
private func bits(_ number: Double) -> String { String(number.bitPattern, radix: 16) }
