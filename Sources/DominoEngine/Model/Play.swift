/// A slip and a plan in force, and what they cost while nobody is told (model.md, sections 2, 3 and 6).
public struct Play: Sendable {
    /// The numbers under the plan, slips included.
    public let parameters: Parameters
    /// What being late costs under the plan.
    public let damage: DamageTable
    /// By rank.
    public let slips: [Float]
    /// What it costs if nobody is told.
    public let silent: Assessment

    /// Plays shocks through.
    ///
    /// - Parameters:
    ///   - shocks: ranks and their days of slip, `+inf` for broken.
    ///   - effects: of the mitigations in force.
    /// - Complexity: O(commitments + needs + damage).
    public init(
        _ shocks: [(rank: Int32, days: Double)], _ effects: [Effect], in graph: CommitmentGraph,
        under parameters: Parameters,
        _ damage: DamageTable
    ) {
        var parameters = parameters
        var damage = damage
        for (rank, days) in shocks { shock(rank, days: days, of: graph, in: &parameters) }
        for effect in effects { apply(effect, of: graph, to: &parameters, and: &damage) }
        slips = DominoEngine.slips(in: graph, under: parameters)
        silent = assess(slips, under: damage, dueShift: parameters.dueShift, notice: nil)
        self.parameters = parameters
        self.damage = damage
    }

    /// What it costs with so many days of notice, by rank.
    public func cost(notice: [Double]) -> Assessment {
        assess(slips, under: damage, dueShift: parameters.dueShift, notice: notice)
    }
}

/// Puts a slip in the place of all other own delay (model.md, section 2). A fact stays what it is.
public func shock(_ rank: Int32, days: Double, of graph: CommitmentGraph, in parameters: inout Parameters) {
    guard !graph.features[Int(rank)].contains(.fact) else { return }
    parameters.ownDelay[Int(rank)] = days == .infinity ? .infinity : onGrid(days)
}

/// Days between hearing and the due date, by rank: none where nobody is told in time.
public func noticeDays(_ notifiedOn: [Double], dues: [Double]) -> [Double] {
    precondition(notifiedOn.count == dues.count, "one due day a telling")
    var notice: [Double] = []
    notice.reserveCapacity(dues.count)
    for rank in dues.indices { notice.append(max(0, dues[rank] - notifiedOn[rank])) }
    return notice
}
