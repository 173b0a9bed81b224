import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

@Suite("Templates")
struct TemplateTests {
    @Test("are the files of Scenarios, to the byte", arguments: ScenarioTemplate.all.map(\.name))
    func texts(_ name: String) throws {
        let file = try String(contentsOfFile: "\(repositoryRoot)/Scenarios/\(name).json", encoding: .utf8)
        #expect(ScenarioTemplate.named(name)?.text == file)
    }

    @Test("are all the files of Scenarios but the one for size, and say which others they include")
    func all() throws {
        let names = scenarioFiles.compactMap { $0.split(separator: "/").last.map { String($0.dropLast(5)) } }
        #expect(ScenarioTemplate.all.map(\.name).sorted() == names.filter { $0 != "portfolio-500" }.sorted())
        for template in ScenarioTemplate.all {
            for other in names {
                #expect(template.text.contains("[\"\(other).json\"]") == template.includes.contains(other))
            }
        }
    }
}

@Suite("The starter scenario")
struct StarterTests {
    @Test(
        "keeps the distances between its dates in working days",
        arguments: [
            (Day(year: 2026, month: 2, day: 2), ["2026-02-02", "2026-02-16", "2026-03-09", "2026-03-23"]),
            (Day(year: 2026, month: 2, day: 7), ["2026-02-09", "2026-02-23", "2026-03-16", "2026-03-30"]),
            (Day(year: 2024, month: 2, day: 28), ["2024-02-28", "2024-03-13", "2024-04-03", "2024-04-17"]),
        ])
    func dates(_ asOf: Day, _ expected: [String]) {
        let words = starterScenario(asOf: asOf).split(separator: "\"").map(String.init)
        let dates = words.filter { if case .day = readDay($0) { true } else { false } }
        #expect(dates == expected)
    }

    @Test("is a valid scenario without a remark")
    func valid() {
        let text = starterScenario(asOf: Day(year: 2026, month: 2, day: 2))
        let loaded = loadScenario(path: "starter.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        #expect(loaded.scenario != nil && loaded.diagnostics.isEmpty)
    }
}
