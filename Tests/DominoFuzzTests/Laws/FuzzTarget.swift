import DominoReport

@testable import DominoScenario

/// A part of Domino that reads bytes from anybody, and the laws that it keeps.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// A text for the JSON reader.
    case json
    /// A scenario: read, checked, compiled, asked a question and answered in every format.
    case scenario
    /// A table to import. The first byte chooses the options; a form feed separates it from a table of needs.
    case table
    /// A plan of Microsoft Project in XML.
    case project
    /// A part of a simulation. Bytes without a valid seal are also read with one, to reach what the seal protects.
    case shard
    /// Arguments of the command line, one per line.
    case arguments

    /// The laws that these bytes break, a sentence each. There should be none, whatever the bytes are.
    func faults(of bytes: [UInt8]) -> [String] {
        var laws = Laws()
        switch self {
        case .json: laws.holdJSON(bytes)
        case .scenario: laws.holdScenario(bytes)
        case .table: laws.holdTable(bytes)
        case .project: laws.holdProject(bytes)
        case .shard: laws.holdShard(bytes)
        case .arguments: laws.holdArguments(bytes)
        }
        return laws.broken
    }
}

/// Checks laws for one input, and keeps those that are broken.
struct Laws {
    /// The broken laws, a sentence each.
    private(set) var broken: [String] = []

    /// Keeps the sentence of a law unless it holds.
    mutating func hold(_ isHeld: Bool, _ law: @autoclosure () -> String) {
        if !isHeld { broken.append(law()) }
    }
}

/// A number made from bytes, to make choices by (FNV-1a, 64 bits).
func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

extension Laws {
    /// Law: a text for people contains neither control sequences for a terminal nor workflow commands for GitHub, by
    /// the runner's own rules (actions/runner, ActionCommand.cs).
    /// - Parameter annotations: whether the text contains workflow commands of ours.
    mutating func holdHarmless(_ text: String, _ what: String, annotations: Bool = false) {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard scalar != "\n" else {
                holdNoOrder(line, what, annotations: annotations)
                line = String.UnicodeScalarView()
                continue
            }
            line.append(scalar)
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                hold(false, "\(what): U+\(String(scalar.value, radix: 16)) is shown")
            default: break
            }
        }
        holdNoOrder(line, what, annotations: annotations)
    }

    private mutating func holdNoOrder(_ line: String.UnicodeScalarView, _ what: String, annotations: Bool) {
        let begin = line.drop { $0.properties.isWhitespace }
        let isOurs =
            annotations && ["::error ", "::warning ", "::notice "].contains { line.starts(with: $0.unicodeScalars) }
        hold(!begin.starts(with: "::".unicodeScalars) || isOurs, "\(what): an order: \(String(line))")
        var marks = line[...]
        while let mark = marks.firstIndex(of: "#") {
            marks = marks[mark...]
            hold(!marks.starts(with: "##[".unicodeScalars), "\(what): an old order: \(String(line))")
            marks = marks.dropFirst()
        }
    }

    /// Law: what is written for programs is JSON without raw control characters.
    mutating func holdJSON(_ text: String, _ what: String) {
        var sources = SourceMap()
        var problems: [Diagnostic] = []
        let file = sources.append(path: what, contents: Array(text.utf8))
        let tree = parseJSON(file: file, in: sources, reporting: &problems)
        hold(tree != nil, "\(what): no JSON: \(problems.first?.message ?? ""): \(text)")
        for scalar in text.unicodeScalars where scalar != "\n" {
            hold(
                scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value),
                "\(what): U+\(String(scalar.value, radix: 16)) is written as it is")
        }
    }

    /// Law: problems are within their file, can be shown, and can be read back as JSON.
    mutating func holdProblems(_ diagnostics: [Diagnostic], of sources: SourceMap) {
        for diagnostic in diagnostics {
            for span in [diagnostic.span].compactMap(\.self) + diagnostic.related.map(\.span) {
                let isPlaced =
                    span.start <= span.end && sources.file(at: span.start) != nil
                    && sources.file(at: span.start) == sources.file(at: span.end)
                hold(isPlaced, "\(diagnostic.message): stands in no file")
            }
            for text in [diagnostic.message, diagnostic.hint].compactMap(\.self) + diagnostic.related.map(\.message) {
                hold(!text.isEmpty && text.utf8.count < 4000, "a message of \(text.utf8.count) bytes")
                hold(sanitized(text) == text, "a message that cannot be shown as it is: \(text)")
            }
        }
        holdHarmless(diagnosticText(diagnostics, of: sources, width: 80, color: false), "problems as text")
        holdHarmless(diagnosticAnnotations(diagnostics, of: sources), "annotations", annotations: true)
        var json = JSONText()
        json.array { writeDiagnostics(diagnostics, of: sources, into: &$0) }
        holdJSON(json.text + "\n", "problems as JSON")
    }
}

extension Laws {
    /// Holds what people read of an answer, as text and as Markdown.
    mutating func holdTexts<A: Renderable>(_ answered: Answered<A>, _ style: TextStyle, _ what: String) {
        holdHarmless(render(answered, as: .text, style: style), "\(what) as text")
        holdHarmless(render(answered, as: .markdown, style: style), "\(what) as Markdown")
    }
}
