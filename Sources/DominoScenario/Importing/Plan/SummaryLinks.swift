/// Passes the links of summary tasks on to the tasks they sum up, as Microsoft Project does: what a summary waits for,
/// those in it wait for that wait for nothing else in it; what waits for a summary waits for those in it for which
/// nothing else in it waits. Tasks stand in outline order, each behind what sums it up.
///
/// A link from the beginning of a summary becomes one from the task in it that begins first.
/// - Complexity: O((tasks + links) * depth of the outline + links made); ended, with an error, where that becomes more
///   than there may be needs.
func passOnSummaryLinks(_ tasks: inout [PlanTask], reporting diagnostics: inout DiagnosticList) {
    let ends = outlineEnds(tasks)
    let summaries = tasks.indices.filter { tasks[$0].isSummary }
    var room = ScenarioReader.needLimit
    // Inner summaries stand behind outer ones, so what is passed on by an outer one is not lost in an inner one.
    for summary in summaries where !tasks[summary].links.isEmpty {
        room -= ends[summary] - summary
        for receiver in receivers(of: summary, ends, tasks) where room > 0 {
            let links = tasks[summary].links.filter { !(summary...ends[summary]).contains($0.predecessor) }
            tasks[receiver].links += links
            room -= links.count
        }
        tasks[summary].links = []
    }
    var waiting: [Int: [Int]] = [:]
    for (place, task) in tasks.enumerated() {
        for link in task.links where tasks[link.predecessor].isSummary {
            waiting[link.predecessor, default: []].append(place)
        }
    }
    for summary in summaries.reversed() {
        room -= ends[summary] - summary
        guard room > 0, let successors = waiting[summary] else { continue }
        let senders = senders(of: summary, ends, tasks)
        let first = (summary + 1..<max(summary + 1, ends[summary])).filter { !tasks[$0].isSummary }
            .min { (tasks[$0].begin ?? .last, $0) < (tasks[$1].begin ?? .last, $1) }
        for successor in successors {
            let links = tasks[successor].links
            tasks[successor].links = links.flatMap { link in
                guard link.predecessor == summary, room > 0 else { return [link] }
                let from = link.kind.isFromStart ? first.map { [$0] } ?? [] : senders
                room -= from.count
                return from.filter { $0 != successor }.map { sender in
                    var link = link
                    link.predecessor = sender
                    return link
                }
            }
        }
    }
    guard room <= 0 else { return }
    diagnostics.append(
        Diagnostic(
            .tooMany,
            "the links of summary tasks become more than \(ScenarioReader.needLimit) needs, or stand too deep to be passed on",
            hint: "link milestones instead of summary tasks"))
}

/// For each task the place behind the last one it sums up.
private func outlineEnds(_ tasks: [PlanTask]) -> [Int] {
    var ends = tasks.indices.map { $0 + 1 }
    var open: [Int] = []
    for place in tasks.indices {
        while let last = open.last, tasks[last].level >= tasks[place].level {
            ends[last] = place
            open.removeLast()
        }
        open.append(place)
    }
    for place in open { ends[place] = tasks.count }
    return ends
}

/// The tasks or summaries directly concerned when a summary waits: those in it whose beginning nothing else in it delays.
private func receivers(of summary: Int, _ ends: [Int], _ tasks: [PlanTask]) -> [Int] {
    let inside = summary + 1..<max(summary + 1, ends[summary])
    return inside.filter { place in
        guard !tasks[place].isSummary else { return false }
        return !tasks[place].links.contains { link in
            link.kind.isToStart && link.lag >= 0 && inside.contains(link.predecessor)
        }
    }
}

/// The tasks in a summary behind whose finish nothing else in it finishes.
private func senders(of summary: Int, _ ends: [Int], _ tasks: [PlanTask]) -> [Int] {
    let inside = summary + 1..<max(summary + 1, ends[summary])
    var hasSuccessor = [Bool](repeating: false, count: inside.count)
    for place in inside {
        for link in tasks[place].links
        where !link.kind.isFromStart && link.lag >= 0 && inside.contains(link.predecessor) {
            hasSuccessor[link.predecessor - inside.lowerBound] = true
        }
    }
    return inside.filter { !tasks[$0].isSummary && !hasSuccessor[$0 - inside.lowerBound] }
}
