import Dispatch
import DominoEngine
import Synchronization

/// Plans played on the same luck, on some threads: what the search asks.
///
/// Replicates are drawn once. A plan then costs its passes forward, block by block; whoever is free takes the next block.
/// Where nothing is left to luck, one pass in scalars tells everything.
struct PlayedPlans: PlanEvaluator {
    let model: PlanModel
    let figure: RiskFigure
    let costs: [Int128]
    let grounds: Grounds
    private let workers: [Worker]
    let certain: Certain?
    /// The least total met so far of a plan that was rated, whatever the rules of the search.
    var leastTotal = Int128.max
    var boundCount = 0
    /// What each option can save at most, by option and place in the model's `reaches`, in 1/100, over all replicates; once it
    /// is known, and only for a mean.
    var gains: [[Int64]] = []
    /// The options among which that holds, or what is known of the focus.
    var gainsKnown: [Bool] = []
    /// The replicates that bounds look at, for a quantile or a tail; once they are needed.
    var focus: Focus?
    /// Which replicates those are.
    var isMember: [Bool] = []
    /// Whether the worst ones with everything in force are among them.
    var isMarked = false
    /// How much each replicate weighs in a tail's bound, of `PiecePrices.fullWeight`.
    var memberWeights: [Int32] = []
    /// The most each option can lower the risk of a tail or a quantile; once it is known, and the options among which it holds.
    var mostTailGains: [Int128] = []
    var mostKnown: [Bool] = []

    /// A search that is over by then does without.
    static let boundsBeforeGains = 3

    /// A thread's memory.
    private final class Worker: Sendable {
        let workspace: Mutex<PlanWorkspace>
        init(_ model: PlanModel) { workspace = Mutex(PlanWorkspace(for: model, explains: true)) }
    }

    /// The memory for a scenario without luck.
    final class Certain: Sendable {
        let workspace: Mutex<CertainWorkspace>
        init(_ model: PlanModel) { workspace = Mutex(CertainWorkspace(for: model)) }
    }

    init(_ model: PlanModel, _ figure: RiskFigure, costs: [Int128], grounds: Grounds, threads: Int) {
        self.model = model
        self.figure = figure
        self.costs = costs
        self.grounds = grounds
        certain = model.isCertain ? Certain(model) : nil
        workers = model.isCertain ? [] : (0..<max(1, min(threads, grounds.count))).map { _ in Worker(model) }
    }

    /// Runs blocks, each by whoever is free, and answers what they gave, in order; and what each worker has gathered.
    ///
    /// - Parameters:
    ///   - empty: what a worker begins with, who adds to it block by block.
    func onBlocks<Gathered: Sendable, Result: Sendable>(
        _ blocks: [GroundBlock], gathering empty: Gathered,
        _ body: @Sendable (inout PlanWorkspace, inout Gathered, GroundBlock, Int) -> Result,
        finishing: @Sendable (inout PlanWorkspace, inout Gathered) -> Void = { _, _ in }
    ) -> (results: [Result], gathered: [Gathered]) {
        let results = Mutex([Result?](repeating: nil, count: blocks.count))
        let gathered = Mutex([Gathered?](repeating: nil, count: workers.count))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
            workers[worker].workspace.withLock { workspace in
                var mine = empty
                while case let block = next.wrappingAdd(1, ordering: .relaxed).oldValue, block < blocks.count {
                    let result = body(&workspace, &mine, blocks[block], block)
                    results.withLock { $0[block] = result }
                }
                finishing(&workspace, &mine)
                gathered.withLock { $0[worker] = mine }
            }
        }
        return (results.withLock { $0.compactMap { $0 } }, gathered.withLock { $0.compactMap { $0 } })
    }

    func onBlocks<Result: Sendable>(
        _ blocks: [GroundBlock], _ body: @Sendable (inout PlanWorkspace, GroundBlock, Int) -> Result
    ) -> [Result] {
        onBlocks(blocks, gathering: 0, { workspace, _, ground, block in body(&workspace, ground, block) }).results
    }

    /// Total score of each replicate under a plan, in 1/100.
    func totals(of plan: [Bool]) -> [Int64] {
        let columns = PlanColumns(model, on: plan)
        let blocks = onBlocks(grounds.blocks) { workspace, ground, _ in
            workspace.play(columns, on: ground, of: model)
            return workspace.totals
        }
        return joined(blocks)
    }

    mutating func risk(of plan: [Bool]) -> Int128 {
        if let certain { return certain.workspace.withLock { $0.risk(of: plan) } }
        let totals = totals(of: plan)
        let risk = figure.figure(of: totals)
        remember(totals, risk, plan)
        return risk
    }

    mutating func roughRisk(of plan: [Bool]) -> Int128 {
        guard certain == nil, grounds.count > Self.roughBlocks else { return risk(of: plan) }
        let columns = PlanColumns(model, on: plan)
        let totals = onBlocks(Array(grounds.blocks.prefix(Self.roughBlocks))) { [model] workspace, ground, _ in
            workspace.play(columns, on: ground, of: model)
            return workspace.totals
        }
        return figure.whole(ofPart: Array(totals.joined()))
    }

    /// Blocks that tell roughly what a plan comes to.
    private static let roughBlocks = 16

    /// Most memory of plans that are played at once, in bytes, but for a single one.
    static let variedBytes = 1 << 26

    /// The risks of plans that each differ little from one.
    mutating func risks(of plans: [[Bool]], around base: [Bool]) -> [Int128] {
        if certain != nil { return plans.map { risk(of: $0) } }
        let columns = PlanColumns(model, on: base)
        var risks: [Int128] = []
        // Each plan has columns of its own, and each a total of every replicate.
        let each = 64 * (model.commitmentCount + model.entryCount) + 16 * figure.replicates
        let atOnce = max(1, Self.variedBytes / each)
        while risks.count < plans.count {
            let some = plans[risks.count..<min(plans.count, risks.count + atOnce)]
            let variations = some.map { PlanVariation(model, on: $0, from: base) }
            let blocks = onBlocks(grounds.blocks) { [model] workspace, ground, _ in
                var totals: [[Int64]] = []
                workspace.play(variations, around: columns, on: ground, of: model) { totals.append($1) }
                return totals
            }
            for number in variations.indices { risks.append(figure.figure(of: joined(blocks.map { $0[number] }))) }
        }
        return risks
    }

    /// Mean score of each damage entry under a plan, in the currency.
    func scores(of plan: [Bool]) -> [Double] {
        if let certain { return certain.workspace.withLock { $0.scores(of: plan) } }
        let columns = PlanColumns(model, on: plan)
        let entries = model.entryCount
        let blocks = onBlocks(grounds.blocks) { workspace, ground, _ in
            var scores = [Int64](repeating: 0, count: entries)
            workspace.tally(columns, on: ground, of: model, into: &scores)
            return scores
        }
        var sums = [Int64](repeating: 0, count: entries)
        for block in blocks { for place in sums.indices { sums[place] &+= block[place] } }
        return sums.map { Double($0) / 100 / Double(figure.replicates) }
    }

    /// Blocks behind one another, without what the last one has too many.
    func joined(_ blocks: [[Int64]]) -> [Int64] {
        var totals: [Int64] = []
        totals.reserveCapacity(blocks.count * Row.count)
        for block in blocks { totals += block }
        totals.removeLast(totals.count - figure.replicates)
        return totals
    }
}
