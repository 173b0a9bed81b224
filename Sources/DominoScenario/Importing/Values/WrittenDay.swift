/// A date as people and their programs write it.
enum WrittenDay: Equatable {
    /// Nothing, or a word for nothing.
    case none
    /// A day that can be read in one way only.
    case day(Day)
    /// The number under which a spreadsheet keeps a day.
    case serial(Day)
    /// Three numbers, the last of which may be the year: day and month stand in one order or the other.
    case parts(Int, Int, Int)
    /// Of a known form, but there is no such day.
    case missing(reason: String)
    /// Not within 1900-01-01 to 2199-12-31.
    case outOfReach
    /// No date.
    case unreadable
}

/// Reads a date: ISO 8601, numbers with `/ . -` between them, names of months in English, German and French, a day of
/// the week in front, a time of day behind.
func readWrittenDay(_ text: ArraySlice<UInt8>) -> WrittenDay {
    // Most programs write this.
    if text.count == 10, case .day(let day) = readDay(text) { return .day(day) }
    if isNoDate(text) { return .none }
    var tokens = DateTokens(text)
    guard tokens.isReadable else { return .unreadable }
    if tokens.numbers.count == 3, tokens.monthPlace == 0 { tokens.month = nil }  // "mar 03/03/26", a Tuesday in French
    let numbers = tokens.numbers
    if let month = tokens.month {
        guard numbers.count == 2, tokens.monthPlace < 2 else { return .unreadable }
        if numbers[0].digits == 4 { return existing(numbers[0].value, month, numbers[1].value) }
        return existing(fullYear(numbers[1]), month, numbers[0].value)
    }
    switch numbers.count {
    case 3 where numbers[0].digits == 4: return existing(numbers[0].value, numbers[1].value, numbers[2].value)
    case 3 where numbers.allSatisfy({ $0.digits <= 2 }) || (numbers[2].digits == 4 && numbers[0].digits <= 2):
        // A full stop between day and month stands nowhere behind the month.
        if tokens.firstMark == UInt8(ascii: ".") {
            return existing(fullYear(numbers[2]), numbers[1].value, numbers[0].value)
        }
        return .parts(numbers[0].value, numbers[1].value, numbers[2].digits == 4 ? numbers[2].value : -numbers[2].value)
    case 1 where numbers[0].digits == 8:
        return existing(numbers[0].value / 10_000, numbers[0].value / 100 % 100, numbers[0].value % 100)
    case 1 where numbers[0].digits == 5, 2 where numbers[0].digits == 5 && tokens.firstMark == UInt8(ascii: "."):
        // Day 1 is 1900-01-01, and there is a 29 February 1900 in between that never was.
        let day = Day(number: Int32(numbers[0].value - 2))
        return day < .first || day > .last ? .outOfReach : .serial(day)
    default: return .unreadable
    }
}

/// The day that three numbers write in an order.
/// - Parameters:
///   - first: the first number.
///   - second: the second.
///   - third: the third; a year of two digits is negative.
func settledDay(_ first: Int, _ second: Int, _ third: Int, _ order: DateOrder) -> WrittenDay {
    let year = third <= 0 ? fullYear(WrittenCount(value: -third, digits: 2)) : third
    switch order {
    case .dmy: return existing(year, second, first)
    case .mdy: return existing(year, first, second)
    case .ymd:
        // Only two digits of a year can stand in front and still leave the order open.
        guard third <= 31 else { return .unreadable }
        return existing(fullYear(WrittenCount(value: first, digits: 2)), second, abs(third))
    }
}

/// A number and how many digits it is written with.
struct WrittenCount {
    var value: Int
    var digits: Int
}

/// The year that two digits mean: 1980 to 2079.
private func fullYear(_ year: WrittenCount) -> Int {
    year.digits > 2 ? year.value : year.value + (year.value < 80 ? 2000 : 1900)
}

private func existing(_ year: Int, _ month: Int, _ day: Int) -> WrittenDay {
    guard (1...9999).contains(year) else { return .outOfReach }
    guard (1...12).contains(month) else { return .missing(reason: "there is no month \(month)") }
    let length = monthLength(year: year, month: month)
    guard (1...length).contains(day) else {
        return .missing(reason: "\(Day.monthNames[month - 1]) \(year) has \(length) days")
    }
    let result = Day(year: year, month: month, day: day)
    return result < .first || result > .last ? .outOfReach : .day(result)
}

/// Nothing, a dash, or what programs write where there is no date.
private func isNoDate(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text.count <= 5 else { return false }
    let word = String(decoding: text, as: UTF8.self).lowercased()
    return ["-", "--", "—", "na", "n/a", "none", "nv", "tbd", "tba", "?", "null", "nicht"].contains(word)
}
