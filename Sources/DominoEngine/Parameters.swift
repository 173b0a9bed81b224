/// The numbers on a graph that decide how late each commitment is: columns by rank or by need.
///
/// A plan of mitigations is a change of these columns (`apply`), never of the graph.
public struct Parameters: Sendable {
    /// Where a commitment starts from with nothing late: `-cushion`, in days; by rank.
    public var baseSlip: [Float]
    /// `x_j`, the delay of a commitment's own making, in days; a fact's slip; `+inf` for one that is broken; by rank.
    public var ownDelay: [Float]
    /// Slip above which a commitment breaks, counted from its first due date, in days; `+inf` for never; by rank.
    public var breakLimit: [Float]
    /// Days by which a new date has been agreed; by rank.
    public var dueShift: [Float]
    /// Share of a delay that a need passes on, 0 where the need was removed; empty where every share is 1.
    public var share: [Float]
    /// Most days by which a need can make late; empty if no need has a fallback.
    public var delayCap: [Float]

    /// Everything on plan: no cushion, no delay, nothing breaks, every need passes on the whole delay.
    ///
    /// - Parameter generalNeeds: whether there are shares and caps, which only graphs with general needs use.
    public init(commitments: Int, needs: Int, generalNeeds: Bool) {
        baseSlip = [Float](repeating: 0, count: commitments)
        ownDelay = [Float](repeating: 0, count: commitments)
        breakLimit = [Float](repeating: .infinity, count: commitments)
        dueShift = [Float](repeating: 0, count: commitments)
        share = generalNeeds ? [Float](repeating: 1, count: needs) : []
        delayCap = generalNeeds ? [Float](repeating: .infinity, count: needs) : []
    }

    /// Whether the columns fit the graph.
    func fit(_ graph: CommitmentGraph) -> Bool {
        let commitments = graph.commitmentCount
        let needs = share.isEmpty && delayCap.isEmpty ? 0 : graph.needCount
        return baseSlip.count == commitments && ownDelay.count == commitments && breakLimit.count == commitments
            && dueShift.count == commitments && share.count == needs && delayCap.count == needs
    }
}

/// Days rounded to the grid of 1/1024 day, on which sums of Float days are exact (Model.md, section 2).
///
/// Nearest, ties away from zero; values beyond the grid's reach and infinities stay as they are.
public func onGrid(_ days: Double) -> Float {
    let scaled = days * 1024
    // 2^52: from here on every Double is whole already.
    guard scaled.magnitude < 4_503_599_627_370_496 else { return Float(days) }
    // Rounding this way is a call into the C library, which WebAssembly has not; cutting off is exact, and so is the
    // rest.
    let whole = Double(Int64(scaled))
    let rest = scaled - whole
    return Float((rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole) / 1024)
}
