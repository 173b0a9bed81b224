import DominoAnalysis
import DominoScenario

/// Why a file is no shard to go on with, and what to do, as a clause behind its name.
///
/// - Parameter version: of the Domino that reads.
public func sentence(for fault: ShardFault, version: String) -> String {
    func again(_ place: ShardPlace?) -> String {
        "Copy it again, or make it again with --shard \(place.map { "\($0.number)/\($0.count)" } ?? "I/N")"
    }
    switch fault {
    case .empty: return "it is empty. \(again(nil))"
    case .notShard: return "it is no shard. 'domino simulate FILE --shard I/N --output SHARD' writes one"
    case .cutOff(let place): return "its end is missing. \(again(place))"
    case .changed(let place):
        return "some of its bytes are not those that were written: its checksum says so. \(again(place))"
    case .laterFormat: return "a later Domino made it, in a form that \(version) does not know. Use that one"
    case .otherVersion(let maker):
        return "Domino \(sanitized(maker, limit: 40)) made it, and this is Domino \(version). "
            + "Use one version for all shards and for 'merge'"
    case .malformed(let field):
        return "its field \"\(field.rawValue)\" is missing or wrong, although its checksum is right"
    }
}

/// Why shards cannot be put together.
///
/// - Parameter names: of the files, as they were given.
public func sentence(for fault: MergeFault, names: [String]) -> String {
    func name(_ place: Int) -> String { sanitized(names[place], limit: 200) }
    /// Two files, or one given twice.
    func both(_ one: Int, _ other: Int, _ what: String) -> String {
        names[one] == names[other] ? "\(name(one)) is given twice" : "\(name(one)) and \(name(other)) both \(what)"
    }
    switch fault {
    case .different(let place, let other, let difference):
        return sentence(for: difference, name(place), name(other))
    case .twice(let range, let one, let other):
        return both(one, other, "hold \(replicates(range)). Leave one of them out")
    case .samePart(let place, let one, let other):
        return both(one, other, "are part \(place.number)/\(place.count). Leave one of them out")
    case .missing(let range, let parts, let count):
        return "\(replicates(range)) \(range.count == 1 ? "is" : "are") missing"
            + (parts.map { ". Make \(range.count == 1 ? "it" : "them") with --shard \(shards($0, of: count))" } ?? "")
    case .misfit(let place): return "\(name(place)): its figures are not of the scenario it holds"
    case .noScenario: return "\(name(0)): the scenario it holds cannot be read"
    }
}

/// In what one shard differs from another.
private func sentence(for difference: ShardDifference, _ one: String, _ other: String) -> String {
    func pair(_ verb: String, _ first: String, _ second: String) -> String {
        "\(one) \(verb) \(first), and \(other) \(second)"
    }
    func listed(_ ids: String) -> String { ids.isEmpty ? "nothing" : sanitized(ids, limit: 120) }
    switch difference {
    case .scenario(let name, _, isEdited: true):
        return "\(one) and \(other) are of two versions of the scenario \"\(name)\": it was edited in between"
    case .scenario(let name, let another, isEdited: false):
        return pair("is of the scenario", "\"\(name)\"", "of \"\(another)\"")
    case .replicates(let first, let second):
        return pair("is a part of", count(first, "replicate"), "of \(count(second, "replicate"))")
    case .seed(let first, let second): return pair("has the seed", "\(first)", "the seed \(second)")
    case .slips(let first, let second): return pair("lets slip", listed(first), listed(second))
    case .plan(let first, let second): return pair("has in force", listed(first), listed(second))
    case .toldOn(let first, let second):
        return pair("tells", first.map { "on \($0)" } ?? "nobody", second.map { "on \($0)" } ?? "nobody")
    case .asOf(let first, let second, let fromClock):
        let hint = fromClock ? ". Give --as-of, and the clock does not matter" : ""
        return
            (first == second
            ? "\(one) and \(other) are both of \(first), one by --as-of and one by the clock"
            : pair("is of", "\(first)", "of \(second)")) + hint
    case .target(let first, let second):
        return pair("looks for the causes of", listed(first ?? ""), listed(second ?? ""))
    case .excludesOne(let first, _):
        return "\(first ? one : other) switches inputs off one by one, and \(first ? other : one) does not"
    }
}

/// `replicates 2,560 to 5,119`, counted from 0.
private func replicates(_ range: ReplicateRange) -> String {
    let first = grouped(Double(range.first))
    return range.count == 1
        ? "replicate \(first)" : "replicates \(first) to \(grouped(Double(range.first + range.count - 1)))"
}

/// `3/8`, or `3/8 to 5/8`.
private func shards(_ parts: ClosedRange<Int>, of count: Int) -> String {
    parts.count == 1
        ? "\(parts.lowerBound)/\(count)" : "\(parts.lowerBound)/\(count) to \(parts.upperBound)/\(count)"
}
