/// What a distribution says.
enum UncertainNumber {
    /// Days of either sign, with a chance perhaps.
    case days
    /// Days that are not negative.
    case spareDays
    /// What work is multiplied by.
    case factor
}

extension ScenarioReader {
    /// Reads a distribution; its place in `distributions`.
    mutating func distribution(_ node: Int, _ what: String, of number: UncertainNumber) -> DistributionIndex? {
        let uncertain: Uncertain?
        if tree[node].kind == .number {
            uncertain = days(node, what).map { Uncertain(distribution: .constant($0)) }
        } else {
            uncertain = distributionObject(node, what, of: number)
        }
        guard let uncertain else { return nil }
        if number == .spareDays, uncertain.distribution.leastStated < 0 {
            report(ValueProblem.negative(what, uncertain.distribution.leastStated), node: node)
            return nil
        }
        defer { scenario.distributions.append(uncertain) }
        return scenario.distributions.nextPlace
    }

    /// Reads `{ "pert": [1, 3, 15], "chance": 0.4 }` and its like.
    private mutating func distributionObject(_ node: Int, _ what: String, of number: UncertainNumber) -> Uncertain? {
        let expected = "a number of days or a distribution such as { \"pert\": [1, 3, 15] }"
        guard var members = members(of: node, what, as: DistributionField.self, expected: expected) else { return nil }
        var chance = 1.0
        var shapes = 0
        var distribution: Distribution?
        while let (field, value) = next(&members) {
            if field == .chance {
                if number != .days {
                    report(DistributionProblem.chance(of: number == .factor ? "a factor" : what), node: value)
                }
                chance = fraction(value, "chance") ?? 1
                continue
            }
            shapes += 1
            distribution = self.distribution(field, value) ?? distribution
        }
        guard shapes == 1 else {
            report(shapes == 0 ? DistributionProblem.none(what) : .several(what, shapes), opening: node)
            return nil
        }
        return distribution.map { Uncertain(chance: chance, distribution: $0) }
    }

    /// Reads the parameters of one distribution.
    private mutating func distribution(_ field: DistributionField, _ node: Int) -> Distribution? {
        switch field {
        case .chance: return nil
        case .days: return days(node, "days").map { .constant($0) }
        case .triangular, .pert:
            guard let p = parameters(node, field, ["least", "most likely", "most"]) else { return nil }
            guard p[0] <= p[1], p[1] <= p[2] else {
                return invalid(node, .notRising(field.rawValue, form: "[least, most likely, most]"))
            }
            if p[0] == p[2] { return .constant(p[0]) }
            return field == .pert
                ? .pert(least: p[0], mode: p[1], most: p[2]) : .triangular(least: p[0], mode: p[1], most: p[2])
        case .uniform:
            guard let p = parameters(node, field, ["least", "most"]) else { return nil }
            guard p[0] <= p[1] else { return invalid(node, .notRising("uniform", form: "[least, most]")) }
            return p[0] == p[1] ? .constant(p[0]) : .uniform(least: p[0], most: p[1])
        case .normal:
            guard let p = parameters(node, field, ["mean", "standard deviation"]) else { return nil }
            guard p[1] > 0 else { return invalid(node, .deviation(p[1], mean: p[0])) }
            return .normal(mean: p[0], deviation: p[1])
        case .lognormal:
            guard let p = parameters(node, field, ["p50", "p90"]) else { return nil }
            guard p[0] > 0 else { return invalid(node, .lognormal(p[0])) }
            guard p[0] <= p[1] else { return invalid(node, .notRising("lognormal", form: "[p50, p90]")) }
            return p[0] == p[1] ? .constant(p[0]) : .lognormal(p50: p[0], p90: p[1])
        case .exponential:
            guard let mean = spareDays(node, "exponential") else { return nil }
            return mean > 0 ? .exponential(mean: mean) : invalid(node, .exponential(mean))
        case .discrete: return discrete(node)
        case .samples: return samples(node)
        }
    }

    /// A list of a fixed number of days.
    private mutating func parameters(_ node: Int, _ field: DistributionField, _ names: [String]) -> [Double]? {
        let form = "[\(names.joined(separator: ", "))]"
        let parts = Array(elements(of: node, field.rawValue, expected: "a list \(form)"))
        guard tree[node].kind == .array else { return nil }
        guard parts.count == names.count else {
            return invalid(node, .parameterCount(field.rawValue, form: form, count: parts.count))
        }
        var numbers: [Double] = []
        for (part, name) in zip(parts, names) {
            if let number = days(part, name) { numbers.append(number) }
        }
        return numbers.count == names.count ? numbers : nil
    }

