import DominoAnalysis
import DominoScenario

/// The table of dominoes: due, what, kept, how late, and the days between drawn on one axis.
struct Timeline {
    private let first: Double
    private let last: Double
    /// Whether dates need their year.
    private let showsYear: Bool
    /// Columns of a date.
    private let dateColumns: Int
    /// Columns of the axis.
    private let columns: Int
    /// Columns of the titles: what the others leave.
    private let titleColumns: Int

    /// The table of these outcomes, `width` columns wide.
    init(_ outcomes: [CommitmentOutcome], width: Int) {
        let days = outcomes.flatMap { [$0.due, $0.date ?? $0.due] }
        let from = days.min() ?? .first
        let to = days.max() ?? .first
        first = Double(from.number)
        last = max(Double(to.number), first + 1)
        showsYear = from.civil.year != to.civil.year
        dateColumns = showsYear ? 9 : 6
        let free = width - 16 - 2 * dateColumns
        columns = min(60, max(14, free * 7 / 20))
        titleColumns = free - columns
    }

    /// The names of the columns, and where the axis begins and ends.
    var heading: String {
        let from = date(Day(number: Int32(first)))
        let to = date(Day(number: Int32(last)))
        let fits = cellWidth(from) + cellWidth(to) < columns
        let axis = fits ? from + rightAligned(to, columns - cellWidth(from)) : from
        return "  " + rightAligned("due", dateColumns) + "  " + fitted("commitment", titleColumns) + "  "
            + rightAligned("kept", dateColumns) + "  " + rightAligned("late", 6) + "  " + axis
    }

    /// One domino.
    func row(_ outcome: CommitmentOutcome, title: String, _ style: TextStyle) -> String {
        let kept = outcome.date.map(date) ?? "never"
        let late = outcome.state == .broken ? "broken" : dayCount(outcome.slip) + " d"
        return "  " + rightAligned(date(outcome.due), dateColumns) + "  " + fitted(title, titleColumns) + "  "
            + rightAligned(kept, dateColumns) + "  " + style.alarm(rightAligned(late, 6)) + "  "
            + style.alarm(line(outcome))
    }

    /// `2 Mar`, or `2 Mar 26` where the table spans years.
    private func date(_ day: Day) -> String { shortDate(day, year: showsYear) }

    /// A line from the due date to the day it is kept.
    private func line(_ outcome: CommitmentOutcome) -> String {
        let start = column(outcome.due)
        let indent = String(repeating: " ", count: start)
        guard let date = outcome.date else {
            return indent + "●" + String(repeating: "━", count: max(0, columns - start - 2)) + "╳"
        }
        let end = max(start + 1, column(date))
        return indent + "●" + String(repeating: "━", count: max(0, end - start - 1)) + "▶"
    }

    private func column(_ day: Day) -> Int {
        let share = (Double(day.number) - first) / (last - first)
        return min(columns - 2, Int((share * Double(columns - 2)).rounded()))
    }
}
