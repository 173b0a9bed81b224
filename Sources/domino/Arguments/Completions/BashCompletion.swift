/// What bash needs to complete the commands of a table; nothing beside bash 3.2 itself.
///
/// Ids come from files that somebody else may have written, so none is ever evaluated: `compgen -W` would expand them,
/// and `printf %q` quotes what goes to the command line.
func bashCompletion(_ table: CommandTable) -> String {
    let name = table.name
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
                \(table.commands.map(\.name).joined(separator: " | "))) command=$word; break ;;
                esac
            done
            case "$command $option" in
        \(table.commands.flatMap { values(of: $0, in: table) }.joined(separator: "\n"))
            esac
            case "$command" in
            '') _\(name)_offer "$current" '' '' <<< \(lines(table.commands.map(\.name) + names(table.options(of: nil)))) ;;
        \(table.commands.map { options(of: $0, in: table) }.joined(separator: "\n"))
            esac
        }
        complete -o bashdefault -o default -F _\(name) \(name)

        """
}

/// A case for each option of a command whose value can be offered.
private func values(of command: CommandForm, in table: CommandTable) -> [String] {
    table.options(of: command).compactMap { option in
        guard let value = option.value, let offer = offer(value, of: table) else { return nil }
        let short = option.short.map { " | '\(command.name) -\($0)'" } ?? ""
        return "    '\(command.name) --\(option.name)'\(short)) \(offer) ;;"
    }
}

/// A command's options, or what stands in its first place; files are bash's own business.
private func options(of command: CommandForm, in table: CommandTable) -> String {
    let offered = "_\(table.name)_offer \"$current\" '' '' <<< \(lines(names(table.options(of: command))))"
    let place = command.arguments.first?.value
    let words = place.flatMap { offer($0, of: table) } ?? "return"
    let other = words == "return" ? "" : " else \(words);"
    return "    \(command.name)) if [[ $current == -* ]]; then \(offered);\(other) fi ;;"
}

/// What offers a value, and is done with it; nil where bash offers files, or nothing can be offered.
private func offer(_ value: ValueForm, of table: CommandTable) -> String? {
    let ids = "< <(_\(table.name)_ids"
    let offer = "_\(table.name)_offer \"$current\" ''"
    switch value.completion {
    case .none, .file, .date: return nil
    case .words(let words): return "\(offer) '' <<< \(lines(words)); return"
    case .command: return "\(offer) '' <<< \(lines(table.commands.map(\.name))); return"
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
