/// Evaluates and bounds plans on one set of samples: everything that a search asks for.
///
/// Replicates are drawn once. A plan then costs one or two passes forward in each block. Where nothing is drawn, one
/// pass in scalars says everything. Bounds of the mean are in `MeanBound.swift`, those of quantiles and tails in
/// `TailBound.swift`.
package struct PlanEvaluator: Sendable {
    package let model: PlanModel
    let measure: RiskMeasure
    /// Cost of each option, in the unit of risk.
    let costs: [Int128]
    let samples: Samples
    let runner: BlockRunner
    let workers: [WorkerMemory<PlanWorkspace>]
    private let certain: WorkerMemory<CertainWorkspace>?
    /// How many nodes were bounded.
    var boundCount = 0
    var mean = MeanState()
    var tail = TailState()

    /// From this node on, bounds use what each option saves at most. Most searches are over before.
    package static let boundsBeforeSavings = 3
    /// Blocks that an approximate risk is computed from.
    private static let approximateBlocks = 16
    /// The most memory for variations that are evaluated together, in bytes, unless a single one needs more.
    package static let variationBytes = 1 << 26

    /// - Parameters:
    ///   - costs: in the unit of `measure`.
    ///   - samples: empty where nothing is drawn.
    package init(
        _ model: PlanModel, _ measure: RiskMeasure, costs: [Int128], samples: Samples, runner: BlockRunner
    ) {
        precondition(costs.count == model.options.count, "one cost an option")
        self.model = model
        self.measure = measure
        self.costs = costs
        self.samples = samples
        self.runner = runner
        certain = model.isCertain ? WorkerMemory(CertainWorkspace(for: model)) : nil
        workers =
            model.isCertain
            ? []
            : (0..<runner.workerCount(of: samples.blocks.count)).map { _ in
                WorkerMemory(PlanWorkspace(for: model, explains: true))
            }
    }

    /// An upper bound of the memory of all workspaces and variations, in bytes.
    package static func size(of model: PlanModel, workers: Int) -> Int {
        variationBytes + workers * 2 * PlanWorkspace.size(of: model)
    }

    /// Whether nothing is drawn.
    var isCertain: Bool { certain != nil }

    /// Runs blocks, each in the memory of whichever worker is free.
    func onBlocks<Result: Sendable>(
        _ blocks: [SampleBlock], _ body: @Sendable (inout PlanWorkspace, SampleBlock, Int) -> Result
    ) -> [Result] {
        runner.map(blocks.count) { [workers] worker, block in body(&workers[worker].value, blocks[block], block) }
    }

    /// Total score of each replicate under a plan, in 1/100 of the currency.
    package func totals(of plan: OptionMask) -> [Int64] { joined(totals(of: plan, on: samples.blocks)) }

    /// The same by block.
    func totals(of plan: OptionMask, on blocks: [SampleBlock]) -> [[Int64]] {
        let columns = PlanColumns(model, plan: plan)
        return onBlocks(blocks) { [model] workspace, sample, _ in
            workspace.evaluate(columns, on: sample, of: model)
            return workspace.totals
        }
    }

    /// The risk of a plan.
    package mutating func risk(of plan: OptionMask) -> Int128 {
        if let certain { return certain.value.risk(of: plan) }
        let totals = totals(of: plan)
        let risk = measure.figure(of: totals)
        if measure.kind != .mean { recordTail(totals, risk, plan) }
        return risk
    }

    /// Approximate risk of a plan, from some of the replicates. Used only to choose the first incumbent.
    mutating func approximateRisk(of plan: OptionMask) -> Int128 {
        guard !isCertain, samples.blocks.count > Self.approximateBlocks else { return risk(of: plan) }
        let blocks = totals(of: plan, on: Array(samples.blocks.prefix(Self.approximateBlocks)))
        return measure.estimate(from: Array(blocks.joined()))
    }

    /// A lower bound of the risk of a plan, in less time where only some replicates matter.
    package mutating func leastRisk(of plan: OptionMask) -> Int128 {
        guard !isCertain, let sample = tail.sample else { return risk(of: plan) }
        return measure.figure(ofSome: sample.joined(totals(of: plan, on: sample.blocks)))
    }

    /// The risk of each option alone.
    package mutating func aloneRisks() -> [Int128] {
        let nothing = model.nothing
        return risks(of: model.options.indices.map { nothing.adding($0) }, around: nothing)
    }

    /// The risks of plans that differ little from one.
    package mutating func risks(of plans: [OptionMask], around base: OptionMask) -> [Int128] {
        if isCertain { return plans.map { risk(of: $0) } }
        let columns = PlanColumns(model, plan: base)
        var risks: [Int128] = []
        // Each variation has columns of its own, and a total of each replicate.
        let each = 64 * (model.graph.commitmentCount + model.entryCount) + 16 * measure.replicates
        let atOnce = max(1, Self.variationBytes / each)
        while risks.count < plans.count {
            let some = plans[risks.count..<min(plans.count, risks.count + atOnce)]
            let variations = some.map { PlanVariation(model, plan: $0, from: base) }
            let blocks = onBlocks(samples.blocks) { [model] workspace, sample, _ in
                var totals: [[Int64]] = []
                workspace.evaluate(variations, around: columns, on: sample, of: model) { totals.append($1) }
                return totals
            }
            for number in variations.indices { risks.append(measure.figure(of: joined(blocks.map { $0[number] }))) }
        }
        return risks
    }

    /// Mean score of each damage entry under a plan, in the currency.
    package func scores(of plan: OptionMask) -> [Double] {
        if let certain { return certain.value.scores(of: plan) }
        let columns = PlanColumns(model, plan: plan)
        let blocks = onBlocks(samples.blocks) { [model] workspace, sample, _ in
            var scores = [Int64](repeating: 0, count: model.entryCount)
            workspace.addScores(columns, on: sample, of: model, to: &scores)
            return scores
        }
        var sums = [Int64](repeating: 0, count: model.entryCount)
        for block in blocks { for place in sums.indices { sums[place] &+= block[place] } }
        return sums.map { Double($0) / 100 / Double(measure.replicates) }
    }

    /// What holds for every plan with all chosen options and any of the undecided ones.
    ///
    /// - Parameter limit: the search has no use for plans of the node whose risk, plus the cost of what they add to the
    ///   chosen options, is above it.
    package mutating func bound(chosen: OptionMask, undecided: OptionMask, limit: Int128) -> PlanBound {
        if let certain { return certain.value.bound(chosen: chosen, undecided: undecided) }
        return measure.kind == .mean
            ? meanBound(chosen: chosen, undecided: undecided)
            : tailBound(chosen: chosen, undecided: undecided, limit: limit)
    }

    /// Totals of all blocks one after the other, without what the last block has too many.
    func joined(_ blocks: [[Int64]]) -> [Int64] { DominoEngine.joined(blocks, count: measure.replicates) }
}

