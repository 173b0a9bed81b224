import DominoAnalysis
import DominoReport
import DominoScenario

extension Laws {
    /// Laws of a shard: it is read or refused with a reason; what is read and written again is the same; it can be put
    /// together with others, or it is said why not.
    mutating func holdShard(_ bytes: [UInt8]) {
        holdReading(bytes)
        if let sealed = sealed(bytes) { holdReading(sealed) }
    }

    private mutating func holdReading(_ bytes: [UInt8]) {
        let shard: Shard
        do throws(ShardFault) {
            shard = try readShard(bytes, version: shardVersion)
        } catch {
            return holdHarmless(sentence(for: error, version: shardVersion), "why it is no shard")
        }
        let written = shardJSON(shard)
        guard let again = try? readShard(Array(written.utf8), version: shardVersion) else {
            return hold(false, "what was read and written again is no shard")
        }
        hold(shardJSON(again) == written, "what was read and written again is another shard")
        hold(again.question.difference(from: shard.question) == nil, "its question is another")
        for shards in [[shard], [shard, again]] { holdMerging(shards) }
    }

    private mutating func holdMerging(_ shards: [Shard]) {
        for fault in faults(inMerging: shards) {
            holdHarmless(sentence(for: fault, names: ["a.json", "b.json"]), "why they do not fit")
        }
        let first = shards[0]
        guard var scenario = loadScenario(first.files), let question = first.question.question(in: scenario) else {
            return
        }
        if scenario.root == nil, let slip = question.slips.first ?? scenario.slips.first {
            scenario.root = slip.commitment
        }
        let compiled = compile(scenario)
        for fault in misfits(shards, question, in: compiled) {
            return holdHarmless(sentence(for: fault, names: ["a.json", "b.json"]), "why it is no part of it")
        }
        guard shards.count == 1, faults(inMerging: shards).isEmpty else { return }
        let answer = summary(of: merged(shards), question, in: compiled, threads: 1)
        let answered = Answered(answer, names: Names(scenario), today: .today(question.asOf))
        holdJSON(render(answered, as: .json, style: TextStyle()), "merged shards")
        holdTexts(answered, TextStyle(), "merged shards")
    }

    /// The bytes with a seal that is theirs; nil where there is nothing to seal.
    private func sealed(_ bytes: [UInt8]) -> [UInt8]? {
        let text = String(decoding: bytes, as: UTF8.self)
        let end =
            lastPlace(of: ",\n  \"checksum\": \"", in: Array(text.utf8)) ?? lastPlace(of: "\n}", in: Array(text.utf8))
        guard let end else { return nil }
        return Array(ShardSeal.sealed(String(decoding: text.utf8.prefix(end), as: UTF8.self) + "\n}").utf8)
    }

    private func lastPlace(of mark: String, in bytes: [UInt8]) -> Int? {
        let mark = Array(mark.utf8)
        guard bytes.count >= mark.count else { return nil }
        return (0...bytes.count - mark.count).last { place in
            bytes[place] == mark[0] && bytes[place..<place + mark.count].elementsEqual(mark)
        }
    }
}

/// What all shards here were made by, so that none grows old.
let shardVersion = "0"
