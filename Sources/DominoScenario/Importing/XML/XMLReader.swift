/// Reads a file of `sources` as XML (1.0) without a document type, and says what is wrong with the first thing that is.
///
/// No document type, so no entities but the five of XML itself; nothing is fetched. Elements stand at most 128 deep,
/// and there are at most 50 million of them.
/// - Complexity: O(bytes); 40 bytes an element.
func parseXML(file: Int, in sources: SourceMap, reporting diagnostics: inout [Diagnostic]) -> XMLTree? {
    let source = sources.files[file]
    guard !source.isTooLarge else {
        diagnostics.append(
            Diagnostic(.fileTooLarge, path: source.path, "the file is too large: a file may have 1 GiB"))
        return nil
    }
    var reader = XMLReader(source, sources.bytes)
    do throws(XMLProblem) {
        return try reader.read()
    } catch {
        diagnostics.append(
            Diagnostic(
                error.code, at: Span(start: UInt32(error.start), end: UInt32(max(error.start, error.end))),
                error.message, hint: error.hint))
        return nil
    }
}

/// What ends the reading of an XML text.
struct XMLProblem: Error {
    var code = DiagnosticCode.xmlSyntax
    var start: Int
    var end: Int
    var message: String
    var hint: String?
}

/// The state of reading one XML text.
struct XMLReader {
    static let nestingLimit = 128
    static let elementLimit = 50_000_000

    let bytes: [UInt8]
    let end: Int
    var at: Int
    private var elements: [XMLElement] = []
    private var open: [Int] = []
    /// For each open element, whether its content has to be decoded.
    private var isMarked: [Bool] = []

    init(_ source: SourceFile, _ bytes: [UInt8]) {
        self.bytes = bytes
        at = Int(source.start)
        end = Int(source.end)
    }

    mutating func read() throws(XMLProblem) -> XMLTree {
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
            throw XMLProblem(
                start: Int(elements[last].start), end: Int(name.start + name.length),
                message: "this element is never closed: the text ends before its end tag",
                hint: "export the file again; it may be cut off")
        }
        guard !elements.isEmpty else {
            throw XMLProblem(start: at, end: at, message: "there is no element in it", hint: "this is no XML")
        }
        return XMLTree(elements: elements)
    }

    private mutating func checkEncoding() throws(XMLProblem) {
        if has("\u{FEFF}") { at += 3 }
        let start = bytes[at..<end].prefix(4)
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || start.contains(0) {
            throw XMLProblem(
                code: .tableEncoding, start: at, end: at, message: "this looks like UTF-16", hint: "save it as UTF-8")
        }
    }

    private mutating func readText() throws(XMLProblem) {
        let start = at
        var isASCII = true
        while at < end, bytes[at] != UInt8(ascii: "<") {
            if bytes[at] >= 0x80 { isASCII = false }
            if bytes[at] == UInt8(ascii: "&") {
                let close = bytes[at..<min(end, at + 16)].firstIndex(of: UInt8(ascii: ";"))
                guard let close, xmlReference(bytes[at + 1..<close]) != nil else {
                    throw XMLProblem(
                        code: .xmlEntity, start: at, end: min(end, (close ?? at) + 1),
                        message: "this reference stands for nothing",
                        hint: "without a document type there are &amp; &lt; &gt; &quot; &apos; and numbers")
                }
                if !isMarked.isEmpty { isMarked[isMarked.count - 1] = true }
                at = close
            } else if bytes[at] < 0x20, ![0x09, 0x0A, 0x0D].contains(bytes[at]) {
                throw XMLProblem(start: at, end: at + 1, message: "a control character has no place in XML")
            } else if open.isEmpty, bytes[at] > 0x20 {
                throw XMLProblem(
                    start: at, end: at + 1, message: "text stands outside the root element",
                    hint: elements.isEmpty ? "this is no XML" : nil)
            }
            at += 1
        }
        guard isASCII || isUTF8(Array(bytes[start..<at])) else {
            throw XMLProblem(
                code: .tableEncoding, start: start, end: at, message: "this text is not UTF-8", hint: "save it as UTF-8"
            )
        }
    }

    private mutating func readMarkup() throws(XMLProblem) {
        if has("<!--") { return try skip(to: "-->", "this comment never ends") }
        if has("<?") { return try skip(to: "?>", "this instruction never ends") }
        if has("<![CDATA["), !open.isEmpty { return try skip(to: "]]>", "this section never ends") }
        if has("<!") {
            throw XMLProblem(
                code: .xmlDoctype, start: at, end: min(end, at + 9), message: "a document type is not read",
                hint: "it could define anything; take the <!DOCTYPE ...> out")
        }
        if has("</") { return try readEndTag() }
        try readStartTag()
    }

    private mutating func skip(to closing: StaticString, _ message: String) throws(XMLProblem) {
        let start = at
        if !isMarked.isEmpty { isMarked[isMarked.count - 1] = true }
        while at < end, !has(closing) { at += 1 }
        guard at < end else { throw XMLProblem(start: start, end: min(end, start + 4), message: message) }
        at += closing.utf8CodeUnitCount
    }

    private mutating func readEndTag() throws(XMLProblem) {
        let start = at
        at += 2
        let name = readName()
        skipSpace()
        guard at < end, bytes[at] == UInt8(ascii: ">") else {
            throw XMLProblem(start: start, end: at, message: "this end tag is not closed by >")
        }
        at += 1
        guard let element = open.popLast(), let marked = isMarked.popLast() else {
            throw XMLProblem(start: start, end: at, message: "this end tag closes nothing")
        }
        let opened = elements[element].name
        guard
            bytes[Int(opened.start)..<Int(opened.start + opened.length)].elementsEqual(
                bytes[Int(name.start)..<Int(name.start + name.length)])
        else {
            let expected = String(
                decoding: bytes[Int(opened.start)..<Int(opened.start + opened.length)], as: UTF8.self)
            throw XMLProblem(
                start: start, end: at, message: "this end tag does not fit: <\(sanitized(expected, limit: 40))> is open"
            )
        }
        elements[element].content.end = UInt32(start)
        elements[element].next = elements.count
        elements[element].isMarked = marked
    }

    private mutating func readStartTag() throws(XMLProblem) {
        let start = at
        at += 1
        let name = readName()
        guard name.length > 0 else {
            throw XMLProblem(
                start: start, end: start + 1, message: "a < begins a tag, and this is none", hint: "write &lt; in text")
        }
        guard open.count < Self.nestingLimit, elements.count < Self.elementLimit else {
            throw XMLProblem(
                code: .xmlLimit, start: start, end: at,
                message: open.count < Self.nestingLimit
                    ? "there are more than \(Self.elementLimit) elements"
                    : "elements stand more than \(Self.nestingLimit) deep")
        }
        guard !open.isEmpty || elements.isEmpty else {
            throw XMLProblem(start: start, end: at, message: "there is a second root element")
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
    private mutating func readAttributes(from start: Int) throws(XMLProblem) {
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
        throw XMLProblem(
            start: start, end: min(end, max(start + 1, at)), message: "this start tag is not written right",
            hint: "attributes are written name=\"value\", and a > ends the tag")
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
