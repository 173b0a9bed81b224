/// What one question comes to, with everything else on plan (Model.md, sections 2, 3, 4 and 6). Columns are by rank.
public struct Evaluation: Sendable {
    /// The parameters with slips, moves and plan in force.
    public let parameters: Parameters
    /// The damage with the plan in force.
    public let damage: DamageTable
    /// Days by which each date is moved on purpose; empty where none is.
    public let moved: [Float]
    /// Days late of each commitment, `+inf` for broken.
    public let slips: [Float]
    /// What it costs if nobody is told.
    public let silent: Assessment
    /// What it costs as told by the question; the same as `silent` if nobody is told.
    public let told: Assessment
    /// The day on which each commitment is notified, `+inf` for never; empty if nobody is told.
    public let notifiedOn: [Double]
    /// Days of notice of each commitment; empty if nobody is told.
    public let notice: [Double]
    /// Who causes the score.
    public let attribution: Attribution
    /// What it would cost if everybody were told on a given day.
    public let toldThen: Assessment
    /// What the plan costs with nothing slipped and nothing done but what is under way, nobody told.
    public let baseline: Assessment
    /// Where each commitment would stand if no day counted as today, and if there were no windows, before breaking; by
    /// rank. Empty where neither can hold anything.
    public let arrivals: [Arrival]

    /// Where a commitment would stand if less held it.
    public struct Arrival: Sendable {
        /// With neither today nor windows, in days late.
        public var beforeToday: Float
        /// Without windows.
        public var beforeWindows: Float
    }
}

extension Model {
    /// Evaluates a question: what `domino whatif` answers.
    ///
    /// - Parameter day: the ordinal of a day for which the score is wanted as well if everybody is told then, mostly
    ///   today.
    /// - Complexity: O(commitments + needs + damage).
    public func evaluate(_ question: ModelQuestion, toldThen day: Double) -> Evaluation {
        let inForce = inForce(question)
        let (parameters, damage) = (inForce.parameters, inForce.damage)
        let slips = slips(in: inForce.graph, under: parameters)
        func cost(notice: [Double]?) -> Assessment {
            assess(slips, under: damage, dueShift: parameters.dueShift, notice: notice)
        }
        let silent = cost(notice: nil)
        var told = silent
        var notification: (days: [Double], notice: [Double]) = ([], [])
        if let day = question.toldOn {
            notification = self.notification(question, on: day)
            told = cost(notice: notification.notice)
        }
        let then = question.toldOn == day ? told : cost(notice: self.notification(question, on: day).notice)
        return Evaluation(
            parameters: parameters, damage: damage, moved: inForce.moved, slips: slips, silent: silent, told: told,
            notifiedOn: notification.days, notice: notification.notice,
            attribution: attribute(told, of: slips, in: inForce.graph, under: parameters),
            toldThen: then, baseline: baseline, arrivals: arrivals(slips, inForce))
    }

    /// What the plan costs with nothing slipped and nothing done but what is under way, nobody told.
    private var baseline: Assessment {
        let inForce = inForce(ModelQuestion())
        let slips = slips(in: inForce.graph, under: inForce.parameters)
        return assess(slips, under: inForce.damage, dueShift: inForce.parameters.dueShift, notice: nil)
    }

    /// Where commitments would stand if less held them.
    private func arrivals(_ slips: [Float], _ inForce: ModelInForce) -> [Evaluation.Arrival] {
        let (graph, parameters) = (inForce.graph, inForce.parameters)
        guard !parameters.notBefore.isEmpty || !parameters.windows.isNamed.isEmpty else { return [] }
        var arrivals: [Evaluation.Arrival] = []
        arrivals.reserveCapacity(slips.count)
        for rank in slips.indices {
            var arrival = Evaluation.Arrival(beforeToday: slips[rank], beforeWindows: slips[rank])
            if graph.features[rank].contains(.adjusted), !graph.features[rank].contains(.fact) {
                let inherited = inherited(by: rank, graph, parameters, slips).days
                var slip = max(inherited, base(of: rank, inherited, graph, parameters, slips))
                slip += parameters.ownDelay[rank]
                for place in parameters.expedites(of: rank) { slip = parameters.expedites[place].applied(to: slip) }
                arrival.beforeToday = slip
                if !parameters.notBefore.isEmpty { slip = max(slip, parameters.notBefore[rank]) }
                arrival.beforeWindows = slip
            }
            arrivals.append(arrival)
        }
        return arrivals
    }

