import DominoEngine

/// A question being replayed under luck, and the figures of what has run so far: in the end those of `domino simulate`
/// with the same seed, to the bit.
final class HeldLuck {
    private let deal: Model
    private let luck: ModelLuck
    /// Figures of the replicates so far, until more have run.
    private var figures: ScoreFigures?
    private var tally: Tally?

    init(_ deal: Model, _ question: ModelQuestion, replicates: Int, seed: UInt64) throws(DoorCode) {
        guard let luck = ModelLuck(deal, question, replicates: replicates, seed: seed) else { throw .tooManyFallible }
        self.deal = deal
        self.luck = luck
    }

    /// Runs so many blocks of 64 replicates more, and says how many replicates are done.
    func run(blocks: Int32) -> Int32 {
        figures = nil
        tally = nil
        luck.run(blocks: max(0, Int(blocks)))
        return Int32(truncatingIfNeeded: count)
    }

    /// How many replicates are done.
    private var count: Int { luck.cents.count }

    /// A column of the figures so far; nil while there are none.
    func column(_ column: DoorColumn) -> [Double]? {
        guard count > 0 else { return nil }
        let figures = figures ?? ScoreFigures(cents: luck.cents)
        self.figures = figures
        let tally = tally ?? luck.tally
        self.tally = tally
        switch column {
        case .luckEntries: return tally.score.map { mean($0) }
        case .luckTotals:
            var totals = [Double(count), figures.mean, figures.deviation]
            totals += figures.quantiles
            totals += [figures.cvar95, figures.probabilityOfDamage, figures.standardError, mean(tally.overcommitted)]
            return totals
        case .exceedanceAmounts: return figures.exceedance.map { $0.amount }
        case .exceedanceProbabilities: return figures.exceedance.map { $0.probability }
        case .rootDays: return rootDays().map { $0.day }
        case .rootCounts: return rootDays().map { Double($0.count) }
        case .exclusionInputs: return sortedExclusions().map { Double($0.input) }
        case .exclusionGains: return sortedExclusions().map { $0.fall(replicates: count).gain }
        case .exclusionErrors: return sortedExclusions().map { $0.fall(replicates: count).standardError }
        default: return commitments(column, tally)
        }
    }

    private func mean(_ sum: Int64) -> Double { Double(sum) / 100 / Double(count) }

    /// A column of the commitments, in the order of the file.
    private func commitments(_ column: DoorColumn, _ tally: Tally) -> [Double] {
        var values = [Double](repeating: 0, count: deal.graph.commitmentCount)
        let count = Double(self.count)
        for rank in values.indices {
            let value: Double
            switch column {
            case .probabilityLate: value = Double(tally.late[rank]) / count
            case .probabilityBroken: value = Double(tally.broken[rank]) / count
            case .meanSlip:
                let kept = tally.replicates - tally.broken[rank]
                value = kept > 0 ? Double(tally.slip[rank]) / 1024 / Double(kept) : .nan
            case .luckScore:
                var sum: Int64 = 0
                for entry in Int(deal.damage.start[rank])..<Int(deal.damage.start[rank + 1]) {
                    sum += tally.score[entry]
                }
                value = mean(sum)
            case .luckCarried: value = mean(tally.carried[rank])
            case .luckBlame: value = mean(tally.blame[rank])
            case .luckPriceOfDay: value = mean(tally.priceOfDay[rank])
            default: value = Double(tally.critical[rank]) / count
            }
            values[Int(deal.graph.index[rank])] = value
        }
        return values
    }

    private func rootDays() -> [(day: Double, count: Int)] {
        deal.root < 0 ? [] : doneDays(luck.rootSlips, due: deal.dues[Int(deal.root)])
    }

    private func sortedExclusions() -> [ExclusionSum] {
        var order = luck.exclusions
        order.sort { $0.sum != $1.sum ? $0.sum > $1.sum : $0.input < $1.input }
        return order
    }
}

/// On which day something is done (`ceil(due + slip - 1e-4)`, model.md, section 1), and in how many replicates by then.
func doneDays(_ slips: [Float], due: Double) -> [(day: Double, count: Int)] {
    var days: [(day: Double, count: Int)] = []
    for (place, slip) in slips.sorted().enumerated() where slip < .infinity {
        let day = (due + Double(slip) - 1e-4).rounded(.up)
        if let last = days.last, last.day == day {
            days[days.count - 1].count = place + 1
        } else {
            days.append((day, place + 1))
        }
    }
    return days
}
