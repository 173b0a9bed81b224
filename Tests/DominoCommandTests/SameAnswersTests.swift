import Dispatch
import DominoReference
import DominoTestSupport
import Foundation
import Synchronization
import Testing

/// What an older command and the built one are asked about one scenario or table.
private struct ComparedCase: Sendable {
    /// What reports call it.
    var name: String
    /// Files that its questions read.
    var files: [String: String] = [:]
    /// The arguments of each question, by the name of the file that keeps its answer.
    var questions: [(file: String, arguments: [String])] = []

    mutating func ask(_ file: String, _ arguments: [String]) { questions.append((file, arguments)) }
}

extension ComparedCase {
    /// Every question to a scenario. The seed chooses slips, plans and options.
    /// - Parameter path: its file; nil to write one.
    init(
        _ name: String, _ scenario: ReferenceScenario, text: String, path: String? = nil, seed: UInt64, replicates: Int
    ) {
        self.name = name
        let file = path ?? "s.json"
        if path == nil { files[file] = text }
        var random = SplitMix64(seed: seed ^ 0x5A3E)
        let question = randomQuestion(for: scenario, seed: seed)
        let commitment = scenario.commitments[random.int(0...scenario.commitments.count - 1)].id
        let day = (scenario.commitments.compactMap(\.due).first ?? ReferenceDate(year: 2026, month: 1, day: 1))
            .adding(days: random.int(-20...20))
        let asOf = scenario.asOf ?? day
        let slips = question.slips.flatMap { ["--slip", Self.written($0)] }
        let plan = question.plan.isEmpty ? [] : ["--plan", question.plan.joined(separator: ",")]
        let tellOn = question.tellOn.map { ["--tell-on", "\($0)"] } ?? []
        let luck = ["--seed", "\(seed)", "--threads", "\(1 + seed % 2)", "--replicates"]
        func sometimes(_ arguments: [String]) -> [String] { random.chance(0.4) ? arguments : [] }

        askScenario(scenario, text, file, &random)
        ask("whatif.json", ["whatif", file, "--format", "json"] + slips + plan + tellOn)
        ask("curve.json", ["curve", file, "--format", "json", "--of", commitment, "--to", "\(random.int(1...60))"])
        let simulate =
            ["simulate", file] + sometimes(slips) + plan + tellOn + sometimes(["--target", commitment])
            + luck + ["\(replicates)"]
        ask("simulate.json", simulate + ["--format", "json"] + sometimes(["--precision", "0.05"]))
        for part in 1...2 { ask("\(part).shard", simulate + ["--shard", "\(part)/2"]) }
        ask("merge.json", ["merge", "old/1.shard", "old/2.shard", "--format", "json"])
        ask(
            "rank.json",
            ["rank", file, "--format", "json", "--days", "\(random.int(1...40))"] + luck + ["\(replicates)"])
        ask(
            "mitigate.json",
            ["mitigate", file, "--format", "json", "--frontier", "--time-limit", "3600"]
                + ["--objective", ["mean", "p90", "p95", "cvar95"][random.int(0...3)]] + sometimes(slips)
                + sometimes(["--budget", "\(random.int(0...40_000))"])
                + sometimes(["--decide-on", "\(asOf.adding(days: random.int(0...30)))"]) + luck + ["\(replicates)"])
        ask(
            "check.json",
            ["check", file, "--format", "json"] + sometimes(["--promise", "\(day)"])
                + sometimes(["--confidence", "0.9", "--stretch", "0.6"]) + sometimes(["--max-mean", "1000"])
                + sometimes(["--max-late", "\(commitment)=0.2"]) + sometimes(plan) + sometimes(slips) + luck
                + ["\(replicates)"])
        ask(
            "renegotiate.json",
            ["renegotiate", file, "--format", "json"] + slips + sometimes(["--known", "\(asOf)"])
                + sometimes(["--confidence", "0.6"]) + luck + ["\(replicates)"])
        ask("compare.json", ["compare", file, "t.json", "--format", "json"] + luck + ["\(replicates)"])
        ask("compare-answers.json", ["compare", "old/simulate.json", "old/merge.json", "--format", "json"])
    }

    /// What needs no simulated run; and the files of the other questions.
    private mutating func askScenario(
        _ scenario: ReferenceScenario, _ text: String, _ file: String, _ random: inout SplitMix64
    ) {
        var other = scenario
        other.commitments[0].due = other.commitments[0].due?.adding(days: 5)
        if !other.mitigations.isEmpty { other.mitigations.removeLast() }
        files["t.json"] = other.json()
        var damaged = Array(text.utf8)
        damaged.remove(at: random.int(0...damaged.count - 1))
        damaged[random.int(0...damaged.count - 1)] = UInt8(ascii: "7")
        files["damaged.json"] = String(decoding: damaged, as: UTF8.self)

        ask("validate.json", ["validate", file, "t.json", "damaged.json", "--format", "json"])
        ask("ladder.json", ["ladder", file, "--format", "json"])
        for format in ["dot", "mermaid", "graphml", "csv"] {
            ask("export.\(format)", ["export", file, "--as", format])
        }
        ask("import.json", ["import", "--commitments", "old/export.csv"])
    }

