extension ScenarioReader {
    /// Reads a commitment with its needs, damage and notice.
    mutating func readCommitment(_ declared: Declared) {
        let node = Int(declared.node)
        var commitment = Commitment(id: declared.id, span: declared.span)
        guard var members = members(of: node, "a commitment", as: CommitmentField.self) else { return }
        var dueNode: Int?
        var keptNode: Int?
        let firstNeed = scenario.needs.nextPlace
        let firstDamage = scenario.damages.nextPlace
        var damage: Int?
        var promised = 0
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: commitment.title = text(value, "title") ?? .empty
            case .promisor:
                commitment.promisor = stakeholder(value, "promisor") ?? .missing
                promised += 1
            case .promisee:
                commitment.promisee = stakeholder(value, "promisee") ?? .missing
                promised += 1
            case .due:
                dueNode = value
                commitment.due = day(value, "due") ?? .first
            case .status: commitment.status = choice(value, "status", as: Status.self) ?? .agreed
            case .keptOn:
                keptNode = value
                commitment.keptOn = day(value, "keptOn")
            case .stage:
                commitment.stage = reference(value, "stage", to: \.stages, .unknownStage, noun: "stage")
            case .firmness:
                commitment.firmness = UInt8(
                    number(value, "firmness", in: 1...10, expected: "a number from 1 to 10") ?? 0)
            case .work: commitment.work = spareDays(value, "work")
            case .cushion: commitment.cushion = spareDays(value, "cushion") ?? 0
            case .start: commitment.start = choice(value, "start", as: Start.self) ?? .asPlanned
            case .breaksAfter: commitment.breaksAfter = spareDays(value, "breaksAfter") ?? .infinity
            case .perDayLater: commitment.perDayLater = amount(value, "perDayLater")
            case .needs: readNeeds(value)
            case .delay: commitment.delay = distribution(value, "delay", allowsChance: true)
            case .damage: damage = value
            case .notice: commitment.notice = readNotice(value)
            }
        }
        commitment.needs = firstNeed..<scenario.needs.nextPlace
        if let damage { readDamages(damage, of: commitment) }
        commitment.damage = firstDamage..<scenario.damages.nextPlace
        if promised < 2 { missingParties(members) }
        settleFacts(commitment, node: node, due: dueNode, keptOn: keptNode)
        if commitment.work == nil { checkLeads(commitment) }
        scenario.commitments.append(commitment)
    }

    /// Says which of promisor and promisee is not there.
    private mutating func missingParties(_ members: Members<CommitmentField>) {
        for field in [CommitmentField.promisor, .promisee] where !members.has(field) {
            missing(field.rawValue, in: members.object, of: "this commitment")
        }
    }

    /// Checks that dates and status tell one story.
    private mutating func settleFacts(_ commitment: Commitment, node: Int, due: Int?, keptOn: Int?) {
        if due == nil, commitment.status != .released { missing("due", in: node, of: "this commitment") }
        if let keptOn, commitment.status != .kept {
            report(
                .dateWithoutKept, node: keptOn,
                "keptOn is given, and the status is \"\(commitment.status.rawValue)\"",
                hint: "write \"status\": \"kept\", or leave keptOn out")
        }
        if keptOn == nil, commitment.status == .kept {
            let start = tree[node].start
            report(
                .keptWithoutDate, Span(start: start, end: start + 1),
                "\(quoted(commitment.id)) is kept, and nothing says when", hint: "add \"keptOn\": the day it was kept")
        }
    }

    /// Buffers are never guessed: a need on a commitment without work states its lead or its buffer.
    private mutating func checkLeads(_ commitment: Commitment) {
        for place in commitment.needs {
            let need = scenario[place]
            guard need.lead == nil, need.buffer == nil else { continue }
            report(
                .needWithoutLead, need.span,
                "this need of \(quoted(commitment.id)) has neither a lead nor a buffer, and the commitment has no work",
                hint: "say how many days it takes from the one being kept to the other: \"lead\": 5")
        }
    }

    /// Reads the list of needs of a commitment.
    private mutating func readNeeds(_ list: Int) {
        guard tree[list].kind == .array else { return wrongType(list, "needs", expected: "a list [ ... ]") }
        var group: Int32 = 0
        var element = list + 1
        let end = Int(tree[list].next)
        while element < end {
            readNeed(element, group: nil, groups: &group)
            element = Int(tree[element].next)
        }
    }

    /// Reads one need, or a group of which one is enough.
    private mutating func readNeed(_ node: Int, group: Int32?, groups: inout Int32) {
        guard var members = members(of: node, "a need", as: NeedField.self) else { return }
        let start = tree[node].start
        var need = Need(commitment: .missing, span: Span(start: start, end: start + 1))
        var named = false
        var needed: Text?
        var alternatives: Int?
        while let (field, value) = next(&members) {
            switch field {
            case .commitment:
                named = true
                need.span = tree[value].span
                needed = text(value, "commitment", expected: "the id of a commitment, in quotes")
            case .lead: need.lead = days(value, "lead")
            case .buffer: need.buffer = days(value, "buffer")
            case .share: need.share = share(value)
            case .fallback: need.fallback = spareDays(value, "fallback") ?? .infinity
            case .relay: need.relay = spareDays(value, "relay") ?? 0
            case .anyOf: alternatives = value
            }
        }
        if let alternatives {
            return readGroup(alternatives, nested: group != nil, alone: members.seen, groups: &groups)
        }
        guard named else { return missing("commitment", in: node, of: "this need") }
        if need.lead != nil, need.buffer != nil {
            report(
                .leadAndBuffer, need.span, "this need has both a lead and a buffer, and one follows from the other",
                hint: "keep one of the two")
        }
        need.group = group ?? -1
        guard let needed else { return }
        // Which one that is waits until all are known.
        scenario.needs.append(need)
        later.needed.append(needed)
    }

    /// Reads the members of an `anyOf` group.
    private mutating func readGroup(
        _ list: Int, nested: Bool, alone: UInt64, groups: inout Int32
    ) {
        if nested || alone.nonzeroBitCount > 1 {
            report(
                .groupShape, node: list,
                nested ? "a group cannot stand in a group" : "anyOf stands alone: its members have their own leads",
                hint: "write { \"anyOf\": [ { \"commitment\": ... }, ... ] }")
            return
        }
        let members = Array(elements(of: list, "anyOf"))
        if members.isEmpty, tree[list].kind == .array {
            report(
                .emptyGroup, node: list, "anyOf names nothing", hint: "name at least one commitment, or leave it out")
        }
        let group = groups
        groups += 1
        for member in members { readNeed(member, group: group, groups: &groups) }
    }

    /// The share of a delay that is passed on: above 0, at most 1.
    private mutating func share(_ node: Int) -> Double {
        guard let share = fraction(node, "share") else { return 1 }
        if share > 0 { return share }
        report(
            .outOfRange, node: node, "share is 0, and has to be above 0",
            hint: "a need that passes nothing on is none: leave it out")
        return 1
    }
}
