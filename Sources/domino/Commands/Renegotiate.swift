import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino renegotiate FILE`: whom to talk to about a slip, when, and which dates to offer.
func renegotiate(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let slips = try command.readings("slip", by: readSlip)
    let knownOn = try command.reading("known", by: readDayArgument)
    let confidence = try command.reading("confidence", by: readConfidence)
    let luck = try LuckOptions(command)
    _ = try command.reading("as-of", by: readDayArgument)
    if command.value("ics") == "-" {
        throw command.misuse("'--ics' takes the name of a file: standard output is for the answer.")
    }
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (asOf, asOfIsToday) = try command.asOf(scenario)
        var question = RenegotiateQuestion(
            slips: try command.resolved(slips, in: scenario), knownOn: knownOn ?? asOf, asOf: asOf,
            confidence: confidence ?? scenario.policy.confidence, replicates: luck.replicates, seed: luck.seed)
        scenario.settleRoot(by: question.slips)
        command.warn(about: question, scenario)
        let replayed = SimulateQuestion(asOf: asOf, replicates: luck.replicates)
        if let problem = memoryProblem(
            replayed, luck.replicates, scenario, threads: luck.threads, available: usableMemory())
        {
            throw command.misuse(problem)
        }
        let compiled = compile(scenario)
        try luck.demandCountable(compiled, searches: true, command)
        question.plans = command.plansToOffer(question, compiled, threads: luck.threads)
        let progress = Progress(of: 2 * question.replicates, isWanted: !command.flag("quiet"))
        let answer = DominoAnalysis.renegotiate(
            question, in: compiled, threads: luck.threads, progress: { progress.add($0) })
        progress.end()
        if let path = command.value("ics") {
            let text = renegotiateCalendar(answer, in: scenario, version: version)
            let status = command.writeCalendar(text, to: path, unless: scenario.sources.inputs)
            guard status == .done else { return status }
        }
        let text =
            switch command.format {
            case .json: renegotiateJSON(answer, in: scenario)
            case .markdown: renegotiateMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
            case .text: renegotiateText(answer, in: scenario, style: command.style, asOfIsToday: asOfIsToday)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}

/// A confidence: a probability that leaves something to be sure of.
private func readConfidence(_ text: String) -> Reading<Double> {
    readProbability(text).then { $0 > 0 ? .value($0) : .refused("a confidence is above 0.") }
}

extension ParsedCommand {
    /// The best plan, and others that differ: plan A, B, C. None where nothing that can be done is worth its cost.
    fileprivate func plansToOffer(
        _ question: RenegotiateQuestion, _ compiled: Compiled, threads: Int
    ) -> [[MitigationIndex]] {
        let scenario = compiled.scenario
        guard !scenario.mitigations.isEmpty else { return [] }
        let asked = MitigateQuestion(
            slips: question.slips, decideOn: question.knownOn, asOf: question.asOf, wantsWaiting: false,
            replicates: question.replicates, seed: question.seed)
        let progress = SearchProgress(isWanted: !flag("quiet"), limitSeconds: nil)
        let found = DominoAnalysis.mitigate(
            asked, in: compiled, threads: threads,
            time: .affordable(asked, in: scenario),
            progress: { progress.show(best: $0, lowerBound: $1) })
        progress.end()
        if !found.isProved, !flag("quiet") {
            remark("the search for a plan was stopped; 'domino mitigate --time-limit' may find a better one.")
        }
        guard !found.best.mitigations.isEmpty else { return [] }
        return [found.best.mitigations] + found.runnersUp.map(\.mitigations).filter { !$0.isEmpty }
    }

    /// Says what may not mean what it seems to.
    fileprivate func warn(about question: RenegotiateQuestion, _ scenario: Scenario) {
        let whatIf = WhatIfQuestion(slips: question.slips, toldOn: question.knownOn, asOf: question.asOf)
        for diagnostic in questionWarnings(whatIf, in: scenario) { warn(diagnostic) }
        if question.slips.isEmpty, !flag("quiet") {
            remark("nothing slips: this is the plan as it stands. Try --slip ID=DAYS.")
        }
    }

    /// Writes the calendar whole or not at all, over no file of the scenario and not where the answer goes.
    fileprivate func writeCalendar(_ text: String, to path: String, unless inputs: [String]) -> ExitStatus {
        if inputs.contains(where: { isSameFile($0, path) }) {
            return complain(
                "\(shownPath(path)) belongs to the scenario, and is not written over. Give another name.", .uncreatable)
        }
        if isSameDestination(outputPath ?? "/dev/stdout", path) {
            return complain("\(shownPath(path)) is where the answer goes. Give '--ics' another name.", .uncreatable)
        }
        switch writeFile(text, to: path) {
        case .written, .closed: return .done
        case .uncreatable(let reason):
            return complain("\(shownPath(path)) cannot be written: \(reason)", .uncreatable)
        case .unwritable(let reason):
            return complain("\(shownPath(path)) cannot be written: \(reason)", .unwritable)
        }
    }
}
