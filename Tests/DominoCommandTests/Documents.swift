import DominoTestSupport
import Foundation
import Testing

/// A Markdown file of the repository.
struct Document: Sendable, CustomTestStringConvertible {
    /// Relative to the repository.
    var path: String
    var lines: [String]

    var testDescription: String { path }
    var text: String { lines.joined(separator: "\n") }

    /// Every document but expected answers, which are Markdown as well.
    static let all: [Document] =
        [Document(path: "README.md")]
        + [".github", "Scenarios", "Sources", "Tests", "Benchmarks"].flatMap { folder in
            let below = FileManager.default.enumerator(atPath: "\(repositoryRoot)/\(folder)/")
            let names = (below?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }
            return names.filter { !$0.contains("/Expected/") && !$0.hasPrefix("Expected/") }.sorted()
                .map { Document(path: "\(folder)/\($0)") }
        }

    /// Reads a document; one that cannot be read is empty.
    init(path: String) {
        self.path = path
        let text = (try? String(contentsOfFile: "\(repositoryRoot)/\(path)", encoding: .utf8)) ?? ""
        lines = text.components(separatedBy: "\n")
    }

    /// Writes the document back.
    func write() throws {
        try text.write(toFile: "\(repositoryRoot)/\(path)", atomically: true, encoding: .utf8)
    }

    /// A fenced block of code.
    struct Block {
        /// What stands behind the fence's opening marks.
        var language: String
        /// Index of the first line within.
        var first: Int
        var lines: ArraySlice<String>
    }

    /// The fenced blocks, in order.
    var blocks: [Block] {
        var blocks: [Block] = []
        var open: (language: String, first: Int)?
        for (index, line) in lines.enumerated() where line.drop(while: { $0 == " " }).hasPrefix("```") {
            if let block = open {
                blocks.append(Block(language: block.language, first: block.first, lines: lines[block.first..<index]))
                open = nil
            } else {
                open = (String(line.drop { $0 == " " }.dropFirst(3)), index + 1)
            }
        }
        return blocks
    }

    /// The lines between `<!-- generated: NAME -->` and `<!-- end -->`; nil if there are no such marks.
    func generatedRange(_ name: String) -> Range<Int>? {
        guard let start = lines.firstIndex(of: "<!-- generated: \(name) -->"),
            let end = lines[start...].firstIndex(of: "<!-- end -->")
        else { return nil }
        return start + 1..<end
    }
}

/// A command that a document shows, and the output below it.
struct ShownCommand: Sendable, CustomTestStringConvertible {
    var document: String
    /// Index of the command's first line.
    var line: Int
    /// As the shell reads it: lines that continue are one.
    var command: String
    /// The lines of output; empty where none is shown.
    var output: Range<Int>

    var testDescription: String { "\(document):\(line + 1): \(command)" }
}

extension Document {
    /// The commands of blocks in the shell's language, in order.
    ///
    /// In a block of `console` a command stands behind `$ `, and its output below it. In one of `sh`, `bash` or no
    /// language each line is a command; a block that begins with `#!` is one script.
    var commands: [ShownCommand] {
        blocks.flatMap { block in
            switch block.language {
            case "console": consoleCommands(block)
            case "", "sh", "bash": scriptCommands(block)
            default: [ShownCommand]()
            }
        }
    }

    private func consoleCommands(_ block: Block) -> [ShownCommand] {
        let starts = block.lines.indices.filter { lines[$0].hasPrefix("$ ") }
        return zip(starts, starts.dropFirst() + [block.lines.endIndex]).map { start, end in
            ShownCommand(
                document: path, line: start, command: String(lines[start].dropFirst(2)), output: start + 1..<end)
        }
    }

    private func scriptCommands(_ block: Block) -> [ShownCommand] {
        let none = block.first..<block.first
        if block.lines.first?.hasPrefix("#!") == true {
            return [
                ShownCommand(
                    document: path, line: block.first, command: block.lines.joined(separator: "\n"), output: none)
            ]
        }
        var commands: [ShownCommand] = []
        var continues = false
        for index in block.lines.indices {
            let line = lines[index]
            if continues {
                commands[commands.count - 1].command += "\n" + line
            } else if !line.isEmpty, !line.hasPrefix("#") {
                commands.append(ShownCommand(document: path, line: index, command: line, output: none))
            }
            continues = line.hasSuffix("\\") && !commands.isEmpty
        }
        return commands
    }
}
