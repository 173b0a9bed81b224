/// One effect of a mitigation, with ids resolved (model.md, section 6).
public enum Effect: Sendable, BitwiseCopyable {
    /// A commitment's own delay is lower by these days.
    case expedite(rank: Int32, days: Double)
    /// A need makes late by at most these days.
    case fallback(need: Int32, days: Float)
    /// A need passes on at most this share; 0 removes it.
    case decouple(need: Int32, share: Float)
    /// Damage of a commitment, of one kind or of all (-1), times this factor.
    case soften(rank: Int32, kind: Int32, factor: Double)
    /// A new date is agreed, later by these days: damage and breaking count from it.
    case redate(rank: Int32, days: Double)
    /// It breaks later by these days.
    case extend(rank: Int32, days: Double)
    /// The chance of a risk times this factor: nothing without simulation.
    case avert(risk: Int32, factor: Double)
}

/// Puts an effect in force. Several on one place add up (days), multiply (factors) or take the least (caps, shares).
///
/// - Precondition: the effect's ranks and needs exist; `parameters` keeps shares and caps if it changes one.
public func apply(
    _ effect: Effect, of graph: CommitmentGraph, to parameters: inout Parameters, and table: inout DamageTable
) {
    switch effect {
    case .expedite(let rank, let days):
        guard !graph.features[Int(rank)].contains(.fact) else { return }
        parameters.ownDelay[Int(rank)] -= onGrid(days)
    case .fallback(let need, let days):
        parameters.delayCap[Int(need)] = min(parameters.delayCap[Int(need)], days)
    case .decouple(let need, let share):
        parameters.share[Int(need)] = min(parameters.share[Int(need)], share)
    case .soften(let rank, let kind, let factor):
        for place in Int(table.start[Int(rank)])..<Int(table.start[Int(rank) + 1])
        where kind < 0 || table.entries[place].kind == kind {
            table.entries[place].softened *= factor
        }
    case .redate(let rank, let days):
        parameters.dueShift[Int(rank)] += Float(days)
        parameters.breakLimit[Int(rank)] += Float(days)
    case .extend(let rank, let days):
        parameters.breakLimit[Int(rank)] += Float(days)
    case .avert:
        return
    }
}
