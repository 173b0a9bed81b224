/// A tally while it is counted: columns that kernels add to without checks.
struct TallyColumns: ~Copyable {
    let late: Column<Int64>
    let broken: Column<Int64>
    let slip: Column<Int64>
    let score: Column<Int64>
    let carried: Column<Int64>
    let blame: Column<Int64>
    let priceOfDay: Column<Int64>
    let critical: Column<Int64>
    /// Replicates, and the score that stays with the plan.
    let replicates = Column<Int64>(count: 1)
    let overcommitted = Column<Int64>(count: 1)

    init(for simulation: Simulation) {
        func count(_ figures: Figures) -> Int { simulation.figures >= figures ? simulation.commitmentCount : 0 }
        slip = Column(count: count(.meanSlips))
        broken = Column(count: count(.meanSlips))
        late = Column(count: count(.commitments))
        score = Column(count: simulation.figures >= .commitments ? simulation.entryCount : 0)
        carried = Column(count: count(.causes))
        blame = Column(count: count(.causes))
        priceOfDay = Column(count: count(.causes))
        critical = Column(count: count(.causes))
    }

    /// The tally.
    var tally: Tally {
        var tally = Tally(commitments: 0, entries: 0, figures: .totals)
        tally.replicates = replicates[0]
        tally.overcommitted = overcommitted[0]
        tally.late = late.array
        tally.broken = broken.array
        tally.slip = slip.array
        tally.score = score.array
        tally.carried = carried.array
        tally.blame = blame.array
        tally.priceOfDay = priceOfDay.array
        tally.critical = critical.array
        return tally
    }

    /// Counts from nothing again.
    func clear() {
        Self.clear(late)
        Self.clear(broken)
        Self.clear(slip)
        Self.clear(score)
        Self.clear(carried)
        Self.clear(blame)
        Self.clear(priceOfDay)
        Self.clear(critical)
        Self.clear(replicates)
        Self.clear(overcommitted)
    }

    private static func clear(_ column: borrowing Column<Int64>) {
        for place in 0..<column.count { column[place] = 0 }
    }
}
