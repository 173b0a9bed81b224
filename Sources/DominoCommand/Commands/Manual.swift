extension Command {
    static let manual = Command(
        "manual", group: .other,
        abstract: "Print the manual page.",
        examples: [
            CommandExample(
                "domino manual -o domino.1", "Read it with 'man -l domino.1', or put it into a folder of man.")
        ],
        run: { command throws(EarlyEnd) in
            _ = try command.reading("as-of", by: readDate)
            return command.emit(manualPage(.domino, version: version))
        })
}

/// A table as a manual page, section 1, in the man macros of roff.
func manualPage(_ table: CommandTable, version: String) -> String {
    var lines = [
        ".TH \(table.name.uppercased()) 1 \"\" \"\(table.name) \(version)\" \"User Commands\"",
        ".SH NAME", "\(table.name) \\- \(roff(table.abstract))",
        ".SH SYNOPSIS", ".B \(table.name)", ".I command", ".RI [ options ]",
        ".SH DESCRIPTION", roff(table.abstract),
    ]
    if !table.discussion.isEmpty { lines += [".PP", roff(table.discussion)] }
    lines += examples(table.examples)
    lines.append(".SH COMMANDS")
    for command in table.commands {
        lines += [".SS \(roff(usage(of: command, in: table)))", roff(command.abstract)]
        if !command.discussion.isEmpty { lines += [".PP", roff(command.discussion)] }
        for argument in command.arguments { lines += entry("\\fI\(roff(argument.value.name))\\fR", argument.abstract) }
        for option in command.options { lines += entry(option) }
        for example in command.examples {
            lines += [".PP", roff(example.meaning), ".RS 4", ".nf", roff(example.line), ".fi", ".RE"]
        }
    }
    lines.append(".SH COMMON OPTIONS")
    for option in table.common + [.help, .version] { lines += entry(option) }
    lines.append(".SH EXIT STATUS")
    for (status, meaning) in ExitStatus.meanings { lines += entry("\\fB\(status.rawValue)\\fR", meaning) }
    lines.append(".SH ENVIRONMENT")
    lines += entry("\\fBNO_COLOR\\fR", "If it is set, \(table.name) uses color only with '--color always'.")
    lines += entry(
        "\\fBGITHUB_ACTIONS\\fR", "If it is \"true\", problems are also written as annotations of the workflow.")
    return lines.joined(separator: "\n") + "\n"
}

private func usage(of command: Command, in table: CommandTable) -> String {
    ([table.name, command.name] + command.arguments.map { $0.synopsis } + ["[<options>]"]).joined(separator: " ")
}

private func examples(_ examples: [CommandExample]) -> [String] {
    guard !examples.isEmpty else { return [] }
    return [".SH EXAMPLES"]
        + examples.flatMap { [".PP", roff($0.meaning), ".RS 4", ".nf", roff($0.line), ".fi", ".RE"] }
}

private func entry(_ option: OptionForm) -> [String] {
    let value = option.value.map { " \\fI\(roff($0.name))\\fR" } ?? ""
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    return entry("\(short)\\fB\\-\\-\(roff(option.name))\\fR\(value)", option.meaning)
}

private func entry(_ tag: String, _ meaning: String) -> [String] { [".TP", tag, roff(meaning)] }

/// A text in roff: backslashes and quotes stay, dashes can be copied, and no line is a request.
private func roff(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let escaped = line.map { character in
            switch character {
            case "\\": "\\e"
            case "-": "\\-"
            case "'": "\\(aq"
            default: String(character)
            }
        }.joined()
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }
    return lines.joined(separator: "\n")
}
