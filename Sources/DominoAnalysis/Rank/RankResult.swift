import DominoEngine
import DominoScenario

/// Which commitments do the most damage when they slip.
public struct RankQuestion: Sendable {
    /// Days of slip, 0 or more.
    public var days: Double
    /// The day on which those hurt are told in the simulation. Blast radii and tolerances assume that nobody is told.
    public var toldOn: Day?
    /// The day that counts as today.
    public var asOf: Day
    /// How many runs to simulate.
    public var replicates: Int
    /// The random seed.
    public var seed: UInt64

    /// A question with the usual 10 days, 10,000 replicates and seed 1.
    public init(days: Double = 10, toldOn: Day? = nil, asOf: Day, replicates: Int = 10_000, seed: UInt64 = 1) {
        self.days = days
        self.toldOn = toldOn
        self.asOf = asOf
        self.replicates = replicates
        self.seed = seed
    }
}

/// What depends on one commitment.
public struct Ranked: Sendable {
    /// A place in the scenario's `commitments`.
    public var commitment: CommitmentIndex
    /// Score added when it alone slips.
    public var blastRadius: Double
    /// Of it the amounts in the currency, unweighted.
    public var money: Double
    /// Commitments that become late then, itself included.
    public var late: Int
    /// Commitments that break then.
    public var broken: Int
    /// Whom that reaches, places in the scenario's `stakeholders`: bearers whose score rises, promisees of what falls.
    /// Nil where there are too many to tell (`reachLimit`).
    public var stakeholders: [StakeholderIndex]?
    /// The most days it may slip without adding anything; `+inf` if no number of days does.
    public var tolerance: Double
    /// Expected damage that it drives, with nothing slipped.
    public var carried: Double
    /// Its own share of that.
    public var blame: Double
    /// Expected price of a day.
    public var priceOfDay: Double
}

/// All commitments but released ones, by what their slip adds (Model.md, section 5).
public struct RankResult: Sendable {
    /// What was asked.
    public var question: RankQuestion
    /// By falling blast radius, then file order.
    public var commitments: [Ranked]
    /// What is overdue.
    public var overdue: [Overdue] = []
}

/// Most pairs of commitment and stakeholder whose reach is kept: lists of 64 MB at worst.
let reachLimit = 1 << 24

/// Ranks every commitment by what its slip adds, and says how much damage it drives when delays are drawn at random.
///
/// - Complexity: as all blast radii and a simulation without exclude-one.
public func rank(
    _ question: RankQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> RankResult {
    let baseline = Baseline(of: compiled.model)
    let scenario = compiled.scenario
    let (pairs, overflows) = baseline.commitmentCount.multipliedReportingOverflow(by: scenario.stakeholders.count)
    let asksWhom = !overflows && pairs <= reachLimit
    let reaches = blastRadii(
        question.days, of: baseline, in: compiled, asksWhom: asksWhom, runner: .threads(threads))
    let inMoney =
        compiled.countsOnlyMoney
        ? reaches
        : blastRadii(
            question.days, of: Baseline(of: compiled.moneyModel), in: compiled, asksWhom: false,
            runner: .threads(threads))
    let tolerances = tolerances(of: baseline)
    let simulated = simulate(
        SimulateQuestion(
            toldOn: question.toldOn, asOf: question.asOf, replicates: question.replicates, seed: question.seed,
            excludesOne: false), in: compiled, threads: threads, progress: progress)
    var commitments: [Ranked] = []
    for place in compiled.origins.commitments {
        guard let figures = simulated.commitments[Int(place)], let rank = compiled.rank(of: place).map({ Int($0) })
        else {
            continue
        }
        let reach = reaches[rank]
        commitments.append(
            Ranked(
                commitment: place, blastRadius: reach.radius.score, money: inMoney[rank].radius.score,
                late: Int(reach.radius.late), broken: Int(reach.radius.broken),
                stakeholders: asksWhom ? reach.stakeholders : nil, tolerance: tolerances[rank],
                carried: figures.carried, blame: figures.blame, priceOfDay: figures.priceOfDay))
    }
    let keys = commitments.map { sixDigits($0.blastRadius) }
    let order = commitments.indices.sorted { (-keys[$0], $0) < (-keys[$1], $1) }
    return RankResult(
        question: question, commitments: order.map { commitments[$0] }, overdue: compiled.overdue)
}

/// A figure to six digits: what differs by rounding alone is equal, and stays in file order.
private func sixDigits(_ value: Double) -> Double {
    guard value > 0, value < 1e290 else { return value }
    var unit = 1.0
    while value / unit >= 1e6 { unit *= 10 }
    while value / unit < 1e5, unit > 1e-290 { unit /= 10 }
    return (value / unit).rounded() * unit
}

/// What one slip reaches.
struct Reach: Sendable {
    var radius = BlastRadius.none
    /// Places in the scenario's `stakeholders`.
    var stakeholders: [StakeholderIndex] = []
}

/// The blast radius of every commitment, by rank.
///
/// - Complexity: O(commitments * what they reach) / 64, divided by the threads. The answer does not depend on how many
///   there are.
func blastRadii(
    _ days: Double, of baseline: Baseline, in compiled: Compiled, asksWhom: Bool, runner: BlockRunner
) -> [Reach] {
    let order = sourceOrder(of: baseline)
    let batches = (order.count + Row.count - 1) / Row.count
    let stakeholders = asksWhom ? compiled.scenario.stakeholders.count : 0
    let promisees = asksWhom ? compiled.ranks.map { compiled.scenario[$0.commitment].promisee.place } : []
    let memories = (0..<runner.workerCount(of: batches)).map { _ in WorkerMemory<SourceSweep?>(nil) }
    let reaches = runner.map(batches) { worker, batch in
        let memory = memories[worker]
        var sweep = memory.value.take() ?? SourceSweep(of: baseline, promisees: promisees, stakeholders: stakeholders)
        let ranks = order[batch * Row.count..<min(order.count, (batch + 1) * Row.count)]
        sweep.run(ranks.map { Shock(Int($0), days: days) }, in: baseline)
        let reaches = (0..<ranks.count).map { lane in
            Reach(
                radius: sweep.radius(ofLane: lane, in: baseline),
                stakeholders: (0..<stakeholders).compactMap {
                    sweep.reaches($0, fromLane: lane) ? StakeholderIndex($0) : nil
                })
        }
        memory.value = consume sweep
        return reaches
    }
    var byRank = [Reach](repeating: Reach(), count: baseline.commitmentCount)
    for (rank, reach) in zip(order, reaches.joined()) { byRank[Int(rank)] = reach }
    return byRank
}
