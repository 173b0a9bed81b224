import Testing

@testable import DominoCommand

/// Shows an invocation in one line, so that a table can hold arguments and outcome together.
private func outcome(_ arguments: [String], in table: CommandTable = .domino) -> String {
    switch parse(arguments, in: table) {
    case .help(let text): "help: " + text.prefix { $0 != "\n" }
    case .version: "version"
    case .usageError(let text): String(text.prefix { $0 != "\n" })
    case .run(let command): summary(of: command, in: table)
    }
}

private func summary(of command: ParsedCommand, in table: CommandTable) -> String {
    var parts = [command.name] + command.positionals.map { "<\($0)>" }
    for option in table.options(of: command.form) {
        if option.value == nil {
            if command.flag(option.name) { parts.append("--\(option.name)") }
        } else if option.isRepeatable {
            parts += command.values(option.name).map { "--\(option.name)=\($0)" }
        } else if let value = command.value(option.name) {
            parts.append("--\(option.name)=\(value)")
        }
    }
    return parts.joined(separator: " ")
}

private func words(_ line: String) -> [String] {
    line.split(separator: " ").map(String.init)
}

/// The real table, but for one option with many values and one with two.
private let wide = CommandTable(
    name: "tool", abstract: "A tool.", examples: [], discussion: "", common: [],
    commands: [
        Command(
            "run", group: .other, abstract: "Run.",
            arguments: [
                ArgumentForm(ValueForm("from"), "Where from."),
                ArgumentForm(ValueForm("to"), "Where to.", isOptional: true),
            ],
            options: [
                OptionForm("shape", value: ValueForm("shape", oneOf: ["a", "b", "c", "d", "e", "f"]), "A shape."),
                OptionForm("side", value: ValueForm("side", oneOf: ["left", "right"]), "A side."),
                OptionForm("only", value: ValueForm("only", oneOf: ["this"]), "A choice of one."),
                OptionForm("all", short: "a", "Everything."),
                OptionForm("big", short: "b", "Large."),
                OptionForm("to-file", short: "f", value: ValueForm("file"), "A file."),
            ],
            run: { _ in .done })
    ])

@Suite("arguments are read as those of other commands are")
struct ParseTests {
    @Test(
        "options and arguments may be written in every customary way",
        arguments: [
            ("whatif a.json --format json", "whatif <a.json> --format=json"),
            ("whatif --format=json a.json", "whatif <a.json> --format=json"),
            ("--format json whatif a.json", "whatif <a.json> --format=json"),
            ("whatif -o out a.json", "whatif <a.json> --output=out"),
            ("whatif -oout a.json", "whatif <a.json> --output=out"),
            ("whatif -o=out a.json", "whatif <a.json> --output=out"),
            ("whatif a.json -qo out", "whatif <a.json> --output=out --quiet"),
            ("whatif a.json -qoout", "whatif <a.json> --output=out --quiet"),
            ("whatif a.json -qo=out", "whatif <a.json> --output=out --quiet"),
            ("whatif a.json -q --quiet", "whatif <a.json> --quiet"),
            ("whatif a.json --output=", "whatif <a.json> --output="),
            ("whatif -", "whatif <->"),
            ("whatif a.json -o -", "whatif <a.json> --output=-"),
            ("whatif a.json --slip go-live=14 --slip=b=broken", "whatif <a.json> --slip=go-live=14 --slip=b=broken"),
            ("whatif a.json --format json --format text", "whatif <a.json> --format=text"),
            ("whatif -- -q", "whatif <-q>"),
            ("-- whatif --help", "whatif <--help>"),
            ("validate a -q b c -- --d", "validate <a> <b> <c> <--d> --quiet"),
            ("init", "init"),
            ("init help", "init <help>"),
            ("schema --as-of 2026-02-02 --color never", "schema --color=never --as-of=2026-02-02"),
            ("whatif a.json --slip -5", "whatif <a.json> --slip=-5"),
            ("whatif a.json --slip -.5", "whatif <a.json> --slip=-.5"),
            ("whatif a.json --slip=-x", "whatif <a.json> --slip=-x"),
        ])
    func customary(line: String, expected: String) {
        #expect(outcome(words(line)) == expected)
    }

    @Test("an empty argument is an argument")
    func empty() {
        #expect(outcome(["whatif", ""]) == "whatif <>")
        #expect(outcome(["whatif", "a", "--output", ""]) == "whatif <a> --output=")
        #expect(outcome([""]) == "Error: Unknown command ''")
    }

