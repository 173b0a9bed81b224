/// Carried score, blame and price of a day (Model.md, section 4).
extension ReferenceModel {
    /// Who carries the total score.
    struct Blame {
        /// `M_j`, in file order.
        var carried: [Double]
        /// What stays with each commitment, in file order.
        var kept: [Double]
        /// What stays with the plan itself.
        var overcommitted: Double
    }

    /// What share of `M_j` stays with `j`, given its driver: all of it without one.
    ///
    /// `own` is what `s_j`, before breaking, has beyond `a_j`: waiting for today or for a window is in it.
    func keptShare(_ j: Int, driver: Constraint?, slips: [Double]) -> Double {
        guard let driver else { return 1 }
        if driver.days == .infinity { return 0 }
        let steps = steps(j, slips: slips)
        let own = max(0, steps.unbroken - steps.start)
        let inherited = max(0, driver.days)
        if own == 0 && inherited == 0 { return 1 }
        return own / (own + inherited)
    }

    /// What share of that which is passed on to the driver stays with the plan itself: `-b / (max(0, s_i) - b)`.
    func overcommittedShare(_ need: ReferenceNeed, of j: Int, slips: [Double]) -> Double {
        let b = buffer(need, of: j)
        if b >= 0 { return 0 }
        return -b / (max(0, slips[place(of: need.commitment)]) - b)
    }

    /// One backward pass along the drivers: dependents before what they need.
    func blame(scores: [Double], slips: [Double]) -> Blame {
        var blame = Blame(
            carried: scores, kept: [Double](repeating: 0, count: scores.count), overcommitted: 0)
        for j in order.reversed() where !commitments[j].isReleased {
            let driver = driver(j, slips: slips)
            let keptShare = keptShare(j, driver: driver, slips: slips)
            blame.kept[j] = blame.carried[j] * keptShare
            guard let driver else { continue }
            let passed = blame.carried[j] * (1 - keptShare)
            let stays = overcommittedShare(driver.need, of: j, slips: slips)
            blame.overcommitted += passed * stays
            blame.carried[place(of: driver.need.commitment)] += passed * (1 - stays)
        }
        return blame
    }

    /// The need of `j` that counts as driving for the price of a day: the largest, where it is at least the base.
    func driving(_ j: Int, slips: [Double]) -> Constraint? {
        guard let strongest = strongest(j, slips: slips), strongest.days >= base(j, slips: slips) else { return nil }
        return strongest
    }

    /// `d score / d x_j` for all, in file order; 0 for facts, for what is broken, and for what something holds.
    func pricesOfDay(slopes: [Double], slips: [Double]) -> [Double] {
        var prices = slopes
        for j in order.reversed() {
            if commitments[j].isFact || slips[j] == .infinity {
                prices[j] = 0
                continue
            }
            prices[j] *= steps(j, slips: slips).slope
            guard let driving = driving(j, slips: slips) else { continue }
            prices[place(of: driving.need.commitment)] += prices[j] * driving.slope
        }
        return prices
    }
}
