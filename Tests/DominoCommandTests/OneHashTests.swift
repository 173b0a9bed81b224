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

    /// One line of the shell for each command: all answers, in all formats, one behind the other.
    private static let everyCommand =
        [
            "whatif deal.json --tell-on 2026-06-01 --plan two-numbers --format", "curve deal.json --format",
            "simulate deal.json --replicates 100 --format", "rank deal.json --replicates 100 --format",
            "mitigate deal.json --replicates 100 --time-limit 60 --frontier --format",
            "check deal.json --replicates 100 --format", "renegotiate deal.json --replicates 100 --format",
            "ladder deal.json --format", "compare deal.json other.json --replicates 100 --format",
            "validate deal.json bad.json --format",
        ].flatMap { line in formats.map { "\(line) \($0)" } }
        + ["dot", "mermaid", "graphml", "csv"].map { "export deal.json --as \($0)" }
        + ["report deal.json --replicates 100", "schema", "completions zsh", "import --commitments deal.csv"]

    /// A dictionary has another order in every process: whatever hangs on one shows here.
    @Test("twenty process starts, of every command in every format, each in other surroundings")
    func processStarts() throws {
        let deal = try Self.scenario.get()
        let yard = try Playground([
            "deal.json": deal, "other.json": deal.replacing("\"days\": 6", with: "\"days\": 8"),
            "bad.json": deal.replacing("\"promisor\"", with: "\"promiser\"").replacing("\"id\"", with: "\"name\""),
        ])
        #expect(yard.domino("export", "deal.json", "--as", "csv", "--output", "deal.csv").status == 0)
        let lines = Self.everyCommand.map { "\"$D\" \($0) --quiet 2>&1; echo \"ended: $?\"" }.joined(separator: "\n")
        var hashes: Set<String> = []
        for start in 0..<20 {
            let surroundings = Self.surroundings[start % Self.surroundings.count]
            let run = runProcess(
                "/bin/sh", ["-c", lines],
                environment: surroundings.merging(["D": quickBinary, "COLUMNS": "100"]) { given, _ in given },
                directory: yard.folder)
            if start == 0 {
                // Every command has answered: 1 is what an unsafe promise ends with, 65 what a bad file does.
                let statuses = run.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("ended: ") }
                #expect(statuses.count == Self.everyCommand.count)
                #expect(run.standardOutput.count > 200_000)
                #expect(statuses.allSatisfy { ["ended: 0", "ended: 1", "ended: 65"].contains($0) }, "\(statuses)")
            }
            hashes.insert(SHA256.hexadecimal(of: run.standardOutput))
        }
        #expect(hashes.count == 1, "\(hashes.count) different answers")
    }
}
