import DominoEngine
import DominoScenario

/// One part of a simulation on its way between machines: figures, and all that is needed to understand them.
///
/// A shard carries its scenario, so that shards alone can be put together, wherever they were made.
public struct Shard: Sendable {
    /// The version of Domino that made it: another may draw or round otherwise.
    public var version: String
    /// Which part it is.
    public var place: ShardPlace
    /// What was asked, in words that need no scenario.
    public var question: ShardQuestion
    /// The scenario's files, the first one first.
    public var files: [ShardFile]
    /// The figures.
    public var part: SimulationPart

    /// A part and what was asked.
    public init(
        version: String, place: ShardPlace, question: ShardQuestion, files: [ShardFile], part: SimulationPart
    ) {
        self.version = version
        self.place = place
        self.question = question
        self.files = files
        self.part = part
    }

    /// Bytes of a column, or of a file, that one Base64 text of a shard holds: the reader's strings end at 1 MiB.
    public static let pieceBytes = 3 << 14
}

/// Part `number`, counted from 1, of `count`.
public struct ShardPlace: Sendable, Equatable {
    /// Which one, from 1.
    public var number: Int
    /// Of how many.
    public var count: Int

    /// Part `number` of `count`.
    /// - Precondition: `1 <= number <= count`.
    public init(_ number: Int, of count: Int) {
        precondition(1 <= number && number <= count, "parts count from 1")
        self.number = number
        self.count = count
    }

    /// The replicates this part runs.
    public func range(of replicates: Int) -> ReplicateRange {
        .part(number, of: count, replicates: replicates)
    }
}

/// A file of a scenario.
public struct ShardFile: Sendable, Equatable {
    /// The path other files of the scenario include it by.
    public var path: String
    /// Its bytes, as they were read.
    public var contents: [UInt8]

    /// A file.
    public init(path: String, contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}

extension SourceMap {
    /// The files of a scenario as they travel.
    ///
    /// A file that stands alone is included by nobody, so the name of its folder stays behind.
    public var shardFiles: [ShardFile] {
        files.map { file in
            let name = file.path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
            return ShardFile(
                path: files.count > 1 ? file.path : name ?? file.path,
                contents: Array(bytes[Int(file.start)..<Int(file.end)]))
        }
    }
}

/// Reads the scenario out of its files; nil where they hold none.
public func loadScenario(_ files: [ShardFile]) -> Scenario? {
    guard let first = files.first else { return nil }
    let loaded = loadScenario(path: first.path, contents: first.contents) { path in
        files.first { $0.path.utf8.elementsEqual(path.utf8) }.map { .contents($0.contents) }
            ?? .unreadable(reason: "the shard does not hold it")
    }
    return loaded.scenario
}

/// What identifies a scenario: the hash of its files' bytes, in order; where they lie does not matter.
public func scenarioHash(_ files: [ShardFile]) -> String {
    var hash = SHA256()
    for file in files {
        // The lengths keep files apart: "ab" and "c" are not "a" and "bc".
        hash.update(Array("\(file.contents.count)\n".utf8))
        hash.update(file.contents)
    }
    return hash.hexadecimal()
}
