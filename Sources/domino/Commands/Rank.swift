import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino rank FILE`: whose slip hurts most.
func rank(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let luck = try LuckOptions(command)
    let days = try command.reading("days", by: { readNumber($0, in: 0...100_000) }) ?? 10
    _ = try command.reading("as-of", by: readDayArgument)
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(let scenario):
        let (asOf, asOfIsToday) = try command.asOf(scenario)
        let question = RankQuestion(
            days: days, toldOn: scenario.toldOn, asOf: asOf, replicates: luck.replicates, seed: luck.seed)
        let compiled = compile(scenario)
        try luck.demandCountable(compiled, searches: false, command)
        let progress = Progress(of: question.replicates, isWanted: !command.flag("quiet"))
        let answer = DominoAnalysis.rank(
            question, in: compiled, threads: luck.threads, progress: { progress.add($0) })
        progress.end()
        let text =
            switch command.format {
            case .json: rankJSON(answer, in: scenario)
            case .markdown: rankMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
            case .text: rankText(answer, in: scenario, style: command.style, asOfIsToday: asOfIsToday)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}
