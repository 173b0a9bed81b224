import DominoScenario

extension Command {
    static let completions = Command(
        "completions", group: .other,
        abstract: "Print completions for a shell.",
        examples: [
            CommandExample("domino completions bash -o domino.bash", "For bash. Add to ~/.bashrc: source domino.bash"),
            CommandExample(
                "domino completions fish -o ~/.config/fish/completions/domino.fish", "For fish, from its next start."),
            CommandExample("domino completions zsh -o _domino", "For zsh. Put it into a folder of $fpath."),
        ],
        discussion: "The ids in the scenario on the line are completed too: the shell asks for them with"
            + " 'domino completions ids FILE'.",
        arguments: [
            ArgumentForm(ValueForm("shell", oneOf: ["bash", "zsh", "fish"]), "The shell."),
            ArgumentForm(
                ValueForm("file", completion: .file), "After 'ids': the scenario whose ids are listed.",
                isOptional: true),
        ],
        options: [
            OptionForm(
                "of", value: ValueForm("list", oneOf: ["commitment", "mitigation"]), "Which ids are listed.",
                defaultText: "commitment")
        ],
        run: printCompletions)
}

/// `domino completions SHELL`: what the shell needs to complete this command.
///
/// The script asks back with `domino completions ids FILE --of commitment`.
private func printCompletions(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    _ = try command.reading("as-of", by: readDate)
    let shell = command.positionals[0]
    let file = command.positionals.dropFirst().first
    if shell != "ids", file != nil { throw command.usageError("only 'ids' takes a file.") }
    switch shell {
    case "bash": return command.emit(bashCompletion(.domino))
    case "zsh": return command.emit(zshCompletion(.domino))
    case "fish": return command.emit(fishCompletion(.domino))
    case "ids":
        guard let file else { throw command.usageError("name the scenario: domino completions ids FILE") }
        return command.emit(try ids(in: file, command))
    default:
        throw command.usageError(
            "there are no completions for \"\(sanitized(shell, limit: 80))\": give bash, zsh or fish.")
    }
}

/// The ids of a scenario, one a line; none if it cannot be read, because a shell is no place for messages.
private func ids(in file: String, _ command: ParsedCommand) throws(EarlyEnd) -> String {
    guard let scenario = try command.check(file).loaded?.scenario else { return "" }
    let ids =
        command.value("of") == "mitigation" ? scenario.mitigations.map { $0.id } : scenario.commitments.map { $0.id }
    // An id that cannot be shown cannot be chosen.
    return ids.map { scenario.string($0) }.filter { sanitized($0) == $0 }.map { $0 + "\n" }.joined()
}

// MARK: - bash

/// What bash needs to complete the commands of a table; nothing beside bash 3.2 itself.
///
/// Ids come from files that somebody else may have written, so none is ever evaluated: `compgen -W` would expand them,
/// and `printf %q` quotes what goes to the command line.
func bashCompletion(_ table: CommandTable) -> String {
    let name = table.name
    let first = lines(table.commands.map { $0.name } + names(table.options(of: nil)))
    return """
        # Completion of \(name) in bash. To have it in each shell, add to ~/.bashrc: source <(\(name) completions bash)
        _\(name)_offer() {
            local line
            while IFS= read -r line; do
                if [[ $line == "$1"* ]]; then COMPREPLY+=("$2$(printf '%q' "$line")$3"); fi
            done
        }
        _\(name)_ids() {
            local word
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                word=${word//\\\\/}
                if [[ -f $word ]]; then
                    \(name) completions ids "$word" --of "$1" 2>/dev/null
                    return
                fi
            done
        }
        _\(name)() {
            COMPREPLY=()
            local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command='' word
            if [[ $current == '=' ]]; then
                current=''
            elif [[ $option == '=' ]]; then
                option=${COMP_WORDS[COMP_CWORD-2]}
            fi
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case $word in
                \(table.commands.map { $0.name }.joined(separator: " | "))) command=$word; break ;;
                esac
            done
            case "$command $option" in
        \(table.commands.flatMap { bashValues(of: $0, in: table) }.joined(separator: "\n"))
            esac
            case "$command" in
            '') _\(name)_offer "$current" '' '' <<< \(first) ;;
        \(table.commands.map { bashOptions(of: $0, in: table) }.joined(separator: "\n"))
            esac
        }
        complete -o bashdefault -o default -F _\(name) \(name)

        """
}

