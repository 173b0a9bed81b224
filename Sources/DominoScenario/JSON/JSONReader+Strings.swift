// How `readJSON` steps over strings: eight bytes at a time while they are plain, one by one where they are not.

/// The offset behind the string whose quote stands at `start`, 0 if it is none; `isEscaped` becomes true if it holds
/// backslashes.
@inline(__always)
func stringEnd(_ raw: RawBytes, _ start: Int, _ isEscaped: inout Bool) -> Int {
    var next = start &+ 1
    while true {
        let marks = stringMarks(raw.word(at: next))
        if marks == 0 {
            next &+= 8
            continue
        }
        next &+= marks.trailingZeroBitCount >> 3
        break
    }
    if raw[next] != UInt8(ascii: "\"") {
        next = oddStringEnd(raw, next, &isEscaped)
        if next == 0 { return 0 }
    }
    return next &- start > JSONLimits.stringBytes &+ 1 ? 0 : next &+ 1
}

/// The highest bit of the first byte that is a quote, a backslash, a control character or not ASCII, and perhaps more
/// bits above it; 0 if there is no such byte.
///
/// `(x - 1) & ~x` has its highest bit set in the lowest zero byte of `x`; borrows only reach bytes above a hit.
@inline(__always)
private func stringMarks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let marks =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word) | word
    return marks & (ones &* 0x80)
}

/// The closing quote of a string that goes on at `start` with something special, 0 if it is wrong.
@inline(never)
private func oddStringEnd(_ raw: RawBytes, _ start: Int, _ isEscaped: inout Bool) -> Int {
    var offset = start
    while true {
        let byte = raw[offset]
        if byte >= 0x80 {
            let length = utf8Length(raw[offset], raw[offset &+ 1], raw[offset &+ 2], raw[offset &+ 3])
            if length == 0 { return 0 }
            offset &+= length
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
            let length = escapeLength(raw, offset)
            if length == 0 { return 0 }
            offset &+= length
        } else if byte == UInt8(ascii: "\"") {
            return offset
        } else if byte < 0x20 {
            return 0
        } else {
            let marks = stringMarks(raw.word(at: offset))
            offset &+= marks == 0 ? 8 : marks.trailingZeroBitCount >> 3
        }
    }
}

/// The bytes of the escape that begins with the backslash at `offset`, 0 if it is none. A pair of surrogates is one.
private func escapeLength(_ raw: RawBytes, _ offset: Int) -> Int {
    switch raw[offset &+ 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        return 2
    case UInt8(ascii: "u"):
        guard let unit = hexUnit(raw, offset &+ 2) else { return 0 }
        if unit & 0xF800 != 0xD800 { return 6 }
        if unit >= 0xDC00 || raw[offset &+ 6] != UInt8(ascii: "\\") || raw[offset &+ 7] != UInt8(ascii: "u") {
            return 0
        }
        guard let low = hexUnit(raw, offset &+ 8), low & 0xFC00 == 0xDC00 else { return 0 }
        return 12
    default: return 0
    }
}

/// The value of four hexadecimal digits; stops at the first byte that is none.
private func hexUnit(_ raw: RawBytes, _ offset: Int) -> UInt32? {
    var unit: UInt32 = 0
    for index in 0..<4 {
        guard let digit = hexDigit(raw[offset &+ index]) else { return nil }
        unit = unit << 4 | digit
    }
    return unit
}
