import DominoAnalysis
import DominoScenario

/// Most rows of a tornado; what is behind them is counted.
let tornadoLimit = 12

/// Most rows of a ranking of promises or people; what is behind them is counted.
let promiseLimit = 20

/// What a quantile of a slip comes to as a day.
enum QuantileDay {
    case day(Day)
    /// Broken that often.
    case never
    /// No figure is kept for it.
    case unknown
}

extension SimulationResult {
    /// How often a commitment is kept in time; nil for a released one.
    func keptInTime(_ place: Int) -> Double? {
        commitments[place].map { $0.late + $0.broken <= 0 ? 1 : max(0, 1 - $0.late - $0.broken) }
    }

    /// The day by which a commitment is kept in 80 of 100 replays.
    func dayOf80(_ place: Int, in scenario: Scenario) -> QuantileDay {
        guard let commitment = commitments[place], commitment.quantiles.indices.contains(1) else { return .unknown }
        guard let slip = commitment.quantiles[1] else { return commitment.broken > 0.2 ? .never : .unknown }
        return .day(scenario.calendar.day(at: Double(scenario.due(place)) + slip))
    }

    /// Commitments by falling carried score, without those that carry nothing.
    var carriers: [Int] {
        let carried = commitments.map { $0?.carried ?? 0 }
        return carried.indices.filter { carried[$0] >= 0.005 }.sorted { (-carried[$0], $0) < (-carried[$1], $1) }
    }

    /// Commitments by how rarely they are kept in time, without facts and those that always are.
    func laggards(in scenario: Scenario) -> [Int] {
        let missed = commitments.map { $0.map { $0.late + $0.broken } ?? 0 }
        return missed.indices.filter { missed[$0] > 0 && !scenario.commitments[$0].status.isFact }
            .sorted { (-missed[$0], $0) < (-missed[$1], $1) }
    }

    /// Stakeholders by falling score, without those who bear nothing.
    var bearers: [Int] {
        stakeholders.indices.filter { stakeholders[$0] >= 0.005 }
            .sorted { (-stakeholders[$0], $0) < (-stakeholders[$1], $1) }
    }

    /// Inputs that change anything at all, the largest gain first.
    var causes: [Exclusion] {
        excludeOne.filter { $0.gain.magnitude >= 0.005 || $0.standardError >= 0.005 }
    }

    /// Whether luck made no difference in any replicate.
    var isAlike: Bool {
        guard replicates > 1, total.deviation == 0 else { return false }
        return commitments.allSatisfy { commitment in
            guard let commitment else { return true }
            let (late, broken) = (commitment.late, commitment.broken)
            return (late == 0 || late == 1) && (broken == 0 || broken == 1)
                && commitment.quantiles.first == commitment.quantiles.last
        }
    }

    /// How often the score is above an amount: as known at the next smaller point, so never below the truth.
    func probability(above amount: Double) -> Double {
        total.exceedance.last { $0.amount <= amount }?.probability ?? 1
    }

    /// The amount to which a curve of the harm is drawn: all of it, without a tail of one in a hundred that is long.
    var drawnHarm: Double {
        let most = total.exceedance.last?.amount ?? 0
        let p99 = total.quantiles.last ?? 0
        return p99 > 0 && most > 1.25 * p99 ? p99 : most
    }

    /// The days between which the root's date is drawn: the due day in it, without the last hundredth of its tail.
    func drawnDates(due: Day) -> ClosedRange<Day>? {
        guard let first = rootDates.first, let last = rootDates.last, rootDates.count > 1 else { return nil }
        let end = rootDates.first { $0.probability >= 0.99 * last.probability }?.day ?? last.day
        return min(first.day, due)...max(end, due)
    }

    /// How likely the root is kept by the end of a day.
    func probability(keptBy day: Day) -> Double { rootDates.last { $0.day <= day }?.probability ?? 0 }
}

extension SimulationResult.Target {
    /// Commitments that are on the chain of the target, those first whose delay moves it most.
    var links: [Int] {
        func key(_ place: Int) -> (Double, Double, Int) {
            (-(ssi[place] ?? 0), -(criticalityIndex[place] ?? 0), place)
        }
        return criticalityIndex.indices.filter { (criticalityIndex[$0] ?? 0) >= 0.0005 }.sorted { key($0) < key($1) }
    }
}

/// A probability in per cent, with what is nearly never or nearly always told from never and always.
func likelihood(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "<1 %" }
    if share < 1, share >= 0.995 { return ">99 %" }
    return "\(Int((share * 100).rounded())) %"
}

/// A correlation or an index, to two decimals.
func index(_ value: Double?) -> String {
    guard let value else { return "" }
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
}
