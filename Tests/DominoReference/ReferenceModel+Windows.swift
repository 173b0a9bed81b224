/// Windows (Model.md, section 2).
extension ReferenceModel {
    /// A window on the axis of days.
    struct Window: Sendable {
        /// The only days on which a commitment can be kept, as ordinals; nil where any will do.
        let open: Set<Int>?
        /// Day numbers, both ends included.
        let closed: [ClosedRange<Int>]

        /// An open day off stands for the working day after it.
        init(_ window: ReferenceWindow, _ calendar: ReferenceCalendar) {
            open = window.open.map { days in
                Set(days.map { calendar.ordinal(calendar.firstWorkday(onOrAfter: $0)) })
            }
            closed = window.closed.map { $0.first.serial...$0.last.serial }
        }
    }

    private func windows(of j: Int) -> [(id: String, window: Window)] {
        commitments[j].window.map { id in
            guard let window = windows[id] else { preconditionFailure("no window \(id)") }
            return (id, window)
        }
    }

    private func allows(_ window: Window, _ day: Int) -> Bool {
        if let open = window.open, !open.contains(day) { return false }
        return !window.closed.contains { $0.contains(calendar.serial(day)) }
    }

    /// The window that refuses a day.
    ///
    /// Decided: of several the one that the commitment names first.
    func refusing(_ j: Int, _ day: Int) -> String? {
        windows(of: j).first { !allows($0.window, day) }?.id
    }

    /// The first day from one on that all windows of `j` allow; nil behind the last day of an `open` list.
    func allowed(_ j: Int, from first: Int) -> Int? {
        let last = windows(of: j).compactMap { $0.window.open.map { $0.max() ?? first - 1 } }.min() ?? Int.max
        var day = first
        while day <= last {
            if refusing(j, day) == nil { return day }
            day += 1
        }
        return nil
    }
}
