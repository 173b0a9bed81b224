import DominoReference
import DominoTestSupport
import Foundation
import Testing

@Suite(
    "The page's module answers what the command answers, byte for byte",
    .enabled(if: WasmToolchain.onPath("node") != nil, "node, which would run the module, is not on the PATH"))
struct SameBitsTests {
    /// Every question of a page, and the formats it copies. Fewer runs than a page takes: debug builds are slow.
    static func questions(_ file: String, replicates: Int = 200) -> [[String]] {
        let runs = ["--replicates", "\(replicates)"]
        return [
            ["whatif", file, "--format", "json"], ["whatif", file, "--format", "markdown"], ["whatif", file],
            ["check", file, "--format", "json"] + runs, ["check", file, "--format", "markdown"] + runs,
            ["simulate", file, "--format", "json"] + runs, ["rank", file, "--format", "json"] + runs,
            ["mitigate", file, "--frontier", "--format", "json", "--time-limit", "3600"] + runs,
            ["renegotiate", file, "--format", "json"] + runs, ["ladder", file, "--format", "json"],
            ["curve", file, "--format", "json"], ["validate", file, "--format", "json"],
        ]
    }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Nothing is the same here but what the two say: progress is told to a page, and drawn on a terminal.
    static func expectSame(_ runs: [DoorRun]) throws {
        let answers = try DoorRun.answers(of: runs)
        try #require(answers.count == runs.count)
        for (run, answer) in zip(runs, answers) {
            var answer = answer
            answer.progress = []
            let native = try run.native()
            // The texts themselves would be no help in a message.
            let isSame = answer == native
            #expect(
                isSame,
                """
                domino \(run.arguments.joined(separator: " ")): status \(answer.status) and \(native.status), \
                \(answer.failure ?? "no trap"), \(difference(answer.out, native.out)), \
                \(difference(answer.err, native.err))
                """)
        }
    }

    private static func difference(_ one: String, _ other: String) -> String {
        let same = zip(one.utf8, other.utf8).prefix { $0 == $1 }.count
        guard same < max(one.utf8.count, other.utf8.count) else { return "the same text" }
        func place(_ text: String) -> String {
            String(decoding: text.utf8.dropFirst(max(0, same - 40)).prefix(120), as: UTF8.self)
        }
        return "\(place(one)) and \(place(other))"
    }

    @Test("for every scenario that comes with it", arguments: scenarioFiles)
    func scenarios(_ path: String) throws {
        let name = URL(fileURLWithPath: path).lastPathComponent
        // Some include others.
        let folder = try scenarioFiles.map { (URL(fileURLWithPath: $0).lastPathComponent, try Self.text($0)) }
        let files = Dictionary(uniqueKeysWithValues: folder)
        // A build for debugging takes minutes for the best plan among 520 commitments.
        let slow = name == "portfolio-500.json" ? ["mitigate", "renegotiate"] : []
        try Self.expectSame(
            Self.questions(name, replicates: name == "portfolio-500.json" ? 64 : 200)
                .filter { !slow.contains($0[0]) }
                .map { DoorRun(arguments: $0 + ["--quiet", "--as-of", "2026-02-02"], files: files) })
    }

    @Test("for random scenarios, with everything the format has", arguments: 0..<4)
    func randomScenarios(_ part: Int) throws {
        let runs = (0..<15).flatMap { number -> [DoorRun] in
            let seed = UInt64(1 + part * 15 + number)
            let text = randomScenario(seed: seed, commitments: 1 + Int(seed % 14), features: .version2).json()
            return Self.questions("random.json", replicates: 65).map {
                DoorRun(arguments: $0 + ["--quiet"], files: ["random.json": text])
            }
        }
        try Self.expectSame(runs)
    }

    @Test("for tables, exports, comparisons, and what a page asks the command about itself")
    func others() throws {
        func scenario(_ name: String) throws -> String { try Self.text("\(repositoryRoot)/Scenarios/\(name)") }
        let files = [
            "a.json": try scenario("software-go-live.json"), "b.json": try scenario("late-report.json"),
            "plan.csv": try scenario("project-plan.csv"), "plan.xml": try scenario("project-plan.xml"),
            "bad.json": "{ \"domino\": 1, \"commitments\": [ { \"id\": 3 } ], }",
        ]
        let exports = ["dot", "mermaid", "graphml", "csv", "ics"].map { ["export", "a.json", "--format", $0] }
        let asked =
            exports + [
                ["import", "--commitments", "plan.csv"], ["import", "--mspdi", "plan.xml"], ["import", "--help"],
                ["compare", "a.json", "b.json", "--replicates", "65", "--format", "markdown"],
                ["validate", "bad.json", "--format", "json"], ["whatif", "bad.json"], ["whatif", "none.json"],
                ["schema"], ["--help"], ["nonsense"], ["init", "--from", "rush-promise"], ["init", "--help"],
                ["whatif", "a.json", "--slip", "go-live=broken", "--format", "json", "-o", "answer.json"],
            ]
        try Self.expectSame(asked.map { DoorRun(arguments: $0 + ["--quiet"], files: files) })
    }
}
