/// Something that is one JSON value without structure.
public protocol JSONValue {
    /// Appends the value as JSON, in UTF-8.
    func write(into bytes: inout [UInt8])
}

extension Bool: JSONValue {
    /// `true` or `false`.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: (self ? "true" : "false").utf8)
    }
}

extension JSONValue where Self: FixedWidthInteger {
    /// The digits.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(self).utf8)
    }
}

extension Int: JSONValue {}
extension Int32: JSONValue {}
extension Int64: JSONValue {}
extension UInt32: JSONValue {}
extension UInt64: JSONValue {}

extension Double: JSONValue {
    /// The shortest digits that read back as this very number, integral ones without `.0`; null unless finite. Negative
    /// zero is written as 0.
    public func write(into bytes: inout [UInt8]) {
        let text =
            if !isFinite { "null" } else if let whole = Int64(exactly: self), whole.magnitude < 1 << 53 {
                String(whole)
            } else {
                description
            }
        bytes.append(contentsOf: text.utf8)
    }
}

extension Optional: JSONValue where Wrapped: JSONValue {
    /// The value, or null.
    public func write(into bytes: inout [UInt8]) {
        switch self {
        case .some(let value): value.write(into: &bytes)
        case .none: bytes.append(contentsOf: "null".utf8)
        }
    }
}

extension String: JSONValue {
    /// The string in quotes, escaped as RFC 8259, section 7, asks.
    ///
    /// Escaped besides, so that the text is harmless in a script and in a terminal: DEL and the C1 controls, the line
    /// and paragraph separators, and what turns the direction of writing.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly every text is plain ASCII and goes as it is: ten times as fast as scalar by scalar.
        let isPlain = utf8.withContiguousStorageIfAvailable { text in
            guard text.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C && $0 != 0x5B }) else {
                return false
            }
            bytes.append(contentsOf: text)
            return true
        }
        if isPlain == true { return }
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x22: bytes.append(contentsOf: #"\""#.utf8)
            case 0x5C: bytes.append(contentsOf: #"\\"#.utf8)
            case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
            case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
            case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
            case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
            case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
            case 0x5B where bytes.suffix(2) == [0x23, 0x23]:
                // "##[" anywhere in a line is an order to a GitHub workflow.
                bytes.append(contentsOf: #"\u005b"#.utf8)
            case 0x20..<0x7F: bytes.append(UInt8(scalar.value))
            case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                bytes.append(contentsOf: (#"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
            default: bytes.append(contentsOf: scalar.utf8)
            }
        }
    }
}

/// Appends a string as JSON, in quotes and escaped.
public func writeJSONString(_ text: String, into output: inout String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 2)
    text.write(into: &bytes)
    output += String(decoding: bytes, as: UTF8.self)
}
