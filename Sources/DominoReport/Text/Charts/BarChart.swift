/// One line of a bar chart.
struct BarRow {
    /// What it is about, harmless already.
    var name: String
    /// Figures between the name and the bar.
    var figures: [String]
    /// Length of the bar. Below 0 it is shaded, not filled: it counts the other way.
    var value: Double
}

/// Least cells of a bar chart's bars.
private let leastBar = 8

/// Names, figures and bars on one scale: a tornado, or who bears what.
///
/// Names take what they need up to eleven twentieths of the width, bars the rest.
/// - Parameter headings: above the figures; none where empty.
func barChart(_ rows: [BarRow], headings: [String] = [], _ style: TextStyle) -> [String] {
    let count = rows.first?.figures.count ?? 0
    let figureWidths = (0..<count).map { place in
        max(
            rows.map { cellWidth($0.figures[place]) }.max() ?? 0,
            headings.indices.contains(place) ? cellWidth(headings[place]) : 0)
    }
    let taken = 2 + figureWidths.reduce(0) { $0 + $1 + 2 } + 2
    let longest = rows.map { cellWidth($0.name) }.max() ?? 0
    let names = max(8, min(longest, style.width * 11 / 20, style.width - taken - leastBar))
    let bars = max(1, min(60, style.width - taken - names))
    let most = rows.map { $0.value.magnitude }.max() ?? 0
    func line(_ name: String, _ figures: [String]) -> String {
        "  " + fitted(name, names) + zip(figures, figureWidths).map { "  " + rightAligned($0, $1) }.joined()
    }
    var lines = headings.isEmpty ? [] : [style.dim(line("", headings))]
    for row in rows {
        let drawn = signedBar(row.value, of: most, bars)
        let painted = row.value < 0 ? style.good(drawn) : style.alarm(drawn)
        lines.append(line(row.name, row.figures) + (drawn.isEmpty ? "" : "  " + painted))
    }
    return lines
}

/// A bar, shaded where it counts the other way.
private func signedBar(_ value: Double, of most: Double, _ width: Int) -> String {
    guard value < 0, most > 0 else { return bar(value, of: most, width) }
    return String(repeating: "░", count: max(1, Int((-value / most * Double(width)).rounded())))
}
