import DominoAnalysis
import DominoReport
import DominoScenario
import Foundation
import Testing

@Suite("A shard reads back as it was written, and no damage to it goes unseen")
struct ShardJSONTests {
    /// Two files and every kind of name, so that the text has all there is.
    static let files = [
        ShardFile(
            path: "deals/one.json",
            contents: Array(
                """
                { "domino": 1, "name": "Two \\u202e \\"promises\\"", "root": "b", "asOf": "2026-02-02",
                  "include": ["two.json"],
                  "commitments": [ { "id": "b", "promisor": "us", "promisee": "you", "due": "2026-03-02",
                    "needs": [ { "commitment": "caf\u{E9}", "lead": 2 } ], "damage": [ { "kind": "money", "perDay": 7 } ] } ] }
                """.utf8)),
        ShardFile(
            path: "deals/two.json",
            contents: Array(
                """
                { "domino": 1, "name": "", "commitments": [ { "id": "caf\u{E9}", "promisor": "you", "promisee": "us",
                  "due": "2026-02-27", "delay": { "chance": 0.5, "triangular": [1, 2, 9] } } ],
                  "mitigations": [ { "id": "m", "chance": 0.5, "effects": [ { "expedite": "b", "days": 1 } ] } ] }
                """.utf8)),
    ]

    /// A part of a small run.
    static func shard() throws -> Shard {
        let scenario = try #require(loadScenario(files))
        let question = SimulateQuestion(
            slips: [Slip(commitment: 0, days: 2.5)], moves: [Move(commitment: 1, days: -3)], plan: [0],
            toldOn: scenario.asOf, asOf: try #require(scenario.asOf), replicates: 300, seed: .max, target: 0)
        let place = ShardPlace(2, of: 3)
        let part = simulatePart(question, place.range(of: 300), in: compile(scenario), threads: 1)
        let named = ShardQuestion(question, of: scenario, files: files, asOfIsToday: true)
        return Shard(version: "1.2.3", place: place, question: named, files: files, part: part)
    }

    @Test("everything comes back")
    func roundTrip() throws {
        let shard = try Self.shard()
        let read = try readShard(Array(shardJSON(shard).utf8), version: "1.2.3")
        #expect(read.place == shard.place)
        #expect(read.files == shard.files)
        #expect(read.question.difference(from: shard.question) == nil)
        #expect(read.question.name == shard.question.name)
        #expect(read.part.range == ReplicateRange(first: 64, count: 128))
        for column in ShardColumn.allCases { #expect(read.part.bytes(of: column) == shard.part.bytes(of: column)) }
        #expect(shardJSON(read) == shardJSON(shard))

        let scenario = try #require(loadScenario(read.files))
        let question = try #require(read.question.question(in: scenario))
        #expect(question.moves == [Move(commitment: 1, days: -3)])
        #expect(question.slips.map(\.days) == [2.5] && question.plan == [0] && question.target == 0)
        #expect(question.seed == .max && question.toldOn == scenario.asOf)
    }

    @Test("cut off at any byte, it is refused, and the part to make again is named where it is still to be read")
    func cutOff() throws {
        let bytes = Array(shardJSON(try Self.shard()).utf8)
        let named = try #require(String(decoding: bytes, as: UTF8.self).range(of: #""shard": "2/3""#)?.upperBound)
        let known = String(decoding: bytes, as: UTF8.self)[..<named].utf8.count
        for count in bytes.indices {
            let expected: ShardFault = count == 0 ? .empty : .cutOff(count >= known ? ShardPlace(2, of: 3) : nil)
            #expect(throws: expected, "\(count) bytes") {
                try readShard(Array(bytes[..<count]), version: "1.2.3")
            }
        }
    }

    @Test("any bit that is another one is seen")
    func flippedBits() throws {
        let bytes = Array(shardJSON(try Self.shard()).utf8)
        // All of both ends, where the layout itself is hit, and a sample between: each look hashes the whole.
        let places =
            Array(0..<80) + Array(stride(from: 80, to: bytes.count - 90, by: 41)) + Array(bytes.indices.suffix(90))
        for place in places {
            for bit in [UInt8(1), 4, 128] {
                var damaged = bytes
                damaged[place] ^= bit
                #expect(throws: ShardFault.self, "bit \(bit) of byte \(place)") {
                    try readShard(damaged, version: "1.2.3")
                }
            }
        }
    }

