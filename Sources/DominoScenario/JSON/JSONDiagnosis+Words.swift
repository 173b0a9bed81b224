extension JSONDiagnosis {
    // MARK: Numbers

    /// Reads what begins like a number, and notes what keeps it from being one.
    mutating func readNumber() {
        let from = offset
        let to = numberEnd(from: from)
        if let fault = numberFault(from, to) {
            report(JSONValueProblem.number("\"\(excerpt(from, to))\"", fault), from, to)
        } else if to - from > JSONLimits.numberCharacters {
            report(JSONValueProblem.longNumber(count: to - from), from, to)
        }
        pass(to - from, .number)
    }

    /// The offset after everything that people write as part of a number, a date or a unit.
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

    /// What keeps a token from being a number; nil if it is one (RFC 8259, section 6).
    private func numberFault(_ from: Int, _ to: Int) -> JSONValueProblem.NumberFault? {
        let first = byte(from) == UInt8(ascii: "-") ? from + 1 : from
        let whole = digitsEnd(first, to)
        if wordKind(first, to) == .other(.notANumber) { return .notANumber }
        if byte(from) == UInt8(ascii: "+") { return .plusSign }
        if whole == first {
            return byte(first) == UInt8(ascii: ".") && byte(first + 1).isDigit ? .noWholeDigit : .noDigit
        }
        if holds("0x", at: first) || holds("0X", at: first) { return .hexadecimal }
        if isDate(first, to) { return .date }
        if byte(first) == UInt8(ascii: "0"), whole > first + 1 { return .leadingZero }
        var at = whole
        if at < to, bytes[at] == UInt8(ascii: ".") {
            let fraction = digitsEnd(at + 1, to)
            if fraction == at + 1 { return .noFraction }
            at = fraction
        }
        if at < to, bytes[at] | 0x20 == UInt8(ascii: "e") {
            let sign = byte(at + 1) == UInt8(ascii: "+") || byte(at + 1) == UInt8(ascii: "-") ? 1 : 0
            let exponent = digitsEnd(at + 1 + sign, to)
            if exponent > at + 1 + sign { at = exponent }
        }
        if at == to { return nil }
        switch bytes[at] {
        case UInt8(ascii: "_"): return .underscore
        case UInt8(ascii: "%"): return .percentage
        default: return .unit
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

    /// `"days": 1,5` leaves a number where a name should be; true if that is what `offset` looks at.
    mutating func readDecimalComma() -> Bool {
        guard lastKind == .number, let comma, comma + 1 == offset, comma > start, bytes[comma - 1].isDigit else {
            return false
        }
        let to = numberEnd(from: offset)
        report(JSONValueProblem.decimalComma, comma, to)
        pass(to - offset, .number)
        return true
    }

    // MARK: Words

    /// What a word is taken for.
    private enum WordKind: Equatable {
        case literal, text
        case other(JSONValueProblem.Word)
    }

    /// True if text without quotes begins at `offset`.
    var startsWord: Bool { wordEnd(from: offset) > offset }

    /// The offset after letters, digits and what may stand between them in a name.
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

    /// Reads a word where a value should be; false if there is none.
    mutating func readWord() -> Bool {
        let from = offset
        let to = wordEnd(from: from)
        if to == from { return false }
        let kind = wordKind(from, to)
        let word = isPlain(from, to) ? "\"\(excerpt(from, to))\"" : "this text"
        pass(to - from, .null)
        switch kind {
        case .literal: break
        case .other(let meaning): report(JSONValueProblem.word(word, meaning), from, to)
        case .text:
            skipBareText()
            report(JSONValueProblem.bareText, from, lastEnd)
        }
        return true
    }

    /// Reads a word where the name of a field should be.
    mutating func readBareName() {
        let from = offset
        let to = max(wordEnd(from: from), numberEnd(from: from))
        report(JSONProblem.bareName, from, to)
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
        case "true", "false": return .other(.boolean)
        case "null", "none", "nil", "undefined", "na": return .other(.nothing)
        case "nan", "inf", "infinity": return .other(.notANumber)
        case "yes", "no", "on", "off": return .other(.yesNo)
        default: return .text
        }
    }
}
