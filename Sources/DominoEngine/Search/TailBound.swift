/// The replicates that can be among the worst: all that bounds of a quantile or of the tail look at.
///
/// The worst replicates of a part are no worse than the worst of all. So a figure of the tail over a part never exceeds
/// the true figure, and equals it where the part contains the plan's worst replicates. The part is made of the worst
/// replicates of good plans. About a tenth of all replicates is enough for bounds; plans are rated on all of them.
struct TailSample: Sendable {
    /// The replicates, rising.
    let members: [Int32]
    /// Their draws, 64 to a block.
    let blocks: [SampleBlock]
    /// By block, the most that each option saves (`SavingsBound.byReplicate`); empty where that is not known.
    var savings: [[Float]] = []

    init(_ isMember: [Bool], of samples: Samples) {
        let members = isMember.indices.filter { isMember[$0] }.map { Int32(truncatingIfNeeded: $0) }
        self.members = members
        blocks = stride(from: 0, to: members.count, by: Row.count).map { first in
            .gathered(members[first..<min(members.count, first + Row.count)], from: samples.blocks)
        }
    }

    /// Values by block and replicate, as a list by place in `members`.
    func joined(_ blocks: [[Int64]]) -> [Int64] { DominoEngine.joined(blocks, count: members.count) }

    /// The items of all blocks; their replicates are places in `members`.
    func joined(_ blocks: [CoverItems]) -> CoverItems {
        var items = CoverItems()
        for (number, block) in blocks.enumerated() { items.add(block, from: number * Row.count) }
        return items
    }
}

/// What bounds of a quantile or of the tail have learned so far.
struct TailState: Sendable {
    /// The replicates that bounds look at; nil until they are needed, and whenever there are more of them.
    var sample: TailSample?
    /// The options among which the sample's savings hold.
    var known: OptionMask?
    /// Which replicates are in the sample; empty before the first plan is rated.
    var isMember: [Bool] = []
    /// Whether the worst replicates with everything in force are in it.
    var hasRelaxation = false
    /// Weight of each replicate in the bound of the tail, out of `ItemPrices.fullWeight`.
    var memberWeights: [Int32] = []
    /// By option, the most that it lowers the risk among the options of `savingsKnown`; empty until it is known.
    var largestSavings: [Int128] = []
    var savingsKnown: OptionMask?
    /// The least total of a rated plan, whatever the rules.
    var leastTotal = Int128.max
}

extension PlanEvaluator {
    /// The most memory for savings by replicate, in bytes. Beyond it, an option may save all that it touches.
    private static let savingsBytes = 1 << 28
    /// How often items are charged at a node.
    private static let rounds = 4
    /// How many weights of the replicates are tried, at the first node and at the others.
    private static let firstTrials = 16
    private static let trials = 3
    /// More members than this many times `tailCount` would make nodes expensive.
    private static let mostMembers = 6

    /// Bounds a quantile or the mean of the worst replicates.
    /// - Complexity: two passes forward in the replicates of the sample, and some rounds over their items.
    mutating func tailBound(chosen: OptionMask, undecided: OptionMask, limit: Int128) -> PlanBound {
        let all = chosen.union(undecided)
        if tail.isMember.isEmpty { _ = risk(of: chosen) }
        boundCount += 1
        let sample = tailSample(for: all)
        if boundCount >= Self.boundsBeforeSavings { learnTailSavings(of: all) }
        let relaxed = PlanColumns(model, plan: all, decided: chosen)
        let base = PlanColumns(model, plan: chosen)
        let blocks = onBlocks(sample.blocks) { [model] workspace, block, number in
            var relaxedTotals = [Int64](repeating: 0, count: Row.count)
            let items = workspace.coverItems(
                relaxed: relaxed, chosen: base, on: block, of: model, undecided: undecided,
                savings: sample.savings.isEmpty ? [] : sample.savings[number], relaxedTotals: &relaxedTotals)
            return (items: items, relaxed: relaxedTotals, chosen: workspace.totals)
        }
        let items = sample.joined(blocks.map { $0.items })
        let relaxedTotals = sample.joined(blocks.map { $0.relaxed })
        var found = PlanBound(
            chosenRisk: measure.figure(ofSome: sample.joined(blocks.map { $0.chosen })),
            relaxedRisk: measure.figure(ofSome: relaxedTotals), cutsFrom: 0, cuts: [],
            largestSavings: tail.largestSavings)
        found.isExact = false
        found.prices =
            measure.kind == .tailMean
            ? tailPrices(items, relaxedTotals, sample, chosen, undecided)
            : quantilePrices(items, relaxedTotals, chosen, undecided, limit)
        return found
    }

