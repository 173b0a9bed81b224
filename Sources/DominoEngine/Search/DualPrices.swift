// Lower bounds by linear duality, shared by all objectives.
//
// What the chosen options leave of the damage is cut into items. Each item has a mass, which is lost unless undecided
// options remove it, and for each of these options a gain: the most that it removes. The cheapest way to deal with all
// items is a covering problem with penalties. In the dual of its linear relaxation each item gets a share between 0 and
// 1 of its mass, and charges each of its options that share of the gain. The bound is all that is charged, less what
// options are charged beyond their cost, because these options are chosen then. Any shares give a valid bound. Good
// ones come from coordinate ascent: each item in turn takes the share that is best while the others stand still (dual
// ascent: Erlenkotter, "A dual-based procedure for uncapacitated facility location", Operations Research 26, 1978).

/// Dual prices of a node: a lower bound, and how it changes with one option.
package struct DualPrices: Sendable {
    /// No plan of the node has a lower risk plus cost of what it adds to the chosen options.
    package var bound: Int128
    /// Reduced cost of each option: by so much more the bound is higher for plans that have it.
    package var reducedCosts: [Int128]
    /// By so much more the bound is higher for plans without each option.
    package var omissionCosts: [Int128]
    /// How much of the open damage depends on each option: what to branch on.
    package var weights: [Double]
    /// A plan that the prices suggest, which may break rules; nil for none.
    package var candidate: OptionMask?
}

