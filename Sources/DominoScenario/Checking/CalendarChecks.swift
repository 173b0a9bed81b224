extension ScenarioReader {
    /// Warns of dates on days off, which stand for a working day beside them.
    mutating func checkCalendar() {
        guard scenario.calendarAsWritten != nil else { return }
        let calendar = scenario.calendar
        for commitment in scenario.commitments where commitment.status != .released {
            if !calendar.isWorking(commitment.due) {
                let day = calendar.day(ordinal: calendar.dueOrdinal(commitment.due))
                report(
                    .dayOff, commitment.span,
                    "\(quoted(commitment.id)) is due on \(commitment.due), a day off: it counts as \(day), the "
                        + "working day before")
            }
            if let keptOn = commitment.keptOn, !calendar.isWorking(keptOn) {
                let day = calendar.day(ordinal: calendar.ordinal(keptOn))
                report(
                    .dayOff, commitment.span,
                    "\(quoted(commitment.id)) was kept on \(keptOn), a day off: it counts as \(day), the working day "
                        + "after")
            }
        }
    }
}
