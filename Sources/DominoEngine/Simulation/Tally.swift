/// What replicates add up to: integers only, so that any order and any division gives the same bits. Columns that the
/// simulation's `Figures` leave out are empty.
public struct Tally: Sendable, Equatable {
    /// Replicates counted.
    public var replicates: Int64 = 0
    /// Replicates in which a commitment is late; by rank.
    public var late: [Int64]
    /// In which it is broken; by rank.
    public var broken: [Int64]
    /// Slips while not broken, in 1/1024 day; by rank.
    public var slip: [Int64]
    /// Score of each damage entry, in 1/100; by place in the table.
    public var score: [Int64]
    /// Carried score, in 1/100; by rank.
    public var carried: [Int64]
    /// Blame, in 1/100; by rank.
    public var blame: [Int64]
    /// Price of a day, in 1/100 a day; by rank.
    public var priceOfDay: [Int64]
    /// Replicates in which the carried score is 0.005 or more; by rank.
    public var critical: [Int64]
    /// Score that stays with the plan itself, in 1/100.
    public var overcommitted: Int64 = 0

    /// Nothing counted yet.
    public init(commitments: Int, entries: Int, figures: Figures) {
        let zeros = [Int64](repeating: 0, count: commitments)
        slip = figures >= .meanSlips ? zeros : []
        broken = slip
        late = figures >= .commitments ? zeros : []
        score = figures >= .commitments ? [Int64](repeating: 0, count: entries) : []
        carried = figures >= .causes ? zeros : []
        blame = carried
        priceOfDay = carried
        critical = carried
    }
}
