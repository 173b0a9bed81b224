/// What is wrong with a JSON text that `readJSON` refuses, in the order in which it is written.
///
/// It continues where it can guess safely what was meant (a comma too many, single quotes, a comment), and stops where
/// everything after would be a guess (the text is cut off, a bracket does not match).
/// - Complexity: O(bytes); no recursion.
func diagnoseJSON(_ bytes: [UInt8], from start: Int, to end: Int) -> [Diagnostic] {
    var diagnosis = JSONDiagnosis(bytes: bytes, start: start, end: end)
    diagnosis.checkEncoding()
    diagnosis.walk()
    return diagnosis.problems
}

/// A walk over a JSON text, byte by byte. This file holds the grammar; the other files of this name hold what strings,
/// numbers, words and white space look like.
struct JSONDiagnosis {
    let bytes: [UInt8]
    let start: Int
    let end: Int
    /// The next byte to look at.
    var offset: Int
    /// The end of the last thing that is not white space.
    var lastEnd: Int
    /// What `lastEnd` is the end of.
    var lastKind = JSONKind.null
    /// The comma just passed.
    var comma: Int?
    /// The brackets that are open, innermost last.
    var open: [Int] = []
    var problems: [Diagnostic] = []
    /// Whether the walk is over: whatever follows would be a guess.
    var isStopped = false

    /// Most problems of one file.
    static let problemLimit = 100

    init(bytes: [UInt8], start: Int, end: Int) {
        self.bytes = bytes
        self.start = start
        self.end = end
        offset = start
        lastEnd = start
    }

    /// What may stand next.
    enum Place {
        /// The one value of the file.
        case root
        /// The first element or field of the innermost container, or its end.
        case first
        /// The element or field after a comma.
        case next
        /// The value after a colon.
        case value
        /// A comma or the end of the innermost container.
        case separator
        /// Nothing.
        case done
    }

    mutating func walk() {
        var place = Place.root
        while !isStopped {
            skipSpace()
            if isStopped { return }
            if offset == end {
                if place != .done { reportEnd(isEmpty: place == .root) }
                return
            }
            switch place {
            case .root, .value: place = value(at: place)
            case .first, .next: place = isInObject ? field(at: place) : value(at: place)
            case .separator: place = separator()
            case .done:
                reportTextAfterEnd()
                return
            }
        }
    }

    private var isInObject: Bool { open.last.map { bytes[$0] == UInt8(ascii: "{") } ?? false }
    var placeAfterValue: Place { open.isEmpty ? .done : .separator }

    private mutating func value(at place: Place) -> Place {
        switch bytes[offset] {
        case UInt8(ascii: "\""): readString()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return openBracket()
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return closeBracket(at: place)
        case UInt8(ascii: ","): return extraComma(at: place)
        case let byte where byte.startsNumber: readNumber()
        default:
            if readOddQuotes() { break }
            if !readWord() { reportUnexpected(place == .root ? .start : .value) }
        }
        return placeAfterValue
    }

    private mutating func field(at place: Place) -> Place {
        let name = offset
        switch bytes[offset] {
        case UInt8(ascii: "\""): readString()
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return closeBracket(at: place)
        case UInt8(ascii: ","): return extraComma(at: place)
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"):
            report(JSONProblem.missingName, offset, offset + 1)
            isStopped = true
        case let byte where byte.startsNumber:
            if readDecimalComma() { return .separator }
            readBareName()
        default:
            if readOddQuotes() { break }
            if startsWord { readBareName() } else { reportUnexpected(.name) }
        }
        if isStopped { return .separator }
        return colon(after: name)
    }

    private mutating func colon(after name: Int) -> Place {
        skipSpace()
        if isStopped || offset == end { return .value }
        switch bytes[offset] {
        case UInt8(ascii: ":"):
            pass(1, .null)
            return .value
        case UInt8(ascii: "="):
            let length = byte(offset + 1) == UInt8(ascii: ">") ? 2 : 1
            report(JSONProblem.equalsSign, offset, offset + length)
            pass(length, .null)
            return .value
        case UInt8(ascii: ","), UInt8(ascii: "}"):
            report(JSONProblem.nameAlone, name, lastEnd)
            return .separator
        default:
            report(JSONProblem.missingColon, lastEnd, lastEnd)
            if bytes[offset] == UInt8(ascii: "]") { isStopped = true }
            return .value
        }
    }

    private mutating func separator() -> Place {
        switch bytes[offset] {
        case UInt8(ascii: ","):
            comma = offset
            pass(1, lastKind)
            return .next
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return closeBracket(at: .separator)
        case UInt8(ascii: ";"):
            report(JSONProblem.semicolon, offset, offset + 1)
            comma = offset
            pass(1, lastKind)
            return .next
        case UInt8(ascii: ":"):
            report(JSONProblem.extraColon(inObject: isInObject), offset, offset + 1)
            isStopped = true
        case let byte where byte.startsNumber || byte.startsQuoteOrBracket || startsWord:
            if lastKind == .string, offset == lastEnd, !byte.startsQuoteOrBracket {
                report(JSONProblem.textAfterString, offset, offset + 1)
                isStopped = true
            } else {
                report(JSONProblem.missingComma, lastEnd, lastEnd)
                comma = nil
                return .next
            }
        default: reportUnexpected(.separator)
        }
        return .separator
    }

