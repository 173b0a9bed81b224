/// One file of a scenario, parsed.
struct ParsedFile {
    /// Its number in the source map.
    var file: Int
    var tree: JSONTree
}

/// An element of a list of a file that waits to be read.
struct Declared: Sendable {
    /// Which of the parsed files.
    var file: Int32
    var node: Int32
    /// Its id; empty if it has none that can be used.
    var id: Text
    /// Where the id is written, or the element begins.
    var span: Span
}

/// The elements of all lists of all files, in order.
struct Declarations {
    var kinds: [Declared] = []
    var stakeholders: [Declared] = []
    var windows: [Declared] = []
    var stages: [Declared] = []
    /// The lists of commitments themselves: they are too long to be walked over twice.
    var commitments: [(file: Int32, list: Int32)] = []
    var risks: [Declared] = []
    var factors: [Declared] = []
    var mitigations: [Declared] = []
    /// The lists of what is decided, whose elements have no ids.
    var decided: [(file: Int32, list: Int32)] = []
}

extension ScenarioReader {
    /// Most commitments of a scenario.
    static var commitmentLimit: Int { 5_000_000 }
    /// Most needs.
    static var needLimit: Int { 20_000_000 }
    /// Most mitigations.
    static var mitigationLimit: Int { 10_000 }

    /// Numbers the ids of every list of a file.
    mutating func declare(_ parsed: ParsedFile, number: Int, into all: inout Declarations) {
        tree = parsed.tree
        guard var members = members(of: 0, "a scenario", as: ScenarioField.self) else { return }
        var version: Int?
        while let (field, value) = next(&members) {
            let file = Int32(truncatingIfNeeded: number)
            switch field {
            case .domino: version = value
            case .asOf where number == 0: scenario.asOf = writtenDay(value)
            case .kinds:
                listsKinds = true
                kinds = declare(value, "kinds", file, kinds, into: &all.kinds)
            case .stakeholders:
                listsStakeholders = true
                stakeholders = declare(value, "stakeholders", file, stakeholders, into: &all.stakeholders)
            case .windows: windows = declare(value, "windows", file, windows, into: &all.windows)
            case .stages: stages = declare(value, "stages", file, stages, into: &all.stages)
            case .commitments:
                if tree[value].kind == .array {
                    all.commitments.append((file, Int32(truncatingIfNeeded: value)))
                } else {
                    wrongType(value, "commitments", expected: "a list [ ... ]")
                }
            case .risks: risks = declare(value, "risks", file, risks, into: &all.risks)
            case .factors: factors = declare(value, "factors", file, factors, into: &all.factors)
            case .mitigations: mitigations = declare(value, "mitigations", file, mitigations, into: &all.mitigations)
            case .decided: all.decided.append((file, Int32(truncatingIfNeeded: value)))
            default: break
            }
        }
        checkVersion(version)
        checkRequired(members, of: "this scenario", except: .domino)
    }

    /// A day, if the node is one: what is wrong with it is reported when it is read.
    private mutating func writtenDay(_ node: Int) -> Day? {
        guard tree[node].kind == .string else { return nil }
        let arena = scenario.sources.bytes.count
        defer { scenario.sources.undo(to: arena) }
        let text = scenario.sources.text(of: tree[node])
        guard case .day(let day) = readDay(Array(scenario.string(text).utf8)) else { return nil }
        return day
    }

    /// The version of the format: 1 is the only one there is.
    private mutating func checkVersion(_ node: Int?) {
        guard let node else { return report(FileProblem.noVersion, opening: 0) }
        guard tree[node].kind == .number else { return wrongType(node, "domino", expected: "the number 1") }
        let version = scenario.sources.number(tree[node])
        if !version.isFinite {
            report(ValueProblem.notFinite("domino"), node: node)
        } else if version > 1 {
            report(FileProblem.newerVersion(version), node: node)
        } else if version != 1 {
            report(FileProblem.unknownVersion(version), node: node)
        }
    }

    /// Numbers the ids of one list.
    /// - Returns: `known` with these ids.
    private mutating func declare(
        _ list: Int, _ what: String, _ file: Int32, _ known: Symbols, into declared: inout [Declared]
    ) -> Symbols {
        let noun = String(what.dropLast())
        var ids = known
        var walk = walk(into: list, what)
        while let element = walk.nextElement(in: tree) {
            guard let (id, span) = identity(of: element, noun) else { continue }
            let number = Int32(truncatingIfNeeded: declared.count)
            if !id.isEmpty, let first = ids.insert(id, number: number, in: scenario.sources) {
                duplicate(what, id, span, first: declared[Int(first)].span)
            }
            declared.append(Declared(file: file, node: Int32(truncatingIfNeeded: element), id: id, span: span))
        }
        return ids
    }

