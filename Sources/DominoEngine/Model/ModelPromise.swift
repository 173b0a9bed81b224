/// Which days the root of a deal may be promised for, found under luck a few blocks at a time: the figures of
/// `domino check`, to the bit.
///
/// The work does not move with the promise, so the root is replayed as if nobody had promised it, and one run serves all
/// dates; where it breaks, a second one has it broken.
public final class ModelPromise {
    /// What there is to know once all replicates have run.
    public struct Figures: Sendable {
        /// Days after the due date for which the root is promised in the question, a plan's new dates included.
        public var promised: Double
        /// The slip that is not exceeded with the confidence asked for; `+inf` if there is none.
        public var safe: Double
        /// The last day after the due date on which it hurts nobody else; `+inf` if there is no last one.
        public var useful: Double
        /// The day after the due date that costs least; NaN where it is not known what later days cost.
        public var best: Double
    }

    /// Slip of the root in each replicate so far.
    public private(set) var slips: [Float] = []

    private let replicates: Int
    private let confidence: Double
    private let perDayLater: Double?
    private let damage: PromiseDamage
    private let promised: Double
    private let useful: Int?
    private let free: RootReplay
    private var broken: RootReplay?

    /// Begins; nil without a root, or where too many mitigations of the plan may fail.
    ///
    /// - Parameter perDayLater: what each day costs for which it is promised later; nil where nobody says.
    public init?(
        _ deal: Model, _ question: ModelQuestion, replicates: Int, seed: UInt64, confidence: Double,
        perDayLater: Double?
    ) {
        guard deal.root >= 0 else { return nil }
        let root = Int(deal.root)
        let play = Play(question.slips, deal.effects(of: question), in: deal.graph, under: deal.parameters, deal.damage)
        promised = Double(play.parameters.dueShift[root])
        useful = usefulDays(ofRank: root, in: deal.graph, under: play.parameters, play.damage)
        let notice = question.toldOn.map { deal.notification(question, on: $0).notice[root] } ?? 0
        damage = PromiseDamage(ofRank: root, under: play.parameters, play.damage, notice: notice)
        self.replicates = replicates
        self.confidence = confidence
        // What may fail changes the root's own damage from replicate to replicate: then no date is known to be best.
        var isSure = true
        for place in question.plan where deal.mitigations[Int(place)].works != nil { isSure = false }
        self.perDayLater = isSure ? perDayLater : nil

        var asked = question
        asked.promisedLater = 0
        asked.root = .unpromised
        guard let free = RootReplay(deal, asked, replicates: replicates, seed: seed) else { return nil }
        self.free = free
        if self.perDayLater != nil, deal.parameters.breakLimit[root] < .infinity,
            !deal.graph.features[root].contains(.fact)
        {
            asked.root = .broken
            broken = RootReplay(deal, asked, replicates: replicates, seed: seed)
        }
    }

    /// Runs so many blocks of 64 replicates more, as far as there are any.
    public func run(blocks: Int) {
        for _ in 0..<blocks where free.totals.count < replicates {
            free.runBlock(slips: &slips)
            var ignored: [Float] = []
            broken?.runBlock(slips: &ignored)
        }
    }

    /// The figures of the replicates so far; nil while there are none.
    /// - Complexity: O(replicates * log replicates).
    public var figures: Figures? {
        guard !slips.isEmpty else { return nil }
        var best = Double.nan
        if let perDayLater,
            let costs = PromiseCosts(
                slips: slips, totals: free.totals, brokenTotals: broken?.totals ?? [], damage: damage,
                perDayLater: perDayLater)
        {
            best = Double(costs.cheapest())
        }
        let safe = slips.sorted()[nearestRank(confidence, of: slips.count)]
        return Figures(
            promised: promised, safe: Double(safe), useful: useful.map { Double($0) } ?? .infinity, best: best)
    }
}

/// The replicates of a question for the sake of their totals and the root's slips.
private final class RootReplay {
    private(set) var totals: [Int64] = []

    private let root: Int
    private let replicates: Int
    private var replay: ModelReplay
    private var workspace: Workspace

    init?(_ deal: Model, _ question: ModelQuestion, replicates: Int, seed: UInt64) {
        guard var replay = ModelReplay(deal, question, seed: seed, figures: .totals) else { return nil }
        root = Int(deal.root)
        self.replicates = replicates
        workspace = Workspace(for: replay.whole(), excludes: false)
        self.replay = replay
    }

    func runBlock(slips: inout [Float]) {
        let first = totals.count
        let count = min(Row.count, replicates - first)
        let all: UInt64 = count == Row.count ? .max : (1 << UInt64(count)) - 1
        let block = UInt32(truncatingIfNeeded: first / Row.count)
        totals += [Int64](repeating: 0, count: count)
        let place = slips.count
        slips += [Float](repeating: 0, count: count)
        for (members, simulation) in replay.groups(block: block, replicates: all) {
            workspace.run(block: block, replicates: members, of: simulation)
            for replicate in 0..<count where members >> UInt64(replicate) & 1 == 1 {
                totals[first + replicate] = workspace.totals[replicate]
            }
            workspace.copySlips(rank: root, to: &slips, at: place, where: members)
        }
    }
}
