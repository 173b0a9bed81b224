import DominoAnalysis
import DominoReport

@testable import DominoScenario

extension Laws {
    /// Laws of the JSON reader:
    /// - the reader that refuses and the one that explains agree on what is wrong;
    /// - a number has the value that the standard library gives it;
    /// - what was read and is written again reads as the same;
    /// - a saved result beside itself shows no change.
    mutating func holdJSON(_ bytes: [UInt8]) {
        var sources = SourceMap()
        // A file before it and one after it: offsets must not leak from one into the other.
        sources.append(path: "front.json", contents: Array("{ \"a\": [".utf8))
        let file = sources.append(path: "sample.json", contents: bytes)
        sources.append(path: "behind.json", contents: Array("\"]}".utf8))
        var problems: [Diagnostic] = []
        let tree = parseJSON(file: file, in: sources, reporting: &problems)
        let span = sources.files[file]
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let explained = diagnoseJSON(sources.bytes, from: Int(span.start) + mark, to: Int(span.end))
        hold((tree != nil) == explained.isEmpty, "the two readers disagree")
        hold((tree != nil) == problems.isEmpty, "refused without a reason, or read with one")
        // Showing problems takes ten times as long as finding them.
        if hash(of: bytes) % 16 == 0 { holdProblems(problems, of: sources) }
        for problem in problems {
            hold(problem.span.flatMap { sources.file(at: $0.start) } == file, "the problem is another file's")
        }
        guard let tree else { return }
        holdValues(tree, sources)
        let once = rewritten(tree, sources)
        var again = SourceMap()
        var none: [Diagnostic] = []
        again.append(path: "again.json", contents: once)
        guard let second = parseJSON(file: 0, in: again, reporting: &none) else {
            return hold(false, "what was read and written again cannot be read")
        }
        hold(second.nodes.count == tree.nodes.count, "what was read and written again has other values")
        hold(rewritten(second, again) == once, "what was read and written again reads as another text")
        holdSavedResult(bytes)
    }

    private mutating func holdValues(_ tree: JSONTree, _ sources: SourceMap) {
        for node in tree.nodes where node.kind == .number {
            let token = sources.string(Text(start: node.start, length: node.end - node.start))
            let value = sources.number(node)
            hold(value.bitPattern == Double(token)?.bitPattern, "\(token) is read as \(value)")
            let isWhole = node.flags.contains(.integer) && !token.hasPrefix("-")
            hold(sources.integer(node) == (isWhole ? UInt64(token) : nil), "\(token) is read as another integer")
        }
    }

    /// The tree as text: strings as our writer writes them, numbers as they were written.
    private func rewritten(_ tree: JSONTree, _ sources: SourceMap) -> [UInt8] {
        var sources = sources
        var bytes: [UInt8] = []
        func append(_ node: Int) {
            switch tree[node].kind {
            case .object, .array:
                let isObject = tree[node].kind == .object
                bytes.append(UInt8(ascii: isObject ? "{" : "["))
                var child = node + 1
                while child < Int(tree[node].next) {
                    if child > node + 1 { bytes.append(UInt8(ascii: ",")) }
                    append(child)
                    child = Int(tree[child].next)
                    if isObject {
                        bytes.append(UInt8(ascii: ":"))
                        append(child)
                        child = Int(tree[child].next)
                    }
                }
                bytes.append(UInt8(ascii: isObject ? "}" : "]"))
            case .string:
                let text = sources.text(of: tree[node])
                appendJSONString(sources.string(text), to: &bytes)
            case .number: bytes += sources.bytes[Int(tree[node].start)..<Int(tree[node].end)]
            case .true: bytes += "true".utf8
            case .false: bytes += "false".utf8
            case .null: bytes += "null".utf8
            }
        }
        append(0)
        return bytes
    }

