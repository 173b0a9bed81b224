extension Plan {
    /// The plan as a scenario.
    /// - Parameter guesses: what was taken for what; the scenario keeps it.
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
        if let root {
            writing.raw(",\n  ")
            writing.key("root")
            writing.string(root)
        }
        if let asOf {
            writing.raw(",\n  ")
            writing.key("asOf")
            writing.string(asOf.description)
        }
        if !currency.isEmpty {
            writing.raw(",\n  ")
            writing.key("currency")
            writing.string(currency)
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

    /// Stages in the order of a deal where they are known, else in that of their first mention.
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
        writing.member("title", (commitment.isBeginning ? "Start of " : "") + task.title)
        writing.member("promisor", parties.promisor(of: task))
        writing.member("promisee", parties.promisee(of: task))
        if commitment.isBeginning {
            if let due = task.beginLimit?.due ?? task.begin { writing.member("due", due.description) }
            if task.status == .kept || task.hasBegun, let begin = task.begin {
                writing.member("status", "kept")
                writing.member("keptOn", begin.description)
            } else if task.status == .released {
                writing.member("status", "released")
            }
            if let cushion = task.beginLimit?.cushion, cushion > 0 { writing.member("cushion", cushion) }
        } else {
            writeFinish(task, axis, into: &writing)
        }
        if !commitment.needs.isEmpty {
            writing.raw(",\n      \"needs\": [ ")
            writing.list(commitment.needs, separator: ", ") { write($1, of: all, into: &$0) }
            writing.raw(" ]")
        }
        writing.from(task.span)
        let damage = commitment.isBeginning ? task.beginLimit?.damage ?? "" : task.damage
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
        if let buffer = need.terms.buffer { writing.member("buffer", buffer) }
        if let share = need.terms.share { writing.member("share", share) }
        if let fallback = need.terms.fallback { writing.member("fallback", fallback) }
        if let relay = need.terms.relay { writing.member("relay", relay) }
        writing.raw(" }")
    }
}

/// The stages in the order that Salesforce and HubSpot give theirs; others behind them, in the order given.
private func inUsualOrder(_ stages: [String]) -> [String] {
    let ranks = stages.map { stage in usualStages.firstIndex(of: normalizedHeader(stage)) ?? usualStages.count }
    return zip(stages, ranks).enumerated()
        .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
        .map(\.element.0)
}

private let usualStages = [
    "prospecting", "appointment scheduled", "qualification", "qualified", "qualified to buy", "discovery",
    "needs analysis", "presentation scheduled", "value proposition", "id decision makers", "decision maker bought in",
    "perception analysis", "proposal", "proposal price quote", "negotiation", "negotiation review", "contract sent",
]
