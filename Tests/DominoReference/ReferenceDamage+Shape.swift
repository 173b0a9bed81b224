/// How late something is, behind its grace.
struct ReferenceLateness {
    /// `y`, on the axis of days.
    let days: Double
    /// The calendar days in it.
    let calendarDays: Double
    /// How many calendar days one more day is.
    let calendarDaysPerDay: Double

    /// So many days and calendar days: the price of breaking takes the horizon as either.
    static func both(_ days: Double) -> ReferenceLateness {
        ReferenceLateness(days: days, calendarDays: days, calendarDaysPerDay: 1)
    }
}

/// Shapes of damage (Model.md, section 3).
extension ReferenceDamage {
    /// The shape alone.
    func shapeAmount(_ late: ReferenceLateness) -> Double {
        switch shape {
        case .perDay(let amount): return amount * late.days
        case .lump(let amount): return late.days > 0 ? amount : 0
        case .curve: return curveAmount(late.days)
        case .perCalendarDay(let amount): return amount * late.calendarDays
        case .perWeek(let amount): return amount * max(0, ((late.calendarDays - 1e-4) / 7).rounded(.up))
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

    /// The capped shape.
    func cappedAmount(_ late: ReferenceLateness) -> Double { min(cap ?? .infinity, shapeAmount(late)) }

    /// `B`.
    func brokenAmount(horizon: Double) -> Double {
        ifBroken ?? cappedAmount(.both(horizon))
    }

    /// Whether the capped shape still rises at the horizon; one per week does, though it rises by jumps.
    func rises(at horizon: Double) -> Bool {
        let here = ReferenceLateness.both(horizon)
        if case .perWeek = shape { return cappedAmount(.both(horizon + 7)) > cappedAmount(here) }
        return shapeAmount(here) < cap ?? .infinity && shapeSlope(here) > 0
    }

    /// Whether calendar days count.
    var isByCalendar: Bool {
        switch shape {
        case .perCalendarDay, .perWeek: true
        case .perDay, .lump, .curve: false
        }
    }

    /// Being late never costs more than being broken: `min(shape, cap, B)`.
    func lateAmount(_ late: ReferenceLateness, horizon: Double) -> Double {
        min(cappedAmount(late), brokenAmount(horizon: horizon))
    }

    /// Slope of the shape alone, from the right; a lump is a jump, and so is a week.
    func shapeSlope(_ late: ReferenceLateness) -> Double {
        switch shape {
        case .perDay(let amount): return amount
        case .lump, .perWeek: return 0
        case .perCalendarDay(let amount): return amount * late.calendarDaysPerDay
        case .curve:
            let y = late.days
            for (left, right) in zip(curvePoints, curvePoints.dropFirst()) where y >= left.days && y < right.days {
                return (right.value - left.value) / (right.days - left.days)
            }
            return 0
        }
    }

    /// Slope of `min(shape, cap, B)`, from the right.
    func lateSlope(_ late: ReferenceLateness, horizon: Double) -> Double {
        let limit = min(cap ?? .infinity, brokenAmount(horizon: horizon))
        return shapeAmount(late) < limit ? shapeSlope(late) : 0
    }
}
