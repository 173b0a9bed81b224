import DominoScenario

/// A place on a chart's axis that is named below it.
struct ChartMark: Sendable {
    /// The column, from 0.
    var column: Int
    /// What stands there.
    var label: SafeText
}

/// Shares drawn as columns over an axis, to an eighth of a cell.
///
/// Full is only what is certain, empty only what never happens: a column between touches neither edge.
struct ColumnChart: Sendable {
    /// Cells left of the first column: an indent, the label of a row, the axis.
    static let margin = 9
    /// Most lines of names below the axis.
    private static let nameLines = 2

    /// One column each, 0...1.
    var values: [Double]
    /// Names below the axis; where two would touch, the earlier one of the list stays.
    var marks: [ChartMark] = []
    /// How many lines the columns take.
    var rows = 5
    /// The column from which on it is bad news; all of them where not said.
    var turn = 0

    /// The chart, `margin + values.count` cells wide.
    func lines(_ style: TextStyle) -> [SafeText] {
        let rows = (0..<rows).reversed().map { row in
            let label: SafeText = "\(Int((Double(row + 1) / Double(self.rows) * 100).rounded())) %"
            return "  " + style.dim(rightAligned(label, 5) + " ┤") + painted(row, style)
        }
        let (names, named) = names()
        let axis = values.indices.map { named.contains($0) ? "┬" as SafeText : "─" }.joined()
        return rows + [style.dim("  " + rightAligned("0 %", 5) + " └" + axis)] + names.map(style.dim)
    }

    /// One line of the columns, counted from the axis.
    private func painted(_ row: Int, _ style: TextStyle) -> SafeText {
        let cells = values.map { cell($0, row) }
        let end = (cells.lastIndex { $0 != " " } ?? -1) + 1
        let border = min(max(0, turn), end)
        return style.good(SafeText(trusted: cells[..<border].joined()))
            + style.alarm(SafeText(trusted: cells[border..<end].joined()))
    }

    /// What a column shows in a line.
    private func cell(_ value: Double, _ row: Int) -> String {
        let all = rows * 8
        let height =
            value <= 0 ? 0 : value >= 1 ? all : min(all - 1, max(1, Int((value * Double(all)).rounded())))
        return eighthBlocks[min(8, max(0, height - row * 8))]
    }

    /// The names below the axis, and the columns that have one.
    private func names() -> (lines: [SafeText], named: Set<Int>) {
        let width = Self.margin + values.count
        var lines = [[Character]](repeating: [Character](repeating: " ", count: width), count: Self.nameLines)
        var named: Set<Int> = []
        for mark in marks where values.indices.contains(mark.column) && !named.contains(mark.column) {
            let at = Self.margin + mark.column
            let label = Array(mark.label.string)
            let start = max(2, min(at - label.count / 2, width - label.count))
            guard start + label.count <= width else { continue }
            let room = max(0, start - 2)..<min(width, start + label.count + 2)
            let free = lines.indices.first { line in
                lines[line][room].allSatisfy { $0 == " " }
                    && lines[..<line].allSatisfy { $0[(at - 1)..<min(width, at + 2)].allSatisfy { $0 == " " } }
            }
            guard let free else { continue }
            // A name on a lower line hangs on its tick by a thread.
            for line in 0..<free { lines[line][at] = "│" }
            lines[free].replaceSubrange(start..<start + label.count, with: label)
            named.insert(mark.column)
        }
        let texts = lines.map { String($0[..<(($0.lastIndex { $0 != " " } ?? -1) + 1)]) }
        return (texts.filter { !$0.isEmpty }.map { SafeText(trusted: $0) }, named)
    }
}

/// Scores by days of slip drawn as columns, to an eighth of a cell: amounts on the left, days below.
struct DamageChart: Sendable {
    private static let rows = 8
    private let scores: [Double]
    /// The day each column shows.
    private let days: [Int]
    private let most: Double
    /// Amounts at the top and half-way up.
    private let labels: [Int: SafeText]
    private let labelWidth: Int

    /// The curve of scores at days 0, 1, ..., at most `width` cells wide; nil where there is nothing to see.
    ///
    /// A day takes as many cells as there is room for, up to four; where days outnumber the cells, some are left out.
    init?(_ scores: [Double], width: Int) {
        guard scores.count > 1, let most = scores.max(), most > 0 else { return nil }
        self.scores = scores
        self.most = most
        labels = [Self.rows - 1: figure(most), Self.rows / 2 - 1: figure(most / 2)]
        labelWidth = max(cellWidth(figure(most)), cellWidth(figure(most / 2)), 1)
        let room = max(10, width - labelWidth - 4)
        let cells = min(4, room / scores.count)
        days =
            cells > 0
            ? (0..<scores.count * cells).map { $0 / cells }
            : (0..<room).map { $0 * (scores.count - 1) / (room - 1) }
    }