    /// Dual prices for a quantile: each replicate prices its own items.
    /// A quantile is monotone, and adding a constant to all values adds it to the quantile. So the quantile of lower
    /// bounds of each replicate's score plus cost is a lower bound of the quantile plus cost.
    private func quantilePrices(
        _ items: CoverItems, _ relaxedTotals: [Int64], _ chosen: OptionMask, _ undecided: OptionMask, _ limit: Int128
    ) -> DualPrices {
        let (order, starts) = items.byMember(relaxedTotals.count)
        let open = undecided.members
        let full = [Int32](repeating: ItemPrices.fullWeight, count: relaxedTotals.count)
        var prices = ItemPrices(costs: costs)
        var bounds: [Int128] = []
        // How many replicates are beyond the limit for plans with each open option, and for plans without it.
        var beyondWith = open.map { _ in 0 }
        var beyondWithout = beyondWith
        var weights = [Double](repeating: 0, count: costs.count)
        var votes = [Int](repeating: 0, count: costs.count)
        for (member, relaxed) in relaxedTotals.enumerated() {
            prices.price(
                items, order[starts[member]..<starts[member + 1]], memberWeights: full, rounds: Self.rounds)
            let bound = Int128(relaxed) * RiskMeasure.unitsPerCent + prices.total
            bounds.append(bound)
            for (number, option) in open.enumerated() {
                if bound + prices.reducedCosts[option] > limit { beyondWith[number] += 1 }
                if bound + prices.omissionCosts[option] > limit { beyondWithout[number] += 1 }
            }
            for option in prices.charged {
                weights[Int(option)] += prices.weights[Int(option)]
                if prices.reducedCosts[Int(option)] == 0 { votes[Int(option)] += 1 }
            }
        }
        let bound = bounds.sorted()[bounds.count - measure.tailCount]
        // A quantile bound proves "beyond the limit" for one option, or nothing.
        let beyond = max(0, limit - bound) + 1
        var reducedCosts = costs.map { _ in Int128(0) }
        var omissionCosts = reducedCosts
        for (number, option) in open.enumerated() {
            if beyondWith[number] >= measure.tailCount { reducedCosts[option] = beyond }
            if beyondWithout[number] >= measure.tailCount { omissionCosts[option] = beyond }
        }
        var candidate = chosen
        for option in open where 2 * votes[option] > relaxedTotals.count { candidate[option] = true }
        return DualPrices(
            bound: bound, reducedCosts: reducedCosts, omissionCosts: omissionCosts, weights: weights,
            candidate: candidate)
    }

    /// Dual prices for the mean of the worst replicates.
    /// That mean is the highest of all weighted means in which no replicate weighs more than it does there (the dual
    /// form of conditional value at risk). So any such weights give a bound, computed as for a mean. Good weights are
    /// those of the worst replicates of plans that the prices themselves suggest, mixed until both agree.
    private mutating func tailPrices(
        _ items: CoverItems, _ relaxedTotals: [Int64], _ sample: TailSample, _ chosen: OptionMask,
        _ undecided: OptionMask
    ) -> DualPrices {
        func candidate(_ prices: ItemPrices) -> OptionMask {
            var plan = chosen
            for option in undecided.members where prices.reducedCosts[option] == 0 { plan[option] = true }
            return plan
        }
        let order = items.byOptions()[...]
        var prices = ItemPrices(costs: costs)
        var weights = sample.members.map { tail.memberWeights[Int($0)] }
        var best: (bound: Int128, weights: [Int32], prices: ItemPrices)?
        let relaxedWorst = measure.worst(of: relaxedTotals)
        let trials = boundCount == 1 ? Self.firstTrials : Self.trials
        for trial in 1...trials {
            prices.price(items, order, memberWeights: weights, rounds: Self.rounds)
            let base = zip(weights, relaxedTotals).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
            let bound = base * RiskMeasure.unitsPerCent / Int128(ItemPrices.fullWeight) + prices.total
            if bound > best?.bound ?? Int128.min { best = (bound, weights, prices) }
            guard trial < trials, let best else { break }
            // From the best weights so far towards the worst replicates of the relaxation, or of the suggested plan.
            let isWorst =
                trial % 2 == 1
                ? relaxedWorst
                : measure.worst(of: items.totals(under: candidate(best.prices), over: relaxedTotals))
            let step = Int32(2 + trial / 2)
            weights = zip(best.weights, isWorst).map { weight, isWorst in
                // Rounded down: weights may sum up to less than those of the tail, never to more.
                (weight * (step - 1) + (isWorst ? ItemPrices.fullWeight : 0)) / step
            }
        }
        guard let best else { preconditionFailure("one trial at least") }
        for (place, member) in sample.members.enumerated() { tail.memberWeights[Int(member)] = best.weights[place] }
        return DualPrices(
            bound: best.bound, reducedCosts: best.prices.reducedCosts, omissionCosts: best.prices.omissionCosts,
            weights: best.prices.weights, candidate: candidate(best.prices))
    }

