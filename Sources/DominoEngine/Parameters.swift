/// The numbers on a graph that decide how late each commitment is: columns by rank or by need.
///
/// A plan of mitigations is a change of these columns (`apply`), never of the graph.
public struct Parameters: Sendable {
    /// Where a commitment starts from with nothing late: `moved - cushion`, in days; of one that slips the days it
    /// slips, of one whose remaining work is known `now + remaining`; by rank.
    public var baseSlip: [Float]
    /// Whether the base counts even where early inputs bring a commitment forward: of one that slips, or whose
    /// remaining work is known; by rank. Empty where that is so for none.
    public var holdsBase: [Bool] = []
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
    /// `now_j`, today in days after the due date, before which nothing open is kept; `-inf` for facts; by rank. Empty
    /// where no day counts as today.
    public var notBefore: [Float] = []
    /// Days on which commitments cannot be kept.
    public var windows = WindowTable()
    /// What makes commitments earlier: by rank, then in the order in which it takes effect.
    public var expedites: [Expedite] = []
    /// What makes needs pass on less from some day on; by need.
    public var decouplings: [Decoupling] = []

    /// Up to so many days earlier, but never before it takes effect (Model.md, section 6).
    public struct Expedite: Sendable, BitwiseCopyable {
        /// The commitment.
        public var rank: Int32
        /// Days.
        public var days: Float
        /// When it takes effect, in days after the due date; `-inf` for always.
        public var bite: Float

        /// Days earlier from a day on.
        public init(rank: Int32, days: Float, bite: Float) {
            self.rank = rank
            self.days = days
            self.bite = bite
        }

        /// A slip with it in force.
        @inline(__always)
        func applied(to slip: Float) -> Float { max(slip - days, min(slip, bite)) }

        /// The same in lanes.
        @inline(__always)
        func applied(to slip: Row) -> Row { (slip - days).larger(slip.smaller(Row(repeating: bite))) }
    }

    /// A smaller share of one need's delay, but nothing earlier than it takes effect.
    public struct Decoupling: Sendable, BitwiseCopyable {
        /// The need, as ranked.
        public var need: Int32
        /// Share that is passed on; 0 for none.
        public var share: Float
        /// When it takes effect, in days after the due date of the commitment that has the need.
        public var bite: Float
    }

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
            && (holdsBase.isEmpty || holdsBase.count == commitments)
            && (notBefore.isEmpty || notBefore.count == commitments) && windows.fit(commitments: commitments)
            && expedites.allSatisfy { $0.rank >= 0 && Int($0.rank) < commitments }
            && decouplings.allSatisfy { $0.need >= 0 && Int($0.need) < needs }
    }

    /// Whether the base of a commitment counts whatever its inputs.
    @inline(__always)
    func holdsBase(_ rank: Int) -> Bool { !holdsBase.isEmpty && holdsBase[rank] }

    /// Whether early inputs bring a commitment forward.
    @inline(__always)
    func isWhenReady(_ rank: Int, _ features: CommitmentGraph.Features) -> Bool {
        features.contains(.whenReady) && !holdsBase(rank)
    }

    /// Makes the base of a commitment count whatever its inputs.
    mutating func holdBase(_ rank: Int, at days: Float) {
        if holdsBase.isEmpty { holdsBase = [Bool](repeating: false, count: baseSlip.count) }
        holdsBase[rank] = true
        baseSlip[rank] = days
    }

    /// The expedites of a commitment, as places in the list.
    @inline(__always)
    func expedites(of rank: Int) -> Range<Int> {
        guard !expedites.isEmpty else { return 0..<0 }
        let first = firstPlace(in: 0..<expedites.count) { Int(expedites[$0].rank) >= rank }
        var end = first
        while end < expedites.count, Int(expedites[end].rank) == rank { end += 1 }
        return first..<end
    }

    /// Puts an expedite behind those of its commitment that take effect no later.
    mutating func insert(_ expedite: Expedite) {
        let place = firstPlace(in: 0..<expedites.count) {
            expedites[$0].rank > expedite.rank
                || (expedites[$0].rank == expedite.rank && expedites[$0].bite > expedite.bite)
        }
        expedites.insert(expedite, at: place)
    }

    /// Puts a decoupling behind those of its need and of those before it.
    mutating func insert(_ decoupling: Decoupling) {
        decouplings.insert(
            decoupling, at: firstPlace(in: 0..<decouplings.count) { decouplings[$0].need > decoupling.need })
    }
}

/// The days on which commitments cannot be kept, as slips: closed spans of whole days, in order, by rank.
public struct WindowTable: Sendable {
    /// Days that are refused, from the first to the last of them, in days after the due date.
    public struct Span: Sendable, BitwiseCopyable {
        /// The first refused day; `-inf` for all before the last.
        public var first: Float
        /// The last refused day; `+inf` for all after the first.
        public var last: Float

        /// A span of refused days.
        public init(first: Float, last: Float) {
            self.first = first
            self.last = last
        }
    }

    /// Where each rank's spans begin; one more than commitments. Empty where no commitment names a window.
    public var start: [Int32] = []
    /// Spans of all ranks: those of one rank rise, and at least one day lies between two of them.
    public var spans: [Span] = []
    /// Whether a commitment names a window at all, by rank: it is kept on whole days then. Empty where none does.
    public var isNamed: [Bool] = []

    /// No windows.
    public init() {}

    /// Whether the rows fit so many commitments.
    func fit(commitments: Int) -> Bool {
        guard !isNamed.isEmpty else { return start.isEmpty && spans.isEmpty }
        guard start.count == commitments + 1, isNamed.count == commitments, start[0] == 0,
            Int(start[commitments]) == spans.count
        else { return false }
        for rank in 0..<commitments where start[rank] > start[rank + 1] { return false }
        return true
    }

    /// Whether a commitment names a window.
    @inline(__always)
    func isNamed(by rank: Int) -> Bool { !isNamed.isEmpty && isNamed[rank] }

    /// The first whole day at or after a slip on which a commitment can be kept, `+inf` if there is none; and whether
    /// the first whole day is refused.
    /// - Complexity: O(log spans).
    public func next(of rank: Int, after slip: Float) -> (slip: Float, isHeld: Bool) {
        guard isNamed(by: rank), slip < .infinity else { return (slip, false) }
        let day = Self.wholeDay(slip)
        let (first, end) = (Int(start[rank]), Int(start[rank + 1]))
        let place = firstPlace(in: first..<end) { spans[$0].last >= day }
        guard place < end, spans[place].first <= day else { return (max(slip, day), false) }
        return (spans[place].last + 1, true)
    }

    /// `ceil(slip - 1e-4)`.
    private static func wholeDay(_ slip: Float) -> Float {
        // From 2^22 on a Float is whole, or half of it.
        guard slip.magnitude < 4_194_304 else { return slip }
        let days = Double(slip) - lateTolerance
        let whole = Double(Int64(days))
        return Float(whole < days ? whole + 1 : whole)
    }

    /// The same in lanes.
    func next(of rank: Int, after slip: Row) -> (slip: Row, isHeld: Row) {
        var (next, held) = (slip, Row(repeating: 0))
        for lane in 0..<Row.count {
            let found = self.next(of: rank, after: slip[lane])
            next[lane] = found.slip
            held[lane] = found.isHeld ? 1 : 0
        }
        return (next, held)
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
