/// Which end of one task waits for which end of another.
enum LinkKind: String, CaseIterable {
    case finishToStart = "FS"
    case startToStart = "SS"
    case finishToFinish = "FF"
    case startToFinish = "SF"

    /// Whether the other task's beginning is waited for.
    var isFromStart: Bool { self == .startToStart || self == .startToFinish }
    /// Whether this task's beginning waits.
    var isToStart: Bool { self == .finishToStart || self == .startToStart }

    /// The kind programs write so, in English, German (Anfang, Ende) and French (début, fin).
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

/// That a task waits for another.
struct PlanLink {
    /// The place of the task waited for.
    var predecessor: Int
    var kind = LinkKind.finishToStart
    /// How long after that one this one waits, in the unit of its reader.
    var lag = 0.0
    /// Whether the lag runs through nights and days off.
    var isElapsed = false
    /// Days from that one's end (its beginning for `isFromStart`) to the finish of the one that waits; nil where that
    /// is its work.
    var lead: Double?
    /// Whether the lead is stated, so that it does not follow from the lag.
    var isSettled = false
    /// Where it is written.
    var span: Span
    /// More about the need where a table of needs says so.
    var terms = NeedTerms()
}

/// What a table of needs may say of a need besides its lead.
struct NeedTerms {
    var buffer: Double?
    var share: Double?
    var fallback: Double?
    var relay: Double?
}

/// A predecessor as it is written: `12FS+2d`.
struct WrittenLink: Equatable {
    /// What names the predecessor.
    var reference: String
    var kind: LinkKind
    /// Days of lag, negative for an overlap; of the calendar if `isElapsed`, a share of its duration if `isPercent`.
    var lag: Double
    var isElapsed = false
    var isPercent = false
}

/// Takes `12FS+2d` apart; nil if the part behind the reference is no kind and lag.
///
/// Everything from the end that reads as a lag and a kind is taken for one, so a whole text should be looked up as a
/// reference first.
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
    } else if !hasUnit, !head.allSatisfy({ (0x30...0x39).contains($0) }) {
        return nil  // "ORDER-12" is a key, and no lag of minus twelve days
    }
    link.reference = String(decoding: head, as: UTF8.self)
    return link
}
