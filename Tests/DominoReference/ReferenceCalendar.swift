/// Working days counted one by one (Model.md, section 1).
///
/// Only differences of ordinals mean anything, so the count starts at the first day of 2020. The days of 2020 to 2031
/// are counted once, in advance; anything outside is reached by walking on from there.
public struct ReferenceCalendar: Sendable {
    /// Whether Monday, ..., Sunday are working days.
    private let week: [Bool]
    /// Serial numbers of the days that are not worked in spite of their weekday.
    private let holidays: Set<Int>
    /// Working days before each day from `first` on.
    private var before: [Int] = []
    /// Serial numbers of the working days from `first` on.
    private var workdays: [Int] = []

    private static let first = ReferenceDate(year: 2020, month: 1, day: 1).serial
    private static let end = ReferenceDate(year: 2032, month: 1, day: 1).serial
    private static let weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Every date is a day where `workweek` is nil (a scenario without `calendar`).
    public init(_ workweek: ReferenceWorkweek?) {
        if let workweek {
            let names = workweek.workdays ?? ["mon", "tue", "wed", "thu", "fri"]
            week = Self.weekdayNames.map { names.contains($0) }
            holidays = Set(workweek.holidays.map(\.serial))
        } else {
            week = Array(repeating: true, count: 7)
            holidays = []
        }
        precondition(week.contains(true), "no working day in the week")
        var count = 0
        for serial in Self.first...Self.end {
            before.append(count)
            if isWorkday(serial) {
                workdays.append(serial)
                count += 1
            }
        }
    }

    /// Whether anybody works on the date.
    public func isWorkday(_ date: ReferenceDate) -> Bool {
        isWorkday(date.serial)
    }

    /// Number of working days before the date.
    public func ordinal(_ date: ReferenceDate) -> Int {
        let serial = date.serial
        if serial < Self.first {
            var count = 0
            for day in serial..<Self.first where isWorkday(day) { count -= 1 }
            return count
        }
        if serial > Self.end {
            var count = before[Self.end - Self.first]
            for day in Self.end..<serial where isWorkday(day) { count += 1 }
            return count
        }
        return before[serial - Self.first]
    }

    /// The working day with that ordinal.
    public func date(_ ordinal: Int) -> ReferenceDate { ReferenceDate(serial: serial(ordinal)) }

    /// `cal` of Model.md, section 3: the day number of the date of an ordinal, linear between working days.
    public func calendarDay(_ moment: Double) -> Double {
        let day = Int(moment.rounded(.down))
        let (before, after) = (Double(serial(day)), Double(serial(day + 1)))
        return before + (after - before) * (moment - Double(day))
    }

    /// The day number of the working day with that ordinal.
    func serial(_ ordinal: Int) -> Int {
        if ordinal < 0 {
            var serial = Self.first
            var count = 0
            while count > ordinal {
                serial -= 1
                if isWorkday(serial) { count -= 1 }
            }
            return serial
        }
        if ordinal >= workdays.count {
            var serial = workdays[workdays.count - 1]
            var count = workdays.count - 1
            while count < ordinal {
                serial += 1
                if isWorkday(serial) { count += 1 }
            }
            return serial
        }
        return workdays[ordinal]
    }

    /// What a due or promise date stands for: itself, or the working day before it.
    public func lastWorkday(onOrBefore date: ReferenceDate) -> ReferenceDate {
        var serial = date.serial
        while !isWorkday(serial) { serial -= 1 }
        return ReferenceDate(serial: serial)
    }

    /// What a day on which something was kept, told or decided stands for: itself, or the working day after it.
    public func firstWorkday(onOrAfter date: ReferenceDate) -> ReferenceDate {
        var serial = date.serial
        while !isWorkday(serial) { serial += 1 }
        return ReferenceDate(serial: serial)
    }

    /// The date by which a moment on the axis of days is reported: `date(ceil(moment - 1e-4))`.
    public func date(reporting moment: Double) -> ReferenceDate {
        date(Int((moment - 1e-4).rounded(.up)))
    }

    private func isWorkday(_ serial: Int) -> Bool {
        let weekday = ((serial % 7) + 7) % 7
        return week[weekday] && !holidays.contains(serial)
    }
}
