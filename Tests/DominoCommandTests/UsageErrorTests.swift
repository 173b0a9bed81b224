import DominoTestSupport
import Testing

@testable import DominoCommand

@Suite("Arguments that cannot be meant")
struct UsageErrorTests {
    @Test(
        "are told with what is wrong and what to write, and the status is 64",
        arguments: [
            (
                "whatif a.json --slip x",
                "The value 'x' is invalid for '--slip <id=days>': write a commitment's id or title, '=' and a "
                    + "number of days, such as go-live=14 or go-live=broken."
            ),
            (
                "whatif a.json --slip go-live=",
                "The value 'go-live=' is invalid for '--slip <id=days>': there is no number of "
                    + "days after the '='; write go-live=14 or go-live=broken."
            ),
            (
                "whatif a.json --slip =5",
                "The value '=5' is invalid for '--slip <id=days>': there is no name before the '='; "
                    + "write go-live=14 or go-live=broken."
            ),
            (
                "whatif a.json --slip go-live=NaN",
                "The value 'go-live=NaN' is invalid for '--slip <id=days>': after the '=' "
                    + "give a number of days from -100000 to 100000, or 'broken'."
            ),
            (
                "whatif a.json --slip go-live=1e30",
                "The value 'go-live=1e30' is invalid for '--slip <id=days>': after the '=' "
                    + "give a number of days from -100000 to 100000, or 'broken'."
            ),
            (
                "whatif a.json --slip go-lvie=5",
                "'--slip': no commitment has the id or title \"go-lvie\". Did you mean \"go-live\"?"
            ),
            (
                "whatif a.json --slip contract=5",
                "'--slip': no commitment has the id or title \"contract\". Known here: \"data\", "
                    + "\"kick-off\", \"go-live\", \"launch\""
            ),
            (
                "whatif a.json --slip g\u{43E}-live=5",
                "'--slip': no commitment has the id or title \"g\u{43E}-live\". Did you mean "
                    + "\"go-live\"? \"\u{43E}\" (U+043E) stands here for \"o\" (U+006F)"
            ),
            ("whatif a.json --slip data=1 --slip data=2", "'--slip' names \"data\" twice."),
            ("whatif a.json --slip", "Missing value for '--slip <id=days>'"),
            (
                "whatif a.json --plan pilto",
                "'--plan': no mitigation has the id or title \"pilto\". Did you mean \"pilot\"?"
            ),
            (
                "whatif a.json --plan pilot,",
                "The value 'pilot,' is invalid for '--plan <ids>': give one id or title, or several "
                    + "separated by single commas."
            ),
            ("whatif a.json --plan training", "'--plan': \"training\" requires \"pilot\"."),
            ("whatif a.json --plan pilot,overtime", "'--plan': \"pilot\" excludes \"overtime\"."),
            ("whatif a.json --plan overtime,pilot", "'--plan': \"pilot\" excludes \"overtime\"."),
            (
                "whatif a.json --tell-on tomorrow",
                "The value 'tomorrow' is invalid for '--tell-on <date>': write a date as in "
                    + "2027-06-12, \"12 June 2027\" or \"12 June\"."
            ),
            (
                "whatif a.json --as-of 2026-02-30",
                "The value '2026-02-30' is invalid for '--as-of <date>': no such day: Feb "
                    + "2026 has 28 days."
            ),
            (
                "whatif a.json --as-of 02/03/2026",
                "The value '02/03/2026' is invalid for '--as-of <date>': it may be 2 Mar 2026 or 3 Feb 2026; "
                    + "write 2026-03-02 or 2026-02-03."
            ),
            (
                "whatif a.json --as-of 1899-12-31",
                "The value '1899-12-31' is invalid for '--as-of <date>': dates go from "
                    + "1900-01-01 to 2199-12-31."
            ),
            (
                "schema --as-of 2026-13-01",
                "The value '2026-13-01' is invalid for '--as-of <date>': no such day: there is no "
                    + "month 13."
            ),
            (
                "whatif a.json --format xml",
                "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', "
                    + "'json' or 'markdown'."
            ),
            (
                "whatif a.json --color sometimes",
                "The value 'sometimes' is invalid for '--color <when>'. Please provide one of "
                    + "'auto', 'always' or 'never'."
            ),
            ("whatif a.json --quiet=yes", "The option '--quiet' takes no value, but 'yes' was given."),
            ("whatif a.json --slips data=1", "Unknown option '--slips'. Did you mean '--slip'?"),
            ("validate a.json --slip data=1", "Unknown option '--slip'. It goes after 'domino whatif'."),
            ("whatiff a.json", "Unknown command 'whatiff'. Did you mean 'whatif'?"),
            ("explain a.json", "Unknown command 'explain'"),
            ("help whatiff", "Unknown command 'whatiff'. Did you mean 'whatif'?"),
            ("whatif", "Missing expected argument '<file>'"),
            ("validate", "Missing expected argument '<file> ...'"),
            ("whatif a.json b.json", "Unexpected argument 'b.json'"),
            ("init b.json -o c.json", "give the file to write as <file> or with '--output', not both."),
            ("---", "Invalid option: ---"),
            (
                "simulate a.json --replicates 0",
                "The value '0' is invalid for '--replicates <n>': give a whole number from 1 to 1000000000, "
                    + "in digits only."
            ),
            (
                "simulate a.json --replicates 1e30",
                "The value '1e30' is invalid for '--replicates <n>': give a whole number from 1 to 1000000000, "
                    + "in digits only."
            ),
            (
                "simulate a.json --seed -1",
                "The value '-1' is invalid for '--seed <n>': a seed is a whole number from 0 to 18446744073709551615."
            ),
            (
                "simulate a.json --seed 18446744073709551616",
                "The value '18446744073709551616' is invalid for '--seed <n>': a seed is a whole number from 0 to "
                    + "18446744073709551615."
            ),
            (
                "simulate a.json --shard 9/8",
                "The value '9/8' is invalid for '--shard <i/n>': there is no part 9 of 8; give I/N, part I of N "
                    + "counted from 1, such as 3/8, or 'auto'."
            ),
        ])
    func usageError(_ line: String, _ message: String) throws {
        let playground = try Playground(["a.json": sampleScenario])
        let result = playground.domino(line.split(separator: " ").map(String.init))
        #expect(result.status == 64)
        #expect(result.output == "")
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(lines.first == "Error: " + message)
        #expect(lines.contains { $0.hasPrefix("Usage: domino") })
        #expect(lines.last?.hasPrefix("  See 'domino") == true)
        #expect(playground.names == ["a.json"])
    }

