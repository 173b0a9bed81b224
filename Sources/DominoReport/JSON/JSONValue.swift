import DominoScenario

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
    /// The string in quotes, escaped so that it is harmless in a script and in a terminal, too.
    public func write(into bytes: inout [UInt8]) { appendJSONString(self, to: &bytes) }
}

/// Appends a string as JSON, in quotes and escaped.
public func writeJSONString(_ text: String, into output: inout String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 2)
    text.write(into: &bytes)
    output += String(decoding: bytes, as: UTF8.self)
}
