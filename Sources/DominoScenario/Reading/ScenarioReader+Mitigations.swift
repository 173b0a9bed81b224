extension ScenarioReader {
    /// Reads a mitigation. Its commitments have been read.
    mutating func readMitigation(_ declared: Declared) {
        let node = Int(declared.node)
        var mitigation = Mitigation(id: declared.id, span: declared.span)
        guard var members = members(of: node, "a mitigation", as: MitigationField.self) else { return }
        let first = Int32(truncatingIfNeeded: scenario.effects.count)
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: mitigation.title = text(value, "title") ?? .empty
            case .cost: mitigation.cost = amount(value, "cost") ?? 0
            case .leadTime: mitigation.leadTime = spareDays(value, "leadTime") ?? 0
            case .chance: mitigation.chance = fraction(value, "chance") ?? 1
            case .effects: for effect in elements(of: value, "effects") { readEffect(effect) }
            case .requires: mitigation.requires = mitigations(value, "requires")
            case .excludes: mitigation.excludes = mitigations(value, "excludes")
            }
        }
        if !members.has(.effects) { missing("effects", in: node, of: "this mitigation") }
        mitigation.effects = first..<Int32(truncatingIfNeeded: scenario.effects.count)
        scenario.mitigations.append(mitigation)
    }

    /// A list of mitigations by id.
    private mutating func mitigations(_ list: Int, _ what: String) -> [MitigationIndex] {
        var found: [MitigationIndex] = []
        for element in elements(of: list, what) {
            let number: MitigationIndex? = reference(
                element, what, to: \.mitigations, .unknownMitigation, noun: "mitigation")
            if let number { found.append(number) }
        }
        return found
    }

    /// What an effect may hold besides its own name.
    private struct EffectParts {
        var verb: (field: EffectField, node: Int)?
        var verbs = 0
        var nodes: [EffectField: Int] = [:]
    }

    /// Reads one effect: its verb names what it works on, the rest depends on the verb.
    private mutating func readEffect(_ node: Int) {
        guard var members = members(of: node, "an effect", as: EffectField.self) else { return }
        var parts = EffectParts()
        while let (field, value) = next(&members) {
            switch field {
            case .expedite, .fallback, .decouple, .soften, .redate, .extend, .avert:
                parts.verb = (field, value)
                parts.verbs += 1
            case .days, .of, .from, .share, .factor, .kind: parts.nodes[field] = value
            }
        }
        guard let verb = parts.verb, parts.verbs == 1 else {
            let start = tree[node].start
            report(
                .effectShape, Span(start: start, end: start + 1),
                parts.verbs == 0
                    ? "this effect does nothing" : "this effect does \(parts.verbs) things, and one is meant",
                hint: "write one of \"expedite\", \"fallback\", \"decouple\", \"soften\", \"redate\", \"extend\" and "
                    + "\"avert\" with what it works on")
            return
        }
        guard accept(parts, of: verb.field, in: node), let effect = effect(verb, parts) else { return }
        scenario.effects.append(effect)
    }

    /// What each verb takes: required fields, then optional ones.
    private static func fields(of verb: EffectField) -> (required: [EffectField], optional: [EffectField]) {
        switch verb {
        case .expedite, .redate, .extend: ([.days], [])
        case .fallback: ([.of, .days], [])
        case .decouple: ([.from, .share], [])
        case .soften: ([.factor], [.kind])
        default: ([.factor], [])
        }
    }

    /// Whether an effect has the fields of its verb and no others.
    private mutating func accept(_ parts: EffectParts, of verb: EffectField, in node: Int) -> Bool {
        let (required, optional) = Self.fields(of: verb)
        var accepted = true
        for field in required where parts.nodes[field] == nil {
            missing(field.rawValue, in: node, of: "this effect")
            accepted = false
        }
        for field in EffectField.allCases where !(required + optional).contains(field) {
            guard let extra = parts.nodes[field] else { continue }
            report(
                .effectShape, node: extra, "\"\(field.rawValue)\" has no place in \"\(verb.rawValue)\"",
                hint: "\(verb.rawValue) takes " + listed(required.map { "\"\($0.rawValue)\"" }, "and"))
            accepted = false
        }
        return accepted
    }

    /// An effect whose fields are those of its verb.
    private mutating func effect(_ verb: (field: EffectField, node: Int), _ parts: EffectParts) -> PlannedEffect? {
        let days = parts.nodes[.days].map { spareDays($0, "days") } ?? 0
        let factor = parts.nodes[.factor].map { fraction($0, "factor") } ?? 1
        if verb.field == .avert {
            let risk: RiskIndex? = reference(verb.node, "avert", to: \.risks, .unknownRisk, noun: "risk")
            guard let risk, let factor else { return nil }
            return .avert(risk: risk, factor: factor)
        }
        guard let commitment = commitment(verb.node, verb.field.rawValue) else { return nil }
        switch verb.field {
        case .expedite: return days.map { .expedite(commitment: commitment, days: $0) }
        case .redate: return days.map { .redate(commitment: commitment, days: $0) }
        case .extend: return days.map { .extend(commitment: commitment, days: $0) }
        case .fallback:
            guard let days, let of = parts.nodes[.of], let need = need(of: commitment, on: of, "of") else { return nil }
            return .fallback(commitment: commitment, need: need, days: days)
        case .decouple:
            guard let from = parts.nodes[.from], let need = need(of: commitment, on: from, "from"),
                let share = parts.nodes[.share].flatMap({ fraction($0, "share") })
            else { return nil }
            return .decouple(commitment: commitment, need: need, share: share)
        default:
            var kind: KindIndex?
            if let node = parts.nodes[.kind] {
                guard let named = self.kind(node, "kind") else { return nil }
                kind = named
            }
            return factor.map { .soften(commitment: commitment, kind: kind, factor: $0) }
        }
    }

    /// The need of a commitment on the one that a node names.
    private mutating func need(
        of commitment: CommitmentIndex, on node: Int, _ what: String
    ) -> NeedIndex? {
        guard let source = self.commitment(node, what) else { return nil }
        if let place = needPlace(of: commitment, on: source) { return place }
        let needing = quoted(scenario[commitment].id)
        report(
            .effectWithoutTarget, node: node,
            "\(needing) does not need \(quoted(scenario[source].id)), so nothing can be changed there",
            hint: "name a commitment that it needs")
        return nil
    }

    /// Where among all needs the first one of a commitment on another stands.
    private mutating func needPlace(of commitment: CommitmentIndex, on source: CommitmentIndex) -> NeedIndex? {
        let needs = scenario[commitment].needs
        if needs.count <= 32 { return needs.first { scenario[$0].commitment == source } }
        // Many effects on a commitment of many needs: looked up, not searched.
        if needPlaces[commitment] == nil {
            var places: [CommitmentIndex: NeedIndex] = [:]
            for place in needs.reversed() { places[scenario[place].commitment] = place }
            needPlaces[commitment] = places
        }
        return needPlaces[commitment]?[source]
    }
}
