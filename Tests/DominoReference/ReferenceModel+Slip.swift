/// Slips (Model.md, section 2).
extension ReferenceModel {
    /// How one open commitment comes to its slip, step by step.
    struct Steps {
        /// `a_j`: the larger of the base and what is inherited.
        var start: Double
        /// Before it breaks: of its promisee's patience, or behind the last day of a window.
        var unbroken: Double
        /// Before its own patience ends; infinite behind the last day of a window.
        var beforePatience: Double
        /// `s_j`.
        var slip: Double
        /// Growth of `s_j` with `x_j`, from the right: 0 while something holds it.
        var slope: Double
        /// `today`, or the id of a window.
        var heldBy: String?
    }

    /// `r_j`, to 1/1024 day; nil where the file does not say how much is left.
    func remaining(_ j: Int) -> Double? {
        guard let remaining = commitments[j].remaining else { return nil }
        precondition(today > -.infinity, "what remains counts from today: \(commitments[j].id)")
        return run?.remaining[j] ?? remaining.median
    }

    /// `base_j`; of a slipped commitment what stands in its place.
    ///
    /// Where a plan has removed all that constrained a commitment that begins when ready, it begins as planned, or as
    /// early as the earliest of what it needed: a mitigation never hurts (section 6).
    func base(_ j: Int, slips: [Double]) -> Double {
        let left = remaining(j).map { now(j) + $0 }
        if case .days(let late)? = shock(j) {
            return max(moved(j) + Self.roundedTo1024ths(late), left ?? -.infinity)
        }
        if let left { return left }
        let asPlanned = moved(j) - (commitments[j].cushion ?? 0)
        guard commitments[j].start == .whenReady else { return asPlanned }
        if strongest(j, slips: slips) != nil { return -.infinity }
        let removed = commitments[j].allNeeds.filter { isLive($0) }
            .map { slips[place(of: $0.commitment)] - buffer($0, of: j) }
        return min(asPlanned, removed.min() ?? asPlanned)
    }

    /// The steps of an open commitment.
    func steps(_ j: Int, slips: [Double]) -> Steps {
        let start = max(base(j, slips: slips), strongest(j, slips: slips)?.days ?? -.infinity)
        var slip = start
        switch shock(j) {
        case .broken: slip = .infinity
        case .days: break
        case nil: slip += run?.own[j] ?? 0
        }
        var steps = Steps(start: start, unbroken: slip, beforePatience: slip, slip: slip, slope: 1)
        expedite(j, &steps)
        if steps.unbroken < now(j) {
            steps.unbroken = now(j)
            steps.slope = 0
            steps.heldBy = "today"
        }
        steps.beforePatience = steps.unbroken
        waitForWindows(j, &steps)
        steps.slip = steps.beforePatience > patience(j) + shift(j) ? .infinity : steps.beforePatience
        return steps
    }

    /// Expedites in force, in the order in which they bite, then of the file; days are rounded as what makes up `x_j`.
    private func expedite(_ j: Int, _ steps: inout Steps) {
        var expedites: [(days: Double, bite: Double)] = []
        for inForce in effects {
            guard case .expedite(commitments[j].id, let days) = inForce.effect else { continue }
            expedites.append((Self.roundedTo1024ths(days), inForce.bites - due(j)))
        }
        let ordered = expedites.enumerated().sorted { ($0.element.bite, $0.offset) < ($1.element.bite, $1.offset) }
        for (days, bite) in ordered.map(\.element) {
            let slip = steps.unbroken
            if slip == .infinity { return }
            steps.unbroken = max(slip - days, min(slip, bite))
            // One more day of delay is one more day less the mitigation's, unless it comes from after the bite to it.
            if bite <= slip && slip - days < bite { steps.slope = 0 }
        }
    }

    /// The next day that the windows of `j` allow.
    ///
    /// Decided: where today and a window hold it, the window is named. Behind the last day of an `open` list the window
    /// that refuses the day is named too, and `own` (section 4) looks at the slip before that.
    private func waitForWindows(_ j: Int, _ steps: inout Steps) {
        if commitments[j].window.isEmpty || steps.unbroken == .infinity { return }
        let day = Int((due(j) + steps.unbroken - 1e-4).rounded(.up))
        if let window = refusing(j, day) {
            steps.slope = 0
            steps.heldBy = window
        }
        guard let allowed = allowed(j, from: day) else {
            steps.beforePatience = .infinity
            return
        }
        steps.unbroken = max(steps.unbroken, Double(allowed) - due(j))
        steps.beforePatience = steps.unbroken
    }

    /// `breaksAfter_j` on plan: the median, or where the commitment is still open beyond that, `now_j - moved_j`.
    func patienceOnPlan(_ j: Int) -> Double {
        guard let breaksAfter = commitments[j].breaksAfter else { return .infinity }
        let median = breaksAfter.constant ?? breaksAfter.median
        if commitments[j].isFact { return median }
        let least = now(j) - moved(j)
        return least > 0 ? max(median, least) : median
    }

    /// `breaksAfter_j`, with what the effects in force add.
    func patience(_ j: Int) -> Double {
        if unbreakable.contains(j) { return .infinity }
        var days = run?.patience[j] ?? patienceOnPlan(j)
        for case .extend(commitments[j].id, let later) in effects.map(\.effect) {
            days += later
        }
        return days
    }

    /// `s_j`: facts override the formula.
    func slip(_ j: Int, slips: [Double]) -> Double {
        if let done = done[j] { return done }
        let commitment = commitments[j]
        switch commitment.status {
        case .kept:
            guard let keptOn = commitment.keptOn else { preconditionFailure("kept, but when? \(commitment.id)") }
            return moment(keptOn) - due(j)
        case .broken: return .infinity
        case .released: return 0
        case .proposed, .agreed, nil: return steps(j, slips: slips).slip
        }
    }

    /// All slips, in file order; that of a released commitment means nothing.
    func allSlips() -> [Double] {
        var slips = [Double](repeating: 0, count: commitments.count)
        for j in order {
            slips[j] = slip(j, slips: slips)
        }
        return slips
    }

    /// The driver of `j`: the strongest need where it exceeds the base; nil if `j` drives itself, is a fact, or was
    /// broken by the question.
    func driver(_ j: Int, slips: [Double]) -> Constraint? {
        if commitments[j].isFact || shock(j) == .broken { return nil }
        guard let strongest = strongest(j, slips: slips), strongest.days > base(j, slips: slips) else { return nil }
        return strongest
    }

    /// Late, broken or kept (section 2, "State").
    func state(_ j: Int, slip: Double) -> ReferenceState {
        if commitments[j].isReleased { return .released }
        if slip == .infinity { return .broken }
        return slip - shift(j) > 0.0001 ? .late : .kept
    }

    /// The nearest 1/1024 day; half away from zero.
    static func roundedTo1024ths(_ days: Double) -> Double {
        (days * 1024).rounded(.toNearestOrAwayFromZero) / 1024
    }
}
