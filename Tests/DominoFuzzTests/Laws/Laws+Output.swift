import DominoReport

@testable import DominoScenario

extension Laws {
    /// Law: what is shown to people can neither drive a terminal nor give orders to a GitHub workflow in whose log it
    /// stands; the runner's own rules (actions/runner, ActionCommand.cs).
    /// - Parameter annotations: whether it holds orders of ours.
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

    /// Law: what is written for programs is JSON, and holds no control character as it is.
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

    /// Law: problems lie within their file, can be shown, and read back as JSON.
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
        holdJSON(diagnosticJSON(diagnostics, of: sources), "problems as JSON")
    }
}

extension Laws {
    /// Holds what people read of an answer, as text and as Markdown.
    mutating func holdTexts<A: Renderable>(_ answered: Answered<A>, _ style: TextStyle, _ what: String) {
        holdHarmless(render(answered, as: .text, style: style), "\(what) as text")
        holdHarmless(render(answered, as: .markdown, style: style), "\(what) as Markdown")
    }
}
