import DominoEngine
import DominoScenario

/// Measures the cases that have a C++ peer, and the peer in turn with them, on the same files; prints how they compare.
///
/// A round is one process of the peer and one sample here. Results are held equal before and in every round.
/// - Parameter folder: where `Peers/run.sh` has built `limit` and `load`; the files are written there once.
/// - Returns: 0, or 1 for a result that differs.
func comparePeers(in folder: String, _ selection: Invocation.Selection) -> Int32 {
    print("\(processorModel()), \(processorCount()) processors; processor time, median of \(selection.samples) rounds")
    print(
        padded("case", 22) + padded("peer", 24) + leading("Domino", 10) + leading("peer", 10) + "   peer/Domino, 99 %")
    for one in peerCases() where one.name.contains(selection.filter) && (one.isQuick || !selection.isQuick) {
        let path = "\(folder)/\(one.file)"
        guard one.write(path) else {
            complain("\(path) cannot be written")
            return 2
        }
        let work = one.prepare()
        for (peer, arguments) in one.peers {
            let program = "\(folder)/\(arguments[0])"
            guard let row = compare(one, work, program, [path, "3"] + arguments.dropFirst(), selection) else {
                return 1
            }
            print(
                padded(one.name, 22) + padded(peer, 24) + leading(spoken(median(row.own)), 10)
                    + leading(spoken(median(row.peer)), 10) + "   \(interval(RatioOfTimes(of: row.peer, to: row.own)))")
        }
    }
    return 0
}

/// A ratio with its interval.
private func interval(_ ratio: RatioOfTimes) -> String {
    let bounds = ratio.interval
    guard bounds.upperBound < .infinity else { return "\(rounded(ratio.estimate)) (too few rounds)" }
    return "\(rounded(ratio.estimate)) (\(rounded(bounds.lowerBound)) to \(rounded(bounds.upperBound)))"
}

/// Work that a C++ program does as well.
private struct PeerCase {
    var name: String
    var isQuick: Bool
    /// The input's name in the folder.
    var file: String
    /// Writes the input.
    var write: (String) -> Bool
    /// The work, and the check sums the peer has to print.
    var prepare: () -> (run: () -> Double, sums: String)
    /// What the peer is called, its program, and its arguments behind file and samples.
    var peers: [(String, [String])]
}

private func peerCases() -> [PeerCase] {
    let sizes = [("1e5", 25_000), ("1e6", 250_000), ("1e7", 2_500_000)]
    let propagations = sizes.map { size, commitments in
        let graph = Shared { LayeredGraph(commitments: commitments) }
        return PeerCase(
            name: "T1/damage/\(size)", isQuick: commitments < 100_000, file: "layered\(size).bin",
            write: { graph.value.write(to: $0) },
            prepare: { propagation(graph.value) },
            peers: ["g++", "clang++"].flatMap { compiler in
                ["file", "ranked", "slices"].map { ("\(compiler), \($0)", ["limit-\(compiler)", $0]) }
            })
    }
    let loadings = [("1e4", 10_000), ("1e5", 100_000), ("1e6", 1_000_000)].flatMap { size, commitments in
        let text = Shared { layeredScenario(LayeredGraph(commitments: commitments)) }
        return [false, true].map { isCompiled in
            PeerCase(
                name: isCompiled ? "T5/columns/\(size)" : "T5/load/\(size)", isQuick: commitments < 100_000,
                file: "layered\(size).json", write: { write(text.value, to: $0) },
                prepare: { loading(text.value, isCompiled: isCompiled) },
                peers: [("simdjson on demand", ["load"])])
        }
    }
    return propagations + loadings
}

/// One propagation with damage; the sums are the number of commitments, their slips and the total.
private func propagation(_ graph: LayeredGraph) -> (run: () -> Double, sums: String) {
    let work = Propagation(graph)
    let ramps = ScoreRamps(work.damage, redate: work.terms.redate)
    var slips = [Float](repeating: 0, count: graph.commitmentCount)
    let total = propagateScoring(work.graph, work.terms, ramps, into: &slips)
    let sum = slips.reduce(0) { $0 + Double($1) }
    return (
        { propagateScoring(work.graph, work.terms, ramps, into: &slips) },
        "\(graph.commitmentCount) \(bits(sum)) \(bits(total))"
    )
}

/// The bytes of a scenario to lists or columns; the sums are those of `checkSums` in `load.cpp`.
private func loading(_ text: [UInt8], isCompiled: Bool) -> (run: () -> Double, sums: String) {
    func load() -> Scenario? {
        loadScenario(path: "bench.json", contents: text) { _ in .unreadable(reason: "nothing is included") }.scenario
    }
    guard let scenario = load() else { return ({ 0 }, "refused") }
    var sources: UInt64 = 0
    var (spare, points) = (0.0, 0.0)
    for (place, need) in scenario.needs.enumerated() {
        sources &+= UInt64(place % 1000 + 1) &* (UInt64(need.commitment) + 1)
        spare += Double(Float(need.buffer ?? need.lead ?? 0))
    }
    for point in scenario.curvePoints { points += point.days + point.value }
    let dues = scenario.commitments.reduce(0) { $0 + Int($1.due.number) }
    let sums =
        "\(scenario.commitments.count) \(scenario.needs.count) \(sources) \(bits(spare)) \(dues) "
        + "\(scenario.curvePoints.count) \(bits(points))"
    return ({ load().map { isCompiled ? Double(compile($0).graph.needCount) : Double($0.needs.count) } ?? 0 }, sums)
}

/// A number as its bits, so that programs of two languages can say that theirs is the same.
private func bits(_ number: Double) -> String { String(number.bitPattern, radix: 16) }

/// Rounds of a case and one peer; nil, with a message, if their results differ.
private func compare(
    _ one: PeerCase, _ work: (run: () -> Double, sums: String), _ program: String, _ arguments: [String],
    _ selection: Invocation.Selection
) -> (own: [Double], peer: [Double])? {
    var result: (own: [Double], peer: [Double]) = ([], [])
    let expected = work.run()
    var iterations = 1
    var seconds = 0.0
    repeat {
        if seconds > 0 { iterations = max(iterations + 1, Int(Double(iterations) * 0.02 / seconds) + 1) }
        let start = cpuSeconds()
        for _ in 0..<iterations { _ = work.run() }
        seconds = cpuSeconds() - start
    } while seconds < 0.015
    for _ in 0..<max(6, selection.samples) {
        guard let text = output(of: program, arguments) else {
            complain("\(program) fails: build it with Peers/run.sh")
            return nil
        }
        var times: [Double] = []
        for line in text.split(separator: "\n") {
            guard let space = line.firstIndex(of: " "), let time = Double(line[..<space]) else { continue }
            times.append(time)
            guard line[line.index(after: space)...] == work.sums else {
                complain("\(one.name): \(program) gives \(line[line.index(after: space)...]), and Domino \(work.sums)")
                return nil
            }
        }
        result.peer.append(median(times))
        let start = cpuSeconds()
        for _ in 0..<iterations {
            guard work.run() == expected else {
                complain("\(one.name): the same work gives another result")
                return nil
            }
        }
        result.own.append((cpuSeconds() - start) / Double(iterations))
    }
    return result
}