    /// The chart with its axes.
    func lines(_ style: TextStyle) -> [SafeText] {
        let rows = (0..<Self.rows).reversed().map { row in
            let label = rightAligned(labels[row] ?? "", labelWidth)
            var drawn = days.map { cell(scores[$0], row) }.joined()
            while drawn.last == " " { drawn.removeLast() }
            return "  " + style.dim(label + (labels[row] == nil ? " │" : " ┤")) + style.alarm(SafeText(trusted: drawn))
        }
        let (ticks, names) = axis()
        return rows + [
            style.dim("  " + rightAligned("0", labelWidth) + " └" + SafeText(trusted: ticks)),
            style.dim(spaces(labelWidth + 4) + SafeText(trusted: names)),
        ]
    }

    /// What a column shows in a row, counted from the axis; whatever costs anything shows.
    private func cell(_ score: Double, _ row: Int) -> String {
        let all = Self.rows * 8
        let height = score <= 0 ? 0 : max(1, Int((score / most * Double(all)).rounded()))
        return eighthBlocks[min(8, max(0, height - row * 8))]
    }

    /// The axis, and the days below it as close as they can be read.
    private func axis() -> (ticks: String, names: String) {
        let last = scores.count - 1
        let least = (last * 6 + days.count - 1) / days.count
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].first { $0 >= least } ?? last
        var ticks = ""
        var names = ""
        for (column, day) in days.enumerated() {
            let isFirst = column == 0 || days[column - 1] != day
            // A day that was left out is named at the next one.
            let before = column == 0 ? -1 : days[column - 1]
            let named = isFirst && day / step * step > before ? day / step * step : -1
            ticks += named >= 0 ? "┬" : "─"
            guard named >= 0 else { continue }
            let name = named == 0 ? "day 0" : "\(named)"
            guard column + name.count <= days.count else { continue }
            names += String(repeating: " ", count: max(0, column - names.count)) + name
        }
        return (ticks, names)
    }
}

/// How likely something is done by each day, as columns over an axis of days.
struct DateChart: Sendable {
    /// Most columns: beyond, nothing more is to be seen.
    private static let mostColumns = 100

    /// The days drawn.
    let days: ClosedRange<Day>
    /// The probability that it is done by the end of each of some days, rising.
    let distribution: [(day: Day, probability: Double)]
    /// The last day that is good news.
    let turn: Day
    /// Days named below the axis; where two would touch, the earlier one of the list stays.
    let marks: [(day: Day, label: SafeText)]

    /// The probability that it is done by the end of a day.
    func probability(by day: Day) -> Double { distribution.last { $0.day <= day }?.probability ?? 0 }

    /// How many columns it has in a width.
    func columns(_ width: Int) -> Int { min(Self.mostColumns, width - ColumnChart.margin) }

    /// The column of a day; days out of sight are at the edge.
    func column(_ day: Day, of columns: Int) -> Int {
        let number = min(max(day, days.lowerBound), days.upperBound).number - days.lowerBound.number
        return (2 * Int(number) + 1) * columns / (2 * span)
    }

    /// The chart on its axis.
    func lines(_ style: TextStyle) -> [SafeText] {
        let columns = columns(style.width)
        let shown = (0..<columns).map { day(ofColumn: $0, of: columns) }
        let chart = ColumnChart(
            values: shown.map { probability(by: $0) },
            marks: marks.map { ChartMark(column: column($0.day, of: columns), label: $0.label) },
            turn: shown.firstIndex { $0 > turn } ?? columns)
        return chart.lines(style)
    }

    /// The same as a line of forty columns.
    var sparkline: [Double] {
        (0..<40).map { column in
            let days = column * (span - 1) / 39
            return probability(by: Day(number: self.days.lowerBound.number + Int32(truncatingIfNeeded: days)))
        }
    }

    private var span: Int { Int(days.upperBound.number - days.lowerBound.number) + 1 }

    private func day(ofColumn column: Int, of columns: Int) -> Day {
        Day(number: days.lowerBound.number + Int32(truncatingIfNeeded: column * span / columns))
    }
}