/// A case for each option of a command whose value can be offered.
private func bashValues(of command: Command, in table: CommandTable) -> [String] {
    table.options(of: command).compactMap { option in
        guard let value = option.value, let offer = bashOffer(value, of: table) else { return nil }
        let short = option.short.map { " | '\(command.name) -\($0)'" } ?? ""
        return "    '\(command.name) --\(option.name)'\(short)) \(offer) ;;"
    }
}

/// A command's options, or what stands in its first place; files are bash's own business.
private func bashOptions(of command: Command, in table: CommandTable) -> String {
    let offered = "_\(table.name)_offer \"$current\" '' '' <<< \(lines(names(table.options(of: command))))"
    let place = command.arguments.first?.value
    let words = place.flatMap { bashOffer($0, of: table) } ?? "return"
    let other = words == "return" ? "" : " else \(words);"
    return "    \(command.name)) if [[ $current == -* ]]; then \(offered);\(other) fi ;;"
}

/// What offers a value, and is done with it; nil where bash offers files, or nothing can be offered.
private func bashOffer(_ value: ValueForm, of table: CommandTable) -> String? {
    let ids = "< <(_\(table.name)_ids"
    let offer = "_\(table.name)_offer \"$current\" ''"
    switch value.completion {
    case .none, .file, .date: return nil
    case .words(let words): return "\(offer) '' <<< \(lines(words)); return"
    case .command: return "\(offer) '' <<< \(lines(table.commands.map { $0.name })); return"
    case .commitment:
        guard value.name.contains("=") else { return "\(offer) '' \(ids) commitment); return" }
        // Behind the id of a slip come its days.
        return "compopt -o nospace 2>/dev/null; \(offer) '=' \(ids) commitment); return"
    case .mitigation:
        // Of a list, the last one is being written.
        return "local before=''; [[ $current == *,* ]] && before=${current%,*},; "
            + "_\(table.name)_offer \"${current##*,}\" \"$before\" '' \(ids) mitigation); return"
    }
}

private func names(_ options: [OptionForm]) -> [String] { options.map { "--" + $0.name } }

/// Words as one text of bash, one a line.
private func lines(_ words: [String]) -> String { "$'" + words.joined(separator: "\\n") + "'" }

// MARK: - fish

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
        lines.append(
            "complete -c \(name) -n __fish_use_subcommand" + option.flags + " -d \(fishQuoted(option.abstract))")
    }
    for command in table.commands {
        lines.append(
            "complete -c \(name) -n __fish_use_subcommand -a \(command.name) -d \(fishQuoted(command.abstract))")
        let when = "complete -c \(name) -n '__fish_seen_subcommand_from \(command.name)'"
        if let first = command.arguments.first { lines.append(when + fishOffer(first.value, of: table)) }
        for option in table.options(of: command) where option.name != "version" {
            let value = option.value.map { " -x" + fishOffer($0, of: table) } ?? ""
            lines.append(when + option.flags + value + " -d \(fishQuoted(option.abstract))")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

extension OptionForm {
    /// How fish is told an option's names.
    fileprivate var flags: String { (short.map { " -s \($0)" } ?? "") + " -l \(name)" }
}

/// What may stand in a value's place.
private func fishOffer(_ value: ValueForm, of table: CommandTable) -> String {
    switch value.completion {
    case .none, .date: ""
    case .file: " -F"
    case .words(let words): " -a \(fishQuoted(words.joined(separator: " ")))"
    case .command: " -a \(fishQuoted(table.commands.map { $0.name }.joined(separator: " ")))"
    case .commitment:
        " -a '(__\(table.name)_ids commitment\(value.name.contains("=") ? " | string replace -r \\$ =" : ""))'"
    case .mitigation: " -a '(__\(table.name)_plan)'"
    }
}

private func fishQuoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
}

// MARK: - zsh

/// What zsh needs to complete the commands of a table, descriptions included.
///
/// Ids are handed to `compadd`, which quotes what it inserts and evaluates nothing.
func zshCompletion(_ table: CommandTable) -> String {
    let name = table.name
    let commands = table.commands.map { "        \(zshQuoted("\($0.name):\(escaped($0.abstract, ":"))"))" }
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
private func arguments(of command: Command, in table: CommandTable) -> String {
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
    let lines = specifications.map { "            \(zshQuoted($0))" }.joined(separator: " \\\n")
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

private func zshQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
