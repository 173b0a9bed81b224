import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino curve FILE`: damage against days of slip.
func curve(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let last = try command.reading("to", by: { readCount($0, upTo: 10_000) }) ?? 30
    _ = try command.reading("as-of", by: readDayArgument)
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(let scenario):
        let (asOf, asOfIsToday) = try command.asOf(scenario)
        let commitment = try slipping(command, scenario)
        let question = CurveQuestion(commitment: commitment, days: last, asOf: asOf)
        let slip = WhatIfQuestion(slips: [Slip(commitment: commitment, days: Double(last))], asOf: asOf)
        for diagnostic in questionWarnings(slip, in: scenario) { command.warn(diagnostic) }
        let answer = slipCurve(question, in: compile(scenario, draws: false))
        let text =
            switch command.format {
            case .json: curveJSON(answer, in: scenario)
            case .markdown: curveMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
            case .text: curveText(answer, in: scenario, style: command.style, asOfIsToday: asOfIsToday)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}

/// What slips: as asked for, else the root, else the first of the file's slips.
private func slipping(_ command: ParsedCommand, _ scenario: Scenario) throws(UsageError) -> CommitmentIndex {
    if let id = command.value("of") {
        return try command.lookUp(id, "--of", "commitment", scenario.commitments.map(\.id), in: scenario)
    }
    if let root = scenario.root { return root }
    if let slip = scenario.slips.first { return slip.commitment }
    throw command.misuse("the scenario has neither a root nor a slip: say with '--of' what slips.")
}
