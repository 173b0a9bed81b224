/// What can be wrong with a file of a scenario and with the files it includes.
enum FileProblem: Problem {
    case includeIsNoList
    case includeIsNoPath
    case includesItself
    /// A file that includes this one again.
    case includeCircle(String)
    case includeDepth(String, limit: Int)
    case emptyPath(String)
    /// `place` is where the file was looked for, if that is not its name.
    case unreadable(String, reason: String, place: String?)
    case noVersion
    case newerVersion(Double)
    case unknownVersion(Double)
    case tooMany(Int, of: String, limit: Int)
    case noCommitments

    var wording: Wording {
        switch self {
        case .includeIsNoList: Wording(.wrongType, "include has to be a list of paths in quotes")
        case .includeIsNoPath: Wording(.wrongType, "an included file is named by its path, in quotes")
        case .includesItself:
            Wording(.includeCircle, "this file includes itself", "take this path out of \"include\"")
        case .includeCircle(let name):
            Wording(
                .includeCircle, "\"\(name)\" includes this file again, in a circle",
                "take this path out of \"include\"")
        case .includeDepth(let name, let limit):
            Wording(
                .includeDepth, "files include each other more than \(limit) deep",
                "include \"\(name)\" in a file nearer to the first one")
        case .emptyPath(let name): Wording(.unreadableFile, "\"\(name)\" is not a path", "name a file")
        case .unreadable(let name, let reason, let place):
            Wording(
                .unreadableFile, "\"\(name)\" cannot be read: \(reason)",
                "a path is relative to the folder of the file that names it" + (place.map { ": \"\($0)\"" } ?? ""))
        case .noVersion:
            Wording(
                .missingField, "this scenario has no \"domino\"",
                "begin it with \"domino\": 1, the version of the format")
        case .newerVersion(let version):
            Wording(
                .unsupportedVersion,
                "this scenario was made for a newer version of Domino (format \(plain(version)); this one reads 1)",
                "use a newer version of Domino")
        case .unknownVersion(let version):
            Wording(.unsupportedVersion, "there is no format \(plain(version)): write \"domino\": 1")
        case .tooMany(let count, let noun, let limit):
            Wording(
                .tooMany, "there are \(count) \(noun); at most \(limit) can be read",
                "leave out what is done, or divide the scenario into several")
        case .noCommitments:
            Wording(
                .missingField, "this scenario has no commitments", "begin with the commitment you worry about")
        }
    }
}

/// What can be wrong with the fields of an object: their names, their types and their presence.
///
/// Texts of the author come in quotes and sanitized, here and in the other enumerations.
enum FieldProblem: Problem {
    case wrongType(String, expected: String, found: JSONKind)
    case unknown(String, nearest: String?)
    case duplicate(String)
    case missing(String, of: String)

    var wording: Wording {
        switch self {
        case .wrongType(let what, let expected, let found):
            Wording(
                .wrongType, "\(what) has to be \(expected), not \(Self.words(for: found))",
                found == .null ? "leave the field out instead of writing null" : nil)
        case .unknown(let name, let nearest):
            Wording(
                .unknownField, "there is no field \(name) here",
                nearest.map { "did you mean \"\($0)\"?" } ?? "fields of your own begin with \"x-\"")
        case .duplicate(let name): Wording(.duplicateField, "\(name) is given twice", "keep one of the two")
        case .missing(let field, let owner): Wording(.missingField, "\(owner) has no \"\(field)\"")
        }
    }

    private static func words(for kind: JSONKind) -> String {
        switch kind {
        case .object: "an object"
        case .array: "a list"
        case .string: "a text in quotes"
        case .number: "a number"
        case .true, .false: "true or false"
        case .null: "null"
        }
    }
}

/// What can be wrong with a single value: a number, a date, a word, an id or a reference.
enum ValueProblem: Problem {
    case notFinite(String)
    case negative(String, Double)
    case outOfRange(String, Double, ClosedRange<Double>)
    case notAFraction(String, Double)
    case malformedDate(String, field: String, meant: String?)
    case missingDay(String, reason: String)
    case distantDay(String)
    case choice(String, field: String, words: [String], meant: String?)
    case slipDays(String)
    case longID(bytes: UInt32)
    case controlCharacterInID
    case emptyID
    case similarID(String)
    case duplicateID(String, in: String)
    case unknownReference(Reference, String, hint: String?)
    case unlistedKind(String, hint: String?)
    /// A limit on damage of a kind that there is none of.
    case unusedKind(String, hint: String?)

