import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let curve = Command(
        "curve", group: .question,
        abstract: "Show the damage for each day of slip, and the day on which each domino falls.",
        examples: [
            CommandExample("domino curve go-live.json", "The root slips by 0 to 30 days."),
            CommandExample(
                "domino curve go-live.json --of data-extract --to 90", "Another commitment slips by up to 90 days."),
        ],
        arguments: [.scenario],
        options: [
            OptionForm(
                "of", value: ValueForm("id", completion: .commitment), "The commitment that slips.",
                defaultText: "the scenario's root"),
            OptionForm("to", value: ValueForm("n"), "The last day of the curve.", defaultText: "30"),
        ],
        run: answerCurve)
}

/// `domino curve FILE`: damage against days of slip.
private func answerCurve(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let last = try command.reading("to", by: { readCount($0, upTo: 10_000) }) ?? 30
    _ = try command.reading("as-of", by: readDate)
    let asked = try command.ask(command.positionals[0])
    let commitment = try slippingCommitment(command, asked.scenario)
    let question = CurveQuestion(commitment: commitment, days: last, asOf: asked.asOf)
    let slip = WhatIfQuestion(slips: [Slip(commitment: commitment, days: Double(last))], asOf: asked.asOf)
    command.warn(about: slip, asked.scenario, expectsSlip: false)
    return command.emit(slipCurve(question, in: compile(asked.scenario, draws: false)), to: asked)
}

/// What slips: as asked for, else the root.
private func slippingCommitment(_ command: ParsedCommand, _ scenario: Scenario) throws(EarlyEnd) -> CommitmentIndex {
    if let name = command.value("of") { return try command.commitment(name, in: scenario, option: "--of") }
    if let root = scenario.root { return root }
    throw command.missingRoot(in: scenario, advice: ", or say with '--of' what slips")
}
