import DominoEngine
import DominoScenario
import DominoTestSupport
import Foundation
import Testing

@testable import DominoAnalysis

@Suite("Parts of a simulation, made anywhere and put together in any order, are the whole one")
struct ShardTests {
    @Test("parts hold every replicate once, in whole blocks, as evenly as blocks allow")
    func ranges() {
        for replicates in [1, 63, 64, 65, 1000, 4096, 10_000, 999_999_999, 1_000_000_000] {
            for parts in [1, 2, 3, 5, 7, 8, 16, 17, 100, 157, 1000] {
                var next = 0
                var counts: [Int] = []
                for number in 1...parts {
                    let range = ReplicateRange.part(number, of: parts, replicates: replicates)
                    #expect(range.first == next && (range.first.isMultiple(of: 64) || range.count == 0))
                    counts.append(range.count)
                    next += range.count
                }
                #expect(next == replicates, "\(replicates) in \(parts)")
                #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 127, "\(replicates) in \(parts)")
            }
        }
    }

    /// Questions that fill every column there is.
    struct Asked: Sendable, CustomTestStringConvertible {
        var file: String
        var plan: [String] = []
        var target: String?
        var keepsSlips = true
        var testDescription: String {
            "\(file), \(keepsSlips ? "slips kept" : "slips counted"), target \(target ?? "none")"
        }
    }

    static let questions = [
        Asked(file: "late-report.json"),
        Asked(file: "late-report.json", keepsSlips: false),
        Asked(file: "software-go-live.json", plan: ["two-regions-first"], target: "go-live"),
        Asked(file: "software-go-live.json", plan: ["two-regions-first"], target: "go-live", keepsSlips: false),
    ]

    @Test("merged in any order, and by way of their bytes", arguments: questions)
    func merging(_ asked: Asked) throws {
        let run = try PartRun(asked)
        let whole = run.part(ReplicateRange(first: 0, count: PartRun.replicates))
        for parts in [1, 2, 3, 7, 16, 20] {
            let shards = try (1...parts).map { number in
                let place = ShardPlace(number, of: parts)
                let part = run.part(place.range(of: PartRun.replicates))
                let read = try #require(SimulationPart(part.range) { part.bytes(of: $0) })
                #expect(isSame(read, part))
                return run.shard(place, read)
            }
            for order in [shards, shards.reversed(), shuffled(shards, seed: UInt64(parts))] {
                #expect(faults(inMerging: order) == [])
                #expect(misfits(order, run.question, in: run.compiled) == run.expectedMisfits(parts))
                #expect(isSame(merged(order), whole), "\(parts) parts")
            }
        }
    }

    /// Whether two parts have the same bits.
    func isSame(_ one: SimulationPart, _ other: SimulationPart) -> Bool {
        one.range == other.range
            && ShardColumn.allCases.allSatisfy { one.bytes(of: $0) == other.bytes(of: $0) }
    }

    func shuffled(_ shards: [Shard], seed: UInt64) -> [Shard] {
        var keyed = shards.enumerated().map {
            (key: UInt64($0.offset + 1) &* (seed &* 0x9E37_79B9_7F4A_7C15), $0.element)
        }
        keyed.sort { $0.key < $1.key }
        return keyed.map(\.1)
    }

    @Test("columns that do not fit each other are refused")
    func misfittingColumns() throws {
        let run = try PartRun(Self.questions[2])
        let part = run.part(ReplicateRange(first: 64, count: 64))
        for changed in ShardColumn.allCases {
            let bytes = part.bytes(of: changed)
            // One byte more is no number; and no column may lack its last number, empty ones apart.
            let longer = SimulationPart(part.range) { $0 == changed ? bytes + [0] : part.bytes(of: $0) }
            #expect(longer == nil, "\(changed) with a byte more")
            guard !bytes.isEmpty else { continue }
            let shorter = SimulationPart(part.range) { $0 == changed ? [] : part.bytes(of: $0) }
            // Without scores, or a target, a part is one of another scenario or question, which shows beside that.
            #expect(shorter == nil || changed == .target || changed == .score, "\(changed) without its numbers")
        }
    }