    /// Reads `[[days, weight], ...]`.
    private mutating func discrete(_ node: Int) -> Distribution? {
        var values: [(value: Double, weight: Double)] = []
        for element in elements(of: node, "discrete") {
            let parts = Array(elements(of: element, "a value of discrete", expected: "a pair [days, weight]"))
            guard parts.count == 2 else {
                if tree[element].kind == .array {
                    report(DistributionProblem.valuePair(count: parts.count), node: element)
                }
                continue
            }
            if let value = days(parts[0], "days"), let weight = amount(parts[1], "weight") {
                values.append((value, weight))
            }
        }
        guard tree[node].kind == .array else { return nil }
        guard values.contains(where: { $0.weight > 0 }) else {
            return invalid(node, .noWeight)
        }
        return .discrete(values)
    }

    /// Reads `[days, ...]`.
    private mutating func samples(_ node: Int) -> Distribution? {
        let parts = Array(elements(of: node, "samples"))
        guard tree[node].kind == .array else { return nil }
        guard !parts.isEmpty else { return invalid(node, .noSamples) }
        var values: [Double] = []
        for part in parts {
            if let value = days(part, "a sample") { values.append(value) }
        }
        return .samples(values)
    }

    /// Says what is wrong with a distribution.
    private mutating func invalid<T>(_ node: Int, _ problem: DistributionProblem) -> T? {
        report(problem, node: node)
        return nil
    }

