import DominoAnalysis
import DominoScenario

/// Most commitments of a rung in the drawing.
private let rungLimit = 6

extension LadderResult: Renderable {
    /// Where the deal stands, the rungs from the top down with the commitments that carry each, and what to ask for
    /// next.
    public static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    public static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<LadderResult> {
    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(sentence()))
        guard !answer.rungs.isEmpty else { return document }
        let places = Array(answer.rungs.indices.reversed())
        let table = Table(
            heading: "stage", names: places.map { "\($0 + 1) \(names.title(of: answer.rungs[$0].stage))" },
            columns: [
                TableColumn(
                    heading: "state",
                    cells: places.map { "\(word(answer.rungs[$0].state))\(sign($0).isEmpty ? "" : ", ")\(sign($0))" },
                    isLeft: true),
                TableColumn(
                    heading: "carried by", cells: places.map { listed(answer.rungs[$0].agreed, limits) }, isLeft: true),
                TableColumn(
                    heading: "not agreed yet",
                    cells: places.map { listed(answer.rungs[$0].open + answer.rungs[$0].released, limits) },
                    isLeft: true),
            ])
        document.add(
            .drawing(
                Drawing(
                    title: "The ladder, from the top", lines: { style in places.flatMap { rung($0, style) } },
                    table: table)))
        let asks = answer.ask.prefix(limits.rows / 4)
        if !asks.isEmpty {
            let items = asks.enumerated().map { place, ask in
                Item(mark: .number(place + 1), text: "\(client(ask)): \(title(ask))", detail: "(\(reason(ask)))")
            }
            document.add("Ask for next", .list(items))
            document.rest(answer.ask.count, asks.count)
        }
        let unreturned = answer.unreturned.prefix(limits.rows / 4)
        if !unreturned.isEmpty {
            let items = unreturned.map {
                Item(text: "\(names.title(of: $0)), due \(date(names.scenario[$0].due))")
            }
            document.add("Promised by the seller with nothing in return", .list(items))
            document.rest(answer.unreturned.count, unreturned.count)
        }
        return document
    }

    // MARK: The sentence

    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// Where the deal stands, which rung is weakest, what to ask for next.
    func statement() -> Statement {
        var statement = Statement()
        guard let lowest = answer.rungs.first else {
            statement.add("the scenario names no stages, so there is no ladder.")
            statement.add("list them under \"stages\", and name its \"stage\" in each commitment.")
            return statement
        }
        let stages = answer.rungs.count
        if let place = answer.standsAt {
            let title = names.quoted(answer.rungs[place].stage)
            statement.add(
                place == stages - 1
                    ? "the client has agreed to all \(count(stages, "stage")): the deal stands at the last, \(title)."
                    : "the deal stands at stage \(place + 1) of \(stages), \(title).")
        } else {
            statement.add(
                "the deal stands on nothing yet: the first of \(count(stages, "stage")),"
                    + " \(names.quoted(lowest.stage)), is \(stateClause(lowest.state)).")
        }
        if let weakest = answer.weakest, weakest != 0 || answer.standsAt != nil {
            let rung = answer.rungs[weakest]
            statement.add("its weakest rung is \(names.quoted(rung.stage)): it is \(stateClause(rung.state)).")
        }
        guard let ask = answer.ask.first else { return statement }
        let who = ask.of.map { names.subject($0) } ?? "the client's side"
        let what = ask.commitment.map { names.quoted($0) } ?? "a first commitment in \(names.quoted(ask.stage))"
        statement.add("next, ask \(who) for \(what).")
        return statement
    }

    private func stateClause(_ state: StageState) -> SafeText {
        switch state {
        case .advanced: "advanced"
        case .begun: "begun, but not all is agreed"
        case .oneSided: "one-sided, only the seller has promised anything"
        case .stalled: "stalled, the client has agreed to nothing"
        }
    }

    // MARK: The ladder

    /// One rung between the rails: solid where the client carries it, broken where somebody does in part, empty
    /// elsewhere.
    private func rung(_ place: Int, _ style: TextStyle) -> [SafeText] {
        let rung = answer.rungs[place]
        let (step, tone): (SafeText, Tone) =
            switch rung.state {
            case .advanced: ("╟━━━━━━╢", .good)
            case .begun: ("╟━━━╌╌╌╢", .plain)
            case .oneSided: ("╟━╌╌╌╌╌╢", .alarm)
            case .stalled: ("╟╌╌╌╌╌╌╢", .alarm)
            }
        let rail = style.dim("  ║      ║  ")
        let sign: SafeText = sign(place).isEmpty ? "" : "  ◀ \(sign(place))"
        let state = word(rung.state)
        let room = style.width - 14 - cellWidth(state) - cellWidth(sign)
        let title = cut("\(place + 1) \(names.title(of: rung.stage))", max(12, room))
        var lines = [
            "  \(style.toned(step, tone))  \(style.bold(title))  \(style.toned(state, tone))\(style.bold(sign))"
                as SafeText
        ]
        let marked: [(mark: SafeText, commitments: [CommitmentIndex])] = [
            ("✓", rung.agreed), ("?", rung.open), ("✗", rung.released), ("·", rung.other + rung.seller),
        ]
        let all = marked.flatMap { mark, commitments in commitments.map { (mark, $0) } }
        for (mark, commitment) in all.prefix(rungLimit) {
            lines += self.lines(of: commitment, mark, style).map { rail + $0 }
        }
        if all.count > rungLimit { lines.append(rail + style.dim(notListed(all.count - rungLimit))) }
        if all.isEmpty { lines.append(rail + style.dim("nobody has promised anything")) }
        return lines
    }

    /// A commitment of a rung: what, by whom, how things stand. Names are cut before the state of things is.
    private func lines(of commitment: CommitmentIndex, _ mark: SafeText, _ style: TextStyle) -> [SafeText] {
        let width = style.width - 12
        let promisor = names.scenario[commitment].promisor
        let isOurs = names.scenario[promisor].side == .seller
        let firmness = firmness(commitment)
        let status: SafeText = "\(status(commitment))\(firmness.isEmpty ? "" : ", ")\(firmness)"
        let room = max(12, width - 4 - cellWidth(status))
        let name = names.name(of: promisor)
        let who = isOurs ? "ours" : cellWidth(name) <= room ? name : cut(names.shortName(of: promisor), room)
        let lines: [SafeText] = [
            "\(mark) \(cut(names.title(of: commitment), width - 2))", style.dim(cut("  \(who): \(status)", width)),
        ]
        return isOurs ? lines.map(style.dim) : lines
    }

    /// A state in a word.
    private func word(_ state: StageState) -> SafeText {
        switch state {
        case .advanced: "advanced"
        case .begun: "begun"
        case .oneSided: "one-sided"
        case .stalled: "stalled"
        }
    }

    /// What is special about a rung.
    private func sign(_ place: Int) -> SafeText {
        place == answer.standsAt ? "the deal stands here" : place == answer.weakest ? "weakest" : ""
    }

    /// How firm a commitment is; empty where nobody says.
    private func firmness(_ commitment: CommitmentIndex) -> SafeText {
        let firmness = names.scenario[commitment].firmness
        guard firmness > 0 else { return "" }
        return firmness <= weakFirmness ? "weak (firmness \(Int(firmness)))" : "firmness \(Int(firmness))"
    }

    /// How things stand with a commitment.
    private func status(_ place: CommitmentIndex) -> SafeText {
        let commitment = names.scenario[place]
        switch commitment.status {
        case .kept: return commitment.keptOn.map { "kept \(date($0))" } ?? "kept"
        case .agreed where commitment.due < today.day: return "overdue since \(date(commitment.due))"
        case .agreed: return "agreed for \(date(commitment.due))"
        case .proposed: return "only proposed, for \(date(commitment.due))"
        case .broken: return "broken"
        case .released: return commitment.due == .first ? "called off, no date" : "called off"
        }
    }

    private func listed(_ places: [CommitmentIndex], _ limits: Limits) -> SafeText {
        let listed = places.prefix(limits.rows).map { place -> SafeText in
            let firmness = firmness(place)
            return firmness.isEmpty ? names.title(of: place) : "\(names.title(of: place)) (\(firmness))"
        }
        let rest: SafeText = places.count > listed.count ? "; and \(places.count - listed.count) more" : ""
        return "\(listed.joined(separator: "; "))\(rest)"
    }

    // MARK: What to ask for

    private func client(_ ask: Ask) -> SafeText { ask.of.map { names.name(of: $0) } ?? "The client's side" }

    private func title(_ ask: Ask) -> SafeText { ask.commitment.map { names.title(of: $0) } ?? "a first commitment" }

    /// Why something is asked for now, in a few words.
    private func reason(_ ask: Ask) -> SafeText {
        guard let commitment = ask.commitment else {
            return "the client has promised nothing in \(names.quoted(ask.stage))"
        }
        var parts: [SafeText] = [
            names.scenario[commitment].status == .released
                ? "called off, ask for a new date"
                : ask.isReady ? "can be promised today" : "once what it needs is agreed"
        ]
        let effort = names.scenario[commitment].work ?? 0
        if effort > 0 { parts.append(names.countsWorkingDays ? names.workingDays(effort) : "\(days(effort)) of work") }
        if ask.opens > 0 {
            parts.append("\(count(ask.opens, "commitment")) \(ask.opens == 1 ? "waits" : "wait") for it")
        }
        return parts.joined(separator: "; ")
    }

    // MARK: JSON

    fileprivate func json() -> String {
        resultJSON("ladder", of: names, asOf: today.day, headline: statement().headline) { json in
            json.field("standsAt", answer.standsAt.map { names.id(answer.rungs[$0].stage) })
            json.field("weakest", answer.weakest.map { names.id(answer.rungs[$0].stage) })
            json.array("stages") { json in
                for rung in answer.rungs { json.object { write(rung, into: &$0) } }
            }
            json.array("ask") { json in
                for ask in answer.ask { json.object { write(ask, into: &$0) } }
            }
            json.list("unreturned", answer.unreturned.map { names.id($0) })
        }
    }

    private func write(_ rung: Rung, into json: inout JSONText) {
        let stage = names.scenario[rung.stage]
        json.field("id", names.id(rung.stage))
        json.field("title", stage.title.isEmpty ? nil : names.scenario.string(stage.title))
        json.field("advance", stage.advancesByAny ? "any" : "all")
        json.field("state", rung.state.rawValue)
        for (name, commitments) in [
            ("agreed", rung.agreed), ("open", rung.open), ("seller", rung.seller), ("other", rung.other),
            ("released", rung.released), ("weak", answer.weak.filter { names.scenario[$0].stage == rung.stage }),
        ] {
            json.list(name, commitments.map { names.id($0) })
        }
        let all = rung.agreed + rung.open + rung.seller + rung.other + rung.released
        json.array("commitments") { json in
            for place in all.sorted() { json.object { write(place, into: &$0) } }
        }
    }

    private func write(_ place: CommitmentIndex, into json: inout JSONText) {
        let commitment = names.scenario[place]
        json.field("id", names.id(place))
        json.field("promisor", names.id(commitment.promisor))
        json.field("side", names.scenario[commitment.promisor].side.rawValue)
        json.field("status", commitment.status.rawValue)
        json.field("firmness", commitment.firmness == 0 ? nil : Int(commitment.firmness))
    }

    private func write(_ ask: Ask, into json: inout JSONText) {
        json.field("stage", names.id(ask.stage))
        json.field("commitment", ask.commitment.map { names.id($0) })
        json.field("of", ask.of.map { names.id($0) })
        json.field("ready", ask.isReady)
        json.field("opens", ask.opens)
    }
}