    var wording: Wording {
        switch self {
        case .notFinite(let what): Wording(.notFinite, "\(what) is too large to be a number")
        case .negative(let what, let value): Wording(.outOfRange, "\(what) is \(plain(value)); it cannot be negative")
        case .outOfRange(let what, let value, let range):
            Wording(
                .outOfRange,
                "\(what) is \(plain(value)); it has to be from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
            )
        case .notAFraction(let what, let value):
            // Just above 1 somebody has miscalculated; from 2 on it is a percentage.
            Wording(
                .outOfRange, "\(what) is \(plain(value)); it has to be from 0 to 1",
                value >= 2 && value <= 100 ? "did you mean \(plain(value / 100))?" : nil)
        case .malformedDate(let text, let field, let meant):
            Wording(
                .invalidDate, "\(text) is not a date: \(field) is written YYYY-MM-DD",
                meant.map { "did you mean \"\($0)\"?" } ?? "write year, month and day, such as \"2026-03-02\"")
        case .missingDay(let text, let reason): Wording(.invalidDate, "\(text) does not exist: \(reason)")
        case .distantDay(let text):
            Wording(.invalidDate, "\(text) is out of range: dates go from \(Day.first) to \(Day.last)")
        case .choice(let text, let field, let words, let meant):
            Wording(
                .invalidChoice, "\(field) cannot be \(text): it is \(listed(words.map { "\"\($0)\"" }, "or"))",
                meant.map { "did you mean \"\($0)\"?" })
        case .slipDays(let text): Wording(.invalidChoice, "days is a number or \"broken\", not \(text)")
        case .longID(let bytes): Wording(.invalidID, "an id has at most 256 bytes; this one has \(bytes)")
        case .controlCharacterInID:
            Wording(
                .invalidID, "an id cannot hold line breaks or other control characters",
                "keep it to one short line, and put the rest into \"title\"")
        case .emptyID: Wording(.invalidID, "an id cannot be empty", "give it a short name, such as \"go-live\"")
        case .similarID(let id):
            Wording(
                .similarID, "\(id) looks like another id, but its accents are written in other bytes",
                "the two are different ids; write them the same way if you mean one")
        case .duplicateID(let id, let list):
            Wording(
                .duplicateID, "there are two \(list) with the id \(id)",
                "ids have to differ, also between a scenario and what it includes")
        case .unknownReference(let reference, let id, let hint):
            Wording(reference.code, "no \(reference.noun) has the id \(id)", hint)
        case .unlistedKind(let id, let hint):
            Wording(
                .unlistedKind, "the kind \(id) is not listed, so it counts as currency and weighs 1",
                hint ?? "list it in \"kinds\", with its \"unit\" and \"weight\" if it is not money")
        case .unusedKind(let id, let hint):
            Wording(.unlistedKind, "no damage is of the kind \(id), so the limit on it limits nothing", hint)
        }
    }
}

/// What an id refers to.
enum Reference: Int {
    case commitment, stakeholder, window, stage, risk, mitigation

    /// What is said about a reference that names nothing.
    var code: DiagnosticCode {
        switch self {
        case .commitment: .unknownCommitment
        case .stakeholder: .unknownStakeholder
        case .window: .unknownWindow
        case .stage: .unknownStage
        case .risk: .unknownRisk
        case .mitigation: .unknownMitigation
        }
    }

    /// What people call it.
    var noun: String {
        switch self {
        case .commitment: "commitment"
        case .stakeholder: "stakeholder"
        case .window: "window"
        case .stage: "stage"
        case .risk: "risk"
        case .mitigation: "mitigation"
        }
    }
}

/// A number without a needless `.0`.
func plain(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return value.description
}

/// Words with commas and a last joining word: `a, b or c`.
func listed(_ words: [String], _ joint: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(joint) " + last
}
