/// The days of the calendar behind working days: what damage by calendar day or by week counts (Model.md, section 3).
///
/// A table of every working day from the first due date on. Behind its end, decades later, working days are as far
/// apart as a week's are on average.
public struct DayNumbers: Sendable {
    /// The first working day of the table, as an ordinal.
    public var first: Double
    /// The number of each working day's date, counted from the first of the table.
    public var numbers: [Double]
    /// Days of the calendar from one working day to the next behind the table's end: 7 divided by the working days of a
    /// week.
    public var daysApart: Double

    /// A table of dates.
    /// - Precondition: the numbers rise; there is at least one.
    public init(first: Double, numbers: [Double], daysApart: Double) {
        precondition(!numbers.isEmpty, "a first day")
        self.first = first
        self.numbers = numbers
        self.daysApart = daysApart
    }

    /// Every day is a working day.
    public static let everyDay = DayNumbers(first: 0, numbers: [0], daysApart: 1)

    /// The date's number at a point of the axis of working days, straight between two of them.
    /// - Complexity: O(1).
    func number(at ordinal: Double) -> Double {
        let place = ordinal - first
        let last = numbers.count - 1
        guard place > 0 else { return numbers[0] + place * daysApart }
        guard place < Double(last) else { return numbers[last] + (place - Double(last)) * daysApart }
        let whole = Int(place)
        return numbers[whole] + (numbers[whole + 1] - numbers[whole]) * (place - Double(whole))
    }

    /// Days of the calendar that one more day of the axis takes, from the right.
    func slope(at ordinal: Double) -> Double {
        let place = ordinal - first
        guard place >= 0, place < Double(numbers.count - 1) else { return daysApart }
        let whole = Int(place)
        return numbers[whole + 1] - numbers[whole]
    }

    /// The point of the axis at which a date's number is reached.
    /// - Complexity: O(log days).
    func ordinal(of number: Double) -> Double {
        let last = numbers.count - 1
        guard number > numbers[0] else { return first + (number - numbers[0]) / daysApart }
        guard number < numbers[last] else { return first + Double(last) + (number - numbers[last]) / daysApart }
        let next = firstPlace(in: 1..<last) { numbers[$0] >= number }
        let part = (number - numbers[next - 1]) / (numbers[next] - numbers[next - 1])
        return first + Double(next - 1) + part
    }

    /// The most days of the calendar that one working day takes.
    var steepest: Double {
        var most = daysApart
        for place in 1..<max(numbers.count, 1) { most = max(most, numbers[place] - numbers[place - 1]) }
        return most
    }
}

extension DamageTable {
    /// What the pieces of an entry count.
    public enum Axis: UInt8, Sendable, BitwiseCopyable {
        /// Days late, as slips count them.
        case days
        /// Days of the calendar.
        case calendarDays
        /// Weeks of seven days of the calendar that have begun.
        case weeks
    }

    /// How late an entry counts, on its own axis, at a slip counted from the first due date; 0 or less for not late.
    @inline(__always)
    func late(_ entry: Entry, of rank: Int, slip: Double, dueShift: Double) -> Double {
        guard !entry.countsDays else { return slip - dueShift - entry.grace }
        return calendarLate(entry.axis, of: rank, from: dueShift + entry.grace, to: slip)
    }

    /// Units of an axis of the calendar from one slip of a rank to another.
    @inline(never)
    private func calendarLate(_ axis: Axis, of rank: Int, from begin: Double, to slip: Double) -> Double {
        let due = dues[rank]
        let days = calendar.number(at: due + slip) - calendar.number(at: due + begin)
        return axis == .calendarDays ? days : weeks(days)
    }

    /// Units of an axis of the calendar that one more day late takes, from the right; weeks begin all at once.
    @inline(never)
    func calendarSlope(_ axis: Axis, of rank: Int, slip: Double) -> Double {
        axis == .weeks ? 0 : calendar.slope(at: dues[rank] + slip)
    }

    /// The slips at which the steps and bends of an entry that counts days of the calendar lie, from where it begins to
    /// cost something up to `last` on its axis: each with what the axis shows just behind it, and how fast it goes on.
    ///
    /// - Complexity: O(days).
    func calendarSteps(
        _ entry: Entry, of rank: Int, dueShift: Double, upTo last: Double
    ) -> [(slip: Double, reached: Double, slope: Double)] {
        let due = dues[rank]
        let begin = dueShift + entry.grace
        let origin = calendar.number(at: due + begin)
        var steps: [(slip: Double, reached: Double, slope: Double)] = []
        if entry.axis == .weeks {
            var week = 0.0
            repeat {
                let slip = calendar.ordinal(of: origin + 7 * week + lateTolerance) - due
                steps.append((max(slip, begin), week + 1, 0))
                week += 1
            } while week < last && steps.count < Self.mostSteps
            return steps
        }
        var ordinal = due + begin
        var reached = 0.0
        var slope = -1.0
        while reached < last, steps.count < Self.mostSteps {
            let next = calendar.slope(at: ordinal)
            if next != slope { steps.append((ordinal - due, reached, next)) }
            slope = next
            if ordinal >= calendar.first + Double(calendar.numbers.count - 1) { break }
            ordinal = (ordinal + 1).rounded(.down)
            reached = calendar.number(at: ordinal) - origin
        }
        return steps
    }

    /// The most steps of one entry: more than fifty years of weekends.
    private static let mostSteps = 8192
}

/// Weeks that have begun after so many days.
func weeks(_ days: Double) -> Double {
    let weeks = (days - lateTolerance) / 7
    guard weeks > 0, weeks < 1e15 else { return max(0, weeks) }
    let whole = Double(Int64(weeks))
    return whole < weeks ? whole + 1 : whole
}