    private static func written(_ slip: ReferenceSlip) -> String {
        switch slip.shock {
        case .days(let days): "\(slip.commitment)=\(days)"
        case .broken: "\(slip.commitment)=broken"
        }
    }

    /// The scenarios of the repository, some questions to each.
    static func keptScenarios() throws -> [ComparedCase] {
        try scenarioFiles.flatMap { path -> [ComparedCase] in
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let scenario = ReferenceScenario(json: Data(text.utf8))
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let isLarge = scenario.commitments.count > 100
            return (1...UInt64(isLarge ? 1 : 4)).map {
                ComparedCase(
                    "\(name), seed \($0)", scenario, text: text, path: path, seed: $0, replicates: isLarge ? 50 : 1000)
            }
        }
    }

    /// Random scenarios: the same for the same seed.
    static func random(_ seed: UInt64) -> ComparedCase {
        let scenario = randomScenario(seed: seed, commitments: Int(1 + seed % 24))
        return ComparedCase(
            "random scenario \(seed)", scenario, text: scenario.json(), seed: seed, replicates: 200)
    }

    /// The tables and plans kept in the repository, good and bad ones.
    static func keptTables() -> ComparedCase {
        let folders = ["Scenarios", "Tests/DominoScenarioTests/Tables", "Tests/DominoScenarioTests/BadTables"]
        var one = ComparedCase(name: "kept tables")
        for folder in folders {
            for path in ["csv", "xml"].flatMap({ repositoryFiles(in: folder, endingWith: ".\($0)") })
            where !path.hasSuffix(".needs.csv") {
                let needs = String(path.dropLast(4)) + ".needs.csv"
                let arguments =
                    path.hasSuffix("xml")
                    ? ["--mspdi", path]
                    : ["--commitments", path]
                        + (FileManager.default.fileExists(atPath: needs) ? ["--needs", needs] : [])
                let file = "import-\(path.split(separator: "/").suffix(2).joined(separator: "-")).json"
                one.ask(file, ["import", "--format", "json"] + arguments)
                if !path.hasSuffix("xml") {
                    one.ask("dmy-" + file, ["import", "--format", "json", "--dates", "dmy", "--lead", "5"] + arguments)
                }
            }
        }
        return one
    }
}

/// What came of comparing: how many answers, and the first that differ.
private struct ComparisonCounts: Sendable {
    var cases = 0
    var answers = 0
    var sameButForWords = 0
    var differences: [String] = []
    /// How often the older command ended with each status.
    var statuses: [String: Int] = [:]
    var nextCase = 0
}

