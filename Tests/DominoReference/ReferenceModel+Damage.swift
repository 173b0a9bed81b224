/// Damage (Model.md, section 3).
extension ReferenceModel {
    /// What one entry of damage comes to.
    struct Hurt {
        let kind: String
        let bearer: String
        /// In the kind's unit.
        let amount: Double
        /// In the scenario's currency, weighted.
        let score: Double
        /// In the scenario's currency, not weighted; 0 where the kind counts in something else.
        let money: Double
        /// Growth of the score with the slip, from the right, jumps ignored.
        let slope: Double
        /// Whether the price of breaking is assumed: none is given, and the shape still rises at the horizon.
        let isAssumed: Bool
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

    /// Whether a kind counts in the currency: it has no unit, or its unit is the currency. One not listed does.
    func isMoney(kind: String) -> Bool {
        guard let unit = scenario.kinds.first(where: { $0.id == kind })?.unit else { return true }
        return unit == scenario.currency
    }

    /// `s_j - R_j - grace`: where it is above 0, it is `y`.
    func lateness(_ entry: ReferenceDamage, of j: Int, slip: Double) -> Double {
        slip - shift(j) - (entry.grace ?? 0)
    }

    /// `y`, and the calendar days in it: `cal(due + s) - cal(due + R + grace)`.
    func late(_ entry: ReferenceDamage, of j: Int, slip: Double) -> ReferenceLateness {
        let days = lateness(entry, of: j, slip: slip)
        if !entry.isByCalendar { return .both(days) }
        let late = calendar.calendarDay(due(j) + slip)
        let grace = calendar.calendarDay(due(j) + shift(j) + (entry.grace ?? 0))
        // A calendar day of lateness is so many of the axis, from here on.
        let day = Int((due(j) + slip).rounded(.down))
        let pace = Double(calendar.serial(day + 1) - calendar.serial(day))
        return ReferenceLateness(days: days, calendarDays: late - grace, calendarDaysPerDay: pace)
    }

    /// The limited shape at the slip, before notice and softening; `B` if broken; nothing where it is kept, whatever a
    /// curve says of day 0.
    func limitedAmount(_ entry: ReferenceDamage, of j: Int, slip: Double) -> Double {
        if slip == .infinity { return entry.brokenAmount(horizon: horizon) }
        if lateness(entry, of: j, slip: slip) <= 0 { return 0 }
        return entry.lateAmount(late(entry, of: j, slip: slip), horizon: horizon)
    }

    /// Slope of the limited shape at the slip; 0 if broken.
    func limitedSlope(_ entry: ReferenceDamage, of j: Int, slip: Double) -> Double {
        if slip == .infinity || lateness(entry, of: j, slip: slip) < 0 { return 0 }
        return entry.lateSlope(late(entry, of: j, slip: slip), horizon: horizon)
    }

    /// One entry, with everything that multiplies it.
    func hurt(_ entry: ReferenceDamage, of j: Int, slip: Double, notice: Double) -> Hurt {
        let bearer = entry.bearer ?? commitments[j].promisee
        let remaining = noticeFactor(j, notice: notice)
        let softenings = softenings(j, entry)
        let weight = weight(kind: entry.kind) * weight(bearer: bearer)
        let limited = limitedAmount(entry, of: j, slip: slip)
        let amount = softened(limited, by: softenings) * remaining
        let slope =
            limitedSlope(entry, of: j, slip: slip) * softening(at: limited, softenings) * remaining
        return Hurt(
            kind: entry.kind, bearer: bearer, amount: amount, score: amount * weight,
            money: isMoney(kind: entry.kind) ? amount : 0, slope: slope * weight,
            isAssumed: slip == .infinity && entry.ifBroken == nil && entry.rises(at: horizon))
    }

    /// Every entry of `j`; none for a released commitment.
    func hurts(_ j: Int, slip: Double, notice: Double) -> [Hurt] {
        if commitments[j].isReleased { return [] }
        return commitments[j].damage.map { hurt($0, of: j, slip: slip, notice: notice) }
    }
}
