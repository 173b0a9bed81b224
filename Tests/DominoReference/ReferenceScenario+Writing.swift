extension ReferenceScenario {
    /// The scenario as a file (Scenarios/FORMAT.md); reading it again gives an equal value.
    public func json() -> String {
        let head = ReferenceJSON.fields(
            ("domino", .number(1)), ("name", .string(name)), ("description", .text(description)),
            ("root", .text(root)), ("asOf", .date(asOf)), ("currency", .text(currency)),
            ("horizon", .number(optional: horizon)), ("calendar", calendar?.json))
        let lists = ReferenceJSON.fields(
            ("kinds", .list(kinds.map(\.json))), ("stakeholders", .list(stakeholders.map(\.json))),
            ("windows", .list(windows.map(\.json))), ("stages", .list(stages.map(\.json))),
            ("commitments", .array(commitments.map(\.json))),
            ("risks", .list(risks.map(\.json))), ("factors", .list(factors.map(\.json))),
            ("mitigations", .list(mitigations.map(\.json))), ("decided", .list(decided.map(\.json))),
            ("policy", policy?.json))
        let question = ReferenceJSON.fields(
            ("slip", slips.count == 1 ? slips[0].json : .list(slips.map(\.json))), ("toldOn", .date(toldOn)))
        return ReferenceJSON.object(head + lists + question).written() + "\n"
    }
}

extension ReferenceJSON {
    fileprivate static func text(_ text: String?) -> ReferenceJSON? {
        text.map { .string($0) }
    }

    fileprivate static func number(optional number: Double?) -> ReferenceJSON? {
        number.map { .number($0) }
    }

    fileprivate static func date(_ date: ReferenceDate?) -> ReferenceJSON? {
        date.map { .string($0.description) }
    }

    fileprivate static func texts(_ texts: [String]) -> ReferenceJSON? {
        list(texts.map { .string($0) })
    }

    fileprivate static func object(_ members: (String, ReferenceJSON?)...) -> ReferenceJSON {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }
}

extension ReferenceWorkweek {
    fileprivate var json: ReferenceJSON {
        .object(
            ("workdays", workdays.map { .array($0.map { .string($0) }) }),
            ("holidays", .list(holidays.map { .string($0.description) })))
    }
}

extension ReferenceKind {
    fileprivate var json: ReferenceJSON {
        .object(("id", .string(id)), ("unit", .text(unit)), ("weight", .number(optional: weight)))
    }
}

extension ReferenceStakeholder {
    fileprivate var json: ReferenceJSON {
        .object(
            ("id", .string(id)), ("name", .text(name)), ("side", .text(side)), ("weight", .number(optional: weight)),
            ("group", group.map { .bool($0) }))
    }
}

extension ReferenceWindow {
    fileprivate var json: ReferenceJSON {
        .object(
            ("id", .string(id)), ("open", open.map { .array($0.map { .string($0.description) }) }),
            (
                "closed",
                .list(closed.map { .array([.string($0.first.description), .string($0.last.description)]) })
            ))
    }
}

extension ReferenceDecision {
    fileprivate var json: ReferenceJSON {
        .object(("mitigation", .string(mitigation)), ("on", .date(on)))
    }
}

extension ReferenceStage {
    fileprivate var json: ReferenceJSON {
        .object(("id", .string(id)), ("title", .text(title)), ("advance", .text(advance)))
    }
}

extension ReferenceCommitment {
    fileprivate var json: ReferenceJSON {
        .object(
            ("id", .string(id)), ("title", .text(title)), ("promisor", .string(promisor)),
            ("promisee", .string(promisee)), ("due", .date(due)), ("status", .text(status?.rawValue)),
            ("keptOn", .date(keptOn)), ("stage", .text(stage)), ("firmness", .number(optional: firmness)),
            ("work", .number(optional: work)), ("cushion", .number(optional: cushion)),
            ("start", .text(start?.rawValue)), ("breaksAfter", breaksAfter?.json),
            ("perDayLater", .number(optional: perDayLater)), ("needs", .list(needs.map(\.json))),
            ("delay", delay?.json), ("remaining", remaining?.json), ("follows", .text(follows)),
            ("window", .texts(window)), ("damage", .list(damage.map(\.json))),
            ("notice", notice.isEmpty ? nil : ReferenceJSON(points: notice)))
    }
}