/// The first `count` values of blocks of replicates that stand one after the other.
func joined(_ blocks: [[Int64]], count: Int) -> [Int64] {
    var values: [Int64] = []
    values.reserveCapacity(blocks.count * Row.count)
    for block in blocks { values += block }
    precondition(values.count >= count, "enough blocks for all replicates")
    values.removeLast(values.count - count)
    return values
}

/// The draws of all replicates, made once for all plans.
package struct Samples: Sendable {
    let blocks: [SampleBlock]
    /// Whether averting an event may make a commitment later, because the event would have made it earlier.
    let mayRaiseDamage: Bool

    /// Draws replicates.
    ///
    /// - Parameter simulation: of the model with nothing done, with all rows kept.
    /// - Complexity: O(replicates * (commitments + needs + damage)), divided by the workers.
    package init(_ model: PlanModel, _ simulation: Simulation, replicates: Int, runner: BlockRunner) {
        precondition(replicates > 0, "something is drawn")
        let count = (replicates + Row.count - 1) / Row.count
        let memories = (0..<runner.workerCount(of: count)).map { _ in WorkerMemory(Workspace(for: simulation)) }
        self.init(
            runner.map(count) { worker, block in
                let rest = replicates - block * Row.count
                return memories[worker].value.sample(
                    block: UInt32(truncatingIfNeeded: block),
                    replicates: rest >= Row.count ? .max : (1 << UInt64(rest)) - 1, of: model, simulation)
            })
    }

    private init(_ blocks: [SampleBlock]) {
        self.blocks = blocks
        mayRaiseDamage = blocks.contains { $0.mayRaiseDamage }
    }

    /// No draws: for a scenario in which nothing is drawn.
    package static let none = Samples([])

    /// The same draws with the notice of another model.
    package func rescored(for model: PlanModel) -> Samples { Samples(blocks.map { $0.rescored(for: model) }) }
}

