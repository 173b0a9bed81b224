/// What the tidy test looks at in a source file: functions and declarations, found in its text without a parser.
extension SourceText {
    /// A function and the lines it takes, from its keyword to its closing brace.
    struct Function: Equatable {
        var name: String
        var line: Int
        var lines: Int
    }

    /// A name that is declared.
    struct Declaration: Hashable {
        /// `func`, `let`, `case` and so on.
        var kind: String
        var name: String
        var line: Int
    }

    /// Functions, initialisers and subscripts that have a body.
    var functions: [Function] {
        let words = words
        let bytes = Array(code.utf8)
        var found: [Function] = []
        for (place, word) in words.enumerated() {
            guard ["func", "init", "subscript"].contains(word.text), word.before != UInt8(ascii: ".") else { continue }
            guard word.text == "func" || "(<?!".utf8.contains(word.after) else { continue }
            guard let end = bodyEnd(from: word.end, bytes) else { continue }
            let name = word.text == "func" && place + 1 < words.count ? words[place + 1].text : word.text
            let lines = bytes[word.start..<end].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
            found.append(Function(name: name, line: word.line, lines: lines))
        }
        return found
    }

    /// Where the body of a declaration ends whose keyword ends at `start`; nil if it has none.
    private func bodyEnd(from start: Int, _ bytes: [UInt8]) -> Int? {
        var depth = 0
        var place = start
        var wordStart = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "{") && depth == 0 { return closing(from: place, bytes) }
            if byte == UInt8(ascii: "}") && depth == 0 { return nil }
            if "([{".utf8.contains(byte) { depth += 1 }
            if ")]}".utf8.contains(byte) { depth -= 1 }
            if Self.isWord(byte) {
                if place == start || !Self.isWord(bytes[place - 1]) { wordStart = place }
                let isEnd = place + 1 == bytes.count || !Self.isWord(bytes[place + 1])
                // The next declaration of a protocol: this one has no body.
                if isEnd, depth == 0, Self.keywords.contains(String(decoding: bytes[wordStart...place], as: UTF8.self))
                {
                    return nil
                }
            }
            place += 1
        }
        return nil
    }

    /// Behind the brace that closes the one at `start`.
    private func closing(from start: Int, _ bytes: [UInt8]) -> Int? {
        var depth = 0
        for place in start..<bytes.count {
            if bytes[place] == UInt8(ascii: "{") { depth += 1 }
            if bytes[place] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return place + 1 }
            }
        }
        return nil
    }

    private static let keywords: Set<String> = [
        "func", "init", "subscript", "var", "let", "case", "struct", "class", "enum", "protocol", "typealias",
        "associatedtype", "extension", "deinit",
    ]
    private static let naming: Set<String> = [
        "func", "var", "let", "case", "struct", "class", "enum", "actor", "protocol", "typealias", "extension",
    ]
    /// Modifiers that are words before a name as well: `class func`, `case let`.
    private static let modifiers: Set<String> = ["func", "var", "let", "is", "as", "where", "in"]

    /// Names behind the words that declare them, those of extensions included; of a `case` list all.
    var declarations: [Declaration] {
        let words = words
        var found: [Declaration] = []
        for (place, word) in words.enumerated() where Self.naming.contains(word.text) {
            guard word.before != UInt8(ascii: "."), place + 1 < words.count else { continue }
            let next = words[place + 1]
            guard next.line == word.line, !Self.modifiers.contains(next.text) else { continue }
            guard word.text != "case" || next.before == UInt8(ascii: " ") else { continue }
            if word.text == "case", isPattern(words, place) { continue }
            found.append(Declaration(kind: word.text, name: next.text, line: next.line))
            if word.text == "case" { found += restOfCases(words, after: place + 1) }
        }
        return found
    }

    /// Whether the `case` at a place is one of a `switch`, an `if` or a `for`: it has a colon or an equals sign, a name
    /// has none.
    private func isPattern(_ words: [Word], _ place: Int) -> Bool {
        if place > 0, ["if", "guard", "for", "while"].contains(words[place - 1].text) { return true }
        let line = line(around: words[place])
        let behind = line.drop { $0 == " " }.dropFirst(4).drop { $0 == " " }
        if behind.hasPrefix(".") || behind.hasPrefix("\"") || behind.hasPrefix("let") { return true }
        return behind.first?.isNumber == true || behind.first == "(" || line.contains(":") && !line.contains("(")
    }

    /// The further names of `case a, b(Int), c = 3`.
    private func restOfCases(_ words: [Word], after place: Int) -> [Declaration] {
        var found: [Declaration] = []
        var next = place + 1
        while next < words.count, words[next].line == words[place].line {
            if words[next].before == UInt8(ascii: " "), words[next].beforeThat == UInt8(ascii: ","),
                words[next].depth == 0
            {
                found.append(Declaration(kind: "case", name: words[next].text, line: words[next].line))
            }
            next += 1
        }
        return found
    }

    /// A word of the code, and what stands around it.
    struct Word: Sendable {
        var text: String
        var start: Int
        var end: Int
        var line: Int
        var before: UInt8
        var beforeThat: UInt8
        var after: UInt8
        /// Parentheses open on its line.
        var depth: Int
    }

    /// The line of the code that a word stands on.
    private func line(around word: Word) -> Substring {
        let bytes = code.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: word.start)
        let first = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { bytes.index(after: $0) } ?? bytes.startIndex
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        return code[first..<end]
    }

    /// The words of some code.
    static func words(of bytes: [UInt8]) -> [Word] {
        var words: [Word] = []
        var place = 0
        var line = 1
        var depth = 0
        func byte(_ at: Int) -> UInt8 { at >= 0 && at < bytes.count ? bytes[at] : UInt8(ascii: " ") }
        while place < bytes.count {
            guard isWord(bytes[place]) else {
                if bytes[place] == UInt8(ascii: "\n") { (line, depth) = (line + 1, 0) }
                if bytes[place] == UInt8(ascii: "(") { depth += 1 }
                if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
                place += 1
                continue
            }
            let start = place
            while place < bytes.count, isWord(bytes[place]) { place += 1 }
            words.append(
                Word(
                    text: String(decoding: bytes[start..<place], as: UTF8.self), start: start, end: place, line: line,
                    before: byte(start - 1), beforeThat: byte(start - 2), after: byte(place), depth: depth))
        }
        return words
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }
}
