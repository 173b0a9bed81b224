extension ScenarioReader {
    /// Reads a distribution; its place in `distributions`.
    mutating func distribution(_ node: Int, _ what: String, allowsChance: Bool) -> DistributionIndex? {
        let uncertain: Uncertain?
        if tree[node].kind == .number {
            uncertain = days(node, what).map { Uncertain(distribution: .constant($0)) }
        } else {
            uncertain = distributionObject(node, what, allowsChance: allowsChance)
        }
        guard let uncertain else { return nil }
        defer { scenario.distributions.append(uncertain) }
        return scenario.distributions.nextPlace
    }

    /// Reads `{ "pert": [1, 3, 15], "chance": 0.4 }` and its like.
    private mutating func distributionObject(_ node: Int, _ what: String, allowsChance: Bool) -> Uncertain? {
        guard tree[node].kind == .object else {
            wrongType(node, what, expected: "a number of days or a distribution such as { \"pert\": [1, 3, 15] }")
            return nil
        }
        guard var members = members(of: node, what, as: DistributionField.self) else { return nil }
        var chance = 1.0
        var shapes = 0
        var distribution: Distribution?
        while let (field, value) = next(&members) {
            if field == .chance {
                if !allowsChance {
                    report(
                        .invalidDistribution, node: value, "a factor takes no chance",
                        hint: "for what may or may not happen, write a risk")
                }
                chance = fraction(value, "chance") ?? 1
                continue
            }
            shapes += 1
            distribution = self.distribution(field, value) ?? distribution
        }
        guard shapes == 1 else {
            let start = tree[node].start
            report(
                .invalidDistribution, Span(start: start, end: start + 1),
                shapes == 0
                    ? "\(what) names no distribution"
                    : "\(what) names \(shapes) distributions, and one is meant",
                hint: "write one of "
                    + listed(DistributionField.allCases.dropFirst().map { "\"\($0.rawValue)\"" }, "or"))
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
                return invalid(node, "\(field.rawValue) is [least, most likely, most], and these do not rise")
            }
            if p[0] == p[2] { return .constant(p[0]) }
            return field == .pert
                ? .pert(least: p[0], mode: p[1], most: p[2]) : .triangular(least: p[0], mode: p[1], most: p[2])
        case .uniform:
            guard let p = parameters(node, field, ["least", "most"]) else { return nil }
            guard p[0] <= p[1] else { return invalid(node, "uniform is [least, most], and these do not rise") }
            return p[0] == p[1] ? .constant(p[0]) : .uniform(least: p[0], most: p[1])
        case .normal:
            guard let p = parameters(node, field, ["mean", "standard deviation"]) else { return nil }
            guard p[1] > 0 else {
                return invalid(
                    node, "the standard deviation is \(plain(p[1])), and has to be above 0",
                    hint: "write { \"days\": \(plain(p[0])) } for a delay without doubt")
            }
            return .normal(mean: p[0], deviation: p[1])
        case .lognormal:
            guard let p = parameters(node, field, ["p50", "p90"]) else { return nil }
            guard p[0] > 0 else { return invalid(node, "p50 of a lognormal is \(plain(p[0])), and has to be above 0") }
            guard p[0] <= p[1] else { return invalid(node, "lognormal is [p50, p90], and these do not rise") }
            return p[0] == p[1] ? .constant(p[0]) : .lognormal(p50: p[0], p90: p[1])
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
            return invalid(node, "\(field.rawValue) is \(form), and this has \(parts.count) numbers")
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
                    report(
                        .invalidDistribution, node: element,
                        "a value of discrete is a pair [days, weight], and this has \(parts.count) numbers")
                }
                continue
            }
            if let value = days(parts[0], "days"), let weight = amount(parts[1], "weight") {
                values.append((value, weight))
            }
        }
        guard tree[node].kind == .array else { return nil }
        guard values.contains(where: { $0.weight > 0 }) else {
            return invalid(node, "the weights of discrete add up to 0")
        }
        return .discrete(values)
    }

    /// Reads `[days, ...]`.
    private mutating func samples(_ node: Int) -> Distribution? {
        let parts = Array(elements(of: node, "samples"))
        guard tree[node].kind == .array else { return nil }
        guard !parts.isEmpty else { return invalid(node, "samples holds no number") }
        var values: [Double] = []
        for part in parts {
            if let value = days(part, "a sample") { values.append(value) }
        }
        return .samples(values)
    }

    /// Says why a distribution is none.
    private mutating func invalid<T>(_ node: Int, _ message: String, hint: String? = nil) -> T? {
        report(.invalidDistribution, node: node, message, hint: hint)
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
        for field in [RiskField.chance, .hits] where !members.has(field) {
            missing(field.rawValue, in: node, of: "this risk")
        }
        risk.hits = first..<Int32(truncatingIfNeeded: scenario.hits.count)
        scenario.risks.append(risk)
    }

    private mutating func readHit(_ node: Int) {
        guard var members = members(of: node, "a hit of a risk", as: HitField.self) else { return }
        var hit = Hit(commitment: .missing, delay: .missing)
        while let (field, value) = next(&members) {
            switch field {
            case .commitment: hit.commitment = commitment(value, "commitment") ?? .missing
            case .delay: hit.delay = distribution(value, "delay", allowsChance: true) ?? .missing
            }
        }
        for field in HitField.allCases where !members.has(field) { missing(field.rawValue, in: node, of: "this hit") }
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
            case .value: factor.value = distribution(value, "value", allowsChance: false) ?? .missing
            case .scales:
                for element in elements(of: value, "scales") {
                    guard let scaled = commitment(element, "scales") else { continue }
                    factor.scales.append(scaled)
                    later.scaled.append((scaled, tree[element].span, factor.id))
                }
            }
        }
        for field in [FactorField.value, .scales] where !members.has(field) {
            missing(field.rawValue, in: node, of: "this factor")
        }
        scenario.factors.append(factor)
    }
}
