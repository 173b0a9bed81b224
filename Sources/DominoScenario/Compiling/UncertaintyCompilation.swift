import DominoEngine

/// An uncertain input: what draws are named after, and what exclude-one switches off.
public enum UncertainInput: Sendable, Equatable {
    /// The delay of a commitment, by its place in the scenario.
    case delay(CommitmentIndex)
    /// A risk.
    case risk(RiskIndex)
    /// A factor.
    case factor(FactorIndex)
    /// Days after which a commitment is broken.
    case patience(CommitmentIndex)
    /// What is left of a commitment's work.
    case remaining(CommitmentIndex)
}

extension UncertainInput {
    /// The name as in draws: `delay:ID`, `risk:ID`, `factor:ID`.
    public func name(in scenario: Scenario) -> String {
        switch self {
        case .delay(let place): "delay:" + scenario.string(scenario[place].id)
        case .risk(let place): "risk:" + scenario.string(scenario[place].id)
        case .factor(let place): "factor:" + scenario.string(scenario[place].id)
        case .patience(let place): "patience:" + scenario.string(scenario[place].id)
        case .remaining(let place): "remaining:" + scenario.string(scenario[place].id)
        }
    }
}

/// The uncertain inputs by number: delays in the order of the file, then risks, factors, patience and remaining work.
/// Released commitments and facts have none.
func uncertainInputs(_ scenario: Scenario, _ ranks: [Int32], _ graph: CommitmentGraph) -> [UncertainInput] {
    var inputs: [UncertainInput] = []
    func add(_ input: (CommitmentIndex) -> UncertainInput, where isThere: (Commitment) -> Bool) {
        for (place, commitment) in scenario.commitments.placed where isThere(commitment) {
            let rank = Int(ranks[Int(place)])
            if rank >= 0, !graph.features[rank].contains(.fact) { inputs.append(input(place)) }
        }
    }
    // Known remaining work takes the place of a delay.
    add({ .delay($0) }, where: { $0.delay != nil && ($0.remaining == nil || scenario.today == nil) })
    for place in scenario.risks.places { inputs.append(.risk(place)) }
    for place in scenario.factors.places { inputs.append(.factor(place)) }
    add({ .patience($0) }, where: { $0.patience != nil })
    if scenario.today != nil { add({ .remaining($0) }, where: { $0.remaining != nil }) }
    return inputs
}

/// Compiles what replicates draw, of inputs as `uncertainInputs` numbers them; events stand in the order of risks.
func uncertainty(
    of inputs: [UncertainInput], _ scenario: Scenario, _ ranks: [Int32], _ graph: CommitmentGraph
) -> Uncertainty {
    var draft = UncertaintyDraft(scenario, ranks, graph)
    for (number, input) in inputs.enumerated() {
        let number = Int32(truncatingIfNeeded: number)
        switch input {
        case .delay(let place): draft.addDelay(place, input: number)
        case .risk(let place): draft.addRisk(place, input: number)
        case .factor(let place): draft.addFactor(place, input: number)
        case .patience(let place): draft.addPatience(place, input: number)
        case .remaining(let place): draft.addRemaining(place, input: number)
        }
    }
    return draft.finished(inputs: inputs.count)
}

extension Scenario {
    /// The draw that decides whether a mitigation works; nil for one that always works.
    func event(of mitigation: MitigationIndex) -> Uncertainty.Event? {
        let mitigation = self[mitigation]
        guard mitigation.chance < 1 else { return nil }
        let id = sources.bytes[Int(mitigation.id.start)..<Int(mitigation.id.start + mitigation.id.length)]
        return Uncertainty.Event(variable: variableHash(Array("plan:".utf8) + id), probability: mitigation.chance)
    }
}

/// Contributions as they are gathered, before they are put in order of rank.
private struct UncertaintyDraft {
    let scenario: Scenario
    /// Rank of each commitment, -1 for a released one.
    let ranks: [Int32]
    let graph: CommitmentGraph
    var gathered: [(rank: Int, contribution: Uncertainty.Contribution)] = []
    var uncertainty: Uncertainty
    /// Samplers of the scenario's distributions, made once each.
    var samplers: [Sampler?]
    /// Tables by the bits of what they are made of: delays are mostly of a few shapes, and a table is 8 KB and 35 us.
    var tables: [[UInt64]: (start: Int32, reach: Double)] = [:]

