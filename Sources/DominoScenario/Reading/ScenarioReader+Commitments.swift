extension ScenarioReader {
    /// Reads a commitment with its needs, damage and notice.
    mutating func readCommitment(_ declared: Declared) {
        let node = Int(declared.node)
        var commitment = Commitment(id: declared.id, span: declared.span)
        guard var members = members(of: node, "a commitment", as: CommitmentField.self) else { return }
        var nodes = CommitmentNodes()
        let firstNeed = scenario.needs.nextPlace
        let firstDamage = scenario.damages.nextPlace
        var damage: Int?
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: commitment.title = text(value, "title") ?? .empty
            case .promisor: commitment.promisor = stakeholder(value, "promisor") ?? .missing
            case .promisee: commitment.promisee = stakeholder(value, "promisee") ?? .missing
            case .due:
                nodes.due = value
                commitment.due = day(value, "due") ?? .first
            case .follows: follow(value)
            case .status: commitment.status = choice(value, "status", as: Status.self) ?? .agreed
            case .keptOn:
                nodes.keptOn = value
                commitment.keptOn = day(value, "keptOn")
            case .stage: commitment.stage = reference(value, "stage", to: .stage)
            case .firmness:
                commitment.firmness = UInt8(
                    number(value, "firmness", in: NumberRange.firmness, expected: "a number from 1 to 10") ?? 0)
            case .work: commitment.work = spareDays(value, "work")
            case .cushion: commitment.cushion = spareDays(value, "cushion") ?? 0
            case .start: commitment.start = choice(value, "start", as: Start.self) ?? .asPlanned
            case .window: commitment.windows = readWindowUses(value)
            case .breaksAfter: readPatience(value, of: &commitment)
            case .perDayLater: commitment.perDayLater = amount(value, "perDayLater")
            case .needs: readNeeds(value)
            case .delay:
                nodes.delay = value
                commitment.delay = distribution(value, "delay", of: .days)
            case .remaining: commitment.remaining = distribution(value, "remaining", of: .spareDays)
            case .damage: damage = value
            case .notice: commitment.notice = readNotice(value)
            }
        }
        commitment.needs = firstNeed..<scenario.needs.nextPlace
        if let damage { readDamages(damage, of: commitment) }
        commitment.damage = firstDamage..<scenario.damages.nextPlace
        checkRequired(members, of: "this commitment")
        checkFacts(commitment, node: node, nodes)
        if commitment.work == nil { checkLeads(commitment) }
        scenario.commitments.append(commitment)
    }

    /// Where some fields of a commitment are written.
    private struct CommitmentNodes {
        var due: Int?
        var keptOn: Int?
        var delay: Int?
    }

    /// Checks that dates and status agree, and what is said about the work.
    private mutating func checkFacts(_ commitment: Commitment, node: Int, _ nodes: CommitmentNodes) {
        if nodes.due == nil, commitment.status != .released {
            report(FieldProblem.missing("due", of: "this commitment"), opening: node)
        }
        if let keptOn = nodes.keptOn {
            if commitment.status != .kept {
                report(CommitmentProblem.dateWithoutKept(commitment.status), node: keptOn)
            } else if let day = commitment.keptOn, let today = scenario.today, day > today {
                report(CommitmentProblem.keptInFuture(quoted(commitment.id), day, today: today), node: keptOn)
            }
        } else if commitment.status == .kept {
            report(CommitmentProblem.keptWithoutDate(quoted(commitment.id)), opening: node)
        }
        if let delay = nodes.delay, commitment.remaining != nil {
            report(CommitmentProblem.delayBesideRemaining(quoted(commitment.id)), node: delay)
        }
    }

    /// Reads what the commitment being read follows; which one that is has to wait until all are known.
    private mutating func follow(_ node: Int) {
        guard let id = text(node, "follows", expected: "the id of a commitment, in quotes") else { return }
        later.follows.append((scenario.commitments.nextPlace, id, tree[node].span))
    }

    /// Reads the windows that a commitment can be kept in.
    private mutating func readWindowUses(_ list: Int) -> Range<Int32> {
        let first = Int32(truncatingIfNeeded: scenario.windowUses.count)
        for element in elements(of: list, "window") {
            let window: WindowIndex? = reference(element, "window", to: .window)
            if let window { scenario.windowUses.append(window) }
        }
        return first..<Int32(truncatingIfNeeded: scenario.windowUses.count)
    }

    /// Reads how late a commitment may be before it counts as broken: days, or their distribution.
    private mutating func readPatience(_ node: Int, of commitment: inout Commitment) {
        if tree[node].kind != .object {
            let expected = "a number of days or a distribution such as { \"lognormal\": [20, 45] }"
            commitment.breaksAfter =
                number(node, "breaksAfter", in: NumberRange.spareDays, expected: expected) ?? .infinity
            return
        }
        guard let patience = distribution(node, "breaksAfter", of: .spareDays) else { return }
        commitment.patience = patience
        commitment.breaksAfter = scenario[patience].distribution.median
    }

    /// Buffers are never guessed: a need on a commitment without work states its lead or its buffer.
    private mutating func checkLeads(_ commitment: Commitment) {
        for place in commitment.needs {
            let need = scenario[place]
            guard need.lead == nil, need.buffer == nil else { continue }
            report(CommitmentProblem.needWithoutLead(of: quoted(commitment.id)), need.span)
        }
    }

    /// Reads the list of needs of a commitment.
    private mutating func readNeeds(_ list: Int) {
        var group: Int32 = 0
        var walk = walk(into: list, "needs")
        while let need = walk.nextElement(in: tree) { readNeed(need, group: nil, groups: &group) }
    }

    /// Reads one need, or a group of which one or some are enough.
    /// - Parameter group: the number and the quorum of the group it is a member of.
    private mutating func readNeed(_ node: Int, group: (number: Int32, quorum: Int32)?, groups: inout Int32) {
        guard var members = members(of: node, "a need", as: NeedField.self) else { return }
        var need = Need(commitment: .missing, span: opening(of: node))
        var isNamed = false
        var needed: Text?
        var parts = GroupParts()
        while let (field, value) = next(&members) {
            switch field {
            case .commitment:
                isNamed = true
                need.span = tree[value].span
                needed = text(value, "commitment", expected: "the id of a commitment, in quotes")
            case .lead: need.lead = days(value, "lead")
            case .buffer: need.buffer = days(value, "buffer")
            case .share: need.share = share(value)
            case .fallback: need.fallback = spareDays(value, "fallback") ?? .infinity
            case .relay: need.relay = spareDays(value, "relay") ?? 0
            case .anyOf, .of: parts.list = parts.list ?? (field, value)
            case .atLeast: parts.quorum = value
            }
        }
        parts.fields = members.seen.nonzeroBitCount
        if let list = parts.list { return readGroup(list.field, list.node, parts, isNested: group != nil, &groups) }
        if parts.quorum != nil { return report(FieldProblem.missing("of", of: "this group"), opening: node) }
        guard isNamed else { return report(FieldProblem.missing("commitment", of: "this need"), opening: node) }
        if need.lead != nil, need.buffer != nil { report(CommitmentProblem.leadAndBuffer, need.span) }
        if let group { (need.group, need.quorum) = group }
        guard let needed else { return }
        // Which one that is has to wait until all are known.
        scenario.needs.append(need)
        later.needed.append(needed)
    }

    /// What is written of a group.
    private struct GroupParts {
        /// `anyOf` or `of`.
        var list: (field: NeedField, node: Int)?
        /// `atLeast`.
        var quorum: Int?
        /// How many fields there are.
        var fields = 0
    }

    /// Reads the members of a group, and how many of them are enough.
    private mutating func readGroup(
        _ field: NeedField, _ list: Int, _ parts: GroupParts, isNested: Bool, _ groups: inout Int32
    ) {
        if isNested { return report(CommitmentProblem.groupInGroup, node: list) }
        if field == .of, parts.quorum == nil, parts.fields == 1 {
            return report(FieldProblem.missing("atLeast", of: "this group"), node: list)
        }
        if parts.fields > (field == .of ? 2 : 1) || field == .of && parts.quorum == nil {
            return report(CommitmentProblem.groupWithOthers(field), node: list)
        }
        let members = Array(elements(of: list, field.rawValue))
        if members.isEmpty, tree[list].kind == .array { report(CommitmentProblem.emptyGroup(field), node: list) }
        let group = (number: groups, quorum: parts.quorum.map { quorum($0, of: members.count) } ?? 1)
        groups += 1
        for member in members { readNeed(member, group: group, groups: &groups) }
    }

    /// How many of the members of a group are enough.
    private mutating func quorum(_ node: Int, of members: Int) -> Int32 {
        guard tree[node].kind == .number else {
            wrongType(node, "atLeast", expected: "a whole number")
            return 1
        }
        let value = scenario.sources.number(tree[node])
        if value >= 1, value <= Double(members), value == value.rounded() { return Int32(value) }
        if members > 0 { report(CommitmentProblem.quorum(value, members: members), node: node) }
        return 1
    }

    /// The share of a delay that is passed on: above 0, at most 1.
    private mutating func share(_ node: Int) -> Double {
        guard let share = fraction(node, "share") else { return 1 }
        if share > 0 { return share }
        report(CommitmentProblem.shareOfNothing, node: node)
        return 1
    }
}

