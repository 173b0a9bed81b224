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
        let count = simulation.commitmentCount
        let backward = simulation.backward ? count : 0
        late = Column(count: count)
        broken = Column(count: count)
        slip = Column(count: count)
        score = Column(count: simulation.entryCount)
        carried = Column(count: backward)
        blame = Column(count: backward)
        priceOfDay = Column(count: backward)
        critical = Column(count: backward)
    }

    /// The tally.
    var tally: Tally {
        var tally = Tally(commitments: 0, entries: 0, backward: false)
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
}
