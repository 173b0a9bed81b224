/// Turns JSON trees into a scenario and collects every problem instead of stopping at the first.
///
/// Two walks: `declare` numbers all ids, so that a reference may stand before what it names; `read…` fills the lists.
/// After a problem the reader continues with a default in its place; with any error the result is dropped.
struct ScenarioReader {
    var scenario: Scenario
    var diagnostics: DiagnosticList
    /// The tree being read.
    var tree = JSONTree(nodes: [])
    var commitments = Symbols()
    var stakeholders = Symbols()
    var kinds = Symbols()
    var windows = Symbols()
    var stages = Symbols()
    var risks = Symbols()
    var mitigations = Symbols()
    var factors = Symbols()
    /// Whether some file lists stakeholders, so that others are unknown.
    var listsStakeholders = false
    /// Whether some file lists kinds, so that others are worth a warning.
    var listsKinds = false
    /// Whether some id has a letter beyond ASCII: only such can look like others.
    var hasAccents = false
    /// The parsed file that `tree` belongs to.
    var currentFile: Int32 = -1
    /// What waits until everything has been read, because it needs all lists.
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
    mutating func report(_ problem: some Problem, _ span: Span?, related: [Related] = []) {
        diagnostics.append(Diagnostic(problem, at: span, related: related))
    }

    /// Notes a problem of a node of the tree.
    mutating func report(_ problem: some Problem, node: Int) { report(problem, tree[node].span) }

    /// Notes a problem of a whole object or list at its opening bracket: underlining all of it would take many lines.
    mutating func report(_ problem: some Problem, opening node: Int) { report(problem, opening(of: node)) }

    /// The opening bracket of an object or a list.
    func opening(of node: Int) -> Span {
        let start = tree[node].start
        return Span(start: start, end: start + 1)
    }

    /// A text of the author, sanitized and short, in quotes.
    func quoted(_ text: Text) -> String { "\"\(sanitized(scenario.string(text), limit: 80))\"" }

    /// The id of a commitment, in quotes.
    func quoted(_ commitment: CommitmentIndex) -> String { quoted(scenario[commitment].id) }
}

/// A walk over the members of one object.
struct Members<F: Field> {
    /// The object's node.
    var object: Int
    /// What is left of it.
    var walk: JSONWalk
    /// Fields met, one bit each.
    var seen: UInt64 = 0
    /// The first keys of fields given more than once, by the field's number.
    var firstKeys: [Int: Int] = [:]
    /// Whether the author's own fields have been compared for two of one name.
    var comparedOwnFields = false
    /// Whether an earlier walk has reported what is wrong with the keys.
    var isSecondWalk = false
}

extension ScenarioReader {
    /// Begins a walk, if the node is an object.
    mutating func members<F: Field>(
        of node: Int, _ what: String, as form: F.Type, expected: @autoclosure () -> String = "an object { ... }"
    ) -> Members<F>? {
        guard tree[node].kind == .object else {
            wrongType(node, what, expected: expected())
            return nil
        }
        return Members(object: node, walk: JSONWalk(into: node, of: tree))
    }

