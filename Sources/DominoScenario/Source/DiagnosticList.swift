/// Problems in the order in which they were found, and of each kind no more than somebody will ever read.
///
/// A file of a gigabyte may have a hundred million problems; they are all counted, and the first are kept.
struct DiagnosticList {
    /// How many problems of one kind are kept.
    static let limit = 1000

    /// The problems; the last of a kind that has more than the limit says how many more there are.
    private(set) var kept: [Diagnostic] = []
    /// How many there are, kept or not.
    private(set) var count = 0
    /// Whether one of them is an error.
    private(set) var hasErrors = false
    /// How many there are of each kind met, and the place of the last one kept.
    private var kinds: [DiagnosticCode: (count: Int, last: Int)] = [:]

    /// Notes a problem.
    mutating func append(_ diagnostic: Diagnostic) {
        let found = kinds[diagnostic.code] ?? (count: 0, last: 0)
        count += 1 + diagnostic.further
        if found.count < Self.limit {
            kinds[diagnostic.code] = (found.count + 1, kept.count)
            kept.append(diagnostic)
        } else {
            kept[found.last].further += 1 + diagnostic.further
        }
        if diagnostic.severity == .error { hasErrors = true }
    }

    /// Notes problems, one after another.
    mutating func append(contentsOf diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { append(diagnostic) }
    }
}
