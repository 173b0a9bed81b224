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
        var named = false
        var breaking: Int?
        while let (field, value) = next(&members) {
            switch field {
            case .kind:
                named = true
                damage.kind = kind(value, "kind") ?? .missing
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
        if !named { missing("kind", in: node, of: "this entry of damage") }
        if shapes != 1 {
            let start = tree[node].start
            report(
                .damageShape, Span(start: start, end: start + 1),
                shapes == 0
                    ? "this entry of damage does not say how it grows"
                    : "this entry of damage has \(shapes) shapes, and one is meant",
                hint: shapes == 0 && breaking != nil
                    ? "add \"lump\": 0 if only breaking costs something"
                    : "give one of \"perDay\", \"lump\" and \"curve\"")
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
                report(.invalidCurve, node: element, "days have to rise from point to point of a curve")
            } else if let before, point.value < before.value {
                report(
                    .fallingCurve, node: element,
                    "the damage falls from \(plain(before.value)) to \(plain(point.value)): later never hurts less")
            }
            before = point
            scenario.curvePoints.append(point)
        }
        if before == nil, tree[node].kind == .array { report(.invalidCurve, node: node, "a curve needs a point") }
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
                report(
                    .outOfRange, node: element,
                    "a notice factor is from 0 to 1, and this one is \(plain(point.value))")
            } else if let before, point.days <= before.days {
                report(.invalidCurve, node: element, "days have to rise from point to point of notice")
            } else if let before, point.value > before.value {
                report(
                    .invalidCurve, node: element,
                    "the factor rises from \(plain(before.value)) to \(plain(point.value)): "
                        + "earlier news never hurts more")
            }
            before = point
            scenario.noticePoints.append(point)
        }
        if before == nil, tree[node].kind == .array { report(.invalidCurve, node: node, "notice needs a point") }
        return Int32(truncatingIfNeeded: first)..<Int32(truncatingIfNeeded: scenario.noticePoints.count)
    }

    /// Reads `[days, value]`, neither negative.
    private mutating func point(_ node: Int, _ what: String, days: String, value: String) -> CurvePoint? {
        var parts = elements(of: node, what, expected: "a pair [\(days), \(value)]")
        guard let first = parts.next(), let second = parts.next(), parts.next() == nil else {
            if tree[node].kind == .array {
                let count = elements(of: node, what).reduce(0) { count, _ in count + 1 }
                report(.invalidCurve, node: node, "\(what) is a pair [\(days), \(value)], and this has \(count)")
            }
            return nil
        }
        guard let days = spareDays(first, days), let value = amount(second, value) else { return nil }
        return CurvePoint(days: days, value: value)
    }
}
