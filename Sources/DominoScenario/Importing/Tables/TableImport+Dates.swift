extension TableImport {
    private static let dateFields: [TableField] = [.due, .deadline, .begin, .keptOn]

    /// Finds out in which order the dates of the table name day and month, or asks.
    mutating func settleDates() {
        var dayFirst: Span?
        var monthFirst: Span?
        var open: (span: Span, first: Int, second: Int, third: Int)?
        var hasSerials = false
        for field in Self.dateFields {
            guard let column = columns[field] else { continue }
            for row in rows {
                guard let cell = table.cell(row, column) else { continue }
                switch readWrittenDay(sources.trimmed(cell)) {
                case .serial: hasSerials = true
                case .parts(let first, let second, let third):
                    if first > 12, dayFirst == nil { dayFirst = cell.span }
                    if second > 12, monthFirst == nil { monthFirst = cell.span }
                    if first <= 12, second <= 12, first != second, open == nil {
                        open = (cell.span, first, second, third)
                    }
                default: break
                }
            }
        }
        if hasSerials { guesses.append("whole numbers in columns of dates are days as spreadsheets count them") }
        if let asked = options.dates {
            dateOrder = asked
        } else if let dayFirst, let monthFirst {
            report(
                .ambiguousDate, monthFirst, "this date can only name the month first, and another only the day",
                hint: "write all dates as YYYY-MM-DD",
                related: [Related(span: dayFirst, message: "here the day stands first")])
        } else if let known = dayFirst ?? monthFirst {
            dateOrder = dayFirst == nil ? .mdy : .dmy
            guesses.append(
                "dates name the \(dayFirst == nil ? "month" : "day") first: \(shownCell(known)) can be nothing else")
        } else if let open {
            let (one, other) = (
                settledDay(open.first, open.second, open.third, .dmy),
                settledDay(open.first, open.second, open.third, .mdy)
            )
            guard case .day(let one) = one, case .day(let other) = other else { return }
            report(
                .ambiguousDate, open.span, "this date may be \(one.spoken) or \(other.spoken)",
                hint: "say which: --dates dmy for \(one.spoken), --dates mdy for \(other.spoken)")
        } else {
            dateOrder = .dmy  // 05/05/2026 is one day either way
        }
    }

    private func shownCell(_ span: Span) -> String {
        quoted(sources.text(Cell(start: span.start, end: span.end, hasDoubledQuotes: false)))
    }

    /// The day in a row's column; nil where there is none, or none that can be read, which is said.
    mutating func day(_ row: Int, _ field: TableField) -> Day? {
        guard let column = columns[field], let cell = table.cell(row, column) else { return nil }
        var written = readWrittenDay(sources.trimmed(cell))
        if case .parts(let first, let second, let third) = written {
            written = settledDay(first, second, third, dateOrder)
        }
        switch written {
        case .none, .parts: return nil
        case .day(let day), .serial(let day): return day
        case .missing(let reason):
            report(.invalidDate, cell.span, "there is no such day: \(reason)", hint: orderHint(cell))
        case .outOfReach:
            report(.invalidDate, cell.span, "dates go from \(Day.first) to \(Day.last)")
        case .unreadable:
            report(
                .invalidDate, cell.span, "\(quoted(sources.text(cell))) is no date",
                hint: "write it as YYYY-MM-DD, or leave the cell empty")
        }
        return nil
    }

    /// What to try where a month is above 12.
    private func orderHint(_ cell: Cell) -> String? {
        guard case .parts(let first, let second, let third) = readWrittenDay(sources.trimmed(cell)) else { return nil }
        let other: DateOrder = dateOrder == .dmy ? .mdy : .dmy
        guard case .day = settledDay(first, second, third, other) else { return nil }
        return "with --dates \(other.rawValue) there is one"
    }

    /// Takes weekends for days off where no date of the table is on one.
    mutating func settleCalendar(_ tasks: [PlanTask]) {
        var count = 0
        for place in tasks.indices {
            for day in [tasks[place].due, tasks[place].begin, tasks[place].keptOn] {
                guard let day else { continue }
                count += 1
                guard day.weekday < 5 else {
                    guesses.append("every day counts: \(day) is a \(day.weekday == 5 ? "Saturday" : "Sunday")")
                    return
                }
            }
        }
        guard count > 1 else { return }
        skipsWeekends = true
        calendar = WorkCalendar(workdays: WrittenCalendar().workdays, holidays: [])
        guesses.append("Monday to Friday count as working days, since no date is on a weekend; holidays are not known")
    }
}
