import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let report = Command(
        "report", group: .question,
        abstract: "Write one web page with everything, on which every what-if can be tried without a network.",
        examples: [
            CommandExample("domino report go-live.json -o go-live.html", "The page for those who decide."),
            CommandExample(
                "domino report go-live.json --slip go-live=14 --tell-on 2026-02-09 -o go-live.html",
                "The same page, opened at another slip."),
        ],
        discussion: "The page contains the scenario and the engine. It loads nothing and sends nothing.",
        arguments: [.scenario],
        options: [
            OptionForm(
                "slip", value: ValueForm("id=days", completion: .commitment),
                "The slip shown first. Repeat the option for several.",
                isRepeatable: true, defaultText: "the scenario's slip"),
            .plan, .tellOn,
        ] + OptionForm.runs,
        run: writePage)
}

#if hasFeature(Embedded)
    /// A page has no second one in it: it saves itself.
    private func writePage(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
        throw command.usageError("this is a page already. Save it instead.")
    }
#else
    /// `domino report FILE -o PAGE`: the page.
    private func writePage(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
        let slips = try SlipQuestion(command)
        let runs = try RunArguments(command)
        guard command.format == .text else {
            throw command.usageError(
                "'--format': a report is a web page. 'whatif' and 'simulate' answer in other formats.")
        }
        if command.outputPath == nil, Descriptor.standardOutput.isTerminal {
            throw command.usageError("a page is for a browser, not for a terminal. Give '--output FILE'.")
        }
        let path = command.positionals[0]
        let asked = try slips.open(fileSlip: .expected)
        let (scenario, question) = (asked.scenario, asked.question)
        try command.requireSimulable(question.plan, in: scenario)
        let compiled = compile(scenario)
        try runs.requireCountable(compiled, searches: true, command)
        let answer = command.withProgress(of: 3 * runs.replicates) {
            report(
                ReportQuestion(whatIf: question, replicates: runs.replicates, seed: runs.seed), in: compiled,
                threads: runs.threads, progress: $0)
        }
        if let search = answer.mitigated, !search.isProved { command.noteStoppedSearch() }
        let file = path == "-" ? "scenario.json" : path.split(separator: "/").last.map(String.init) ?? path
        let page = pageHTML(asked.answered(answer), file: file, version: version)
        return command.emit(page, unless: scenario.sources.inputs)
    }
#endif
