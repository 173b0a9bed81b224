/// A promise in a few facts, as somebody gives them on one line, to be written as a small scenario.
package struct PromiseDraft: Sendable {
    /// Something the client has to do first.
    package struct Need: Sendable {
        package var title: String
        package var due: Day
        /// Days of work that follow it; nil where nobody says, and then it has no spare days.
        package var work: Double?

        /// Something needed by a day.
        package init(title: String, due: Day, work: Double?) {
            self.title = title
            self.due = due
            self.work = work
        }
    }

    /// What being late costs.
    package struct LateCost: Equatable, Sendable {
        /// For each of what it is paid.
        package enum Unit: String, Sendable {
            case day = "perDay"
            case week = "perWeek"

            /// Whether a scenario can say so.
            package var isInFormat: Bool { DamageField(rawValue: rawValue) != nil }
        }

        package var amount: Double
        package var unit: Unit

        /// An amount for each day or week.
        package init(amount: Double, unit: Unit) {
            self.amount = amount
            self.unit = unit
        }
    }

    package var title: String
    package var due: Day
    package var asOf: Day
    /// Days late of past promises, negative for early.
    package var past: [Double] = []
    package var needs: [Need] = []
    package var costForUs: LateCost?
    package var costForClient: LateCost?
    /// Empty where not said.
    package var currency = ""
    /// The promisor's name; nil where not said.
    package var us: String?
    /// The promisee's name; nil where not said.
    package var client: String?
    /// The chance of keeping the date from which it is safe; nil for the usual one.
    package var confidence: Double?

    /// The promise of a title for a day.
    package init(title: String, due: Day, asOf: Day) {
        self.title = title
        self.due = due
        self.asOf = asOf
    }

    /// The promise as a scenario.
    package func written() -> [UInt8] {
        var writing = ScenarioWriting()
        var ids = PlanIDs()
        let root = ids.id(from: title, otherwise: "promise")
        let needed = needs.map { ids.id(from: $0.title, otherwise: "need") }
        writing.raw("{\n  \"domino\": 1")
        for (name, value) in [("name", title), ("root", root), ("asOf", asOf.description), ("currency", currency)]
        where !value.isEmpty {
            writing.raw(",\n  ")
            writing.key(name)
            writing.string(value)
        }
        if let confidence {
            writing.raw(",\n  \"policy\": { \"confidence\": ")
            writing.number(confidence)
            writing.raw(" }")
        }
        writing.raw(",\n  \"stakeholders\": [\n    { \"id\": \"us\"")
        writing.member("name", us ?? "Our company")
        writing.raw(", \"side\": \"seller\" },\n    { \"id\": \"client\"")
        writing.member("name", client ?? "The client")
        writing.raw(", \"side\": \"client\" }\n  ],\n  \"commitments\": [\n    ")
        writeRoot(root, needed, into: &writing)
        for (need, id) in zip(needs, needed) {
            writing.raw(",\n    { \"id\": ")
            writing.string(id)
            writing.member("title", need.title)
            writing.raw(", \"promisor\": \"client\", \"promisee\": \"us\"")
            writing.member("due", need.due.description)
            writing.raw(" }")
        }
        writing.raw("\n  ]\n}\n")
        return writing.bytes
    }

    private func writeRoot(_ id: String, _ needed: [String], into writing: inout ScenarioWriting) {
        writing.raw("{ \"id\": ")
        writing.string(id)
        writing.member("title", title)
        writing.raw(", \"promisor\": \"us\", \"promisee\": \"client\"")
        writing.member("due", due.description)
        if !needs.isEmpty {
            writing.raw(",\n      \"needs\": [ ")
            writing.list(Array(zip(needs, needed)), separator: ", ") { writing, need in
                writing.raw("{ \"commitment\": ")
                writing.string(need.1)
                // Without its days of work the need takes all the time there is.
                if let work = need.0.work { writing.member("lead", work) } else { writing.member("buffer", 0) }
                writing.raw(" }")
            }
            writing.raw(" ]")
        }
        if !past.isEmpty {
            writing.raw(",\n      \"delay\": { \"samples\": [")
            writing.list(past, separator: ", ") { $0.number($1) }
            writing.raw("] }")
        }
        let costs = [("us", costForUs), ("client", costForClient)].compactMap { bearer, cost in
            cost.map { (bearer: bearer, cost: $0) }
        }
        if !costs.isEmpty {
            writing.raw(",\n      \"damage\": [ ")
            writing.list(costs, separator: ",\n                  ") { writing, entry in
                writing.raw("{ \"kind\": \"cost\"")
                writing.member("bearer", entry.bearer)
                writing.member(entry.cost.unit.rawValue, entry.cost.amount)
                writing.raw(" }")
            }
            writing.raw(" ]")
        }
        writing.raw(" }")
    }
}