    init(_ scenario: Scenario, _ ranks: [Int32], _ graph: CommitmentGraph) {
        self.scenario = scenario
        self.ranks = ranks
        self.graph = graph
        uncertainty = Uncertainty(commitments: graph.commitmentCount)
        samplers = [Sampler?](repeating: nil, count: scenario.distributions.count)
    }

    /// The rank of a commitment that draws; nil for released ones and facts.
    private func drawingRank(_ commitment: CommitmentIndex) -> Int? {
        let rank = Int(ranks[Int(commitment)])
        return rank < 0 || graph.features[rank].contains(.fact) ? nil : rank
    }

    /// - Precondition: it has a delay, and is neither released nor a fact.
    mutating func addDelay(_ place: CommitmentIndex, input: Int32) {
        let commitment = scenario[place]
        guard let delay = commitment.delay else { preconditionFailure("a commitment with a delay") }
        let variable = hash("delay:", commitment.id)
        add(.delay, Int(ranks[Int(place)]), sampler(delay, variable), input)
    }

    mutating func addRisk(_ place: RiskIndex, input: Int32) {
        let risk = scenario[place]
        let event = Int32(truncatingIfNeeded: uncertainty.events.count)
        uncertainty.events.append(
            Uncertainty.Event(variable: hash("risk:", risk.id), probability: risk.chance))
        for hit in risk.hits {
            let hit = scenario.hits[Int(hit)]
            guard let rank = drawingRank(hit.commitment) else { continue }
            let variable = hash("hit:", risk.id, ":", scenario[hit.commitment].id)
            add(.event(event), rank, sampler(hit.delay, variable), input)
        }
    }

    mutating func addFactor(_ place: FactorIndex, input: Int32) {
        let factor = scenario[place]
        let number = Int32(truncatingIfNeeded: uncertainty.factors.count)
        let value = sampler(factor.value, hash("factor:", factor.id), rounds: false)
        uncertainty.factors.append(value)
        for scaled in factor.scales {
            let work = scenario[scaled].work ?? 0
            guard let rank = drawingRank(scaled), work != 0 else { continue }
            add(.factor(number, work: Float(work)), rank, value, input)
        }
    }

    /// - Precondition: its patience is uncertain, and it is neither released nor a fact.
    mutating func addPatience(_ place: CommitmentIndex, input: Int32) {
        let commitment = scenario[place]
        guard let patience = commitment.patience else { preconditionFailure("uncertain patience") }
        let rank = Int(ranks[Int(place)])
        let onPlan = Float(scenario.countedPatience(of: place))
        let source = Uncertainty.Contribution.Source.patience(onPlan: onPlan)
        add(source, rank, sampler(patience, hash("patience:", commitment.id)), input)
    }

    /// - Precondition: its remaining work is known, and it is neither released nor a fact.
    mutating func addRemaining(_ place: CommitmentIndex, input: Int32) {
        let commitment = scenario[place]
        guard let remaining = commitment.remaining else { preconditionFailure("a commitment with work left") }
        add(
            .remaining(atLeast: -.infinity), Int(ranks[Int(place)]),
            sampler(remaining, hash("remaining:", commitment.id)), input)
    }

    /// The contributions in order of rank, of one rank as they were gathered.
    func finished(inputs: Int) -> Uncertainty {
        var result = uncertainty
        for (rank, _) in gathered { result.contributionStart[rank + 1] += 1 }
        for rank in 0..<graph.commitmentCount {
            result.contributionStart[rank + 1] += result.contributionStart[rank]
        }
        var at = result.contributionStart
        var order = [Int](repeating: 0, count: gathered.count)
        for (place, item) in gathered.enumerated() {
            order[Int(at[item.rank])] = place
            at[item.rank] += 1
        }
        result.contributions = order.map { gathered[$0].contribution }
        result.inputCount = inputs
        return result
    }

    private mutating func add(
        _ source: Uncertainty.Contribution.Source, _ rank: Int, _ sampler: Sampler, _ input: Int32
    ) {
        gathered.append((rank, Uncertainty.Contribution(source: source, sampler: sampler, input: input)))
    }