/// What holds for every plan of a node: the chosen options and any of the undecided ones.
package struct PlanBound: Sendable {
    /// Risk of the chosen options alone.
    package var chosenRisk: Int128
    /// Whether `chosenRisk` is exact; if not, the risk may be higher.
    package var isExact = true
    /// Risk with all undecided options in force, which is the relaxation without costs: no plan of the node has a lower
    /// risk.
    package var relaxedRisk: Int128
    /// Every plan of the node has at least this risk, plus what it leaves of each cut.
    package var cutsFrom: Int128
    /// Mass of risk that stays unless options are chosen.
    package var cuts: [Cut]
    /// By option, the most that it lowers the risk of any plan of the node; empty where that is not known.
    package var largestSavings: [Int128]
    /// The dual prices; nil where they follow from the cuts.
    package var prices: DualPrices?

    /// A mass of risk, and the options that can remove it.
    package struct Cut: Sendable {
        /// Undecided options, rising; empty where nothing helps.
        package var options: [Int32]
        /// In the unit of risk.
        package var mass: Int128
        /// The most that each option removes; empty where any one of them may remove everything.
        package var gains: [Int128]

        /// A cut.
        package init(options: [Int32], mass: Int128, gains: [Int128] = []) {
            assert(gains.isEmpty || gains.count == options.count, "one gain an option")
            self.options = options
            self.mass = mass
            self.gains = gains
        }

        /// The least that a plan leaves of the mass.
        package func left(by plan: OptionMask) -> Int128 {
            guard !gains.isEmpty else { return options.contains { plan[Int($0)] } ? 0 : mass }
            return max(0, zip(options, gains).reduce(mass) { plan[Int($1.0)] ? $0 - $1.1 : $0 })
        }
    }

    /// A bound.
    package init(chosenRisk: Int128, relaxedRisk: Int128, cutsFrom: Int128, cuts: [Cut], largestSavings: [Int128]) {
        assert(relaxedRisk <= chosenRisk, "more options never raise the risk")
        self.chosenRisk = chosenRisk
        self.relaxedRisk = relaxedRisk
        self.cutsFrom = cutsFrom
        self.cuts = cuts
        self.largestSavings = largestSavings
    }

    /// The dual prices, made from the cuts where there are none yet.
    package func prices(costs: [Int128]) -> DualPrices {
        if let prices { return prices }
        let (total, left) = DualPrices.pricing(cuts, costs: costs)
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
        return DualPrices(
            bound: cutsFrom + total, reducedCosts: left.map { max(0, $0) }, omissionCosts: left.map { max(0, -$0) },
            weights: weights, candidate: nil)
    }

    /// Merges cuts of the same options, and sorts all by rising number of options, then by falling mass.
    /// - Precondition: no cut has gains.
    static func merged(_ cuts: [Cut]) -> [Cut] {
        let sorted = cuts.sorted { precedes($0.options, $1.options) }
        var merged: [Cut] = []
        for cut in sorted {
            precondition(cut.gains.isEmpty, "any option of the cut may remove everything")
            if let last = merged.last, last.options == cut.options {
                merged[merged.count - 1].mass += cut.mass
            } else {
                merged.append(cut)
            }
        }
        return merged.sorted { one, other in
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

/// A share of an item at which one more option is charged its full cost, and the option's gain.
private struct Stop {
    var share: Double
    var gain: Double

    /// Adds a stop to a list that is sorted by share.
    @inline(__always)
    static func insert(_ stop: Stop, into stops: inout [Stop]) {
        stops.append(stop)
        var place = stops.count - 1
        while place > 0, stops[place - 1].share > stop.share {
            stops[place] = stops[place - 1]
            place -= 1
        }
        stops[place] = stop
    }

    /// The share of an item that gives the highest bound while all other items stand still.
    ///
    /// The bound is concave in the share. Its slope is the mass, less the gains of all options that are charged in full
    /// by then.
    @inline(__always)
    static func bestShare(ofMass mass: Double, _ stops: [Stop]) -> Double {
        var slope = mass
        for stop in stops {
            slope -= stop.gain
            if slope <= 0 { return min(1, max(0, stop.share)) }
        }
        return 1
    }
}

extension DualPrices {
    /// Shares of cuts are counted in these.
    private static let shareUnit: Int128 = 1 << 20

    /// Prices cuts in their order, in integers: few cuts, exact to the last unit.
    ///
    /// - Returns: the bound that the cuts add, and what is left of each option's cost: the reduced cost, or below 0
    ///   what it is charged beyond its cost.
    /// - Complexity: O(options of all cuts), four times where some cut has gains.
    static func pricing(_ cuts: [PlanBound.Cut], costs: [Int128]) -> (total: Int128, left: [Int128]) {
        var left = costs
        var shares = [Int128](repeating: 0, count: cuts.count)
        var charges = shares
        let rounds = cuts.contains { !$0.gains.isEmpty } ? 4 : 1
        for round in 0..<rounds {
            for (number, cut) in cuts.enumerated() {
                guard cut.gains.isEmpty else {
                    charge(cut, &shares[number], &left)
                    continue
                }
                // The mass of a single option is charged in full: beyond the cost, the option is chosen.
                guard cut.options.count > 1 || round == 0 else { continue }
                for option in cut.options { left[Int(option)] += charges[number] }
                var charge = cut.mass
                if cut.options.count > 1 { for option in cut.options { charge = min(charge, left[Int(option)]) } }
                charges[number] = max(0, charge)
                for option in cut.options { left[Int(option)] -= charges[number] }
            }
        }
        var total: Int128 = 0
        for (number, cut) in cuts.enumerated() {
            assert(shares[number] >= 0 && shares[number] <= shareUnit, "a share of the mass")
            total += cut.gains.isEmpty ? charges[number] : cut.mass * shares[number] / shareUnit
        }
        for beyond in left where beyond < 0 { total += beyond }
        return (total, left)
    }

    /// Charges the best share of one cut. What options are charged is rounded up, so that the bound holds.
    private static func charge(_ cut: PlanBound.Cut, _ share: inout Int128, _ left: inout [Int128]) {
        func charged(_ gain: Int128, _ share: Int128) -> Int128 { (gain * share + shareUnit - 1) / shareUnit }
        var stops: [Stop] = []
        for (option, gain) in zip(cut.options, cut.gains) where gain > 0 {
            left[Int(option)] += charged(gain, share)
            Stop.insert(Stop(share: Double(left[Int(option)]) / Double(gain), gain: Double(gain)), into: &stops)
        }
        share = Int128(Stop.bestShare(ofMass: Double(cut.mass), stops) * Double(shareUnit))
        for (option, gain) in zip(cut.options, cut.gains) where gain > 0 { left[Int(option)] -= charged(gain, share) }
    }
}

/// Prices of items, and the memory to compute them many times.
///
/// Shares are found in floating point. The bound that they give is then added up in integers, so it holds to the last
/// unit whatever the shares are.
struct ItemPrices: Sendable {
    /// The bound that the items add, in the unit of risk.
    private(set) var total: Int128 = 0
    /// Options charged by some item, in the order in which they were first charged. All others keep their whole cost.
    private(set) var charged: [Int32] = []
    /// See `DualPrices`.
    private(set) var reducedCosts: [Int128]
    private(set) var omissionCosts: [Int128]
    private(set) var weights: [Double]

    private let costs: [Int128]
    /// What is left of each option's cost, in floating point.
    private var left: [Double]
    private var charges: [Int128]
    private var isCharged: [Bool]
    private var shares: [Double] = []
    private var stops: [Stop] = []

    /// The weight of a replicate that counts in full.
    static let fullWeight: Int32 = 64
    /// Shares are counted in these.
    private static let shareUnit = 1 << 20

    /// Nothing charged.
    init(costs: [Int128]) {
        self.costs = costs
        reducedCosts = costs
        omissionCosts = costs.map { _ in 0 }
        charges = omissionCosts
        left = costs.map { Double($0) }
        weights = costs.map { _ in 0 }
        isCharged = costs.map { _ in false }
    }

    /// Prices some items, and forgets all prices of before.
    ///
    /// - Parameters:
    ///   - order: the items to price, in this order.
    ///   - memberWeights: weight of each replicate, out of `fullWeight`.
    /// - Complexity: O(options of the items) in each round.
    mutating func price(_ items: CoverItems, _ order: ArraySlice<Int32>, memberWeights: [Int32], rounds: Int) {
        reset()
        if shares.count < items.count { shares += [Double](repeating: 0, count: items.count - shares.count) }
        let scale = Double(RiskMeasure.unitsPerCent) / Double(Self.fullWeight)
        for round in 0..<rounds {
            for item in order {
                let weight = Double(memberWeights[Int(items.members[Int(item)])]) * scale
                if round == 0 { shares[Int(item)] = 0 }
                if weight > 0 { charge(Int(item), items, weight: weight, isFirst: round == 0) }
            }
        }
        addUp(items, order, memberWeights)
    }

    private mutating func reset() {
        total = 0
        for option in charged {
            let option = Int(option)
            reducedCosts[option] = costs[option]
            omissionCosts[option] = 0
            charges[option] = 0
            weights[option] = 0
            left[option] = Double(costs[option])
            isCharged[option] = false
        }
        charged.removeAll(keepingCapacity: true)
    }

    /// Charges the best share of an item.
    private mutating func charge(_ item: Int, _ items: CoverItems, weight: Double, isFirst: Bool) {
        let range = items.range(item)
        let old = shares[item]
        // The mass of a single option is charged in full: beyond the cost, the option is chosen.
        if range.count <= 1 {
            guard isFirst else { return }
            shares[item] = 1
            for place in range {
                let option = Int(items.options[place])
                mark(option)
                left[option] -= Double(items.gains[place]) * weight
            }
            return
        }
        stops.removeAll(keepingCapacity: true)
        for place in range {
            let option = Int(items.options[place])
            mark(option)
            let gain = Double(items.gains[place]) * weight
            left[option] += gain * old
            Stop.insert(Stop(share: left[option] / gain, gain: gain), into: &stops)
        }
        let best = Stop.bestShare(ofMass: Double(items.masses[item]) * weight, stops)
        shares[item] = best
        for place in range { left[Int(items.options[place])] -= Double(items.gains[place]) * weight * best }
    }

    @inline(__always)
    private mutating func mark(_ option: Int) {
        guard !isCharged[option] else { return }
        isCharged[option] = true
        charged.append(Int32(truncatingIfNeeded: option))
    }

    /// Adds up the bound of all shares, in integers.
    private mutating func addUp(_ items: CoverItems, _ order: ArraySlice<Int32>, _ memberWeights: [Int32]) {
        var sum: Int128 = 0
        for item in order {
            let item = Int(item)
            let weight = Int(memberWeights[Int(items.members[item])])
            guard weight > 0 else { continue }
            let share = Int128(weight * Int(shares[item] * Double(Self.shareUnit)))
            sum += Int128(items.masses[item]) * share
            let range = items.range(item)
            var all = 1.0
            for place in range {
                charges[Int(items.options[place])] += Int128(items.gains[place]) * share
                all += Double(items.gains[place])
            }
            let part = Double(items.masses[item]) * Double(weight) / all
            for place in range { weights[Int(items.options[place])] += part * Double(items.gains[place]) }
        }
        let divisor = Int128(Self.shareUnit * Int(Self.fullWeight))
        total = sum * RiskMeasure.unitsPerCent / divisor
        for option in charged {
            let option = Int(option)
            let beyond = (charges[option] * RiskMeasure.unitsPerCent + divisor - 1) / divisor - costs[option]
            reducedCosts[option] = max(0, -beyond)
            omissionCosts[option] = max(0, beyond)
            total -= omissionCosts[option]
        }
    }
}
