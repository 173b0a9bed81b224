import DominoAnalysis
import DominoEngine
import DominoScenario

// What commands say on standard error besides their answers.

/// What each column of an imported file was read as, a line each; empty if nothing had to be guessed.
public func guessesText(_ imported: Imported, style: TextStyle) -> String {
    guard !imported.guesses.isEmpty else { return "" }
    var lines: [SafeText] = ["Column mapping:"]
    for guess in imported.guesses {
        let pieces = wrapped(SafeText(sanitizing: guess), min(style.width, 100) - 2)
        lines += pieces.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }
    return lines.map { $0.string + "\n" }.joined()
}

/// How much was imported: `8 commitments and 9 needs`.
public func importSummary(_ imported: Imported) -> String {
    let summary: SafeText = "\(count(imported.commitmentCount, "commitment")) and \(count(imported.needCount, "need"))"
    return summary.string
}

/// Why runs are not begun: they would not fit the machine's memory; and what to ask for instead.
///
/// - Parameter knowsPrecision: whether the question may also be asked with '--precision'.
public func memorySentence(
    replicates: Int, needed: Int, available: Int, most: Int, knowsPrecision: Bool = true
) -> String {
    func gigabytes(_ bytes: Int) -> SafeText { "\(exact((Double(bytes) / 1e8).rounded() / 10)) GB" }
    let precision: SafeText =
        knowsPrecision ? ", or for '--precision 0.01', which stops when the mean is known to 1 %" : ""
    let advice: SafeText =
        most > 0 ? "Ask for at most \(exact(most))\(precision)" : "Run it on a larger machine"
    let sentence: SafeText =
        "\(count(replicates, "run")) would need \(gigabytes(needed)) of memory, but only"
        + " \(gigabytes(available)) can be used here. \(advice)."
    return sentence.string
}

// MARK: Shards

/// Why a file is no shard to go on with, and what to do, as a clause behind its name.
///
/// - Parameter version: of the Domino that reads.
public func sentence(for fault: ShardFault, version: String) -> String { clause(for: fault, version: version).string }

private func clause(for fault: ShardFault, version: String) -> SafeText {
    func again(_ place: ShardPlace?) -> SafeText {
        "Copy it again, or make it again with --shard \(place.map { "\($0.number)/\($0.count)" as SafeText } ?? "I/N")"
    }
    let version = SafeText(sanitizing: version)
    switch fault {
    case .empty: return "it is empty. \(again(nil))"
    case .notShard: return "it is no shard. 'domino simulate FILE --shard I/N --output SHARD' writes one"
    case .cutOff(let place): return "its end is missing. \(again(place))"
    case .changed(let place):
        return "it was changed or damaged after it was written: its checksum differs. \(again(place))"
    case .laterFormat: return "a later Domino made it, in a form that \(version) does not know. Use that one"
    case .otherVersion(let maker):
        return
            "Domino \(SafeText(sanitizing: maker, limit: 40)) made it, and this is Domino \(version). Use one"
            + " version for all shards and for 'merge'"
    case .malformed(let field):
        let name = SafeText(trusted: field.rawValue)
        return "its field \"\(name)\" is missing or wrong, although its checksum is right"
    }
}

/// Why shards cannot be put together.
///
/// - Parameter names: of the files, as they were given.
public func sentence(for fault: MergeFault, names: [String]) -> String { clause(for: fault, names: names).string }

private func clause(for fault: MergeFault, names: [String]) -> SafeText {
    func name(_ place: Int) -> SafeText { SafeText(sanitizing: names[place], limit: 200) }
    /// Two files, or one given twice.
    func both(_ one: Int, _ other: Int, _ what: SafeText) -> SafeText {
        names[one] == names[other] ? "\(name(one)) is given twice" : "\(name(one)) and \(name(other)) both \(what)"
    }
    switch fault {
    case .different(let place, let other, let difference):
        return clause(for: difference, name(place), name(other))
    case .twice(let range, let one, let other):
        return both(one, other, "hold \(runs(range)). Leave one of them out")
    case .samePart(let place, let one, let other):
        return both(one, other, "are part \(place.number)/\(place.count). Leave one of them out")
    case .missing(let range, let parts, let count):
        let (verb, object): (SafeText, SafeText) = range.count == 1 ? ("is", "it") : ("are", "them")
        let advice = parts.map { ". Make \(object) with --shard \(shards($0, of: count))" as SafeText } ?? ""
        return "\(runs(range)) \(verb) missing\(advice)"
    case .misfit(let place): return "\(name(place)): its figures do not belong to the scenario in it"
    case .noScenario: return "\(name(0)): the scenario in it cannot be read"
    }
}

/// In what one shard differs from another.
private func clause(for difference: ShardDifference, _ one: SafeText, _ other: SafeText) -> SafeText {
    func pair(_ verb: SafeText, _ first: SafeText, _ second: SafeText) -> SafeText {
        "\(one) \(verb) \(first), and \(other) \(second)"
    }
    func listed(_ ids: String) -> SafeText { ids.isEmpty ? "nothing" : SafeText(sanitizing: ids, limit: 120) }
    func quoted(_ name: String) -> SafeText { SafeText(sanitizing: name).quoted }
    func number(_ seed: UInt64) -> SafeText { SafeText(trusted: "\(seed)") }
    switch difference {
    case .scenario(let name, _, isEdited: true):
        return "\(one) and \(other) are of two versions of the scenario \(quoted(name)): it was edited in between"
    case .scenario(let name, let another, isEdited: false):
        return pair("is of the scenario", quoted(name), "of \(quoted(another))")
    case .replicates(let first, let second):
        return pair("is a part of", count(first, "run"), "of \(count(second, "run"))")
    case .seed(let first, let second): return pair("has the seed", number(first), "the seed \(number(second))")
    case .slips(let first, let second): return pair("lets slip", listed(first), listed(second))
    case .moves(let first, let second): return pair("moves", listed(first), listed(second))
    case .plan(let first, let second): return pair("has in force", listed(first), listed(second))
    case .toldOn(let first, let second):
        func telling(_ day: Day?) -> SafeText { day.map { "on \(isoDate($0))" } ?? "nobody" }
        return pair("tells", telling(first), telling(second))
    case .asOf(let first, let second, let fromClock):
        let hint: SafeText = fromClock ? ". Give --as-of, and the clock does not matter" : ""
        let days =
            first == second
            ? "\(one) and \(other) are both of \(isoDate(first)), one by --as-of and one by the clock"
            : pair("is of", isoDate(first), "of \(isoDate(second))")
        return days + hint
    case .target(let first, let second):
        return pair("looks for the causes of", listed(first ?? ""), listed(second ?? ""))
    case .excludesOne(let first, _):
        return "\(first ? one : other) switches inputs off one by one, and \(first ? other : one) does not"
    }
}

/// `runs 2,560 to 5,119`, counted from 0.
private func runs(_ range: ReplicateRange) -> SafeText {
    let first = exact(range.first)
    return range.count == 1 ? "run \(first)" : "runs \(first) to \(exact(range.first + range.count - 1))"
}

/// `3/8`, or `3/8 to 5/8`.
private func shards(_ parts: ClosedRange<Int>, of count: Int) -> SafeText {
    let first: SafeText = "\(parts.lowerBound)/\(count)"
    return parts.count == 1 ? first : "\(first) to \(parts.upperBound)/\(count)"
}
