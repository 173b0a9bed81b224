import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let merge = Command(
        "merge", group: .question,
        abstract: "Merge the shards of a simulation. The answer is the same, byte for byte, as that of one run.",
        examples: [
            CommandExample(
                "domino simulate go-live.json --replicates 1000000 --shard 1/2 -o 1.shard",
                "The first half, on any machine. The second is --shard 2/2 -o 2.shard."),
            CommandExample("domino merge 1.shard 2.shard", "Both halves as one answer."),
        ],
        discussion: "Shards contain their scenario. Exit status 65 if one is damaged, missing or from another run.",
        arguments: [
            ArgumentForm(
                ValueForm("shard", completion: .file), "Shards in any order, or '-' for standard input.",
                isRepeating: true)
        ],
        run: mergeShards)
}

/// Number of problems with shards that are reported one by one.
private let reportedFaults = 20

/// `domino merge SHARD...`: the parts of a simulation as the answer of one run.
private func mergeShards(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    if command.value("as-of") != nil {
        throw command.usageError("'--as-of' is for 'domino simulate': shards contain their own date.")
    }
    if command.positionals.count(where: { $0 == "-" }) > 1 {
        throw command.usageError("standard input, '-', can be read only once.")
    }
    var shards: [Shard] = []
    var status = ExitStatus.done
    for path in command.positionals {
        switch readFile(path) {
        case .unreadable(let reason):
            let failure = command.fail("\(quotedPath(path)): \(reason)", .unreadable)
            if status == .done { status = failure }
        case .contents(let contents):
            do throws(ShardFault) {
                var shard = try readShard(contents, version: version)
                // All have the same scenario: one copy is enough.
                if shards.first?.question.scenario == shard.question.scenario { shard.files = [] }
                shards.append(shard)
            } catch {
                status = command.fail("\(quotedPath(path)): \(sentence(for: error, version: version)).", .invalid)
            }
        }
    }
    // If a file is missing here, the gap it leaves is not worth a message.
    return status == .done ? command.merge(shards) : status
}

extension ParsedCommand {
    /// Merges shards, or says why not.
    fileprivate func merge(_ shards: [Shard]) -> ExitStatus {
        let faults = faults(inMerging: shards)
        guard faults.isEmpty else { return report(faults) }
        guard let first = shards.first, let loaded = loadScenario(first.files, today: first.question.asOf),
            let question = first.question.question(in: loaded)
        else { return report([.noScenario]) }
        let scenario = loaded.withRoot(for: question.slips)
        let compiled = compile(scenario)
        let misfits = misfits(shards, question, in: compiled)
        guard misfits.isEmpty else { return report(misfits) }
        let answer = summary(of: merged(shards), question, in: compiled, threads: processorCount())
        let today = AskedOn(question.asOf, isToday: first.question.asOfIsToday)
        let answered = Answered(answer, names: Names(scenario), today: today)
        return emit(answered, unless: positionals, because: "is one of the shards")
    }

    private func report(_ faults: [MergeFault]) -> ExitStatus {
        for fault in faults.prefix(reportedFaults) {
            _ = fail("\(sentence(for: fault, names: positionals)).", .invalid)
        }
        if faults.count > reportedFaults {
            note("there are \(faults.count - reportedFaults) more problems of this kind", evenIfQuiet: true)
        }
        return .invalid
    }
}