extension ScenarioReader {
    /// Reads the damage of a commitment.
    mutating func readDamages(_ list: Int, of commitment: Commitment) {
        for entry in elements(of: list, "damage") { readDamage(entry, of: commitment) }
    }

    /// Reads one entry of damage.
    private mutating func readDamage(_ node: Int, of commitment: Commitment) {
        guard var members = members(of: node, "an entry of damage", as: DamageField.self) else { return }
        var damage = Damage(kind: .missing, bearer: commitment.promisee, shape: .lump(0))
        var shapes = 0
        var breaking: Int?
        while let (field, value) = next(&members) {
            switch field {
            case .kind: damage.kind = kind(value, "kind") ?? .missing
            case .bearer: damage.bearer = stakeholder(value, "bearer") ?? .missing
            case .perDay:
                damage.shape = .perDay(amount(value, "perDay") ?? 0)
                shapes += 1
            case .perCalendarDay:
                damage.shape = .perCalendarDay(amount(value, "perCalendarDay") ?? 0)
                shapes += 1
            case .perWeek:
                damage.shape = .perWeek(amount(value, "perWeek") ?? 0)
                shapes += 1
            case .lump:
                damage.shape = .lump(amount(value, "lump") ?? 0)
                shapes += 1
            case .curve:
                damage.shape = .curve(readCurve(value))
                shapes += 1
            case .grace: damage.grace = spareDays(value, "grace") ?? 0
            case .cap: damage.cap = amount(value, "cap") ?? .infinity
            case .ifBroken:
                breaking = value
                damage.ifBroken = amount(value, "ifBroken")
            }
        }
        checkRequired(members, of: "this entry of damage")
        if shapes == 0 {
            report(DamageProblem.noShape(onlyBreaks: breaking != nil), opening: node)
        } else if shapes > 1 {
            report(DamageProblem.shapes(shapes), opening: node)
        } else if let breaking {
            let breaks = (days: commitment.breaksAfter, due: commitment.due)
            later.breaking.append((scenario.damages.nextPlace, breaks, tree[breaking].span))
        }
        scenario.damages.append(damage)
    }

