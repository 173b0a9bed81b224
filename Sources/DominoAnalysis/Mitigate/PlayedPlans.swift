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
    private let costs: [Int128]
    private let grounds: Grounds
    private let workers: [Worker]
    private let certain: Certain?
    /// The replicates that weigh in a tail's cuts: the worst ones of the best plan met so far.
    private var tail: [UInt64]
    private var leastTotal = Int128.max

    /// A thread's memory.
    private final class Worker: Sendable {
        let workspace: Mutex<PlanWorkspace>
        init(_ model: PlanModel) { workspace = Mutex(PlanWorkspace(for: model, explains: true)) }
    }

    /// The memory for a scenario without luck.
    private final class Certain: Sendable {
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
        tail = [UInt64](repeating: .max, count: grounds.count)
    }

    /// Runs all blocks, each by whoever is free, and answers what they gave, in order.
    private func onBlocks<Result: Sendable>(
        _ body: @Sendable (inout PlanWorkspace, GroundBlock, Int) -> Result
    ) -> [Result] {
        let blocks = grounds.count
        if workers.count <= 1 {
            guard let only = workers.first else { return [] }
            return only.workspace.withLock { workspace in
                (0..<blocks).map { body(&workspace, grounds.block($0), $0) }
            }
        }
        let results = Mutex([Result?](repeating: nil, count: blocks))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
            workers[worker].workspace.withLock { workspace in
                while case let block = next.wrappingAdd(1, ordering: .relaxed).oldValue, block < blocks {
                    let result = body(&workspace, grounds.block(block), block)
                    results.withLock { $0[block] = result }
                }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    /// Total score of each replicate under a plan, in 1/100.
    func totals(of plan: [Bool]) -> [Int64] {
        let columns = PlanColumns(model, on: plan)
        let blocks = onBlocks { workspace, ground, _ in
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

    mutating func bound(chosen: [Bool], undecided: [Bool]) -> PlanBound {
        if let certain { return certain.workspace.withLock { $0.bound(chosen: chosen, undecided: undecided) } }
        let all = zip(chosen, undecided).map { $0 || $1 }
        let low = PlanColumns(model, on: all, decided: chosen)
        let high = PlanColumns(model, on: chosen)
        let keepsItems = figure.objective == .p90 || figure.objective == .p95
        let (model, costs, tail) = (model, costs, tail)
        let compared = onBlocks { workspace, ground, block in
            BlockGap(
                low: low, high: high, ground, weighing: tail[block], model, costs, undecided, keepsItems, &workspace)
        }
        let lows = joined(compared.map(\.lowTotals))
        let highs = joined(compared.map(\.highTotals))
        let risk = figure.figure(of: highs)
        let least = figure.figure(of: lows)
        var found = PlanBound(
            chosenRisk: risk, least: least, cutsFrom: least, cuts: [], mostGains: mostGains(compared.map(\.gaps)))
        switch figure.objective {
        case .mean: found.cuts = PlanBound.joined(compared.flatMap(\.cuts))
        case .cvar95:
            found.cuts = PlanBound.joined(compared.flatMap(\.cuts))
            found.cutsFrom = tailSum(lows)
        case .p90, .p95:
            if keepsItems { found.least = figure.figure(of: joined(compared.map(\.pricedTotals))) }
        }
        remember(highs, risk, chosen)
        return found
    }

    /// Mean score of each damage entry under a plan, in the currency.
    func scores(of plan: [Bool]) -> [Double] {
        if let certain { return certain.workspace.withLock { $0.scores(of: plan) } }
        let columns = PlanColumns(model, on: plan)
        let entries = model.entryCount
        let blocks = onBlocks { workspace, ground, _ in
            var scores = [Int64](repeating: 0, count: entries)
            workspace.tally(columns, on: ground, of: model, into: &scores)
            return scores
        }
        var sums = [Int64](repeating: 0, count: entries)
        for block in blocks { for place in sums.indices { sums[place] &+= block[place] } }
        return sums.map { Double($0) / 100 / Double(figure.replicates) }
    }

    /// Blocks behind one another, without what the last one has too many.
    private func joined(_ blocks: [[Int64]]) -> [Int64] {
        var totals: [Int64] = []
        totals.reserveCapacity(blocks.count * Row.count)
        for block in blocks { totals += block }
        totals.removeLast(totals.count - figure.replicates)
        return totals
    }

    /// The tail of the best plan met so far is where a tail's cuts weigh.
    private mutating func remember(_ totals: [Int64], _ risk: Int128, _ plan: [Bool]) {
        guard figure.objective == .cvar95 else { return }
        var total = risk
        for place in plan.indices where plan[place] { total += costs[place] }
        guard total < leastTotal else { return }
        leastTotal = total
        tail = [UInt64](repeating: 0, count: grounds.count)
        for (replicate, isWorst) in figure.worst(of: totals).enumerated() where isWorst {
            tail[replicate / Row.count] |= 1 << UInt64(replicate % Row.count)
        }
    }

    /// The sum over the tail, in the unit of risk: no plan's worst ones come to less than any as many do.
    private func tailSum(_ totals: [Int64]) -> Int128 {
        var sum: Int128 = 0
        for (replicate, cents) in totals.enumerated()
        where tail[replicate / Row.count] >> UInt64(replicate % Row.count) & 1 == 1 {
            sum += Int128(cents)
        }
        return sum * RiskFigure.perCent
    }

    /// The most each option can lower the risk: all that can be saved where it reaches.
    private func mostGains(_ gaps: [PlanGaps]) -> [Int128] {
        guard !grounds.mayHurt, !model.reaches.isEmpty else { return [] }
        var falls = [Int128](repeating: 0, count: gaps.first?.falls.count ?? 0)
        for gap in gaps {
            for place in falls.indices {
                if figure.objective == .mean {
                    falls[place] += Int128(gap.falls[place])
                } else {
                    falls[place] = max(falls[place], Int128(gap.mostFalls[place]))
                }
            }
        }
        let scale = RiskFigure.perCent * (figure.objective == .mean ? 1 : Int128(figure.divisor))
        return model.reaches.map { $0.reduce(Int128(0)) { $0 + falls[Int($1)] } * scale }
    }
}

/// What one block gave.
private struct BlockGap: Sendable {
    var lowTotals = [Int64](repeating: 0, count: Row.count)
    var highTotals: [Int64]
    /// Each replicate's own bound, cost included, in 1/100 rounded down; empty where cuts are gathered instead.
    var pricedTotals: [Int64] = []
    var gaps: PlanGaps
    var cuts: [PlanBound.Cut] = []

    init(
        low: PlanColumns, high: PlanColumns, _ ground: GroundBlock, weighing: UInt64, _ model: PlanModel,
        _ costs: [Int128], _ undecided: [Bool], _ keepsItems: Bool, _ workspace: inout PlanWorkspace
    ) {
        var gaps = PlanGaps(of: model, keepsItems: keepsItems)
        workspace.compare(
            low: low, high: high, on: ground, of: model, weighing: weighing & ground.replicates, lowTotals: &lowTotals,
            into: &gaps)
        highTotals = workspace.totals
        if keepsItems {
            pricedTotals = Self.pricedTotals(lowTotals, gaps.items, costs, undecided, workspace)
        } else {
            for (set, mass) in gaps.masses.enumerated() where mass > 0 {
                let options = workspace.members(of: Int32(truncatingIfNeeded: set)) { undecided[$0] }
                cuts.append(PlanBound.Cut(options: options, mass: Int128(mass) * RiskFigure.perCent))
            }
        }
        gaps.forgetMasses()
        self.gaps = gaps
        workspace.tidy(model)
    }

    /// What each replicate costs at least, with the options that lower it paid for in full.
    ///
    /// A quantile is monotone and moves with a constant: where each replicate's score and the plan's cost have a bound,
    /// the bounds' quantile is one of the quantile and the cost.
    private static func pricedTotals(
        _ lowTotals: [Int64], _ items: [PlanGaps.Item], _ costs: [Int128], _ undecided: [Bool],
        _ workspace: borrowing PlanWorkspace
    ) -> [Int64] {
        var cuts = [[PlanBound.Cut]](repeating: [], count: Row.count)
        for item in items {
            let options = workspace.members(of: item.set) { undecided[$0] }
            cuts[Int(item.replicate)].append(
                PlanBound.Cut(options: options, mass: Int128(item.mass) * RiskFigure.perCent))
        }
        return lowTotals.indices.map { replicate in
            guard !cuts[replicate].isEmpty else { return lowTotals[replicate] }
            let prices = CutPrices(PlanBound.joined(cuts[replicate]), costs: costs)
            return lowTotals[replicate] + Int64(prices.total / RiskFigure.perCent)
        }
    }
}
