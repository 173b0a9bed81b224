/// What can go wrong in one part of the work, as a closed enumeration: facts in its cases, their wording beside them.
protocol Problem {
    /// What is said about it.
    var wording: Wording { get }
}

/// What is said about a problem.
struct Wording {
    /// The kind of problem, which also says how bad it is.
    var code: DiagnosticCode
    /// One sentence without a full stop.
    var message: String
    /// What to do about it, where that is known.
    var hint: String?

    init(_ code: DiagnosticCode, _ message: String, _ hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}

/// What stands at a second place of a problem.
enum RelatedNote {
    case opened(Unicode.Scalar)
    case stringBegins
    case firstWritten
    case firstID
    case firstSlip
    case firstNeed
    /// A need on the way round a circle; ids in quotes.
    case need(of: String, on: String)

    var wording: String {
        switch self {
        case .opened(let bracket): "\(bracket) was opened here"
        case .stringBegins: "the string begins here"
        case .firstWritten: "first written here"
        case .firstID: "the first one"
        case .firstSlip: "first named here"
        case .firstNeed: "first needed here"
        case .need(let dependent, let source): "\(dependent) needs \(source) here"
        }
    }
}

/// A second place that explains a problem, such as "first written here".
public struct Related: Equatable, Sendable {
    /// Where.
    public var span: Span
    /// What is there, in a few words.
    public var message: String

    /// A place and what is there.
    public init(span: Span, message: String) {
        self.span = span
        self.message = message
    }

    /// A place and what is there.
    init(span: Span, _ note: RelatedNote) {
        self.init(span: span, message: note.wording)
    }
}

/// One problem of the input: what, where, and what next.
public struct Diagnostic: Equatable, Sendable {
    /// The kind of problem, which also says how bad it is.
    public var code: DiagnosticCode
    /// The place in a `SourceMap`, where there is one.
    public var span: Span?
    /// The file, for problems of a file without a place (it cannot be read, it is too large).
    public var path: String?
    /// One sentence without a full stop that names the thing; text of the author goes through `sanitized` first.
    public var message: String
    /// What to do about it, where that is known.
    public var hint: String?
    /// Further places that explain the problem.
    public var related: [Related]
    /// How many more of its kind were found behind it, and not kept; 0 but for the last of a great many.
    public var further = 0

    /// How bad it is.
    public var severity: Severity { code.severity }

    /// A problem of the kind `code`.
    public init(
        _ code: DiagnosticCode, at span: Span? = nil, path: String? = nil, _ message: String, hint: String? = nil,
        related: [Related] = []
    ) {
        self.code = code
        self.span = span
        self.path = path
        self.message = message
        self.hint = hint
        self.related = related
    }

    /// A problem of a closed enumeration.
    init(_ problem: some Problem, at span: Span? = nil, path: String? = nil, related: [Related] = []) {
        let wording = problem.wording
        self.init(wording.code, at: span, path: path, wording.message, hint: wording.hint, related: related)
    }
}

/// Problems in the order in which they were found, and of each kind no more than anybody will read.
///
/// A file of a gigabyte may have a hundred million problems: all are counted, and the first ones are kept.
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
