/// One file of a scenario, parsed.
struct ParsedFile {
    /// Its number in the source map.
    var file: Int
    var tree: JSONTree
}

/// An element of a list of a file, that waits to be read.
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
    var stages: [Declared] = []
    /// The lists of commitments themselves, which are too long to be walked over twice.
    var commitments: [(file: Int32, list: Int32)] = []
    var risks: [Declared] = []
    var factors: [Declared] = []
    var mitigations: [Declared] = []
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
            case .kinds: declare(value, "kinds", file, \.kinds, into: &all.kinds)
            case .stakeholders:
                listsStakeholders = true
                declare(value, "stakeholders", file, \.stakeholders, into: &all.stakeholders)
            case .stages: declare(value, "stages", file, \.stages, into: &all.stages)
            case .commitments:
                if tree[value].kind == .array {
                    all.commitments.append((file, Int32(truncatingIfNeeded: value)))
                } else {
                    wrongType(value, "commitments", expected: "a list [ ... ]")
                }
            case .risks: declare(value, "risks", file, \.risks, into: &all.risks)
            case .factors: declare(value, "factors", file, \.factors, into: &all.factors)
            case .mitigations: declare(value, "mitigations", file, \.mitigations, into: &all.mitigations)
            default: break
            }
        }
        checkVersion(version)
        let required: [ScenarioField] = [.name, .commitments]
        for field in required where !members.has(field) { missing(field.rawValue, in: 0, of: "this scenario") }
    }

    /// The version of the format: 1 is the only one there is.
    private mutating func checkVersion(_ node: Int?) {
        guard let node else {
            missing(
                "domino", in: 0, of: "this scenario", hint: "begin it with \"domino\": 1, the version of the format")
            return
        }
        guard tree[node].kind == .number else { return wrongType(node, "domino", expected: "the number 1") }
        let version = scenario.sources.number(tree[node])
        guard version != 1 else { return }
        guard version.isFinite else { return report(.notFinite, node: node, "domino is too large to be a number") }
        report(
            .unsupportedVersion, node: node,
            version > 1
                ? "this scenario was made for a newer version of Domino (format \(plain(version)), and this one reads 1)"
                : "there is no format \(plain(version)): write \"domino\": 1",
            hint: version > 1 ? "use a newer version of Domino" : nil)
    }

    /// Numbers the ids of one list.
    private mutating func declare(
        _ list: Int, _ what: String, _ file: Int32, _ symbols: WritableKeyPath<ScenarioReader, Symbols>,
        into declared: inout [Declared]
    ) {
        guard tree[list].kind == .array else { return wrongType(list, what, expected: "a list [ ... ]") }
        let noun = String(what.dropLast())
        // Taken out while the list is walked: a key path costs a call each time.
        var ids = self[keyPath: symbols]
        self[keyPath: symbols] = Symbols()
        defer { self[keyPath: symbols] = ids }
        var element = list + 1
        while element < Int(tree[list].next) {
            let next = Int(tree[element].next)
            if tree[element].kind == .object {
                let (id, span) = identity(of: element, noun)
                let number = Int32(truncatingIfNeeded: declared.count)
                if !id.isEmpty, let first = ids.insert(id, number: number, in: scenario.sources) {
                    duplicate(what, id, span, first: declared[Int(first)].span)
                }
                declared.append(
                    Declared(file: file, node: Int32(truncatingIfNeeded: element), id: id, span: span))
            } else {
                wrongType(element, "a \(noun)", expected: "an object { ... }")
            }
            element = next
        }
    }

    /// Reads one list of commitments, and numbers their ids on the way.
    mutating func readCommitments(_ list: Int, _ file: Int32) {
        var element = list + 1
        let end = Int(tree[list].next)
        while element < end {
            let next = Int(tree[element].next)
            if tree[element].kind == .object {
                let (id, span) = identity(of: element, "commitment")
                let number = Int32(truncatingIfNeeded: scenario.commitments.count)
                if !id.isEmpty, let first = commitments.insert(id, number: number, in: scenario.sources) {
                    duplicate("commitments", id, span, first: scenario.commitments[Int(first)].span)
                }
                readCommitment(Declared(file: file, node: Int32(truncatingIfNeeded: element), id: id, span: span))
            } else {
                wrongType(element, "a commitment", expected: "an object { ... }")
            }
            element = next
        }
    }

    private mutating func duplicate(_ what: String, _ id: Text, _ span: Span, first: Span) {
        report(
            .duplicateID, span, "there are two \(what) with the id \(quoted(id))",
            hint: "ids have to differ, also between a scenario and what it includes",
            related: [Related(span: first, message: "the first one")])
    }

    /// The id of an element and where it is written; empty, with a message, if it cannot serve.
    private mutating func identity(of element: Int, _ noun: String) -> (id: Text, span: Span) {
        let start = tree[element].start
        let opening = Span(start: start, end: start + 1)
        var key = element + 1
        let end = Int(tree[element].next)
        while key < end {
            let node = tree.nodes[key]
            let arena = scenario.sources.bytes.count
            let name = node.flags.contains(.escaped) ? scenario.sources.text(of: node) : plainText(node)
            let isID = scenario.sources.equal(name, "id")
            if node.flags.contains(.escaped) { scenario.sources.takeBack(to: arena) }
            if isID {
                guard let id = text(key + 1, "an id", expected: "a text in quotes") else { return (.empty, opening) }
                let span = tree[key + 1].span
                if !hasAccents, !scenario.sources.isASCII(id) { hasAccents = true }
                guard let problem = problem(withID: id) else { return (id, span) }
                report(.invalidID, span, problem.message, hint: problem.hint)
                return (.empty, span)
            }
            key = Int(tree.nodes[key + 1].next)
        }
        missing("id", in: element, of: "this \(noun)")
        return (.empty, opening)
    }

    /// Why a text cannot be an id.
    func problem(withID id: Text) -> (message: String, hint: String?)? {
        guard id.length <= 256 else { return ("an id has at most 256 bytes, and this one has \(id.length)", nil) }
        var blank = true
        for place in Int(id.start)..<Int(id.start + id.length) {
            let byte = scenario.sources.bytes[place]
            if byte < 32 || byte == 127 {
                return (
                    "an id cannot hold line breaks or other control characters",
                    "keep it to one short line, and write the rest into \"title\""
                )
            }
            if byte != 32 { blank = false }
        }
        return blank ? ("an id cannot be empty", "give it a short name, such as \"go-live\"") : nil
    }
}
