/// Reads a file of `sources` as XML (1.0) without a document type; nil, with one problem, if it is not.
///
/// Without a document type there are no entities except the five of XML itself; nothing is fetched. Elements are nested
/// at most 128 deep, and there are at most 50 million of them.
/// - Complexity: O(bytes); 40 bytes an element.
func parseXML(file: Int, in sources: SourceMap, reporting diagnostics: inout DiagnosticList) -> XMLTree? {
    let source = sources.files[file]
    guard !source.isTooLarge else {
        diagnostics.append(Diagnostic(TableProblem.fileTooLarge, path: source.path))
        return nil
    }
    var reader = XMLReader(source, sources.bytes)
    do throws(XMLFailure) {
        return try reader.read()
    } catch {
        let span = Span(start: UInt32(error.start), end: UInt32(max(error.start, error.end)))
        diagnostics.append(Diagnostic(error.problem, at: span))
        return nil
    }
}

/// What can be wrong with an XML text.
enum XMLProblem: Problem {
    case openElement
    case noElement
    case utf16
    case notUTF8
    case reference
    case controlCharacter
    case textOutside(isFirst: Bool)
    case doctype
    case openComment
    case openInstruction
    case openSection
    case openEndTag
    case endWithoutStart
    case otherEnd(String)
    case noTag
    case startTag
    case secondRoot
    case tooManyElements(limit: Int)
    case tooDeep(limit: Int)

    var wording: Wording {
        switch self {
        case .openElement:
            Wording(
                .xmlSyntax, "this element is never closed: the text ends before its end tag",
                "export the file again; it may be cut off")
        case .noElement: Wording(.xmlSyntax, "there is no element in it", "this is not XML")
        case .utf16: Wording(.tableEncoding, "this looks like UTF-16", "save it as UTF-8")
        case .notUTF8: Wording(.tableEncoding, "this text is not UTF-8", "save it as UTF-8")
        case .reference:
            Wording(
                .xmlEntity, "this reference stands for nothing",
                "without a document type there are &amp; &lt; &gt; &quot; &apos; and numbers")
        case .controlCharacter: Wording(.xmlSyntax, "a control character is not allowed in XML")
        case .textOutside(let isFirst):
            Wording(.xmlSyntax, "there is text outside the root element", isFirst ? "this is not XML" : nil)
        case .doctype:
            Wording(
                .xmlDoctype, "a document type is not read", "it could define anything; remove the <!DOCTYPE ...>")
        case .openComment: Wording(.xmlSyntax, "this comment never ends")
        case .openInstruction: Wording(.xmlSyntax, "this instruction never ends")
        case .openSection: Wording(.xmlSyntax, "this section never ends")
        case .openEndTag: Wording(.xmlSyntax, "this end tag is not closed by >")
        case .endWithoutStart: Wording(.xmlSyntax, "this end tag closes nothing")
        case .otherEnd(let open):
            Wording(.xmlSyntax, "this end tag does not match: <\(sanitized(open, limit: 40))> is open")
        case .noTag: Wording(.xmlSyntax, "a < begins a tag, and this is not one", "write &lt; in text")
        case .startTag:
            Wording(
                .xmlSyntax, "this start tag is malformed",
                "attributes are written name=\"value\", and a > ends the tag")
        case .secondRoot: Wording(.xmlSyntax, "there is a second root element")
        case .tooManyElements(let limit): Wording(.xmlLimit, "there are more than \(limit) elements")
        case .tooDeep(let limit): Wording(.xmlLimit, "elements are nested more than \(limit) deep")
        }
    }
}

/// A problem that ends the reading of an XML text, and where it is.
private struct XMLFailure: Error {
    var problem: XMLProblem
    var start: Int
    var end: Int

    init(_ problem: XMLProblem, _ start: Int, _ end: Int) {
        self.problem = problem
        self.start = start
        self.end = end
    }
}

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

/// The state of reading one XML text.
private struct XMLReader {
    static let nestingLimit = 128
    static let elementLimit = 50_000_000

    let bytes: [UInt8]
    let end: Int
    var at: Int
    private var elements: [XMLElement] = []
    private var open: [Int] = []
    /// Whether the content of each open element has to be decoded.
    private var isMarked: [Bool] = []

    init(_ source: SourceFile, _ bytes: [UInt8]) {
        self.bytes = bytes
        at = Int(source.start)
        end = Int(source.end)
    }

    mutating func read() throws(XMLFailure) -> XMLTree {
        try checkEncoding()
        while at < end {
            if bytes[at] == UInt8(ascii: "<") {
                try readMarkup()
            } else {
                try readText()
            }
        }
        if let last = open.last {
            let name = elements[last].name
            throw XMLFailure(.openElement, Int(elements[last].start), Int(name.start + name.length))
        }
        guard !elements.isEmpty else {
            throw XMLFailure(.noElement, at, at)
        }
        assert(elements[0].next == elements.count, "the root holds all other elements")
        return XMLTree(elements: elements)
    }

    private mutating func checkEncoding() throws(XMLFailure) {
        if has("\u{FEFF}") { at += 3 }
        let start = bytes[at..<end].prefix(4)
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || start.contains(0) {
            throw XMLFailure(.utf16, at, at)
        }
    }

