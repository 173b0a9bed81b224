/// Slips (Model.md, section 2).
extension ReferenceModel {
    /// What one entry of `needs` comes to: the need that counts and its `c_ij`.
    struct Constraint {
        let need: ReferenceNeed
        let days: Double
    }

    /// `buffer_ij`: as given, or `due_j - due_i - lead_ij`; the lead is the work unless given.
    func buffer(_ need: ReferenceNeed, of j: Int) -> Double {
        if let buffer = need.buffer { return buffer }
        guard let lead = need.lead ?? commitments[j].work else {
            preconditionFailure("neither lead nor buffer nor work: \(commitments[j].id)")
        }
        return due(j) - due(place(of: need.commitment)) - lead
    }

    /// `pass_ij(y)`.
    func pass(_ y: Double, share: Double, cap: Double) -> Double {
        if y <= 0 { return y }
        return min(cap, share * y)
    }

    /// `c_ij`; minus infinity for a need that has been removed by decoupling.
    func contribution(_ need: ReferenceNeed, of j: Int, slips: [Double]) -> Double {
        let share = share(need, of: j)
        if share == 0 { return -.infinity }
        let y = slips[place(of: need.commitment)] - buffer(need, of: j)
        return pass(y, share: share, cap: cap(need, of: j))
    }

    /// The smallest member of an entry, the first on ties. A need on what is released is gone; nil if none is left.
    func constraint(_ entry: ReferenceNeedEntry, of j: Int, slips: [Double]) -> Constraint? {
        var smallest: Constraint?
        for need in entry.members where !commitments[place(of: need.commitment)].isReleased {
            let days = contribution(need, of: j, slips: slips)
            if smallest.map({ days < $0.days }) ?? true {
                smallest = Constraint(need: need, days: days)
            }
        }
        return smallest
    }

    /// The largest of the needs, the first in file order on ties: its days are `inherited_j`; nil if none constrains.
    func strongest(_ j: Int, slips: [Double]) -> Constraint? {
        var largest: Constraint?
        for entry in commitments[j].needs {
            guard let constraint = constraint(entry, of: j, slips: slips) else { continue }
            if constraint.days == -.infinity { continue }
            if largest.map({ constraint.days > $0.days }) ?? true {
                largest = constraint
            }
        }
        return largest
    }

    /// `base_j`.
    ///
    /// Where a plan has removed all that constrained a commitment that begins when ready, it begins as planned, or as
    /// early as the earliest of what it needed: a mitigation never hurts (section 6).
    func base(_ j: Int, slips: [Double]) -> Double {
        let asPlanned = 0 - (commitments[j].cushion ?? 0)
        guard commitments[j].start == .whenReady else { return asPlanned }
        if strongest(j, slips: slips) != nil { return -.infinity }
        let removed = commitments[j].needs.flatMap(\.members)
            .filter { !commitments[place(of: $0.commitment)].isReleased }
            .map { slips[place(of: $0.commitment)] - buffer($0, of: j) }
        return min(asPlanned, removed.min() ?? asPlanned)
    }

    /// `x_j`, all uncertain being on plan; infinite if a shock breaks it.
    func own(_ j: Int) -> Double {
        switch shock(j) {
        case .broken: .infinity
        case .days(let days): Self.roundedTo1024ths(days) - expedite(j)
        case nil: 0 - expedite(j)
        }
    }

    /// `s_j` by the formula.
    func formulaSlip(_ j: Int, slips: [Double]) -> Double {
        let inherited = strongest(j, slips: slips)?.days ?? -.infinity
        let slip = max(base(j, slips: slips), inherited) + own(j)
        return slip - redate(j) > breaksAfter(j) ? .infinity : slip
    }

    /// `s_j`: facts override the formula.
    func slip(_ j: Int, slips: [Double]) -> Double {
        let commitment = commitments[j]
        switch commitment.status {
        case .kept:
            guard let keptOn = commitment.keptOn else { preconditionFailure("kept, but when? \(commitment.id)") }
            return moment(keptOn) - due(j)
        case .broken: return .infinity
        case .released: return 0
        case .proposed, .agreed, nil: return formulaSlip(j, slips: slips)
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

    /// The driver of `j`: the strongest need where it exceeds the base; nil if `j` drives itself or is a fact.
    func driver(_ j: Int, slips: [Double]) -> Constraint? {
        if commitments[j].isFact { return nil }
        guard let strongest = strongest(j, slips: slips), strongest.days > base(j, slips: slips) else { return nil }
        return strongest
    }

    /// Late, broken or kept (section 2, "State").
    func state(_ j: Int, slip: Double) -> ReferenceState {
        if commitments[j].isReleased { return .released }
        if slip == .infinity { return .broken }
        return slip - redate(j) > 0.0001 ? .late : .kept
    }

    /// The nearest 1/1024 day; half away from zero.
    static func roundedTo1024ths(_ days: Double) -> Double {
        (days * 1024).rounded(.toNearestOrAwayFromZero) / 1024
    }
}
