import DominoTestSupport
import Foundation
import Testing

/// A scenario of the repository with uncertainty, a folder to work in, and shards of a short run.
private struct ShardYard {
    static let replicates = ["--replicates", "1000"]
    let yard: Playground

    init(_ scenario: String = "late-report.json") throws {
        let path = try #require(repositoryFiles(in: "Scenarios", endingWith: scenario).first)
        yard = try Playground(["deal.json": try String(contentsOfFile: path, encoding: .utf8)])
    }

    /// Writes one part and gives its name.
    @discardableResult
    func shard(_ number: Int, of count: Int, _ more: String..., name: String? = nil) -> String {
        let name = name ?? "\(number)-\(count).shard"
        let result = yard.domino(
            ["simulate", "deal.json", "--shard", "\(number)/\(count)", "--output", name] + Self.replicates + more)
        #expect(result.status == 0 && result.output == "" && result.errors == "")
        return name
    }

    func shards(of count: Int, _ more: String...) -> [String] {
        (1...count).map { number in
            let name = "\(number)-\(count).shard"
            let result = yard.domino(
                ["simulate", "deal.json", "--shard", "\(number)/\(count)", "--output", name] + Self.replicates + more)
            #expect(result.status == 0 && result.output == "" && result.errors == "")
            return name
        }
    }

    func merge(_ shards: [String], _ more: String...) -> ProcessResult { yard.domino(["merge"] + shards + more) }
}

@Suite("Shards: one run on many machines")
struct ShardCommandTests {
    @Test("all that can be asked travels with the shard: slip, plan, telling, target, seed, day")
    func questionTravels() throws {
        let one = try ShardYard()
        let options = [
            "--slip", "report=4", "--plan", "outside-analyst,two-numbers", "--tell-on", "2026-06-03", "--target",
            "board-decision", "--seed", "18446744073709551615", "--as-of", "2026-06-02", "--replicates", "700", "-q",
        ]
        for number in 1...3 {
            let result = one.yard.domino(
                ["simulate", "deal.json", "--shard", "\(number)/3", "-o", "\(number).shard"] + options)
            #expect(result.status == 0 && result.errors == "")
        }
        try FileManager.default.removeItem(atPath: "\(one.yard.folder)/deal.json")
        let merged = one.merge(["3.shard", "1.shard", "2.shard"], "--format", "json")
        let again = try ShardYard()
        #expect(merged.output == again.yard.domino(["simulate", "deal.json", "--format", "json"] + options).output)
        #expect(merged.output.contains(#""seed": 18446744073709551615"#))
    }

    @Test("included files travel too, and a scenario from standard input")
    func filesTravel() throws {
        let shared =
            #"{ "domino": 1, "name": "", "commitments": [ { "id": "team", "promisor": "a", "promisee": "b", "#
            + #""due": "2026-03-02", "delay": { "uniform": [0, 9] } } ] }"#
        let deal =
            #"{ "domino": 1, "name": "Deal", "asOf": "2026-02-02", "include": ["../shared.json"], "commitments": [ "#
            + #"{ "id": "b", "promisor": "b", "promisee": "c", "due": "2026-03-02", "work": 1, "needs": [ "#
            + #"{ "commitment": "team" } ], "damage": [ { "kind": "money", "perDay": 10 } ] } ] }"#
        let yard = try Playground(["shared.json": shared])
        try FileManager.default.createDirectory(atPath: "\(yard.folder)/deals", withIntermediateDirectories: true)
        try yard.write(deal, to: "deals/deal.json")
        let whole = yard.domino("simulate", "deals/deal.json", "--format", "json")
        #expect(whole.status == 0)
        // One part by the file's path, the other by standard input: where the files lie does not matter.
        #expect(yard.domino("simulate", "deals/deal.json", "--shard", "1/2", "-o", "1.shard").status == 0)
        try FileManager.default.createDirectory(atPath: "\(yard.folder)/deals/here", withIntermediateDirectories: true)
        let inside = yard.shell("cd deals && $D simulate - --shard 2/2 -o ../2.shard < deal.json")
        #expect(inside.status == 0 && inside.errors == "")
        try FileManager.default.removeItem(atPath: "\(yard.folder)/deals")
        try FileManager.default.removeItem(atPath: "\(yard.folder)/shared.json")
        #expect(yard.domino("merge", "2.shard", "1.shard", "--format", "json").output == whole.output)
        #expect(yard.domino("merge", "1.shard", "2.shard", "--format", "json").output == whole.output)
        let piped = yard.shell("cat 2.shard | $D merge 1.shard - --format json")
        #expect(piped.output == whole.output)
    }