    /// Reads one list of commitments, and numbers their ids on the way.
    mutating func readCommitments(_ list: Int, _ file: Int32) {
        var walk = JSONWalk(into: list, of: tree)
        while let element = walk.nextElement(in: tree) {
            guard let (id, span) = identity(of: element, "commitment") else { continue }
            let number = Int32(truncatingIfNeeded: scenario.commitments.count)
            if !id.isEmpty, let first = commitments.insert(id, number: number, in: scenario.sources) {
                duplicate("commitments", id, span, first: scenario.commitments[Int(first)].span)
            }
            readCommitment(Declared(file: file, node: Int32(truncatingIfNeeded: element), id: id, span: span))
        }
    }

    private mutating func duplicate(_ list: String, _ id: Text, _ span: Span, first: Span) {
        report(ValueProblem.duplicateID(quoted(id), in: list), span, related: [Related(span: first, .firstID)])
    }

    /// The id of an element and where it is written; an empty id, with a message, if it cannot serve; nil, with a
    /// message, if the element is not an object.
    private mutating func identity(of element: Int, _ noun: String) -> (id: Text, span: Span)? {
        guard tree[element].kind == .object else {
            wrongType(element, "a \(noun)", expected: "an object { ... }")
            return nil
        }
        var walk = JSONWalk(into: element, of: tree)
        while let (key, value) = walk.nextMember(in: tree) {
            let node = tree.nodes[key]
            let arena = scenario.sources.bytes.count
            let name = node.flags.contains(.escaped) ? scenario.sources.text(of: node) : plainText(node)
            let isID = scenario.sources.equal(name, "id")
            if node.flags.contains(.escaped) { scenario.sources.undo(to: arena) }
            guard isID else { continue }
            guard let id = text(value, "an id") else { return (.empty, opening(of: element)) }
            if !hasAccents, !scenario.sources.isASCII(id) { hasAccents = true }
            guard let problem = problem(withID: id) else { return (id, tree[value].span) }
            report(problem, node: value)
            return (.empty, tree[value].span)
        }
        report(FieldProblem.missing("id", of: "this \(noun)"), opening: element)
        return (.empty, opening(of: element))
    }

    /// Why a text cannot be an id.
    func problem(withID id: Text) -> ValueProblem? {
        guard id.length <= 256 else { return .longID(bytes: id.length) }
        var isBlank = true
        for place in Int(id.start)..<Int(id.start + id.length) {
            let byte = scenario.sources.bytes[place]
            if byte < 32 || byte == 127 { return .controlCharacterInID }
            if byte != 32 { isBlank = false }
        }
        return isBlank ? .emptyID : nil
    }
}

/// Ids and their numbers, compared as bytes: two spellings of one accent are two ids.
///
/// Open addressing over slices of the source, so that an id costs no allocation.
struct Symbols: Sendable {
    private var slots: [Slot] = []
    private var mask: UInt32 = 0
    /// How many ids.
    private(set) var count = 0

    private struct Slot: Sendable {
        /// The id's hash, which also says where its search begins.
        var hash: UInt32 = 0
        /// -1 for a free slot.
        var number: Int32 = -1
        var text = Text.empty
    }

    /// The number of an id.
    func number(of id: Text, in sources: borrowing SourceMap) -> Int32? {
        guard count > 0 else { return nil }
        let slot = slots[search(id, Self.hash(id, sources), sources)]
        return slot.number < 0 ? nil : slot.number
    }

    /// Gives an id a number, or answers the number it has already.
    mutating func insert(_ id: Text, number: Int32, in sources: borrowing SourceMap) -> Int32? {
        if 2 * count >= slots.count { grow() }
        let hash = Self.hash(id, sources)
        let place = search(id, hash, sources)
        guard slots[place].number < 0 else { return slots[place].number }
        slots[place] = Slot(hash: hash, number: number, text: id)
        count += 1
        return nil
    }

    /// The slot of an id, or the free one where it belongs.
    @inline(__always)
    private func search(_ id: Text, _ hash: UInt32, _ sources: borrowing SourceMap) -> Int {
        var place = hash & mask
        while true {
            let slot = slots[Int(place)]
            if slot.number < 0 || (slot.hash == hash && sources.equal(slot.text, id)) { return Int(place) }
            place = (place &+ 1) & mask
        }
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 4))
        mask = UInt32(truncatingIfNeeded: slots.count - 1)
        for slot in old where slot.number >= 0 {
            var place = slot.hash & mask
            while slots[Int(place)].number >= 0 { place = (place &+ 1) & mask }
            slots[Int(place)] = slot
        }
    }

    /// Eight bytes at a time, multiplied and folded.
    @inline(__always)
    private static func hash(_ id: Text, _ sources: borrowing SourceMap) -> UInt32 {
        precondition(sources.holds(id), "a text of another source map")
        return sources.withRawBytes { raw in
            let multiplier: UInt64 = 0xD6E8_FEB8_6659_FD93
            var hash = 0x9E37_79B9_7F4A_7C15 &* (UInt64(id.length) &+ 1)
            var at = Int(id.start)
            let end = at + Int(id.length)
            while at &+ 8 <= end {
                hash = (hash ^ raw.word(at: at)) &* multiplier
                hash ^= hash >> 32
                at &+= 8
            }
            hash = (hash ^ raw.word(at: at, count: end &- at)) &* multiplier
            return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
        }
    }
}
