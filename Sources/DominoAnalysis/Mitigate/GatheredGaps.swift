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

    init(of model: PlanModel, keepsItems: Bool) { gaps = PlanGaps(of: model, keepsItems: keepsItems) }

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
    /// Each replicate's own bound, cost included, in 1/100 rounded down; empty where cuts are gathered instead.
    var priced: [Int64] = []

    init(
        low columns: PlanColumns, high highColumns: PlanColumns, _ ground: GroundBlock, weighing: UInt64,
        _ model: PlanModel, _ costs: [Int128], _ undecided: [Bool], _ gaps: inout PlanGaps,
        _ workspace: inout PlanWorkspace
    ) {
        workspace.compare(
            low: columns, high: highColumns, on: ground, of: model, weighing: weighing & ground.replicates,
            lowTotals: &low, into: &gaps)
        high = workspace.totals
        if gaps.keepsItems { priced = Self.priced(low, gaps.items, costs, undecided, workspace) }
    }

    /// What each replicate costs at least, with the options that lower it paid for in full.
    ///
    /// A quantile is monotone and moves with a constant: where each replicate's score and the plan's cost have a bound,
    /// the bounds' quantile is one of the quantile and the cost.
    private static func priced(
        _ low: [Int64], _ items: [PlanGaps.Item], _ costs: [Int128], _ undecided: [Bool],
        _ workspace: borrowing PlanWorkspace
    ) -> [Int64] {
        var cuts = [[PlanBound.Cut]](repeating: [], count: Row.count)
        for item in items {
            let options = workspace.members(of: item.set) { undecided[$0] }
            cuts[Int(item.replicate)].append(
                PlanBound.Cut(options: options, mass: Int128(item.mass) * RiskFigure.perCent))
        }
        return low.indices.map { replicate in
            guard !cuts[replicate].isEmpty else { return low[replicate] }
            let prices = CutPrices(PlanBound.joined(cuts[replicate]), costs: costs)
            return low[replicate] + Int64(prices.total / RiskFigure.perCent)
        }
    }
}
