import DominoEngine
import DominoScenario

/// What a side of the deal bears.
public struct SideDamage: Sendable, Equatable {
    /// Whose side.
    public var side: Side
    /// Weighted, in the scenario's currency.
    public var score: Double
    /// Of it the amounts in the currency, unweighted.
    public var money: Double
}

/// How often there is damage of a kind, and how much on average.
public struct KindFigures: Sendable, Equatable {
    /// A place in the scenario's `kinds`.
    public var kind: KindIndex
    /// Mean amount, in the kind's unit.
    public var mean: Double
    /// Probability that there is any, of 0.005 or more.
    public var any: Double
}

extension Scenario {
    /// Whether a kind of damage counts in the currency: it has no unit of its own.
    public func isMoney(_ kind: KindIndex) -> Bool {
        let unit = string(self[kind].unit)
        return unit.isEmpty || unit == string(currency)
    }
}

extension Compiled {
    /// Whether every score is money: all kinds count in the currency, and nothing has a weight.
    var countsOnlyMoney: Bool {
        model.damage.entries.allSatisfy { $0.weight == 1 && scenario.isMoney(KindIndex(Int($0.kind))) }
    }

    /// The model with money in the place of scores.
    var moneyModel: Model {
        var model = model
        for entry in model.damage.entries.indices {
            let isMoney = scenario.isMoney(KindIndex(Int(model.damage.entries[entry].kind)))
            model.damage.entries[entry].weight = isMoney ? 1 : 0
        }
        return model
    }
}

/// Amounts and scores of all entries of damage, and their sums by whom and by what.
struct DamageSums {
    private let compiled: Compiled
    /// By entry of the damage table, in the unit of its kind.
    let amounts: [Double]
    /// By entry, weighted.
    let scores: [Double]

    /// - Parameter amounts: by entry of the model's damage table.
    init(amounts: [Double], in compiled: Compiled) {
        self.compiled = compiled
        self.amounts = amounts
        scores = zip(amounts, compiled.model.damage.entries).map { $0 * $1.weight }
    }

    /// Means of replicates.
    init(_ tally: TallySum, in compiled: Compiled) {
        self.compiled = compiled
        let count = Double(tally.replicates)
        let means = tally.score.map { Double($0) / 100 / count }
        // An entry without weight has its amount in the place of its score.
        amounts = zip(means, compiled.model.damage.entries).map { $1.weight > 0 ? $0 / $1.weight : $0 }
        scores = zip(means, compiled.model.damage.entries).map { $1.weight > 0 ? $0 : 0 }
    }

    private var entries: [DamageTable.Entry] { compiled.model.damage.entries }

    /// An entry's amount, if it is money; else 0.
    private func money(_ entry: Int) -> Double {
        compiled.scenario.isMoney(KindIndex(Int(entries[entry].kind))) ? amounts[entry] : 0
    }

    /// All money.
    var money: Double { entries.indices.reduce(0) { $0 + money($1) } }

    /// The money of one commitment.
    func money(of rank: Rank) -> Double {
        compiled.model.damage.entries(of: Int(rank)).reduce(0) { $0 + money($1) }
    }

    /// Money by bearer, a place in the scenario's `stakeholders`.
    var moneyByBearer: [Double] {
        var sums = [Double](repeating: 0, count: compiled.scenario.stakeholders.count)
        for entry in entries.indices { sums[Int(entries[entry].bearer)] += money(entry) }
        return sums
    }

    /// What each side bears.
    var sides: [SideDamage] {
        Side.allCases.map { side in
            var sum = SideDamage(side: side, score: 0, money: 0)
            for entry in entries.indices
            where compiled.scenario[StakeholderIndex(Int(entries[entry].bearer))].side == side {
                sum.score += scores[entry]
                sum.money += money(entry)
            }
            return sum
        }
    }

    /// Amounts by kind, in the order of the scenario's `kinds`; 0 for kinds without damage.
    var byKind: [Double] {
        var sums = [Double](repeating: 0, count: compiled.scenario.kinds.count)
        for entry in entries.indices { sums[Int(entries[entry].kind)] += amounts[entry] }
        return sums
    }

    /// The figures of every kind, from the replicates in which each did any damage.
    func kinds(_ tally: TallySum) -> [KindFigures] {
        zip(compiled.scenario.kinds.places, byKind).map { kind, mean in
            let any = Int(kind) < tally.kinds.count ? tally.kinds[Int(kind)] : 0
            return KindFigures(kind: kind, mean: mean, any: Double(any) / Double(tally.replicates))
        }
    }
}

/// The share of a mean score that rests on breaking priced by a shape that still rises at the horizon: a price that
/// nobody has stated (Model.md, section 7).
///
/// - Parameters:
///   - broken: by rank, in how many replicates it is broken.
///   - notice: days of notice by rank; nil for none.
func assumedPriceShare(
    broken: [Int64], replicates: Int64, mean: Double, notice: [Double]?, damage: DamageTable, in compiled: Compiled
) -> Double {
    guard mean > 0 else { return 0 }
    var assumed = 0.0
    for (rank, _) in compiled.ranks where broken[Int(rank)] > 0 {
        let remaining = damage.noticeFactor(of: Int(rank), days: notice?[Int(rank)] ?? 0)
        for entry in damage.entries(of: Int(rank))
        where compiled.scenario.isPriceAssumed(compiled.scenario[compiled.origins.damages[entry]]) {
            let price = damage.entries[entry].broken * damage.entries[entry].softened * damage.entries[entry].weight
            assumed += price * remaining * Double(broken[Int(rank)]) / Double(replicates)
        }
    }
    return min(1, assumed / mean)
}

extension Scenario {
    /// Whether breaking is priced by what being late by the horizon costs, although more days would cost more.
    func isPriceAssumed(_ damage: Damage) -> Bool {
        guard damage.ifBroken == nil else { return false }
        let shape = shape(of: damage)
        // Weeks rise by jumps, once in seven days.
        let next = shape.axis == .weeks ? horizon + 7 : horizon + 1 / 1024
        return min(damage.cap, shape.amount(at: next)) > min(damage.cap, shape.amount(at: horizon))
    }
}

/// What is still open although it was due before today.
public struct Overdue: Sendable, Equatable {
    /// A place in the scenario's `commitments`.
    public var commitment: CommitmentIndex
    /// Days, or working days.
    public var days: Int
}

extension Compiled {
    /// What is still open although it was due before today, in file order.
    public var overdue: [Overdue] {
        guard let today = model.today else { return [] }
        return origins.commitments.compactMap { place in
            let days = Int(today) - scenario.due(place)
            return days > 0 && !scenario[place].status.isFact ? Overdue(commitment: place, days: days) : nil
        }
    }
}
