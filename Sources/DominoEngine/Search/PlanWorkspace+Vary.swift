/// A plan that differs from another one by a few options, and what these can change.
public struct PlanVariation: Sendable {
    let columns: PlanColumns
    /// Places in the model's `activeRanks`, rising.
    let moved: [Int32]
    /// Places in its `damageRanks`, rising.
    let hurt: [Int32]

    /// - Parameter base: the plan it differs from.
    public init(_ model: PlanModel, on plan: [Bool], from base: [Bool]) {
        columns = PlanColumns(model, on: plan)
        let changed = plan.indices.filter { plan[$0] != base[$0] }
        moved = Self.union(changed, model.moves, model.activeRanks.count)
        hurt = Self.union(changed, model.reaches, model.damageRanks.count)
    }

    private static func union(_ options: [Int], _ places: [[Int32]], _ count: Int) -> [Int32] {
        guard !places.isEmpty else { return (0..<count).map { Int32(truncatingIfNeeded: $0) } }
        var isIn = [Bool](repeating: false, count: count)
        for option in options { for place in places[option] { isIn[Int(place)] = true } }
        return isIn.indices.filter { isIn[$0] }.map { Int32(truncatingIfNeeded: $0) }
    }
}

extension PlanWorkspace {
    /// Plays plans that differ little from one: what the difference does not reach is computed once for all.
    ///
    /// - Parameter told: is given the number of each variation and what it costs in each replicate, in 1/100.
    /// - Precondition: the workspace was made to explain.
    /// - Complexity: O(active commitments, their needs and damage) rows for the base, and for each variation of what it reaches.
    public mutating func play(
        _ variations: [PlanVariation], around base: PlanColumns, on ground: GroundBlock, of model: PlanModel,
        _ told: (Int, [Int64]) -> Void
    ) {
        play(base, on: ground, of: model, keepsCents: true)
        let baseTotals = totals
        for rank in model.activeRanks { keptSlips[Int(rank)] = slips[Int(rank)] }
        for (number, variation) in variations.enumerated() {
            happen(variation.columns, ground, model)
            var hit = 0
            for place in variation.moved {
                let rank = model.activeRanks[Int(place)]
                while hit < ground.hits.count, ground.hits[hit].rank < rank { hit += 1 }
                let first = hit
                while hit < ground.hits.count, ground.hits[hit].rank == rank { hit += 1 }
                slips[Int(rank)] = slip(
                    Int(rank), draws: ground.draws[Int(place)], first..<hit, variation.columns, ground, model)
            }
            totals = baseTotals
            for place in variation.hurt {
                score(Int(model.damageRanks[Int(place)]), variation.columns, ground, model)
                for replicate in 0..<Row.count {
                    totals[replicate] &+= cents.cents[replicate] &- lowCents[Int(place) * Row.count + replicate]
                }
            }
            told(number, totals)
            for place in variation.moved {
                let rank = Int(model.activeRanks[Int(place)])
                slips[rank] = keptSlips[rank]
            }
        }
    }
}
