extension TableImport {
    private static let dateFields: [TableField] = [.due, .deadline, .begin, .keptOn]

    /// Infers the order of day and month in the dates of the table, or reports that it is open.
    mutating func resolveDateOrder() {
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
        if hasSerials { log.guess(.spreadsheetDays) }
        if let asked = options.dates {
            dateOrder = asked
        } else if let dayFirst, let monthFirst {
            log.report(
                CellProblem.twoDateOrders, monthFirst,
                related: [Related(span: dayFirst, message: "this one is day first")])
        } else if let known = dayFirst ?? monthFirst {
            dateOrder = dayFirst == nil ? .mdy : .dmy
            let cell = Cell(start: known.start, end: known.end, hasDoubledQuotes: false)
            log.guess(.dateOrder(dayFirst: dayFirst != nil, cell: sources.text(cell)))
        } else if let open {
            let (one, other) = (
                resolvedDay(open.first, open.second, open.third, .dmy),
                resolvedDay(open.first, open.second, open.third, .mdy)
            )
            guard case .day(let one) = one, case .day(let other) = other else { return }
            log.report(CellProblem.ambiguousDate(one, other), open.span)
        } else {
            dateOrder = .dmy  // 05/05/2026 is one day either way
        }
    }

    /// The day in a row's column; nil if there is none, or, with a problem, if it cannot be read.
    mutating func day(_ row: Int, _ field: TableField) -> Day? {
        guard let column = columns[field], let cell = table.cell(row, column) else { return nil }
        var written = readWrittenDay(sources.trimmed(cell))
        if case .parts(let first, let second, let third) = written {
            written = resolvedDay(first, second, third, dateOrder)
        }
        switch written {
        case .none, .parts: return nil
        case .day(let day), .serial(let day): return day
        case .missing(let reason):
            log.report(CellProblem.noSuchDay(reason: reason, hint: orderHint(cell)), cell.span)
        case .outOfRange: log.report(CellProblem.distantDay, cell.span)
        case .yearless, .unreadable: log.report(CellProblem.noDate(sources.text(cell)), cell.span)
        }
        return nil
    }

    /// The order of dates that would make a day of the cell.
    private func orderHint(_ cell: Cell) -> String? {
        guard case .parts(let first, let second, let third) = readWrittenDay(sources.trimmed(cell)) else { return nil }
        let other: DateOrder = dateOrder == .dmy ? .mdy : .dmy
        guard case .day = resolvedDay(first, second, third, other) else { return nil }
        return "with --dates \(other.rawValue) there is one"
    }

    /// Leaves weekends out of the calendar if no date of the table is on one.
    mutating func resolveCalendar(_ tasks: [PlanTask]) {
        var count = 0
        for place in tasks.indices {
            for day in [tasks[place].due, tasks[place].begin, tasks[place].keptOn] {
                guard let day else { continue }
                count += 1
                guard day.weekday < 5 else {
                    log.guess(.everyDay(day))
                    return
                }
            }
        }
        guard count > 1 else { return }
        skipsWeekends = true
        calendar = WorkCalendar(workdays: WrittenCalendar().workdays, holidays: [])
        log.guess(.weekdays)
    }

    /// Infers whether a comma or a point separates decimals.
    mutating func resolveDecimals() {
        var commas = 0
        var points = 0
        for field in [TableField.amount, .duration, .progress, .firmness] {
            for row in rows {
                let text = text(row, field)
                guard !text.isEmpty, let mark = decimalMark(of: text) else { continue }
                if mark == .comma { commas += 1 } else { points += 1 }
            }
        }
        let usual: DecimalMark = table.delimiter == UInt8(ascii: ";") ? .comma : .point
        decimals = commas == points ? usual : commas > points ? .comma : .point
    }

    /// The number in a row's column with the text around it; nil if there is none, or, with a problem, if it cannot be
    /// read.
    /// - Parameter expected: what it should be, such as "an amount".
    mutating func number(_ row: Int, _ field: TableField, _ expected: String) -> WrittenNumber? {
        let text = text(row, field)
        guard !isNothing(text) else { return nil }
        if let number = readWrittenNumber(text, decimals: decimals) {
            if number.isAmbiguous, !assumedThousands {
                assumedThousands = true
                log.guess(.decimals(text, value: number.value, decimals))
            }
            return number
        }
        refuse(row, field, expected, hint: "write digits, or leave the cell empty")
        return nil
    }

    /// Reports a cell that is not what its column holds.
    private mutating func refuse(_ row: Int, _ field: TableField, _ expected: String, hint: String) {
        log.report(CellProblem.noNumber(text(row, field), expected: expected, hint: hint), span(row, field))
    }

