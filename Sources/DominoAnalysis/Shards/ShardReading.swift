import DominoEngine
import DominoScenario

/// Why a file is not a shard that can be merged.
public enum ShardFault: Error, Sendable, Equatable {
    case empty
    /// Something else, such as a result or a scenario.
    case notShard
    /// Its end is missing. With its part, if its beginning states it.
    case cutOff(ShardPlace?)
    /// Some byte was changed.
    case changed(ShardPlace?)
    /// It has a later format.
    case laterFormat
    /// Another version of Domino made it.
    case otherVersion(String)
    /// A field is missing or invalid, although no byte was changed.
    case malformed(ShardField)
}

/// Reads a shard.
///
/// - Parameter version: the version of Domino that reads; a shard of another version is refused.
/// - Complexity: O(bytes).
public func readShard(_ contents: [UInt8], version: String) throws(ShardFault) -> Shard {
    guard !contents.isEmpty else { throw .empty }
    let opening = Array(ShardSeal.opening.utf8)
    guard contents.prefix(opening.count).elementsEqual(opening) else {
        // A shard may be cut off within its first lines.
        throw opening.starts(with: contents) ? .cutOff(nil) : .notShard
    }
    switch ShardSeal.state(of: contents) {
    case .whole: break
    case .missing: throw .cutOff(apparentPlace(contents))
    case .broken: throw .changed(apparentPlace(contents))
    }
    var sources = SourceMap()
    var diagnostics: [Diagnostic] = []
    let file = sources.append(path: "", contents: contents)
    guard let tree = parseJSON(file: file, in: sources, reporting: &diagnostics) else { throw .malformed(.result) }
    var reader = ShardReader(tree: tree, sources: sources)
    return try reader.shard(version: version)
}

/// The largest number of replicates, and of parts.
private let mostReplicates = 1_000_000_000

/// The part that a damaged shard states near its beginning; only for a hint.
private func apparentPlace(_ contents: [UInt8]) -> ShardPlace? {
    let label = Array("  \"\(ShardField.shard.rawValue)\": \"".utf8)
    let rest = contents.dropFirst(ShardSeal.opening.utf8.count).prefix(100)
    guard rest.starts(with: label), let end = rest.dropFirst(label.count).firstIndex(of: UInt8(ascii: "\"")) else {
        return nil
    }
    return place(String(decoding: rest[(rest.startIndex + label.count)..<end], as: UTF8.self))
}

/// `3/8` as a place.
private func place(_ text: String) -> ShardPlace? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], 1 <= number, number <= count,
        count <= mostReplicates
    else { return nil }
    return ShardPlace(number, of: count)
}

/// Reads the fields of a parsed shard.
private struct ShardReader {
    let tree: JSONTree
    var sources: SourceMap
    /// The values of the shard's fields.
    private let fields: [String: Int]

    init(tree: JSONTree, sources: SourceMap) {
        self.tree = tree
        var sources = sources
        fields = Self.fields(of: 0, in: tree, &sources)
        self.sources = sources
    }

    /// The values of an object by name; of two equal names the first counts.
    private static func fields(of object: Int, in tree: JSONTree, _ sources: inout SourceMap) -> [String: Int] {
        var fields: [String: Int] = [:]
        for (key, value) in tree.members(of: object) {
            let text = sources.text(of: tree[key])
            let name = sources.string(text)
            if fields[name] == nil { fields[name] = value }
        }
        return fields
    }

    private mutating func fields(of object: Int) -> [String: Int] { Self.fields(of: object, in: tree, &sources) }

    mutating func shard(version: String) throws(ShardFault) -> Shard {
        guard try whole(.version) == UInt64(ShardField.formatVersion) else { throw .laterFormat }
        let maker = try text(.domino)
        guard maker == version else { throw .otherVersion(maker) }
        guard let place = place(try text(.shard)) else { throw .malformed(.shard) }
        let question = try question()
        let range = ReplicateRange(first: try count(.first), count: try count(.count))
        guard range == place.range(of: question.replicates) else { throw .malformed(.first) }
        let columns = try columns()
        guard let part = SimulationPart(range, columns: { columns[$0.rawValue] ?? [] }) else {
            throw .malformed(.columns)
        }
        return Shard(version: maker, place: place, question: question, files: try files(), part: part)
    }