    /// Reads a risk and what it hits.
    mutating func readRisk(_ declared: Declared) {
        let node = Int(declared.node)
        var risk = Risk(id: declared.id, chance: 0)
        guard var members = members(of: node, "a risk", as: RiskField.self) else { return }
        let first = Int32(truncatingIfNeeded: scenario.hits.count)
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: risk.title = text(value, "title") ?? .empty
            case .chance: risk.chance = fraction(value, "chance") ?? 0
            case .hits: for hit in elements(of: value, "hits") { readHit(hit) }
            }
        }
        checkRequired(members, of: "this risk")
        risk.hits = first..<Int32(truncatingIfNeeded: scenario.hits.count)
        scenario.risks.append(risk)
    }

    private mutating func readHit(_ node: Int) {
        guard var members = members(of: node, "a hit of a risk", as: HitField.self) else { return }
        var hit = Hit(commitment: .missing, delay: .missing)
        while let (field, value) = next(&members) {
            switch field {
            case .commitment: hit.commitment = commitment(value, "commitment") ?? .missing
            case .delay: hit.delay = distribution(value, "delay", of: .days) ?? .missing
            }
        }
        checkRequired(members, of: "this hit")
        if !hit.commitment.isMissing, !hit.delay.isMissing { scenario.hits.append(hit) }
    }

    /// Reads a factor.
    mutating func readFactor(_ declared: Declared) {
        let node = Int(declared.node)
        var factor = Factor(id: declared.id, value: .missing, scales: [])
        guard var members = members(of: node, "a factor", as: FactorField.self) else { return }
        while let (field, value) = next(&members) {
            switch field {
            case .id, .title: break
            case .value: factor.value = distribution(value, "value", of: .factor) ?? .missing
            case .scales:
                for element in elements(of: value, "scales") {
                    guard let scaled = commitment(element, "scales") else { continue }
                    factor.scales.append(scaled)
                    later.scaled.append((scaled, tree[element].span, factor.id))
                }
            }
        }
        checkRequired(members, of: "this factor")
        scenario.factors.append(factor)
    }
}

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
        checkRequired(members, of: "this mitigation")
        mitigation.effects = first..<Int32(truncatingIfNeeded: scenario.effects.count)
        scenario.mitigations.append(mitigation)
    }

    /// Reads a list of mitigations that are under way.
    mutating func readDecided(_ list: Int) {
        for element in elements(of: list, "decided") { readDecision(element) }
    }

    private mutating func readDecision(_ node: Int) {
        guard var members = members(of: node, "what is decided", as: DecidedField.self) else { return }
        var mitigation: MitigationIndex?
        var span = opening(of: node)
        var day: (day: Day, span: Span)?
        while let (field, value) = next(&members) {
            switch field {
            case .mitigation:
                mitigation = reference(value, "mitigation", to: .mitigation)
                span = tree[value].span
            case .on:
                let span = tree[value].span
                day = self.day(value, "on").map { ($0, span) }
            }
        }
        checkRequired(members, of: "this decision")
        guard let mitigation, let day else { return }
        if let first = later.decided[mitigation] {
            return report(
                PlanProblem.duplicateDecision(quoted(scenario[mitigation].id)), span,
                related: [Related(span: first, .firstDecision)])
        }
        later.decided[mitigation] = span
        if let today = scenario.today, day.day > today {
            let id = quoted(scenario[mitigation].id)
            return report(PlanProblem.decidedInFuture(id, day.day, today: today), day.span)
        }
        later.decidedOn.append(day.span)
        scenario.decided.append(Decided(mitigation: mitigation, on: day.day, span: span))
    }

    /// A list of mitigations by id.
    private mutating func mitigations(_ list: Int, _ what: String) -> [MitigationIndex] {
        var found: [MitigationIndex] = []
        for element in elements(of: list, what) {
            let number: MitigationIndex? = reference(element, what, to: .mitigation)
            if let number { found.append(number) }
        }
        return found
    }

    /// The verb and the other fields of an effect.
    private struct EffectParts {
        var verb: (field: EffectField, node: Int)?
        var verbs = 0
        /// The values of the other fields.
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
            report(parts.verbs == 0 ? PlanProblem.noEffect : .effects(parts.verbs), opening: node)
            return
        }
        guard accept(parts, of: verb.field, in: node), let effect = effect(verb, parts) else { return }
        scenario.effects.append(effect)
    }

    /// Whether an effect has the fields of its verb and no others.
    private mutating func accept(_ parts: EffectParts, of verb: EffectField, in node: Int) -> Bool {
        let specs = EffectField.specs(of: verb).dropFirst()
        let required = specs.filter { $0.spec.isRequired }.map { $0.field }
        var isAccepted = true
        for field in required where parts.nodes[field] == nil {
            report(FieldProblem.missing(field.rawValue, of: "this effect"), opening: node)
            isAccepted = false
        }
        for field in EffectField.allCases where !specs.contains(where: { $0.field == field }) {
            guard let extra = parts.nodes[field] else { continue }
            let takes = required.map { $0.rawValue }
            report(PlanProblem.fieldOfOtherVerb(field.rawValue, verb: verb.rawValue, takes: takes), node: extra)
            isAccepted = false
        }
        return isAccepted
    }

    /// An effect whose fields are those of its verb.
    private mutating func effect(_ verb: (field: EffectField, node: Int), _ parts: EffectParts) -> PlannedEffect? {
        let days = parts.nodes[.days].map { spareDays($0, "days") } ?? 0
        let factor = parts.nodes[.factor].map { fraction($0, "factor") } ?? 1
        if verb.field == .avert {
            let risk: RiskIndex? = reference(verb.node, "avert", to: .risk)
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
        case .soften:
            var kind: KindIndex?
            if let node = parts.nodes[.kind] {
                guard let named = self.kind(node, "kind") else { return nil }
                kind = named
            }
            return factor.map { .soften(commitment: commitment, kind: kind, factor: $0) }
        case .avert, .days, .of, .from, .share, .factor, .kind: return nil
        }
    }

    /// The need of a commitment on the one that a node names.
    private mutating func need(
        of commitment: CommitmentIndex, on node: Int, _ what: String
    ) -> NeedIndex? {
        guard let source = self.commitment(node, what) else { return nil }
        if let place = needPlace(of: commitment, on: source) { return place }
        report(PlanProblem.effectWithoutNeed(of: quoted(commitment), on: quoted(source)), node: node)
        return nil
    }

    /// The first need of a commitment on another.
    private mutating func needPlace(of commitment: CommitmentIndex, on source: CommitmentIndex) -> NeedIndex? {
        let needs = scenario[commitment].needs
        if needs.count <= 32 { return needs.first { scenario[$0].commitment == source } }
        // Many effects on a commitment of many needs: look it up instead of searching.
        if needPlaces[commitment] == nil {
            var places: [CommitmentIndex: NeedIndex] = [:]
            for place in needs.reversed() { places[scenario[place].commitment] = place }
            needPlaces[commitment] = places
        }
        return needPlaces[commitment]?[source]
    }
}

extension Distribution {
    /// The least value that is stated: of a normal its mean.
    fileprivate var leastStated: Double {
        switch self {
        case .constant(let value): value
        case .triangular(let least, _, _), .pert(let least, _, _), .uniform(let least, _): least
        case .normal(let mean, _): mean
        case .lognormal, .exponential: 0
        case .discrete(let values): values.reduce(.infinity) { min($0, $1.value) }
        case .samples(let values): values.min() ?? 0
        }
    }
}