extension ReferenceNeedEntry {
    fileprivate var json: ReferenceJSON {
        switch self {
        case .one(let need): need.json
        case .anyOf(let needs): .object(("anyOf", .array(needs.map(\.json))))
        case .atLeast(let k, let needs):
            .object(("atLeast", .number(Double(k))), ("of", .array(needs.map(\.json))))
        }
    }
}

extension ReferenceNeed {
    fileprivate var json: ReferenceJSON {
        .object(
            ("commitment", .string(commitment)), ("lead", .number(optional: lead)),
            ("buffer", .number(optional: buffer)), ("share", .number(optional: share)),
            ("fallback", .number(optional: fallback)), ("relay", .number(optional: relay)))
    }
}

extension ReferenceDamage {
    fileprivate var json: ReferenceJSON {
        let growth: (String, ReferenceJSON?)
        switch shape {
        case .perDay(let amount): growth = ("perDay", .number(amount))
        case .lump(let amount): growth = ("lump", .number(amount))
        case .curve(let points): growth = ("curve", ReferenceJSON(points: points))
        case .perCalendarDay(let amount): growth = ("perCalendarDay", .number(amount))
        case .perWeek(let amount): growth = ("perWeek", .number(amount))
        }
        return .object(
            ("kind", .string(kind)), ("bearer", .text(bearer)), growth, ("grace", .number(optional: grace)),
            ("cap", .number(optional: cap)), ("ifBroken", .number(optional: ifBroken)))
    }
}

extension ReferenceRisk {
    fileprivate var json: ReferenceJSON {
        .object(
            ("id", .string(id)), ("title", .text(title)), ("chance", .number(chance)),
            (
                "hits",
                .array(hits.map { .object(("commitment", .string($0.commitment)), ("delay", $0.delay.json)) })
            ))
    }
}

extension ReferenceFactor {
    fileprivate var json: ReferenceJSON {
        .object(("id", .string(id)), ("value", value.json), ("scales", .texts(scales)))
    }
}

extension ReferenceMitigation {
    fileprivate var json: ReferenceJSON {
        .object(
            ("id", .string(id)), ("title", .text(title)), ("cost", .number(optional: cost)),
            ("leadTime", .number(optional: leadTime)), ("chance", .number(optional: chance)),
            ("effects", .array(effects.map(\.json))), ("requires", .texts(requires)), ("excludes", .texts(excludes)))
    }
}

extension ReferenceEffect {
    fileprivate var json: ReferenceJSON {
        switch self {
        case .expedite(let target, let days):
            .object(("expedite", .string(target)), ("days", .number(days)))
        case .fallback(let target, let need, let days):
            .object(("fallback", .string(target)), ("of", .string(need)), ("days", .number(days)))
        case .decouple(let target, let need, let share):
            .object(("decouple", .string(target)), ("from", .string(need)), ("share", .number(share)))
        case .soften(let target, let factor, let kind):
            .object(("soften", .string(target)), ("factor", .number(factor)), ("kind", .text(kind)))
        case .redate(let target, let days):
            .object(("redate", .string(target)), ("days", .number(days)))
        case .extend(let target, let days):
            .object(("extend", .string(target)), ("days", .number(days)))
        case .avert(let risk, let factor):
            .object(("avert", .string(risk)), ("factor", .number(factor)))
        }
    }
}

extension ReferencePolicy {
    fileprivate var json: ReferenceJSON {
        func limits(_ limits: [String: Double]) -> ReferenceJSON? {
            limits.isEmpty ? nil : .object(limits.keys.sorted().map { ($0, ReferenceJSON.number(limits[$0] ?? 0)) })
        }
        return .object(
            ("confidence", .number(optional: confidence)), ("stretchConfidence", .number(optional: stretchConfidence)),
            ("maxMean", .number(optional: maxMean)), ("maxP95", .number(optional: maxP95)),
            ("maxLate", limits(maxLate)), ("maxChance", limits(maxChance)))
    }
}

extension ReferenceSlip {
    fileprivate var json: ReferenceJSON {
        switch shock {
        case .days(let days): json(.number(days))
        case .broken: json(.string("broken"))
        }
    }
    private func json(_ days: ReferenceJSON) -> ReferenceJSON {
        .object(
            ("commitment", .string(commitment)), ("days", days), ("because", .text(because)),
            ("prevention", .text(prevention)))
    }
}
