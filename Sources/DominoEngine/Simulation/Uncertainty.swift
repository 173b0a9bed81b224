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

        /// An event of a probability.
        public init(variable: UInt64, probability: Double) {
            self.variable = variable
            self.probability = probability
            chance = chanceThreshold(probability)
        }

        /// The replicates of a block in which it happens, bit by bit.
        public func replicates(block: UInt32, seed: UInt64) -> UInt64 {
            let words = WordRow(variable: variable, purpose: .chance, block: block, seed: seed)
            let happens = Row(repeating: 0).replacing(with: 1, where: words.below(chance))
            var bits: UInt64 = 0
            for replicate in 0..<Row.count where happens[replicate] > 0 { bits |= 1 << UInt64(replicate) }
            return bits
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

    /// Nothing uncertain, for so many commitments.
    public init(commitments: Int) { contributionStart = [Int32](repeating: 0, count: commitments + 1) }
}
