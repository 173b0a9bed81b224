import DominoTestSupport
import Foundation
import Testing

/// A scenario and an answer to it that is kept, in `Expected` beside this file.
struct ExpectedAnswer: Sendable, CustomTestStringConvertible {
    /// Name of the scenario's file without its end.
    var scenario: String
    /// What is asked: the name behind it in the expected file's, and the arguments.
    var question: String
    var arguments: [String]

    var path: String { "\(repositoryRoot)/Tests/DominoCommandTests/Expected/\(scenario).\(question)" }
    var testDescription: String { "\(scenario).\(question)" }

    /// Every question to every scenario: a new scenario is a new file, no code.
    static let all: [ExpectedAnswer] = scenarioFiles.flatMap { path in
        let name = String(path.split(separator: "/").last?.dropLast(5) ?? "")
        // A build for debugging takes minutes for the best plan among 520 commitments.
        let best = name == "portfolio-500" ? [] : bestPlans(name, path)
        return best + comparisons(name) + [
            ExpectedAnswer(scenario: name, question: "whatif.txt", arguments: ["whatif", path]),
            ExpectedAnswer(scenario: name, question: "whatif.md", arguments: ["whatif", path, "--format", "markdown"]),
            ExpectedAnswer(scenario: name, question: "whatif.json", arguments: ["whatif", path, "--format", "json"]),
            ExpectedAnswer(scenario: name, question: "curve.txt", arguments: ["curve", path]),
            ExpectedAnswer(
                scenario: name, question: "simulate.txt", arguments: ["simulate", path, "--replicates", "1000"]),
            ExpectedAnswer(scenario: name, question: "rank.txt", arguments: ["rank", path, "--replicates", "1000"]),
            ExpectedAnswer(scenario: name, question: "check.txt", arguments: ["check", path, "--replicates", "1000"]),
            ExpectedAnswer(scenario: name, question: "ladder.txt", arguments: ["ladder", path]),
        ]
            + [("txt", "text"), ("md", "markdown"), ("json", "json")].map { ending, format in
                ExpectedAnswer(
                    scenario: name, question: "renegotiate.\(ending)",
                    arguments: ["renegotiate", path, "--replicates", "1000", "--format", format])
            }
    }

    /// A scenario beside another version of it, where `Expected/Compared` has one.
    private static func comparisons(_ name: String) -> [ExpectedAnswer] {
        let folder = "Tests/DominoCommandTests/Expected/Compared"
        guard !repositoryFiles(in: folder, endingWith: "\(name).json").isEmpty else { return [] }
        // The answer tells where the files are: so not where the repository is.
        let files = ["Scenarios/\(name).json", "\(folder)/\(name).json"]
        return [("txt", "text"), ("md", "markdown"), ("json", "json")].map { ending, format in
            ExpectedAnswer(
                scenario: name, question: "compare.\(ending)",
                arguments: ["compare"] + files + ["--replicates", "1000", "--format", format])
        }
    }

    private static func bestPlans(_ name: String, _ path: String) -> [ExpectedAnswer] {
        let arguments = ["mitigate", path, "--replicates", "100", "--time-limit", "3600"]
        return [
            ExpectedAnswer(scenario: name, question: "mitigate.txt", arguments: arguments + ["--frontier"]),
            ExpectedAnswer(
                scenario: name, question: "mitigate.json", arguments: arguments + ["--format", "json"]),
        ]
    }
}

@Suite("Scenarios give the answers kept for them")
struct ExpectedAnswersTests {
    /// `DOMINO_REWRITE=1 swift test --filter ExpectedAnswersTests` writes them anew; the difference is for a reviewer.
    static let rewrites = ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1"

    @Test(
        "what-ifs, renegotiations and comparisons as text, Markdown and JSON; all others as text",
        arguments: ExpectedAnswer.all)
    func answer(_ expected: ExpectedAnswer) throws {
        let result = runProcess(
            dominoBinary, expected.arguments, environment: ["COLUMNS": "80"], directory: repositoryRoot)
        #expect(result.status == 0 || expected.arguments[0] == "check" && result.status == 1)
        // In the portfolio one delivery is overdue, in the deal under way the client's data.
        let told = result.errors.split(separator: "\n").filter { $0.contains(": warning: ") || $0.contains("rror: ") }
        #expect(
            result.errors == ""
                || ["portfolio-500", "in-flight"].contains(expected.scenario)
                    && told.map { $0.suffix(9) } == ["[overdue]"]
        )
        if Self.rewrites { try result.output.write(toFile: expected.path, atomically: true, encoding: .utf8) }
        let kept = try String(contentsOfFile: expected.path, encoding: .utf8)
        #expect(result.output == kept)
    }

    @Test("no answer is kept for a scenario or a question that is gone")
    func nothingIsLeftOver() {
        let known = Set(ExpectedAnswer.all.map(\.path))
        let kept = ["txt", "md", "json"].flatMap {
            repositoryFiles(in: "Tests/DominoCommandTests/Expected", endingWith: ".\($0)")
        }
        for path in kept { #expect(known.contains(path), "\(path)") }
    }
}
