extension ScenarioReader {
    /// Says that a value is of the wrong type.
    mutating func wrongType(_ node: Int, _ what: String, expected: String) {
        let found =
            switch tree[node].kind {
            case .object: "an object"
            case .array: "a list"
            case .string: "a text in quotes"
            case .number: "a number"
            case .true, .false: "true or false"
            case .null: "null"
            }
        let hint = tree[node].kind == .null ? "leave the field out instead of writing null" : nil
        report(.wrongType, node: node, "\(what) has to be \(expected), and this is \(found)", hint: hint)
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
        guard value.isFinite else {
            report(.notFinite, node: node, "\(what) is too large to be a number")
            return nil
        }
        report(
            .outOfRange, node: node,
            value < 0 && range.lowerBound == 0
                ? "\(what) is \(plain(value)), and cannot be negative"
                : "\(what) is \(plain(value)), and has to be \(described(range))")
        return nil
    }

    /// Days of either sign.
    mutating func days(_ node: Int, _ what: String) -> Double? {
        number(node, what, in: -100_000...100_000, expected: "a number of days")
    }

    /// Days that cannot be negative.
    mutating func spareDays(_ node: Int, _ what: String) -> Double? {
        number(node, what, in: 0...100_000, expected: "a number of days")
    }

    /// An amount, a weight or a cost.
    mutating func amount(_ node: Int, _ what: String) -> Double? { number(node, what, in: 0...1e12) }

    /// A probability, or another share of 1.
    mutating func fraction(_ node: Int, _ what: String) -> Double? {
        guard tree[node].kind == .number else {
            wrongType(node, what, expected: "a number from 0 to 1")
            return nil
        }
        let value = scenario.sources.number(tree[node])
        if (0...1).contains(value) { return value }
        // Just above 1 somebody has miscalculated; from 2 on it is a percentage.
        let hint = value >= 2 && value <= 100 ? "did you mean \(plain(value / 100))?" : nil
        report(
            .outOfRange, node: node, "\(what) is \(plain(value)), and has to be from 0 to 1", hint: hint)
        return nil
    }

    /// A day `YYYY-MM-DD`.
    mutating func day(_ node: Int, _ what: String) -> Day? {
        guard let text = text(node, what, expected: "a date in quotes, such as \"2026-03-02\"") else { return nil }
        let bytes = scenario.sources.bytes[Int(text.start)..<Int(text.start + text.length)]
        switch readDay(bytes) {
        case .day(let day): return day
        case .malformed(let hint):
            report(
                .invalidDate, node: node, "\(quoted(text)) is not a date: \(what) is written YYYY-MM-DD",
                hint: hint.map { "did you mean \"\($0)\"?" } ?? "write year, month and day, such as \"2026-03-02\"")
        case .missing(let reason):
            report(.invalidDate, node: node, "\(quoted(text)) is no day of any calendar: \(reason)")
        case .outOfReach:
            report(
                .invalidDate, node: node, "\(quoted(text)) is out of reach: dates go from \(Day.first) to \(Day.last)")
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
        let words = C.allCases.map(\.rawValue)
        report(
            .invalidChoice, node: node,
            "\(what) cannot be \(quoted(text)): it is \(listed(words.map { "\"\($0)\"" }, "or"))",
            hint: nearestName(to: word, among: words).map { "did you mean \"\($0)\"?" })
        return nil
    }

    /// A reference to something by its id.
    mutating func reference<Element>(
        _ node: Int, _ what: String, to symbols: KeyPath<ScenarioReader, Symbols>, _ code: DiagnosticCode, noun: String
    ) -> ListIndex<Element>? {
        guard let id = text(node, what, expected: "the id of a \(noun), in quotes") else { return nil }
        if let number = self[keyPath: symbols].number(of: id, in: scenario.sources) { return ListIndex(Int(number)) }
        later.unknown.append(LaterChecks.Unknown(code: code, span: tree[node].span, id: id, noun: noun))
        return nil
    }

    /// A commitment by its id.
    mutating func commitment(_ node: Int, _ what: String) -> CommitmentIndex? {
        guard let id = text(node, what, expected: "the id of a commitment, in quotes") else { return nil }
        if let number = commitments.number(of: id, in: scenario.sources) { return CommitmentIndex(Int(number)) }
        later.unknown.append(
            LaterChecks.Unknown(code: .unknownCommitment, span: tree[node].span, id: id, noun: "commitment"))
        return nil
    }

    /// Says that a required field is not there.
    mutating func missing(_ field: String, in node: Int, of what: String, hint: String? = nil) {
        // Pointing at a whole object would underline many lines: its opening bracket says enough.
        let start = tree[node].start
        report(
            .missingField, Span(start: start, end: start + 1), "\(what) has no \"\(field)\"", hint: hint)
    }
}

/// A number without a needless `.0`.
func plain(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return value.description
}

/// A range in words.
private func described(_ range: ClosedRange<Double>) -> String {
    if range.lowerBound == 0 { return "from 0 to \(plain(range.upperBound))" }
    return "from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
}

/// Words with commas and a last joining word: `a, b or c`.
func listed(_ words: [String], _ joint: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(joint) " + last
}
