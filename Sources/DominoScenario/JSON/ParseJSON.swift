/// Reads a file of `sources` as JSON (RFC 8259) and reports everything that is wrong with it.
///
/// A UTF-8 byte order mark in front is accepted. Equal keys in one object are left to the caller. With any problem the
/// result is nil: nobody should decode a guess. At most 100 problems are reported, then a note that says so.
/// - Complexity: O(bytes); 16 bytes a value.
public func parseJSON(file: Int, in sources: SourceMap, reporting diagnostics: inout [Diagnostic]) -> JSONTree? {
    let source = sources.files[file]
    if source.isTooLarge {
        diagnostics.append(Diagnostic(JSONProblem.tooLarge, path: source.path))
        return nil
    }
    let start = textStart(of: source, in: sources)
    let end = Int(source.end)
    if let nodes = sources.withRawBytes({ readJSON($0, from: start, to: end) }) {
        let tree = JSONTree(nodes: nodes)
        assert(tree.isSound, "a tree that breaks its invariants")
        return tree
    }
    let problems = diagnoseJSON(sources.bytes, from: start, to: end)
    assert(!problems.isEmpty, "refused without a reason")
    diagnostics += problems
    return nil
}

/// The first byte of the text, after a byte order mark.
private func textStart(of source: SourceFile, in sources: SourceMap) -> Int {
    let start = Int(source.start)
    // Reading three bytes is always possible: there is padding after the file.
    let hasMark = sources.bytes[start] == 0xEF && sources.bytes[start + 1] == 0xBB && sources.bytes[start + 2] == 0xBF
    return hasMark ? start + 3 : start
}

/// Reads a JSON text that keeps every rule, as fast as possible; nil for one that does not.
///
/// It does not say what is wrong: `diagnoseJSON` reads a refused text again, slowly, and explains.
/// Law: this reader refuses a text exactly if `diagnoseJSON` finds a problem in it.
///
/// It needs no check for the end of the text, because the text is followed by zero bytes (`SourceMap.padding`) and a
/// zero byte is allowed nowhere. It needs no stack: an open container keeps the index of its parent in `next`.
/// - Complexity: O(bytes).
func readJSON(_ raw: RawBytes, from start: Int, to end: Int) -> [JSONNode]? {
    NodeSlots.fill(upTo: raw.countSlots(from: start, to: end)) { slots in
        readValues(raw, from: start, to: end, into: slots)
    }
}

/// The bounds of a JSON text, each with a message of its own in `diagnoseJSON`.
enum JSONLimits {
    /// Containers inside one another.
    static let nesting = 128
    /// Bytes between the quotes of a string, as written.
    static let stringBytes = 1 << 20
    /// Characters of a number.
    static let numberCharacters = 1024
}

/// The number of nodes written; nil at the first thing that is wrong.
private func readValues(_ raw: RawBytes, from start: Int, to end: Int, into slots: NodeSlots) -> Int? {
    var count = 0
    var depth = 0
    var open = 0  // the container around `offset`, where depth > 0
    var isObject = false  // what that container is
    var offset = spaceEnd(raw, start)

    while true {
        // A value begins at `offset`.
        let byte = raw[offset]
        if byte == UInt8(ascii: "\"") {
            guard putString(raw, &offset, into: slots, &count) else { return nil }
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            if depth == JSONLimits.nesting { return nil }
            depth &+= 1
            isObject = byte == UInt8(ascii: "{")
            // Until it is closed, `next` is the parent.
            let node = JSONNode(
                start: UInt32(truncatingIfNeeded: offset), end: 0, next: UInt32(truncatingIfNeeded: open),
                kind: isObject ? .object : .array, flags: [])
            slots.put(node, at: count)
            open = count
            count &+= 1
            offset = spaceEnd(raw, offset &+ 1)
            if raw[offset] != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                if isObject { guard putKey(raw, &offset, into: slots, &count) else { return nil } }
                continue
            }
        } else if byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10 {
            guard putNumber(raw, &offset, into: slots, &count) else { return nil }
        } else {
            guard putLiteral(raw, &offset, into: slots, &count) else { return nil }
        }

        // A value has ended before `offset`, or the container `open` is about to be closed.
        while true {
            offset = spaceEnd(raw, offset)
            if depth == 0 { return offset == end ? count : nil }
            let byte = raw[offset]
            if byte == UInt8(ascii: ",") {
                offset = spaceEnd(raw, offset &+ 1)
                if isObject { guard putKey(raw, &offset, into: slots, &count) else { return nil } }
                break
            }
            if byte != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return nil }
            offset &+= 1
            let parent = Int(slots[open].next)
            slots[open].end = UInt32(truncatingIfNeeded: offset)
            slots[open].next = UInt32(truncatingIfNeeded: count)
            open = parent
            depth &-= 1
            isObject = slots[open].kind == .object
        }
    }
}

/// The first offset from `start` on that is not white space.
@inline(__always)
private func spaceEnd(_ raw: RawBytes, _ start: Int) -> Int {
    var offset = start
    while true {
        let byte = raw[offset]
        if byte > 0x20 { return offset }
        if byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 { return offset }
        offset &+= 1
        // Most often it was one space, or a line end before an indentation.
        var others = raw.word(at: offset) ^ 0x2020_2020_2020_2020
        while others == 0 {
            offset &+= 8
            others = raw.word(at: offset) ^ 0x2020_2020_2020_2020
        }
        offset &+= others.trailingZeroBitCount >> 3
    }
}

