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
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: commitment.title = text(value, "title") ?? .empty
            case .promisor: commitment.promisor = stakeholder(value, "promisor") ?? .missing
            case .promisee: commitment.promisee = stakeholder(value, "promisee") ?? .missing
            case .due:
                dueNode = value
                commitment.due = day(value, "due") ?? .first
            case .status: commitment.status = choice(value, "status", as: Status.self) ?? .agreed
            case .keptOn:
                keptNode = value
                commitment.keptOn = day(value, "keptOn")
            case .stage: commitment.stage = reference(value, "stage", to: .stage)
            case .firmness:
                commitment.firmness = UInt8(
                    number(value, "firmness", in: NumberRange.firmness, expected: "a number from 1 to 10") ?? 0)
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
        checkRequired(members, of: "this commitment")
        checkFacts(commitment, node: node, due: dueNode, keptOn: keptNode)
        if commitment.work == nil { checkLeads(commitment) }
        scenario.commitments.append(commitment)
    }

    /// Checks that dates and status agree.
    private mutating func checkFacts(_ commitment: Commitment, node: Int, due: Int?, keptOn: Int?) {
        if due == nil, commitment.status != .released {
            report(FieldProblem.missing("due", of: "this commitment"), opening: node)
        }
        if let keptOn, commitment.status != .kept {
            report(CommitmentProblem.dateWithoutKept(commitment.status), node: keptOn)
        }
        if keptOn == nil, commitment.status == .kept {
            report(CommitmentProblem.keptWithoutDate(quoted(commitment.id)), opening: node)
        }
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

    /// Reads one need, or a group of which one is enough.
    private mutating func readNeed(_ node: Int, group: Int32?, groups: inout Int32) {
        guard var members = members(of: node, "a need", as: NeedField.self) else { return }
        var need = Need(commitment: .missing, span: opening(of: node))
        var isNamed = false
        var needed: Text?
        var alternatives: Int?
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
            case .anyOf: alternatives = value
            }
        }
        if let alternatives {
            return readGroup(alternatives, nested: group != nil, alone: members.seen, groups: &groups)
        }
        guard isNamed else { return report(FieldProblem.missing("commitment", of: "this need"), opening: node) }
        if need.lead != nil, need.buffer != nil { report(CommitmentProblem.leadAndBuffer, need.span) }
        need.group = group ?? -1
        guard let needed else { return }
        // Which one that is has to wait until all are known.
        scenario.needs.append(need)
        later.needed.append(needed)
    }

    /// Reads the members of an `anyOf` group.
    private mutating func readGroup(_ list: Int, nested: Bool, alone: UInt64, groups: inout Int32) {
        if nested { return report(CommitmentProblem.groupInGroup, node: list) }
        if alone.nonzeroBitCount > 1 { return report(CommitmentProblem.groupWithOthers, node: list) }
        let members = Array(elements(of: list, "anyOf"))
        if members.isEmpty, tree[list].kind == .array { report(CommitmentProblem.emptyGroup, node: list) }
        let group = groups
        groups += 1
        for member in members { readNeed(member, group: group, groups: &groups) }
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
            later.breaking.append((scenario.damages.nextPlace, commitment.breaksAfter, tree[breaking].span))
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