    @Test("a part that is there whole is not computed again; one that is damaged or of another run is")
    func resuming() throws {
        let one = try ShardYard()
        let name = one.shard(2, of: 4)
        let written = try #require(one.yard.text(name))
        func run(_ more: String...) -> ProcessResult {
            one.yard.domino(
                ["simulate", "deal.json", "--shard", "2/4", "--output", name] + ShardYard.replicates + more)
        }
        let again = run()
        #expect(again.status == 0 && again.errors == "note: \(name) holds part 2/4 already; nothing is computed\n")
        #expect(run("--quiet").errors == "")
        try one.yard.write(String(written.dropLast(100)), to: name)
        #expect(run().errors == "" && one.yard.text(name) == written)
        #expect(run("--seed", "2").errors == "" && one.yard.text(name) != written)
        #expect(run().errors == "" && one.yard.text(name) == written)
        let edited = try #require(one.yard.text("deal.json")) + " "
        try one.yard.write(edited, to: "deal.json")
        #expect(run().errors == "" && one.yard.text(name) != written)
    }

    @Test("a note tells whoever leaves the day to the clock")
    func clock() throws {
        let yard = try Playground(["a.json": sampleScenario.replacing(#""asOf": "2026-02-02", "#, with: "")])
        let noted = yard.domino("simulate", "a.json", "--shard", "1/1", "-o", "a.shard")
        #expect(noted.status == 0 && noted.errors.contains("--as-of"))
        #expect(yard.domino("merge", "a.shard").output.isEmpty == false)
        let asked = yard.domino("simulate", "a.json", "--shard", "1/1", "-o", "b.shard", "--as-of", "2026-02-02")
        #expect(asked.status == 0 && asked.errors == "")
        let mixed = yard.domino("merge", "a.shard", "b.shard")
        #expect(mixed.status == 65 && mixed.errors.contains("Give --as-of"))
    }
}

@Suite("Shards that make no run are refused, with what is wrong and what to do")
struct ShardRefusalTests {
    @Test("a damaged shard is refused, whichever of its bytes it is, and nothing is written")
    func damage() throws {
        let one = try ShardYard()
        let shards = one.shards(of: 2)
        let whole = Array(try #require(one.yard.text(shards[0])).utf8)
        func check(_ bytes: [UInt8], _ what: String, _ sentence: String) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(one.yard.folder)/\(shards[0])"))
            let result = one.merge(shards, "--output", "answer.txt")
            #expect(result.status == 65 && result.output == "", "\(what)")
            #expect(result.errors.hasPrefix("Error: \(shards[0]): ") && result.errors.contains(sentence), "\(what)")
            #expect(one.yard.text("answer.txt") == nil, "\(what)")
        }
        for count in stride(from: 0, to: whole.count, by: 997) {
            try check(Array(whole[..<count]), "\(count) bytes", count == 0 ? "it is empty" : "its end is missing")
        }
        for place in stride(from: 500, to: whole.count - 100, by: 2503) {
            var flipped = whole
            flipped[place] ^= 1
            try check(
                flipped, "byte \(place)", "its checksum differs. Copy it again, or make it again with --shard 1/2")
        }
    }

    /// What makes a second shard one of another run, and how it is told.
    static let mixtures: [(options: [String], sentence: String)] = [
        (["--seed", "2"], "2.shard has the seed 2, and 1.shard the seed 1"),
        (["--replicates", "2000"], "2.shard is a part of 2,000 runs, and 1.shard of 1,000 runs"),
        (["--slip", "report=3"], "2.shard lets slip report=3.0, and 1.shard nothing"),
        (["--plan", "two-numbers"], "2.shard has in force two-numbers, and 1.shard nothing"),
        (["--tell-on", "2026-06-02"], "2.shard tells on 2026-06-02, and 1.shard nobody"),
        (["--as-of", "2026-06-02"], "2.shard is of 2026-06-02, and 1.shard of 2026-06-01"),
        (["--target", "report"], "2.shard looks for the causes of report, and 1.shard nothing"),
    ]

    @Test("a mixture is refused", arguments: mixtures)
    func mixture(_ options: [String], _ sentence: String) throws {
        let one = try ShardYard()
        let run = ["simulate", "deal.json", "--quiet"] + ShardYard.replicates
        #expect(one.yard.domino(run + ["--shard", "1/2", "-o", "1.shard"]).status == 0)
        #expect(one.yard.domino(run + ["--shard", "2/2", "-o", "2.shard"] + options).status == 0)
        let result = one.merge(["1.shard", "2.shard"])
        #expect(result.status == 65 && result.output == "")
        #expect(result.errors == "Error: \(sentence).\n")
    }

    @Test("an edited scenario is told from another one")
    func scenarios() throws {
        let one = try ShardYard()
        let first = one.shard(1, of: 2)
        let text = try #require(one.yard.text("deal.json"))
        try one.yard.write(text + "\n", to: "deal.json")
        let edited = one.shard(2, of: 2)
        #expect(one.merge([first, edited]).errors.contains("it was edited in between"))
        try one.yard.write(sampleScenario, to: "deal.json")
        let other = one.shard(2, of: 2, name: "other.shard")
        let result = one.merge([first, other])
        #expect(result.status == 65 && result.errors.contains(#"other.shard is of the scenario "Order platform", and"#))
    }

    /// Parts given to `merge`, and what it says.
    static let sets: [(parts: [String], errors: String)] = [
        (["1-4"], "Error: runs 256 to 999 are missing. Make them with --shard 2/4 to 4/4.\n"),
        (
            ["2-4", "4-4"],
            "Error: runs 0 to 255 are missing. Make them with --shard 1/4.\n"
                + "Error: runs 512 to 767 are missing. Make them with --shard 3/4.\n"
        ),
        (
            ["1-2", "2-2", "2-4"],
            "Error: 1-2.shard and 2-4.shard both hold runs 256 to 511. Leave one of them out.\n"
        ),
        (["1-2", "2-2", "1-2"], "Error: 1-2.shard is given twice.\n"),
        (
            ["1-2", "2-4", "4-4"],
            "Error: 1-2.shard and 2-4.shard both hold runs 256 to 511. Leave one of them out.\n"
                + "Error: runs 512 to 767 are missing.\n"
        ),
    ]

    @Test("missing and doubled ranges are named")
    func ranges() throws {
        let one = try ShardYard()
        _ = one.shards(of: 2)
        _ = one.shards(of: 4)
        for (parts, errors) in Self.sets {
            let result = one.merge(parts.map { "\($0).shard" })
            #expect(result.status == 65 && result.output == "")
            #expect(result.errors == errors, "\(parts)")
        }
        // Parts of different divisions that fit are a whole.
        #expect(one.merge(["1-2.shard", "4-4.shard", "3-4.shard"]).status == 0)
    }

    @Test("what cannot be read is 66, unless something else is worse, and every file is told of")
    func unreadable() throws {
        let one = try ShardYard()
        _ = one.shard(1, of: 2)
        let missing = one.merge(["1-2.shard", "2-2.shard", "."])
        #expect(missing.status == 66)
        #expect(missing.errors == "Error: 2-2.shard: there is no such file\nError: .: it is a folder\n")
        let worse = one.merge(["2-2.shard", "deal.json"])
        #expect(worse.status == 65 && worse.errors.contains("deal.json: it is no shard. 'domino simulate FILE"))
    }

    @Test("a shard is not written over by the answer")
    func shardsStay() throws {
        let one = try ShardYard()
        let name = one.shard(1, of: 1)
        let before = one.yard.text(name)
        let result = one.merge([name], "--output", name)
        #expect(result.status == 73 && result.errors.contains("is one of the shards, and is not overwritten"))
        #expect(one.yard.text(name) == before)
    }

    /// Wrong usage, and a part of what is said.
    static let usageErrors: [(arguments: [String], sentence: String)] = [
        (["merge"], "Missing expected argument '<shard> ...'"),
        (["merge", "a", "--as-of", "2026-01-01"], "shards contain their own date"),
        (["merge", "-", "a", "-"], "standard input, '-', can be read only once"),
        (["simulate", "deal.json", "--shard", "0/4"], "counted from 1"),
        (["simulate", "deal.json", "--shard", "5/4"], "there is no part 5 of 4"),
        (["simulate", "deal.json", "--shard", "1"], "give I/N"),
        (["simulate", "deal.json", "--shard", "1/2", "--format", "text"], "a shard is always JSON"),
        (["simulate", "deal.json", "--shard", "1/2", "--format", "markdown"], "a shard is always JSON"),
        (["simulate", "deal.json", "--shard", "1/2", "--precision", "0.01"], "cannot be used with '--shard'"),
        (["simulate", "deal.json", "--shard", "auto"], "the environment does not say which part this is"),
    ]

    @Test("wrong usage is told, with 64", arguments: usageErrors)
    func usageError(_ arguments: [String], _ sentence: String) throws {
        let result = try ShardYard().yard.domino(arguments, environment: ["COLUMNS": "1000"])
        #expect(result.status == 64 && result.output == "")
        #expect(result.errors.contains(sentence), "\(result.errors)")
    }
}
