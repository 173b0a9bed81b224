import DominoEngine

/// What a range of replicates came to, in figures that add up exactly: parts merge in any order to the same bits.
public struct SimulationPart: Sendable {
    /// Which replicates.
    public var range: ReplicateRange
    /// Sums over them.
    public var tally: TallySum
    /// Total score of each, in 1/100, in order.
    public var totals: [Int64]
    /// Slips of each; empty where there are too many to keep.
    public var slips: KeptSlips
    /// Slips counted on a grid, by rank; empty where they are kept.
    public var histograms: [SlipHistogram] = []
    /// What each uncertain input adds; empty where that was not asked.
    public var exclusions: [ExclusionTotal] = []
    /// What makes the target late; nil without one.
    public var target: TargetTally?
}

/// Most slips that are kept for exact quantiles: 256 MB of them.
public let sampleLimit = 1 << 26

/// Whether all slips of a run are kept.
func keepsSamples(commitments: Int, replicates: Int) -> Bool {
    let (samples, overflows) = commitments.multipliedReportingOverflow(by: replicates)
    return !overflows && samples <= sampleLimit
}
