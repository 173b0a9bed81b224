/// Everything a replicate draws, in the order it is needed: shared causes first, then each commitment's own.
public struct Uncertainty: Sendable {
    /// Something that happens or not, once a replicate, for all it concerns: a risk, or a mitigation's working.
    public struct Event: Sendable, BitwiseCopyable {
        /// Hash of its name.
        public var variable: UInt64
        /// How often it happens.
        public var probability: Double
        /// `chanceThreshold` of its probability.
        public var chance: UInt64
        /// The same if nothing is done about it.
        public private(set) var chanceOfItself: UInt64

        /// An event of a probability.
        public init(variable: UInt64, probability: Double) {
            self.variable = variable
            self.probability = probability
            chance = chanceThreshold(probability)
            chanceOfItself = chance
        }

        /// Makes it less likely.
        mutating func lower(to probability: Double) {
            self.probability = probability
            chance = chanceThreshold(probability)
        }

        /// The replicates of a block in which it happens, bit by bit.
        public func replicates(block: UInt32, seed: UInt64) -> UInt64 {
            BlockDraws(block: block, seed: seed).words(variable, .chance).below(chance).bits
        }
    }

    /// One part of a commitment's own delay.
    public struct Contribution: Sendable, BitwiseCopyable {
        /// Where the days come from.
        public enum Source: Sendable, BitwiseCopyable {
            /// Its own delay.
            case delay
            /// A risk, by its place in `events`, if it happens.
            case event(Int32)
            /// A factor, by its place in `factors`, on so much work.
            case factor(Int32, work: Float)
            /// What is left of the work, said today: no delay, but a base of today and so many days, or of what the
            /// question says where that is later.
            case remaining(atLeast: Float)
            /// Days after which it is broken, in place of those on plan: no delay either.
            case patience(onPlan: Float)

            /// Whether the days are part of the own delay.
            @inline(__always)
            var isDelay: Bool {
                switch self {
                case .delay, .event, .factor: true
                case .remaining, .patience: false
                }
            }
        }

        /// Where the days come from.
        public var source: Source
        /// Draws them; of a factor it is not used.
        public var sampler: Sampler
        /// Number of the uncertain input that it belongs to: what exclude-one switches off.
        public var input: Int32

        /// A part of a delay.
        public init(source: Source, sampler: Sampler, input: Int32) {
            self.source = source
            self.sampler = sampler
            self.input = input
        }
    }

    /// The risks.
    public var events: [Event] = []
    /// Factors, drawn unrounded.
    public var factors: [Sampler] = []
    /// Where each rank's contributions begin; one more than commitments.
    public var contributionStart: [Int32]
    /// Contributions of all ranks.
    public var contributions: [Contribution] = []
    /// What the samplers look up.
    public var tables = SamplerTables()
    /// Number of uncertain inputs.
    public var inputCount = 0
    /// Days for which each delay has been running, less than which it cannot be; `-inf` where that says nothing; by
    /// rank. Empty where it is so for all.
    public var elapsed: [Float] = []
    /// The same for patience.
    public var waited: [Float] = []

    /// Nothing uncertain, for so many commitments.
    public init(commitments: Int) { contributionStart = [Int32](repeating: 0, count: commitments + 1) }
}

extension Uncertainty {
    /// The contributions of a rank, as places in `contributions`.
    @inline(__always)
    func row(of rank: Int) -> Range<Int> { Int(contributionStart[rank])..<Int(contributionStart[rank + 1]) }

    /// How each rank's own delay is drawn.
    var draws: [Simulation.Draw] {
        var draws: [Simulation.Draw] = []
        draws.reserveCapacity(contributionStart.count - 1)
        for rank in 0..<contributionStart.count - 1 {
            let (first, end) = (Int(contributionStart[rank]), Int(contributionStart[rank + 1]))
            if first == end {
                draws.append(.never)
            } else if end == first + 1, case .delay = contributions[first].source, contributions[first].sampler.isPlain,
                !isRunning(rank)
            {
                draws.append(.triangle)
            } else {
                draws.append(.any)
            }
        }
        return draws
    }

    /// Between which days the sum of a rank's own delays lies, any of them switched off or not.
    func reach(of rank: Int) -> (least: Float, most: Float) { reach(of: rank, withDelay: true) }

    /// The same without its own delay: what risks and factors may come to.
    func impacts(of rank: Int) -> (least: Float, most: Float) { reach(of: rank, withDelay: false) }

    private func reach(of rank: Int, withDelay: Bool) -> (least: Float, most: Float) {
        var reach: (least: Float, most: Float) = (0, 0)
        for place in row(of: rank) {
            var (least, most) = contributions[place].sampler.extent(tables)
            switch contributions[place].source {
            case .delay: guard withDelay else { continue }
            case .event: break
            case .factor(let factor, let work):
                (least, most) = factors[Int(factor)].extent(tables)
                (least, most) = ((least - 1) * work, (most - 1) * work)
            case .remaining, .patience: continue
            }
            reach.least += min(0, least, most)
            reach.most += max(0, least, most)
        }
        return reach
    }

    /// Whether the delay of a commitment has been running for some time.
    @inline(__always)
    func isRunning(_ rank: Int) -> Bool { !elapsed.isEmpty && elapsed[rank] > -.infinity }

    /// Whether a commitment has an uncertain delay of its own.
    func drawsDelay(_ rank: Int) -> Bool {
        for place in row(of: rank) { if case .delay = contributions[place].source { return true } }
        return false
    }

    /// Whether its patience is uncertain.
    func drawsPatience(_ rank: Int) -> Bool {
        for place in row(of: rank) { if case .patience = contributions[place].source { return true } }
        return false
    }

    /// Says which patience a commitment has on plan, which what is drawn is compared with.
    mutating func setPatience(of rank: Int, onPlan days: Float) {
        for place in row(of: rank) {
            if case .patience = contributions[place].source { contributions[place].source = .patience(onPlan: days) }
        }
    }

    /// Whether the remaining work or the patience of any commitment is uncertain.
    var drawsBases: Bool { contributions.contains { !$0.source.isDelay } }

    /// Removes what commitments do not draw whose slip the question says: delays, impacts and factors.
    ///
    /// - Parameter slips: by rank, how late it says they are; `-inf` for those it says nothing about.
    mutating func keepOnlyWhatSlipsLeave(_ slips: [Float]) {
        let all = contributions
        let starts = contributionStart
        contributions.removeAll(keepingCapacity: true)
        for rank in slips.indices {
            for place in Int(starts[rank])..<Int(starts[rank + 1]) {
                var contribution = all[place]
                if slips[rank] > -.infinity {
                    if contribution.source.isDelay { continue }
                    if case .remaining = contribution.source { contribution.source = .remaining(atLeast: slips[rank]) }
                }
                contributions.append(contribution)
            }
            contributionStart[rank + 1] = Int32(truncatingIfNeeded: contributions.count)
        }
    }
}
