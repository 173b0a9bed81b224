/// What needs come to (Model.md, sections 2 and 6).
extension ReferenceModel {
    /// What one need, or one entry of `needs`, comes to: the need that counts, its `c_ij`, and how fast that grows with
    /// `s_i`, from the right.
    struct Constraint {
        let need: ReferenceNeed
        let days: Double
        let slope: Double
    }

    /// Days that differ by less are a tie: less than any file can state, more than any rounding.
    static var tie: Double { 1e-9 }

    /// `buffer_ij`: as given, or `due_j - due_i - lead_ij`; the lead is the work unless given.
    func buffer(_ need: ReferenceNeed, of j: Int) -> Double {
        if let buffer = need.buffer { return buffer }
        guard let lead = need.lead ?? commitments[j].work else {
            preconditionFailure("neither lead nor buffer nor work: \(commitments[j].id)")
        }
        return due(j) - due(place(of: need.commitment)) - lead
    }

    /// `pass_ij(y)`.
    private func pass(_ y: Double, share: Double, cap: Double) -> Double {
        if y <= 0 { return y }
        return min(cap, share * y)
    }

    /// Its slope, from the right.
    private func passSlope(_ y: Double, share: Double, cap: Double) -> Double {
        if y < 0 { return 1 }
        return share * y < cap ? share : 0
    }

    /// `cap_ij`, after the fallbacks in force: none holds before it bites.
    private func cap(_ need: ReferenceNeed, of j: Int) -> Double {
        var cap = need.fallback ?? .infinity
        for inForce in effects {
            guard case .fallback(commitments[j].id, of: need.commitment, let days) = inForce.effect else { continue }
            cap = min(cap, max(days, inForce.bites - due(j)))
        }
        return cap
    }

    /// `c_ij`: the least of what the need passes on, and of what each decoupling leaves of it.
    ///
    /// One after the other, as section 6 says, comes to the same, in whatever order: each takes the least. With a share
    /// of 0 the need is gone where the decoupling bites by the due date, else it holds until then.
    func contribution(_ need: ReferenceNeed, of j: Int, slips: [Double]) -> Constraint {
        let y = slips[place(of: need.commitment)] - buffer(need, of: j)
        let cap = cap(need, of: j)
        let share = need.share ?? 1
        var all = [(days: pass(y, share: share, cap: cap), slope: passSlope(y, share: share, cap: cap))]
        for inForce in effects {
            guard case .decouple(commitments[j].id, from: need.commitment, let most) = inForce.effect else { continue }
            let bite = inForce.bites - due(j)
            let left = min(share, most)
            if left == 0 {
                all.append((bite <= 0 ? -.infinity : bite, 0))
                continue
            }
            let days = pass(y, share: left, cap: cap)
            all.append((max(days, bite), days < bite ? 0 : passSlope(y, share: left, cap: cap)))
        }
        let least = all.map(\.days).min() ?? 0
        let slope = all.filter { $0.days == least }.map(\.slope).min() ?? 0
        return Constraint(need: need, days: least, slope: slope)
    }

    /// Whether the need is still there: one on what is released is gone.
    func isLive(_ need: ReferenceNeed) -> Bool { !commitments[place(of: need.commitment)].isReleased }

    /// What an entry comes to: a group is its k-th smallest live member; nil if none is left.
    ///
    /// Decided: "ties: the first in file order" speaks of the days. The k-th smallest number of days is looked for, and
    /// the first member with as many days counts. Days that are equal by the formula may differ in their last digits.
    func constraint(_ entry: ReferenceNeedEntry, of j: Int, slips: [Double]) -> Constraint? {
        let members = entry.members.filter { isLive($0) }.map { contribution($0, of: j, slips: slips) }
        if members.isEmpty { return nil }
        var k = 1
        if case .atLeast(let asked, let all) = entry { k = max(1, asked - (all.count - members.count)) }
        let days = members.map(\.days).sorted()[min(k, members.count) - 1]
        return members.first { $0.days == days || abs($0.days - days) < Self.tie }
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
}
