extension JSONDiagnosis {
    // MARK: Numbers

    /// Reads what begins like a number, and notes what keeps it from being one.
    mutating func readNumber() {
        let from = offset
        let to = numberEnd(from: from)
        if let (message, hint) = numberProblem(from, to) {
            report(.jsonNumber, from, to, message, hint: hint)
        } else if to - from > JSONLimits.numberCharacters {
            report(
                .jsonNumberTooLong, from, to,
                "a number may have \(JSONLimits.numberCharacters) characters, this one has \(to - from)")
        }
        pass(to - from, .number)
    }

    /// The byte behind everything that people write as part of a number, a date or a unit.
    private func numberEnd(from: Int) -> Int {
        var to = from
        while to < end {
            let byte = bytes[to]
            let isPart =
                byte.startsNumber || byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "%")
                || (byte == UInt8(ascii: "/") && self.byte(to + 1).isDigit)
            if !isPart { break }
            to += 1
        }
        return to
    }

    /// What keeps a token from being a number, and what to write instead; nil if it is one (RFC 8259, section 6).
    private func numberProblem(_ from: Int, _ to: Int) -> (message: String, hint: String?)? {
        let token = "\"\(excerpt(from, to))\""
        let first = byte(from) == UInt8(ascii: "-") ? from + 1 : from
        let whole = digitsEnd(first, to)
        let word = wordKind(first, to)
        if word == .notANumber { return ("\(token) is no number of JSON", Self.noLimitHint) }
        if byte(from) == UInt8(ascii: "+") { return ("\(token) has a plus sign", "numbers are written without it") }
        if whole == first {
            if byte(first) == UInt8(ascii: "."), byte(first + 1).isDigit {
                return ("\(token) has no digit before the point", "write 0 before the point: 0.5")
            }
            return ("\(token) is not a number", nil)
        }
        if stands("0x", at: first) || stands("0X", at: first) {
            return ("\(token) is hexadecimal", "write the number with decimal digits")
        }
        if isDate(first, to) { return ("\(token) looks like a date", "dates stand in quotes: \"2026-03-02\"") }
        if byte(first) == UInt8(ascii: "0"), whole > first + 1 {
            return ("\(token) begins with a zero", "write the number without leading zeros")
        }
        var at = whole
        if at < to, bytes[at] == UInt8(ascii: ".") {
            let fraction = digitsEnd(at + 1, to)
            if fraction == at + 1 { return ("\(token) has no digit after the point", "write 1 or 1.0") }
            at = fraction
        }
        if at < to, bytes[at] | 0x20 == UInt8(ascii: "e") {
            let sign = byte(at + 1) == UInt8(ascii: "+") || byte(at + 1) == UInt8(ascii: "-") ? 1 : 0
            let exponent = digitsEnd(at + 1 + sign, to)
            if exponent > at + 1 + sign { at = exponent }
        }
        if at == to { return nil }
        switch bytes[at] {
        case UInt8(ascii: "_"): return ("\(token) has an underscore", "write digits with nothing between them")
        case UInt8(ascii: "%"): return ("\(token) is a percentage", "write a part of 1: 0.35 for 35 %")
        default: return ("\(token) is not a number", "text stands in quotes; numbers have no units")
        }
    }

    private func digitsEnd(_ from: Int, _ to: Int) -> Int {
        var offset = from
        while offset < to, bytes[offset].isDigit { offset += 1 }
        return offset
    }

    /// True for `2026-03-02`, `2026/3/2`, `2/3/2026`, `2.3.2026`.
    private func isDate(_ from: Int, _ to: Int) -> Bool {
        var groups = 1
        for index in from..<to where !bytes[index].isDigit {
            if bytes[index].isLetter || !byte(index + 1).isDigit { return false }
            groups += 1
        }
        return groups == 3
    }

    /// `"days": 1,5` leaves a number where a name should stand; true if that is what `offset` looks at.
    mutating func readDecimalComma() -> Bool {
        guard lastKind == .number, let comma, comma + 1 == offset, comma > start, bytes[comma - 1].isDigit else {
            return false
        }
        let to = numberEnd(from: offset)
        report(.jsonNumber, comma, to, "a comma inside a number", hint: "fractions are written with a point: 1.5")
        pass(to - offset, .number)
        return true
    }

    private static let noLimitHint = "leave the field out where there is no limit"

    // MARK: Words

    private enum WordKind { case literal, boolean, nothing, notANumber, yesNo, text }

    /// True if text without quotes begins at `offset`.
    var startsWord: Bool { wordEnd(from: offset) > offset }

    /// The byte behind letters, digits and what may stand between them in a name.
    func wordEnd(from: Int) -> Int {
        var to = from
        while to < end {
            let byte = bytes[to]
            if byte >= 0x80 {
                let length = characterLength(to)
                if length == 0 || oddQuoteLength(to) > 0 { break }
                to += length
            } else {
                let isJoint = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                let isPart = byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
                if !isPart && !(to > from && (isJoint || byte.isDigit)) { break }
                to += 1
            }
        }
        return to
    }

    /// Reads a word where a value should stand; false if there is none.
    mutating func readWord() -> Bool {
        let from = offset
        let to = wordEnd(from: from)
        if to == from { return false }
        let kind = wordKind(from, to)
        let word = isPlain(from, to) ? "\"\(excerpt(from, to))\"" : "this text"
        pass(to - from, .null)
        switch kind {
        case .literal: break
        case .boolean:
            report(.jsonLiteral, from, to, "\(word) has to be written in small letters", hint: "write true or false")
        case .nothing:
            report(.jsonLiteral, from, to, "\(word) is no value of JSON", hint: "leave out a field that has no value")
        case .notANumber:
            report(.jsonLiteral, from, to, "\(word) is no number of JSON", hint: Self.noLimitHint)
        case .yesNo:
            report(.jsonLiteral, from, to, "\(word) is no value of JSON", hint: "write true or false")
        case .text:
            skipBareText()
            report(.jsonLiteral, from, lastEnd, "text without quotes", hint: "text stands in double quotes: \"...\"")
        }
        return true
    }

    /// Reads a word where the name of a field should stand.
    mutating func readBareName() {
        let from = offset
        let to = max(wordEnd(from: from), numberEnd(from: from))
        report(.jsonKey, from, to, "the name of a field stands in double quotes", hint: "write \"name\": value")
        pass(to - from, .string)
    }

    /// The rest of a text without quotes: up to a comma, a closing bracket, a quote or the end of the line.
    private mutating func skipBareText() {
        while offset < end {
            switch bytes[offset] {
            case 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\""): return
            case 0x20, 0x09: offset += 1
            default: pass(1, .null)
            }
        }
    }

    private func wordKind(_ from: Int, _ to: Int) -> WordKind {
        if to - from > 9 || from >= to { return .text }
        let word = String(decoding: bytes[from..<to], as: UTF8.self)
        if word == "true" || word == "false" || word == "null" { return .literal }
        switch word.lowercased() {
        case "true", "false": return .boolean
        case "null", "none", "nil", "undefined", "na": return .nothing
        case "nan", "inf", "infinity": return .notANumber
        case "yes", "no", "on", "off": return .yesNo
        default: return .text
        }
    }
}
