import DominoAnalysis
import DominoScenario

/// The dominoes as a table: due, what, kept, how late, and the days between drawn on one axis.
struct Timeline: Sendable {
    /// One domino.
    struct Row: Sendable {
        var title: SafeText
        var due: Day
        /// The day it is kept; nil for never.
        var kept: Day?
        /// How late it is, in a word.
        var late: SafeText
    }

    /// In the order they fall; not empty.
    let rows: [Row]
    /// The day it is asked on: dates of other years carry theirs.
    let today: Day

    /// The table under its heading. Titles get the room they need, the axis what is left: 10 cells at least.
    func lines(_ style: TextStyle) -> [SafeText] {
        let days = rows.flatMap { [$0.due, $0.kept ?? $0.due] }
        let due = TimelineColumn("due", rows.map { date($0.due, in: today) })
        let kept = TimelineColumn("kept", rows.map { $0.kept.map { date($0, in: today) } ?? "never" })
        let late = TimelineColumn("late", rows.map { $0.late })
        let room = style.width - due.width - kept.width - late.width - 10
        let titles = min(max(10, cellWidth(ofWidest: rows.map { $0.title })), room - 10)
        let axis = Axis(first: days.min() ?? .first, last: days.max() ?? .first, columns: min(60, room - titles))
        let heading: SafeText = "  \(due.heading)  \(fitted("commitment", titles))  \(kept.heading)  \(late.heading)"
        return [style.dim("\(heading)  \(axis.heading(in: today))")]
            + rows.indices.map { row in
                let drawn = style.alarm(axis.line(from: rows[row].due, to: rows[row].kept))
                return "  \(due.cell(row))  \(fitted(rows[row].title, titles))  \(kept.cell(row))"
                    + "  \(style.alarm(late.cell(row)))  \(drawn)"
            }
    }
}

/// Cells under a heading, moved to the right.
private struct TimelineColumn {
    let heading: SafeText
    let cells: [SafeText]
    let width: Int

    init(_ heading: SafeText, _ cells: [SafeText]) {
        width = max(cellWidth(heading), cellWidth(ofWidest: cells))
        self.heading = rightAligned(heading, width)
        self.cells = cells
    }

    func cell(_ row: Int) -> SafeText { rightAligned(cells[row], width) }
}

/// An axis of days across some cells.
private struct Axis {
    let first: Day
    let last: Day
    let columns: Int

    /// Where it begins and ends, if there is room for both.
    func heading(in today: Day) -> SafeText {
        let (from, to) = (date(first, in: today), date(last, in: today))
        return cellWidth(from) + cellWidth(to) < columns ? from + rightAligned(to, columns - cellWidth(from)) : from
    }

    /// A line from the due date to the day it is kept; to the end for what never is.
    func line(from due: Day, to kept: Day?) -> SafeText {
        let start = column(due)
        guard let kept else { return "\(spaces(start))●\(repeated("━", columns - start - 2))╳" }
        let end = max(start + 1, column(kept))
        return "\(spaces(start))●\(repeated("━", end - start - 1))▶"
    }

    private func column(_ day: Day) -> Int {
        let share = Double(day.number - first.number) / Double(max(1, last.number - first.number))
        return min(columns - 2, Int((share * Double(columns - 2)).rounded()))
    }
}

extension Answered<WhatIfResult> {
    /// What makes each commitment late: the fallen ones as a tree, each below its driver.
    ///
    /// Every commitment has at most one driver, so the driving chains of all dominoes are one forest.
    func whyTree(rows limit: Int) -> @Sendable (TextStyle) -> [SafeText] {
        var below: [CommitmentIndex: [CommitmentIndex]] = [:]
        var roots: [CommitmentIndex] = []
        let fallen = Set(answer.sequence)
        for commitment in answer.sequence {
            if let driver = answer.outcome(of: commitment).driver, fallen.contains(driver) {
                below[driver, default: []].append(commitment)
            } else {
                roots.append(commitment)
            }
        }
        let tree = (below: below, roots: roots)
        return { style in lines(of: tree.roots, tree.below, limit, style) }
    }

    private func lines(
        of roots: [CommitmentIndex], _ below: [CommitmentIndex: [CommitmentIndex]], _ limit: Int, _ style: TextStyle
    ) -> [SafeText] {
        var lines: [SafeText] = []
        // An explicit stack: a chain of a million dominoes is as good as any other.
        var waiting = roots.reversed().map { (commitment: $0, indent: "  " as SafeText, branch: "" as SafeText) }
        while let (commitment, indent, branch) = waiting.popLast(), lines.count < limit {
            let title = names.title(of: commitment)
            let reason = reason(commitment)
            let room = style.width - cellWidth(indent + branch) - cellWidth(reason) - 2
            lines.append(style.dim(indent + branch) + cut(title, max(12, room)) + style.dim("  \(reason)"))
            let children = below[commitment] ?? []
            let inner = indent + (branch.isEmpty ? "" : branch == "└─ " ? "   " : "│  ")
            for (number, child) in children.enumerated().reversed() {
                let isDeep = cellWidth(inner) > style.width / 3
                waiting.append((child, isDeep ? "  … " : inner, number == children.count - 1 ? "└─ " : "├─ "))
            }
        }
        let rest = answer.sequence.count - lines.count
        return rest > 0 ? lines + [style.dim("  and \(exact(rest)) more")] : lines
    }

    /// Why a commitment falls, in a few words.
    private func reason(_ commitment: CommitmentIndex) -> SafeText {
        let outcome = answer.outcome(of: commitment)
        let slip = outcome.slip - outcome.moved
        if answer.question.slips.contains(where: { $0.commitment == commitment }) {
            return outcome.state == .broken ? "slips, and breaks" : "slips \(days(slip))"
        }
        let lateness: SafeText = outcome.state == .broken ? "broken" : "\(days(slip)) late"
        if let held = held(outcome) { return "\(lateness), \(held)" }
        guard let driver = outcome.driver else {
            return names.scenario[commitment].status.isFact ? "\(lateness) already" : lateness
        }
        // A driver that has not fallen stands nowhere above it: one that was moved on purpose.
        if !answer.sequence.contains(driver) { return "\(lateness), because of \(names.title(of: driver, limit: 40))" }
        let cause = answer.outcome(of: driver).slip
        guard outcome.slip < .infinity, cause < .infinity else { return lateness }
        let absorbed = cause - outcome.slip
        if absorbed > 0.005 { return "\(lateness), \(dayCount(absorbed)) absorbed" }
        return absorbed < -0.005 ? "\(lateness), \(dayCount(-absorbed)) added" : lateness
    }
}
