/// Turns JSON trees into a scenario, gathering every problem instead of stopping at the first.
///
/// Two walks: `declare` numbers all ids, so that a reference may stand before what it names; `read…` fills the lists.
/// The reader goes on after a problem with a harmless value in its place; with any error the result is thrown away.
struct ScenarioReader {
    var scenario: Scenario
    var diagnostics: DiagnosticList
    /// The tree being read.
    var tree = JSONTree(nodes: [])
    var commitments = Symbols()
    var stakeholders = Symbols()
    var kinds = Symbols()
    var stages = Symbols()
    var risks = Symbols()
    var mitigations = Symbols()
    var factors = Symbols()
    /// Whether some file lists stakeholders, so that others are unknown.
    var listsStakeholders = false
    /// Whether some id has a letter beyond ASCII: only such can look like others.
    var hasAccents = false
    /// Which of the parsed files `tree` is of.
    var currentFile: Int32 = -1
    /// What is looked at when everything has been read, because it needs all lists.
    var later = LaterChecks()
    /// Kinds in use that were not listed and have been compared with those that are.
    var comparedKinds = 0
    /// For commitments with many needs that effects name: the place of the need on each commitment.
    var needPlaces: [CommitmentIndex: [CommitmentIndex: NeedIndex]] = [:]

    init(sources: SourceMap, diagnostics: DiagnosticList) {
        scenario = Scenario(sources: sources)
        self.diagnostics = diagnostics
    }

    /// Notes a problem.
    mutating func report(
        _ code: DiagnosticCode, _ span: Span?, _ message: String, hint: String? = nil, related: [Related] = []
    ) {
        diagnostics.append(Diagnostic(code, at: span, message, hint: hint, related: related))
    }

    /// Notes a problem of a node of the tree.
    mutating func report(_ code: DiagnosticCode, node: Int, _ message: String, hint: String? = nil) {
        report(code, tree[node].span, message, hint: hint)
    }

    /// What the author wrote, made harmless and short, in quotes.
    func quoted(_ text: Text) -> String { "\"\(sanitized(scenario.string(text), limit: 80))\"" }
}

/// A walk over the members of one object.
struct Members<F: Field> {
    /// The object's node.
    var object: Int
    /// The next key.
    var at: Int
    /// Behind the last value.
    var end: Int
    /// Fields met, one bit each.
    var seen: UInt64 = 0
    /// The first keys of fields given more than once, by the field's number.
    var firstKeys: [Int: Int] = [:]
    /// Whether the owner's fields have been looked through for two of one name.
    var comparedOwnFields = false
    /// Whether what is wrong with the keys has been reported by a walk before this one.
    var isSecondWalk = false

    /// Whether the field was met.
    func has(_ field: F) -> Bool {
        guard let ordinal = Array(F.allCases).firstIndex(of: field) else { return false }
        return seen & (1 << UInt64(ordinal)) != 0
    }
}

/// The nodes of the elements of one array, in order.
struct Elements: Sequence, IteratorProtocol {
    let tree: JSONTree
    /// The next element.
    var at: Int
    /// Behind the last one.
    let end: Int

    mutating func next() -> Int? {
        guard at < end else { return nil }
        defer { at = Int(tree.nodes[at].next) }
        return at
    }
}

extension ScenarioReader {
    /// Begins a walk, if the node is an object.
    mutating func members<F: Field>(of node: Int, _ what: String, as form: F.Type) -> Members<F>? {
        guard tree[node].kind == .object else {
            wrongType(node, what, expected: "an object { ... }")
            return nil
        }
        return Members(object: node, at: node + 1, end: Int(tree[node].next))
    }

    /// The next known field and its value's node; reports unknown fields and those given twice.
    mutating func next<F: Field>(_ members: inout Members<F>) -> (field: F, value: Int)? {
        while members.at < members.end {
            let key = members.at
            let value = key + 1
            members.at = Int(tree.nodes[value].next)
            let node = tree.nodes[key]
            let arena = scenario.sources.bytes.count
            let text = node.flags.contains(.escaped) ? scenario.sources.text(of: node) : plainText(node)
            defer { if node.flags.contains(.escaped) { scenario.sources.takeBack(to: arena) } }
            guard let (field, ordinal) = F.table.find(text, in: scenario.sources) else {
                if !members.isSecondWalk { unknownField(text, key: key, in: &members) }
                continue
            }
            let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: ordinal)
            if members.seen & bit != 0 {
                if members.isSecondWalk { continue }
                let first = members.firstKeys[ordinal] ?? firstKey(equalTo: text, in: members.object)
                members.firstKeys[ordinal] = first
                duplicateField(text, key: key, first: first)
                continue
            }
            members.seen |= bit
            return (field, value)
        }
        return nil
    }

    /// The contents of a string without escapes.
    func plainText(_ node: JSONNode) -> Text {
        Text(start: node.start + 1, length: node.end - node.start - 2)
    }

    /// The nodes of an array; empty, with a message, if it is none.
    mutating func elements(
        of node: Int, _ what: String, expected: @autoclosure () -> String = "a list [ ... ]"
    ) -> Elements {
        guard tree[node].kind == .array else {
            wrongType(node, what, expected: expected())
            return Elements(tree: tree, at: node, end: node)
        }
        return Elements(tree: tree, at: node + 1, end: Int(tree[node].next))
    }

    private mutating func unknownField<F: Field>(_ text: Text, key: Int, in members: inout Members<F>) {
        let name = scenario.string(text)
        if name.utf8.starts(with: "x-".utf8) {
            if !members.comparedOwnFields { compareOwnFields(of: members.object) }
            members.comparedOwnFields = true
            return
        }
        let nearest = nearestName(to: name, among: F.allCases.map(\.rawValue))
        report(
            .unknownField, node: key, "there is no field \(quoted(text)) here",
            hint: nearest.map { "did you mean \"\($0)\"?" } ?? "fields of your own begin with \"x-\"")
    }

    /// Reports the owner's fields of an object that are given twice, in one walk however many there are.
    private mutating func compareOwnFields(of object: Int) {
        var names = Symbols()
        let arena = scenario.sources.bytes.count
        var key = object + 1
        while key < Int(tree[object].next) {
            let text = scenario.sources.text(of: tree[key])
            if scenario.sources.hasPrefix(text, "x-"),
                let first = names.insert(text, number: Int32(truncatingIfNeeded: key), in: scenario.sources)
            {
                duplicateField(text, key: key, first: Int(first))
            }
            key = Int(tree[key + 1].next)
        }
        scenario.sources.takeBack(to: arena)
    }

    /// Says that a field is given twice.
    mutating func duplicateField(_ text: Text, key: Int, first: Int) {
        report(
            .duplicateField, tree[key].span, "\(quoted(text)) is given twice", hint: "keep one of the two",
            related: [Related(span: tree[first].span, message: "first written here")])
    }

    /// The first key of an object that reads the same.
    private mutating func firstKey(equalTo text: Text, in object: Int) -> Int {
        var at = object + 1
        while at < Int(tree[object].next) {
            let arena = scenario.sources.bytes.count
            defer { scenario.sources.takeBack(to: arena) }
            let other = scenario.sources.text(of: tree[at])
            if scenario.sources.equal(other, text) { return at }
            at = Int(tree[at + 1].next)
        }
        return object
    }
}
