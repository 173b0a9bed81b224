import DominoAnalysis
import DominoReport
import DominoScenario

/// A scheduler that runs parts of a job on many machines and tells each part its number in the environment.
enum ShardEngine: String, CaseIterable {
    case slurm = "a Slurm array"
    case kubernetes = "a Kubernetes Indexed Job"
    case batch = "an AWS Batch array job"

    /// The variable with the number of the part. If it is set, this engine runs the parts.
    var index: String {
        switch self {
        case .slurm: "SLURM_ARRAY_TASK_ID"
        case .kubernetes: "JOB_COMPLETION_INDEX"
        case .batch: "AWS_BATCH_JOB_ARRAY_INDEX"
        }
    }

    /// The variable with the number of parts. Kubernetes sets none, so the job's definition has to.
    var count: String {
        switch self {
        case .slurm: "SLURM_ARRAY_TASK_COUNT"
        case .kubernetes: "JOB_COMPLETIONS"
        case .batch: "AWS_BATCH_JOB_ARRAY_SIZE"
        }
    }

    /// Which part this is.
    ///
    /// - Parameter variable: the value of a variable of the environment; nil if it is not set.
    func place(_ variable: (String) -> String?) throws(Refusal) -> ShardPlace {
        let index = try number(index, variable, from: 0)
        let count = try number(count, variable, from: 1)
        if self == .slurm { return try slurmPlace(index, of: count, variable) }
        guard index < count else {
            throw "\(self.index) is \(index) and \(self.count) is \(count), but indexes go from 0 to \(count - 1)."
        }
        return ShardPlace(index + 1, of: count)
    }

    /// Slurm counts from any number in any step, and leaves out whatever it is told to.
    private func slurmPlace(
        _ id: Int, of count: Int, _ variable: (String) -> String?
    ) throws(Refusal) -> ShardPlace {
        let least = try number("SLURM_ARRAY_TASK_MIN", variable, from: 0)
        let most = try number("SLURM_ARRAY_TASK_MAX", variable, from: 0)
        let step = try number("SLURM_ARRAY_TASK_STEP", variable, from: 1, missing: 1)
        let isWhole = least <= id && id <= most && (id - least) % step == 0
        // --array=3 or --array=2,5 runs some parts again, and then Slurm counts only those.
        guard isWhole, (most - least) / step + 1 == count, least <= 1 else {
            let tasks = count == 1 ? "only task \(id)" : "\(count) tasks from \(least) to \(most)"
            throw """
            the Slurm array has \(tasks), which does not say how many parts there are. Submit all of it, as \
            --array=1-N: a part that exists already is not computed again.
            """
        }
        return ShardPlace((id - least) / step + 1, of: count)
    }

    /// A whole number of the environment.
    private func number(
        _ name: String, _ variable: (String) -> String?, from least: Int, missing: Int? = nil
    ) throws(Refusal) -> Int {
        guard let text = variable(name) else {
            if let missing { return missing }
            let hint =
                self == .kubernetes && name == count ? "; give it the Job's number of completions in 'env'" : ""
            throw "this is \(rawValue), but \(name) is not set\(hint)."
        }
        guard isDigits(text), let number = Int(text), least...1_000_000_000 ~= number else {
            throw "\(name) is '\(sanitized(text, limit: 40))', not a whole number from \(least) on."
        }
        return number
    }
}

/// The part that the environment says this process is, and the engine that says so.
///
/// - Parameter variable: the value of a variable of the environment; nil if it is not set.
func shardOfEnvironment(_ variable: (String) -> String?) throws(Refusal) -> (place: ShardPlace, engine: ShardEngine) {
    let engines = ShardEngine.allCases.filter { variable($0.index) != nil }
    guard let engine = engines.first else {
        if variable("PARALLEL_SEQ") != nil {
            throw """
            GNU parallel tells a job its number, but not how many there are. Write '--shard {}/8' instead, with \
            '::: 1 2 3 4 5 6 7 8' after the command.
            """
        }
        if variable("SLURM_JOB_ID") != nil {
            throw "this Slurm job is not an array. Submit it with 'sbatch --array=1-8'."
        }
        let known = ShardEngine.allCases.map { "\($0.index) (\($0.rawValue))" }
        throw """
        the environment does not say which part this is. These variables are known: \
        \(known.dropLast().joined(separator: ", ")) and \(known.last ?? ""). Elsewhere say which part this is, such \
        as '--shard 3/8'.
        """
    }
    let place = try engine.place(variable)
    for other in engines.dropFirst() {
        guard (try? other.place(variable)) == place else {
            throw """
            both \(engine.index) and \(other.index) are set, and they do not say the same part. Say which it is, \
            such as '--shard 3/8'.
            """
        }
    }
    return (place, engine)
}

/// Bytes of a scenario that fit into a shard: as Base64 they must leave room for the figures below 1 GiB.
private let scenarioLimit = 400 << 20

extension ParsedCommand {
    /// The part that `--shard` asks for; nil for the whole.
    func shardPlace() throws(EarlyEnd) -> ShardPlace? {
        guard let asked = try reading("shard", by: readShard) else { return nil }
        if value("precision") != nil {
            throw usageError("'--precision' needs all runs in one process, so it cannot be used with '--shard'.")
        }
        if let format = value("format"), format != "json" {
            throw usageError("a shard is always JSON; '--format \(format)' is for 'domino merge'.")
        }
        if outputPath == nil, Descriptor.standardOutput.isTerminal {
            throw usageError("a shard is for 'domino merge', not for a terminal. Give '--output FILE'.")
        }
        switch asked {
        case .part(let number, let count): return ShardPlace(number, of: count)
        case .auto:
            let found = try reading(
                "shard", by: { _ in Result { () throws(Refusal) in try shardOfEnvironment(environment) } })
            guard let (place, engine) = found else { return nil }
            note("this is part \(place.number)/\(place.count), as \(engine.index) says")
            return place
        }
    }

    /// Runs one part and writes it as a shard, unless the output holds it already.
    func writeShard(
        _ place: ShardPlace, of question: SimulateQuestion, in scenario: Scenario, today: AskedOn, threads: Int
    ) -> ExitStatus {
        let asOfIsToday = if case .today = today { true } else { false }
        let files = scenario.sources.shardFiles
        guard files.reduce(0, { $0 + $1.contents.count }) <= scenarioLimit else {
            return fail("the scenario is above 400 MiB, too large for a shard, which contains it.", .invalid)
        }
        let named = ShardQuestion(question, of: scenario, files: files, asOfIsToday: asOfIsToday)
        if let path = outputPath, isShard(path, place, named) {
            note("\(quotedPath(path)) holds part \(place.number)/\(place.count) already; nothing is computed")
            return .done
        }
        if asOfIsToday {
            note("the date is \(question.asOf) by the clock; shards of another date will not fit. Try --as-of")
        }
        let range = place.range(of: question.replicates)
        let part = withProgress(of: range.count) {
            simulatePart(question, range, in: compile(scenario), threads: threads, progress: $0)
        }
        let shard = Shard(version: version, place: place, question: named, files: files, part: part)
        return emit(shardJSON(shard), unless: scenario.sources.inputs)
    }

    /// Whether a file is complete and the same shard that would be made.
    private func isShard(_ path: String, _ place: ShardPlace, _ question: ShardQuestion) -> Bool {
        guard isFile(path), case .contents(let contents) = readFile(path),
            let shard = try? readShard(contents, version: version)
        else { return false }
        return shard.place == place && shard.question.difference(from: question) == nil
    }
}