    // MARK: Sets of shards

    /// Parts, and what is wrong with them together.
    struct SetCase: Sendable, CustomTestStringConvertible {
        var parts: [(Int, Int)]
        var faults: [MergeFault]
        var testDescription: String { parts.map { "\($0.0)/\($0.1)" }.joined(separator: " ") }
    }

    /// Of 1,000 replicates: 16 blocks.
    static let sets = [
        SetCase(parts: [(1, 1)], faults: []),
        SetCase(parts: [(2, 2), (1, 2)], faults: []),
        SetCase(parts: [(1, 4), (2, 4), (2, 2)], faults: []),
        SetCase(parts: [(1, 2)], faults: [.missing(ReplicateRange(first: 512, count: 488), parts: 2...2, of: 2)]),
        SetCase(parts: [(2, 2)], faults: [.missing(ReplicateRange(first: 0, count: 512), parts: 1...1, of: 2)]),
        SetCase(
            parts: [(4, 4), (1, 4)], faults: [.missing(ReplicateRange(first: 256, count: 512), parts: 2...3, of: 4)]),
        SetCase(
            parts: [(2, 4), (4, 4)],
            faults: [
                .missing(ReplicateRange(first: 0, count: 256), parts: 1...1, of: 4),
                .missing(ReplicateRange(first: 512, count: 256), parts: 3...3, of: 4),
            ]),
        SetCase(parts: [(1, 2), (2, 2), (1, 2)], faults: [.twice(ReplicateRange(first: 0, count: 512), 0, 2)]),
        SetCase(parts: [(2, 4), (1, 1)], faults: [.twice(ReplicateRange(first: 256, count: 256), 0, 1)]),
        SetCase(
            parts: [(1, 3), (2, 2)],
            faults: [.missing(ReplicateRange(first: 320, count: 192), parts: nil, of: 3)]),
        SetCase(
            parts: [(2, 3), (1, 2), (2, 2)],
            faults: [
                .twice(ReplicateRange(first: 320, count: 192), 0, 1),
                .twice(ReplicateRange(first: 512, count: 128), 0, 2),
            ]),
        SetCase(parts: [(1, 1), (1, 20), (1, 20)], faults: [.samePart(ShardPlace(1, of: 20), 1, 2)]),
        SetCase(parts: [(1, 1), (1, 20), (6, 20)], faults: []),
    ]

    @Test("gaps, overlaps and parts given twice are found", arguments: sets)
    func coverage(_ one: SetCase) throws {
        let run = try PartRun(Self.questions[0])
        let shards = one.parts.map { number, count in
            let place = ShardPlace(number, of: count)
            let part = SimulationPart(
                range: place.range(of: PartRun.replicates),
                tally: TallySum(Tally(commitments: 0, entries: 0, figures: .causes)),
                totals: [], slips: .none)
            return run.shard(place, part)
        }
        #expect(faults(inMerging: shards) == one.faults)
    }

    @Test("a shard of another question is named with what differs from most")
    func differences() throws {
        let run = try PartRun(Self.questions[2])
        let shard = run.shard(ShardPlace(1, of: 1), run.part(ReplicateRange(first: 0, count: 64)))
        func check(_ difference: ShardDifference, _ change: (inout ShardQuestion) -> Void) {
            var other = shard
            change(&other.question)
            #expect(faults(inMerging: [other, shard, shard]) == [.different(0, from: 1, difference)])
        }
        let monday = Day(year: 2026, month: 8, day: 10)
        check(.scenario("Calder", shard.question.name, isEdited: false)) { ($0.name, $0.scenario) = ("Calder", "0") }
        check(.scenario(shard.question.name, shard.question.name, isEdited: true)) { $0.scenario = "0" }
        check(.replicates(64, PartRun.replicates)) { $0.replicates = 64 }
        check(.seed(2, 1)) { $0.seed = 2 }
        check(.slips("go-live=broken", "")) { $0.slips = [.init(commitment: "go-live", days: .infinity)] }
        check(.slips("go-live=1.5", "")) { $0.slips = [.init(commitment: "go-live", days: 1.5)] }
        check(.moves("go-live=30.0", "")) { $0.moves = [.init(commitment: "go-live", days: 30)] }
        check(.plan("", "two-regions-first")) { $0.plan = [] }
        check(.toldOn(monday, nil)) { $0.toldOn = monday }
        check(.asOf(Day(year: 2026, month: 8, day: 11), monday, fromClock: false)) {
            $0.asOf = Day(year: 2026, month: 8, day: 11)
        }
        check(.asOf(monday, monday, fromClock: true)) { $0.asOfIsToday = true }
        check(.target(nil, "go-live")) { $0.target = nil }
        check(.excludesOne(false, true)) { $0.excludesOne = false }
        // A composed and a decomposed accent are two ids, though Swift's strings are equal.
        check(.target("caf\u{E9}", "go-live")) { $0.target = "caf\u{E9}" }
        var (composed, decomposed) = (shard, shard)
        composed.question.target = "caf\u{E9}"
        decomposed.question.target = "cafe\u{301}"
        #expect(faults(inMerging: [composed, decomposed]).count == 1)
    }

