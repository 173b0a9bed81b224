/// Help and usage: the purpose and examples first, then every argument and option.
///
/// There is no line break at the end. Lines keep to the width, but a line to copy is never broken.
struct HelpText {
    let table: CommandTable
    let width: Int

    init(table: CommandTable, width: Int) {
        self.table = table
        self.width = max(40, width)
    }

    /// The help of a command, or of the whole program for nil.
    func text(for command: Command?) -> String {
        let overview = [command?.abstract ?? table.abstract, command?.discussion ?? table.discussion]
        let sections =
            [
                wrapped("OVERVIEW: " + overview.filter { !$0.isEmpty }.joined(separator: "\n\n"), to: width),
                examples(command?.examples ?? table.examples),
                "USAGE: " + usage(of: command),
            ] + (command.map(entries(of:)) ?? programEntries)
        return sections.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// How a command is written, wrapped to follow the seven columns of "Usage: ".
    func usage(of command: Command?) -> String {
        guard let command else { return "\(table.name) <command>" }
        let pieces =
            [table.name, command.name] + command.arguments.map { $0.synopsis } + command.options.map { $0.usage }
            + ["[<options>]"]
        return wrapped(pieces, to: width, indent: 7, first: 7)
    }

    private func entries(of command: Command) -> [String] {
        [
            section("ARGUMENTS", command.arguments.map { ("<\($0.value.name)>", $0.abstract) }),
            section("OPTIONS", command.options.map { $0.entry }),
            section(command.options.isEmpty ? "OPTIONS" : "COMMON OPTIONS", (table.common + [.help]).map { $0.entry }),
        ]
    }

    private var programEntries: [String] {
        let subcommands = Command.Group.allCases.map { group in
            let members = table.commands.filter { $0.group == group }
            return section("\(group.rawValue.uppercased()) SUBCOMMANDS", members.map { ($0.name, $0.abstract) })
        }
        return [section("OPTIONS", [OptionForm.version.entry, OptionForm.help.entry])] + subcommands
            + [wrapped("  See '\(table.name) help <command>' for detailed help.", to: width, indent: 2)]
    }

    private func examples(_ examples: [CommandExample]) -> String {
        guard !examples.isEmpty else { return "" }
        let entries = examples.map { example in
            "  \(example.line)\n      " + wrapped(example.meaning, to: width, indent: 6, first: 6)
        }
        return "EXAMPLES:\n" + entries.joined(separator: "\n")
    }

    private func section(_ title: String, _ entries: [(label: String, meaning: String)]) -> String {
        guard !entries.isEmpty else { return "" }
        return "\(title):\n" + entries.map(entry).joined(separator: "\n")
    }

    /// A label and its meaning in two columns; the meaning goes below a label that is too long.
    private func entry(_ label: String, _ meaning: String) -> String {
        let column = width < 60 ? 6 : 26
        let meaning = wrapped(meaning, to: width, indent: column, first: column)
        let padding = column - 2 - label.count
        guard padding > 0 else { return "  \(label)\n" + String(repeating: " ", count: column) + meaning }
        return "  \(label)" + String(repeating: " ", count: padding) + meaning
    }
}

extension ArgumentForm {
    /// The argument in a usage line: `<file> ...`, `[<file>]`.
    var synopsis: String {
        let repeated = "<\(value.name)>" + (isRepeating ? " ..." : "")
        return isOptional ? "[\(repeated)]" : repeated
    }
}

extension OptionForm {
    /// The option with the name of its value: `--format <format>`, or with the spelling somebody used.
    func synopsis(spelled: String? = nil) -> String {
        (spelled ?? "--" + name) + (value.map { " <\($0.name)>" } ?? "")
    }

    /// The option in a usage line: `[--slip <id=days> ...]`.
    fileprivate var usage: String {
        let repeated = synopsis() + (isRepeatable ? " ..." : "")
        return isRequired ? repeated : "[\(repeated)]"
    }

    fileprivate var entry: (label: String, meaning: String) {
        ((short.map { "-\($0), " } ?? "") + synopsis(), meaning)
    }

    /// What the option is for, with its values and its default.
    var meaning: String {
        let facts = [
            value.flatMap { $0.allowed.isEmpty ? nil : "values: " + $0.allowed.joined(separator: ", ") },
            defaultText.map { "default: " + $0 },
        ].compactMap { $0 }
        return facts.isEmpty ? abstract : "\(abstract) (\(facts.joined(separator: "; ")))"
    }
}

/// A text broken at blanks to lines of at most `width` columns; a longer word stands alone.
///
/// Line breaks of the text are kept. The first line begins at column `first`, all others at `indent`.
func wrapped(_ text: String, to width: Int, indent: Int = 0, first: Int = 0) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
    var output = ""
    for (index, paragraph) in paragraphs.enumerated() {
        if index > 0 { output += paragraph.isEmpty ? "\n" : margin }
        let words = paragraph.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        output += wrapped(words, to: width, indent: indent, first: index == 0 ? first : indent)
    }
    return output
}

/// Pieces joined by blanks, with line breaks between pieces only.
func wrapped(_ pieces: [String], to width: Int, indent: Int, first: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    var output = ""
    var column = first
    for (index, piece) in pieces.enumerated() {
        let breaks = index > 0 && column + 1 + piece.count > width
        if breaks {
            output += margin
            column = indent
        } else if index > 0 {
            output += " "
            column += 1
        }
        output += piece
        column += piece.count
    }
    return output
}