    @Test("an equals sign counts even where an accent follows it")
    func combiningAccent() {
        #expect(outcome(["whatif", "a", "--slip=\u{338}x"]) == "whatif <a> --slip=\u{338}x")
        #expect(outcome(["whatif", "a", "-o=\u{338}x"]) == "whatif <a> --output=\u{338}x")
    }

    @Test("letters after one dash are flags, of which the last may take a value")
    func clusters() {
        #expect(outcome(words("run x -abfout"), in: wide) == "run <x> --all --big --to-file=out")
        #expect(outcome(words("run x -abf out"), in: wide) == "run <x> --all --big --to-file=out")
        #expect(outcome(words("run x -abz"), in: wide) == "Error: Unknown option '-z'")
    }

    @Test(
        "help is shown wherever it is asked for, beside mistakes too",
        arguments: [
            ("", "help: OVERVIEW: Find out which commitments fall"), ("help", "help: OVERVIEW: Find out"),
            ("--help", "help: OVERVIEW: Find out"), ("-h", "help: OVERVIEW: Find out"),
            ("--bogus --help", "help: OVERVIEW: Find out"), ("help whatif", "help: OVERVIEW: See what one slip"),
            ("whatif --help", "help: OVERVIEW: See what one slip"), ("whatif -h", "help: OVERVIEW: See what one slip"),
            ("--help whatif", "help: OVERVIEW: See what one slip"),
            ("whatif a b c -qh", "help: OVERVIEW: See what one slip"),
            ("whatif --bogus --format xml -h", "help: OVERVIEW: See what one slip"),
            ("whatif --output --help", "help: OVERVIEW: See what one slip"),
            ("help help", "help: OVERVIEW: Show help for"),
            ("help init --quiet", "help: OVERVIEW: Write a small"),
            ("whatif --help --version", "help: OVERVIEW: See what"),
        ])
    func help(line: String, expected: String) {
        #expect(outcome(words(line)).hasPrefix(expected))
    }

    @Test(
        "the version is shown wherever it is asked for",
        arguments: ["--version", "whatif --version", "-q --version"])
    func version(line: String) {
        #expect(outcome(words(line)) == "version")
    }
}

@Suite("wrong arguments are told what is wrong")
struct UsageErrorTextTests {
    @Test(
        "each usage error has its sentence",
        arguments: [
            ("whatfi a.json", "Unknown command 'whatfi'. Did you mean 'whatif'?"),
            ("whatfi --help", "Unknown command 'whatfi'. Did you mean 'whatif'?"),
            ("help whatfi", "Unknown command 'whatfi'. Did you mean 'whatif'?"),
            ("forecast a.json", "Unknown command 'forecast'"),
            ("--quiet", "Missing expected argument '<command>'"),
            ("help whatif twice", "Unexpected argument 'twice'"),
            ("whatif a --fromat json", "Unknown option '--fromat'. Did you mean '--format'?"),
            ("whatif a --out x", "Unknown option '--out'. Did you mean '--output'?"),
            ("whatif a -format json", "Unknown option '-format'. Did you mean '--format'?"),
            ("whatif a -output x", "Unknown option '-output'. Did you mean '--output'?"),
            ("whatif a --iterations 5", "Unknown option '--iterations'"),
            ("whatif a -x", "Unknown option '-x'"),
            ("whatif -5", "Unknown option '-5'"),
            ("validate a --slip b=1", "Unknown option '--slip'. It goes after 'domino whatif'."),
            ("--slip b=1 whatif a", "Unknown option '--slip'. It goes after 'domino whatif'."),
            ("whatif a ---quiet", "Invalid option: ---quiet"),
            ("whatif a ---", "Invalid option: ---"),
            ("whatif a --=x", "Invalid option: --=x"),
            ("whatif a -=x", "Invalid option: -=x"),
            ("whatif a --output", "Missing value for '--output <file>'"),
            ("whatif a -o", "Missing value for '-o <file>'"),
            ("whatif a -qo", "Missing value for '-o <file>'"),
            ("whatif a --output -q", "Missing value for '--output <file>'"),
            ("whatif a --output --format=json", "Missing value for '--output <file>'"),
            ("whatif a --output -- b", "Missing value for '--output <file>'"),
            (
                "whatif a --output --x.json",
                "Missing value for '--output <file>'. "
                    + "Write '--output=--x.json' for a value that begins with a dash."
            ),
            ("whatif a --quiet=yes", "The option '--quiet' takes no value, but 'yes' was given."),
            ("whatif a -q=yes", "The option '-q' takes no value, but 'yes' was given."),
            ("whatif a --help=", "The option '--help' takes no value, but '' was given."),
            (
                "whatif a --format xml",
                "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', "
                    + "'json' or 'markdown'."
            ),
            (
                "whatif a --format xml --format text",
                "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', "
                    + "'json' or 'markdown'."
            ),
            ("whatif", "Missing expected argument '<file>'"),
            ("validate", "Missing expected argument '<file> ...'"),
            ("whatif a b", "Unexpected argument 'b'"),
            ("schema a b", "2 unexpected arguments: 'a', 'b'"),
            ("init a b c d e f g h", "7 unexpected arguments: 'b', 'c', 'd', 'e', 'f' and 2 more"),
            ("whatif --bogus --format xml", "Unknown option '--bogus'"),
        ])
    func sentence(line: String, expected: String) {
        #expect(outcome(words(line)) == "Error: " + expected)
    }

