/// A question about a deal replayed under luck: one simulation for each combination of mitigations that may or may not
/// work, made when a replicate first asks for it.
public struct ModelReplay: Sendable {
    /// Most mitigations with a chance in one plan: each doubles the combinations.
    public static let fallibleLimit = 10

    private let deal: Model
    private let question: ModelQuestion
    private let seed: UInt64
    private let figures: Figures
    private let notice: [Double]?
    /// Places of the plan's mitigations that may fail, and whether they work.
    private let fallible: [(place: Int32, works: Uncertainty.Event)]
    /// By combination: bit by bit, which of the fallible work.
    private var simulations: [Simulation?]

    /// Nil where too many mitigations of the plan may fail.
    public init?(_ deal: Model, _ question: ModelQuestion, seed: UInt64, figures: Figures = .causes) {
        var fallible: [(place: Int32, works: Uncertainty.Event)] = []
        for place in question.plan {
            if let works = deal.mitigations[Int(place)].works { fallible.append((place, works)) }
        }
        guard fallible.count <= Self.fallibleLimit else { return nil }
        self.deal = deal
        self.question = question
        self.seed = seed
        self.figures = figures
        self.fallible = fallible
        notice = question.toldOn.map { deal.notification(question, on: $0).notice }
        simulations = [Simulation?](repeating: nil, count: 1 << fallible.count)
    }

    /// The simulation in which all mitigations of the plan work: for sizes, and to choose what to exclude by.
    public mutating func whole() -> Simulation { simulation(of: simulations.count - 1) }

    /// The groups of a block's replicates that run under the same columns, in order of their combination.
    public mutating func groups(block: UInt32, replicates: UInt64) -> [(replicates: UInt64, simulation: Simulation)] {
        guard !fallible.isEmpty else { return [(replicates, simulation(of: 0))] }
        var works: [UInt64] = []
        for (_, event) in fallible { works.append(event.replicates(block: block, seed: seed)) }
        var groups: [(replicates: UInt64, simulation: Simulation)] = []
        for combination in simulations.indices {
            var members = replicates
            for (bit, works) in works.enumerated() { members &= combination >> bit & 1 == 1 ? works : ~works }
            if members != 0 { groups.append((members, simulation(of: combination))) }
        }
        return groups
    }

    private mutating func simulation(of combination: Int) -> Simulation {
        if let known = simulations[combination] { return known }
        var asked = question
        asked.plan.removeAll { place in
            for (bit, one) in fallible.enumerated() where one.place == place { return combination >> bit & 1 == 0 }
            return false
        }
        let made = deal.simulation(asked, notice: notice, seed: seed, figures: figures)
        simulations[combination] = made
        return made
    }
}

extension Model {
    /// The simulation of a question whose whole plan works.
    func simulation(_ question: ModelQuestion, notice: [Double]?, seed: UInt64, figures: Figures) -> Simulation {
        let effects = effects(of: question)
        let play = Play(question.slips, effects, in: graph, under: parameters, damage)
        var averted = [Double](repeating: 1, count: chances.count)
        for effect in effects {
            if case .avert(let risk, let factor) = effect { averted[Int(risk)] *= factor }
        }
        var (parameters, damage) = (play.parameters, play.damage)
        if question.root != .promised, root >= 0 {
            parameters.breakLimit[Int(root)] = .infinity
            if question.root == .broken { parameters.ownDelay[Int(root)] = .infinity }
            apply(.soften(rank: root, kind: -1, factor: 0), of: graph, to: &parameters, and: &damage)
        }
        return Simulation(
            graph: graph, parameters: parameters, damage: damage, notice: notice,
            uncertainty: uncertainty(averted, slips: question.slips), seed: seed, figures: figures,
            watched: figures == .causes ? nil : [root])
    }

    /// What is left to luck where some events are less likely, and what is shocked draws nothing.
    private func uncertainty(_ averted: [Double], slips: [(rank: Int32, days: Double)]) -> Uncertainty {
        var changed = uncertainty
        for place in changed.events.indices {
            changed.events[place] = Uncertainty.Event(
                variable: changed.events[place].variable, probability: chances[place] * averted[place])
        }
        guard !slips.isEmpty else { return changed }
        changed.contributions.removeAll(keepingCapacity: true)
        for rank in 0..<graph.commitmentCount {
            let row = Int(uncertainty.contributionStart[rank])..<Int(uncertainty.contributionStart[rank + 1])
            var isShocked = false
            for slip in slips where slip.rank == rank { isShocked = true }
            if !isShocked { changed.contributions += uncertainty.contributions[row] }
            changed.contributionStart[rank + 1] = Int32(truncatingIfNeeded: changed.contributions.count)
        }
        return changed
    }
}
