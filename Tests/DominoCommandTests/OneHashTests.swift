import DominoAnalysis
import DominoTestSupport
import Foundation
import Testing

@Suite("One run has one hash, whoever computes it")
struct OneHashTests {
    /// A build and a number of threads.
    struct Machine: Sendable, CustomTestStringConvertible {
        var configuration: Configuration
        var threads: Int
        var testDescription: String { "\(configuration.rawValue), \(threads) threads" }
    }

    static let machines = Configuration.allCases.flatMap { configuration in
        [1, 2, 3, 8].map { Machine(configuration: configuration, threads: $0) }
    }

    /// Where a machine may stand, and what it may speak.
    static let surroundings: [[String: String]] = [
        ["TZ": "UTC", "LANG": "C", "LC_ALL": "C"],
        ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
        ["TZ": "America/Anchorage", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"],
        ["TZ": "Asia/Kathmandu", "LANG": "ar_SA.UTF-8"],
        [:],
    ]

    /// The file every run is of: risks, factors, plans that may fail.
    private static let scenario = Result {
        try String(contentsOfFile: "\(repositoryRoot)/Scenarios/late-report.json", encoding: .utf8)
    }
    private static let question = ["--replicates", "500", "--target", "report", "--plan", "outside-analyst", "--quiet"]
    private static let formats = ["text", "json", "markdown"]

    /// Hashes of the tests' own build on one thread in one go: those of all.
    private static let expected = Result {
        let yard = try Playground(["deal.json": try scenario.get()])
        return formats.map { format in
            let run = yard.domino(["simulate", "deal.json", "--threads", "1", "--format", format] + question)
            #expect(run.status == 0 && run.errors == "" && run.output.count > 1000)
            return SHA256.hexadecimal(of: run.standardOutput)
        }
    }

    @Test("threads, shards merged in mixed order, debug and release, time zone and language", arguments: machines)
    func oneHash(_ machine: Machine) throws {
        let yard = try Playground(["deal.json": try Self.scenario.get()])
        let binary = try machine.configuration.binary
        let expected = try Self.expected.get()
        var runs = 0
        /// Runs it, each time in other surroundings.
        func domino(_ arguments: [String]) -> [UInt8] {
            let surroundings = Self.surroundings[(runs + machine.threads) % Self.surroundings.count]
            runs += 1
            let run = runProcess(
                binary, arguments, environment: surroundings.merging(["COLUMNS": "100"]) { given, _ in given },
                directory: yard.folder)
            #expect(run.status == 0 && run.errors == "", "\(arguments) in \(surroundings): \(run.errors)")
            return run.standardOutput
        }
        let threads = ["--threads", "\(machine.threads)"]
        for (format, hash) in zip(Self.formats, expected) {
            let whole = domino(["simulate", "deal.json", "--format", format] + threads + Self.question)
            #expect(SHA256.hexadecimal(of: whole) == hash, "in one go as \(format), \(machine.testDescription)")
        }
        for count in [1, 2, 7] {
            let shards = (1...count).map { "\($0)-\(count).shard" }
            for (place, shard) in shards.enumerated() {
                _ = domino(
                    ["simulate", "deal.json", "--shard", "\(place + 1)/\(count)", "--output", shard] + threads
                        + Self.question)
            }
            // 0 3 6 2 5 1 4 of seven.
            let mixed = (0..<count).map { shards[$0 * 3 % count] }
            for (format, hash) in zip(Self.formats, expected) {
                let merged = SHA256.hexadecimal(of: domino(["merge"] + mixed + ["--format", format]))
                #expect(merged == hash, "\(count) shards as \(format), \(machine.testDescription)")
            }
        }
    }
}
