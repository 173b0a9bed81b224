import DominoScenario

/// A figure as people write it: digits in groups of three; whole from 100 on, cents below.
func grouped(_ value: Double) -> String {
    guard value.isFinite else { return value < 0 ? "-never" : "never" }
    let magnitude = value.magnitude
    guard magnitude < 1e15 else { return value.description }
    let cents = (magnitude * 100).rounded()
    let shows = cents < 10_000 && Int64(cents) % 100 != 0
    let whole = shows ? Int64(cents) / 100 : Int64((magnitude).rounded())
    var digits = Array(String(whole))
    var place = digits.count - 3
    while place > 0 {
        digits.insert(",", at: place)
        place -= 3
    }
    let fraction = shows ? "." + (Int64(cents) % 100 < 10 ? "0" : "") + String(Int64(cents) % 100) : ""
    let isZero = whole == 0 && !shows
    return (value < 0 && !isZero ? "-" : "") + String(digits) + fraction
}

/// A figure with its unit before it, as currencies are written: `USD 168,900`.
func amount(_ value: Double, _ unit: String) -> String { unit.isEmpty ? grouped(value) : "\(unit) \(grouped(value))" }

/// A number of days, at most two decimals, without its unit.
func dayCount(_ days: Double) -> String {
    let hundredths = (days * 100).rounded()
    guard hundredths.magnitude < 1e15 else { return days.description }
    let whole = Int64(hundredths) / 100
    let rest = abs(Int64(hundredths) % 100)
    let sign = hundredths < 0 && whole == 0 ? "-" : ""
    guard rest != 0 else { return "\(sign)\(whole)" }
    return "\(sign)\(whole)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
}

/// A number of days with its unit: `1 day`, `2.5 days`.
func days(_ days: Double) -> String { dayCount(days) == "1" ? "1 day" : "\(dayCount(days)) days" }

/// A count with its noun: `1 commitment`, `4 commitments`.
func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(grouped(Double(number))) \(noun)s"
}

/// A share of a whole in per cent, without the sign: `64`, `<1`.
func percent(_ part: Double, of whole: Double) -> String {
    guard whole > 0 else { return "0" }
    let percent = part / whole * 100
    return percent > 0 && percent < 0.5 ? "<1" : String(Int(percent.rounded()))
}

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

/// `2 Mar`, or `2 Mar 26` where the year has to be said.
func shortDate(_ day: Day, year: Bool) -> String {
    let (years, month, number) = day.civil
    let short = "\(number) \(Day.monthNames[month - 1])"
    return year ? short + " \(years % 100 < 10 ? "0" : "")\(years % 100)" : short
}