    /// Reads `[[days, amount], ...]`, which rises in days and does not fall in amount.
    private mutating func readCurve(_ node: Int) -> Range<Int32> {
        let first = scenario.curvePoints.count
        var before: CurvePoint?
        for element in elements(of: node, "curve") {
            guard let point = point(element, "a point of a curve", days: "days late", value: "amount") else { continue }
            if let before, point.days <= before.days {
                report(DamageProblem.pointDays("a curve"), node: element)
            } else if let before, point.value < before.value {
                report(DamageProblem.fallingDamage(before.value, point.value), node: element)
            }
            before = point
            scenario.curvePoints.append(point)
        }
        if before == nil, tree[node].kind == .array { report(DamageProblem.noPoint("a curve"), node: node) }
        return Int32(truncatingIfNeeded: first)..<Int32(truncatingIfNeeded: scenario.curvePoints.count)
    }

    /// Reads `[[days of notice, factor], ...]`, which rises in days and does not rise in factor.
    mutating func readNotice(_ node: Int) -> Range<Int32> {
        let first = scenario.noticePoints.count
        var before: CurvePoint?
        for element in elements(of: node, "notice") {
            guard let point = point(element, "a point of notice", days: "days of notice", value: "factor") else {
                continue
            }
            if point.value > 1 {
                report(DamageProblem.noticeFactor(point.value), node: element)
            } else if let before, point.days <= before.days {
                report(DamageProblem.pointDays("notice"), node: element)
            } else if let before, point.value > before.value {
                report(DamageProblem.risingNotice(before.value, point.value), node: element)
            }
            before = point
            scenario.noticePoints.append(point)
        }
        if before == nil, tree[node].kind == .array { report(DamageProblem.noPoint("notice"), node: node) }
        return Int32(truncatingIfNeeded: first)..<Int32(truncatingIfNeeded: scenario.noticePoints.count)
    }

    /// Reads `[days, value]`, neither negative.
    private mutating func point(_ node: Int, _ what: String, days: String, value: String) -> CurvePoint? {
        // Only a message needs it: put together for every point it took a quarter of the time of reading.
        var form: String { "[\(days), \(value)]" }
        var parts = elements(of: node, what, expected: "a pair \(form)")
        guard let first = parts.next(), let second = parts.next(), parts.next() == nil else {
            if tree[node].kind == .array {
                let count = tree.elements(of: node).reduce(0) { count, _ in count + 1 }
                report(DamageProblem.pointParts(what, form: form, count: count), node: node)
            }
            return nil
        }
        guard let days = spareDays(first, days), let value = amount(second, value) else { return nil }
        return CurvePoint(days: days, value: value)
    }
}
