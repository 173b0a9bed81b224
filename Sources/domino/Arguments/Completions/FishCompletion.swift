/// What fish needs to complete the commands of a table, descriptions included. Fish quotes what it inserts.
func fishCompletion(_ table: CommandTable) -> String {
    let name = table.name
    var lines = [
        "# Completion of \(name) in fish: \(name) completions fish > ~/.config/fish/completions/\(name).fish",
        "function __\(name)_ids",
        "    for word in (commandline -opc)[2..]",
        "        if test -f \"$word\"",
        "            \(name) completions ids \"$word\" --of $argv[1] 2>/dev/null",
        "            return",
        "        end",
        "    end",
        "end",
        "function __\(name)_plan",
        "    set -l before (commandline -ct | string match -r '^.*,')",
        "    for id in (__\(name)_ids mitigation)",
        "        echo \"$before$id\"",
        "    end",
        "end",
        "complete -c \(name) -f",
    ]
    for option in [OptionForm.help, .version] {
        lines.append("complete -c \(name) -n __fish_use_subcommand" + option.flags + " -d \(quoted(option.abstract))")
    }
    for command in table.commands {
        lines.append(
            "complete -c \(name) -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.abstract))")
        let when = "complete -c \(name) -n '__fish_seen_subcommand_from \(command.name)'"
        if let first = command.arguments.first { lines.append(when + offer(first.value, of: table)) }
        for option in table.options(of: command) where option.name != "version" {
            let value = option.value.map { " -x" + offer($0, of: table) } ?? ""
            lines.append(when + option.flags + value + " -d \(quoted(option.abstract))")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

extension OptionForm {
    /// How fish is told an option's names.
    fileprivate var flags: String { (short.map { " -s \($0)" } ?? "") + " -l \(name)" }
}

/// What may stand in a value's place.
private func offer(_ value: ValueForm, of table: CommandTable) -> String {
    switch value.completion {
    case .none, .date: ""
    case .file: " -F"
    case .words(let words): " -a \(quoted(words.joined(separator: " ")))"
    case .command: " -a \(quoted(table.commands.map(\.name).joined(separator: " ")))"
    case .commitment:
        " -a '(__\(table.name)_ids commitment\(value.name.contains("=") ? " | string replace -r \\$ =" : ""))'"
    case .mitigation: " -a '(__\(table.name)_plan)'"
    }
}

private func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
}
