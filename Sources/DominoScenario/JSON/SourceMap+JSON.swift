extension SourceMap {
    /// The contents of a string or key, without its quotes; unescaped after the files if it holds escapes.
    ///
    /// - Precondition: the node is a string of a tree read from this map. Unescape each string once and keep the text.
    public mutating func text(of node: JSONNode) -> Text {
        precondition(node.kind == .string, "only strings have a text")
        if !node.flags.contains(.escaped) {
            return Text(start: node.start + 1, length: node.end - node.start - 2)
        }
        return append(text: unescaped(from: Int(node.start) + 1, to: Int(node.end) - 1))
    }

    /// The bytes that checked JSON escapes stand for.
    private func unescaped(from start: Int, to end: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(end - start)
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                offset += 1
                continue
            }
            let letter = bytes[offset + 1]
            offset += 2
            switch letter {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                var value = unit(at: offset)
                offset += 4
                if value & 0xFC00 == 0xD800 {
                    // The reader has seen that the second half follows, as a backslash, a `u` and four digits.
                    value = 0x10000 + (value & 0x3FF) << 10 + unit(at: offset + 2) & 0x3FF
                    offset += 6
                }
                result.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
            default: result.append(letter)
            }
        }
        return result
    }

    /// The value of four hexadecimal digits.
    private func unit(at offset: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in offset..<offset + 4 {
            value = value << 4 | (hexDigit(bytes[index]) ?? 0)
        }
        return value
    }

    /// The value of a number, correctly rounded; infinite beyond the range of `Double`, as for `1E400`.
    ///
    /// Digits below 2^53 and a power of ten up to 22 take one exact multiplication or division (Clinger, "How to read
    /// floating point numbers accurately", 1990); the others go through the standard library.
    /// - Precondition: the node is a number of a tree read from this map.
    public func number(_ node: JSONNode) -> Double {
        precondition(node.kind == .number, "only numbers have a value")
        precondition(node.start < node.end && Int(node.end) <= bytes.count, "a node of another source map")
        let value = withRawBytes { exactNumber($0, from: Int(node.start), to: Int(node.end)) }
        if let value { return value }
        let token = string(Text(start: node.start, length: node.end - node.start))
        guard let value = Double(token) else { preconditionFailure("this is no number of a JSON tree") }
        return value
    }

    /// The value of a number written with digits alone, nil if it is negative, written otherwise or above 64 bits.
    /// - Precondition: the node is a number of a tree read from this map.
    public func integer(_ node: JSONNode) -> UInt64? {
        precondition(node.kind == .number, "only numbers have a value")
        if !node.flags.contains(.integer) || bytes[Int(node.start)] == UInt8(ascii: "-") { return nil }
        var value: UInt64 = 0
        for index in Int(node.start)..<Int(node.end) {
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = tens.addingReportingOverflow(UInt64(bytes[index] & 0x0F))
            if isTooLarge || isOver { return nil }
            value = sum
        }
        return value
    }
}

/// The value of a number if one exact operation gives it.
private func exactNumber(_ raw: RawBytes, from start: Int, to end: Int) -> Double? {
    var offset = start
    let isNegative = raw[offset] == UInt8(ascii: "-")
    if isNegative { offset &+= 1 }
    var mantissa: UInt64 = 0
    var exponent = 0
    var isFraction = false
    while offset < end {
        let digit = raw[offset] &- UInt8(ascii: "0")
        if digit < 10 {
            // Below 2^53 before, so ten times that stays far below 2^64.
            mantissa = mantissa &* 10 &+ UInt64(digit)
            if mantissa >= 1 << 53 { return nil }
            if isFraction { exponent &-= 1 }
        } else if raw[offset] == UInt8(ascii: ".") {
            isFraction = true
        } else {
            exponent &+= writtenExponent(raw, from: offset &+ 1, to: end)
            break
        }
        offset &+= 1
    }
    var value = Double(mantissa)
    if exponent != 0 {
        if exponent < -22 || exponent > 22 { return nil }
        if exponent > 0 { value *= powersOfTen[exponent] } else { value /= powersOfTen[-exponent] }
    }
    return isNegative ? -value : value
}

/// The exponent after the `e`, held within ±100,000, which is beyond every `Double` of 1,024 characters.
private func writtenExponent(_ raw: RawBytes, from start: Int, to end: Int) -> Int {
    var offset = start
    let isNegative = raw[offset] == UInt8(ascii: "-")
    if isNegative || raw[offset] == UInt8(ascii: "+") { offset &+= 1 }
    var value = 0
    while offset < end {
        value = min(value &* 10 &+ Int(raw[offset] &- UInt8(ascii: "0")), 100_000)
        offset &+= 1
    }
    return isNegative ? -value : value
}

/// The powers of ten that are exact.
private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

/// Appends a text as a JSON string in quotes, escaped as RFC 8259, section 7, asks.
///
/// It also escapes what could do damage in a script or a terminal: DEL and the C1 controls, the line and paragraph
/// separators, and what changes the direction of writing.
/// - Complexity: O(bytes).
public func appendJSONString(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    // Nearly every text is plain ASCII and goes as it is: ten times as fast as scalar by scalar.
    let isPlain = text.utf8.withContiguousStorageIfAvailable { text in
        guard text.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C && $0 != 0x5B }) else {
            return false
        }
        bytes.append(contentsOf: text)
        return true
    }
    if isPlain == true { return }
    for scalar in text.unicodeScalars {
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
