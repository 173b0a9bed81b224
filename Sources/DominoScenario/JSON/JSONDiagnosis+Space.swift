extension JSONDiagnosis {
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
            report(.jsonEncoding, start, start + 1, "this file looks like \(encoding)", hint: "save it as UTF-8")
            isStopped = true
        } else if head == (0x50, 0x4B, 3, 4) {
            report(
                .jsonEncoding, start, start + 1, "this file looks like a zip archive or an office document",
                hint: "a scenario is JSON text")
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
        report(.jsonComment, from, offset, "JSON has no comments", hint: Self.commentHint)
    }

    private mutating func skipBlockComment() {
        let from = offset
        offset += 2
        while offset < end, !stands("*/", at: offset) { offset += 1 }
        if offset == end {
            report(.jsonComment, from, from + 2, "this comment is never closed, and JSON has no comments")
            isStopped = true
        } else {
            offset += 2
            report(.jsonComment, from, offset, "JSON has no comments", hint: Self.commentHint)
        }
    }

    private static let commentHint = "a note can stand in a field whose name begins with x-: \"x-note\": \"...\""

    private mutating func skipOddSpace() {
        let from = offset
        while offset < end, oddSpaceLength(offset) > 0 { offset += oddSpaceLength(offset) }
        report(
            .jsonWhitespace, from, offset, "this is no white space in JSON, though it may look like it",
            hint: "put an ordinary space in its place; such characters come with text copied from web pages")
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
        let reason: String
        var length = 1
        switch first {
        case 0x80...0xBF: reason = "a continuation byte without a beginning"
        case 0xC0, 0xC1: reason = "an overlong form"
        case 0xE0 where second >= 0x80 && second < 0xA0: reason = "an overlong form"
        case 0xF0 where second >= 0x80 && second < 0x90: reason = "an overlong form"
        case 0xED where second >= 0xA0 && second <= 0xBF: reason = "half of a surrogate pair"
        case 0xF4 where second >= 0x90 && second <= 0xBF: reason = "beyond U+10FFFF"
        case 0xF5...0xFF: reason = "never used"
        default: reason = "a character cut short"
        }
        let isWhole = reason == "a character cut short"
        // What belongs to it goes with it: one message for one wrong character.
        let longest = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        while length < (isWhole ? longest - 1 : longest), isContinuation(byte(offset + length)) { length += 1 }
        let name = "0x" + String(first, radix: 16, uppercase: true)
        report(
            .jsonInvalidUTF8, offset, offset + length, "the byte \(name) is not UTF-8: \(reason)",
            hint: "the file may be saved as Windows-1252 or Latin-1; save it as UTF-8")
        offset += length
    }
}
