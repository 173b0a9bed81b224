import DominoScenario

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
        .map(\.diagnostic)
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