    @Test("what a scenario is known by: every byte and which file it is in, but not where the files lie")
    func scenarioHashes() {
        func hash(_ files: [String]) -> String {
            scenarioHash(files.enumerated().map { ShardFile(path: "\($0.offset)", contents: Array($0.element.utf8)) })
        }
        #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
        #expect(hash(["ab", "c"]) != hash(["abc"]))
        #expect(hash(["abc"]) != hash(["abd"]))
        #expect(hash([]) != hash([""]))
        let moved = scenarioHash([ShardFile(path: "elsewhere", contents: Array("abc".utf8))])
        #expect(moved == hash(["abc"]))
    }
}

/// A scenario of the repository, and parts of a run of it.
struct PartRun {
    static let replicates = 1000
    let asked: ShardTests.Asked
    let scenario: Scenario
    let compiled: Compiled
    let question: SimulateQuestion
    private let replication: Replication

    init(_ asked: ShardTests.Asked) throws {
        self.asked = asked
        let path = try #require(repositoryFiles(in: "Scenarios", endingWith: asked.file).first)
        let contents = Array(try #require(FileManager.default.contents(atPath: path)))
        let loaded = loadScenario(path: path, contents: contents) { _ in .unreadable(reason: "no includes") }
        let scenario = try #require(loaded.scenario)
        self.scenario = scenario
        compiled = compile(scenario)
        let places = asked.plan.compactMap { id in
            scenario.mitigations.firstIndex { scenario.string($0.id) == id }.map { MitigationIndex($0) }
        }
        try #require(places.count == asked.plan.count)
        question = SimulateQuestion(
            plan: places, asOf: try #require(scenario.asOf), replicates: Self.replicates,
            target: asked.target.flatMap { id in
                scenario.commitments.firstIndex { scenario.string($0.id) == id }.map { CommitmentIndex($0) }
            })
        try #require((question.target != nil) == (asked.target != nil))
        replication = DominoAnalysis.replication(
            of: compiled.question(plan: places), seed: question.seed, figures: .causes, in: compiled)
    }

    /// A part, with slips kept or counted as asked, whatever the limit says.
    func part(_ range: ReplicateRange) -> SimulationPart {
        run(
            replication, range,
            RunOptions(
                slips: .all, cones: exclusionCones(for: replication.whole),
                target: question.target.flatMap { compiled.rank(of: $0) }),
            keepsSlips: asked.keepsSlips, threads: 2
        ) { _ in }
    }

    func shard(_ place: ShardPlace, _ part: SimulationPart) -> Shard {
        let files = scenario.sources.shardFiles
        return Shard(
            version: "1", place: place,
            question: ShardQuestion(question, of: scenario, files: files, asOfIsToday: false), files: files, part: part)
    }

    /// So few replicates are always kept, so parts that only count them are found not to fit.
    func expectedMisfits(_ parts: Int) -> [MergeFault] { asked.keepsSlips ? [] : (0..<parts).map { .misfit($0) } }
}
