/// One element of an XML text.
struct XMLElement {
    /// Its name without a prefix.
    var name: Text
    /// Where its start tag begins.
    var start: UInt32
    /// What stands between its tags; empty for `<a/>`.
    var content: Span
    /// The index of the element after this one and everything inside it.
    var next: Int
    /// Whether its content has to be decoded: it holds references, comments or character data sections.
    var isMarked: Bool
}

/// The elements of an XML text in the order of their start tags.
///
/// The root is element 0. The children of element `i` begin at `i + 1`; the one after child `c` is `elements[c].next`;
/// they end at `elements[i].next`. Attributes are read over.
struct XMLTree {
    /// In the order of their start tags; never empty.
    var elements: [XMLElement]

    /// The children of an element, in order.
    func children(of parent: Int) -> XMLChildren {
        XMLChildren(elements: elements, at: parent + 1, end: elements[parent].next)
    }

    /// The first child of that name.
    func child(of parent: Int, _ name: StaticString, in sources: SourceMap) -> Int? {
        children(of: parent).first { sources.equal(elements[$0].name, name) }
    }
}

/// A walk over the children of one element.
struct XMLChildren: Sequence, IteratorProtocol {
    let elements: [XMLElement]
    var at: Int
    let end: Int

    mutating func next() -> Int? {
        guard at < end else { return nil }
        defer { at = elements[at].next }
        return at
    }
}

extension SourceMap {
    /// The text of an element that has no children, without white space around it.
    func text(of element: XMLElement) -> String {
        let bytes = self.bytes[Int(element.content.start)..<Int(element.content.end)]
        var kept = element.isMarked ? decodedXML(bytes)[...] : bytes
        while let first = kept.first, first == 0x20 || (0x09...0x0D).contains(first) { kept.removeFirst() }
        while let last = kept.last, last == 0x20 || (0x09...0x0D).contains(last) { kept.removeLast() }
        return String(decoding: kept, as: UTF8.self)
    }
}

/// Content of an element with references replaced, comments and instructions taken out and sections opened.
///
/// The reader has checked that all of them end, and that references name something.
private func decodedXML(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
        if bytes[at] == UInt8(ascii: "&") {
            let end = bytes[at...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.endIndex
            if let scalar = xmlReference(bytes[bytes.index(after: at)..<end]) {
                result.append(contentsOf: String(scalar).utf8)
            }
            at = min(end + 1, bytes.endIndex)
        } else if bytes[at...].starts(with: "<![CDATA[".utf8) {
            let end = firstIndex(of: "]]>", in: bytes, from: at) ?? bytes.endIndex
            result.append(contentsOf: bytes[(at + 9)..<max(at + 9, end)])
            at = min(end + 3, bytes.endIndex)
        } else if bytes[at] == UInt8(ascii: "<") {
            let isComment = bytes[at...].starts(with: "<!--".utf8)
            let end = firstIndex(of: isComment ? "-->" : ">", in: bytes, from: at) ?? bytes.endIndex
            at = min(end + (isComment ? 3 : 1), bytes.endIndex)
        } else {
            result.append(bytes[at])
            at += 1
        }
    }
    return result
}

/// Where a text stands next.
private func firstIndex(of text: StaticString, in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    text.withUTF8Buffer { sought in
        var at = start
        while at + sought.count <= bytes.endIndex {
            if bytes[at..<at + sought.count].elementsEqual(sought) { return at }
            at += 1
        }
        return nil
    }
}

/// The character that a reference stands for, its `&` and `;` left out; nil for one that stands for nothing.
///
/// The five names of XML itself and characters by number (XML 1.0, sections 4.1 and 4.6): there are no others without a
/// document type, and those are refused.
func xmlReference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard name.count <= 10 else { return nil }
    if name.first == UInt8(ascii: "#") {
        let isHex = name.dropFirst().first == UInt8(ascii: "x")
        let digits = String(decoding: name.dropFirst(isHex ? 2 : 1), as: UTF8.self)
        guard digits.utf8.first != UInt8(ascii: "+"), let value = UInt32(digits, radix: isHex ? 16 : 10),
            value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0xFFFE, value != 0xFFFF
        else { return nil }
        return Unicode.Scalar(value)
    }
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: return nil
    }
}
