/// A scenario being written as JSON, and where in the imported files each piece of it comes from.
struct ScenarioWriting {
    private(set) var bytes: [UInt8] = []
    /// From which offset on what was written comes from where; offsets rise.
    private var marks: [(offset: Int, span: Span?)] = []

    /// Says that what follows comes from there; nil for nowhere.
    mutating func from(_ span: Span?) { marks.append((bytes.count, span)) }

    /// Where the byte at an offset comes from.
    /// - Complexity: O(log pieces).
    func origin(of offset: Int) -> Span? {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? marks[low - 1].span : nil
    }

    /// Writes text that is JSON already.
    mutating func raw(_ json: String) { bytes.append(contentsOf: json.utf8) }

    /// Writes a string in quotes.
    mutating func string(_ text: String) { appendJSONString(text, to: &bytes) }

    /// Writes a name and the colon behind it.
    mutating func key(_ name: String) {
        string(name)
        raw(": ")
    }

    /// Writes a member of an object with the comma before it, on the same line.
    mutating func member(_ name: String, _ text: String) {
        raw(", ")
        key(name)
        string(text)
    }

    /// Writes a member that is a number, rounded to a millionth.
    mutating func member(_ name: String, _ number: Double) {
        raw(", ")
        key(name)
        self.number(number)
    }

    /// Writes a number, rounded to a millionth.
    mutating func number(_ number: Double) {
        let rounded = number.magnitude < 1e9 ? (number * 1e6).rounded() / 1e6 : number
        raw(plain(rounded == 0 ? 0 : rounded))
    }

    /// Writes items with a separator between them.
    mutating func list<Item>(
        _ items: [Item], separator: String, _ write: (inout ScenarioWriting, Item) -> Void
    ) {
        for (place, item) in items.enumerated() {
            if place > 0 { raw(separator) }
            write(&self, item)
        }
    }
}

extension Imported {
    /// Reads what was written as a scenario, and tells its problems at the places they come from.
    init(
        _ writing: ScenarioWriting, from path: String, guesses: [String], diagnostics: DiagnosticList,
        sources: SourceMap,
        include: @escaping (String) -> FileReading
    ) {
        let loaded = loadScenario(path: path, contents: writing.bytes, include: include)
        let first = loaded.sources.files.first
        func origin(_ span: Span?) -> Span? {
            guard let span, let first, span.start <= first.end else { return nil }
            return writing.origin(of: Int(span.start))
        }
        self.sources = sources
        self.guesses = guesses
        var diagnostics = diagnostics
        for found in loaded.diagnostics where found.severity != .note {
            var told = found
            told.span = origin(found.span)
            if told.span == nil { told.path = path }
            told.related = found.related.compactMap { related in
                origin(related.span).map { Related(span: $0, message: related.message) }
            }
            diagnostics.append(told)
        }
        self.diagnostics = diagnostics.kept
        guard let scenario = loaded.scenario, !diagnostics.hasErrors else { return }
        text = String(decoding: writing.bytes, as: UTF8.self)
        commitmentCount = scenario.commitments.count
        needCount = scenario.needs.count
    }
}
