import DominoEngine
import DominoScenario

/// A question compiled: one simulation for each combination of mitigations that may or may not work.
///
/// A mitigation's working is one draw a replicate. The replicates of a block are sorted by which mitigations work in them,
/// and each group runs under its own columns: a handful of runs a block, and no kernel knows of it.
struct Replay: Sendable {
    /// Mitigations of the plan that may fail, as events.
    let fallible: [Uncertainty.Event]
    /// A simulation for each combination, by its bits; made ahead, since at most 2^fallible of them exist.
    let simulations: [UInt64: Simulation]
    /// The uncertain inputs by number.
    let inputs: [UncertainInput]
    /// The damage entries' places in the scenario.
    let damageOrigin: [Int32]
    let seed: UInt64
    /// Any of the simulations, for sizes.
    let any: Simulation

    /// Most mitigations with a chance in one plan: each doubles the columns kept.
    static let fallibleLimit = 10

    /// Compiles a question.
    ///
    /// - Parameters:
    ///   - figures: what is added up.
    ///   - watched: ranks whose slips are asked for; nil for all. Fewer of both is faster.
    init(
        _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario, figures: Figures,
        watched: [Int32]? = nil
    ) {
        let places = question.plan.filter { scenario.mitigations[Int($0)].chance < 1 }
        precondition(places.count <= Self.fallibleLimit, "checked where the plan is read")
        fallible = places.compactMap { scenario.event(ofMitigation: Int($0)) }
        inputs = uncertainInputs(scenario, compiled, slips: question.slips)
        let luck = compileUncertainty(inputs, scenario, compiled, slips: question.slips)
        let notice = question.toldOn.map { noticeDays(toldOn: $0, slips: question.slips, scenario, compiled) }
        var simulations: [UInt64: Simulation] = [:]
        var last: Simulation?
        for combination in 0..<UInt64(1 << places.count) {
            let inForce = question.plan.filter { place in
                guard let bit = places.firstIndex(of: place) else { return true }
                return combination >> UInt64(bit) & 1 == 1
            }
            let force = force(of: inForce, question, scenario, compiled)
            let simulation = Simulation(
                graph: compiled.graph, parameters: force.parameters, damage: force.damage, notice: notice,
                uncertainty: luck.averted(by: force.averted, in: scenario), seed: question.seed, figures: figures,
                watched: watched)
            simulations[combination] = simulation
            last = simulation
        }
        guard let last else { preconditionFailure("no mitigation working is a combination") }
        self.simulations = simulations
        any = last
        damageOrigin = compiled.damageOrigin
        seed = question.seed
    }

    /// The groups of a block's replicates that run under the same columns, in order of their combination.
    func groups(block: UInt32, replicates: UInt64) -> [(replicates: UInt64, simulation: Simulation)] {
        guard !fallible.isEmpty else { return [(replicates, any)] }
        var groups: [UInt64: UInt64] = [:]
        let works = fallible.map { $0.replicates(block: block, seed: seed) }
        for replicate in 0..<UInt64(64) where replicates >> replicate & 1 == 1 {
            var combination: UInt64 = 0
            for (bit, works) in works.enumerated() { combination |= (works >> replicate & 1) << UInt64(bit) }
            groups[combination, default: 0] |= 1 << replicate
        }
        return groups.sorted { $0.key < $1.key }.compactMap { combination, replicates in
            simulations[combination].map { (replicates, $0) }
        }
    }
}

extension Scenario {
    /// The draw on which a mitigation's working hangs; nil for one that is sure to work.
    func event(ofMitigation place: Int) -> Uncertainty.Event? {
        let mitigation = mitigations[place]
        guard mitigation.chance < 1 else { return nil }
        let id = sources.bytes[Int(mitigation.id.start)..<Int(mitigation.id.start + mitigation.id.length)]
        return Uncertainty.Event(variable: variableHash(Array("plan:".utf8) + id), probability: mitigation.chance)
    }
}

/// Days of notice by rank when those hurt are told on a day.
func noticeDays(toldOn day: Day, slips: [Slip], _ scenario: Scenario, _ compiled: CompiledScenario) -> [Double] {
    let told = notifiedOn(
        from: compiled.newsOrigins(of: slips, in: scenario), on: Double(scenario.calendar.ordinal(day)),
        through: compiled.graph, relays: compiled.relays)
    return DominoEngine.noticeDays(told, dues: compiled.dues(in: scenario))
}

/// What a question's slips and some of its plan make of the columns, and of the chances of risks.
private func force(
    of plan: [MitigationIndex], _ question: SimulateQuestion, _ scenario: Scenario, _ compiled: CompiledScenario
) -> (parameters: Parameters, damage: DamageTable, averted: [Double]) {
    var parameters = compiled.parameters
    var damage = compiled.damage
    var averted = [Double](repeating: 1, count: scenario.risks.count)
    shock(question.slips, compiled, &parameters)
    for mitigation in plan {
        for effect in compiled.effects(of: Int(mitigation), in: scenario) {
            if case .avert(let risk, let factor) = effect { averted[Int(risk)] *= factor }
            apply(effect, of: compiled.graph, to: &parameters, and: &damage)
        }
    }
    return (parameters, damage, averted)
}
