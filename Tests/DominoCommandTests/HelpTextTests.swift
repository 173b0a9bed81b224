import Testing

@testable import DominoCommand

@Suite("help is a pleasure to read")
struct HelpTextTests {
    @Test("a command's help begins with what it is for and examples, and ends with its options")
    func whole() {
        let table = CommandTable(
            name: "tool", abstract: "A tool.", examples: [], discussion: "",
            common: [OptionForm("quiet", short: "q", "Say nothing.")],
            commands: [
                Command(
                    "run", group: .question, abstract: "Run it.",
                    examples: [CommandExample("tool run a.json", "Run one file.")], discussion: "It runs.",
                    arguments: [ArgumentForm(ValueForm("file"), "What to run.", isRepeating: true)],
                    options: [
                        OptionForm(
                            "mode", short: "m", value: ValueForm("mode", oneOf: ["fast", "slow"]),
                            "How it is run, which is a matter of some importance.", defaultText: "fast"),
                        OptionForm("a-name-much-too-long", value: ValueForm("n"), "Long.", isRepeatable: true),
                    ],
                    run: { _ in .done })
            ])
        let expected = """
            OVERVIEW: Run it.

            It runs.

            EXAMPLES:
              tool run a.json
                  Run one file.

            USAGE: tool run <file> ... [--mode <mode>] [--a-name-much-too-long <n> ...]
                   [<options>]

            ARGUMENTS:
              <file>                  What to run.

            OPTIONS:
              -m, --mode <mode>       How it is run, which is a matter of some importance.
                                      (values: fast, slow; default: fast)
              --a-name-much-too-long <n>
                                      Long.

            COMMON OPTIONS:
              -q, --quiet             Say nothing.
              -h, --help              Show help.
            """
        #expect(HelpText(table: table, width: 80).text(for: table.command(named: "run")) == expected)
    }

    @Test("the program's help lists its commands under their groups")
    func program() {
        let text = HelpText(table: .domino, width: 80).text(for: nil)
        let headings = text.split(separator: "\n").filter { $0.hasSuffix(":") && !$0.hasPrefix(" ") }
        #expect(
            headings == [
                "EXAMPLES:", "OPTIONS:", "SCENARIO SUBCOMMANDS:", "QUESTION SUBCOMMANDS:", "OTHER SUBCOMMANDS:",
            ])
        #expect(text.hasSuffix("  See 'domino help <command>' for detailed help."))
        for command in CommandTable.domino.commands {
            #expect(text.contains("\n  \(command.name) "))
        }
    }

    @Test("no line is wider than asked for, but lines to copy", arguments: [40, 59, 60, 80, 100])
    func width(columns: Int) {
        let table = CommandTable.domino
        let help = HelpText(table: table, width: columns)
        let samples = table.examples + table.commands.flatMap(\.examples)
        for text in [help.text(for: nil)] + table.commands.map({ help.text(for: $0) }) {
            for line in text.split(separator: "\n") where line.count > columns {
                #expect(samples.contains { "  " + $0.line == line })
            }
            #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
        }
    }

    @Test("text is broken at blanks, and at its own line breaks")
    func wrapping() {
        #expect(wrapped("one two three", to: 7) == "one two\nthree")
        #expect(wrapped("one two three", to: 6, indent: 2, first: 4) == "one\n  two\n  three")
        #expect(wrapped("one\n\ntwo three", to: 5, indent: 1) == "one\n\n two\n three")
        #expect(wrapped("unbreakable", to: 5) == "unbreakable")
    }
}

@Suite("the table of commands holds together")
struct CommandTableTests {
    private let table = CommandTable.domino

    @Test("no two commands share a name, and no two options of a command a name or letter")
    func unique() {
        #expect(Set(table.commands.map(\.name)).count == table.commands.count)
        for command in table.commands {
            let options = table.options(of: command)
            #expect(Set(options.map(\.name)).count == options.count)
            let letters = options.compactMap(\.short)
            #expect(Set(letters).count == letters.count)
            #expect(letters.allSatisfy { $0.properties.isAlphabetic }, "a digit would be read as a negative number")
        }
    }

    @Test("only the last argument repeats, and none that is required follows an optional one")
    func argumentOrder() {
        for command in table.commands {
            #expect(command.arguments.dropLast().allSatisfy { !$0.isRepeating })
            let optional = command.arguments.drop { !$0.isOptional }
            #expect(optional.allSatisfy { $0.isOptional })
        }
    }

    @Test("the commands and options are those of this milestone")
    func milestone() {
        #expect(table.common.map(\.name) == ["format", "output", "color", "as-of", "quiet"])
        #expect(
            table.commands.map(\.name) == [
                "init",
                "validate",
                "promise",
                "whatif",
                "curve",
                "simulate",
                "merge",
                "rank",
                "mitigate",
                "report",
                "check",
                "renegotiate",
                "ladder",
                "compare",
                "import",
                "export",
                "schema",
                "completions",
                "manual",
                "help",
            ])
        #expect(table.command(named: "whatif")?.options.map(\.name) == ["slip", "move", "plan", "tell-on"])
    }

    @Test("every example of the help can be run", arguments: CommandTable.domino.examples)
    func programExamples(example: CommandExample) {
        expectRuns(example)
    }

    @Test("every example of a command can be run", arguments: CommandTable.domino.commands.flatMap(\.examples))
    func examples(example: CommandExample) {
        expectRuns(example)
    }

    private func expectRuns(_ example: CommandExample) {
        for part in example.line.split(separator: "|") {
            // Every second piece between double quotes is one word, or the end of one.
            let pieces = part.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            let line = pieces.map { $0 % 2 == 0 ? String($1) : String($1).replacing(" ", with: "\u{A0}") }.joined()
            let words = line.split(separator: " ").map { String($0).replacing("\u{A0}", with: " ") }
            #expect(words.first == "domino")
            guard case .run = parse(Array(words.dropFirst()), in: table) else {
                Issue.record("'\(part)' does not run")
                continue
            }
        }
    }
}
