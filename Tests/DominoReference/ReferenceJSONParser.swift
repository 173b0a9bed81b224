/// Reads JSON text that is known to be valid; traps where it is not.
///
/// Written out because `JSONSerialization` on Linux reads some numbers of 17 digits into a neighbouring Double (Swift
/// 6.3.1: 2.2720000000000002 becomes 2.272), while the reference has to see what the file says.
struct ReferenceJSONParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The one value of the text.
    mutating func document() -> ReferenceJSON {
        let value = value()
        precondition(peek() == nil, "text after the end")
        return value
    }

    private mutating func value() -> ReferenceJSON {
        switch peek() {
        case UInt8(ascii: "{"): object()
        case UInt8(ascii: "["): array()
        case UInt8(ascii: "\""): .string(string())
        case UInt8(ascii: "t"): boolean("true")
        case UInt8(ascii: "f"): boolean("false")
        default: .number(number())
        }
    }

    private mutating func boolean(_ word: String) -> ReferenceJSON {
        for letter in word.unicodeScalars { take(letter) }
        return .bool(word == "true")
    }

    private mutating func object() -> ReferenceJSON {
        var members: [(String, ReferenceJSON)] = []
        take("{")
        while peek() != UInt8(ascii: "}") {
            if !members.isEmpty { take(",") }
            let name = string()
            take(":")
            members.append((name, value()))
        }
        take("}")
        return .object(members)
    }

    private mutating func array() -> ReferenceJSON {
        var items: [ReferenceJSON] = []
        take("[")
        while peek() != UInt8(ascii: "]") {
            if !items.isEmpty { take(",") }
            items.append(value())
        }
        take("]")
        return .array(items)
    }

    private mutating func number() -> Double {
        let start = position
        while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Double(text) else { preconditionFailure("not a number, at byte \(start)") }
        return number
    }

    private mutating func string() -> String {
        take("\"")
        var units: [UInt8] = []
        while bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") {
                position += 1
                units += escaped()
            } else {
                units.append(bytes[position])
                position += 1
            }
        }
        take("\"")
        return String(decoding: units, as: UTF8.self)
    }

    /// What stands after a backslash, as UTF-8.
    private mutating func escaped() -> [UInt8] {
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            var units = [codeUnit()]
            if UTF16.isLeadSurrogate(units[0]) {
                position += 2
                units.append(codeUnit())
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        default: return [letter]
        }
    }

    /// Four hexadecimal digits.
    private mutating func codeUnit() -> UInt16 {
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        position += 4
        guard let unit = UInt16(digits, radix: 16) else { preconditionFailure("not hexadecimal: \(digits)") }
        return unit
    }

    /// The next byte that is not white space; nil at the end.
    private mutating func peek() -> UInt8? {
        while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) {
            position += 1
        }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ mark: Unicode.Scalar) {
        precondition(peek() == UInt8(ascii: mark), "no \(mark) at byte \(position)")
        position += 1
    }
}
