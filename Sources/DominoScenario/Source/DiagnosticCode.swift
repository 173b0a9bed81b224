/// How bad a problem is.
public enum Severity: String, Sendable {
    /// There will be no answer.
    case error
    /// There will be an answer, and it may not be the one meant.
    case warning
    /// Good to know.
    case note
}

/// Every kind of problem, closed: tests walk over all cases. Raw values are the stable codes.
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
    case cycle = "cycle"
    case untouchedCommitment = "untouched-commitment"

    // Facts, slips and plans.
    case keptWithoutDate = "kept-without-date"
    case dateWithoutKept = "date-without-kept"
    case duplicateSlip = "duplicate-slip"
    case slipOnFact = "slip-on-fact"
    case effectShape = "effect-shape"
    case effectWithoutTarget = "effect-without-target"
    case impossibleRequirement = "impossible-requirement"
    case lateMitigation = "late-mitigation"
    case factorWithoutWork = "factor-without-work"

    // The calendar.
    case noWorkingDay = "no-working-day"
    case duplicateDay = "duplicate-day"
    case dayOff = "day-off"

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
        case .similarID, .unlistedKind, .slipOnFact, .lateMitigation, .factorWithoutWork, .duplicateDay, .dayOff,
            .leftOut, .lateAsPlanned:
            .warning
        default: .error
        }
    }
}