/// A key, its colon, and the white space before the value.
@inline(__always)
private func putKey(_ raw: RawBytes, _ offset: inout Int, into slots: NodeSlots, _ count: inout Int) -> Bool {
    if raw[offset] != UInt8(ascii: "\"") { return false }
    guard putString(raw, &offset, into: slots, &count) else { return false }
    offset = spaceEnd(raw, offset)
    if raw[offset] != UInt8(ascii: ":") { return false }
    offset = spaceEnd(raw, offset &+ 1)
    return true
}

@inline(__always)
private func putString(_ raw: RawBytes, _ offset: inout Int, into slots: NodeSlots, _ count: inout Int) -> Bool {
    var isEscaped = false
    let end = stringEnd(raw, offset, &isEscaped)
    if end == 0 { return false }
    put(.string, isEscaped ? .escaped : [], from: offset, to: end, into: slots, &count)
    offset = end
    return true
}

@inline(__always)
private func putNumber(_ raw: RawBytes, _ offset: inout Int, into slots: NodeSlots, _ count: inout Int) -> Bool {
    let start = offset
    var flags: JSONNode.Flags = .integer
    var next = start
    if raw[next] == UInt8(ascii: "-") { next &+= 1 }
    let first = next
    next = digitsEnd(raw, next)
    if next == first || (raw[first] == UInt8(ascii: "0") && next &- first > 1) { return false }
    if raw[next] == UInt8(ascii: ".") {
        flags = []
        let fraction = next &+ 1
        next = digitsEnd(raw, fraction)
        if next == fraction { return false }
    }
    if raw[next] | 0x20 == UInt8(ascii: "e") {
        flags = []
        next &+= 1
        if raw[next] == UInt8(ascii: "+") || raw[next] == UInt8(ascii: "-") { next &+= 1 }
        let exponent = next
        next = digitsEnd(raw, exponent)
        if next == exponent { return false }
    }
    if next &- start > JSONLimits.numberCharacters { return false }
    offset = next
    put(.number, flags, from: start, to: offset, into: slots, &count)
    return true
}

@inline(__always)
private func digitsEnd(_ raw: RawBytes, _ start: Int) -> Int {
    var offset = start
    while raw[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset
}

private func putLiteral(_ raw: RawBytes, _ offset: inout Int, into slots: NodeSlots, _ count: inout Int) -> Bool {
    let word = raw.word(at: offset)
    let start = offset
    switch UInt32(truncatingIfNeeded: word) {
    case 0x6C6C_756E:  // null
        offset &+= 4
        put(.null, [], from: start, to: offset, into: slots, &count)
    case 0x6575_7274:  // true
        offset &+= 4
        put(.true, [], from: start, to: offset, into: slots, &count)
    case 0x736C_6166 where raw[offset &+ 4] == UInt8(ascii: "e"):  // false
        offset &+= 5
        put(.false, [], from: start, to: offset, into: slots, &count)
    default: return false
    }
    return true
}

/// Writes a node that holds no others.
@inline(__always)
private func put(
    _ kind: JSONKind, _ flags: JSONNode.Flags, from start: Int, to end: Int, into slots: NodeSlots,
    _ count: inout Int
) {
    let node = JSONNode(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, flags: flags)
    slots.put(node, at: count)
    count &+= 1
}

// MARK: Strings: eight bytes at a time while they are plain, one by one where they are not

/// The offset after the string whose quote is at `start`, 0 if it is not one; `isEscaped` becomes true if it holds
/// backslashes.
@inline(__always)
private func stringEnd(_ raw: RawBytes, _ start: Int, _ isEscaped: inout Bool) -> Int {
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

/// The bytes of the escape that begins with the backslash at `offset`, 0 if it is not one. A pair of surrogates is one.
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

/// The value of four hexadecimal digits; stops at the first byte that is not a digit.
private func hexUnit(_ raw: RawBytes, _ offset: Int) -> UInt32? {
    var unit: UInt32 = 0
    for index in 0..<4 {
        guard let digit = hexDigit(raw[offset &+ index]) else { return nil }
        unit = unit << 4 | digit
    }
    return unit
}

// MARK: UTF-8 and digits

/// The bytes of the UTF-8 sequence that begins with `first`, 0 if these bytes begin none (RFC 3629, section 4).
///
/// Overlong forms, surrogates and values above U+10FFFF begin none.
@inline(__always)
func utf8Length(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Int {
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isContinuation(second) ? 2 : 0
    case 0xE0: return second >= 0xA0 && second <= 0xBF && isContinuation(third) ? 3 : 0
    case 0xED: return second >= 0x80 && second <= 0x9F && isContinuation(third) ? 3 : 0
    case 0xE1...0xEF: return isContinuation(second) && isContinuation(third) ? 3 : 0
    case 0xF0: return second >= 0x90 && second <= 0xBF && isContinuation(third) && isContinuation(fourth) ? 4 : 0
    case 0xF4: return second >= 0x80 && second <= 0x8F && isContinuation(third) && isContinuation(fourth) ? 4 : 0
    case 0xF1...0xF3: return isContinuation(second) && isContinuation(third) && isContinuation(fourth) ? 4 : 0
    default: return 0
    }
}

/// True for the second and later bytes of a sequence.
@inline(__always)
func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
}

/// The value of a hexadecimal digit, nil for any other byte.
@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
    default: nil
    }
}