    /// The next known field and its value's node; reports unknown fields and those given twice.
    mutating func next<F: Field>(_ members: inout Members<F>) -> (field: F, value: Int)? {
        while let (key, value) = members.walk.nextMember(in: tree) {
            let node = tree.nodes[key]
            let arena = scenario.sources.bytes.count
            let text = node.flags.contains(.escaped) ? scenario.sources.text(of: node) : plainText(node)
            defer { if node.flags.contains(.escaped) { scenario.sources.undo(to: arena) } }
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

    /// The nodes of a list; none, with a message, of anything else.
    mutating func elements(
        of node: Int, _ what: String, expected: @autoclosure () -> String = "a list [ ... ]"
    ) -> JSONElements {
        if tree[node].kind != .array { wrongType(node, what, expected: expected()) }
        return tree.elements(of: node)
    }

    /// Begins a walk over a list that may be long; over nothing, with a message, if it is not one.
    mutating func walk(into list: Int, _ what: String) -> JSONWalk {
        if tree[list].kind == .array { return JSONWalk(into: list, of: tree) }
        wrongType(list, what, expected: "a list [ ... ]")
        return .nothing
    }

    /// Says which required fields an object lacks, but for its id, of which `identity` has spoken.
    mutating func checkRequired<F: SpecifiedField>(_ members: Members<F>, of what: String, except: F? = nil) {
        guard F.table.required & ~members.seen != 0 else { return }
        for (number, field) in F.allCases.enumerated() where field.spec.isRequired && field != except {
            if members.seen & 1 << UInt64(number) == 0, field.rawValue != "id" {
                report(FieldProblem.missing(field.rawValue, of: what), opening: members.object)
            }
        }
    }

    private mutating func unknownField<F: Field>(_ text: Text, key: Int, in members: inout Members<F>) {
        let name = scenario.string(text)
        if name.utf8.starts(with: "x-".utf8) {
            if !members.comparedOwnFields { compareOwnFields(of: members.object) }
            members.comparedOwnFields = true
            return
        }
        var names: [String] = []
        for field in F.allCases { names.append(field.rawValue) }
        report(FieldProblem.unknown(quoted(text), nearest: nearestName(to: name, among: names)), node: key)
    }

    /// Reports the author's own fields of an object that are given twice, in one walk however many there are.
    private mutating func compareOwnFields(of object: Int) {
        var names = Symbols()
        let arena = scenario.sources.bytes.count
        for (key, _) in tree.members(of: object) {
            let text = scenario.sources.text(of: tree[key])
            if scenario.sources.hasPrefix(text, "x-"),
                let first = names.insert(text, number: Int32(truncatingIfNeeded: key), in: scenario.sources)
            {
                duplicateField(text, key: key, first: Int(first))
            }
        }
        scenario.sources.undo(to: arena)
    }

    /// Says that a field is given twice.
    mutating func duplicateField(_ text: Text, key: Int, first: Int) {
        report(
            FieldProblem.duplicate(quoted(text)), tree[key].span,
            related: [Related(span: tree[first].span, .firstWritten)])
    }

    /// The first key of an object that reads the same.
    private mutating func firstKey(equalTo text: Text, in object: Int) -> Int {
        for (key, _) in tree.members(of: object) {
            let arena = scenario.sources.bytes.count
            defer { scenario.sources.undo(to: arena) }
            let other = scenario.sources.text(of: tree[key])
            if scenario.sources.equal(other, text) { return key }
        }
        return object
    }
}

extension ScenarioReader {
    // MARK: Single values

    /// Says that a value is of the wrong type.
    mutating func wrongType(_ node: Int, _ what: String, expected: String) {
        report(FieldProblem.wrongType(what, expected: expected, found: tree[node].kind), node: node)
    }

    /// A text.
    mutating func text(
        _ node: Int, _ what: String, expected: @autoclosure () -> String = "a text in quotes"
    ) -> Text? {
        let json = tree[node]
        guard json.kind == .string else {
            wrongType(node, what, expected: expected())
            return nil
        }
        return json.flags.contains(.escaped) ? scenario.sources.text(of: json) : plainText(json)
    }

    /// A finite number within a range; nil with a message otherwise.
    mutating func number(
        _ node: Int, _ what: String, in range: ClosedRange<Double>, expected: String = "a number"
    ) -> Double? {
        guard tree[node].kind == .number else {
            wrongType(node, what, expected: expected)
            return nil
        }
        let value = scenario.sources.number(tree[node])
        if range.contains(value) { return value }
        if !value.isFinite {
            report(ValueProblem.notFinite(what), node: node)
        } else if value < 0, range.lowerBound == 0 {
            report(ValueProblem.negative(what, value), node: node)
        } else {
            report(ValueProblem.outOfRange(what, value, range), node: node)
        }
        return nil
    }

    /// True or false.
    mutating func flag(_ node: Int, _ what: String) -> Bool? {
        switch tree[node].kind {
        case .true: return true
        case .false: return false
        default:
            wrongType(node, what, expected: "true or false")
            return nil
        }
    }

    /// Days of either sign.
    mutating func days(_ node: Int, _ what: String) -> Double? {
        number(node, what, in: NumberRange.days, expected: "a number of days")
    }

    /// Days that cannot be negative.
    mutating func spareDays(_ node: Int, _ what: String) -> Double? {
        number(node, what, in: NumberRange.spareDays, expected: "a number of days")
    }

    /// An amount, a weight or a cost.
    mutating func amount(_ node: Int, _ what: String) -> Double? { number(node, what, in: NumberRange.amount) }

    /// A probability, or another share of 1.
    mutating func fraction(_ node: Int, _ what: String) -> Double? {
        guard tree[node].kind == .number else {
            wrongType(node, what, expected: "a number from 0 to 1")
            return nil
        }
        let value = scenario.sources.number(tree[node])
        if NumberRange.fraction.contains(value) { return value }
        report(ValueProblem.notAFraction(what, value), node: node)
        return nil
    }

    /// A day `YYYY-MM-DD`.
    mutating func day(_ node: Int, _ what: String) -> Day? {
        guard let text = text(node, what, expected: "a date in quotes, such as \"2026-03-02\"") else { return nil }
        let bytes = scenario.sources.bytes[Int(text.start)..<Int(text.start + text.length)]
        switch readDay(bytes) {
        case .day(let day): return day
        case .malformed(let meant):
            report(ValueProblem.malformedDate(quoted(text), field: what, meant: meant), node: node)
        case .missing(let reason): report(ValueProblem.missingDay(quoted(text), reason: reason), node: node)
        case .outOfReach: report(ValueProblem.distantDay(quoted(text)), node: node)
        }
        return nil
    }

    /// One of the words of an enumeration.
    mutating func choice<C: RawRepresentable & CaseIterable>(
        _ node: Int, _ what: String, as form: C.Type
    ) -> C? where C.RawValue == String {
        guard let text = text(node, what) else { return nil }
        let word = scenario.string(text)
        if let choice = C(rawValue: word) { return choice }
        var words: [String] = []
        for choice in C.allCases { words.append(choice.rawValue) }
        let meant = nearestName(to: word, among: words)
        report(ValueProblem.choice(quoted(text), field: what, words: words, meant: meant), node: node)
        return nil
    }

    /// A reference to something by its id; what is not known is reported when all has been read.
    mutating func reference<Element>(_ node: Int, _ what: String, to target: Reference) -> ListIndex<Element>? {
        guard let id = text(node, what, expected: "the id of a \(target.noun), in quotes") else { return nil }
        if let number = symbols(of: target).number(of: id, in: scenario.sources) { return ListIndex(Int(number)) }
        later.unknown.append(LaterChecks.Unknown(target: target, span: tree[node].span, id: id))
        return nil
    }

    /// A commitment by its id.
    mutating func commitment(_ node: Int, _ what: String) -> CommitmentIndex? {
        reference(node, what, to: .commitment)
    }

    /// The ids that a reference can name, and their numbers.
    private func symbols(of target: Reference) -> Symbols {
        switch target {
        case .commitment: commitments
        case .stakeholder: stakeholders
        case .window: windows
        case .stage: stages
        case .risk: risks
        case .mitigation: mitigations
        }
    }
}