/// A figure of the total score over all replicates, as an integer.
///
/// Risk and cost share one unit, so that sums, ties and bounds are exact: millionths of the currency, times what the
/// figure divides its sum by (the replicates for a mean).
package struct RiskMeasure: Sendable {
    /// Which figure.
    package enum Kind: Sendable, Equatable {
        /// The mean.
        case mean
        /// The value that a share of the replicates does not exceed.
        case quantile(Double)
        /// The mean of the worst twentieth (conditional value at risk, Rockafellar and Uryasev 2000).
        case tailMean
    }

    /// Which figure.
    package let kind: Kind
    /// Over how many replicates.
    package let replicates: Int

    /// Millionths of the currency in 1/100 of it.
    static let unitsPerCent: Int128 = 10_000

    /// A figure over some replicates.
    package init(_ kind: Kind, replicates: Int) {
        precondition(replicates > 0, "a figure of something")
        self.kind = kind
        self.replicates = replicates
    }

    /// What the figure divides its sum by.
    private var divisor: Int {
        switch kind {
        case .mean: replicates
        case .quantile: 1
        case .tailMean: worstCount
        }
    }

    /// How many replicates are the worst twentieth.
    private var worstCount: Int { replicates - Int(0.95 * Double(replicates)) }

    /// How many of the worst replicates decide the figure; all for the mean.
    var tailCount: Int {
        switch kind {
        case .mean: replicates
        case .quantile(let quantile): replicates - nearestRank(quantile, of: replicates)
        case .tailMean: worstCount
        }
    }

    /// The figure.
    /// - Parameter totals: in 1/100 of the currency, one for each replicate.
    /// - Complexity: O(replicates), with a sort but for the mean.
    func figure(of totals: [Int64]) -> Int128 {
        switch kind {
        case .mean: return Self.sum(totals[...]) * Self.unitsPerCent
        case .quantile(let quantile):
            return Int128(totals.sorted()[nearestRank(quantile, of: totals.count)]) * Self.unitsPerCent
        case .tailMean: return Self.sum(totals.sorted().suffix(worstCount)) * Self.unitsPerCent
        }
    }

    /// A lower bound of the figure from the totals of only some replicates, at least `tailCount`.
    /// - Precondition: the figure is not the mean.
    func figure(ofSome totals: [Int64]) -> Int128 {
        precondition(kind != .mean && totals.count >= tailCount, "enough replicates for a figure of the tail")
        let sorted = totals.sorted()
        return kind == .tailMean
            ? Self.sum(sorted.suffix(worstCount)) * Self.unitsPerCent
            : Int128(sorted[sorted.count - tailCount]) * Self.unitsPerCent
    }

    /// An estimate of the figure from the totals of some replicates.
    func estimate(from totals: [Int64]) -> Int128 {
        let part = RiskMeasure(kind, replicates: totals.count)
        return part.figure(of: totals) * Int128(divisor) / Int128(part.divisor)
    }

    /// The replicates in the worst twentieth; of equal totals the later ones.
    func worst(of totals: [Int64]) -> [Bool] {
        var isWorst = [Bool](repeating: false, count: totals.count)
        let order = totals.indices.sorted { (totals[$0], $0) < (totals[$1], $1) }
        for place in order.suffix(worstCount) { isWorst[place] = true }
        return isWorst
    }

    /// A cost in the currency, in the unit of risk.
    package func cost(_ amount: Double) -> Int128 {
        // Nearest, ties up, without a call into the C library.
        let millionths = amount * 1e6
        let whole = Int128(millionths)
        return (millionths - Double(whole) >= 0.5 ? whole + 1 : whole) * Int128(divisor)
    }

    /// A risk, a cost or a sum of them in the currency; of a risk the same figure as `simulate` gives, to the last bit.
    package func amount(_ figure: Int128) -> Double {
        let (cents, rest) = figure.quotientAndRemainder(dividingBy: Self.unitsPerCent)
        guard rest == 0 else { return Double(figure) / 1e6 / Double(divisor) }
        if case .quantile = kind { return Double(cents) / 100 }
        return Double(cents) / Double(divisor) / 100
    }

    private static func sum(_ totals: ArraySlice<Int64>) -> Int128 { totals.reduce(Int128(0)) { $0 + Int128($1) } }
}
