/// How bad a problem is.
public enum Severity: String, Sendable {
    /// There will be no answer.
    case error
    /// There will be an answer, and it may not be the one meant.
    case warning
    /// Good to know.
    case note
}

/// Every kind of problem. Raw values are the stable codes. Tests provoke each of them.
public enum DiagnosticCode: String, CaseIterable, Sendable {
    case fileTooLarge = "file-too-large"

    case jsonEmpty = "json-empty"
    case jsonEncoding = "json-encoding"
    case jsonInvalidUTF8 = "json-invalid-utf8"
    case jsonWhitespace = "json-whitespace"
    case jsonComment = "json-comment"
    case jsonCutOff = "json-cut-off"
    case jsonTrailingText = "json-trailing-text"
    case jsonTrailingComma = "json-trailing-comma"
    case jsonExtraComma = "json-extra-comma"
    case jsonMissingComma = "json-missing-comma"
    case jsonMissingColon = "json-missing-colon"
    case jsonMissingValue = "json-missing-value"
    case jsonKey = "json-key"
    case jsonBracket = "json-bracket"
    case jsonUnexpected = "json-unexpected"
    case jsonNesting = "json-nesting"
    case jsonQuotes = "json-quotes"
    case jsonStringOpen = "json-string-open"
    case jsonStringTooLong = "json-string-too-long"
    case jsonControlCharacter = "json-control-character"
    case jsonEscape = "json-escape"
    case jsonSurrogate = "json-surrogate"
    case jsonNumber = "json-number"
    case jsonNumberTooLong = "json-number-too-long"
    case jsonLiteral = "json-literal"
    case jsonTooManyProblems = "json-too-many-problems"

    // A file and what it includes.
    case unreadableFile = "unreadable-file"
    case includeCircle = "include-circle"
    case includeDepth = "include-depth"

    // Names and types of fields.
    case wrongType = "wrong-type"
    case unknownField = "unknown-field"
    case duplicateField = "duplicate-field"
    case missingField = "missing-field"
    case unsupportedVersion = "unsupported-version"
    case tooMany = "too-many"

    // Single values.
    case notFinite = "not-finite"
    case outOfRange = "out-of-range"
    case invalidChoice = "invalid-choice"
    case invalidDate = "invalid-date"
    case invalidID = "invalid-id"
    case similarID = "similar-id"
    case duplicateID = "duplicate-id"

    // Distributions, damage, notice.
    case invalidDistribution = "invalid-distribution"
    case damageShape = "damage-shape"
    case invalidCurve = "invalid-curve"
    case fallingCurve = "falling-curve"
    case lateWorseThanBroken = "late-worse-than-broken"
    case unlistedKind = "unlisted-kind"

    // What refers to something else.
    case unknownCommitment = "unknown-commitment"
    case unknownStakeholder = "unknown-stakeholder"
    case unknownWindow = "unknown-window"
    case unknownStage = "unknown-stage"
    case unknownRisk = "unknown-risk"
    case unknownMitigation = "unknown-mitigation"

    // Needs and the graph they make.
    case needWithoutLead = "need-without-lead"
    case leadAndBuffer = "lead-and-buffer"
    case selfNeed = "self-need"
    case duplicateNeed = "duplicate-need"
    case emptyGroup = "empty-group"
    case groupShape = "group-shape"
    case groupQuorum = "group-quorum"
    case cycle = "cycle"
    case untouchedCommitment = "untouched-commitment"

    // Facts, slips and plans.
    case keptWithoutDate = "kept-without-date"
    case dateWithoutKept = "date-without-kept"
    case factInFuture = "fact-in-future"
    case overdue
    case patienceOver = "patience-over"
    case unusedDelay = "unused-delay"
    case duplicateSlip = "duplicate-slip"
    case slipOnFact = "slip-on-fact"
    case effectShape = "effect-shape"
    case effectWithoutTarget = "effect-without-target"
    case impossibleRequirement = "impossible-requirement"
    case lateMitigation = "late-mitigation"
    case alreadyDecided = "already-decided"
    case duplicateDecision = "duplicate-decision"
    case excludedDecision = "excluded-decision"
    case factorWithoutWork = "factor-without-work"

    // The calendar, and windows.
    case noWorkingDay = "no-working-day"
    case duplicateDay = "duplicate-day"
    case dayOff = "day-off"
    case windowShape = "window-shape"

    // Tables and plans of other programs.
    case tableEncoding = "table-encoding"
    case tableQuotes = "table-quotes"
    case tableEmpty = "table-empty"
    case tableJSON = "table-json"
    case missingColumn = "missing-column"
    case raggedRow = "ragged-row"
    case shortRow = "short-row"
    case closingLine = "closing-line"
    case leftOut = "left-out"
    case ambiguousDate = "ambiguous-date"
    case invalidNumber = "invalid-number"
    case mixedCurrencies = "mixed-currencies"
    case invalidLink = "invalid-link"
    case xmlSyntax = "xml-syntax"
    case xmlDoctype = "xml-doctype"
    case xmlEntity = "xml-entity"
    case xmlLimit = "xml-limit"
    case foreignPlan = "foreign-plan"
    case lateAsPlanned = "late-as-planned"

    /// How bad a problem of this kind is.
    public var severity: Severity {
        switch self {
        case .jsonTooManyProblems, .untouchedCommitment, .closingLine, .shortRow: .note
        case .similarID, .unlistedKind, .overdue, .patienceOver, .unusedDelay, .slipOnFact, .lateMitigation,
            .alreadyDecided, .excludedDecision, .factorWithoutWork, .duplicateDay, .dayOff, .leftOut, .lateAsPlanned:
            .warning
        default: .error
        }
    }
}

/// What can go wrong in one part of the work, as a closed enumeration: facts in its cases, their wording next to them.
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

/// What is at a second place of a problem.
enum RelatedNote {
    case opened(Unicode.Scalar)
    case stringBegins
    case firstWritten
    case firstID
    case firstSlip
    case firstNeed
    case firstDecision
    /// A need on the way round a circle; ids in quotes.
    case need(of: String, on: String)
    /// A date told from another on the way round a circle; ids in quotes.
    case follows(String, String)

    var wording: String {
        switch self {
        case .opened(let bracket): "\(bracket) was opened here"
        case .stringBegins: "the string begins here"
        case .firstWritten: "first written here"
        case .firstID: "the first one"
        case .firstSlip: "first named here"
        case .firstNeed: "first needed here"
        case .firstDecision: "first decided here"
        case .need(let dependent, let source): "\(dependent) needs \(source) here"
        case .follows(let follower, let source): "\(follower) follows \(source) here"
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
    /// How many more of its kind were found and not kept; 0 except for the last one kept.
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

    /// Counts a problem of a kind of which no more are kept; false, and nothing done, where one more is.
    mutating func countsOnly(_ code: DiagnosticCode) -> Bool {
        guard let found = kinds[code], found.count >= Self.limit else { return false }
        count += 1
        kept[found.last].further += 1
        return true
    }

    /// Notes problems, one after another.
    mutating func append(contentsOf diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics { append(diagnostic) }
    }
}
