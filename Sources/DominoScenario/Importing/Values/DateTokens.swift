/// The numbers and the month of a written date, without day of the week and time of day.
struct DateTokens {
    /// The numbers in order, those of a time of day left out.
    private(set) var numbers: [WrittenCount] = []
    /// The month that is named, 1...12.
    var month: Int?
    /// How many numbers stand before its name.
    private(set) var monthPlace = 0
    /// What stands behind the first number, if it is no letter, digit or blank.
    private(set) var firstMark: UInt8?
    /// Whether nothing else is in it.
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

/// Names of the months in English, German and French, as far as they differ in their first three letters.
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

/// The month a word names, in full or by three letters and more.
private func monthNumber(_ word: String) -> Int? {
    guard word.unicodeScalars.count >= 3 else { return nil }
    return monthWords.firstIndex { $0.contains { $0.hasPrefix(word) } }.map { $0 + 1 }
}

/// Whether a word is a day of the week, in full or by two letters and more.
private func isWeekday(_ word: String) -> Bool {
    word.utf8.count >= 2 && weekdayWords.contains { $0.hasPrefix(word) }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) }
