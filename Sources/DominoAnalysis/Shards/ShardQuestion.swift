import DominoEngine
import DominoScenario

/// A question to a simulation by names, so that two can be compared without their scenario.
public struct ShardQuestion: Sendable {
    /// A commitment's id and its days of slip.
    public struct NamedSlip: Sendable {
        /// The commitment.
        public var commitment: String
        /// Days; `+inf` for broken.
        public var days: Double
    }

    /// What the scenario is called, as messages show it.
    public var name: String
    /// The hash of its files.
    public var scenario: String
    /// What slips.
    public var slips: [NamedSlip]
    /// Mitigations in force.
    public var plan: [String]
    /// The day of telling; nil for silence.
    public var toldOn: Day?
    /// The day it is asked on.
    public var asOf: Day
    /// Whether that day came from the clock.
    public var asOfIsToday: Bool
    /// How many replicates, all parts together.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64
    /// The commitment whose causes are looked for.
    public var target: String?
    /// Whether each uncertain input is switched off in turn.
    public var excludesOne: Bool

    /// A question by names.
    init(
        name: String, scenario: String, slips: [NamedSlip], plan: [String], toldOn: Day?, asOf: Day, asOfIsToday: Bool,
        replicates: Int, seed: UInt64, target: String?, excludesOne: Bool
    ) {
        self.name = name
        self.scenario = scenario
        self.slips = slips
        self.plan = plan
        self.toldOn = toldOn
        self.asOf = asOf
        self.asOfIsToday = asOfIsToday
        self.replicates = replicates
        self.seed = seed
        self.target = target
        self.excludesOne = excludesOne
    }

    /// A question with its places turned into names.
    /// - Precondition: the question stops at no precision, which a part cannot know of.
    public init(_ question: SimulateQuestion, of scenario: Scenario, files: [ShardFile], asOfIsToday: Bool) {
        precondition(question.precision == nil, "a part cannot know when all parts are precise")
        self.init(
            name: sanitized(scenario.string(scenario.name), limit: 80), scenario: scenarioHash(files),
            slips: question.slips.map {
                NamedSlip(commitment: scenario.id(ofCommitment: $0.commitment), days: $0.days)
            },
            plan: question.plan.map { scenario.string(scenario[$0].id) },
            toldOn: question.toldOn, asOf: question.asOf, asOfIsToday: asOfIsToday, replicates: question.replicates,
            seed: question.seed, target: question.target.map { scenario.id(ofCommitment: $0) },
            excludesOne: question.excludesOne)
    }

    /// The question with its names looked up; nil where the scenario lacks one.
    public func question(in scenario: Scenario) -> SimulateQuestion? {
        func place<Element>(_ id: String, _ ids: [Text]) -> ListIndex<Element>? {
            let bytes = Array(id.utf8)
            return ids.firstIndex { text in
                scenario.sources.bytes[Int(text.start)..<Int(text.start + text.length)].elementsEqual(bytes)
            }.map { ListIndex($0) }
        }
        let commitments = scenario.commitments.map(\.id)
        let mitigations = scenario.mitigations.map(\.id)
        let slips = slips.compactMap { slip in
            place(slip.commitment, commitments).map { Slip(commitment: $0, days: slip.days) }
        }
        let plan: [MitigationIndex] = plan.compactMap { place($0, mitigations) }
        let target: CommitmentIndex?? = target.map { place($0, commitments) }
        guard slips.count == self.slips.count, plan.count == self.plan.count, target != .some(nil) else { return nil }
        let fallible = plan.count { scenario[$0].chance < 1 }
        guard fallible <= Replication.fallibleLimit else { return nil }
        return SimulateQuestion(
            slips: slips, plan: plan, toldOn: toldOn, asOf: asOf, replicates: replicates, seed: seed,
            target: target ?? nil, excludesOne: excludesOne)
    }
}

/// The first thing in which two questions, or their makers, are not one; with what each says.
public enum ShardDifference: Sendable, Equatable {
    /// Another scenario; true where it only has another text.
    case scenario(String, String, isEdited: Bool)
    case replicates(Int, Int)
    case seed(UInt64, UInt64)
    case slips(String, String)
    case plan(String, String)
    case toldOn(Day?, Day?)
    case asOf(Day, Day, fromClock: Bool)
    case target(String?, String?)
    case excludesOne(Bool, Bool)
}

extension ShardQuestion {
    /// In what this question differs from another; nil if both are one. Names are compared as bytes.
    public func difference(from other: ShardQuestion) -> ShardDifference? {
        func same(_ one: String?, _ two: String?) -> Bool { one.map { Array($0.utf8) } == two.map { Array($0.utf8) } }
        if scenario != other.scenario {
            return .scenario(name, other.name, isEdited: same(name, other.name))
        }
        if replicates != other.replicates { return .replicates(replicates, other.replicates) }
        if seed != other.seed { return .seed(seed, other.seed) }
        if !same(slipText, other.slipText) { return .slips(slipText, other.slipText) }
        let plans = (plan.joined(separator: ","), other.plan.joined(separator: ","))
        if !same(plans.0, plans.1) { return .plan(plans.0, plans.1) }
        if toldOn != other.toldOn { return .toldOn(toldOn, other.toldOn) }
        if asOf != other.asOf || asOfIsToday != other.asOfIsToday {
            return .asOf(asOf, other.asOf, fromClock: asOfIsToday || other.asOfIsToday)
        }
        if !same(target, other.target) { return .target(target, other.target) }
        return excludesOne == other.excludesOne ? nil : .excludesOne(excludesOne, other.excludesOne)
    }

    /// The slips as the command line takes them.
    private var slipText: String {
        slips.map { "\($0.commitment)=\($0.days == .infinity ? "broken" : "\($0.days)")" }.joined(separator: " ")
    }
}