    private mutating func holdSavedResult(_ bytes: [UInt8]) {
        guard let saved = SavedResult(bytes) else { return }
        let answer = compare(saved, saved)
        let files = ComparedFiles(a: "a.json", b: "b.json")
        let answered = Answered(answer, names: files, today: .given(.first))
        holdJSON(render(answered, as: .json, style: TextStyle()), "compared results as JSON")
        holdTexts(answered, TextStyle(), "compared results")
    }
}

extension Laws {
    /// Laws of importing a table.
    mutating func holdTable(_ bytes: [UInt8]) {
        guard let first = bytes.first else {
            return holdImported(importTables(commitments: table("a.csv", []), include: noInclude))
        }
        var options = ImportOptions()
        options.dates = [nil, .dmy, .mdy, .ymd][Int(first & 3)]
        if first & 4 != 0 { options.lead = 2.5 }
        if first & 8 != 0 { options.root = "1" }
        if first & 16 != 0 { options.columns = [(.due, "Due"), (.title, "Name")] }
        let parts = bytes.dropFirst().split(separator: 0x0C, maxSplits: 1, omittingEmptySubsequences: false)
        holdImported(
            importTables(
                commitments: table("a.csv", parts[0]), needs: parts.count > 1 ? table("b.csv", parts[1]) : nil,
                options: options, include: noInclude))
    }

    /// Laws of importing a plan of Microsoft Project.
    mutating func holdProject(_ bytes: [UInt8]) {
        holdImported(importMSPDI(ImportFile(path: "plan.xml", contents: bytes)))
    }

    /// Laws of importing: there is a scenario or a reason why not; the scenario is valid and as large as stated.
    private mutating func holdImported(_ imported: Imported) {
        holdProblems(imported.diagnostics, of: imported.sources)
        let hasErrors = imported.diagnostics.contains { $0.severity == .error }
        holdHarmless(imported.refusal ?? "", "a refusal")
        holdHarmless(guessesText(imported, style: TextStyle()), "guesses")
        guard let text = imported.text else {
            return hold(hasErrors || imported.refusal != nil, "neither a scenario nor a reason")
        }
        hold(!hasErrors && imported.refusal == nil, "a scenario in spite of errors")
        holdHarmless(importSummary(imported), "the summary")
        holdJSON(text, "the imported scenario")
        let loaded = loadScenario(path: "imported.json", contents: Array(text.utf8), include: noInclude)
        guard let scenario = loaded.scenario else {
            return hold(false, "the imported scenario is refused: \(loaded.diagnostics.first?.message ?? "")")
        }
        hold(scenario.commitments.count == imported.commitmentCount, "another number of commitments is said")
        hold(scenario.needs.count == imported.needCount, "another number of needs is said")
        _ = compile(scenario)
        holdTableRoundTrip(scenario)
    }

    /// Law: a scenario exported as a table is imported as the same scenario.
    mutating func holdTableRoundTrip(_ scenario: Scenario) {
        let written = scenarioCSV(scenario)
        let back = importTables(commitments: table("a.csv", Array(written.utf8)), include: noInclude)
        guard let text = back.text,
            let again = loadScenario(path: "a.json", contents: Array(text.utf8), include: noInclude).scenario
        else {
            return hold(false, "its table does not come back: \(back.diagnostics.first?.message ?? "") \(written)")
        }
        hold(scenarioCSV(again) == written, "its table comes back as another: \(written)")
    }

    private func table(_ path: String, _ bytes: some Sequence<UInt8>) -> ImportFile {
        ImportFile(path: path, contents: Array(bytes))
    }
}

/// Reads no file.
@Sendable func noInclude(_ path: String) -> FileReading { .unreadable(reason: "there is no such file") }

extension Laws {
    /// Laws of a shard: it is read or refused with a reason; writing it again gives the same text; it can be merged
    /// with others, or there is a reason why not.
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

    /// The bytes with a valid seal; nil if there is nothing to seal.
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

/// The version that made all shards here, so that none becomes outdated.
let shardVersion = "0"
