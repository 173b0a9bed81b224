extension JSONDiagnosis {
    /// Notes a problem; after the last one allowed, notes that too and stops.
    mutating func report(
        _ code: DiagnosticCode, _ from: Int, _ to: Int, _ message: String, hint: String? = nil, related: [Related] = []
    ) {
        if isStopped { return }
        let span = Span(start: UInt32(from), end: UInt32(to))
        problems.append(Diagnostic(code, at: span, message, hint: hint, related: related))
        if problems.count == Self.problemLimit {
            problems.append(
                Diagnostic(.jsonTooManyProblems, at: span, "reading stopped after \(Self.problemLimit) problems"))
            isStopped = true
        }
    }

    /// Notes something that can stand nowhere, and stops.
    mutating func reportUnexpected(in place: String) {
        let byte = bytes[offset]
        var hint: String?
        let name: String
        switch byte {
        case 0x21..<0x7F: name = "\"\(Unicode.Scalar(byte))\""
        case 0x80...: name = "this character"
        default: name = "the control character \(codePoint(byte))"
        }
        if offset == start, byte == UInt8(ascii: "<") { hint = "this looks like HTML or XML" }
        if byte == UInt8(ascii: "/") { hint = "dates stand in quotes: \"2026-03-02\"" }
        if byte == UInt8(ascii: "\\") { hint = "a backslash may stand only between quotes" }
        report(.jsonUnexpected, offset, characterEnd(offset), "\(name) \(place)", hint: hint)
        isStopped = true
    }

    /// A second place for a problem: one byte at `offset`.
    func related(_ offset: Int, _ message: String) -> Related {
        Related(span: Span(start: UInt32(offset), end: UInt32(offset + 1)), message: message)
    }

    /// `U+001B` for 27.
    func codePoint(_ byte: UInt8) -> String {
        "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// Steps over `length` bytes that mean something.
    mutating func pass(_ length: Int, _ kind: JSONKind) {
        offset += length
        lastEnd = offset
        lastKind = kind
    }

    /// The byte at `offset`, 0 behind the end.
    func byte(_ offset: Int) -> UInt8 {
        offset < end ? bytes[offset] : 0
    }

    /// The bytes of the character at `offset`, 0 if it is not UTF-8.
    func characterLength(_ offset: Int) -> Int {
        utf8Length(byte(offset), byte(offset + 1), byte(offset + 2), byte(offset + 3))
    }

    /// The byte behind the character, or behind the wrong byte, at `offset`.
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

    /// True if `text` stands at `offset`.
    func stands(_ text: StaticString, at offset: Int) -> Bool {
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
