import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let rank = Command(
        "rank", group: .question,
        abstract: "Rank commitments by the damage a slip of each would do, and how far each can slip for free.",
        examples: [
            CommandExample("domino rank go-live.json", "Each commitment is 10 days late, one at a time."),
            CommandExample("domino rank go-live.json --days 3 --format json", "3 days late, for a program to read."),
        ],
        arguments: [.scenario],
        options: [
            OptionForm("days", value: ValueForm("n"), "Days of slip.", defaultText: "10")
        ] + OptionForm.runs,
        run: answerRank)
}

/// `domino rank FILE`: which commitment's slip hurts most.
private func answerRank(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let runs = try RunArguments(command)
    let days = try command.reading("days", by: { readNumber($0, in: 0...100_000) }) ?? 10
    _ = try command.reading("as-of", by: readDate)
    let asked = try command.ask(command.positionals[0])
    let question = RankQuestion(
        days: days, toldOn: asked.question.toldOn, asOf: asked.asOf, replicates: runs.replicates, seed: runs.seed)
    let compiled = compile(asked.scenario)
    try runs.requireCountable(compiled, searches: false, command)
    let answer = command.withProgress(of: question.replicates) {
        rank(question, in: compiled, threads: runs.threads, progress: $0)
    }
    return command.emit(answer, to: asked)
}
