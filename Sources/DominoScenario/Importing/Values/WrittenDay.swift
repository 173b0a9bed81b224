/// A date as people and their programs write it.
package enum WrittenDay: Equatable {
    /// Nothing, or a word for nothing.
    case none
    /// A day that can be read in only one way.
    case day(Day)
    /// A day written as a spreadsheet's day number.
    case serial(Day)
    /// A day and a month, 1...12, without a year; they go together in a leap year at least.
    case yearless(month: Int, day: Int)
    /// Three numbers whose order is open; a last one of two digits is negative.
    case parts(Int, Int, Int)
    /// A date of a known form, but there is no such day.
    case missing(reason: String)
    /// Not within 1900-01-01 to 2199-12-31.
    case outOfRange
    /// Not a date.
    case unreadable
}

/// Reads a date from a command line.
package func readWrittenDay(_ text: String) -> WrittenDay { readWrittenDay(Array(text.utf8)[...]) }

/// Reads a date: ISO 8601, numbers with `/ . -` between them, names of months in English, German and French; with or
/// without a day of the week before it and a time of day after it.
func readWrittenDay(_ text: ArraySlice<UInt8>) -> WrittenDay {
    // Most programs write this.
    if text.count == 10, case .day(let day) = readDay(text) { return .day(day) }
    if isNoDate(text) { return .none }
    var tokens = DateTokens(text)
    guard tokens.isReadable else { return .unreadable }
    if tokens.numbers.count == 3, tokens.monthPlace == 0 { tokens.month = nil }  // "mar 03/03/26", a Tuesday in French
    let numbers = tokens.numbers
    if let month = tokens.month {
        if numbers.count == 1, numbers[0].digits <= 2 { return yearless(month, numbers[0].value) }
        guard numbers.count == 2, tokens.monthPlace < 2 else { return .unreadable }
        if numbers[0].digits == 4 { return existing(numbers[0].value, month, numbers[1].value) }
        return existing(fullYear(numbers[1]), month, numbers[0].value)
    }
    switch numbers.count {
    case 3 where numbers[0].digits == 4: return existing(numbers[0].value, numbers[1].value, numbers[2].value)
    case 3 where numbers.allSatisfy({ $0.digits <= 2 }) || (numbers[2].digits == 4 && numbers[0].digits <= 2):
        // Where a full stop separates day and month, the day always comes first.
        if tokens.firstMark == UInt8(ascii: ".") {
            return existing(fullYear(numbers[2]), numbers[1].value, numbers[0].value)
        }
        return .parts(numbers[0].value, numbers[1].value, numbers[2].digits == 4 ? numbers[2].value : -numbers[2].value)
    case 1 where numbers[0].digits == 8:
        return existing(numbers[0].value / 10_000, numbers[0].value / 100 % 100, numbers[0].value % 100)
    case 1 where numbers[0].digits == 5, 2 where numbers[0].digits == 5 && tokens.firstMark == UInt8(ascii: "."):
        // Day 1 is 1900-01-01, and spreadsheets count a 29 February 1900 that never was.
        let day = Day(number: Int32(numbers[0].value - 2))
        return day < .first || day > .last ? .outOfRange : .serial(day)
    default: return .unreadable
    }
}

/// The day that three numbers mean in a given order.
/// - Parameters:
///   - first: the first number.
///   - second: the second.
///   - third: the third; a year of two digits is negative.
package func resolvedDay(_ first: Int, _ second: Int, _ third: Int, _ order: DateOrder) -> WrittenDay {
    let year = third <= 0 ? fullYear(WrittenCount(value: -third, digits: 2)) : third
    switch order {
    case .dmy: return existing(year, second, first)
    case .mdy: return existing(year, first, second)
    case .ymd:
        // The order is only open if the year in front has two digits.
        guard third <= 31 else { return .unreadable }
        return existing(fullYear(WrittenCount(value: first, digits: 2)), second, abs(third))
    }
}