    private mutating func extraComma(at place: Place) -> Place {
        switch place {
        case .value:
            report(JSONProblem.missingValue, offset, offset + 1)
            return .separator
        case .root:
            reportUnexpected(.start)
            return .done
        default:
            report(JSONProblem.extraComma(isFirst: place == .first), offset, offset + 1)
            pass(1, .null)
            return place
        }
    }

    // MARK: Brackets and ends

    private mutating func openBracket() -> Place {
        if open.count == JSONLimits.nesting {
            report(JSONProblem.nesting, offset, offset + 1)
            isStopped = true
        }
        open.append(offset)
        pass(1, .null)
        return .first
    }

    private mutating func closeBracket(at place: Place) -> Place {
        let closing = bytes[offset]
        guard let opening = open.last else {
            reportUnexpected(.start)
            return .done
        }
        let isMatch = (closing == UInt8(ascii: "}")) == (bytes[opening] == UInt8(ascii: "{"))
        if !isMatch {
            report(
                JSONProblem.bracket(
                    expected: bytes[opening] == UInt8(ascii: "{") ? "}" : "]", found: Unicode.Scalar(closing)),
                offset, offset + 1, related: [opened(opening)])
            isStopped = true
        } else if place == .value {
            report(JSONProblem.missingValue, offset, offset + 1)
        } else if place == .next, let comma {
            report(JSONProblem.trailingComma, comma, comma + 1)
        }
        open.removeLast()
        pass(1, .null)
        return placeAfterValue
    }

    private mutating func reportEnd(isEmpty: Bool) {
        if !isEmpty {
            report(JSONProblem.cutOff(open: open.count), lastEnd, lastEnd, related: open.suffix(1).map { opened($0) })
        } else if problems.isEmpty {
            report(JSONProblem.empty(isBlank: start < end), start, start)
        }
    }

    private mutating func reportTextAfterEnd() {
        let rest: JSONProblem.Rest =
            switch bytes[offset] {
            case UInt8(ascii: "}"), UInt8(ascii: "]"): .bracket
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): .value
            default: .text
            }
        report(JSONProblem.afterEnd(rest), offset, characterEnd(offset))
    }

    /// Notes something that belongs nowhere, and stops.
    private mutating func reportUnexpected(_ place: JSONProblem.Place) {
        report(
            JSONProblem.unexpected(bytes[offset], place, isMarkup: offset == start), offset, characterEnd(offset))
        isStopped = true
    }

    /// Where a bracket was opened.
    private func opened(_ bracket: Int) -> Related {
        related(bracket, .opened(Unicode.Scalar(bytes[bracket])))
    }
}

extension JSONDiagnosis {
    // MARK: Reporting and looking at bytes

    /// Notes a problem; after the last one allowed, notes that too and stops.
    mutating func report(_ problem: some Problem, _ from: Int, _ to: Int, related: [Related] = []) {
        if isStopped { return }
        let span = Span(start: UInt32(from), end: UInt32(to))
        problems.append(Diagnostic(problem, at: span, related: related))
        if problems.count == Self.problemLimit {
            problems.append(Diagnostic(JSONProblem.tooMany(limit: Self.problemLimit), at: span))
            isStopped = true
        }
    }

    /// A second place for a problem: one byte at `offset`.
    func related(_ offset: Int, _ note: RelatedNote) -> Related {
        Related(span: Span(start: UInt32(offset), end: UInt32(offset + 1)), note)
    }

    /// Steps over `length` bytes that mean something.
    mutating func pass(_ length: Int, _ kind: JSONKind) {
        offset += length
        lastEnd = offset
        lastKind = kind
    }

    /// The byte at `offset`, 0 after the end.
    func byte(_ offset: Int) -> UInt8 {
        offset < end ? bytes[offset] : 0
    }

    /// The bytes of the character at `offset`, 0 if it is not UTF-8.
    func characterLength(_ offset: Int) -> Int {
        utf8Length(byte(offset), byte(offset + 1), byte(offset + 2), byte(offset + 3))
    }

    /// The offset after the character, or after the wrong byte, at `offset`.
    func characterEnd(_ offset: Int) -> Int {
        offset + max(characterLength(offset), 1)
    }

    /// The text of some bytes, for a message; only called for visible ASCII.
    func excerpt(_ from: Int, _ to: Int) -> String {
        to - from <= 40
            ? String(decoding: bytes[from..<to], as: UTF8.self)
            : String(decoding: bytes[from..<from + 37], as: UTF8.self) + "..."
    }

    /// True if all of these bytes are visible ASCII, so that a message may show them.
    func isPlain(_ from: Int, _ to: Int) -> Bool {
        bytes[from..<to].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// True if `text` is at `offset`.
    func holds(_ text: StaticString, at offset: Int) -> Bool {
        text.withUTF8Buffer { text in
            offset + text.count <= end && bytes[offset..<offset + text.count].elementsEqual(text)
        }
    }
}

extension UInt8 {
    /// True for a digit, a sign or a point: what people begin numbers with.
    var startsNumber: Bool { isDigit || self == 0x2B || self == 0x2D || self == 0x2E }
    /// True for 0 to 9.
    var isDigit: Bool { self &- 0x30 < 10 }
    /// True for A to Z and a to z.
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// True for an ASCII quote of any kind and for an opening bracket.
    var startsQuoteOrBracket: Bool {
        self == 0x22 || self == 0x27 || self == 0x60 || self == 0x5B || self == 0x7B
    }
}
