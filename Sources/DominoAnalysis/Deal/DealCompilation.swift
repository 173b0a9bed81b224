import DominoEngine
import DominoScenario

/// A scenario as a host of the engine holds it, and what its numbers stand for.
public struct CompiledModel: Sendable {
    /// The columns.
    public let deal: Model
    /// The uncertain inputs, by their number in the deal.
    public let inputs: [UncertainInput]
}

/// Everything about a scenario that a page needs to ask its own questions, compiled here, so that it reads no scenario.
///
/// - Complexity: O(commitments + needs + damage), and 35 us for each table of quantiles.
public func compileModel(_ scenario: Scenario, _ compiled: CompiledScenario) -> CompiledModel {
    let inputs = uncertainInputs(scenario, compiled, slips: [])
    let mitigations = scenario.mitigations.indices.map { place in
        Model.Mitigation(
            effects: compiled.effects(of: place, in: scenario), works: scenario.event(ofMitigation: place))
    }
    let deal = Model(
        graph: compiled.graph, parameters: compiled.parameters, damage: compiled.damage, relays: compiled.relays,
        dues: compiled.dues(in: scenario), root: scenario.root.map { compiled.ranks[Int($0)] } ?? -1,
        mitigations: mitigations, uncertainty: compileUncertainty(inputs, scenario, compiled, slips: []),
        chances: scenario.risks.map(\.chance))
    return CompiledModel(deal: deal, inputs: inputs)
}
