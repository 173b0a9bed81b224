#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoAnalysis
import DominoReport
import DominoScenario

/// Most bytes of a scenario that fit into a shard: as Base64 they have to leave room for the figures below 1 GiB.
private let scenarioLimit = 400 << 20

extension ParsedCommand {
    /// The part `--shard` asks for; nil where the whole is wanted.
    func shardPlace() throws(UsageError) -> ShardPlace? {
        guard let asked = try reading("shard", by: readShard) else { return nil }
        if value("precision") != nil {
            throw misuse("'--precision' needs all replicates at hand, so it cannot go with '--shard'.")
        }
        if let format = value("format"), format != "json" {
            throw misuse("a shard is always JSON; '--format \(format)' is for 'domino merge'.")
        }
        if outputPath == nil, isTerminal(STDOUT_FILENO) {
            throw misuse("a shard is for 'domino merge', not for a terminal. Give '--output FILE'.")
        }
        switch asked {
        case .part(let number, let count): return ShardPlace(number, of: count)
        case .auto:
            let found = try reading("shard", by: { _ in shardOfEnvironment(environment) })
            guard let (place, engine) = found else { return nil }
            if !flag("quiet") {
                remark("this is part \(place.number)/\(place.count), as \(engine.index) says")
            }
            return place
        }
    }

    /// Runs one part and writes it as a shard, unless it is there already.
    func writeShard(
        _ place: ShardPlace, of question: SimulateQuestion, in scenario: Scenario, asOfIsToday: Bool, threads: Int
    ) -> ExitStatus {
        let files = scenario.sources.shardFiles
        guard files.reduce(0, { $0 + $1.contents.count }) <= scenarioLimit else {
            return complain("the scenario is above 400 MiB, and a shard, which carries it, cannot hold it.", .invalid)
        }
        let named = ShardQuestion(question, of: scenario, files: files, asOfIsToday: asOfIsToday)
        if let path = outputPath, isShard(path, place, named) {
            if !flag("quiet") {
                remark("\(shownPath(path)) holds part \(place.number)/\(place.count) already; nothing is computed")
            }
            return .done
        }
        if asOfIsToday, !flag("quiet") {
            remark("the day is \(question.asOf) by the clock; shards of another day will not fit. Try --as-of")
        }
        let range = place.range(of: question.replicates)
        let progress = Progress(of: range.count, isWanted: !flag("quiet"))
        let part = simulatePart(
            question, range, in: compile(scenario), threads: threads, progress: { progress.add($0) })
        progress.end()
        let shard = Shard(version: version, place: place, question: named, files: files, part: part)
        return answer(shardJSON(shard), unless: scenario.sources.inputs)
    }

    /// Whether a file is whole, and the very shard that would be made.
    private func isShard(_ path: String, _ place: ShardPlace, _ question: ShardQuestion) -> Bool {
        guard isFile(path), case .contents(let contents) = readFile(path),
            let shard = try? readShard(contents, version: version)
        else { return false }
        return shard.place == place && shard.question.difference(from: question) == nil
    }
}