    /// The hash of a variable's name.
    private func hash(_ prefix: StaticString, _ id: Text, _ joint: StaticString = "", _ other: Text = .empty) -> UInt64
    {
        func bytes(_ text: Text) -> ArraySlice<UInt8> {
            scenario.sources.bytes[Int(text.start)..<Int(text.start + text.length)]
        }
        var name = Array(prefix.description.utf8)
        name += bytes(id)
        name += joint.description.utf8
        name += bytes(other)
        return variableHash(name)
    }

    /// A distribution's sampler under a variable's name.
    private mutating func sampler(_ place: DistributionIndex, _ variable: UInt64, rounds: Bool = true) -> Sampler {
        let uncertain = scenario[place]
        var sampler: Sampler
        if let known = samplers[Int(place)], rounds {
            sampler = known.named(variable)
        } else {
            sampler = made(uncertain.distribution, variable, rounds)
            if rounds { samplers[Int(place)] = sampler }
        }
        sampler.chance = chanceThreshold(uncertain.chance)
        return sampler
    }

    private mutating func made(_ distribution: Distribution, _ variable: UInt64, _ rounds: Bool) -> Sampler {
        if let distribution = distribution.tabled {
            let table = table(of: distribution)
            return Sampler(variable: variable, table: table.start, reach: table.reach)
        }
        switch distribution {
        case .constant(let value): return Sampler(variable: variable, constant: rounds ? onGrid(value) : Float(value))
        case .uniform(let least, let most): return Sampler(variable: variable, least: least, most: most)
        case .triangular(let least, let mode, let most):
            return Sampler(variable: variable, least: least, mode: mode, most: most)
        case .discrete(let values):
            return steps(values.sorted { $0.value < $1.value }, variable, rounds)
        case .samples(let values):
            return steps(values.sorted().map { ($0, 1) }, variable, rounds)
        case .pert, .normal, .lognormal, .exponential: preconditionFailure("drawn from its table, above")
        }
    }

    /// The table of a distribution, made once of equal ones.
    private mutating func table(of distribution: TabledDistribution) -> (start: Int32, reach: Double) {
        let parameters =
            switch distribution {
            case .pert(let least, let mode, let most): [0, least, mode, most]
            case .normal(let mean, let deviation): [1, mean, deviation]
            case .lognormal(let p50, let p90): [2, p50, p90]
            case .exponential(let mean): [3, mean]
            }
        let key = parameters.map { $0.bitPattern }
        if let known = tables[key] { return known }
        let made = uncertainty.tables.append(distribution)
        tables[key] = made
        return made
    }

    /// Steps at the words where the cumulative weight is reached: `u <= cumulative`.
    private mutating func steps(
        _ values: [(value: Double, weight: Double)], _ variable: UInt64, _ rounds: Bool
    ) -> Sampler {
        let first = Int32(truncatingIfNeeded: uncertainty.tables.stepEnds.count)
        let sum = values.reduce(0) { $0 + $1.weight }
        var cumulative = 0.0
        for (value, weight) in values where weight > 0 {
            cumulative += weight
            uncertainty.tables.stepEnds.append(chanceThreshold(cumulative / sum))
            uncertainty.tables.stepValues.append(rounds ? onGrid(value) : Float(value))
        }
        let count = Int32(truncatingIfNeeded: uncertainty.tables.stepEnds.count) - first
        uncertainty.tables.stepEnds[Int(first + count) - 1] = 1 << 32
        return Sampler(variable: variable, steps: first, count: count)
    }
}

extension Distribution {
    /// What its table of quantiles is made of; nil where it needs none.
    package var tabled: TabledDistribution? {
        switch self {
        case .pert(let least, let mode, let most): .pert(least: least, mode: mode, most: most)
        case .normal(let mean, let deviation): .normal(mean: mean, deviation: deviation)
        case .lognormal(let p50, let p90): .lognormal(p50: p50, p90: p90)
        case .exponential(let mean): .exponential(mean: mean)
        case .constant, .triangular, .uniform, .discrete, .samples: nil
        }
    }
}
