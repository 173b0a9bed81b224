import DominoEngine

/// A question being simulated, a few blocks at a time so that the page stays fluid, and the figures of what has run so
/// far: in the end those of `domino simulate` with the same seed, to the bit.
final class HeldRuns {
    private let model: Model
    private let replicates: Int
    private let runner: ReplicateRunner
    private var columns = ReplicateColumns()
    /// Figures of the replicates so far, until more have run.
    private var figures: ScoreFigures?
    private var sums: ReplicateSums?

    init(_ model: Model, _ question: ModelQuestion, replicates: Int, seed: UInt64) throws(DoorCode) {
        guard let replication = Replication(model, question, seed: seed, figures: .causes) else {
            throw .tooManyFallible
        }
        self.model = model
        self.replicates = replicates
        runner = ReplicateRunner(
            replication,
            RunOptions(slips: model.root.map { .of($0) } ?? .none, cones: exclusionCones(for: replication.whole)))
    }

    /// Runs so many more blocks of 64 replicates, and says how many replicates are done.
    func run(blocks: Int32) -> Int32 {
        figures = nil
        sums = nil
        runner.runBlocks(blocks, of: replicates, into: &columns)
        return Int32(truncatingIfNeeded: count)
    }

    /// How many replicates are done.
    private var count: Int { columns.totals.count }

    /// A column of the figures so far; nil while there are none.
    func column(_ column: DoorColumn) -> [Double]? {
        guard count > 0 else { return nil }
        let figures = figures ?? ScoreFigures(cents: columns.totals)
        self.figures = figures
        let sums = sums ?? runner.sums
        self.sums = sums
        switch column {
        case .runEntries: return sums.tally.score.map { mean($0) }
        case .runTotals:
            var totals = [Double(count), figures.mean, figures.deviation]
            totals += figures.quantiles
            totals += [
                figures.cvar95, figures.probabilityOfDamage, figures.standardError, mean(sums.tally.overcommitted),
            ]
            return totals
        case .exceedanceAmounts: return figures.exceedance.map { $0.amount }
        case .exceedanceProbabilities: return figures.exceedance.map { $0.probability }
        case .rootDays: return rootDays().map { $0.day }
        case .rootCounts: return rootDays().map { Double($0.count) }
        case .exclusionInputs: return sorted(sums.exclusions).map { Double($0.input) }
        case .exclusionGains: return sorted(sums.exclusions).map { $0.reduction(replicates: count).gain }
        case .exclusionErrors: return sorted(sums.exclusions).map { $0.reduction(replicates: count).standardError }
        default: return commitments(column, sums.tally)
        }
    }

    private func mean(_ sum: Int128) -> Double { Double(sum) / 100 / Double(count) }

    /// A column of the commitments, in the order of the file.
    private func commitments(_ column: DoorColumn, _ tally: TallySum) -> [Double] {
        let count = Double(self.count)
        return model.graph.inFileOrder { rank in
            switch column {
            case .probabilityLate: return Double(tally.late[rank]) / count
            case .probabilityBroken: return Double(tally.broken[rank]) / count
            case .meanSlip:
                let kept = tally.replicates - tally.broken[rank]
                return kept > 0 ? Double(tally.slip[rank]) / 1024 / Double(kept) : .nan
            case .runScore:
                var sum: Int128 = 0
                for entry in model.damage.entries(of: rank) { sum += tally.score[entry] }
                return mean(sum)
            case .runCarried: return mean(tally.carried[rank])
            case .runBlame: return mean(tally.blame[rank])
            case .runPriceOfDay: return mean(tally.priceOfDay[rank])
            default: return Double(tally.critical[rank]) / count
            }
        }
    }

    private func rootDays() -> [(day: Double, count: Int)] {
        model.root.map { doneDays(columns.slips, due: model.dues[Int($0)]) } ?? []
    }

    /// Inputs without which the mean falls most come first.
    private func sorted(_ exclusions: [ExclusionSum]) -> [ExclusionSum] {
        var order = exclusions
        order.sort { $0.sum != $1.sum ? $0.sum > $1.sum : $0.input < $1.input }
        return order
    }
}

/// The days that may be promised, as they are found, and the figures of what has run so far: in the end those of
/// `domino check` with the same seed, to the bit.
final class HeldPromise {
    private let evaluation: PromiseEvaluation
    private let replicates: Int
    private let confidence: Double
    private let due: Double
    private let ignored: ReplicateRunner
    private let broken: ReplicateRunner?
    private var columns = ReplicateColumns()
    private var brokenColumns = ReplicateColumns()
    private var days: [(day: Double, count: Int)]?

    init(
        _ model: Model, _ question: ModelQuestion, replicates: Int, seed: UInt64, confidence: Double,
        perDayLater: Double?
    ) throws(DoorCode) {
        guard let root = model.root, let evaluation = model.evaluatePromise(question, perDayLater: perDayLater) else {
            throw .unknownPlace
        }
        func runner(_ question: ModelQuestion) throws(DoorCode) -> ReplicateRunner {
            guard
                let replication = Replication(model, question, seed: seed, figures: .totals, watched: [root])
            else { throw .tooManyFallible }
            return ReplicateRunner(replication, RunOptions(slips: .of(root)))
        }
        self.evaluation = evaluation
        self.replicates = replicates
        self.confidence = confidence
        due = model.dues[Int(root)]
        ignored = try runner(evaluation.ignored)
        broken = evaluation.needsBroken ? try runner(evaluation.broken) : nil
    }

    /// Runs so many more blocks of 64 replicates, and says how many replicates are done.
    func run(blocks: Int32) -> Int32 {
        days = nil
        ignored.runBlocks(blocks, of: replicates, into: &columns)
        broken?.runBlocks(blocks, of: replicates, into: &brokenColumns)
        return Int32(truncatingIfNeeded: columns.totals.count)
    }

    /// A column of the figures so far; nil while there are none.
    func column(_ column: DoorColumn) -> [Double]? {
        let slips = columns.slips
        guard !slips.isEmpty else { return nil }
        if column == .promiseFigures {
            let best = evaluation.best(slips: slips, totals: columns.totals, brokenTotals: brokenColumns.totals)
            return [
                Double(slips.count), evaluation.planShift,
                Double(slips.sorted()[nearestRank(confidence, of: slips.count)]),
                evaluation.useful.map { Double($0) } ?? .infinity, best.map { Double($0) } ?? .nan,
            ]
        }
        let days = days ?? doneDays(slips, due: due)
        self.days = days
        return column == .promiseDays ? days.map { $0.day } : days.map { Double($0.count) }
    }
}

extension ReplicateRunner {
    /// Runs so many more blocks, as far as there are any.
    fileprivate func runBlocks(_ blocks: Int32, of replicates: Int, into columns: inout ReplicateColumns) {
        let done = columns.totals.count
        // In 64 bits, because a page's integers have 32.
        let count = Int(min(Int64(replicates - done), Int64(max(0, blocks)) * Int64(Row.count)))
        guard count > 0 else { return }
        run(ReplicateRange(first: done, count: count), into: &columns)
    }
}

/// On which day something is done (`ceil(due + slip - 1e-4)`, Model.md, section 1), and in how many replicates by then.
func doneDays(_ slips: [Float], due: Double) -> [(day: Double, count: Int)] {
    var days: [(day: Double, count: Int)] = []
    for (place, slip) in slips.sorted().enumerated() where slip < .infinity {
        let day = (due + Double(slip) - lateTolerance).rounded(.up)
        if let last = days.last, last.day == day {
            days[days.count - 1].count = place + 1
        } else {
            days.append((day, place + 1))
        }
    }
    return days
}
