import DominoEngine
import DominoScenario

/// The last day on which the root can be done, all else on plan, with nothing added to the score of any other
/// commitment; nil if there is no last one (model.md, section 7).
///
/// - Complexity: O(commitments + needs + damage), some 20 times.
func usefulDate(_ question: CheckQuestion, in scenario: Scenario, _ compiled: CompiledScenario) -> Day? {
    guard let root = scenario.root else { return nil }
    let (parameters, damage) = compiled.force(question, in: scenario)
    guard let days = usefulDays(ofRank: Int(compiled.ranks[Int(root)]), in: compiled.graph, under: parameters, damage) else {
        return nil
    }
    return scenario.calendar.day(at: Double(scenario.due(root) + days))
}

extension CompiledScenario {
    /// The columns with a question's slips and plan in force.
    func force(_ question: CheckQuestion, in scenario: Scenario) -> (parameters: Parameters, damage: DamageTable) {
        var parameters = parameters
        var damage = damage
        shock(question.slips, self, &parameters)
        for place in question.plan {
            for effect in effects(of: Int(place), in: scenario) { apply(effect, of: graph, to: &parameters, and: &damage) }
        }
        return (parameters, damage)
    }
}
