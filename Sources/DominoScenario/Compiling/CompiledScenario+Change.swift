import DominoEngine

extension CompiledScenario {
    /// The same commitments and needs under other numbers: what a promise of another day, or a root that cannot break,
    /// comes to.
    /// - Precondition: both are of this graph.
    public func under(_ parameters: Parameters, _ damage: DamageTable) -> CompiledScenario {
        precondition(parameters.ownDelay.count == graph.commitmentCount, "one own delay a commitment")
        precondition(damage.start.count == graph.commitmentCount + 1, "one row of damage a commitment")
        return CompiledScenario(
            graph: graph, parameters: parameters, damage: damage, relays: relays, commitments: commitments,
            ranks: ranks,
            needOrigin: needOrigin, needRank: needRank, damageOrigin: damageOrigin)
    }
}