    private mutating func readText() throws(XMLFailure) {
        let start = at
        var isASCII = true
        while at < end, bytes[at] != UInt8(ascii: "<") {
            if bytes[at] >= 0x80 { isASCII = false }
            if bytes[at] == UInt8(ascii: "&") {
                let close = bytes[at..<min(end, at + 16)].firstIndex(of: UInt8(ascii: ";"))
                guard let close, xmlReference(bytes[at + 1..<close]) != nil else {
                    throw XMLFailure(.reference, at, min(end, (close ?? at) + 1))
                }
                if !isMarked.isEmpty { isMarked[isMarked.count - 1] = true }
                at = close
            } else if bytes[at] < 0x20, ![0x09, 0x0A, 0x0D].contains(bytes[at]) {
                throw XMLFailure(.controlCharacter, at, at + 1)
            } else if open.isEmpty, bytes[at] > 0x20 {
                throw XMLFailure(.textOutside(isFirst: elements.isEmpty), at, at + 1)
            }
            at += 1
        }
        guard isASCII || isUTF8(bytes, in: start..<at) else { throw XMLFailure(.notUTF8, start, at) }
    }

    private mutating func readMarkup() throws(XMLFailure) {
        if has("<!--") { return try skip(to: "-->", .openComment) }
        if has("<?") { return try skip(to: "?>", .openInstruction) }
        if has("<![CDATA["), !open.isEmpty { return try skip(to: "]]>", .openSection) }
        if has("<!") { throw XMLFailure(.doctype, at, min(end, at + 9)) }
        if has("</") { return try readEndTag() }
        try readStartTag()
    }

    private mutating func skip(to closing: StaticString, _ problem: XMLProblem) throws(XMLFailure) {
        let start = at
        if !isMarked.isEmpty { isMarked[isMarked.count - 1] = true }
        while at < end, !has(closing) { at += 1 }
        guard at < end else { throw XMLFailure(problem, start, min(end, start + 4)) }
        at += closing.utf8CodeUnitCount
    }

    private mutating func readEndTag() throws(XMLFailure) {
        let start = at
        at += 2
        let name = readName()
        skipSpace()
        guard at < end, bytes[at] == UInt8(ascii: ">") else {
            throw XMLFailure(.openEndTag, start, at)
        }
        at += 1
        guard let element = open.popLast(), let marked = isMarked.popLast() else {
            throw XMLFailure(.endWithoutStart, start, at)
        }
        let opened = written(elements[element].name)
        guard opened.elementsEqual(written(name)) else {
            throw XMLFailure(.otherEnd(String(decoding: opened, as: UTF8.self)), start, at)
        }
        elements[element].content.end = UInt32(start)
        elements[element].next = elements.count
        elements[element].isMarked = marked
    }

    private mutating func readStartTag() throws(XMLFailure) {
        let start = at
        at += 1
        let name = readName()
        guard name.length > 0 else {
            throw XMLFailure(.noTag, start, start + 1)
        }
        guard open.count < Self.nestingLimit, elements.count < Self.elementLimit else {
            let isDeep = open.count >= Self.nestingLimit
            throw XMLFailure(
                isDeep ? .tooDeep(limit: Self.nestingLimit) : .tooManyElements(limit: Self.elementLimit), start, at)
        }
        guard !open.isEmpty || elements.isEmpty else {
            throw XMLFailure(.secondRoot, start, at)
        }
        try readAttributes(from: start)
        let isEmpty = bytes[at] == UInt8(ascii: "/")
        at += isEmpty ? 2 : 1
        elements.append(
            XMLElement(
                name: name, start: UInt32(start), content: Span(start: UInt32(at), end: UInt32(at)),
                next: elements.count + 1, isMarked: false))
        guard !isEmpty else { return }
        open.append(elements.count - 1)
        isMarked.append(false)
    }

    /// Reads over attributes to the `>` or `/>` that ends the tag.
    private mutating func readAttributes(from start: Int) throws(XMLFailure) {
        while true {
            skipSpace()
            guard at < end else { break }
            if bytes[at] == UInt8(ascii: ">") { return }
            if bytes[at] == UInt8(ascii: "/"), at + 1 < end, bytes[at + 1] == UInt8(ascii: ">") { return }
            let name = readName()
            skipSpace()
            guard name.length > 0, at < end, bytes[at] == UInt8(ascii: "=") else { break }
            at += 1
            skipSpace()
            guard at < end, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else { break }
            let quote = bytes[at]
            at += 1
            while at < end, bytes[at] != quote, bytes[at] != UInt8(ascii: "<") { at += 1 }
            guard at < end, bytes[at] == quote else { break }
            at += 1
        }
        throw XMLFailure(.startTag, start, min(end, max(start + 1, at)))
    }

    /// The name at the place, without a prefix.
    private mutating func readName() -> Text {
        var start = at
        while at < end, isNamePart(bytes[at]) {
            at += 1
            if bytes[at - 1] == UInt8(ascii: ":") { start = at }
        }
        return Text(start: UInt32(start), length: UInt32(at - start))
    }

    private mutating func skipSpace() { while at < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 } }

    /// The bytes of a name.
    private func written(_ name: Text) -> ArraySlice<UInt8> {
        bytes[Int(name.start)..<Int(name.start + name.length)]
    }

    /// Whether a text stands at the place.
    private func has(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { sought in
            at + sought.count <= end && bytes[at..<at + sought.count].elementsEqual(sought)
        }
    }
}

private func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ":")
}

extension SourceMap {
    /// The text of an element that has no children, without white space around it.
    func text(of element: XMLElement) -> String {
        let bytes = self.bytes[Int(element.content.start)..<Int(element.content.end)]
        return String(decoding: withoutSpace(element.isMarked ? decodedXML(bytes)[...] : bytes), as: UTF8.self)
    }
}

/// The content of an element with references replaced, comments and instructions removed and sections opened.
///
/// The reader has checked that all of them end and that references name something.
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

/// The character that a reference stands for, without its `&` and `;`; nil if it stands for nothing.
///
/// There are the five names of XML itself and characters by number (XML 1.0, sections 4.1 and 4.6). Others need a
/// document type, and those are refused.
private func xmlReference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
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
