import DominoAnalysis
import DominoReport
import DominoScenario
import DominoTestSupport
import Foundation
import Testing

/// An input for a target: a seed to begin fuzzing with, or one that broke a law before it was mended.
struct FuzzInput: Sendable, CustomTestStringConvertible {
    let target: FuzzTarget
    /// Its path in `Tests/DominoFuzzTests`.
    let path: String

    static let folder = "Tests/DominoFuzzTests"

    /// Those of one of the folders `Seeds` and `Findings`.
    static func all(in kind: String) -> [FuzzInput] {
        FuzzTarget.allCases.flatMap { target in
            repositoryFiles(in: "\(folder)/\(kind)/\(target.rawValue)", endingWith: "").map { path in
                FuzzInput(target: target, path: String(path.dropFirst("\(repositoryRoot)/\(folder)/".count)))
            }
        }
    }

    var testDescription: String { path }

    func bytes() throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(repositoryRoot)/\(Self.folder)/\(path)")))
    }
}

/// What `run.sh` does for hours with libFuzzer and the address sanitizer, done here for the inputs kept and some damage
/// to each: no crash, and no law broken.
@Suite("A way into Domino keeps its laws")
struct ReplayTests {
    @Test("for an input to begin fuzzing with", arguments: FuzzInput.all(in: "Seeds"))
    func seeds(_ input: FuzzInput) throws { #expect(input.target.faults(of: try input.bytes()) == []) }

    @Test("for an input that broke one", arguments: FuzzInput.all(in: "Findings"))
    func findings(_ input: FuzzInput) throws { #expect(input.target.faults(of: try input.bytes()) == []) }

    @Test("for nothing at all, and for a byte", arguments: FuzzTarget.allCases)
    func nothing(_ target: FuzzTarget) {
        #expect(target.faults(of: []) == [])
        for byte in 0...UInt8.max { #expect(target.faults(of: [byte]) == []) }
    }

    /// A scenario of every figure, in two parts, written by another hand each time the layout of shards changes:
    /// `DOMINO_REWRITE=1 swift test --filter ReplayTests`.
    @Test("and the seeds of shards are as shards are written now")
    func shards() throws {
        let path = "\(repositoryRoot)/\(FuzzInput.folder)/Seeds/scenario/small.json"
        let contents = Array(try #require(FileManager.default.contents(atPath: path)))
        let loaded = loadScenario(path: "a.json", contents: contents, include: noInclude)
        var scenario = try #require(loaded.scenario)
        let question = SimulateQuestion(
            slips: [Slip(commitment: 0, days: 2)], asOf: Day(year: 2026, month: 2, day: 2), replicates: 70, target: 1)
        scenario.sources = loaded.sources
        for number in 1...2 {
            let place = ShardPlace(number, of: 2)
            let part = simulatePart(
                question, place.range(of: 70), in: compile(scenario), threads: 1)
            let files = scenario.sources.shardFiles
            let shard = Shard(
                version: shardVersion, place: place,
                question: ShardQuestion(question, of: scenario, files: files, asOfIsToday: false), files: files,
                part: part)
            let kept = "\(repositoryRoot)/\(FuzzInput.folder)/Seeds/shard/part-\(number).json"
            if ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1" {
                try shardJSON(shard).write(toFile: kept, atomically: true, encoding: .utf8)
            }
            #expect(try String(contentsOfFile: kept, encoding: .utf8) == shardJSON(shard))
        }
    }
}