    @Test("a usage error says what is wrong, what the option is for, how the command is used, and where to read more")
    func threeParts() {
        guard case .usageError(let text) = parse(words("whatif a.json --tell-on"), in: .domino) else {
            Issue.record("no usage error")
            return
        }
        let expected = """
            Error: Missing value for '--tell-on <date>'
            Help:  --tell-on <date>  The day on which everyone affected is told.
            Usage: domino whatif <file> [--slip <id=days> ...] [--move <id=days> ...]
                   [--plan <ids>] [--tell-on <date>] [<options>]
              See 'domino whatif --help' for more information.
            """
        #expect(text == expected)
    }

    @Test("before there is a command, the usage is the program's")
    func programUsage() {
        guard case .usageError(let text) = parse(["whatfi"], in: .domino) else {
            Issue.record("no usage error")
            return
        }
        let expected = """
            Error: Unknown command 'whatfi'. Did you mean 'whatif'?
            Usage: domino <command>
              See 'domino --help' for more information.
            """
        #expect(text == expected)
    }

    @Test("allowed values are named in a sentence while they are few, and in a list beyond")
    func choices() {
        let two = outcome(words("run x --side up"), in: wide)
        #expect(two.hasSuffix("Please provide one of 'left' or 'right'."))
        #expect(outcome(words("run x --only that"), in: wide).hasSuffix("Please provide 'this'."))
        guard case .usageError(let many) = parse(words("run x --shape g"), in: wide) else {
            Issue.record("no usage error")
            return
        }
        #expect(many.contains("Please provide one of the following:\n  - a\n  - b\n"))
    }

    @Test("an optional argument may be left out, a required one not")
    func optional() {
        #expect(outcome(words("run x"), in: wide) == "run <x>")
        #expect(outcome(words("run x y"), in: wide) == "run <x> <y>")
        #expect(outcome(words("run"), in: wide) == "Error: Missing expected argument '<from>'")
    }

    @Test("hostile characters are shown escaped, and never more than 80 characters of a value")
    func hostile() {
        #expect(outcome(["\u{1B}[2J\u{202E}x"]) == "Error: Unknown command '\\u{1B}[2J\\u{202E}x'")
        #expect(outcome(["whatif", "a", "--\u{200B}"]) == "Error: Unknown option '--\\u{200B}'")
        #expect(outcome(["whatif", "a", "line\nbreak"]) == "Error: Unexpected argument 'line\\nbreak'")
        let invalid = String(decoding: [0x66, 0xFF, 0xC0] as [UInt8], as: UTF8.self)
        #expect(outcome([invalid]) == "Error: Unknown command 'f\u{FFFD}\u{FFFD}'")
        let huge = String(repeating: "x", count: 1 << 20)
        let cut = String(repeating: "x", count: 80) + "…"
        #expect(outcome([huge]) == "Error: Unknown command '\(cut)'")
        #expect(outcome(["whatif", "a", huge]) == "Error: Unexpected argument '\(cut)'")
        #expect(outcome(["whatif", "a", "--quiet=" + huge]).utf8.count < 200)
        #expect(outcome(["whatif", "a", "--format", huge]).utf8.count < 300)
        #expect(outcome(["whatif", "a", "--" + huge]).utf8.count < 200)
        #expect(outcome(["whatif", "a", "-" + huge]).utf8.count < 200)
        #expect(outcome(["whatif", "a", "-o" + huge]) == "whatif <a> --output=" + huge)
    }
}
