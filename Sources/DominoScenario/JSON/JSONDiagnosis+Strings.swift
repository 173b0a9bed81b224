extension JSONDiagnosis {
    /// Reads the string whose quote stands at `offset`, and notes what is wrong inside.
    mutating func readString() {
        let quote = offset
        offset += 1
        while !isStopped {
            guard offset < end else {
                report(
                    .jsonCutOff, end, end, "the file ends inside a string",
                    related: [related(quote, "the string begins here")])
                isStopped = true
                return
            }
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                if offset - quote > JSONLimits.stringBytes + 1 {
                    report(.jsonStringTooLong, quote, offset + 1, "a string may have 1 MiB, this one is longer")
                }
                pass(1, .string)
                return
            case UInt8(ascii: "\\"): readEscape()
            case 0x0A, 0x0D:
                report(
                    .jsonStringOpen, quote, offset, "this string does not end on its line",
                    hint: "close it with \"; a line break inside a string is written \\n")
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
        let isTab = bytes[from] == 0x09
        report(
            .jsonControlCharacter, from, offset,
            isTab ? "a tab inside a string" : "the control character \(codePoint(bytes[from])) inside a string",
            hint: isTab ? "a tab inside a string is written \\t" : "remove it")
    }

    private mutating func readEscape() {
        let from = offset
        switch byte(from + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"): readUnicodeEscape()
        case 0x00..<0x20:
            // The end of the file or of the line: what follows says more. A backslash in front is no escape, though.
            offset += 1
            if offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
                report(.jsonEscape, from, from + 1, "a backslash and a control character")
            }
        case let letter:
            let to = characterEnd(from + 1)
            let name = letter < 0x7F ? "\\\(Unicode.Scalar(letter))" : "this"
            let hint =
                switch letter {
                case UInt8(ascii: "'"): "an apostrophe needs no backslash"
                case UInt8(ascii: "x"): "write \\u00 and the two digits"
                default: "a backslash itself is written \\\\"
                }
            report(.jsonEscape, from, to, "\(name) is no escape of JSON", hint: hint)
            // A wrong byte behind the backslash gets a message of its own.
            offset += letter < 0x80 ? 2 : 1
        }
    }

    private mutating func readUnicodeEscape() {
        let from = offset
        guard let unit = unit(at: from) else {
            offset += 2
            while offset < min(from + 6, end), hexDigit(bytes[offset]) != nil { offset += 1 }
            report(
                .jsonEscape, from, offset, "\\u needs four hexadecimal digits",
                hint: "characters above U+FFFF are written as a pair, or as themselves")
            return
        }
        offset += 6
        if unit & 0xF800 != 0xD800 { return }
        if unit < 0xDC00, let low = self.unit(at: offset), low & 0xFC00 == 0xDC00 {
            offset += 6
            return
        }
        let half = unit < 0xDC00 ? "the second half is missing" : "the first half is missing"
        report(
            .jsonSurrogate, from, from + 6, "half of a surrogate pair: \(half)",
            hint: "a character above U+FFFF is written as two \\u, first \\uD800 to \\uDBFF, then \\uDC00 to \\uDFFF")
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

    /// Reads a string in quotes JSON does not know; false if there is none at `offset`.
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
                let name = bytes[quote] == UInt8(ascii: "'") ? "single" : length == 1 ? "backward" : "curly"
                report(
                    .jsonQuotes, quote, to, "a string in \(name) quotes",
                    hint: "strings stand in straight double quotes: \"...\"")
                pass(to - offset, .string)
                return true
            }
            offset += bytes[offset] == UInt8(ascii: "\\") && offset + 1 < end && bytes[offset + 1] >= 0x20 ? 2 : 1
        }
        report(
            .jsonQuotes, quote, quote + length, "this quote begins no string of JSON, and none ends on its line",
            hint: "strings stand in straight double quotes: \"...\"")
        isStopped = true
        return true
    }

    /// The bytes of a quote that is none in JSON: ', `, and the curly and angular ones.
    func oddQuoteLength(_ offset: Int) -> Int {
        switch (byte(offset), byte(offset + 1), byte(offset + 2)) {
        case (0x27, _, _), (0x60, _, _): 1
        case (0xC2, 0xAB, _), (0xC2, 0xBB, _): 2
        case (0xE2, 0x80, 0x98...0x9F), (0xE2, 0x80, 0xB9...0xBA): 3
        default: 0
        }
    }
}
