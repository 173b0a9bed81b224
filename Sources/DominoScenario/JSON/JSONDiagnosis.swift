/// What is wrong with a JSON text that `readJSON` refuses, in the order it is written.
///
/// It goes on where it can guess safely what was meant (a comma too many, single quotes, a comment), and stops where
/// everything after would be a guess (the text is cut off, a bracket does not match).
/// - Complexity: O(bytes); no recursion.
func diagnoseJSON(_ bytes: [UInt8], from start: Int, to end: Int) -> [Diagnostic] {
    var diagnosis = JSONDiagnosis(bytes: bytes, start: start, end: end)
    diagnosis.checkEncoding()
    diagnosis.walk()
    return diagnosis.problems
}

/// A walk over a JSON text, byte by byte. This file holds what may stand where; the other files of this name hold what
/// strings, numbers, words and white space look like.
struct JSONDiagnosis {
    let bytes: [UInt8]
    let start: Int
    let end: Int
    /// The next byte to look at.
    var offset: Int
    /// The end of the last thing that is no white space.
    var lastEnd: Int
    /// What `lastEnd` is the end of.
    var lastKind = JSONKind.null
    /// The comma just passed.
    var comma: Int?
    /// The brackets that are open, innermost last.
    var open: [Int] = []
    var problems: [Diagnostic] = []
    /// True if nothing more can be said.
    var isStopped = false

    /// Problems of one file; the next one is not told.
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
        /// The element or field behind a comma.
        case next
        /// The value behind a colon.
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
                reportTextBehind()
                return
            }
        }
    }

    private var isInObject: Bool { open.last.map { bytes[$0] == UInt8(ascii: "{") } ?? false }
    var placeBehindValue: Place { open.isEmpty ? .done : .separator }

    private mutating func value(at place: Place) -> Place {
        switch bytes[offset] {
        case UInt8(ascii: "\""): readString()
        case UInt8(ascii: "{"), UInt8(ascii: "["): return openBracket()
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return closeBracket(at: place)
        case UInt8(ascii: ","): return extraComma(at: place)
        case let byte where byte.startsNumber: readNumber()
        default:
            if readOddQuotes() { break }
            if !readWord() { reportUnexpected(in: place == .root ? "at the start" : "where a value should stand") }
        }
        return placeBehindValue
    }

    private mutating func field(at place: Place) -> Place {
        let name = offset
        switch bytes[offset] {
        case UInt8(ascii: "\""): readString()
        case UInt8(ascii: "}"), UInt8(ascii: "]"): return closeBracket(at: place)
        case UInt8(ascii: ","): return extraComma(at: place)
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"):
            report(
                .jsonKey, offset, offset + 1, "a field needs a name in quotes before its value",
                hint: "fields are written \"name\": value; a list of values stands in [ ]")
            isStopped = true
        case let byte where byte.startsNumber:
            if readDecimalComma() { return .separator }
            readBareName()
        default:
            if readOddQuotes() { break }
            if startsWord { readBareName() } else { reportUnexpected(in: "where the name of a field should stand") }
        }
        if isStopped { return .separator }
        return colon(behind: name)
    }

    private mutating func colon(behind name: Int) -> Place {
        skipSpace()
        if isStopped || offset == end { return .value }
        switch bytes[offset] {
        case UInt8(ascii: ":"):
            pass(1, .null)
            return .value
        case UInt8(ascii: "="):
            let length = byte(offset + 1) == UInt8(ascii: ">") ? 2 : 1
            report(.jsonMissingColon, offset, offset + length, "a name and its value are parted by a colon")
            pass(length, .null)
            return .value
        case UInt8(ascii: ","), UInt8(ascii: "}"):
            report(
                .jsonMissingColon, name, lastEnd, "this field has no value", hint: "fields are written \"name\": value")
            return .separator
        default:
            report(.jsonMissingColon, lastEnd, lastEnd, "a colon is missing between this name and its value")
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
            report(.jsonMissingComma, offset, offset + 1, "values are parted by commas, not by semicolons")
            comma = offset
            pass(1, lastKind)
            return .next
        case UInt8(ascii: ":"):
            let message = isInObject ? "a second colon in one field" : "a colon in a list"
            report(.jsonUnexpected, offset, offset + 1, message, hint: "fields with names stand in { }")
            isStopped = true
        case let byte where byte.startsNumber || byte.startsQuoteOrBracket || startsWord:
            if lastKind == .string, offset == lastEnd, !byte.startsQuoteOrBracket {
                report(
                    .jsonUnexpected, offset, offset + 1, "text goes on behind the end of a string",
                    hint: "a quote inside a string is written \\\"")
                isStopped = true
            } else {
                report(.jsonMissingComma, lastEnd, lastEnd, "a comma is missing here")
                comma = nil
                return .next
            }
        default: reportUnexpected(in: "where a comma or a closing bracket should stand")
        }
        return .separator
    }

    private mutating func extraComma(at place: Place) -> Place {
        switch place {
        case .value:
            report(.jsonMissingValue, offset, offset + 1, "this field has no value")
            return .separator
        case .root:
            reportUnexpected(in: "at the start")
            return .done
        default:
            let message = place == .next ? "two commas and nothing between them" : "a comma before the first value"
            report(.jsonExtraComma, offset, offset + 1, message, hint: "remove one comma")
            pass(1, .null)
            return place
        }
    }
}