/// The next day of that month and number on or after another day; nil if that is later than any date may be.
package func nextDay(month: Int, day: Int, onOrAfter first: Day) -> Day? {
    // At most eight years lie between two leap years.
    (first.civil.year...first.civil.year + 8).lazy
        .filter { day <= monthLength(year: $0, month: month) }
        .map { Day(year: $0, month: month, day: day) }
        .first { $0 >= first }
        .flatMap { $0 <= .last ? $0 : nil }
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

private func yearless(_ month: Int, _ day: Int) -> WrittenDay {
    let length = monthLength(year: 2000, month: month)
    guard (1...length).contains(day) else {
        return .missing(reason: "\(Day.monthNames[month - 1]) has \(length) days")
    }
    return .yearless(month: month, day: day)
}

private func existing(_ year: Int, _ month: Int, _ day: Int) -> WrittenDay {
    guard (1...9999).contains(year) else { return .outOfRange }
    guard (1...12).contains(month) else { return .missing(reason: "there is no month \(month)") }
    let length = monthLength(year: year, month: month)
    guard (1...length).contains(day) else {
        return .missing(reason: "\(Day.monthNames[month - 1]) \(year) has \(length) days")
    }
    let result = Day(year: year, month: month, day: day)
    return result < .first || result > .last ? .outOfRange : .day(result)
}

/// Whether a text is empty, a dash, or what programs write if there is no date.
private func isNoDate(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text.count <= 5 else { return false }
    let word = String(decoding: text, as: UTF8.self).lowercased()
    return ["-", "--", "—", "na", "n/a", "none", "nv", "tbd", "tba", "?", "null", "nicht"].contains(word)
}

/// The numbers and the month of a written date, without day of the week and time of day.
private struct DateTokens {
    /// The numbers in order, those of a time of day left out.
    private(set) var numbers: [WrittenCount] = []
    /// The named month, 1...12.
    var month: Int?
    /// How many numbers come before its name.
    private(set) var monthPlace = 0
    /// What follows the first number, unless it is a letter, a digit or a blank.
    private(set) var firstMark: UInt8?
    /// Whether the text contains nothing else.
    private(set) var isReadable = true
    /// Whether the time of day has begun.
    private var isTime = false

    init(_ text: ArraySlice<UInt8>) {
        guard text.count <= 64 else {
            isReadable = false
            return
        }
        var at = text.startIndex
        while at < text.endIndex, isReadable {
            let start = at
            if isDigit(text[at]) {
                while at < text.endIndex, isDigit(text[at]) { at += 1 }
                take(number: text[start..<at], before: at < text.endIndex ? text[at] : nil)
            } else if isLetter(text[at]) {
                while at < text.endIndex, isLetter(text[at]) { at += 1 }
                take(word: String(decoding: text[start..<at], as: UTF8.self).lowercased())
            } else {
                isReadable = isReadable && " ,./-:'+\t".utf8.contains(text[at])
                at += 1
            }
        }
    }

    private mutating func take(number: ArraySlice<UInt8>, before next: UInt8?) {
        if next == UInt8(ascii: ":") { isTime = true }
        guard !isTime else { return }
        guard number.count <= 8, numbers.count < 3 else {
            isReadable = false
            return
        }
        if numbers.isEmpty, let next, next != 0x20, !isLetter(next) { firstMark = next }
        numbers.append(
            WrittenCount(value: number.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, digits: number.count))
    }

    private mutating func take(word: String) {
        if isTime {
            isReadable = timeWords.contains(word)
        } else if word == "t" {
            isTime = true
        } else if let named = monthNumber(word), month == nil {
            month = named
            monthPlace = numbers.count
        } else {
            isReadable = ordinalEndings.contains(word) || (numbers.isEmpty && isWeekday(word))
        }
    }
}

private let timeWords = ["am", "pm", "a", "p", "m", "z", "utc", "gmt", "cet", "cest", "uhr", "h"]
private let ordinalEndings = ["st", "nd", "rd", "th", "of", "de", "er", "o", "clock"]

/// Names of the months in English, German and French that differ in their first letters.
private let monthWords = [
    ["january", "janvier", "januar", "jänner"], ["february", "februar", "février", "fevrier"],
    ["march", "mars", "märz", "maerz", "mrz"], ["april", "avril"], ["may", "mai"], ["june", "juni", "juin"],
    ["july", "juli", "juillet"], ["august", "août", "aout"], ["september", "septembre"], ["october", "oktober"],
    ["november"], ["december", "dezember", "décembre", "decembre"],
]

private let weekdayWords = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "dimanche",
]

/// The month that a word names, in full or by its first letters, three at least.
private func monthNumber(_ word: String) -> Int? {
    guard word.unicodeScalars.count >= 3 else { return nil }
    return monthWords.firstIndex { $0.contains { $0.hasPrefix(word) } }.map { $0 + 1 }
}

/// Whether a word is a day of the week, in full or by its first letters, two at least.
private func isWeekday(_ word: String) -> Bool {
    word.utf8.count >= 2 && weekdayWords.contains { $0.hasPrefix(word) }
}

private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) }
