import DominoReport

extension Command {
    static let export = Command(
        "export", group: .scenario,
        abstract: "Export a scenario to other tools, as a graph or as a table.",
        examples: [
            CommandExample(
                "domino export go-live.json --as dot -o go-live.dot",
                "A graph for Graphviz. Draw it with: dot -Tsvg go-live.dot -o go-live.svg"),
            CommandExample(
                "domino export go-live.json --as csv -o go-live.csv",
                "A table for a spreadsheet. 'domino import' makes the same scenario from it again."),
        ],
        discussion: "dot is for Graphviz, mermaid for Markdown pages, graphml for networkx, yEd and Gephi, csv for"
            + " spreadsheets.",
        arguments: [.scenario],
        options: [
            OptionForm(
                "as", value: ValueForm("format", oneOf: ["dot", "mermaid", "graphml", "csv"]),
                "Format of the export.", isRequired: true)
        ],
        run: exportScenario)
}

/// `domino export FILE --as FORMAT`: a scenario for other tools.
private func exportScenario(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    _ = try command.reading("as-of", by: readDate)
    let scenario = try command.openScenario(command.positionals[0])
    let text =
        switch command.value("as") {
        case "dot": scenarioDOT(scenario)
        case "mermaid": scenarioMermaid(scenario)
        case "graphml": scenarioGraphML(scenario)
        default: scenarioCSV(scenario)
        }
    return command.emit(text, unless: scenario.sources.inputs)
}