    /// Changes to a text that is sealed again, so that only what it says can be wrong.
    static let forgeries: [(old: String, new: String, fault: ShardFault)] = [
        (#""version": 3"#, #""version": 4"#, .laterFormat),
        (#""version": 3"#, #""version": "3""#, .malformed(.version)),
        (#""domino": "1.2.3""#, #""domino": "1.2.4""#, .otherVersion("1.2.4")),
        (#""shard": "2/3""#, #""shard": "4/3""#, .malformed(.shard)),
        (#""shard": "2/3""#, #""shard": "1/3""#, .malformed(.first)),
        (#""replicates": 300"#, #""replicates": 0"#, .malformed(.replicates)),
        (#""replicates": 300"#, #""replicates": 1e2"#, .malformed(.replicates)),
        (#""replicates": 300"#, #""replicates": 18446744073709551615"#, .malformed(.replicates)),
        (#""seed": 18446744073709551615"#, #""seed": -1"#, .malformed(.seed)),
        (#""first": 64"#, #""first": 18446744073709551615"#, .malformed(.first)),
        (#""count": 128"#, #""count": 129"#, .malformed(.first)),
        (#""asOf": "2026-02-02""#, #""asOf": "2026-02-30""#, .malformed(.asOf)),
        (#""asOf": "2026-02-02""#, #""asOf": null"#, .malformed(.asOf)),
        (#""excludesOne": true"#, #""excludesOne": 1"#, .malformed(.excludesOne)),
        (#""slips": ["#, #""slips": [7, "#, .malformed(.slips)),
        (#""moves": ["#, #""moves": [7, "#, .malformed(.moves)),
        (#""days": -3"#, #""days": "broken""#, .malformed(.moves)),
        (#""plan": ["m"]"#, #""plan": [null]"#, .malformed(.plan)),
        (#""late": ["#, #""later": ["#, .malformed(.columns)),
        (#""late": ["#, #""late": ["AAAA", "#, .malformed(.columns)),
        (#""late": ["#, #""late": ["?", "#, .malformed(.columns)),
        (#""late": ["#, #""late": ["//////////8=", "#, .malformed(.columns)),
        (#""contents": ["#, #""contents": [1, "#, .malformed(.files)),
        (#""columns": {"#, #""columns": {,"#, .malformed(.result)),
    ]

    @Test("what a sealed text says is checked all the same", arguments: forgeries)
    func forged(_ old: String, _ new: String, _ fault: ShardFault) throws {
        let text = shardJSON(try Self.shard())
        let open = try #require(text.range(of: ",\n  \"checksum\""))
        let body = String(text[..<open.lowerBound]) + "\n}"
        let place = try #require(body.range(of: old), "the text holds \(old)")
        let forged = ShardSeal.sealed(body.replacingCharacters(in: place, with: new))
        #expect(throws: fault) { try readShard(Array(forged.utf8), version: "1.2.3") }
    }

    @Test(
        "another file is no shard",
        arguments: [
            "x", "{}", "{\n  \"result\": \"simulate\",\n  \"version\": 1\n}\n", "\u{FEFF}{\n  \"result\": \"shard\",\n",
        ])
    func others(_ text: String) {
        #expect(throws: ShardFault.notShard) { try readShard(Array(text.utf8), version: "1.2.3") }
    }

    @Test("a scenario's name cannot make the shard's text too long to read, or a message do anything")
    func longName() throws {
        let name = String(repeating: "\u{1B}", count: 400_000)
        let escaped = String(repeating: #"\u001b"#, count: name.unicodeScalars.count / 4)
        let text =
            #"{ "domino": 1, "name": ""# + escaped + #"", "asOf": "2026-02-02", "commitments": [ { "id": "a", "#
            + #""promisor": "b", "promisee": "c", "due": "2026-02-03" } ] }"#
        let files = [ShardFile(path: "a.json", contents: Array(text.utf8))]
        let scenario = try #require(loadScenario(files))
        let question = SimulateQuestion(asOf: try #require(scenario.asOf), replicates: 64)
        let part = simulatePart(
            question, ReplicateRange(first: 0, count: 64), in: compile(scenario), threads: 1)
        let named = ShardQuestion(question, of: scenario, files: files, asOfIsToday: false)
        let shard = Shard(version: "1", place: ShardPlace(1, of: 1), question: named, files: files, part: part)
        let read = try readShard(Array(shardJSON(shard).utf8), version: "1")
        #expect(!read.question.name.unicodeScalars.contains("\u{1B}"))
    }

    @Test("every fault has a sentence that says what to do or what is wrong")
    func sentences() {
        let place = ShardPlace(3, of: 8)
        #expect(sentence(for: .cutOff(place), version: "1").contains("--shard 3/8"))
        #expect(sentence(for: .changed(nil), version: "1").contains("--shard I/N"))
        #expect(sentence(for: .otherVersion("0.9\u{1B}"), version: "1").contains(#"0.9\u{1B}"#))
        #expect(sentence(for: .malformed(.seed), version: "1").contains("\"seed\""))
        let range = ReplicateRange(first: 1024, count: 512)
        #expect(
            sentence(for: .missing(range, parts: 2...3, of: 4), names: [])
                == "runs 1,024 to 1,535 are missing. Make them with --shard 2/4 to 3/4")
        #expect(
            sentence(for: .missing(ReplicateRange(first: 64, count: 1), parts: nil, of: 4), names: [])
                == "run 64 is missing")
        #expect(
            sentence(for: .twice(range, 0, 1), names: ["a", "b"])
                == "a and b both hold runs 1,024 to 1,535. Leave one of them out")
        #expect(sentence(for: .twice(range, 0, 1), names: ["a", "a"]) == "a is given twice")
        #expect(
            sentence(for: .different(1, from: 0, .seed(2, 1)), names: ["a", "b\u{202E}"])
                == #"b\u{202E} has the seed 2, and a the seed 1"#)
    }
}
