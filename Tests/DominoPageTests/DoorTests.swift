import DominoTestSupport
import Foundation
import Testing

@Suite(
    "The engine's door",
    .enabled(if: WasmToolchain.onPath("node") != nil, "node, which would run the module, is not on the PATH"))
struct DoorTests {
    static func small(_ name: String) -> String {
        """
        { "domino": 1, "name": "\(name)", "root": "a", "commitments": [
            { "id": "a", "promisor": "us", "promisee": "them", "due": "2026-03-02", "delay": { "pert": [0, 1, 5] } } ] }
        """
    }

    @Test("an answer does not depend on what was asked before, nor on time zone and language")
    func order() throws {
        let text = try String(contentsOfFile: softwareGoLive, encoding: .utf8)
        let runs = SameBitsTests.questions("a.json").map { DoorRun(arguments: $0, files: ["a.json": text]) }
        let answers = try DoorRun.answers(
            of: runs + runs.reversed(), environment: ["TZ": "UTC", "LANG": "C", "PATH": searchPath])
        let apart = try DoorRun.answers(
            of: runs, environment: ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "PATH": searchPath])
        for number in runs.indices {
            #expect(answers[number].failure == nil && answers[number].out != "")
            let others = [answers[answers.count - 1 - number], apart[number]]
            for other in others {
                let isSame = other.status == answers[number].status && other.out == answers[number].out
                #expect(isSame, "\(runs[number].arguments)")
            }
        }
    }

    private var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

    @Test("a file is given, replaced and taken away")
    func files() throws {
        func ask(_ files: [String: String]) -> DoorRun {
            DoorRun(arguments: ["whatif", "a.json", "--slip", "a=1", "--format", "json"], files: files)
        }
        let answers = try DoorRun.answers(
            of: [
                ask([:]), ask(["a.json": Self.small("one")]), ask(["a.json": Self.small("two")]), ask([:]),
                ask(["a.json": Self.small("one"), "": "no name", "ä.json": Self.small("umlaut")]),
            ])
        #expect(answers.map(\.status) == [66, 0, 0, 66, 0])
        #expect(answers[1].out.contains("\"one\"") && answers[2].out.contains("\"two\""))
        #expect(answers[4].out == answers[1].out)
        #expect(answers[0].err.contains("there is no such file"))
    }

    @Test("what a run writes comes back by its name, and only then")
    func writtenFiles() throws {
        let files = ["a.json": Self.small("one")]
        let plain = DoorRun(arguments: ["whatif", "a.json", "--slip", "a=1"], files: files)
        var written = plain
        written.arguments += ["-o", "out.txt"]
        let answers = try DoorRun.answers(of: [plain, written, plain])
        #expect(answers.map(\.files) == [[:], ["out.txt": answers[0].out], [:]])
        #expect(answers[1].out == "" && answers[2] == answers[0])
    }

    @Test("the host's clock says what today is")
    func today() throws {
        let answers = try DoorRun.answers(
            of: ["1999-12-31", "2026-02-28", "2028-02-29"].map {
                DoorRun(
                    arguments: ["whatif", "a.json", "--slip", "a=1", "--format", "json"],
                    files: ["a.json": Self.small("one")], today: $0)
            })
        #expect(answers[1].status == 0 && answers[1].out.contains("\"2026-02-28\""))
        #expect(answers[2].out.contains("\"2028-02-29\""))
    }

    @Test("a host is told how far a run is, and that it has come to its end")
    func progress() throws {
        let text = try String(contentsOfFile: softwareGoLive, encoding: .utf8)
        let runs = ["simulate", "check"].map {
            DoorRun(arguments: [$0, "a.json", "--replicates", "5000"], files: ["a.json": text])
        }
        for answer in try DoorRun.answers(of: runs) {
            #expect(answer.progress.count >= 5)
            // A check has twice as many to run.
            let last = answer.progress.last ?? []
            #expect(last == [5000, 5000] || last == [10_000, 10_000])
            #expect(answer.progress.map { $0[0] ?? 0 } == answer.progress.map { $0[0] ?? 0 }.sorted())
        }
    }

    @Test("arguments of any kind are refused in words, never with a trap")
    func refusals() throws {
        let lines: [[String]] = [
            [], [""], ["whatif"], ["whatif", ""], ["whatif", "a.json", "--slip"], ["--format"],
            ["whatif", "a.json", "--slip", "a=1e400"], ["whatif", "a.json", "--slip", "b=1"], ["\u{1F01E}", "\u{7}"],
            ["simulate", "a.json", "--replicates", "0"],
            ["simulate", "a.json", "--replicates", "999999999999999999999"],
            ["simulate", "a.json", "--seed", "-1"], ["check", "a.json", "--promise", "9999-99-99"],
            ["report", "a.json"], ["mitigate", "a.json", "--time-limit", "nan"],
        ]
        let files = ["a.json": Self.small("one")]
        let answers = try DoorRun.answers(of: lines.map { DoorRun(arguments: $0, files: files) })
        for (line, answer) in zip(lines, answers) {
            #expect(answer.failure == nil, "\(line)")
            #expect(line.isEmpty || answer.status == 64 || answer.status == 66, "\(line): \(answer.status)")
        }
    }
}
