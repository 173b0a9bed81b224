import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

@Suite("Templates")
struct TemplateTests {
    /// `DOMINO_REWRITE=1 swift test --filter TemplateTests` writes the sources anew from `Scenarios`.
    static let rewrites = ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1"

    @Test("are the files of Scenarios, to the byte", arguments: ScenarioTemplate.all.map(\.name))
    func texts(_ name: String) throws {
        let file = try String(contentsOfFile: "\(repositoryRoot)/Scenarios/\(name).json", encoding: .utf8)
        if Self.rewrites { try rewrite(name, file) }
        #expect(ScenarioTemplate.named(name)?.text == file)
    }

    @Test("are all the files of Scenarios, and say which others they include")
    func all() throws {
        let names = repositoryFiles(in: "Scenarios", endingWith: ".json").compactMap {
            $0.split(separator: "/").last.map { String($0.dropLast(5)) }
        }
        #expect(ScenarioTemplate.all.map(\.name).sorted() == names.sorted())
        for template in ScenarioTemplate.all {
            for other in names {
                #expect(template.text.contains("[\"\(other).json\"]") == template.includes.contains(other))
            }
        }
    }

    private func rewrite(_ name: String, _ file: String) throws {
        let parts = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let type = parts.joined()
        let variable = type.prefix(1).lowercased() + type.dropFirst()
        let lines = file.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
        let text = """
            // The text of Scenarios/\(name).json as one file; a test holds the two equal and writes this one anew.

            let \(variable)Text = #\"\"\"
            \(lines.joined(separator: "\n"))
                \"\"\"#

            """
        try text.write(
            toFile: "\(repositoryRoot)/Sources/DominoScenario/Templates/\(type).swift", atomically: true,
            encoding: .utf8)
    }
}
