import DominoScenario

/// An axis of days across a row, with the beginnings of months or weeks as ticks.
struct PageAxis {
    private let first: Double
    private let last: Double

    /// An axis that holds these days, with a little room at both ends.
    init(days: [Day]) {
        first = Double((days.min() ?? .first).number) - 2
        last = Double((days.max() ?? .first).number) + 2
    }

    /// Where a day stands, as an attribute.
    func x(_ day: Day) -> String { percentage(share(day)) }

    /// Where a day stands, 0...1.
    func share(_ day: Day) -> Double { (Double(day.number) - first) / (last - first) }

    /// The ticks: days, and what is written at them.
    var ticks: [(share: Double, label: String)] {
        let span = last - first
        if span <= 35 {
            let every = span <= 8 ? 1 : span <= 16 ? 2 : 7
            return stride(from: Int32(first), through: Int32(last), by: every).map { number in
                (share(Day(number: number)), shortDate(Day(number: number), year: false))
            }
        }
        let begin = Day(number: Int32(first)).civil
        let showsYear = begin.year != Day(number: Int32(last)).civil.year
        let every = [1, 2, 3, 6, 12, 24, 60, 120].first { span / 30.4 / Double($0) <= 8 } ?? 240
        var ticks: [(share: Double, label: String)] = []
        var month = begin.year * 12 + begin.month
        while true {
            let day = Day(year: month / 12, month: month % 12 + 1, day: 1)
            guard Double(day.number) <= last else { return ticks }
            if month % every == 0 {
                let year = showsYear && (month % 12 == 0 || ticks.isEmpty) ? " \(month / 12)" : ""
                ticks.append((share(day), Day.monthNames[month % 12] + year))
            }
            month += 1
        }
    }

    /// The ticks as upright lines behind all rows.
    var linesHTML: String {
        let lines = ticks.map { tick in
            let x = percentage(tick.share)
            return "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"100%\"/>"
        }
        return "<svg class=\"axis\">\(lines.joined())</svg>"
    }

    /// The ticks as a row's picture.
    var ticksHTML: String {
        let texts = ticks.map { tick in
            let anchor = tick.share > 0.93 ? "end" : tick.share < 0.07 ? "start" : "middle"
            return
                "<text class=\"tick\" x=\"\(percentage(tick.share))\" y=\"14\" text-anchor=\"\(anchor)\">\(tick.label)</text>"
        }
        return "<svg class=\"axis\">\(texts.joined())</svg>"
    }
}
