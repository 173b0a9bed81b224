import DominoAnalysis
import DominoScenario

/// Something that runs parts of a job on many machines, and tells each in its environment which part it is.
enum ShardEngine: String, CaseIterable {
    case slurm = "a Slurm array"
    case kubernetes = "a Kubernetes Indexed Job"
    case batch = "an AWS Batch array job"

    /// The variable with the number of the part; it is set where the engine runs parts.
    var index: String {
        switch self {
        case .slurm: "SLURM_ARRAY_TASK_ID"
        case .kubernetes: "JOB_COMPLETION_INDEX"
        case .batch: "AWS_BATCH_JOB_ARRAY_INDEX"
        }
    }

    /// The variable with how many parts there are. Kubernetes sets none, so the job's own text has to.
    var count: String {
        switch self {
        case .slurm: "SLURM_ARRAY_TASK_COUNT"
        case .kubernetes: "JOB_COMPLETIONS"
        case .batch: "AWS_BATCH_JOB_ARRAY_SIZE"
        }
    }

    /// Which part this is.
    ///
    /// - Parameter variable: a variable of the environment; nil where it is not set.
    func place(_ variable: (String) -> String?) -> Reading<ShardPlace> {
        number(index, variable, from: 0).then { index in
            number(count, variable, from: 1).then { count in
                self == .slurm ? slurmPlace(index, of: count, variable) : checked(index, of: count)
            }
        }
    }

    /// Slurm counts from any number in any step, and leaves out what it is told to.
    private func slurmPlace(_ id: Int, of count: Int, _ variable: (String) -> String?) -> Reading<ShardPlace> {
        number("SLURM_ARRAY_TASK_MIN", variable, from: 0).then { least in
            number("SLURM_ARRAY_TASK_MAX", variable, from: 0).then { most in
                number("SLURM_ARRAY_TASK_STEP", variable, from: 1, missing: 1).then { step in
                    let isWhole = least <= id && id <= most && (id - least) % step == 0
                    // --array=3 or --array=2,5 makes some parts again, and then Slurm counts only those.
                    guard isWhole, (most - least) / step + 1 == count, least <= 1 else {
                        let tasks = count == 1 ? "only task \(id)" : "\(count) tasks from \(least) to \(most)"
                        return .refused(
                            "the Slurm array has \(tasks), which does not say how many parts there are. Submit all "
                                + "of it, as --array=1-N: a part that is there already is not computed again.")
                    }
                    return .value(ShardPlace((id - least) / step + 1, of: count))
                }
            }
        }
    }

    private func checked(_ index: Int, of count: Int) -> Reading<ShardPlace> {
        guard index < count else {
            return .refused(
                "\(self.index) is \(index) and \(self.count) \(count), but indexes go from 0 to \(count - 1).")
        }
        return .value(ShardPlace(index + 1, of: count))
    }

    /// A whole number of the environment.
    private func number(
        _ name: String, _ variable: (String) -> String?, from least: Int, missing: Int? = nil
    ) -> Reading<Int> {
        guard let text = variable(name) else {
            if let missing { return .value(missing) }
            let hint = self == .kubernetes && name == count ? "; give it the Job's number of completions in 'env'" : ""
            return .refused("this is \(rawValue), but \(name) is not set\(hint).")
        }
        guard isDigits(text), let number = Int(text), least...1_000_000_000 ~= number else {
            return .refused("\(name) is '\(sanitized(text, limit: 40))', and not a whole number from \(least) on.")
        }
        return .value(number)
    }
}

/// The part that the environment says this process is, and the engine that says so.
///
/// - Parameter variable: a variable of the environment; nil where it is not set.
func shardOfEnvironment(_ variable: (String) -> String?) -> Reading<(place: ShardPlace, engine: ShardEngine)> {
    let engines = ShardEngine.allCases.filter { variable($0.index) != nil }
    guard let engine = engines.first else {
        if variable("PARALLEL_SEQ") != nil {
            return .refused(
                "GNU parallel tells a job its number, but not how many there are: write '--shard {}/8' instead, "
                    + "with '::: 1 2 3 4 5 6 7 8' behind the command.")
        }
        if variable("SLURM_JOB_ID") != nil {
            return .refused("this Slurm job is not an array. Submit it with 'sbatch --array=1-8'.")
        }
        let known = ShardEngine.allCases.map { "\($0.index) (\($0.rawValue))" }
        return .refused(
            "the environment names no part. It is looked for in \(known.dropLast().joined(separator: ", ")) and "
                + "\(known.last ?? ""). Elsewhere say which part this is, such as '--shard 3/8'.")
    }
    return engine.place(variable).then { place in
        for other in engines.dropFirst() {
            guard case .value(place) = other.place(variable) else {
                return .refused(
                    "both \(engine.index) and \(other.index) are set, and they do not say the same part. Say which it "
                        + "is, such as '--shard 3/8'.")
            }
        }
        return .value((place, engine))
    }
}
