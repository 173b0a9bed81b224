/// What the effects in force do to each place (Model.md, section 6): days add up, factors multiply, caps and shares
/// take the least.
extension ReferenceModel {
    /// Days by which `x_j` is lower; each contribution to `x_j` is rounded (section 2).
    func expedite(_ j: Int) -> Double {
        var days = 0.0
        for case .expedite(commitments[j].id, let fewer) in effects {
            days += Self.roundedTo1024ths(fewer)
        }
        return days
    }

    /// `cap_ij`.
    func cap(_ need: ReferenceNeed, of j: Int) -> Double {
        var cap = need.fallback ?? .infinity
        for case .fallback(commitments[j].id, of: need.commitment, let days) in effects {
            cap = min(cap, days)
        }
        return cap
    }

    /// `share_ij`; 0 if the need has been removed.
    func share(_ need: ReferenceNeed, of j: Int) -> Double {
        var share = need.share ?? 1
        for case .decouple(commitments[j].id, from: need.commitment, let most) in effects {
            share = min(share, most)
        }
        return share
    }

    /// Product of the soften factors on damage of that kind.
    func softening(_ j: Int, kind: String) -> Double {
        var product = 1.0
        for case .soften(commitments[j].id, let factor, let only) in effects where only == nil || only == kind {
            product *= factor
        }
        return product
    }

    /// `redate_j`: days from `due_j` to the new date agreed.
    func redate(_ j: Int) -> Double {
        var days = 0.0
        for case .redate(commitments[j].id, let later) in effects {
            days += later
        }
        return days
    }

    /// `breaksAfter_j`.
    func breaksAfter(_ j: Int) -> Double {
        var days = commitments[j].breaksAfter ?? .infinity
        for case .extend(commitments[j].id, let later) in effects {
            days += later
        }
        return days
    }
}
