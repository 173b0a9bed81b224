import DominoScenario

// How figures are shown to people. JSON carries them in full; people get two or three digits, the same in sentences,
// tables and charts, so that a figure can be found again.

/// A computed figure for people, to three digits: `588,000`, `1,410,000`, `3.41 bn`; two below 100: `28`, `5.9`,
/// `0.77`.
func figure(_ value: Double) -> SafeText {
    guard value.isFinite else { return value < 0 ? "-never" : "never" }
    let magnitude = rounded(value.magnitude, digits: value.magnitude < 100 ? 2 : 3)
    let sign: SafeText = value < 0 && magnitude >= 0.005 ? "-" : ""
    switch magnitude {
    case 1e15...: return SafeText(trusted: value.description)
    case 1e12...: return "\(sign)\(exact(magnitude / 1e12)) tn"
    case 1e9...: return "\(sign)\(exact(magnitude / 1e9)) bn"
    default: return sign + exact(magnitude)
    }
}

/// A figure that somebody wrote down, such as a cost or a limit: whole from 100 on, cents below.
func exact(_ value: Double) -> SafeText {
    guard value.isFinite else { return value < 0 ? "-never" : "never" }
    let magnitude = value.magnitude
    guard magnitude < 1e15 else { return SafeText(trusted: value.description) }
    let cents = Int64((magnitude * 100).rounded())
    let showsCents = magnitude < 100 && cents % 100 != 0
    let whole = showsCents ? cents / 100 : Int64(magnitude.rounded())
    let fraction =
        cents % 100 % 10 == 0 ? "\(cents % 100 / 10)" : cents % 100 < 10 ? "0\(cents % 100)" : "\(cents % 100)"
    let sign = value < 0 && (whole > 0 || showsCents) ? "-" : ""
    return SafeText(trusted: sign + grouped(whole) + (showsCents ? "." + fraction : ""))
}

/// Digits in groups of three.
private func grouped(_ number: Int64) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
}

/// A number to so many significant digits, ties away from 0.
private func rounded(_ value: Double, digits: Int) -> Double {
    guard value > 0, value < 1e15 else { return value }
    var limit = 1.0
    for _ in 0..<digits { limit *= 10 }
    // Dividing by whole powers of ten keeps decimal figures exact where multiplying by a tenth would not.
    var factor = 1.0
    while value / factor >= limit { factor *= 10 }
    if factor > 1 { return (value / factor).rounded() * factor }
    while value * factor * 10 < limit, factor < 100 { factor *= 10 }
    return (value * factor).rounded() / factor
}

/// A count of things, in groups of three.
func exact(_ number: Int) -> SafeText { exact(Double(number)) }

/// A standard error behind a figure, `± 3,300`; nothing where it would read as 0.
func plusMinus(_ error: Double) -> SafeText { error >= 0.005 ? "± \(errorFigure(error))" : "" }

/// A standard error, to two digits: the third says nothing.
func errorFigure(_ error: Double) -> SafeText { exact(rounded(error, digits: 2)) }

/// A difference with its sign.
func signed(_ difference: Double) -> SafeText {
    if difference.magnitude < 0.005 { return "0" }
    return (difference > 0 ? "+" : "") + figure(difference)
}

/// A figure of a table; a dash for nothing.
func figureOrDash(_ value: Double) -> SafeText { value.magnitude < 0.005 ? "-" : figure(value) }

/// A number of days, at most two decimals, without its unit.
func dayCount(_ days: Double) -> SafeText {
    let hundredths = (days * 100).rounded()
    guard hundredths.magnitude < 1e15 else { return SafeText(trusted: days.description) }
    let whole = Int64(hundredths) / 100
    let rest = abs(Int64(hundredths) % 100)
    let sign = hundredths < 0 && whole == 0 ? "-" : ""
    let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return SafeText(trusted: "\(sign)\(whole)\(fraction)")
}

/// A number of days with its unit: `1 day`, `2.5 days`.
func days(_ days: Double) -> SafeText {
    let count = dayCount(days)
    return count == "1" ? "1 day" : "\(count) days"
}

extension Names {
    /// A number of days as the scenario counts them: `5 days`, or `5 working days` where a calendar is in force.
    func workingDays(_ days: Double) -> SafeText {
        guard scenario.calendarAsWritten != nil else { return DominoReport.days(days) }
        let count = dayCount(days)
        return count == "1" ? "1 working day" : "\(count) working days"
    }
}

/// A count with its noun: `1 commitment`, `4 commitments`.
func count(_ number: Int, _ noun: SafeText) -> SafeText {
    number == 1 ? "1 \(noun)" : "\(exact(number)) \(noun)s"
}

/// A share of a whole in per cent, without the sign: `64`, `<1`.
func percent(_ part: Double, of whole: Double) -> SafeText {
    guard whole > 0 else { return "0" }
    let percent = part / whole * 100
    return percent > 0 && percent < 0.5 ? "<1" : "\(Int(percent.rounded()))"
}

/// A probability in per cent, with what is nearly never or nearly always told from never and always: `33 %`, `<1 %`.
func likelihood(_ share: Double) -> SafeText {
    if share > 0, share < 0.005 { return "<1 %" }
    if share < 1, share >= 0.995 { return ">99 %" }
    return "\(Int((share * 100).rounded())) %"
}

/// A probability in a sentence: `33 %`, `less than 1 %`.
func chance(_ share: Double) -> SafeText {
    if share > 0, share < 0.005 { return "less than 1 %" }
    if share < 1, share >= 0.995 { return "more than 99 %" }
    return likelihood(share)
}

/// A level that somebody asks for, as given: `80 %`, `99.5 %`.
func level(_ share: Double) -> SafeText { "\(dayCount(share * 100)) %" }

/// A difference of probabilities in points of a hundred.
func points(_ difference: Double) -> SafeText {
    let hundredths = (difference * 100).rounded()
    if hundredths == 0 { return difference == 0 ? "0" : difference > 0 ? "+<1" : "-<1" }
    return (hundredths > 0 ? "+" : "") + dayCount(hundredths)
}

/// A correlation or an index, to two decimals.
func index(_ value: Double?) -> SafeText {
    guard let value else { return "" }
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

/// A place in a row: `second`, `21st`.
func ordinal(_ number: Int) -> SafeText {
    let words: [SafeText] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    if (1...10).contains(number) { return words[number - 1] }
    let isTeen = (11...13).contains(number % 100)
    let suffix: SafeText =
        isTeen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th"
    return exact(number) + suffix
}

// MARK: Figures of results

/// A figure as results carry it: rounded where Float arithmetic ends, to seven digits or to cents, whichever is finer.
func rounded(figure value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    var scale = 100.0
    while value.magnitude * scale < 1e6, scale < 1e15 { scale *= 10 }
    guard value.magnitude * scale < 9e15 else { return value }
    return (value * scale).rounded() / scale
}

/// Days as results carry them: rounded to a millionth, which every multiple of 1/1024 keeps.
func rounded(days value: Double) -> Double {
    guard value.magnitude < 9e9 else { return value }
    return (value * 1e6).rounded() / 1e6
}
