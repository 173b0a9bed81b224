/// What a search asks about plans; how they are played, and on how many threads, is the answerer's business.
///
/// Figures are integers in one unit for risk and cost, so that ties are ties: millionths of the currency times whatever
/// the risk is divided by (replicates for a mean).
public protocol PlanEvaluator {
    /// The risk of a plan.
    mutating func risk(of plan: [Bool]) -> Int128

    /// Nearly the risk of a plan, in less time: good enough to try which plan to begin with.
    mutating func roughRisk(of plan: [Bool]) -> Int128

    /// What holds for every plan that contains `chosen` and, besides, only of `undecided`.
    mutating func bound(chosen: [Bool], undecided: [Bool]) -> PlanBound
}

/// What holds for every plan between the chosen options alone and all that are not ruled out.
public struct PlanBound: Sendable {
    /// Risk of the chosen options alone.
    public var chosenRisk: Int128
    /// No such plan's risk, with the cost of what it adds to the chosen ones, is less.
    public var least: Int128
    /// Nor less than this and what the chosen options leave of each cut.
    public var cutsFrom: Int128
    /// Each: so much is paid unless its options deal with it.
    public var cuts: [Cut]
    /// By option, the most it can lower the risk of any such plan; empty where that is not known.
    public var mostGains: [Int128]

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
