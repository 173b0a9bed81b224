import Testing

@testable import DominoCommand

/// Shows a reading in one line: the value, or "refused: " and the reason.
private func described<Value>(_ reading: Result<Value, Refusal>) -> String {
    switch reading {
    case .success(let value): "\(value)"
    case .failure(let refusal): "refused: " + refusal.reason
    }
}

@Suite("values are understood exactly or refused with a reason")
struct ReadingTests {
    @Test(
        "a seed is any unsigned 64-bit number",
        arguments: [
            ("0", "0"), ("1", "1"), ("007", "7"), ("18446744073709551615", "18446744073709551615"),
            ("18446744073709551616", nil), ("-1", nil), ("+1", nil), ("-0", nil), ("", nil), ("1.0", nil), ("1e3", nil),
            ("0x10", nil), (" 1", nil), ("١", nil),
        ])
    func seed(text: String, expected: String?) {
        let refusal = "refused: a seed is a whole number from 0 to 18446744073709551615."
        #expect(described(readSeed(text)) == expected ?? refusal)
    }

    @Test(
        "a count is a whole number from 1 to its limit",
        arguments: [
            ("1", "1"), ("10000", "10000"), ("999999999", "999999999"), ("1000000000", "1000000000"),
            ("1000000001", nil), ("0", nil), ("-5", nil), ("1e30", nil), ("1e3", nil), ("10_000", nil),
            ("10,000", nil), ("", nil), ("9223372036854775808", nil), ("nan", nil),
        ])
    func count(text: String, expected: String?) {
        let refusal = "refused: give a whole number from 1 to 1000000000, in digits only."
        #expect(described(readCount(text, upTo: 1_000_000_000)) == expected ?? refusal)
    }

    @Test(
        "a number is finite, decimal and in its range",
        arguments: [
            ("0", "0.0"), ("-0", "0.0"), ("1.5", "1.5"), ("-2.5", "-2.5"), (".5", "0.5"), ("5.", "5.0"), ("+3", "3.0"),
            ("1e2", "100.0"), ("1E-2", "0.01"), ("1e-400", "0.0"), ("100", "100.0"), ("100.0000001", nil),
            ("-101", nil), ("nan", nil), ("NaN", nil), ("inf", nil), ("-infinity", nil), ("0x1p3", nil), ("1e400", nil),
            ("", nil), (".", nil), ("e5", nil), ("1e", nil), ("1e+", nil), ("--1", nil), ("1 ", nil), ("1_0", nil),
            (String(repeating: "0", count: 64), "0.0"), (String(repeating: "0", count: 65), nil),
        ])
    func number(text: String, expected: String?) {
        let reading = described(readNumber(text, in: -100...100))
        #expect(reading == expected ?? "refused: give a number from -100 to 100.")
    }

    @Test("a megabyte of digits is refused, and a megabyte of text too", arguments: ["9", "0,", "x", "=", "/", "e"])
    func huge(unit: String) {
        let text = String(repeating: unit, count: 1 << 20)
        #expect(described(readSeed(text)).hasPrefix("refused: "))
        #expect(described(readCount(text, upTo: 10)).hasPrefix("refused: "))
        #expect(described(readNumber(text, in: 0...1)).hasPrefix("refused: "))
        #expect(described(readProbability(text)).hasPrefix("refused: "))
        #expect(described(readSlip(text)).hasPrefix("refused: "))
        #expect(described(readShard(text)).hasPrefix("refused: "))
    }

    @Test("a decimal comma is recognised")
    func decimalComma() {
        let refusal = "refused: give a number from 0 to 0.5, with a point for the decimals."
        #expect(described(readNumber("0,35", in: 0...0.5)) == refusal)
    }

