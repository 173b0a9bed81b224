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
    return stride(from: step, through: most, by: step).map { ($0 / most, grouped($0)) }
}
