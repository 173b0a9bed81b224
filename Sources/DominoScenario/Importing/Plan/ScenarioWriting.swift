import DominoEngine

/// A scenario being written as JSON, and where in the imported files each piece of it comes from.
struct ScenarioWriting {
    private(set) var bytes: [UInt8] = []
    /// The source of the text from each offset on; offsets rise.
    private var marks: [(offset: Int, span: Span?)] = []

    /// States where what follows comes from; nil for nowhere.
    mutating func from(_ span: Span?) { marks.append((bytes.count, span)) }

    /// Where the byte at an offset comes from.
    /// - Complexity: O(log pieces).
    func origin(of offset: Int) -> Span? {
        let next = firstPlace(in: 0..<marks.count) { marks[$0].offset > offset }
        return next > 0 ? marks[next - 1].span : nil
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
    /// Reads what was written as a scenario, and reports its problems at the places they come from.
    init(
        _ writing: ScenarioWriting, from path: String, log: ImportLog, options: ImportOptions, sources: SourceMap,
        include: @escaping (String) -> FileReading
    ) {
        let loaded = loadScenario(
            path: path, contents: writing.bytes, today: options.today, clock: options.clock, include: include)
        let first = loaded.sources.files.first
        func origin(_ span: Span?) -> Span? {
            guard let span, let first, span.start <= first.end else { return nil }
            return writing.origin(of: Int(span.start))
        }
        self.sources = sources
        guesses = log.guesses
        var diagnostics = log.diagnostics
        for found in loaded.diagnostics where found.severity != .note {
            var placed = found
            placed.span = origin(found.span)
            if placed.span == nil { placed.path = path }
            placed.related = found.related.compactMap { related in
                origin(related.span).map { Related(span: $0, message: related.message) }
            }
            diagnostics.append(placed)
        }
        self.diagnostics = diagnostics.kept
        guard let scenario = loaded.scenario, !diagnostics.hasErrors else { return }
        text = String(decoding: writing.bytes, as: UTF8.self)
        commitmentCount = scenario.commitments.count
        needCount = scenario.needs.count
    }
}

extension Plan {
    /// The plan as a scenario.
    /// - Parameter guesses: how the file was read; the scenario keeps it.
    func written(guesses: [String]) -> ScenarioWriting {
        var writing = ScenarioWriting()
        let parties = PlanParties(tasks)
        writing.raw("{\n  \"domino\": 1,\n  ")
        writing.key("name")
        writing.string(name)
        writing.raw(",\n  \"x-imported\": {\n    ")
        writing.key("from")
        writing.string(file)
        writing.raw(",\n    \"guesses\": [\n      ")
        writing.list(guesses, separator: ",\n      ") { $0.string($1) }
        writing.raw("\n    ]\n  }")
        for (name, value) in [("root", root), ("asOf", asOf?.description), ("currency", currency)] {
            guard let value, name != "currency" || !value.isEmpty else { continue }
            writing.raw(",\n  ")
            writing.key(name)
            writing.string(value)
        }
        write(calendar, into: &writing)
        if !kinds.isEmpty { writing.raw(",\n  \"kinds\": [ " + kinds.joined(separator: ", ") + " ]") }
        writing.raw(",\n  \"stakeholders\": [\n    ")
        writing.list(parties.list, separator: ",\n    ") { writing, party in
            writing.raw("{ \"id\": ")
            writing.string(party.id)
            if !party.name.isEmpty { writing.member("name", party.name) }
            writing.raw(" }")
        }
        writing.raw("\n  ]")
        writeStages(into: &writing)
        writing.raw(",\n  \"commitments\": [\n    ")
        let commitments = commitments()
        let axis = axis
        writing.list(commitments, separator: ",\n    ") { writing, commitment in
            write(commitment, of: commitments, parties, axis, into: &writing)
        }
        writing.raw("\n  ]\n}\n")
        return writing
    }