    @Test(
        "a probability goes from 0 to 1, and a percentage is told what it probably means",
        arguments: [
            ("0", "0.0"), ("1", "1.0"), ("0.35", "0.35"), ("-0", "0.0"),
            ("35", "refused: a probability goes from 0 to 1; did you mean 0.35?"),
            ("99.9", "refused: a probability goes from 0 to 1; did you mean 0.999?"),
            ("100", "refused: a probability goes from 0 to 1; did you mean 1?"),
            ("35%", "refused: a probability goes from 0 to 1; did you mean 0.35?"),
            ("0.5%", "refused: a probability goes from 0 to 1; did you mean 0.005?"),
            ("1.0000001", "refused: a probability goes from 0 to 1."),
            ("101", "refused: a probability goes from 0 to 1."), ("-0.1", "refused: a probability goes from 0 to 1."),
            ("nan", "refused: a probability goes from 0 to 1."), ("", "refused: a probability goes from 0 to 1."),
            ("%", "refused: a probability goes from 0 to 1."), ("x", "refused: a probability goes from 0 to 1."),
        ])
    func probability(text: String, expected: String) {
        #expect(described(readProbability(text)) == expected)
    }

    @Test(
        "a duration is a plain number of seconds above 0",
        arguments: [
            ("60", "60.0"), ("0.5", "0.5"), ("31536000", "31536000.0"), ("31536001", nil), ("0", nil), ("-1", nil),
            ("1m", nil), ("inf", nil), ("", nil),
        ])
    func seconds(text: String, expected: String?) {
        let refusal = "refused: give seconds as a plain number above 0, at most 31536000."
        #expect(described(readSeconds(text)) == expected ?? refusal)
    }
}

@Suite("values of several parts are split where they mean it")
struct CompoundReadingTests {
    private static let days = "after the '=' give a number of days from -100000 to 100000, or 'broken'."

    @Test(
        "a slip is an id and days, or an id and 'broken'",
        arguments: [
            ("go-live=14", "go-live: days(14.0)"), ("go-live=-2.5", "go-live: days(-2.5)"), ("a=0", "a: days(0.0)"),
            ("go-live=broken", "go-live: broken"), ("a=b=3", "a=b: days(3.0)"), ("a==3", "a=: days(3.0)"),
            ("=a=3", "=a: days(3.0)"), ("broken=broken", "broken: broken"), ("a=100000", "a: days(100000.0)"),
            ("a=-100000", "a: days(-100000.0)"), ("a\u{338}=1", "a\u{338}: days(1.0)"), ("日本=1e1", "日本: days(10.0)"),
            ("a=100000.5", nil), ("a=-100001", nil), ("go-live=NaN", nil), ("go-live=inf", nil), ("a=0x10", nil),
            ("a=Broken", nil), ("a=14d", nil), ("a= 3", nil), ("a=\u{338}3", nil),
        ])
    func slip(text: String, expected: String?) {
        let reading = readSlip(text).map { "\($0.commitment): \($0.fate)" }
        let plain = described(reading)
        #expect(plain.replacing("domino.SlipArgument.Fate.", with: "") == expected ?? "refused: " + Self.days)
    }

    @Test(
        "a slip without its parts says which is missing",
        arguments: [
            ("x", "write a commitment's id or title, '=' and a number of days, such as go-live=14 or go-live=broken."),
            ("", "write a commitment's id or title, '=' and a number of days, such as go-live=14 or go-live=broken."),
            ("go-live=", "there is no number of days after the '='; write go-live=14 or go-live=broken."),
            ("=5", "there is no name before the '='; write go-live=14 or go-live=broken."),
            ("=", "there is no name before the '='; write go-live=14 or go-live=broken."),
        ])
    func slipInParts(text: String, expected: String) {
        #expect(described(readSlip(text)) == "refused: " + expected)
    }