/// Set `DOMINO_BASELINE` to an older command, and `DOMINO_BINARY` to the newer one unless it is the one just built:
///
///     DOMINO_BASELINE=/path/to/older/domino DOMINO_BINARY=.build/release/domino DOMINO_SAME=2000 \
///         swift test --filter SameAnswers
///
/// `DOMINO_SAME` is the number of random scenarios, 200 without it; `DOMINO_SAME_FROM` the first seed, 1 without it.
@Suite("Two builds give the same answers")
struct SameAnswersTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let baseline = environment["DOMINO_BASELINE"]
    /// Where answers that differ are kept.
    private static let keptFolder = NSTemporaryDirectory() + "domino-same-answers"

    @Test(
        "every JSON answer and every export is the same, byte for byte, but for the wording of messages",
        .enabled(if: baseline != nil))
    func answers() throws {
        let older = try #require(Self.baseline)
        let count = Self.environment["DOMINO_SAME"].flatMap(UInt64.init) ?? 200
        let first = Self.environment["DOMINO_SAME_FROM"].flatMap(UInt64.init) ?? 1
        let kept = try ComparedCase.keptScenarios() + [ComparedCase.keptTables()]
        let total = kept.count + Int(count)
        let counts = Mutex(ComparisonCounts())
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            while true {
                let place = counts.withLock { counts in
                    counts.nextCase += 1
                    return counts.nextCase - 1
                }
                guard place < total else { return }
                let one =
                    place < kept.count ? kept[place] : ComparedCase.random(first + UInt64(place - kept.count))
                do {
                    try Self.compare(one, older, counts)
                } catch {
                    counts.withLock { $0.differences.append("\(one.name): \(error)") }
                }
            }
        }
        let result = counts.withLock { $0 }
        print(
            "Compared \(result.answers) answers about \(result.cases) scenarios and tables: "
                + "\(result.answers - result.differences.count) are the same, \(result.sameButForWords) of them but "
                + "for the wording of messages; \(result.differences.count) differ. Statuses: "
                + result.statuses.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }.joined(separator: ", "))
        for difference in result.differences.prefix(20) { Issue.record("\(difference)") }
        #expect(result.differences.isEmpty)
    }

    /// Asks both commands in the same folder, the older one first: the newer one reads its shards and answers.
    private static func compare(
        _ one: ComparedCase, _ older: String, _ counts: borrowing Mutex<ComparisonCounts>
    ) throws {
        let yard = try Playground(one.files)
        let lines = one.questions.map { question in
            let words = (["$D"] + question.arguments).map { $0 == "$D" ? "\"$D\"" : quoted($0) }
            let file = quoted(question.file)
            return words.joined(separator: " ") + " >\"$O\"/\(file) 2>/dev/null; echo $? \(file) >>\"$O\"/statuses"
        }
        try yard.write((["mkdir \"$O\""] + lines).joined(separator: "\n"), to: "ask.sh")
        for (command, folder) in [(older, "old"), (dominoBinary, "new")] {
            let run = runProcess(
                "/bin/sh", ["ask.sh"],
                environment: ["D": command, "O": folder, "COLUMNS": "80", "PATH": "/usr/local/bin:/usr/bin:/bin"],
                directory: yard.folder)
            try #require(run.status == 0, "cannot ask \(command): \(run.errors)")
        }
        var differences: [String] = []
        var sameButForWords = 0
        for file in ["statuses"] + one.questions.map(\.file) {
            let (old, new) = (bytes("\(yard.folder)/old/\(file)"), bytes("\(yard.folder)/new/\(file)"))
            guard old != new else { continue }
            if withoutWords(old) == withoutWords(new) {
                sameButForWords += 1
                continue
            }
            let arguments = one.questions.first { $0.file == file }?.arguments ?? []
            let place = "\(keptFolder)/\(one.name)".replacingOccurrences(of: ", ", with: "-")
                .replacingOccurrences(of: " ", with: "-")
            try? FileManager.default.removeItem(atPath: place)
            try FileManager.default.createDirectory(atPath: keptFolder, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: yard.folder, toPath: place)
            differences.append("\(one.name), \(file): domino \(arguments.joined(separator: " ")); see \(place)")
        }
        let statuses = String(decoding: bytes("\(yard.folder)/old/statuses"), as: UTF8.self).split(separator: "\n")
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        counts.withLock {
            $0.cases += 1
            for status in statuses { $0.statuses[status, default: 0] += 1 }
            $0.answers += one.questions.count
            $0.sameButForWords += sameButForWords
            $0.differences += differences
        }
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }

    private static func bytes(_ path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }

    /// The bytes of JSON without the strings of `message`, `advice` and `hint`, and without the sentences an import
    /// keeps.
    private static func withoutWords(_ json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var at = 0
        /// Steps over the string that begins at `at`, and returns it.
        func takeString() -> ArraySlice<UInt8> {
            let start = at
            at += 1
            while at < json.count, json[at] != UInt8(ascii: "\"") { at += json[at] == UInt8(ascii: "\\") ? 2 : 1 }
            at = min(at + 1, json.count)
            return json[start..<at]
        }
        var isWording = false
        var isListOfWords = false
        while at < json.count {
            guard json[at] == UInt8(ascii: "\"") else {
                let byte = json[at]
                if byte == UInt8(ascii: "]") { isListOfWords = false }
                if !isListOfWords { result.append(byte) }
                if byte != UInt8(ascii: ":"), byte != UInt8(ascii: " ") { isWording = false }
                at += 1
                continue
            }
            let string = takeString()
            if isListOfWords { continue }
            if isWording {
                isWording = false
                continue
            }
            result += string
            isWording = ["\"message\"", "\"advice\"", "\"hint\""].contains { string.elementsEqual($0.utf8) }
            isListOfWords = string.elementsEqual("\"guesses\"".utf8)
        }
        return result
    }

    @Test("the wording of messages is masked, and nothing else")
    func masking() {
        func masked(_ text: String) -> String { String(decoding: Self.withoutWords(Array(text.utf8)), as: UTF8.self) }
        #expect(masked(#"{ "message": "a \" b", "x": "message" }"#) == #"{ "message": , "x": "message" }"#)
        #expect(masked(#"{ "hint": null, "a": "c" }"#) == #"{ "hint": null, "a": "c" }"#)
        #expect(masked(#"{ "guesses": [ "a", "b" ], "c": [ "d" ] }"#) == #"{ "guesses"], "c": [ "d" ] }"#)
    }
}
