extension ScenarioReader {
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
        case .stage: stages
        case .risk: risks
        case .mitigation: mitigations
        }
    }
}
