extension JSONDiagnosis {
    // MARK: Encoding and white space

    /// Files that are not UTF-8 at all, seen from their first bytes.
    mutating func checkEncoding() {
        let head = (byte(start), byte(start + 1), byte(start + 2), byte(start + 3))
        let length = end - start
        var encoding: String?
        switch head {
        case (0xFF, 0xFE, 0, 0) where length >= 4: encoding = "UTF-32"
        case (0, 0, 0xFE, 0xFF): encoding = "UTF-32"
        case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): encoding = "UTF-16"
        case (0, 0, 0, 1...): encoding = "UTF-32"
        case (1..., 0, 0, 0) where length >= 4: encoding = "UTF-32"
        case (0, 1..., 0, 1...) where length >= 4: encoding = "UTF-16"
        case (1..., 0, 1..., 0) where length >= 4: encoding = "UTF-16"
        case (0, 1..., 0, 0) where length == 2: encoding = "UTF-16"
        case (1..., 0, 0, 0) where length == 2: encoding = "UTF-16"
        default: break
        }
        if let encoding {
            report(JSONTextProblem.encoding(encoding), start, start + 1)
            isStopped = true
        } else if head == (0x50, 0x4B, 3, 4) {
            report(JSONTextProblem.archive, start, start + 1)
            isStopped = true
        }
    }

    /// Steps over white space, and over what people take for it: comments and other languages' spaces.
    mutating func skipSpace() {
        while offset < end, !isStopped {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            case UInt8(ascii: "#"): skipLineComment()
            case UInt8(ascii: "/") where byte(offset + 1) == UInt8(ascii: "/"): skipLineComment()
            case UInt8(ascii: "/") where byte(offset + 1) == UInt8(ascii: "*"): skipBlockComment()
            case 0x0B, 0x0C: skipOddSpace()
            case 0x80...:
                if characterLength(offset) == 0 {
                    reportInvalidUTF8()
                } else if oddSpaceLength(offset) > 0 {
                    skipOddSpace()
                } else {
                    return
                }
            default: return
            }
        }
    }

    private mutating func skipLineComment() {
        let from = offset
        while offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        report(JSONTextProblem.comment, from, offset)
    }

    private mutating func skipBlockComment() {
        let from = offset
        offset += 2
        while offset < end, !holds("*/", at: offset) { offset += 1 }
        if offset == end {
            report(JSONTextProblem.openComment, from, from + 2)
            isStopped = true
        } else {
            offset += 2
            report(JSONTextProblem.comment, from, offset)
        }
    }

    private mutating func skipOddSpace() {
        let from = offset
        while offset < end, oddSpaceLength(offset) > 0 { offset += oddSpaceLength(offset) }
        report(JSONTextProblem.space, from, offset)
    }

    /// The bytes of a space JSON does not know: old tabs, no-break, wide and zero-width spaces, byte order marks.
    private func oddSpaceLength(_ offset: Int) -> Int {
        switch (byte(offset), byte(offset + 1), byte(offset + 2)) {
        case (0x0B, _, _), (0x0C, _, _): 1
        case (0xC2, 0xA0, _), (0xC2, 0x85, _): 2
        case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0xA0): 3
        case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): 3
        default: 0
        }
    }

    /// Notes what is wrong with the bytes at `offset` that are not UTF-8, and steps over them.
    mutating func reportInvalidUTF8() {
        let first = byte(offset)
        let second = byte(offset + 1)
        let fault: JSONTextProblem.UTF8Fault =
            switch first {
            case 0x80...0xBF: .continuation
            case 0xC0, 0xC1: .overlong
            case 0xE0 where second >= 0x80 && second < 0xA0: .overlong
            case 0xF0 where second >= 0x80 && second < 0x90: .overlong
            case 0xED where second >= 0xA0 && second <= 0xBF: .surrogate
            case 0xF4 where second >= 0x90 && second <= 0xBF: .beyond
            case 0xF5...0xFF: .unused
            default: .cutShort
            }
        var length = 1
        // What belongs to it goes with it: one message for one wrong character.
        let longest = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        let last = fault == .cutShort ? longest - 1 : longest
        while length < last, isContinuation(byte(offset + length)) { length += 1 }
        report(JSONTextProblem.invalidUTF8(first, fault), offset, offset + length)
        offset += length
    }

    // MARK: Strings

    /// Reads the string whose quote is at `offset`, and notes what is wrong inside.
    mutating func readString() {
        let quote = offset
        offset += 1
        while !isStopped {
            guard offset < end else {
                report(JSONTextProblem.cutOffString, end, end, related: [related(quote, .stringBegins)])
                isStopped = true
                return
            }
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                if offset - quote > JSONLimits.stringBytes + 1 {
                    report(JSONTextProblem.longString, quote, offset + 1)
                }
                pass(1, .string)
                return
            case UInt8(ascii: "\\"): readEscape()
            case 0x0A, 0x0D:
                report(JSONTextProblem.openString, quote, offset)
                isStopped = true
            case 0x00..<0x20: readControlCharacters()
            case 0x80...:
                let length = characterLength(offset)
                if length == 0 { reportInvalidUTF8() } else { offset += length }
            default: offset += 1
            }
        }
    }

    private mutating func readControlCharacters() {
        let from = offset
        while offset < end, bytes[offset] < 0x20, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        report(JSONTextProblem.controlCharacter(bytes[from]), from, offset)
    }

    private mutating func readEscape() {
        let from = offset
        switch byte(from + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"): readUnicodeEscape()
        case 0x00..<0x20:
            // At the end of the file or of the line, what follows says more.
            offset += 1
            if offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
                report(JSONTextProblem.escapedControlCharacter, from, from + 1)
            }
        case let letter:
            report(JSONTextProblem.escape(letter), from, characterEnd(from + 1))
            // A wrong byte after the backslash gets a message of its own.
            offset += letter < 0x80 ? 2 : 1
        }
    }

    private mutating func readUnicodeEscape() {
        let from = offset
        guard let unit = unit(at: from) else {
            offset += 2
            while offset < min(from + 6, end), hexDigit(bytes[offset]) != nil { offset += 1 }
            report(JSONTextProblem.unicodeEscape, from, offset)
            return
        }
        offset += 6
        if unit & 0xF800 != 0xD800 { return }
        if unit < 0xDC00, let low = self.unit(at: offset), low & 0xFC00 == 0xDC00 {
            offset += 6
            return
        }
        report(JSONTextProblem.surrogate(isFirst: unit < 0xDC00), from, from + 6)
    }

    /// The value of `\uXXXX` at `offset`, nil if it is not written so.
    private func unit(at offset: Int) -> UInt32? {
        guard byte(offset) == UInt8(ascii: "\\"), byte(offset + 1) == UInt8(ascii: "u") else { return nil }
        var unit: UInt32 = 0
        for index in 2..<6 {
            guard let digit = hexDigit(byte(offset + index)) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    /// Reads a string in quotes that JSON does not know; false if there is none at `offset`.
    mutating func readOddQuotes() -> Bool {
        let length = oddQuoteLength(offset)
        if length == 0 { return false }
        let quote = offset
        offset += length
        while offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
            let isEnd =
                length == 1 ? bytes[offset] == bytes[quote] : oddQuoteLength(offset) > 1 || bytes[offset] == 0x22
            if isEnd {
                let to = offset + max(oddQuoteLength(offset), 1)
                let quotes: JSONTextProblem.Quotes =
                    bytes[quote] == UInt8(ascii: "'") ? .single : length == 1 ? .backward : .curly
                report(JSONTextProblem.quotes(quotes), quote, to)
                pass(to - offset, .string)
                return true
            }
            offset += bytes[offset] == UInt8(ascii: "\\") && offset + 1 < end && bytes[offset + 1] >= 0x20 ? 2 : 1
        }
        report(JSONTextProblem.openQuote, quote, quote + length)
        isStopped = true
        return true
    }

    /// The bytes of a quote that JSON does not know: ', `, and the curly and angular ones.
    func oddQuoteLength(_ offset: Int) -> Int {
        switch (byte(offset), byte(offset + 1), byte(offset + 2)) {
        case (0x27, _, _), (0x60, _, _): 1
        case (0xC2, 0xAB, _), (0xC2, 0xBB, _): 2
        case (0xE2, 0x80, 0x98...0x9F), (0xE2, 0x80, 0xB9...0xBA): 3
        default: 0
        }
    }
}
