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
/// - Precondition: the effect's ranks and needs exist; `terms` keeps shares and caps if it changes one.
public func apply(_ effect: Effect, of graph: CommitmentGraph, to terms: inout Terms, and table: inout DamageTable) {
    switch effect {
    case .expedite(let rank, let days):
        guard !graph.features[Int(rank)].contains(.fact) else { return }
        terms.own[Int(rank)] -= onGrid(days)
    case .fallback(let need, let days):
        terms.cap[Int(need)] = min(terms.cap[Int(need)], days)
    case .decouple(let need, let share):
        terms.share[Int(need)] = min(terms.share[Int(need)], share)
    case .soften(let rank, let kind, let factor):
        for place in Int(table.start[Int(rank)])..<Int(table.start[Int(rank) + 1])
        where kind < 0 || table.entries[place].kind == kind {
            table.entries[place].softened *= factor
        }
    case .redate(let rank, let days):
        terms.redate[Int(rank)] += Float(days)
        terms.limit[Int(rank)] += Float(days)
    case .extend(let rank, let days):
        terms.limit[Int(rank)] += Float(days)
    case .avert:
        return
    }
}
public typealias Parameters = Terms
extension Terms {
    var ownDelay: [Float] { get { own } _modify { yield &own } }
    var breakLimit: [Float] { get { limit } _modify { yield &limit } }
    var dueShift: [Float] { get { redate } _modify { yield &redate } }
    var delayCap: [Float] { get { cap } _modify { yield &cap } }
    var baseSlip: [Float] { floor }
}
extension LaneDamage {
    init(_ t: DamageTable, dueShift: [Float], notice: [Double]?) { self.init(t, redate: dueShift, notice: notice) }
}
extension Simulation {
    package init(graph: CommitmentGraph, parameters: Terms, damage: DamageTable, notice: [Double]?, uncertainty: Uncertainty, seed: UInt64, figures: Figures) {
        self.init(graph: graph, terms: parameters, damage: damage, notice: notice, uncertainty: uncertainty, seed: seed, figures: figures)
    }
}