    private mutating func question() throws(ShardFault) -> ShardQuestion {
        let replicates = try count(.replicates)
        guard replicates > 0 else { throw .malformed(.replicates) }
        var plan: [String] = []
        for element in tree.elements(of: try node(.plan)) {
            guard let id = string(element) else { throw .malformed(.plan) }
            plan.append(id)
        }
        return ShardQuestion(
            name: try text(.name), scenario: try text(.scenario), slips: try slips(.slips), moves: try slips(.moves),
            plan: plan,
            toldOn: try isNull(.toldOn) ? nil : try day(.toldOn), asOf: try day(.asOf),
            asOfIsToday: try truth(.asOfIsToday), replicates: replicates, seed: try whole(.seed),
            target: try isNull(.target) ? nil : try text(.target), excludesOne: try truth(.excludesOne))
    }

    /// Slips, or moves, none of which is broken.
    private mutating func slips(_ field: ShardField) throws(ShardFault) -> [ShardQuestion.NamedSlip] {
        var slips: [ShardQuestion.NamedSlip] = []
        for element in tree.elements(of: try node(field)) {
            let slip = fields(of: element)
            guard let commitment = slip["commitment"].flatMap({ string($0) }), let days = slip["days"] else {
                throw .malformed(field)
            }
            switch tree[days].kind {
            case .number: slips.append(.init(commitment: commitment, days: sources.number(tree[days])))
            case .string where field == .slips: slips.append(.init(commitment: commitment, days: .infinity))
            default: throw .malformed(field)
            }
        }
        return slips
    }

    private mutating func files() throws(ShardFault) -> [ShardFile] {
        var files: [ShardFile] = []
        for element in tree.elements(of: try node(.files)) {
            let file = fields(of: element)
            guard let path = file["path"].flatMap({ string($0) }), let pieces = file["contents"],
                let contents = bytes(pieces)
            else { throw .malformed(.files) }
            files.append(ShardFile(path: path, contents: contents))
        }
        return files
    }

    private mutating func columns() throws(ShardFault) -> [String: [UInt8]] {
        let object = fields(of: try node(.columns))
        var columns: [String: [UInt8]] = [:]
        for column in ShardColumn.allCases {
            // Shards of versions before the second of the model count no kinds.
            if column == .kinds, object[column.rawValue] == nil { continue }
            guard let pieces = object[column.rawValue], let bytes = bytes(pieces) else { throw .malformed(.columns) }
            columns[column.rawValue] = bytes
        }
        return columns
    }

    private func node(_ field: ShardField) throws(ShardFault) -> Int {
        guard let node = fields[field.rawValue] else { throw .malformed(field) }
        return node
    }

    private func isNull(_ field: ShardField) throws(ShardFault) -> Bool { tree[try node(field)].kind == .null }

    private mutating func text(_ field: ShardField) throws(ShardFault) -> String {
        guard let text = string(try node(field)) else { throw .malformed(field) }
        return text
    }

    /// A whole number from 0.
    private func whole(_ field: ShardField) throws(ShardFault) -> UInt64 {
        let node = tree[try node(field)]
        guard node.kind == .number, let value = sources.integer(node) else { throw .malformed(field) }
        return value
    }

    /// A number of replicates.
    private func count(_ field: ShardField) throws(ShardFault) -> Int {
        let value = try whole(field)
        guard value <= mostReplicates else { throw .malformed(field) }
        return Int(value)
    }

    private func truth(_ field: ShardField) throws(ShardFault) -> Bool {
        switch tree[try node(field)].kind {
        case .true: return true
        case .false: return false
        default: throw .malformed(field)
        }
    }

    private mutating func day(_ field: ShardField) throws(ShardFault) -> Day {
        guard case .day(let day) = readDay(try text(field)) else { throw .malformed(field) }
        return day
    }

    private mutating func string(_ node: Int) -> String? {
        guard tree[node].kind == .string else { return nil }
        // In two steps: `text` may append to the map.
        let text = sources.text(of: tree[node])
        return sources.string(text)
    }

    /// The bytes of a list of Base64 texts.
    private func bytes(_ list: Int) -> [UInt8]? {
        guard tree[list].kind == .array else { return nil }
        var bytes: [UInt8] = []
        for element in tree.elements(of: list) {
            let node = tree[element]
            guard node.kind == .string,
                appendBase64(sources.bytes[Int(node.start) + 1..<Int(node.end) - 1], to: &bytes)
            else { return nil }
        }
        return bytes
    }
}
