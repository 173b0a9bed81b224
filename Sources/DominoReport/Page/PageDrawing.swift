import DominoAnalysis
import DominoScenario

/// JSON that may stand in a script element: no tag and no comment can begin in it, since strings are all that could
/// hold one, and there `<` may be written as an escape.
func scriptSafe(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
}

/// A table behind a chart: its heading, its columns, its rows; cells are HTML already.
///
/// - Parameter numeric: columns that are moved to the right.
func tableHTML(_ caption: String, _ headings: [String], numeric: Set<Int>, _ rows: [[String]]) -> String {
    func side(_ column: Int) -> String { numeric.contains(column) ? " class=\"n\"" : "" }
    var lines = ["<table><caption>\(caption)</caption>", "<thead><tr>"]
    for (column, heading) in headings.enumerated() { lines.append("<th scope=\"col\"\(side(column))>\(heading)</th>") }
    lines.append("</tr></thead><tbody>")
    for row in rows {
        let cells = row.enumerated().map { column, cell in
            column == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(side(column))>\(cell)</td>"
        }
        lines.append("<tr>\(cells.joined())</tr>")
    }
    lines.append("</tbody></table>")
    return lines.joined(separator: "\n")
}

/// A number in an attribute: at most two decimals, no exponent.
func coordinate(_ value: Double) -> String {
    value.isFinite ? dayCount(min(1e7, max(-1e7, value))).string : "0"
}

/// A computed figure in HTML.
func figureHTML(_ value: Double) -> String { html(figure(value)) }

/// `9 Oct`: where the year is plain.
func shortDate(_ day: Day) -> String { date(day, in: day).string }

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
                (share(Day(number: number)), shortDate(Day(number: number)))
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

/// A chart of one line over 0...1 by 0...1, with marks and ticks, as SVG that stretches with the page while its letters
/// do not.
struct PageChart {
    /// An upright line with a label.
    struct Mark {
        var x: Double
        var y = 1.0
        var kind: String
        var label: String
        /// Whether the label stands above those of other marks.
        var isHigh = false
    }

    var label: String
    var points: [(x: Double, y: Double)]
    var hasArea = false
    var isStepped = false
    var marks: [Mark] = []
    var ticks: [(share: Double, label: String)] = []
    var levels: [(share: Double, label: String)] = []

    /// The picture; labels are HTML already.
    var svg: String {
        var lines = ["<svg class=\"chart\" role=\"img\" aria-label=\"\(label)\">"]
        for level in levels {
            let y = height(level.share)
            lines.append("<line class=\"level\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>")
            lines.append("<text class=\"tick\" x=\"-8\" y=\"\(y)\" dy=\"4\" text-anchor=\"end\">\(level.label)</text>")
        }
        let line = path
        lines.append(
            "<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" x=\"0\" y=\"12%\" width=\"100%\" height=\"76%\">"
        )
        if hasArea, let first = points.first, let last = points.last {
            lines.append("<path class=\"area\" d=\"\(line)L\(at((last.x, 0)))L\(at((first.x, 0)))Z\"/>")
        }
        lines.append("<path class=\"curve\" d=\"\(line)\"/></svg>")
        for mark in marks {
            let x = percentage(mark.x)
            let anchor = mark.x > 0.75 ? "end" : mark.x < 0.25 ? "start" : "middle"
            lines.append(
                "<line class=\"\(mark.kind)\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(height(mark.y))\" y2=\"88%\"/>")
            guard !mark.label.isEmpty else { continue }
            lines.append(
                "<text class=\"label \(mark.kind)\" x=\"\(x)\" y=\"\(mark.isHigh ? "5%" : "11%")\""
                    + " text-anchor=\"\(anchor)\">\(mark.label)</text>")
        }
        lines.append("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"88%\" y2=\"88%\"/>")
        for tick in ticks {
            let anchor = tick.share > 0.9 ? "end" : tick.share < 0.1 ? "start" : "middle"
            lines.append(
                "<text class=\"tick\" x=\"\(percentage(tick.share))\" y=\"97%\" text-anchor=\"\(anchor)\">\(tick.label)</text>"
            )
        }
        lines.append("</svg>")
        return lines.joined(separator: "\n")
    }

    private func height(_ share: Double) -> String { coordinate(12 + 76 * (1 - share)) + "%" }

    private func at(_ point: (x: Double, y: Double)) -> String {
        coordinate(point.x * 1000) + "," + coordinate((1 - point.y) * 1000)
    }

    private var path: String {
        var path = ""
        for (place, point) in points.enumerated() {
            if place == 0 {
                path = "M" + at(point)
            } else {
                if isStepped { path += "L" + at((point.x, points[place - 1].y)) }
                path += "L" + at(point)
            }
        }
        return path
    }
}

/// Round numbers between 0 and most, about so many, as shares of it.
func roundLevels(upTo most: Double, about count: Int) -> [(share: Double, label: String)] {
    guard most > 0, most.isFinite else { return [] }
    var power = 1.0
    while power * 10 <= most / Double(count) { power *= 10 }
    while power > most / Double(count), power > 1e-6 { power /= 10 }
    let step = ([1, 2, 5, 10].first { $0 * power >= most / Double(count) } ?? 10) * power
    return stride(from: step, through: most, by: step).map { ($0 / most, figureHTML($0)) }
}
