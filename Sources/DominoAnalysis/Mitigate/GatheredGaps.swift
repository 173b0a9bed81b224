import DominoEngine

/// What a worker gathers of its blocks.
struct GatheredGaps: Sendable {
    /// A mass of one commitment, in the unit of risk, and the undecided options that explain it.
    struct Mass: Sendable {
        var place: Int32
        var options: [Int32]
        var mass: Int128
    }

    var gaps: PlanGaps
    var masses: [Mass] = []

    init(of model: PlanModel) { gaps = PlanGaps(of: model) }

    mutating func settle(_ undecided: [Bool], _ workspace: borrowing PlanWorkspace) {
        masses = gaps.masses.masses.map { mass in
            Mass(
                place: mass.place, options: workspace.members(of: mass.set) { undecided[$0] },
                mass: Int128(mass.mass) * RiskFigure.perCent)
        }
    }
}

/// What one block's replicates come to.
struct BlockTotals: Sendable {
    /// With everything that is not ruled out.
    var low = [Int64](repeating: 0, count: Row.count)
    /// With what is chosen.
    var high: [Int64]

    init(
        low columns: PlanColumns, high highColumns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel,
        _ gaps: inout PlanGaps, _ workspace: inout PlanWorkspace
    ) {
        workspace.compare(
            low: columns, high: highColumns, on: ground, of: model, lowTotals: &low, into: &gaps)
        high = workspace.totals
    }
}
