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
                defaultText: "the scenario's root, or its first slip"),
            OptionForm("to", value: ValueForm("n"), "The last day of the curve.", defaultText: "30"),
        ],
        run: answerCurve)
}

/// `domino curve FILE`: damage against days of slip.
private func answerCurve(_ command: ParsedCommand) throws -> ExitStatus {
    let last = try command.reading("to", by: { readCount($0, upTo: 10_000) }) ?? 30
    _ = try command.reading("as-of", by: readDate)
    let scenario = try command.openScenario(command.positionals[0])
    let (asOf, asOfIsToday) = try command.asOf(scenario)
    let commitment = try slippingCommitment(command, scenario)
    let question = CurveQuestion(commitment: commitment, days: last, asOf: asOf)
    let slip = WhatIfQuestion(slips: [Slip(commitment: commitment, days: Double(last))], asOf: asOf)
    command.warn(about: slip, scenario, expectsSlip: false)
    let answer = slipCurve(question, in: compile(scenario, draws: false))
    let answered = Answered(answer, names: Names(scenario), today: AskedOn(question.asOf, isToday: asOfIsToday))
    return command.emit(answered, unless: scenario.sources.inputs)
}

/// What slips: as asked for, else the root, else the first of the scenario's slips.
private func slippingCommitment(_ command: ParsedCommand, _ scenario: Scenario) throws(UsageError) -> CommitmentIndex {
    if let id = command.value("of") { return try command.commitment(id, in: scenario, option: "--of") }
    if let root = scenario.root ?? scenario.slips.first?.commitment { return root }
    throw command.usageError("the scenario has neither a root nor a slip. Say with '--of' what slips.")
}
