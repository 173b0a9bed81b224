/// Measures the cases that have a C++ peer, and the peer in turn with them, on the same files; prints how they compare.
///
/// A round is one process of the peer and one sample here. Results are held equal before and in every round.
/// - Parameter folder: where `Peers/run.sh` has built the peers; the files are written there once.
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

/// Rounds of a case and one peer; nil, with a message, if their results differ.
private func compare(
    _ one: PeerCase, _ work: PeerCase.Work, _ program: String, _ arguments: [String],
    _ selection: Invocation.Selection
) -> (own: [Double], peer: [Double])? {
    var result: (own: [Double], peer: [Double]) = ([], [])
    let expected = work.run()
    // A sample is 20 ms or one run, whatever is longer.
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
            let sums = line[line.index(after: space)...]
            guard work.sums.agree(with: sums) else {
                complain("\(one.name): \(program) gives \(sums), and Domino \(work.sums)")
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
