/// What a search asks about plans; how they are played, and on how many threads, is the answerer's business.
///
/// Figures are integers in one unit for risk and cost, so that ties are ties: millionths of the currency times whatever
/// the risk is divided by (replicates for a mean).
public protocol PlanEvaluator {
    /// The risk of a plan.
    mutating func risk(of plan: [Bool]) -> Int128

    /// Nearly the risk of a plan, in less time: good enough to try which plan to begin with.
    mutating func roughRisk(of plan: [Bool]) -> Int128

    /// What the risk of a plan is at least, in less time.
    mutating func leastRisk(of plan: [Bool]) -> Int128

    /// What holds for every plan that contains `chosen` and, besides, only of `undecided`.
    ///
    /// - Parameter limit: plans whose risk and added cost are above it are of no use to the search.
    mutating func bound(chosen: [Bool], undecided: [Bool], limit: Int128) -> PlanBound
}

/// What holds for every plan between the chosen options alone and all that are not ruled out.
public struct PlanBound: Sendable {
    /// Risk of the chosen options alone.
    public var chosenRisk: Int128
    /// Whether it is that; if not, the risk is no less.
    public var isExact = true
    /// No such plan's risk, with the cost of what it adds to the chosen ones, is less.
    public var least: Int128
    /// Nor less than this and what the chosen options leave of each cut.
    public var cutsFrom: Int128
    /// Each: so much is paid unless its options deal with it.
    public var cuts: [Cut]
    /// By option, the most it can lower the risk of any such plan; empty where that is not known.
    public var mostGains: [Int128]

    /// What a bound comes to with the prices of options; where there is none, the cuts have to be priced.
    public var prices: Prices?

    /// What options cost beside what they deal with.
    public struct Prices: Sendable {
        /// No plan's risk, with the cost of what it adds to the chosen options, is less.
        public var bound: Int128
        /// By option, how much more that is of plans that have it.
        public var slack: [Int128]
        /// By option, how much more that is of plans without it.
        public var missed: [Int128]
        /// By option, how much of what is open hangs on it.
        public var weights: [Double]
        /// A plan that the prices speak for: the chosen options and some undecided ones. It may break rules.
        public var candidate: [Bool]

        /// Prices.
        public init(bound: Int128, slack: [Int128], missed: [Int128], weights: [Double], candidate: [Bool]) {
            self.bound = bound
            self.slack = slack
            self.missed = missed
            self.weights = weights
            self.candidate = candidate
        }
    }

    /// The prices, from the cuts where they have to be.
    func priced(costs: [Int128]) -> Prices {
        if let prices { return prices }
        let priced = CutPrices(cuts, costs: costs)
        var weights = [Double](repeating: 0, count: costs.count)
        for cut in cuts {
            if cut.gains.isEmpty {
                for option in cut.options { weights[Int(option)] += Double(cut.mass) / Double(cut.options.count) }
            } else {
                let all = Double(max(1, cut.gains.reduce(0, +)))
                for (option, gain) in zip(cut.options, cut.gains) {
                    weights[Int(option)] += Double(cut.mass) * (Double(gain) / all)
                }
            }
        }
        return Prices(
            bound: cutsFrom + priced.total, slack: priced.slack, missed: priced.missed, weights: weights, candidate: [])
    }

    /// A mass of risk that stays unless some options are chosen.
    public struct Cut: Sendable {
        /// Undecided options, rising; none where nothing helps.
        public var options: [Int32]
        /// In the unit of risk.
        public var mass: Int128
        /// The most that each of the options takes from the mass; none where any one may take all of it.
        public var gains: [Int128]

        /// The most that an option takes.
        public typealias Gain = (option: Int32, gain: Int128)

        /// A cut.
        public init(options: [Int32], mass: Int128, gains: [Int128] = []) {
            self.options = options
            self.mass = mass
            self.gains = gains
        }

        /// What stays of it under a plan at least.
        public func left(by plan: [Bool]) -> Int128 {
            guard !gains.isEmpty else { return options.contains { plan[Int($0)] } ? 0 : mass }
            return max(0, zip(options, gains).reduce(mass) { plan[Int($1.0)] ? $0 - $1.1 : $0 })
        }
    }

    /// A bound.
    public init(chosenRisk: Int128, least: Int128, cutsFrom: Int128, cuts: [Cut], mostGains: [Int128]) {
        self.chosenRisk = chosenRisk
        self.least = least
        self.cutsFrom = cutsFrom
        self.cuts = cuts
        self.mostGains = mostGains
    }

    /// Puts cuts of the same options together, and all in order: by rising number of options, then falling mass.
    /// - Precondition: any option of a cut may take all of it.
    public static func joined(_ cuts: [Cut]) -> [Cut] {
        let sorted = cuts.sorted { precedes($0.options, $1.options) }
        var joined: [Cut] = []
        for cut in sorted {
            if let last = joined.last, last.options == cut.options {
                joined[joined.count - 1].mass += cut.mass
            } else {
                joined.append(cut)
            }
        }
        return joined.sorted { one, other in
            if one.options.count != other.options.count { return one.options.count < other.options.count }
            if one.mass != other.mass { return one.mass > other.mass }
            return precedes(one.options, other.options)
        }
    }

    private static func precedes(_ one: [Int32], _ other: [Int32]) -> Bool {
        for (a, b) in zip(one, other) where a != b { return a < b }
        return one.count < other.count
    }
}
