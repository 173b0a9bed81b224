/// A valid scenario with every field of the format in it sooner or later: the same for the same seed.
///
/// Needs form a DAG whose order is not that of the file. Dates lie in 2024 to 2027. What is kept was kept by
/// `asOf`.
/// Only where another need is sure to remain does a mitigation remove a need of a `when-ready` commitment.
///
/// - Parameters:
///   - mitigations: how many; nil for up to six.
///   - features: what of version 2 of the model is in it; the rest is the same without.
public func randomScenario(
    seed: UInt64, commitments count: Int, mitigations: Int? = nil, features: RandomFeatures = .version1
) -> ReferenceScenario {
    precondition(count > 0)
    var generator = ScenarioGenerator(seed: seed, count: count)
    generator.mitigationCount = mitigations
    _ = generator.make()
    generator.add(features)
    return generator.scenario
}

/// The state of the making of one random scenario: what has been made, and the luck that is left.
struct ScenarioGenerator {
    var random: SplitMix64
    let seed: UInt64
    /// Number of commitments.
    let count: Int
    var scenario: ReferenceScenario
    /// How many mitigations; nil for up to six.
    var mitigationCount: Int?
    var calendar = ReferenceCalendar(nil)
    /// Names of stakeholders, listed or not.
    var people: [String] = []
    /// Names of kinds, listed or not.
    var kinds: [String] = []

    init(seed: UInt64, count: Int) {
        self.seed = seed
        self.count = count
        random = SplitMix64(seed: seed)
        scenario = ReferenceScenario(name: "random \(seed) of \(count)")
    }

    static let firstDue = ReferenceDate(year: 2024, month: 3, day: 1)

    mutating func make() -> ReferenceScenario {
        makeHead()
        makePeople()
        makeCommitments()
        makeRisks()
        makeFactors()
        makeMitigations()
        makePolicy()
        makeQuestion()
        return scenario
    }

    mutating func makeHead() {
        scenario.description = random.maybe(0.3) { $0.pick(["one line", "\"quoted\" \\ and\nbroken", "día € 🁢"]) }
        scenario.asOf = Self.firstDue.adding(days: random.int(-40...60))
        scenario.currency = random.pick(["USD", "EUR", "JPY"])
        scenario.horizon = random.maybe(0.4) { $0.pick([365, 30, 90.5, 12, 1000]) }
        if random.chance(0.6) {
            var workweek = ReferenceWorkweek()
            workweek.workdays = random.maybe(0.6) {
                $0.pick([["mon", "tue", "wed", "thu", "fri"], ["sun", "mon", "tue", "wed", "thu"], ["sat"]])
            }
            if random.chance(0.7) {
                let offsets = random.sample(random.int(1...30), of: Array(-50...900))
                workweek.holidays = offsets.map { Self.firstDue.adding(days: $0) }
            }
            scenario.calendar = workweek
        }
        calendar = ReferenceCalendar(scenario.calendar)
    }

    mutating func makePeople() {
        people = (0...random.int(1...6)).map { "person-\($0)" }
        if random.chance(0.7) {
            for id in people {
                scenario.stakeholders.append(
                    ReferenceStakeholder(
                        id: id, name: random.maybe(0.5) { $0.pick(["Ann \"A\" O'Neil", "Łukasz", "B & Sons"]) },
                        side: random.maybe(0.7) { $0.pick(["seller", "client", "other"]) },
                        weight: random.maybe(0.5) { $0.pick([1, 1.5, 0, 2, 0.25, 3.3]) }))
            }
        }
        kinds = (0...random.int(0...3)).map { "kind-\($0)" }
        for id in kinds where random.chance(0.75) {
            scenario.kinds.append(
                ReferenceKind(
                    id: id, unit: random.maybe(0.5) { $0.pick(["points", "hours"]) },
                    weight: random.maybe(0.6) { $0.pick([1, 4000, 0.5, 12.34, 0]) }))
        }
        if random.chance(0.4) {
            for k in 0...random.int(0...2) {
                scenario.stages.append(
                    ReferenceStage(
                        id: "stage-\(k)", title: random.maybe(0.5) { _ in "Stage \(k)" },
                        advance: random.maybe(0.3) { _ in "any" }))
            }
        }
    }

    mutating func makePolicy() {
        if random.chance(0.6) { return }
        var policy = ReferencePolicy()
        policy.confidence = random.maybe(0.6) { $0.hundredths(70...95) }
        policy.stretchConfidence = random.maybe(0.5) { $0.hundredths(20...70) }
        policy.maxMean = random.maybe(0.4) { Double($0.int(0...100_000)) }
        policy.maxP95 = random.maybe(0.4) { Double($0.int(0...500_000)) }
        for id in random.sample(random.int(0...2), of: scenario.commitments.map(\.id)) {
            policy.maxLate[id] = random.hundredths(0...100)
        }
        scenario.policy = policy
    }

    /// The root, and the file's own slips: there is at least one where the root is left out.
    mutating func makeQuestion() {
        let open = scenario.commitments.filter { !$0.isFact }.map(\.id)
        let candidates = open.isEmpty ? scenario.commitments.map(\.id) : open
        scenario.root = random.maybe(0.9) { $0.pick(candidates) }
        let least = scenario.root == nil ? 1 : 0
        for id in random.sample(random.int(least...2), of: candidates) {
            scenario.slips.append(ReferenceSlip(id, randomShock(&random)))
        }
        scenario.toldOn = random.maybe(0.2) { Self.firstDue.adding(days: $0.int(-40...100)) }
    }
}
