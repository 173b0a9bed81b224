import DominoTestSupport
import Foundation
import Synchronization

/// A file of this repository, as the structure test reads it.
struct SourceText: Sendable {
    /// Relative to the repository.
    let path: String
    /// Everything.
    let text: String
    /// Of Swift the text with comments and the letters of strings blanked; what stands in an interpolation stays.
    let code: String
    /// The names and keywords of the code.
    let words: [Word]

    /// A text that is not a file.
    init(path: String, text: String) {
        self.path = path
        self.text = text
        guard path.isEmpty || path.hasSuffix(".swift") else {
            (code, words) = (text, [])
            return
        }
        var blanking = Blanking(bytes: Array(text.utf8))
        blanking.code(inParentheses: false)
        code = String(decoding: blanking.bytes, as: UTF8.self)
        words = Self.words(of: blanking.bytes)
    }

    /// Reads a file, once in a run of the tests.
    init(path: String) throws {
        if let known = Self.known.withLock({ $0[path] }) {
            self = known
            return
        }
        // Some inputs of tests are not text.
        let bytes = try Data(contentsOf: URL(filePath: "\(repositoryRoot)/\(path)"))
        self.init(path: path, text: String(decoding: bytes, as: UTF8.self))
        Self.known.withLock { [self] in $0[path] = self }
    }

    /// Files read before.
    private static let known = Mutex<[String: SourceText]>([:])

    /// Whether a program wrote it, and nobody reads it: the page's module as text.
    var isGenerated: Bool { path == "Sources/DominoReport/Page/PageEngine.swift" }

    /// Lines of the whole text.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// Modules the file imports.
    var imports: [String] {
        code.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import") else { return nil }
            let kinds: [Substring] = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let named = words[(keyword + 1)...].first { !kinds.contains($0) }
            return named.map { String($0.prefix { $0 != "." }) }
        }
    }

    /// Lines on which a value is unwrapped by force, or a failure is promised not to happen: `x!`, `try!`, `as!`.
    var forcedLines: [Int] {
        var found: [Int] = []
        var line = 1
        var before: UInt8 = 0
        let bytes = Array(code.utf8)
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            let after = place + 1 < bytes.count ? bytes[place + 1] : 0
            if byte == UInt8(ascii: "!"), Self.endsValue(before), after != UInt8(ascii: "=") { found.append(line) }
            before = byte
        }
        return found
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ")"), UInt8(ascii: "]"),
            UInt8(ascii: "}"), UInt8(ascii: "?"), UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: "\""):
            true
        default: false
        }
    }
}

/// All files below a folder of the repository whose names end so, by path; none for a folder that is not there.
func sourceFiles(in folder: String, endingWith suffix: String = ".swift") throws -> [SourceText] {
    let below = FileManager.default.enumerator(atPath: "\(repositoryRoot)/\(folder)/")
    let paths = (below?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
    return try paths.sorted().map { try SourceText(path: "\(folder)/\($0)") }
}

/// One walk over a file that knows where code ends and comments or strings begin.
private struct Blanking {
    var bytes: [UInt8]
    var place = 0

    /// Bytes that may begin a comment or a string, or count for parentheses.
    private static let special = Array("/\"#()".utf8)

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether `text` stands `offset` bytes on.
    private func sees(_ text: StaticString, at offset: Int = 0) -> Bool {
        let start = place + offset
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        for number in 0..<text.utf8CodeUnitCount where bytes[start + number] != text.utf8Start[number] { return false }
        return true
    }

    /// Whether these bytes come next.
    private func sees(_ wanted: [UInt8]) -> Bool {
        place + wanted.count <= bytes.count && bytes[place..<(place + wanted.count)].elementsEqual(wanted)
    }

    /// Blanks so many bytes, new lines aside.
    private mutating func blank(_ count: Int) {
        for _ in 0..<count where place < bytes.count {
            if bytes[place] != UInt8(ascii: "\n") { bytes[place] = UInt8(ascii: " ") }
            place += 1
        }
    }

    /// Walks over code: to the end, or behind the parenthesis that closes an interpolation.
    mutating func code(inParentheses: Bool) {
        var depth = 1
        while place < bytes.count {
            guard Self.special.contains(bytes[place]) else {
                place += 1
                continue
            }
            if sees("//") {
                while place < bytes.count, !sees("\n") { blank(1) }
            } else if sees("/*") {
                comment()
            } else if sees("\"") {
                string(hashes: 0)
            } else if sees("#") {
                var hashes = 0
                while sees("#", at: hashes) { hashes += 1 }
                if sees("\"", at: hashes) { string(hashes: hashes) } else { place += hashes }
            } else {
                if sees("(") { depth += 1 }
                if sees(")") { depth -= 1 }
                place += 1
                if inParentheses && depth == 0 { return }
            }
        }
    }

    /// Blanks a comment and those within it.
    private mutating func comment() {
        blank(2)
        while place < bytes.count, !sees("*/") {
            if sees("/*") { comment() } else { blank(1) }
        }
        blank(2)
    }

    /// Blanks a string with so many signs `#` around it, but for its quotes and interpolations.
    private mutating func string(hashes: Int) {
        let signs = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        let quotes = Array((sees("\"\"\"", at: hashes) ? "\"\"\"" : "\"").utf8)
        let (end, escape) = (quotes + signs, [UInt8(ascii: "\\")] + signs)
        place += hashes + quotes.count
        while place < bytes.count, !sees(end) {
            if sees(escape + [UInt8(ascii: "(")]) {
                blank(1 + hashes)
                place += 1
                code(inParentheses: true)
            } else {
                blank(sees(escape) ? 2 + hashes : 1)
            }
        }
        place += end.count
    }
}
