/// What cuts are worth at least, whichever options are chosen: prices that no option's cost is exceeded by.
///
/// The cheapest way to deal with all cuts is a hitting set with penalties. Its linear programme has the dual: a price for
/// each cut, at most its mass, such that for each option the prices of the cuts it is in add up to at most its cost. Any
/// such prices are a lower bound, and raising them one after the other as far as they go gives good ones at once.
public struct CutPrices {
    /// Sum of the prices.
    public private(set) var total: Int128 = 0
    /// What is left of each option's cost: by so much more a plan costs at least that has it.
    public private(set) var slack: [Int128]
    /// By option, what at least is lost without it: the unpriced mass of the cuts only it can deal with.
    public private(set) var missed: [Int128]

    /// Prices the cuts in their order: those first that fewer options can deal with.
    public init(_ cuts: [PlanBound.Cut], costs: [Int128]) {
        slack = costs
        missed = [Int128](repeating: 0, count: costs.count)
        for cut in cuts {
            var price = cut.mass
            for option in cut.options { price = min(price, slack[Int(option)]) }
            if cut.options.count == 1 { missed[Int(cut.options[0])] += cut.mass - price }
            guard price > 0 else { continue }
            total += price
            for option in cut.options { slack[Int(option)] -= price }
        }
    }
}
