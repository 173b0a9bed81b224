import DominoTestSupport
import Foundation
import Testing

/// A command in a README and the output shown below it.
struct ShownCommand: Sendable, CustomTestStringConvertible {
    var file: String
    var line: Int
    var arguments: [String]
    /// The lines below the command; empty where none are shown.
    var output: [String]

    var testDescription: String { "\(file):\(line): domino \(arguments.joined(separator: " "))" }
}

/// The commands of a README's code blocks, in order.
///
/// In a block of `console` a command stands behind `$ `, and its output below it; elsewhere a command is a whole line.
func shownCommands(in file: String) -> [ShownCommand] {
    guard let text = try? String(contentsOfFile: "\(repositoryRoot)/\(file)", encoding: .utf8) else { return [] }
    var commands: [ShownCommand] = []
    var block: Substring?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if line.hasPrefix("```") {
            block = block == nil ? line.dropFirst(3) : nil
        } else if block == "console", !line.hasPrefix("$ ") {
            if !commands.isEmpty { commands[commands.count - 1].output.append(String(line)) }
        } else if block != nil, let arguments = dominoArguments(line, isConsole: block == "console") {
            commands.append(ShownCommand(file: file, line: number + 1, arguments: arguments, output: []))
        }
    }
    return commands
}

/// The arguments of a line that runs domino; nil for any other.
private func dominoArguments(_ line: Substring, isConsole: Bool) -> [String]? {
    let command = isConsole ? line.dropFirst(2) : line
    let prefixes = ["swift run -c release domino "] + (isConsole ? ["domino "] : [])
    for prefix in prefixes where command.hasPrefix(prefix) {
        return command.dropFirst(prefix.count).split(separator: " ").map(String.init)
    }
    return nil
}

@Suite("The READMEs are true")
struct ReadmeTests {
    static let files = ["README.md", "Scenarios/README.md"]

    /// A folder with the scenarios in it, where commands of a README may write.
    private func playground() throws -> String {
        let folder = NSTemporaryDirectory() + "domino-readme-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/Scenarios", withDestinationPath: "\(repositoryRoot)/Scenarios")
        let invalid = """
            { "domino": 1, "name": "Order platform", "root": "go-live",
              "commitments": [
                { "id": "go-live", "title": "Order platform live",
                  "promisor": "us", "promisee": "client",
                  "due": "2027-03-01",
                  "damage": [ { "kind": "penalty", "perDay": 1500 } ] },
                { "id": "launch", "title": "Shops order online",
                  "promisor": "client", "promisee": "shops", "due": "2027-03-15",
                  "needs": [ { "commitment": "go-lvie", "lead": 5 } ],
                  "damage": [ { "kind": "revenue", "perDay": 12000 } ] } ] }

            """
        try invalid.write(toFile: folder + "/go-live.json", atomically: true, encoding: .utf8)
        return folder
    }

    @Test("every command in them runs, and prints what is shown", arguments: files)
    func commandsRun(_ file: String) throws {
        let folder = try playground()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let commands = shownCommands(in: file)
        #expect(commands.count >= 3)
        for command in commands {
            let result = runProcess(
                quickBinary, command.arguments, environment: ["COLUMNS": "80"], directory: folder)
            let isShownFailing = command.output.contains { $0.contains(": error: ") }
            let isAdvice = command.arguments.first == "check" && result.status == 1
            #expect(
                isAdvice || result.status == (isShownFailing ? 65 : 0), "\(command.testDescription): \(result.errors)")
            guard !command.output.isEmpty else { continue }
            let text = isShownFailing ? result.errors : result.output
            #expect(text == command.output.joined(separator: "\n") + "\n", "\(command.testDescription)")
        }
    }

    @Test("every headline in the scenarios' README is the first sentence of the real answer")
    func headlines() throws {
        let text = try String(contentsOfFile: "\(repositoryRoot)/Scenarios/README.md", encoding: .utf8)
        let shown = text.split(separator: "\n").filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
        #expect(shown.count >= 6)
        let answers = scenarioFiles.map { file in
            let output = runProcess(dominoBinary, ["whatif", file], environment: ["COLUMNS": "80"]).output
            let paragraph = output.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            return paragraph.joined(separator: " ")
        }
        for headline in shown { #expect(answers.contains(String(headline)), "\(headline)") }
    }
}
