/// Which end of one task waits for which end of another.
enum LinkKind: String, CaseIterable {
    case finishToStart = "FS"
    case startToStart = "SS"
    case finishToFinish = "FF"
    case startToFinish = "SF"

    /// Whether the start of the other task is waited for.
    var isFromStart: Bool { self == .startToStart || self == .startToFinish }
    /// Whether the start of this task waits.
    var isToStart: Bool { self == .finishToStart || self == .startToStart }

    /// The kind that programs write with these letters, in English, German (Anfang, Ende) and French (début, fin).
    init?(letters: String) {
        switch letters.uppercased() {
        case "FS", "EA", "FD": self = .finishToStart
        case "SS", "AA", "DD": self = .startToStart
        case "FF", "EE": self = .finishToFinish
        case "SF", "AE", "DF": self = .startToFinish
        default: return nil
        }
    }
}

/// A task's wait for another one.
struct PlanLink {
    /// The place of the task waited for.
    var predecessor: Int
    var kind = LinkKind.finishToStart
    /// How long it waits after that one, in the unit of its reader.
    var lag = 0.0
    /// Whether the lag also counts nights and days off.
    var isElapsed = false
    /// Days from that one's finish (its start for `isFromStart`) to the finish of the one that waits; nil if they are
    /// its work.
    var lead: Double?
    /// Whether the lead, or a buffer, is stated and does not follow from the lag.
    var isLeadStated = false
    /// Where it is written.
    var span: Span
    /// What a table of needs states besides.
    var details = NeedDetails()
}

/// What a table of needs may state besides a lead.
struct NeedDetails {
    var buffer: Double?
    var share: Double?
    var fallback: Double?
    var relay: Double?
}

/// A predecessor as it is written: `12FS+2d`.
struct WrittenLink: Equatable {
    /// The text that names the predecessor.
    var reference: String
    var kind: LinkKind
    /// Days of lag, negative for an overlap; of the calendar if `isElapsed`, a share of its duration if `isPercent`.
    var lag: Double
    var isElapsed = false
    var isPercent = false
}

/// Reads `12FS+2d`; nil if the text after the reference is not a kind and a lag.
///
/// Whatever can be read as a lag and a kind at the end is read so: look up the whole text as a reference first.
func readWrittenLink(_ text: String) -> WrittenLink? {
    var head = text.utf8[...]
    var link = WrittenLink(reference: "", kind: .finishToStart, lag: 0)
    var hasUnit = true
    if let sign = head.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
        sign > text.startIndex,
        let lag = readWrittenNumber(String(text[text.utf8.index(after: sign)...]), decimals: .point), lag.prefix.isEmpty
    {
        if lag.suffix == "%" {
            link.isPercent = true
            link.lag = lag.value / 100
        } else if let unit = daysPerUnit(lag.suffix) {
            link.lag = lag.value * unit.days
            link.isElapsed = unit.isElapsed
        } else {
            return nil
        }
        hasUnit = !lag.suffix.isEmpty
        if text.utf8[sign] == UInt8(ascii: "-") { link.lag = -link.lag }
        head = text.utf8[..<sign]
    }
    while head.last == UInt8(ascii: " ") { head.removeLast() }
    if head.count > 2, let kind = LinkKind(letters: String(decoding: head.suffix(2), as: UTF8.self)) {
        link.kind = kind
        head = head.dropLast(2)
        while head.last == UInt8(ascii: " ") { head.removeLast() }
    } else if !hasUnit, !head.allSatisfy(isDigit) {
        return nil  // "ORDER-12" is a key, not a lag of minus twelve days
    }
    link.reference = String(decoding: head, as: UTF8.self)
    return link
}

/// Passes the links of summary tasks on to the tasks they sum up, as Microsoft Project does.
///
/// What a summary waits for, those of its tasks wait for that wait for nothing else in it. What waits for a summary
/// waits for those of its tasks that nothing else in it waits for. A link from the start of a summary becomes one from
/// the task in it that starts first. Tasks are in outline order, each after its summary.
/// - Complexity: O((tasks + links) * depth of the outline + links made); ends with an error where that is more than the
///   number of needs allowed.
func passOnSummaryLinks(_ tasks: inout [PlanTask], reporting diagnostics: inout DiagnosticList) {
    let ends = outlineEnds(tasks)
    let summaries = tasks.indices.filter { tasks[$0].isSummary }
    var room = ScenarioReader.needLimit
    // Inner summaries come after outer ones, so what an outer one passes on to an inner one is passed on again.
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
    diagnostics.append(Diagnostic(LinkProblem.tooMany(limit: ScenarioReader.needLimit)))
}

/// The place after the last task that each task sums up.
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

/// The tasks that wait when a summary waits: those in it whose start nothing else in it delays.
private func receivers(of summary: Int, _ ends: [Int], _ tasks: [PlanTask]) -> [Int] {
    let inside = summary + 1..<max(summary + 1, ends[summary])
    return inside.filter { place in
        guard !tasks[place].isSummary else { return false }
        return !tasks[place].links.contains { link in
            link.kind.isToStart && link.lag >= 0 && inside.contains(link.predecessor)
        }
    }
}

/// The tasks in a summary whose finish nothing else in it waits for.
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
