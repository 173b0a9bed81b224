import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let report = Command(
        "report", group: .question,
        abstract: "Write one web page that asks, edits and saves without a network.",
        examples: [
            CommandExample("domino report go-live.json -o go-live.html", "The page for those who decide."),
            CommandExample(
                "domino report go-live.json --slip go-live=14 --tell-on 2026-02-09 -o go-live.html",
                "The same page, opened at another slip."),
            CommandExample("domino report -o domino.html", "An empty page, to begin in or to open a file in."),
        ],
        discussion: "The page contains the scenario and this very command. It loads nothing and sends nothing.",
        arguments: [
            ArgumentForm(
                ValueForm("file", completion: .file),
                "The scenario, or '-' for standard input. Without it, the page is"
                    + " empty.", isOptional: true)
        ],
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
    /// `domino report [FILE] -o PAGE`: the page.
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
        guard let path = command.positionals.first else {
            return command.emit(pageHTML(nil, version: version))
        }
        let asked = try slips.open(fileSlip: .counts)
        let (scenario, question) = (asked.scenario, asked.question)
        try command.requireSimulable(question.plan, in: scenario)
        let compiled = compile(scenario)
        try runs.requireCountable(compiled, searches: false, command)
        let checked = command.withProgress(of: 2 * runs.replicates) { progress in
            checkedRoot(question, runs, in: compiled, progress: progress)
        }
        let content = PageContent(
            whatIf: asked.answered(whatIf(question, in: compiled)), check: checked.map { asked.answered($0) },
            file: path == "-" ? "scenario.json" : path.split(separator: "/").last.map(String.init) ?? path,
            replicates: runs.replicates, seed: runs.seed)
        return command.emit(pageHTML(content, version: version), unless: scenario.sources.inputs)
    }

    /// Whether the root may be promised; nil where it is released, or a fact already.
    private func checkedRoot(
        _ question: WhatIfQuestion, _ runs: RunArguments, in compiled: Compiled,
        progress: @escaping @Sendable (Int) -> Void
    ) -> CheckResult? {
        let scenario = compiled.scenario
        guard let root = scenario.root, compiled.model.root != nil, !scenario[root].status.isFact else { return nil }
        return check(
            CheckQuestion(
                plan: question.plan, toldOn: question.toldOn, asOf: question.asOf, policy: scenario.policy,
                replicates: runs.replicates, seed: runs.seed), in: compiled, threads: runs.threads, progress: progress)
    }
#endif