    /// The replicates to look at where some options may be in force, with what these options save in each of them.
    private mutating func tailSample(for wanted: OptionMask) -> TailSample {
        if let sample = tail.sample, let known = tail.known, wanted.isSubset(of: known) { return sample }
        if !tail.hasRelaxation {
            markWorst(of: totals(of: wanted))
            tail.hasRelaxation = true
        }
        let known = tail.known.map { $0.union(wanted) } ?? wanted
        tail.known = known
        var sample = TailSample(tail.isMember, of: samples)
        assert(sample.members.count >= measure.tailCount, "enough replicates for a figure of the tail")
        let bytes = sample.blocks.count * model.reachCount * MemoryLayout<Float>.stride * Row.count
        if !samples.mayRaiseDamage, !model.reaches.isEmpty, bytes <= Self.savingsBytes {
            let (relaxed, nothing) = savingsColumns(of: known)
            sample.savings = onBlocks(sample.blocks) { [model] workspace, block, _ in
                var savings = SavingsBound(for: model)
                return savings.byReplicate(relaxed: relaxed, nothing: nothing, on: block, of: model, &workspace)
            }
        }
        tail.sample = sample
        return sample
    }

    /// Computes the most that each option lowers the risk, unless it is known. For the mean of the worst it is that
    /// figure of its savings by replicate, for a quantile the most that it saves in one replicate.
    private mutating func learnTailSavings(of wanted: OptionMask) {
        guard !samples.mayRaiseDamage, !model.reaches.isEmpty else { return }
        if !tail.largestSavings.isEmpty, let known = tail.savingsKnown, wanted.isSubset(of: known) { return }
        let known = tail.savingsKnown.map { $0.union(wanted) } ?? wanted
        tail.savingsKnown = known
        let (relaxed, nothing) = savingsColumns(of: known)
        let blocks = onBlocks(samples.blocks) { [model] workspace, block, _ in
            var savings = SavingsBound(for: model)
            return savings.byOption(relaxed: relaxed, nothing: nothing, on: block, of: model, &workspace)
        }
        tail.largestSavings = costs.indices.map { option in
            let saved = joined(blocks.map { Array($0[option * Row.count..<(option + 1) * Row.count]) })
            return measure.kind == .tailMean
                ? measure.figure(of: saved) : Int128(saved.max() ?? 0) * RiskMeasure.unitsPerCent
        }
    }

    /// Adds the worst replicates, and some more, of a plan that is the best so far or that the sample underestimates.
    mutating func recordTail(_ totals: [Int64], _ risk: Int128, _ plan: OptionMask) {
        var total = risk
        for option in plan.members { total += costs[option] }
        let isBetter = total < tail.leastTotal
        tail.leastTotal = min(tail.leastTotal, total)
        guard boundCount > 0 else {
            guard isBetter else { return }
            // Before the first node, only the best plan counts.
            tail.isMember = totals.map { _ in false }
            markWorst(of: totals)
            tail.memberWeights = measure.worst(of: totals).map { $0 ? ItemPrices.fullWeight : 0 }
            return
        }
        guard let sample = tail.sample, sample.members.count < Self.mostMembers * measure.tailCount else { return }
        guard measure.figure(ofSome: sample.members.map { totals[Int($0)] }) < risk else { return }
        markWorst(of: totals)
        tail.sample = nil
    }

    private mutating func markWorst(of totals: [Int64]) {
        let order = totals.indices.sorted { (totals[$0], $0) > (totals[$1], $1) }
        for place in order.prefix(measure.tailCount + measure.tailCount / 2 + 1) { tail.isMember[place] = true }
    }
}

/// Items of many replicates in columns, for bounds that weigh replicates.
///
/// An item is what one commitment costs more in one replicate with the chosen options than in the relaxation. Its
/// options are the undecided ones on its driving chain; each removes at most what it can save there in any plan
/// (`SavingsBound`). So a plan leaves at least the mass less the gains of its options: added first, options off the
/// chain change nothing, and each of the others then removes at most its gain.
struct CoverItems: Sendable {
    /// Replicate of each item.
    private(set) var members: [Int32] = []
    /// Mass of each item, in 1/100 of the currency.
    private(set) var masses: [Int64] = []
    /// Where each item's options begin; one more than items.
    private(set) var starts: [Int32] = [0]
    /// Options of all items.
    private(set) var options: [Int32] = []
    /// The most that each option removes, in 1/100 of the currency: above 0, and at most the mass.
    private(set) var gains: [Int64] = []

    /// How many items.
    var count: Int { masses.count }