    @Test(
        "are shown safely and in short, and change nothing",
        arguments: [
            "", " ", "\u{1B}]0;x\u{7}", "\u{202E}nosj", "::error::x", "##[error]x", "a\nb",
            String(repeating: "x", count: 120_000),
        ])
    func hostile(_ argument: String) throws {
        let playground = try Playground(["a.json": sampleScenario])
        for arguments in [
            [argument], ["whatif", "a.json", "--slip", argument], ["whatif", "a.json", "--slip=\(argument)=1"],
            ["whatif", "a.json", "--plan", argument], ["whatif", "a.json", "--as-of", argument], ["help", argument],
            ["whatif", "a.json", "--format", argument], ["whatif", "a.json", argument], ["--\(argument)x"],
            ["init", "b", argument],
        ] {
            let result = playground.domino(arguments)
            #expect(result.status == 64, "\(arguments.map { $0.prefix(20) })")
            #expect(result.errors.utf8.count < 1500)
            #expect(disturbances(of: result.errors) == [])
        }
        #expect(playground.names == ["a.json"])
    }

    @Test("may be a megabyte long", arguments: ["x", "-", "--x=", "=", ",", "é", "\u{1B}"])
    func megabytes(_ piece: String) {
        // More than a system hands over in one argument, so no process can be started with it.
        let huge = String(repeating: piece, count: 1 << 20)
        for arguments in [
            [huge], ["whatif", "a.json", huge, huge], ["whatif", "a.json", "--slip", huge, "--as-of=x"],
            ["whatif", "a.json", "--format=\(huge)"], ["--" + huge], ["help", huge], ["-" + huge],
        ] {
            switch parse(arguments, in: .domino) {
            case .usageError(let text): #expect(text.utf8.count < 3000)
            case .run(let command): #expect(command.name == "whatif")
            case .help, .version: Issue.record("\(arguments.map { $0.prefix(20) })")
            }
        }
    }

    @Test("may be bytes that are no UTF-8")
    func notUTF8() throws {
        let playground = try Playground(["a.json": sampleScenario])
        for arguments in [
            "whatif a.json --slip", "whatif a.json --plan", "whatif a.json --as-of", "help", "",
            "whatif a.json --format",
        ] {
            let result = playground.shell("\"$D\" \(arguments) \"$(printf '\\377\\355\\240\\200x=1')\"")
            #expect(result.status == 64)
            #expect(result.errors.contains("\u{FFFD}"))
        }
    }
}

/// What in a text could disturb a terminal, or give orders to a GitHub workflow whose log it stands in; the runner's
/// own rules (actions/runner, ActionCommand.cs): `::` behind white space at the beginning of a line, `##[` anywhere.
func disturbances(of text: String, annotations: Bool = false) -> [String] {
    var found: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
        let begin = line.unicodeScalars.drop { $0.properties.isWhitespace }
        let isOurs =
            annotations && (line.hasPrefix("::error ") || line.hasPrefix("::warning ") || line.hasPrefix("::notice "))
        if begin.starts(with: "::".unicodeScalars), !isOurs { found.append("order: \(line)") }
        if line.contains("##[") { found.append("old order: \(line)") }
        for scalar in line.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                found.append("U+\(String(scalar.value, radix: 16)) in: \(line)")
            default: break
            }
        }
    }
    return found
}
