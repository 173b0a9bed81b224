import DominoScenario

/// Diagnostics as people read them on a terminal: where, what, the line with a caret, and what to do.
///
/// They are ordered by file and place; of one code at most a hundred are shown, and the rest counted.
/// ```text
/// go-live.json:31:34: error: no commitment has the id "go-lvie" [unknown-commitment]
///    31 |       "needs": [ { "commitment": "go-lvie" } ],
///       |                                  ^~~~~~~~~
///    help: did you mean "go-live"?
/// ```
/// - Parameters:
///   - width: the columns of the terminal; longer source lines are cut around the caret.
///   - color: with ANSI colours.
/// - Complexity: O(bytes of the files that have diagnostics) once, and O(width) a diagnostic.
public func diagnosticText(
    _ diagnostics: [Diagnostic], of sources: SourceMap, width: Int = 100, color: Bool = false
) -> String {
    var page = DiagnosticPage(places: DiagnosticPlaces(of: sources), width: width, color: color)
    let (first, more) = firstOfEachCode(inReadingOrder(diagnostics, of: sources))
    for diagnostic in first { page.add(diagnostic) }
    for (code, count) in more {
        page.output += "and \(exact(count).string) more like this [\(code.rawValue)]\n"
    }
    return page.output
}

/// The text while it grows.
private struct DiagnosticPage {
    var places: DiagnosticPlaces
    let width: Int
    let color: Bool
    var output = ""

    mutating func add(_ diagnostic: Diagnostic) {
        head(
            diagnostic.severity, diagnostic.message, path: places.path(of: diagnostic), span: diagnostic.span,
            code: diagnostic.code)
        if let hint = diagnostic.hint {
            output += "   " + painted("help:", .help) + " " + sanitized(hint) + "\n"
        }
        for related in diagnostic.related {
            let path = places.sources.file(at: related.span.start).map { places.sources.files[$0].path }
            head(.note, related.message, path: path, span: related.span, code: nil)
        }
    }

    /// The line that says where and what, and the source line under it.
    private mutating func head(
        _ severity: Severity, _ message: String, path: String?, span: Span?, code: DiagnosticCode?
    ) {
        let position = span.flatMap { places.position(of: $0.start) }
        if let path {
            // A line that begins with "::" would be an order to a GitHub workflow.
            var place = sanitized((path.hasPrefix(":") ? "./" : "") + path) + ":"
            if let position { place += "\(position.line):\(position.column):" }
            output += painted(place, .strong) + " "
        }
        output += painted(severity.rawValue + ":", Paint(severity)) + " " + painted(sanitized(message), .strong)
        if let code { output += " " + painted("[\(code.rawValue)]", .quiet) }
        output += "\n"
        guard let span, let position, let line = places.line(at: span.start) else { return }

        let number = String(position.line)
        let gutter = max(5, number.utf8.count)
        let excerpt = SourceExcerpt(of: span, line: line, in: places.sources.bytes, width: width - gutter - 3)
        let spaces = { (count: Int) in String(repeating: " ", count: count) }
        let caret = "^" + String(repeating: "~", count: excerpt.caretCells - 1)
        output += painted(spaces(gutter - number.utf8.count) + number + " |", .gutter)
        output += excerpt.text.isEmpty ? "\n" : " " + excerpt.text + "\n"
        output += painted(spaces(gutter) + " |", .gutter) + " " + spaces(excerpt.caretStart)
        output += painted(caret, Paint(severity)) + "\n"
    }

    /// The parts that have a colour, and the ANSI codes of it.
    private enum Paint: String {
        case strong = "1"
        case quiet = "2"
        case gutter = "34"
        case help = "1;32"
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"

        init(_ severity: Severity) {
            switch severity {
            case .error: self = .error
            case .warning: self = .warning
            case .note: self = .note
            }
        }
    }

    private func painted(_ text: String, _ paint: Paint) -> String {
        color ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// Where diagnostics are, looked up fast: each file is read for its lines at most once.
struct DiagnosticPlaces {
    let sources: SourceMap
    private var lines: [LineIndex?]

    init(of sources: SourceMap) {
        self.sources = sources
        lines = Array(repeating: nil, count: sources.files.count)
    }

    /// File, line and column of an offset, nil outside every file.
    mutating func position(of offset: UInt32) -> SourcePosition? {
        index(at: offset)?.position(of: offset, in: sources)
    }

    /// The bytes of the line that holds `offset`, nil outside every file.
    mutating func line(at offset: UInt32) -> Span? {
        index(at: offset)?.lineSpan(at: offset, in: sources)
    }

    /// The path of the file a diagnostic is about, if it is about one.
    func path(of diagnostic: Diagnostic) -> String? {
        diagnostic.span.flatMap { sources.file(at: $0.start) }.map { sources.files[$0].path } ?? diagnostic.path
    }

    private mutating func index(at offset: UInt32) -> LineIndex? {
        guard let file = sources.file(at: offset) else { return nil }
        if let index = lines[file] { return index }
        let index = LineIndex(file: file, of: sources)
        lines[file] = index
        return index
    }
}

/// The most diagnostics of one code people are shown.
let shownOfOneCode = 100

/// Diagnostics by file, then place; those without a place first, and equals in the order they were found.
func inReadingOrder(_ diagnostics: [Diagnostic], of sources: SourceMap) -> [Diagnostic] {
    /// Files lie in the source map one after another, so an offset orders by file and place at once.
    func key(_ diagnostic: Diagnostic) -> Int64 {
        if let span = diagnostic.span { return Int64(span.start) }
        guard let path = diagnostic.path, let file = sources.files.first(where: { $0.path == path }) else { return -1 }
        // In front of everything inside the file, behind everything before it.
        return Int64(file.start) - 1
    }
    return diagnostics.enumerated()
        .map { (key: key($0.element), index: $0.offset, diagnostic: $0.element) }
        .sorted { ($0.key, $0.index) < ($1.key, $1.index) }
        .map { $0.diagnostic }
}

/// The first `shownOfOneCode` of each code, and how many more there are of the codes that have more.
func firstOfEachCode(_ diagnostics: [Diagnostic]) -> (shown: [Diagnostic], more: [(DiagnosticCode, Int)]) {
    var counts: [DiagnosticCode: Int] = [:]
    var codes: [DiagnosticCode] = []
    let shown = diagnostics.filter { diagnostic in
        let count = counts[diagnostic.code, default: 0] + 1
        if count == 1 { codes.append(diagnostic.code) }
        counts[diagnostic.code] = count + diagnostic.further
        return count <= shownOfOneCode
    }
    let more = codes.map { ($0, counts[$0, default: 0] - shownOfOneCode) }.filter { $0.1 > 0 }
    return (shown, more)
}
