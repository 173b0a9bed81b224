/// Tolerance, curve and blast radius, one what-if after the other (Model.md, section 5).
public struct ReferenceSweep {
    private let scenario: ReferenceScenario
    private let asked: ReferenceCase
    private let shared: ReferenceCase.Shared
    /// Everything on plan, nothing slipped.
    public let onPlan: ReferenceWhatIf

    /// Of a scenario, on a day.
    public init(_ scenario: ReferenceScenario, today: ReferenceDate? = nil) {
        self.scenario = scenario
        asked = ReferenceCase(scenario, ReferenceQuestion(today: today))
        shared = asked.shared()
        onPlan = asked.answer(asked.model(plan: []), shared)
    }

    /// One commitment alone slips.
    public func slipped(_ id: String, _ days: Double) -> ReferenceWhatIf {
        var model = asked.model(plan: [])
        model.slips = [ReferenceSlip(id, .days(days))]
        return asked.answer(model, shared)
    }

    private func addsNothing(_ id: String, _ days: Double) -> Bool {
        var model = asked.model(plan: [])
        model.slips = [ReferenceSlip(id, .days(days))]
        return ReferenceAnswer(model, told: nil).total <= onPlan.score * (1 + 1e-12)
    }

    /// The largest slip, in steps of 1/1024 day, that adds nothing to the total score; infinite if none does.
    ///
    /// Decided: a million days stand for any number of them, and a tolerance is not below 0, though a slip of less may
    /// add something where a commitment that begins when ready would be early.
    public func tolerance(_ id: String) -> Double {
        if addsNothing(id, 1_000_000) { return .infinity }
        var (low, high) = (0, 1_000_000 * 1024)
        while high - low > 1 {
            let middle = (low + high) / 2
            if addsNothing(id, Double(middle) / 1024) { low = middle } else { high = middle }
        }
        return Double(low) / 1024
    }

    /// What a slip of a whole number of days comes to, from 0 on.
    public func curve(_ id: String, to last: Int) -> [ReferenceWhatIf] {
        (0...last).map { slipped(id, Double($0)) }
    }

    /// The first of these days on which a commitment is late, and is broken.
    public static func falls(
        _ id: String, in curve: [ReferenceWhatIf]
    ) -> (late: Int?, broken: Int?) {
        let states = curve.map { $0.outcome(of: id).state }
        return (states.firstIndex(of: .late), states.firstIndex(of: .broken))
    }

    /// What one slip adds.
    public struct Blast: Sendable, Equatable {
        /// Score added.
        public var score: Double
        /// Commitments that are late now and were not.
        public var late: Int
        /// Commitments that are broken now and were not.
        public var broken: Int
        /// Bearers whose score rises, and promisees of what newly falls.
        public var reached: Set<String>

        /// So much.
        public init(score: Double, late: Int, broken: Int, reached: Set<String>) {
            self.score = score
            self.late = late
            self.broken = broken
            self.reached = reached
        }
    }

    /// The blast radius of a slip of some days.
    ///
    /// Decided: a bearer's score rises where the score of one entry of damage borne does, kind by kind.
    public func blast(_ id: String, days: Double = 10) -> Blast {
        let now = slipped(id, days)
        var blast = Blast(score: now.score - onPlan.score, late: 0, broken: 0, reached: [])
        for (one, before) in zip(now.commitments, onPlan.commitments) {
            if one.state != before.state && one.state != .kept {
                if one.state == .late { blast.late += 1 } else { blast.broken += 1 }
                blast.reached.insert(scenario.commitment(one.id).promisee)
            }
            for (amount, other) in zip(one.amounts, before.amounts) where amount.amount > other.amount {
                if asked.bare.weight(kind: amount.kind) * asked.bare.weight(bearer: amount.bearer) > 0 {
                    blast.reached.insert(amount.bearer)
                }
            }
        }
        return blast
    }
}
