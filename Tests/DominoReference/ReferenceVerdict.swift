/// What a check says of a promise (Model.md, section 7).
public struct ReferenceVerdict: Sendable, Equatable {
    /// `safe`, `stretch` or `unsafe`.
    public var verdict: String
    /// `P(kept)`.
    public var kept: Double
    /// Each threshold of the policy: its name, its limit, and what it comes to.
    public var thresholds: [Threshold]

    /// One threshold.
    public struct Threshold: Sendable, Equatable {
        /// `maxMean`, `maxP95`, or `maxLate` or `maxChance` with the commitment or kind behind a colon.
        public var name: String
        /// At most so much.
        public var limit: Double
        /// What it comes to.
        public var value: Double

        /// Whether it is met.
        public var passed: Bool { value <= limit }
    }
}

extension ReferencePromise {
    /// The verdict on the root promised so many days after its due date.
    public func verdict(_ later: Int, policy: ReferencePolicy) -> ReferenceVerdict {
        let runs = promised(later)
        var thresholds: [ReferenceVerdict.Threshold] = []
        if let limit = policy.maxMean {
            thresholds.append(.init(name: "maxMean", limit: limit, value: runs.mean { $0.score }))
        }
        if let limit = policy.maxP95 {
            let value = ReferenceEnumeration.quantile(95, runs.totals)
            thresholds.append(.init(name: "maxP95", limit: limit, value: value))
        }
        for (id, limit) in policy.maxLate.sorted(by: { $0.key < $1.key }) {
            let value = runs.share(of: id, in: .late) + runs.share(of: id, in: .broken)
            thresholds.append(.init(name: "maxLate:\(id)", limit: limit, value: value))
        }
        for (kind, limit) in policy.maxChance.sorted(by: { $0.key < $1.key }) {
            thresholds.append(.init(name: "maxChance:\(kind)", limit: limit, value: runs.kind(kind).any))
        }
        let kept = kept(later)
        var verdict = "unsafe"
        if thresholds.allSatisfy(\.passed) {
            if kept >= policy.stretchConfidence ?? 0.5 { verdict = "stretch" }
            if kept >= policy.confidence ?? 0.8 && refutedOnTheWay.isEmpty { verdict = "safe" }
        }
        return ReferenceVerdict(verdict: verdict, kept: kept, thresholds: thresholds)
    }

    /// Refuted estimates of the root and of what it rests on.
    ///
    /// Decided: a promise with one is no safe one; it is a stretch where it is kept often enough for that.
    public var refutedOnTheWay: [String] {
        var reached = [root]
        var next = 0
        while next < reached.count {
            let commitment = asked.scenario.commitment(reached[next])
            for need in commitment.allNeeds where !reached.contains(need.commitment) {
                reached.append(need.commitment)
            }
            next += 1
        }
        return simulation.refuted.filter { reached.contains($0) }
    }
}