    private func write(_ calendar: WrittenCalendar?, into writing: inout ScenarioWriting) {
        guard let calendar else { return }
        let days = calendar.workdays.indices.filter { calendar.workdays[$0] }.map { "\"\(Day.weekdayNames[$0])\"" }
        writing.raw(",\n  \"calendar\": { \"workdays\": [" + days.joined(separator: ", ") + "]")
        if !calendar.holidays.isEmpty {
            writing.raw(", \"holidays\": [" + calendar.holidays.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
        }
        writing.raw(" }")
    }

    /// Stages in the usual order of a deal if they are known, else in the order of their first mention.
    private func writeStages(into writing: inout ScenarioWriting) {
        var stages: [String] = []
        var known: Set<String> = []
        for task in tasks where !task.stage.isEmpty && known.insert(task.stage).inserted { stages.append(task.stage) }
        guard !stages.isEmpty else { return }
        writing.raw(",\n  \"stages\": [ ")
        writing.list(inUsualOrder(stages), separator: ", ") { writing, stage in
            writing.raw("{ \"id\": ")
            writing.string(stage)
            writing.raw(" }")
        }
        writing.raw(" ]")
    }

    private func write(
        _ commitment: PlanCommitment, of all: [PlanCommitment], _ parties: PlanParties, _ axis: WorkCalendar,
        into writing: inout ScenarioWriting
    ) {
        let task = tasks[commitment.task]
        writing.from(task.span)
        writing.raw("{ ")
        writing.key("id")
        writing.string(commitment.id)
        writing.member("title", (commitment.isStart ? "Start of " : "") + task.title)
        writing.member("promisor", parties.promisor(of: task))
        writing.member("promisee", parties.promisee(of: task))
        if commitment.isStart {
            if let due = task.startLimit?.due ?? task.begin { writing.member("due", due.description) }
            if task.status == .kept || task.hasStarted, let begin = task.begin {
                writing.member("status", "kept")
                writing.member("keptOn", begin.description)
            } else if task.status == .released {
                writing.member("status", "released")
            }
            if let cushion = task.startLimit?.cushion, cushion > 0 { writing.member("cushion", cushion) }
        } else {
            writeFinish(task, axis, into: &writing)
        }
        if !commitment.needs.isEmpty {
            writing.raw(",\n      \"needs\": [ ")
            writing.list(commitment.needs, separator: ", ") { write($1, of: all, into: &$0) }
            writing.raw(" ]")
        }
        writing.from(task.span)
        let damage = commitment.isStart ? task.startLimit?.damage ?? "" : task.damage
        if !damage.isEmpty {
            writing.raw(",\n      \"damage\": [ ")
            writing.from(task.damageSpan ?? task.span)
            writing.raw(damage)
            writing.from(task.span)
            writing.raw(" ]")
        }
        writing.raw(" }")
    }

    private func writeFinish(_ task: PlanTask, _ axis: WorkCalendar, into writing: inout ScenarioWriting) {
        if let due = task.due {
            writing.from(task.dueSpan ?? task.span)
            writing.member("due", due.description)
            writing.from(task.span)
        }
        if task.status != .agreed { writing.member("status", task.status.rawValue) }
        if let keptOn = task.keptOn { writing.member("keptOn", keptOn.description) }
        if !task.stage.isEmpty { writing.member("stage", task.stage) }
        if let firmness = task.firmness { writing.member("firmness", firmness) }
        if let work = task.work { writing.member("work", work) }
        if let cushion = task.cushion {
            if cushion > 0 { writing.member("cushion", cushion) }
        } else if let due = task.due, let finish = task.finish, finish < due {
            writing.member("cushion", Double(axis.dueOrdinal(due) - axis.dueOrdinal(finish)))
        }
        for extra in task.extra { writing.raw(", " + extra) }
    }

    private func write(_ need: PlanNeed, of all: [PlanCommitment], into writing: inout ScenarioWriting) {
        writing.from(need.span)
        writing.raw("{ \"commitment\": ")
        writing.string(all[need.commitment].id)
        if let lead = need.lead { writing.member("lead", lead) }
        if let buffer = need.details.buffer { writing.member("buffer", buffer) }
        if let share = need.details.share { writing.member("share", share) }
        if let fallback = need.details.fallback { writing.member("fallback", fallback) }
        if let relay = need.details.relay { writing.member("relay", relay) }
        writing.raw(" }")
    }
}

/// The stages in the order of Salesforce and HubSpot; others after them, in the order given.
private func inUsualOrder(_ stages: [String]) -> [String] {
    let ranks = stages.map { stage in usualStages.firstIndex(of: normalizedHeader(stage)) ?? usualStages.count }
    return zip(stages, ranks).enumerated()
        .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
        .map { $0.element.0 }
}

private let usualStages = [
    "prospecting", "appointment scheduled", "qualification", "qualified", "qualified to buy", "discovery",
    "needs analysis", "presentation scheduled", "value proposition", "id decision makers", "decision maker bought in",
    "perception analysis", "proposal", "proposal price quote", "negotiation", "negotiation review", "contract sent",
]
