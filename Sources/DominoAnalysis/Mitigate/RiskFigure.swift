import DominoEngine

/// A figure of the total score over replicates as an integer, and its way back to the currency.
///
/// Risk and cost meet in one unit: millionths of the currency times what the objective divides by, so that sums, ties and
/// bounds are exact.
struct RiskFigure: Sendable {
    let objective: Objective
    let replicates: Int

    /// Millionths of the currency in 1/100.
    static let perCent: Int128 = 10_000

    /// By what the objective divides its sum.
    var divisor: Int {
        switch objective {
        case .mean: replicates
        case .p90, .p95: 1
        case .cvar95: worstCount
        }
    }

    /// How many replicates are the worst twentieth.
    var worstCount: Int { replicates - Int((0.95 * Double(replicates)).rounded(.down)) }

    /// How many of the worst replicates tell the figure, where it is one of the worst.
    var tailCount: Int {
        switch objective {
        case .mean: replicates
        case .p90, .p95: replicates - nearestRank(objective == .p90 ? 0.9 : 0.95, of: replicates)
        case .cvar95: worstCount
        }
    }

    /// What the figure is at least, from the totals of some replicates in 1/100, `tailCount` or more.
    /// - Precondition: the objective is not the mean.
    func figure(ofWorst cents: [Int64]) -> Int128 {
        let sorted = cents.sorted()
        return objective == .cvar95
            ? Self.sum(sorted.suffix(worstCount)) * Self.perCent
            : Int128(sorted[sorted.count - tailCount]) * Self.perCent
    }

    /// The figure of totals in 1/100.
    func figure(of cents: [Int64]) -> Int128 {
        switch objective {
        case .mean: return Self.sum(cents[...]) * Self.perCent
        case .p90, .p95:
            return Int128(cents.sorted()[nearestRank(objective == .p90 ? 0.9 : 0.95, of: cents.count)]) * Self.perCent
        case .cvar95: return Self.sum(cents.sorted().suffix(worstCount)) * Self.perCent
        }
    }

    /// What the figure may be over all replicates, from the totals of some.
    func whole(ofPart cents: [Int64]) -> Int128 {
        let part = RiskFigure(objective: objective, replicates: cents.count)
        return part.figure(of: cents) * Int128(divisor) / Int128(part.divisor)
    }

    /// A cost in the unit of risk.
    func cost(_ amount: Double) -> Int128 { Int128((amount * 1e6).rounded()) * Int128(divisor) }

    /// A figure in the currency: as `simulate` gives it.
    func amount(_ figure: Int128) -> Double {
        let (cents, rest) = figure.quotientAndRemainder(dividingBy: Self.perCent)
        guard rest == 0 else { return Double(figure) / 1e6 / Double(divisor) }
        return objective == .p90 || objective == .p95
            ? Double(cents) / 100 : Double(cents) / Double(divisor) / 100
    }

    /// The replicates among the worst twentieth.
    func worst(of cents: [Int64]) -> [Bool] {
        var isWorst = [Bool](repeating: false, count: cents.count)
        let order = cents.indices.sorted { (cents[$0], $0) < (cents[$1], $1) }
        for place in order.suffix(worstCount) { isWorst[place] = true }
        return isWorst
    }

    private static func sum(_ cents: ArraySlice<Int64>) -> Int128 { cents.reduce(Int128(0)) { $0 + Int128($1) } }
}