    @Test("an id with a probability is split at the last equals sign")
    func namedProbability() {
        let expected = ProbabilityArgument(commitment: "a=b", probability: 0.1)
        #expect(readNamedProbability("a=b=0.1") == .success(expected))
        let hint = "refused: a probability goes from 0 to 1; did you mean 0.1?"
        #expect(described(readNamedProbability("a=10")) == hint)
        let missing = "refused: there is no probability after the '='; write go-live=0.1."
        #expect(described(readNamedProbability("a=")) == missing)
        let none = "refused: write a commitment's id or title, '=' and a probability, such as go-live=0.1."
        #expect(described(readNamedProbability("a")) == none)
    }

    @Test(
        "a list has no empty member",
        arguments: [
            ("pilot", ["pilot"]), ("pilot,training", ["pilot", "training"]), ("a b,c", ["a b", "c"]),
            (",\u{338}a", nil), ("", nil), (",", nil), ("a,", nil), (",a", nil), ("a,,b", nil),
        ] as [(String, [String]?)])
    func list(text: String, expected: [String]?) {
        let refusal = "refused: give one id or title, or several separated by single commas."
        #expect(described(readList(text)) == expected.map { "\($0)" } ?? refusal)
    }

    @Test(
        "a shard is one part of several, counted from 1, or auto",
        arguments: [
            ("1/1", "part(1, of: 1)"), ("3/8", "part(3, of: 8)"), ("8/8", "part(8, of: 8)"), ("auto", "auto"),
            ("9/8", "refused: there is no part 9 of 8; give I/N, part I of N counted from 1, such as 3/8, or 'auto'."),
            ("0/8", nil), ("1/0", nil), ("1", nil), ("1/", nil), ("/8", nil), ("1/2/3", nil), ("-1/8", nil),
            ("1/1000000001", nil), ("Auto", nil), ("", nil),
        ])
    func shard(text: String, expected: String?) {
        let refusal = "refused: give I/N, part I of N counted from 1, such as 3/8, or 'auto'."
        #expect(described(readShard(text)).replacing("domino.ShardArgument.", with: "") == expected ?? refusal)
    }
}

@Suite("a command reads its values, or throws the whole text of the usage error")
struct ParsedCommandReadingTests {
    private func parsed(_ arguments: String...) throws -> ParsedCommand {
        guard case .run(let command) = parse(arguments, in: .domino) else { throw EarlyEnd.usageError("not run") }
        return command
    }

    @Test("values come in the order given")
    func values() throws {
        let command = try parsed("whatif", "a", "--slip", "x=1", "--plan", "m,n", "--slip", "y=broken")
        let slips = try command.readings("slip", by: readSlip)
        #expect(slips.map(\.commitment) == ["x", "y"])
        #expect(slips.map(\.fate) == [.days(1), .broken])
        #expect(try command.reading("plan", by: readList) == ["m", "n"])
        #expect(try parsed("whatif", "a").reading("plan", by: readList) == nil)
    }

    @Test("a refused value is shown with the reason, the option's help and the usage")
    func refused() throws {
        let command = try parsed("whatif", "a", "--slip", "go-live=\u{1B}")
        let expected = """
            Error: The value 'go-live=\\u{1B}' is invalid for '--slip <id=days>': \
            after the '=' give a number of days from -100000 to 100000, or 'broken'.
            Help:  --slip <id=days>  A commitment, by id or title, and the days it slips, or 'broken' if it is never \
            kept. Repeat the option for several.
            Usage: domino whatif <file> [--slip <id=days> ...] [--move <id=days> ...]
                   [--plan <ids>] [--tell-on <date>] [<options>]
              See 'domino whatif --help' for more information.
            """
        #expect(throws: EarlyEnd.usageError(expected)) { try command.readings("slip", by: readSlip) }
    }

    @Test("values that do not go together are a usage error too")
    func custom() throws {
        guard case .usageError(let text) = try parsed("schema").usageError("That does not go together.") else {
            Issue.record("it is no usage error")
            return
        }
        #expect(text.hasPrefix("Error: That does not go together.\nUsage: domino schema [<options>]\n  See"))
    }
}
