import DominoAnalysis
import DominoReport

@testable import DominoScenario

extension Laws {
    /// Laws of the JSON reader:
    /// - the reader that refuses and the one that explains agree on what is wrong;
    /// - a number has the value that the standard library gives it;
    /// - what was read and is written again reads as the same;
    /// - a saved result beside itself shows no change.
    mutating func holdJSON(_ bytes: [UInt8]) {
        var sources = SourceMap()
        // A file in front and one behind: offsets must not leak from one into the other.
        sources.append(path: "front.json", contents: Array("{ \"a\": [".utf8))
        let file = sources.append(path: "sample.json", contents: bytes)
        sources.append(path: "behind.json", contents: Array("\"]}".utf8))
        var problems: [Diagnostic] = []
        let tree = parseJSON(file: file, in: sources, reporting: &problems)
        let span = sources.files[file]
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let explained = diagnoseJSON(sources.bytes, from: Int(span.start) + mark, to: Int(span.end))
        hold((tree != nil) == explained.isEmpty, "the two readers disagree")
        hold((tree != nil) == problems.isEmpty, "refused without a reason, or read with one")
        // Showing them takes ten times as long as finding them.
        if hash(of: bytes) % 16 == 0 { holdProblems(problems, of: sources) }
        for problem in problems {
            hold(problem.span.flatMap { sources.file(at: $0.start) } == file, "the problem is another file's")
        }
        guard let tree else { return }
        holdValues(tree, sources)
        let once = rewritten(tree, sources)
        var again = SourceMap()
        var none: [Diagnostic] = []
        again.append(path: "again.json", contents: once)
        guard let second = parseJSON(file: 0, in: again, reporting: &none) else {
            return hold(false, "what was read and written again cannot be read")
        }
        hold(second.nodes.count == tree.nodes.count, "what was read and written again has other values")
        hold(rewritten(second, again) == once, "what was read and written again reads as another text")
        holdSavedResult(bytes)
    }

    private mutating func holdValues(_ tree: JSONTree, _ sources: SourceMap) {
        for node in tree.nodes where node.kind == .number {
            let token = sources.string(Text(start: node.start, length: node.end - node.start))
            let value = sources.number(node)
            hold(value.bitPattern == Double(token)?.bitPattern, "\(token) is read as \(value)")
            let isWhole = node.flags.contains(.integer) && !token.hasPrefix("-")
            hold(sources.integer(node) == (isWhole ? UInt64(token) : nil), "\(token) is read as another integer")
        }
    }

    /// The tree as text: strings as our writer writes them, numbers as they stood.
    private func rewritten(_ tree: JSONTree, _ sources: SourceMap) -> [UInt8] {
        var sources = sources
        var bytes: [UInt8] = []
        func append(_ node: Int) {
            switch tree[node].kind {
            case .object, .array:
                let isObject = tree[node].kind == .object
                bytes.append(UInt8(ascii: isObject ? "{" : "["))
                var child = node + 1
                while child < Int(tree[node].next) {
                    if child > node + 1 { bytes.append(UInt8(ascii: ",")) }
                    append(child)
                    child = Int(tree[child].next)
                    if isObject {
                        bytes.append(UInt8(ascii: ":"))
                        append(child)
                        child = Int(tree[child].next)
                    }
                }
                bytes.append(UInt8(ascii: isObject ? "}" : "]"))
            case .string:
                let text = sources.text(of: tree[node])
                appendJSONString(sources.string(text), to: &bytes)
            case .number: bytes += sources.bytes[Int(tree[node].start)..<Int(tree[node].end)]
            case .true: bytes += "true".utf8
            case .false: bytes += "false".utf8
            case .null: bytes += "null".utf8
            }
        }
        append(0)
        return bytes
    }

    private mutating func holdSavedResult(_ bytes: [UInt8]) {
        guard let saved = SavedResult(bytes) else { return }
        let answer = compare(saved, saved)
        let files = ComparedFiles(a: "a.json", b: "b.json")
        let answered = Answered(answer, names: files, today: .given(.first))
        holdJSON(render(answered, as: .json, style: TextStyle()), "compared results as JSON")
        holdTexts(answered, TextStyle(), "compared results")
    }
}
