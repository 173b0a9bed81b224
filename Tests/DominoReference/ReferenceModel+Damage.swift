/// Damage (Model.md, section 3).
extension ReferenceModel {
    /// What one entry of damage comes to.
    struct Hurt {
        let kind: String
        let bearer: String
        /// In the kind's unit.
        let amount: Double
        /// In the scenario's currency.
        let score: Double
        /// Growth of the score with the slip, from the right, jumps ignored.
        let slope: Double
    }

    var horizon: Double {
        scenario.horizon ?? 365
    }

    /// 1 for a kind that is not listed.
    func weight(kind: String) -> Double {
        scenario.kinds.first { $0.id == kind }?.weight ?? 1
    }

    /// 1 for everyone where stakeholders are left out.
    func weight(bearer: String) -> Double {
        scenario.stakeholders.first { $0.id == bearer }?.weight ?? 1
    }

    /// `s_j - redate_j - grace`: where it is above 0, it is `y`.
    func overdue(_ entry: ReferenceDamage, of j: Int, slip: Double) -> Double {
        slip - redate(j) - (entry.grace ?? 0)
    }

    /// The shape at the slip, before notice and softening; `B` if broken; nothing where it is kept, whatever a curve
    /// says of day 0.
    func shapedAmount(_ entry: ReferenceDamage, of j: Int, slip: Double) -> Double {
        if slip == .infinity { return entry.brokenAmount(horizon: horizon) }
        let overdue = overdue(entry, of: j, slip: slip)
        return overdue > 0 ? entry.lateAmount(overdue, horizon: horizon) : 0
    }

    /// Slope of the shape at the slip; 0 if broken.
    func shapedSlope(_ entry: ReferenceDamage, of j: Int, slip: Double) -> Double {
        let overdue = overdue(entry, of: j, slip: slip)
        if slip == .infinity || overdue < 0 { return 0 }
        return entry.lateSlope(overdue, horizon: horizon)
    }

    /// One entry, with everything that multiplies it.
    func hurt(_ entry: ReferenceDamage, of j: Int, slip: Double, notice: Double) -> Hurt {
        let bearer = entry.bearer ?? commitments[j].promisee
        let remaining = noticeFactor(j, notice: notice) * softening(j, kind: entry.kind)
        let weight = weight(kind: entry.kind) * weight(bearer: bearer)
        let amount = shapedAmount(entry, of: j, slip: slip) * remaining
        let slope = shapedSlope(entry, of: j, slip: slip) * remaining
        return Hurt(kind: entry.kind, bearer: bearer, amount: amount, score: amount * weight, slope: slope * weight)
    }

    /// Every entry of `j`; none for a released commitment.
    func hurts(_ j: Int, slip: Double, notice: Double) -> [Hurt] {
        if commitments[j].isReleased { return [] }
        return commitments[j].damage.map { hurt($0, of: j, slip: slip, notice: notice) }
    }
}

extension ReferenceDamage {
    /// The shape alone at `y >= 0` days.
    func shapeAmount(_ y: Double) -> Double {
        switch shape {
        case .perDay(let amount): return amount * y
        case .lump(let amount): return y > 0 ? amount : 0
        case .curve: return curveAmount(y)
        }
    }

    /// The points of a curve, with (0,0) in front unless a point at 0 is given.
    var curvePoints: [ReferencePoint] {
        guard case .curve(let points) = shape else { return [] }
        if let first = points.first, first.days == 0 { return points }
        return [ReferencePoint(0, 0)] + points
    }

    /// Linear through the points, flat after the last.
    func curveAmount(_ y: Double) -> Double {
        let points = curvePoints
        if let last = points.last, y >= last.days { return last.value }
        return ReferencePoint.interpolate(points, at: y)
    }

    /// The capped shape at `y` days.
    func cappedAmount(_ y: Double) -> Double {
        min(cap ?? .infinity, shapeAmount(y))
    }

    /// `B`.
    func brokenAmount(horizon: Double) -> Double {
        ifBroken ?? cappedAmount(horizon)
    }

    /// Being late never costs more than being broken: `min(shape, cap, B)`.
    func lateAmount(_ y: Double, horizon: Double) -> Double {
        min(cappedAmount(y), brokenAmount(horizon: horizon))
    }

    /// Slope of the shape alone at `y >= 0`, from the right; a lump is a jump.
    func shapeSlope(_ y: Double) -> Double {
        switch shape {
        case .perDay(let amount): return amount
        case .lump: return 0
        case .curve:
            for (left, right) in zip(curvePoints, curvePoints.dropFirst()) where y >= left.days && y < right.days {
                return (right.value - left.value) / (right.days - left.days)
            }
            return 0
        }
    }

    /// Slope of `min(shape, cap, B)`, from the right.
    func lateSlope(_ y: Double, horizon: Double) -> Double {
        let limit = min(cap ?? .infinity, brokenAmount(horizon: horizon))
        return shapeAmount(y) < limit ? shapeSlope(y) : 0
    }
}