    /// Days of work; nil if a row does not state them.
    mutating func duration(_ row: Int) -> Double? {
        guard let number = number(row, .duration, "a duration") else { return nil }
        if number.suffix.isEmpty, let column = columns[.duration],
            normalizedHeader(header(column)) == "original estimate"
        {
            return number.value / 28_800  // Jira writes seconds, and a day has 8 hours
        }
        guard let unit = daysPerUnit(number.suffix), number.prefix.isEmpty else {
            refuse(
                row, .duration, "a duration",
                hint: "write days, such as 5 or 5d; weeks (w) and hours (h) are understood, too")
            return nil
        }
        let days = number.value * unit.days
        guard unit.isElapsed else { return days }
        assumed.elapsedLags += 1
        return elapsed(days)
    }

    /// Calendar days as days that count.
    func elapsed(_ days: Double) -> Double { skipsWeekends ? days * 5 / 7 : days }

    /// The share that is complete, 0...1; nil if a row does not state it.
    mutating func progress(_ row: Int) -> Double? {
        guard let number = number(row, .progress, "a percentage") else { return nil }
        guard number.prefix.isEmpty, number.suffix.isEmpty || number.suffix == "%" else {
            refuse(row, .progress, "a percentage", hint: "write 40% or 40, or leave the cell empty")
            return nil
        }
        // A spreadsheet may export 40% as "0.4"; "1" is all of it then.
        let hasSign = number.suffix == "%" || number.value > 1
        return hasSign ? number.value / 100 : number.value
    }

    /// How committed the promisor is, 1...10.
    mutating func firmness(_ row: Int) -> Double? { number(row, .firmness, "a number from 1 to 10")?.value }

    /// An amount; nil if a row states none, or zero.
    mutating func amount(_ row: Int) -> Double? {
        guard let number = number(row, .amount, "an amount") else { return nil }
        let (factor, suffix) = scale(number.suffix)
        let named = text(row, .currency)
        let written = [number.prefix, suffix].filter { !$0.isEmpty }.map(currencyCode)
        guard written.allSatisfy(isCurrency), written.count < 2 || written[0] == written[1] else {
            refuse(
                row, .amount, "an amount",
                hint: "write digits and a currency, such as 1500 EUR, or leave the cell empty")
            return nil
        }
        let currency = named.isEmpty ? written.first : currencyCode(named)
        if let currency { take(currency: currency, row) }
        return number.value == 0 ? nil : number.value * factor
    }

    /// A scenario has one currency: a second one is an error unless an option states it.
    private mutating func take(currency found: String, _ row: Int) {
        guard options.currency == nil, found != currency else { return }
        if currency.isEmpty {
            currency = found
            return
        }
        log.report(CellProblem.mixedCurrencies(found, others: currency), span(row, .amount))
    }
}

/// The text after an amount without a word for thousands or millions, and that word's factor; an empty text for the
/// dash of `500.-`.
private func scale(_ suffix: String) -> (factor: Double, rest: String) {
    if suffix.utf8.allSatisfy({ ".,-".utf8.contains($0) }) { return (1, "") }
    let word = String(suffix.prefix { $0.isLetter })
    let rest = suffix.dropFirst(word.count).drop { $0 == "." || $0 == " " }
    // "kr" and "MXN" begin with k and M, and are currencies.
    guard let factor = scales.first(where: { $0.words.contains(word.lowercased()) })?.factor else { return (1, suffix) }
    return (factor, String(rest))
}

private let scales: [(words: [String], factor: Double)] = [
    (["k", "tsd", "thousand"], 1e3), (["m", "mn", "mio", "mill", "million", "millionen"], 1e6),
    (["b", "bn", "mrd", "billion"], 1e9),
]

/// Whether a word can be a currency: a sign, a code or an abbreviation of at most three letters.
private func isCurrency(_ word: String) -> Bool {
    word.unicodeScalars.count <= 5 && word.unicodeScalars.count(where: { $0.properties.isAlphabetic }) <= 3
        && word.unicodeScalars.allSatisfy {
            $0 == "." || $0.properties.isAlphabetic || $0.properties.generalCategory == .currencySymbol
        }
}

/// The code of a currency that is written as a sign or a word.
private func currencyCode(_ written: String) -> String {
    switch written {
    case "$", "US$": "USD"
    case "€", "Euro", "euro", "Euros", "euros": "EUR"
    case "£": "GBP"
    case "¥": "JPY"
    case "₹": "INR"
    case "Fr.", "SFr.", "Fr": "CHF"
    case "C$", "CA$": "CAD"
    case "A$": "AUD"
    default: written
    }
}

/// Whether a text is what programs write for nothing.
func isNothing(_ text: String) -> Bool {
    text.utf8.count <= 4 && ["", "-", "--", "n/a", "na", "none", "null", "?"].contains(text.lowercased())
}
