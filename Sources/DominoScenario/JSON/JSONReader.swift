/// Reads a JSON text that keeps every rule, as fast as it goes, and gives nil for one that does not.
///
/// It says nothing about what is wrong: `diagnoseJSON` reads a refused text again, slowly, and explains.
/// Law: this reader refuses a text exactly if `diagnoseJSON` finds a problem in it.
///
/// It needs no check for the end of the text, for the text is followed by zero bytes (`SourceMap.padding`) and a zero
/// byte is allowed nowhere. It needs no stack either: an open container keeps the index of its parent in `next`.
/// - Complexity: O(bytes). Measured in Benchmarks, not here.
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
    static let numberCharacters = 64
}

/// The number of nodes written, nil at the first thing that is wrong.
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

/// The first offset from `start` on that is no white space.
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
