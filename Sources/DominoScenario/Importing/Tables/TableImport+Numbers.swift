extension TableImport {
    /// Finds out whether a comma or a point parts decimals.
    mutating func settleNumbers() {
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

    /// The number in a row's column with what stands around it; nil where there is none, or none to be read.
    mutating func number(_ row: Int, _ field: TableField, _ what: String) -> WrittenNumber? {
        let text = text(row, field)
        guard !isNothing(text) else { return nil }
        if let number = readWrittenNumber(text, decimals: decimals) {
            if number.isAmbiguous, !assumedThousands {
                assumedThousands = true
                guesses.append(
                    "\(quoted(text)) is \(plain(number.value)): a \(decimals == .point ? "point" : "comma") parts decimals"
                )
            }
            return number
        }
        report(
            .invalidNumber, span(row, field), "\(quoted(text)) is no \(what)",
            hint: "write digits, or leave the cell empty")
        return nil
    }

    /// Days of work, nil where a row does not say.
    mutating func duration(_ row: Int) -> Double? {
        guard let number = number(row, .duration, "duration") else { return nil }
        if number.suffix.isEmpty, let column = columns[.duration],
            normalizedHeader(header(column)) == "original estimate"
        {
            return number.value / 28_800  // Jira writes seconds, and a day has 8 hours
        }
        guard let unit = daysPerUnit(number.suffix), number.prefix.isEmpty else {
            report(
                .invalidNumber, span(row, .duration), "\(quoted(text(row, .duration))) is no duration",
                hint: "write days, such as 5 or 5d; weeks (w) and hours (h) are understood, too")
            return nil
        }
        let days = number.value * unit.days
        guard unit.isElapsed else { return days }
        assumed.elapsedLags += 1
        return elapsed(days)
    }

    /// Days of the calendar as days that count.
    func elapsed(_ days: Double) -> Double { skipsWeekends ? days * 5 / 7 : days }

    /// The share that is complete, 0...1; nil where a row does not say.
    mutating func progress(_ row: Int) -> Double? {
        guard let number = number(row, .progress, "percentage") else { return nil }
        guard number.prefix.isEmpty, number.suffix.isEmpty || number.suffix == "%" else {
            report(
                .invalidNumber, span(row, .progress), "\(quoted(text(row, .progress))) is no percentage",
                hint: "write 40% or 40, or leave the cell empty")
            return nil
        }
        // "0.4" is forty percent where a spreadsheet has lost the sign, and "1" is all of it then.
        let hasSign = number.suffix == "%" || number.value > 1
        return hasSign ? number.value / 100 : number.value
    }

    /// How committed the promisor is.
    mutating func firmness(_ row: Int) -> Double? { number(row, .firmness, "number from 1 to 10")?.value }
}

/// What programs write where there is nothing.
func isNothing(_ text: String) -> Bool {
    text.utf8.count <= 4 && ["", "-", "--", "n/a", "na", "none", "null", "?"].contains(text.lowercased())
}
