/// What zsh needs to complete the commands of a table, descriptions included.
///
/// Ids are handed to `compadd`, which quotes what it inserts and evaluates nothing.
func zshCompletion(_ table: CommandTable) -> String {
    let name = table.name
    let commands = table.commands.map { "        \(quoted("\($0.name):\(escaped($0.abstract, ":"))"))" }
    return """
        #compdef \(name)
        # Completion of \(name) in zsh: \(name) completions zsh > a folder of $fpath, as _\(name)
        _\(name)_ids() {
            local word
            for word in "${(@)words[2,CURRENT-1]}"; do
                if [[ -f $word ]]; then
                    ids=("${(@f)$(\(name) completions ids "$word" --of "$1" 2>/dev/null)}")
                    return
                fi
            done
        }
        _\(name)_commitments() { local -a ids; _\(name)_ids commitment; compadd -a ids }
        _\(name)_slips() { local -a ids; _\(name)_ids commitment; compadd -S = -a ids }
        _\(name)_plan() { local -a ids; _\(name)_ids mitigation; compset -P '*,'; compadd -a ids }
        _\(name)_commands() {
            local -a commands
            commands=(
        \(commands.joined(separator: "\n"))
            )
            _describe -t commands command commands
        }
        _\(name)() {
            local state line
            local -A opt_args
            _arguments -C '(- *)'{-h,--help}'[\(escaped(OptionForm.help.abstract, "[]"))]' \\
                '(- *)--version[\(escaped(OptionForm.version.abstract, "[]"))]' '1: :_\(name)_commands' '*:: :->rest'
            [[ $state == rest ]] || return
            case $words[1] in
        \(table.commands.map { arguments(of: $0, in: table) }.joined(separator: "\n"))
            esac
        }
        if [[ $funcstack[1] == _\(name) ]]; then _\(name) "$@"; else compdef _\(name) \(name); fi

        """
}

/// The arguments of one command, as `_arguments` takes them.
private func arguments(of command: CommandForm, in table: CommandTable) -> String {
    var specifications: [String] = []
    for (place, argument) in command.arguments.enumerated() {
        let position = argument.isRepeating ? "*" : "\(place + 1)"
        specifications.append("\(position):\(escaped(argument.value.name, ":")):\(action(argument.value, table))")
    }
    for option in table.options(of: command) where option.name != "version" {
        let meaning = "[\(escaped(option.abstract, "[]"))]"
        let value = option.value.map { ":\(escaped($0.name, ":")):\(action($0, table))" } ?? ""
        let repeats = option.isRepeatable ? "*" : ""
        specifications.append("\(repeats)--\(option.name)\(meaning)\(value)")
        if let short = option.short { specifications.append("\(repeats)-\(short)\(meaning)\(value)") }
    }
    let lines = specifications.map { "            \(quoted($0))" }.joined(separator: " \\\n")
    return "    \(command.name)) _arguments \\\n\(lines) ;;"
}

/// What offers a value.
private func action(_ value: ValueForm, _ table: CommandTable) -> String {
    switch value.completion {
    case .none, .date: " "
    case .file: "_files"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .command: "_\(table.name)_commands"
    case .commitment: value.name.contains("=") ? "_\(table.name)_slips" : "_\(table.name)_commitments"
    case .mitigation: "_\(table.name)_plan"
    }
}

/// A text with a backslash before each of some characters.
private func escaped(_ text: String, _ characters: String) -> String {
    text.map { characters.contains($0) || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
}

private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
