/// Scores by days of slip drawn as columns, to an eighth of a cell: amounts on the left, days below.
struct DamageChart {
    private static let rows = 8
    private let scores: [Double]
    /// The day each column shows.
    private let days: [Int]
    private let most: Double
    /// Amounts at the top and half-way up.
    private let labels: [Int: String]
    private let labelWidth: Int

    /// The curve of scores at days 0, 1, ..., at most `width` cells wide; nil where there is nothing to see.
    ///
    /// A day takes as many cells as there is room for, up to four; where days outnumber the cells, some are left out.
    init?(_ scores: [Double], width: Int) {
        guard scores.count > 1, let most = scores.max(), most > 0 else { return nil }
        self.scores = scores
        self.most = most
        labels = [Self.rows - 1: grouped(most), Self.rows / 2 - 1: grouped(most / 2)]
        labelWidth = max(cellWidth(grouped(most)), cellWidth(grouped(most / 2)), 1)
        let room = max(10, width - labelWidth - 4)
        let cells = min(4, room / scores.count)
        days =
            cells > 0
            ? (0..<scores.count * cells).map { $0 / cells }
            : (0..<room).map { $0 * (scores.count - 1) / (room - 1) }
    }

    /// The chart with its axes.
    func lines(_ style: TextStyle) -> [String] {
        let rows = (0..<Self.rows).reversed().map { row in
            let label = rightAligned(labels[row] ?? "", labelWidth)
            var drawn = days.map { cell(scores[$0], row) }.joined()
            while drawn.last == " " { drawn.removeLast() }
            return "  " + style.dim(label + (labels[row] == nil ? " │" : " ┤")) + style.alarm(drawn)
        }
        let (ticks, names) = axis()
        return rows + [
            style.dim("  " + rightAligned("0", labelWidth) + " └" + ticks),
            style.dim("  " + String(repeating: " ", count: labelWidth + 2) + names),
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