    /// When each commitment is notified if those affected are told on a day, and its days of notice; by rank.
    public func notification(_ question: ModelQuestion, on day: Double) -> (days: [Double], notice: [Double]) {
        let notified = notifiedOn(from: newsOrigins(of: question), on: day, through: graph, relays: relays)
        let moved = movedDays(question)
        var notice: [Double] = []
        notice.reserveCapacity(dues.count)
        for rank in dues.indices {
            let due = dues[rank] + (moved.isEmpty ? 0 : Double(moved[rank]))
            notice.append(max(0, due - notified[rank]))
        }
        return (notified, notice)
    }

    /// Where news of a question starts: at the root, at what slips, and at what is overdue. A slip of a fact changes
    /// nothing, so it is no news.
    private func newsOrigins(of question: ModelQuestion) -> [Rank] {
        var origins: [Rank] = []
        if let root { origins.append(root) }
        for slip in question.slips where !graph.features[Int(slip.rank)].contains(.fact) { origins.append(slip.rank) }
        return origins + overdue
    }

    /// What is still open although it was due before today.
    public var overdue: [Rank] {
        var overdue: [Rank] = []
        for rank in parameters.notBefore.indices where parameters.notBefore[rank] > 0 { overdue.append(Rank(rank)) }
        return overdue
    }
}

/// The day on which news of a slip reaches each commitment, by rank; `+inf` where it never does.
///
/// News takes the shortest path: `n_j = min over needs (n_i + relay_ij)` (Model.md, section 3). It travels along every
/// need, also one that a plan has cut: people who worked together go on talking, and a mitigation never raises the
/// damage.
///
/// - Parameters:
///   - origins: where the news starts.
///   - day: the day of telling.
///   - relays: days that news takes along each need, by need as ranked; empty for none.
/// - Complexity: O(commitments + needs); allocates one column.
public func notifiedOn(
    from origins: [Rank], on day: Double, through graph: CommitmentGraph, relays: [Float]
) -> [Double] {
    precondition(relays.isEmpty || relays.count == graph.needCount, "one relay a need")
    var notified = [Double](repeating: .infinity, count: graph.commitmentCount)
    for origin in origins { notified[Int(origin)] = day }
    for rank in 0..<graph.commitmentCount {
        var earliest = notified[rank]
        for need in graph.needs(of: rank) {
            let relay = relays.isEmpty ? 0 : Double(relays[need])
            earliest = min(earliest, notified[Int(graph.needs[need].source)] + relay)
        }
        notified[rank] = earliest
    }
    return notified
}

/// How the damage grows with the days of one commitment's slip.
public struct Curve: Sendable {
    /// Total score at each whole day of slip, from 0 on.
    public var scores: [Double]
    /// First day of slip at which each commitment is late; -1 for none; by rank.
    public var firstLate: [Int32]
    /// First day of slip at which each commitment is broken; -1 for none; by rank.
    public var firstBroken: [Int32]
}

extension Model {
    /// Evaluates slips of 0 to `last` days of a commitment, 64 at a time: what `domino curve` answers.
    ///
    /// - Parameters:
    ///   - question: its plan is in force, its other slips happen, and those affected are told as it says.
    ///   - rank: the commitment that slips; nil for a released one, whose slips change nothing.
    /// - Complexity: O(days / 64 * (commitments reached and their needs)) rows.
    public func curve(_ question: ModelQuestion = ModelQuestion(), of rank: Rank?, last: Int) -> Curve {
        var others = question
        others.slips.removeAll { $0.rank == rank }
        let inForce = inForce(others)
        let baseline = Baseline(
            graph: inForce.graph, parameters: inForce.parameters, damage: inForce.damage,
            notice: question.toldOn.map { notification(question, on: $0).notice })
        var sweep = SlipSweep(of: baseline)
        var scores = [Double](repeating: baseline.total, count: last + 1)
        if let rank {
            for first in stride(from: 0, through: last, by: Row.count) {
                var shocks: [Shock] = []
                for day in first...min(last, first + Row.count - 1) {
                    let moved = inForce.moved.isEmpty ? 0 : inForce.moved[Int(rank)]
                    shocks.append(Shock(rank: rank.rawValue, slip: Float(day) + moved))
                }
                for (place, rise) in sweep.run(shocks, from: first, in: baseline).enumerated() {
                    scores[first + place] += rise
                }
            }
        }
        return Curve(scores: scores, firstLate: sweep.firstLate, firstBroken: sweep.firstBroken)
    }
}
