import DominoAnalysis
import DominoReport
import DominoScenario

/// Most problems of shards that are told one by one.
private let mostTold = 20

/// `domino merge SHARD...`: parts of a simulation, as the one answer of one run.
func merge(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    if command.value("as-of") != nil {
        throw command.misuse("'--as-of' is for 'domino simulate': shards carry the day they were asked on.")
    }
    if command.positionals.count(where: { $0 == "-" }) > 1 {
        throw command.misuse("standard input, '-', can be read once only.")
    }
    var shards: [Shard] = []
    var status = ExitStatus.done
    for path in command.positionals {
        switch readFile(path) {
        case .unreadable(let reason):
            let complaint = command.complain("\(shownPath(path)): \(reason)", .unreadable)
            if status == .done { status = complaint }
        case .contents(let contents):
            do throws(ShardFault) {
                var shard = try readShard(contents, version: version)
                // The scenario is the same in all: one copy is enough.
                if shards.first?.question.scenario == shard.question.scenario { shard.files = [] }
                shards.append(shard)
            } catch {
                status = command.complain(
                    "\(shownPath(path)): \(sentence(for: error, version: version)).", .invalid)
            }
        }
    }
    // Without all files there are gaps that are none.
    guard status == .done else { return status }
    return command.merge(shards)
}

extension ParsedCommand {
    /// Puts shards together, or says why not.
    fileprivate func merge(_ shards: [Shard]) -> ExitStatus {
        let faults = faults(inMerging: shards)
        guard faults.isEmpty else { return complain(faults) }
        guard let first = shards.first, var scenario = loadScenario(first.files),
            let question = first.question.question(in: scenario)
        else { return complain([.noScenario]) }
        scenario.settleRoot(by: question.slips)
        let compiled = compile(scenario)
        let misfits = misfits(shards, question, in: compiled)
        guard misfits.isEmpty else { return complain(misfits) }
        let answer = summary(of: merged(shards), question, in: compiled, threads: processorCount())
        let text = text(of: answer, in: scenario, asOfIsToday: first.question.asOfIsToday)
        return self.answer(text, unless: positionals, which: "is one of the shards")
    }

    private func complain(_ faults: [MergeFault]) -> ExitStatus {
        for fault in faults.prefix(mostTold) {
            _ = complain("\(sentence(for: fault, names: positionals)).", .invalid)
        }
        if faults.count > mostTold { remark("there are \(faults.count - mostTold) more problems of this kind") }
        return .invalid
    }
}