    /// The options of an item, as places in `options` and `gains`.
    @inline(__always)
    func range(_ item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

    /// Adds an item whose options were added just before.
    mutating func close(member: Int, mass: Int64) {
        members.append(Int32(truncatingIfNeeded: member))
        masses.append(mass)
        starts.append(Int32(truncatingIfNeeded: options.count))
    }

    /// Adds an option of the item that is closed next.
    @inline(__always)
    mutating func add(_ option: Int, gain: Int64) {
        options.append(Int32(truncatingIfNeeded: option))
        gains.append(gain)
    }

    /// Adds the items of other replicates, which are numbered from `first` on.
    mutating func add(_ other: CoverItems, from first: Int) {
        let start = Int32(truncatingIfNeeded: options.count)
        for member in other.members { members.append(member + Int32(truncatingIfNeeded: first)) }
        masses += other.masses
        for end in other.starts.dropFirst() { starts.append(end + start) }
        options += other.options
        gains += other.gains
    }

    /// Lower bound of each replicate's total under a plan, in 1/100 of the currency.
    /// - Parameter relaxed: totals of the relaxation.
    func totals(under plan: OptionMask, over relaxed: [Int64]) -> [Int64] {
        var totals = relaxed
        for item in masses.indices {
            var mass = masses[item]
            for place in range(item) where plan[Int(options[place])] { mass -= gains[place] }
            if mass > 0 { totals[Int(members[item])] += mass }
        }
        return totals
    }

    /// Items by replicate, and of one replicate those with fewer options first; and where each replicate's items begin.
    func byMember(_ count: Int) -> (order: [Int32], starts: [Int]) {
        let order = masses.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { one, other in
            let (a, b) = (members[Int(one)], members[Int(other)])
            return a != b ? a < b : hasFewerOptions(one, other)
        }
        var starts = [Int](repeating: 0, count: count + 1)
        for member in members { starts[Int(member) + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        return (order, starts)
    }

    /// Items with fewer options first.
    func byOptions() -> [Int32] {
        masses.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { hasFewerOptions($0, $1) }
    }

    private func hasFewerOptions(_ one: Int32, _ other: Int32) -> Bool {
        let (few, many) = (range(Int(one)).count, range(Int(other)).count)
        return few != many ? few < many : one < other
    }
}

extension PlanWorkspace {
    /// Compares two plans on a block, item by item. `totals` gets the totals of the chosen options alone.
    /// - Parameters:
    ///   - relaxed: the larger plan.
    ///   - undecided: the options that only the larger plan has.
    ///   - savings: what each option saves at most (`SavingsBound.byReplicate`); empty where that is not known.
    ///   - relaxedTotals: gets the totals of the larger plan.
    /// - Precondition: the workspace was made to explain, and `relaxed` contains `chosen`.
    mutating func coverItems(
        relaxed: PlanColumns, chosen: PlanColumns, on sample: SampleBlock, of model: PlanModel, undecided: OptionMask,
        savings: [Float], relaxedTotals: inout [Int64]
    ) -> CoverItems {
        evaluate(relaxed, on: sample, of: model, keepsCents: true)
        for replicate in 0..<Row.count { relaxedTotals[replicate] = totals[replicate] }
        forward(chosen, sample, model, explains: true)
        for replicate in 0..<Row.count { totals[replicate] = sample.fixedTotals[replicate] }
        var items = CoverItems()
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), chosen, sample, model)
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                let gap = amount - relaxedCents[place * Row.count + replicate]
                guard gap > 0, sample.replicates >> UInt64(replicate) & 1 == 1 else { continue }
                addOptions(of: place, replicate, gap: gap, model, undecided, savings, to: &items)
                items.close(member: replicate, mass: gap)
            }
        }
        return items
    }

    /// Adds the undecided options that explain a commitment's damage in a replicate, and what each removes at most.
    @inline(__always)
    private func addOptions(
        of place: Int, _ replicate: Int, gap: Int64, _ model: PlanModel, _ undecided: OptionMask, _ savings: [Float],
        to items: inout CoverItems
    ) {
        let rank = Int(model.damageRanks[place])
        let width = model.sets.width
        for word in 0..<width {
            let reached = explanations[(rank * width + word) * Row.count + replicate]
            var bits = (reached | model.sets.word(word, of: model.damageSets[rank])) & undecided.words[word]
            while bits != 0 {
                let option = 64 * word + bits.trailingZeroBitCount
                bits &= bits - 1
                var gain = gap
                if !savings.isEmpty {
                    let number = Int(model.reachNumbers[option * model.damageRanks.count + place])
                    guard number >= 0 else { continue }
                    let first = (model.reachStarts[option] + number) * Row.count
                    // Savings were rounded up when they were stored.
                    gain = min(gap, Int64(min(savings[first + replicate], Float(gap) * 1.000_001 + 1)))
                }
                if gain > 0 { items.add(option, gain: gain) }
            }
        }
    }
}
