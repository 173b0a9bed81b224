/// A simulation, run by run, every run a what-if with what it draws (Model.md, section 4).
public struct ReferenceSimulation {
    /// What each run comes to.
    public private(set) var runs: [ReferenceWhatIf] = []
    /// Commitments whose estimate the status date refutes in every run, in file order.
    public private(set) var refuted: [String] = []
    /// How many draws of each run a Float may round to the next 1/1024 day.
    public var closeDraws: [Int] { replicates.map(\.closeDraws) }

    private let replicates: [ReferenceReplicate]

    /// Runs a scenario under a question.
    public init(_ scenario: ReferenceScenario, _ question: ReferenceQuestion, replicates: Int, seed: UInt64) {
        self.init(ReferenceCase(scenario, question), replicates: replicates, seed: seed) { _ in }
    }

    /// The same, with a change to each run's model.
    init(
        _ asked: ReferenceCase, replicates: Int, seed: UInt64, change: (inout ReferenceModel) -> Void
    ) {
        precondition(asked.scenario.keepsRules(plan: asked.question.plan), "the plan breaks requires or excludes")
        let cutoffs = ReferenceCutoffs()
        let draws = ReferenceDraws(seed: seed)
        self.replicates = (0..<replicates).map { ReferenceReplicate(asked.bare, draws, $0, cutoffs: cutoffs) }
        rerun(asked, change)
        let places = asked.scenario.commitments.indices
        refuted = places.filter { place in self.replicates.allSatisfy { $0.refuted.contains(place) } }
            .map { asked.scenario.commitments[$0].id }
    }

    /// Runs the same draws once more, with a change to each model.
    mutating func rerun(_ asked: ReferenceCase, _ change: (inout ReferenceModel) -> Void) {
        let shared = asked.shared()
        runs = replicates.map { replicate in
            var model = asked.model(plan: asked.question.plan, in: replicate)
            change(&model)
            return asked.answer(model, shared)
        }
    }

    /// The mean of a figure over all runs.
    public func mean(_ figure: (ReferenceWhatIf) -> Double) -> Double {
        runs.map(figure).reduce(0, +) / Double(runs.count)
    }

    /// The share of runs in which something holds.
    public func share(_ holds: (ReferenceWhatIf) -> Bool) -> Double {
        Double(runs.count(where: holds)) / Double(runs.count)
    }

    /// Nearest rank: the `ceil(q * R)`-th smallest slip of a commitment, broken last; nil for broken.
    public func slip(_ id: String, quantile q: Double) -> Double? {
        let sorted = runs.map { $0.outcome(of: id).slip ?? .infinity }.sorted()
        let slip = sorted[max(0, Int((q * Double(sorted.count) - 1e-9).rounded(.up)) - 1)]
        return slip < .infinity ? slip : nil
    }

    /// Late (broken not counted), or broken.
    public func share(of id: String, in state: ReferenceState) -> Double {
        share { $0.outcome(of: id).state == state }
    }

    /// Of a kind: the mean amount, and the probability of any: 0.005 or more in a run, all commitments together.
    public func kind(_ kind: String) -> (mean: Double, any: Double) {
        func amount(_ run: ReferenceWhatIf) -> Double {
            run.amounts.filter { $0.kind == kind }.map(\.amount).reduce(0, +)
        }
        return (mean(amount), share { amount($0) >= 0.005 })
    }

    /// The mean score and money of a side.
    public func side(_ side: String) -> (score: Double, money: Double) {
        func of(_ run: ReferenceWhatIf) -> [ReferenceWhatIf.SideScore] { run.sides.filter { $0.side == side } }
        return (mean { of($0).map(\.score).reduce(0, +) }, mean { of($0).map(\.money).reduce(0, +) })
    }

    /// The share of the mean score that rests on breaking at an assumed price.
    public var assumedPriceShare: Double {
        let score = mean { $0.score }
        return score > 0 ? mean { $0.assumedScore } / score : 0
    }

    /// The total score of each run.
    public var totals: [Double] { runs.map(\.score) }
}
