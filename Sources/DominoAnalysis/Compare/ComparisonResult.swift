import DominoScenario

/// A figure of two scenarios side by side.
public struct Pair: Sendable, Equatable {
    /// Of the first.
    public var a: Double
    /// Of the second.
    public var b: Double
    /// Standard error of the difference; nil where none is known.
    public var standardError: Double?

    /// Two figures.
    public init(a: Double, b: Double, standardError: Double? = nil) {
        self.a = a
        self.b = b
        self.standardError = standardError
    }

    /// What the second has more.
    public var difference: Double { b - a }
}

/// Two scenarios side by side, on the same draws. Scores are in each scenario's currency.
public struct ComparisonResult: Sendable {
    /// One commitment that both scenarios have, matched by its id.
    public struct Commitment: Sendable {
        /// Places in the scenarios' `commitments`.
        public var a: CommitmentIndex
        /// In the second one's.
        public var b: CommitmentIndex
        /// Probability of being kept in time.
        public var kept: Pair
        /// Expected score of its own.
        public var score: Pair
        /// The days by which it is kept in 80 of 100 replicates; nil for never.
        public var day80: (a: Day?, b: Day?)
    }

    /// One stakeholder that both scenarios have, matched by id.
    public struct Bearer: Sendable {
        /// Places in the scenarios' `stakeholders`.
        public var a: StakeholderIndex
        /// In the second one's.
        public var b: StakeholderIndex
        /// Expected score.
        public var score: Pair
        /// Expected amount in the currency.
        public var money: Pair
    }

    /// How many replicates.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64
    /// What changed in the input.
    public var changes: [Change]
    /// Mean of the total score, with the error of the difference on the same draws.
    public var mean: Pair
    /// Mean of all amounts in the currency, unweighted.
    public var money: Pair
    /// 95th percentile of the total score.
    public var p95: Pair
    /// Mean of the worst twentieth.
    public var cvar95: Pair
    /// Share of replicates with damage.
    public var probabilityOfDamage: Pair
    /// Total score of the slip each file states, played through for certain; nil where neither states one.
    public var slip: Pair?
    /// Commitments that are live in both, in the order of the first.
    public var commitments: [Commitment]
    /// Stakeholders of both, in the order of the first.
    public var stakeholders: [Bearer]
    /// The check of each root by its due date; nil where there is none to promise.
    public var checks: (a: CheckResult?, b: CheckResult?)
}

/// Two saved results of one kind side by side.
public struct ComparedResults: Sendable {
    /// What they are results of: `simulate`.
    public var result: String
    /// Names of the scenarios.
    public var scenarios: (a: String, b: String)
    /// What differs, figures among it.
    public var changes: [Change]
    /// The mean score of both, where both have one with its standard error; the error of the difference as if the two
    /// had nothing to do with each other.
    public var mean: Pair?
    /// Whether the means are known to be scores that are not money alone.
    public var isScore = false
}

/// A saved result: what it is of, and what it says.
public struct SavedResult {
    /// What it is a result of: `simulate`.
    public let result: String
    let outline: JSONOutline

    /// Nil where the bytes are no result of Domino's.
    public init?(_ contents: [UInt8]) {
        var sources = SourceMap()
        var problems: [Diagnostic] = []
        let file = sources.append(path: "result", contents: contents)
        guard let tree = parseJSON(file: file, in: sources, reporting: &problems), tree[0].kind == .object else {
            return nil
        }
        var outline = JSONOutline()
        outline.add(tree, of: &sources)
        guard case .text(let result)? = outline["result"], outline["version"] != nil else { return nil }
        self.result = result
        self.outline = outline
    }
}

extension JSONOutline {
    /// The leaf at a path; nil where there is none.
    subscript(path: String...) -> JSONLeaf? { places[Self.joined(path[...])].map { leaves[$0].leaf } }
}

/// Puts two saved results side by side.
/// - Precondition: of one kind.
public func compare(_ a: SavedResult, _ b: SavedResult) -> ComparedResults {
    precondition(a.result == b.result, "results of one kind")
    func text(_ leaf: JSONLeaf?) -> String {
        if case .text(let text)? = leaf { return text }
        return ""
    }
    func number(_ leaf: JSONLeaf?) -> Double? {
        if case .number(let number)? = leaf { return number }
        return nil
    }
    func mean(_ outline: JSONOutline) -> (mean: Double, error: Double)? {
        guard let mean = number(outline["total", "mean"] ?? outline["mean"]),
            let error = number(outline["total", "standardError"] ?? outline["standardError"])
        else { return nil }
        return (mean, error)
    }
    var answer = ComparedResults(
        result: a.result, scenarios: (text(a.outline["scenario"]), text(b.outline["scenario"])),
        changes: changes(from: a.outline, to: b.outline), mean: nil)
    if let one = mean(a.outline), let other = mean(b.outline) {
        let error = (one.error * one.error + other.error * other.error).squareRoot()
        answer.mean = Pair(a: one.mean, b: other.mean, standardError: error)
        answer.isScore = [(one.mean, a.outline), (other.mean, b.outline)].contains { mean, outline in
            number(outline["total", "money"] ?? outline["money"]).map { ($0 - mean).magnitude > 0.005 + 1e-6 * mean }
                ?? false
        }
    }
    return answer
}
